package cn.jsjb.tools;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a running service to rebuild its projections beside the live ones, and shows how far it is. */
@Command(description = "Rebuilds a service's projections from the log, beside the live ones, and switches.")
public final class Rebuild implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  /** Questions in a row that may go unanswered: a service that works hard, or is just restarted. */
  private static final int UNANSWERED = 20;

  @Parameters(paramLabel = "SERVICE", description = "intake, dispatch, supervision or analytics.")
  private String service;

  @Option(names = "--url", paramLabel = "URL", description = "The service's address, where it is not this installation's.")
  private URI url;

  @Mixin private Installation installation;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  @Override public Integer call() throws InterruptedException {
    ServiceName name = ServiceName.named(service);
    URI address = (url != null ? url : installation.addresses().of(name)).resolve("/api/rebuilds");
    // Long enough for a rebuild of years.
    String token = Token.sign(installation, "admin", null, "deploy/rebuild", Duration.ofHours(24), Clock.systemUTC());
    String id = begin(address, token);
    System.err.printf("%s rebuilds; the live tables go on serving.%n", name.module());
    return watch(address, token, id);
  }

  private String begin(URI address, String token) throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = send(request(address, token).POST(HttpRequest.BodyPublishers.ofString("{}")).header("Content-Type", "application/json").build());
    } catch (IOException unreachable) {
      throw new Trouble(unreachable, "%s does not answer at %s; start it with deploy/up, or say where it is with --url.", service, address);
    }
    if (answer.statusCode() == 409 && json(answer.body()).has("id")) {
      System.err.printf("%s rebuilds already; this shows how far it is.%n", service);
    } else if (answer.statusCode() != 202) {
      throw new Trouble("%s refused: %d %s", service, answer.statusCode(), sentence(answer.body()));
    }
    return json(answer.body()).path("id").asText();
  }

  private int watch(URI address, String token, String id) throws InterruptedException {
    try (Progress progress = Progress.of("rebuild " + service, "events", 0)) {
      int unanswered = 0;
      while (true) {
        try {
          JsonNode rebuild = find(json(send(request(address, token).GET().build()).body()), id);
          unanswered = 0;
          progress.to(rebuild.path("events").asLong(), rebuild.path("total").asLong());
          switch (rebuild.path("state").asText()) {
            case "SWITCHED" -> {
              progress.close();
              System.out.printf("%s is rebuilt and switched: %,d events, %,d events/s.%n", service, rebuild.path("events").asLong(), rebuild.path("eventsPerSecond").asLong());
              return 0;
            }
            case "FAILED" -> {
              progress.close();
              System.err.printf("The rebuild failed, the live tables were left as they were: %s%n", rebuild.path("message").asText("no reason was given"));
              return 1;
            }
            default -> progress.say(rebuild.path("message").asText(""));
          }
        } catch (IOException silent) {
          if (++unanswered > UNANSWERED) {
            throw new Trouble(silent, "%s no longer answers; look at its log, and ask again with GET %s.", service, address);
          }
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }

  private static JsonNode find(JsonNode list, String id) {
    for (JsonNode item : list.path("items")) {
      if (item.path("id").asText().equals(id)) {
        return item;
      }
    }
    throw new Trouble("The service does not know rebuild %s any more: it was restarted before it switched. The live tables were left as they were; ask again.", id);
  }

  private HttpRequest.Builder request(URI address, String token) {
    return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String body) {
    try {
      return EventTypes.JSON.readTree(body);
    } catch (IOException notJson) {
      throw new Trouble(notJson, "The service answered with something that is not JSON: %s", body);
    }
  }

  /** The sentence of a problem+json, or what there is instead. */
  private static String sentence(String body) {
    try {
      JsonNode problem = EventTypes.JSON.readTree(body);
      return problem.path("detail").asText(problem.path("title").asText(body));
    } catch (IOException notJson) {
      return body;
    }
  }
}
