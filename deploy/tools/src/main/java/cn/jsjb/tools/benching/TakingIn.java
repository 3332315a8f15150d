package cn.jsjb.tools.benching;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Token;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.benching.Figure.Goal;
import cn.jsjb.tools.running.Alone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code intake}: the running intake-service, alone, against a bare Quarkus endpoint (deploy/bench-reference) that sends the body to Kafka
 * and awaits the acknowledgement. {@code intake-batch}: its NDJSON endpoint against a plain producer of the same bytes. After each round of ours
 * the service is left to fold and register what it took in, so that nothing of it falls on the reference.
 */
final class TakingIn {
  private static final int CONNECTIONS = 64;
  private static final int LINES = 20_000;

  private TakingIn() {}

  static List<Figure> single(Bench bench, Workbench workbench) throws Exception {
    Endpoints endpoints = workbench.endpoints();
    Duration length = Duration.ofSeconds(bench.seconds(8));
    Rounds rounds = Rounds.alternate("intake requests/s", bench, () -> endpoints.quiet(Load.run(CONNECTIONS, length, endpoints.complaints(), endpoints.token, endpoints.calls)),
        () -> Load.run(CONNECTIONS, length, endpoints.bare, endpoints.token, endpoints.calls));
    return List.of(new Figure("intake", "requests/s", rounds.ours(), rounds.reference(), Goal.atLeast(0.8, 0, rounds.ours(), rounds.reference()),
        "%d connections, bodies of %d bytes; both services with %s".formatted(CONNECTIONS, endpoints.calls.body(0).length, String.join(" ", Alone.flags().subList(0, 3)))));
  }

  static List<Figure> batch(Bench bench, Workbench workbench) throws Exception {
    Endpoints endpoints = workbench.endpoints();
    try (EventLog log = new EventLog(Map.of("bootstrap.servers", workbench.backing().kafkaBootstrap(), "buffer.memory", 64L << 20, "delivery.timeout.ms", 60_000))) {
      Rounds rounds = Rounds.alternate("intake-batch events/s", bench, () -> endpoints.quiet(endpoints.postBatch(bodies(endpoints.calls))), () -> produce(log, bodies(endpoints.calls)));
      return List.of(new Figure("intake-batch", "events/s", rounds.ours(), rounds.reference(), Goal.atLeast(0.5, 0, rounds.ours(), rounds.reference()),
          "%,d lines a batch, one batch at a time; the reference sends the lines with one producer".formatted(LINES)));
    }
  }

  private static List<byte[]> bodies(Calls calls) {
    List<byte[]> bodies = new ArrayList<>(LINES);
    for (int i = 0; i < LINES; i++) {
      bodies.add(calls.get());
    }
    return bodies;
  }

  private static double produce(EventLog log, List<byte[]> bodies) {
    CompletableFuture<?>[] all = new CompletableFuture<?>[LINES];
    long began = System.nanoTime();
    for (int i = 0; i < LINES; i++) {
      all[i] = log.send(new ProducerRecord<>(Endpoints.BARE, bodies.get(i))).toCompletableFuture();
    }
    CompletableFuture.allOf(all).join();
    return LINES * 1e9 / (System.nanoTime() - began);
  }

  /** intake-service and the bare endpoint, both in JVMs of their own with the same flags. */
  static final class Endpoints implements AutoCloseable {
    static final String BARE = "bench-bare";
    final Calls calls = Calls.ofTheCity();
    final String token;
    final URI bare;
    private final Workbench workbench;
    private final Path folder;
    private final List<Alone> children = new ArrayList<>();
    private final URI intake;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Endpoints(Workbench workbench) throws Exception {
      this.workbench = workbench;
      folder = Files.createTempDirectory("jsjb-bench-");
      Installation installation = new Installation(folder);
      installation.makeKeys();
      token = Token.sign(installation, "adapter", null, "bench", Duration.ofHours(3), Clock.systemUTC());
      Workbench.topics(workbench.backing().kafkaBootstrap(), TopicGuard.declared());
      workbench.topic(BARE);
      workbench.backing().createDatabase(ServiceName.INTAKE.shortName());
      Addresses addresses = Addresses.from(freeBase());
      intake = addresses.of(ServiceName.INTAKE);
      children.add(Alone.service(ServiceName.INTAKE, home(), installation, addresses, workbench.backing()));
      int port = freePort();
      bare = URI.create("http://127.0.0.1:%d/bare".formatted(port));
      children.add(Alone.jar("bench-reference", home().resolve("deploy/bench-reference/target/quarkus-app/quarkus-run.jar"), installation,
          Map.of("KAFKA_BOOTSTRAP_SERVERS", workbench.backing().kafkaBootstrap(), "BARE_TOPIC", BARE, "QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", Integer.toString(port))));
    }

    static Endpoints start(Bench bench, Workbench workbench) throws Exception {
      Endpoints endpoints = new Endpoints(workbench);
      try {
        endpoints.awaitReady();
        bench.say("intake-service and the bare endpoint are ready");
        return endpoints;
      } catch (Exception failed) {
        endpoints.close();
        throw failed;
      }
    }

    URI complaints() { return intake.resolve("/api/complaints"); }

    private void awaitReady() throws Exception {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!answers(intake.resolve("/q/health/ready"), 200) || !answers(bare, 405)) {
        for (Alone child : children) {
          if (!child.isAlive()) {
            throw new Trouble("%s ended: %s", child.name(), child.lastWords());
          }
        }
        if (System.nanoTime() > deadline) {
          throw new Trouble("not ready after 3 minutes");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }

    private boolean answers(URI address, int status) throws InterruptedException {
      try {
        return http.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == status;
      } catch (IOException notYet) {
        return false;
      }
    }

    double postBatch(List<byte[]> bodies) throws Exception {
      ByteArrayOutputStream ndjson = new ByteArrayOutputStream(LINES * 700);
      for (byte[] body : bodies) {
        ndjson.write(body);
        ndjson.write('\n');
      }
      HttpRequest request = HttpRequest.newBuilder(intake.resolve("/api/complaints/batch")).header("Content-Type", "application/x-ndjson").header("Authorization", "Bearer " + token)
          .POST(HttpRequest.BodyPublishers.ofByteArray(ndjson.toByteArray())).timeout(Duration.ofMinutes(2)).build();
      long began = System.nanoTime();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      double seconds = (System.nanoTime() - began) / 1e9;
      String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
      long taken = text.lines().filter(line -> line.contains("\"complaintId\"")).count();
      if (taken != LINES) {
        throw new Trouble("of %,d lines %,d were taken; %d %s", LINES, taken, answer.statusCode(), text.lines().filter(line -> !line.contains("\"complaintId\"")).findFirst().orElse(""));
      }
      return LINES / seconds;
    }

    /** Returns when the service has followed the log to its end and adds nothing any more. */
    double quiet(double measured) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of());
          Connection database = java.sql.DriverManager.getConnection(workbench.backing().jdbcUrl("intake"), workbench.backing().pgUser(), workbench.backing().pgPassword());
          Statement statement = database.createStatement()) {
        long before = -1;
        while (System.nanoTime() < deadline) {
          long end = consumer.endOffsets(Workbench.partitions(EventLog.COMPLAINTS)).values().stream().mapToLong(Long::longValue).sum();
          try (ResultSet sum = statement.executeQuery("SELECT sum(next_offset) FROM projection.position WHERE log = '%s'".formatted(EventLog.COMPLAINTS))) {
            sum.next();
            if (end == before && sum.getLong(1) == end) {
              return measured;
            }
          }
          before = end;
          TimeUnit.MILLISECONDS.sleep(1_000);
        }
        throw new Trouble("intake-service did not catch up within 3 minutes");
      }
    }

    @Override public void close() {
      children.forEach(Alone::close);
      delete(folder);
    }
  }

  static Path home() {
    String home = System.getProperty("jsjb.home");
    if (home == null) {
      throw new Trouble("Start this with deploy/bench.");
    }
    return Path.of(home);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A base for {@code --port-base}, all of whose ports are free now. */
  static int freeBase() throws IOException {
    for (int base = 21_000; base < 50_000; base += 111) {
      if (areFree(base + 1, base + 2, base + 3, base + 4, base + Addresses.TO_KAFKA, base + Addresses.TO_POSTGRES)) {
        return base;
      }
    }
    throw new Trouble("no free ports were found");
  }

  private static boolean areFree(int... ports) {
    return Arrays.stream(ports).allMatch(port -> {
      try (ServerSocket socket = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
        return true;
      } catch (IOException taken) {
        return false;
      }
    });
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      System.err.printf("  %s could not be removed%n", folder);
    }
  }
}
