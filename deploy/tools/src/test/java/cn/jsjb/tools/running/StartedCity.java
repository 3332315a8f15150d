package cn.jsjb.tools.running;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.local.Child;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An installation that {@code deploy/up} started in a process of its own, with data and ports of its own, seen from outside. */
public final class StartedCity implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

  public final Installation installation;
  public final Addresses addresses;
  private final Child up;
  private final Path output;

  private StartedCity(Installation installation, Addresses addresses, Child up, Path output) {
    this.installation = installation;
    this.addresses = addresses;
    this.up = up;
    this.output = output;
  }

  /** Starts and waits until all four are ready; the data of an earlier start in this folder is kept. */
  public static StartedCity in(Path folder, String... options) throws IOException {
    int base = freeBase();
    Installation installation = new Installation(folder.resolve("data"));
    Path home = Path.of("").toAbsolutePath().resolve("../..").normalize();
    Path output = folder.resolve("up.out");
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:+UseSerialGC",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Djsjb.home=" + home, "-Djsjb.broker.lib=" + home.resolve("deploy/local/target/broker"),
        "-cp", System.getProperty("java.class.path"), "cn.jsjb.tools.Main", "up", "--data", installation.root().toString(), "--port-base", Integer.toString(base)));
    command.addAll(List.of(options));
    StartedCity city = new StartedCity(installation, Addresses.from(base), Child.start("deploy/up", List.of(), "TERM", command, folder, output, Map.of()), output);
    try {
      for (ServiceName service : ServiceName.values()) {
        city.awaitReady(service);
      }
      return city;
    } catch (RuntimeException | Error neverReady) {
      city.close();
      throw neverReady;
    }
  }

  public void awaitReady(ServiceName service) {
    Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(250)).until(() -> {
      if (!up.isAlive()) {
        throw new AssertionError("deploy/up ended: " + said());
      }
      try {
        return HTTP.send(HttpRequest.newBuilder(addresses.of(service).resolve("/q/health/ready")).timeout(Duration.ofSeconds(3)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException notYet) {
        return false;
      }
    });
  }

  public ProcessHandle process(ServiceName service) {
    return ProcessHandle.of(up.process().pid()).orElseThrow().descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(service.module() + "/target/quarkus-app"))
        .filter(p -> p.info().command().orElse("").endsWith("java")).findFirst().orElseThrow(() -> new AssertionError(service + " does not run: " + said()));
  }

  /** @param role null for nobody; @param unit null where the role has none */
  public JsonNode get(ServiceName service, String path, String role, String unit) throws IOException, InterruptedException { return send(service, path, role, unit, null); }

  public JsonNode post(ServiceName service, String path, String role, String unit, String json) throws IOException, InterruptedException { return send(service, path, role, unit, json); }

  private JsonNode send(ServiceName service, String path, String role, String unit, String json) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(addresses.of(service).resolve(path)).timeout(Duration.ofSeconds(10));
    if (role != null) {
      request.header("Authorization", "Bearer " + Token.sign(installation, role, unit, "test", Duration.ofMinutes(10), Clock.systemUTC()));
    }
    if (json != null) {
      request.header("Content-Type", "application/json").header("Prefer", "wait=10").POST(HttpRequest.BodyPublishers.ofString(json));
    }
    HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertTrue(response.statusCode() / 100 == 2, () -> path + ": " + response.statusCode() + " " + response.body());
    return EventTypes.JSON.readTree(response.body());
  }

  public String said() { return read(output); }

  @Override public void close() { up.stop("TERM", Duration.ofSeconds(60)); }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freeBase() {
    for (int base = 21_500; base < 50_000; base += 107) {
      boolean free = true;
      for (int port : new int[] {base + 1, base + 2, base + 3, base + 4, base + Addresses.TO_KAFKA, base + Addresses.TO_POSTGRES}) {
        try (ServerSocket socket = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
          free &= socket.isBound();
        } catch (IOException taken) {
          free = false;
        }
      }
      if (free) {
        return base;
      }
    }
    throw new IllegalStateException("no free ports");
  }
}
