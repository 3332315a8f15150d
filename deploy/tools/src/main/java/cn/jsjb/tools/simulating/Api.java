package cn.jsjb.tools.simulating;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Token;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The services, seen from outside: nothing but HTTP and tokens of the local issuer. */
class Api {
  /** Who asks. @param unit null for the hotline's own people */
  record Who(String role, String unit) {
    static Who of(String role) { return new Who(role, null); }
  }

  /** @param status 0 when nobody answered */
  record Answer(int status, JsonNode body) {
    boolean isDone() { return status == 200 || status == 201; }

    /** Asked again later, the answer may be another: away, not yet known, overtaken. */
    boolean mayComeLater() { return status == 0 || status == 202 || status == 503 || status == 429 || status == 412; }

    /** The stable code of the problem, or the bare number. */
    String code() { return body.hasNonNull("code") ? body.get("code").asText() : status == 0 ? "NO_ANSWER" : "HTTP_" + status; }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(2);
  private static final Duration VALID = Duration.ofHours(1);

  private record Signed(String token, Instant until) {}

  private final Installation installation;
  private final Addresses addresses;
  private final Clock clock;
  private final Map<Who, Signed> tokens = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
      .executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  Api(Installation installation, Clock clock) {
    this.installation = installation;
    this.addresses = installation.addresses();
    this.clock = clock;
  }

  Answer get(ServiceName service, String path, Who who) throws InterruptedException { return send(request(service, path, who, PATIENCE).GET().build()); }

  /** @param key repeats are recognised by it; null where the body has an id of its own */
  Answer post(ServiceName service, String path, Object body, Who who, String key) throws InterruptedException {
    HttpRequest.Builder request = request(service, path, who, PATIENCE).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json(body)));
    return send((key == null ? request : request.header("Idempotency-Key", key)).build());
  }

  /** @return one answer a line, or a single one of the whole body when it was not taken as a batch */
  List<JsonNode> batch(String path, List<String> lines, Who who) throws InterruptedException {
    HttpRequest request = request(ServiceName.INTAKE, path, who, BATCH_PATIENCE).header("Content-Type", "application/x-ndjson")
        .POST(BodyPublishers.ofString(String.join("\n", lines))).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body().lines().filter(line -> !line.isBlank()).map(Api::read).toList() : List.of(read(response.body()));
    } catch (IOException silent) {
      return List.of();
    }
  }

  private HttpRequest.Builder request(ServiceName service, String path, Who who, Duration patience) {
    return HttpRequest.newBuilder(addresses.of(service).resolve(path)).timeout(patience).header("Authorization", "Bearer " + token(who));
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), read(response.body()));
    } catch (IOException silent) {
      return new Answer(0, EventTypes.JSON.createObjectNode());
    }
  }

  private String token(Who who) {
    Instant now = clock.instant();
    return tokens.compute(who, (w, signed) -> signed != null && signed.until.isAfter(now.plusSeconds(120)) ? signed
        : new Signed(Token.sign(installation, w.role(), w.unit(), "simulate", VALID, clock), now.plus(VALID))).token;
  }

  static String json(Object body) {
    try {
      return EventTypes.JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a body that cannot be written", e);
    }
  }

  private static JsonNode read(String body) {
    try {
      JsonNode node = EventTypes.JSON.readTree(body);
      return node == null ? EventTypes.JSON.createObjectNode() : node;
    } catch (JsonProcessingException notJson) {
      return EventTypes.JSON.createObjectNode();
    }
  }
}
