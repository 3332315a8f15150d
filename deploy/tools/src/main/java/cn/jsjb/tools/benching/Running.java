package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.local.Child;
import cn.jsjb.log.Ids;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Token;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.benching.Figure.Goal;
import java.io.IOException;
import java.net.URI;
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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A whole installation, started by {@code deploy/up} itself. {@code console}: from posting a complaint to the event on the console of the street
 * it was dispatched to (server-sent events). {@code memory}: of every process, after that load. {@code startup}: until all four services are ready.
 */
final class Running implements AutoCloseable {
  private static final int PER_SECOND = 20;
  private static final int CONSOLES = 12;
  private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"([^\"]+)\"");

  private final Path folder;
  private final Installation installation;
  private final Child up;
  private final Path output;
  private final Addresses addresses;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private double startSeconds;

  private Running() throws IOException {
    folder = Files.createTempDirectory("jsjb-bench-");
    installation = new Installation(folder.resolve("data"));
    output = folder.resolve("up.out");
    int base = TakingIn.freeBase();
    addresses = Addresses.from(base);
    // As deploy/lib/run.sh starts it.
    up = Child.start("deploy/up", List.of(), "TERM", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Djsjb.home=" + TakingIn.home(),
        "-Djsjb.broker.lib=" + TakingIn.home().resolve("deploy/local/target/broker"), "-cp", System.getProperty("java.class.path"),
        "cn.jsjb.tools.Main", "up", "--data", installation.root().toString(), "--port-base", Integer.toString(base)), folder, output, Map.of());
  }

  static Running start(Bench bench) throws Exception {
    long began = System.nanoTime();
    Running running = new Running();
    try {
      for (ServiceName service : ServiceName.values()) {
        while (!running.isReady(service)) {
          if (!running.up.isAlive() || System.nanoTime() - began > TimeUnit.MINUTES.toNanos(3)) {
            throw new Trouble("deploy/up did not become ready: %s", Files.readString(running.output));
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
      running.startSeconds = (System.nanoTime() - began) / 1e9;
      bench.say("the installation is ready after %.1f s", running.startSeconds);
      return running;
    } catch (Exception failed) {
      running.close();
      throw failed;
    }
  }

  private boolean isReady(ServiceName service) throws InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(addresses.of(service).resolve("/q/health/ready")).timeout(Duration.ofSeconds(2)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String token(String role, String unit) { return Token.sign(installation, role, unit, "bench", Duration.ofHours(2), Clock.systemUTC()); }

  static List<Figure> console(Bench bench, Workbench workbench) throws Exception {
    Running running = workbench.running();
    Duration length = Duration.ofSeconds(bench.seconds(20));
    List<Unit> streets = Catalogue.get().units().localities().stream().filter(unit -> Integer.parseInt(unit.code()) % 29 == 0).limit(CONSOLES).toList();
    try (Consoles consoles = new Consoles(running, streets); Commanding.RoundTrip trip = new Commanding.RoundTrip(running.addresses.kafka())) {
      List<OpenLoop.Run> runs = new ArrayList<>();
      Rounds rounds = Rounds.alternate("post to console at %d/s, p99 ms".formatted(PER_SECOND), bench, () -> consoles.p99(OpenLoop.run(PER_SECOND, length, consoles), runs),
          () -> OpenLoop.run(PER_SECOND, length.dividedBy(2), trip).percentile(99));
      Spread median = rounds.medians(runs);
      return List.of(new Figure("console", "ms p99 at 20/s", rounds.ours(), rounds.reference(), Goal.below(1_000, rounds.ours()),
          "from the post to the event on the street's console (p50 %.0f ms); reference: one bare round trip through Kafka, of which this needs four".formatted(median.median())));
    }
  }

  /** The consoles of some streets, and the complaints that have not arrived there yet. */
  private static final class Consoles implements OpenLoop.Work, AutoCloseable {
    private final Running running;
    private final Calls calls;
    private final String token;
    private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private final List<Stream<String>> streams = new ArrayList<>();
    private long next;

    Consoles(Running running, List<Unit> streets) throws Exception {
      this.running = running;
      this.calls = new Calls(streets);
      this.token = running.token("adapter", null);
      CountDownLatch open = new CountDownLatch(streets.size());
      for (Unit street : streets) {
        HttpRequest request = HttpRequest.newBuilder(running.addresses.of(ServiceName.DISPATCH).resolve("/api/units/%s/orders/stream".formatted(street.code())))
            .header("Authorization", "Bearer " + running.token("unit", street.code())).header("Accept", "text/event-stream").build();
        Thread.ofPlatform().daemon().name("console " + street.code()).start(() -> watch(request, open));
      }
      if (!open.await(60, TimeUnit.SECONDS)) {
        throw new Trouble("not every console's stream was opened");
      }
    }

    private void watch(HttpRequest request, CountDownLatch open) {
      try {
        HttpResponse<Stream<String>> answer = running.http.send(request, HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
          throw new IOException("%s answered %d".formatted(request.uri(), answer.statusCode()));
        }
        synchronized (streams) {
          streams.add(answer.body());
        }
        open.countDown();
        answer.body().forEach(line -> {
          Matcher subject = SUBJECT.matcher(line);
          CompletableFuture<Boolean> arrived = subject.find() ? awaited.remove(subject.group(1)) : null;
          if (arrived != null) {
            arrived.complete(true);
          }
        });
      } catch (IOException | InterruptedException | java.io.UncheckedIOException ended) {
        // At the end of the measurement; before that, what it would have shown counts as missing.
      }
    }

    @Override public CompletableFuture<Boolean> start(long number) {
      long n = next++;
      CompletableFuture<Boolean> arrived = new CompletableFuture<>();
      awaited.put(Ids.complaint("WECHAT", calls.messageId(n)), arrived);
      HttpRequest post = HttpRequest.newBuilder(running.addresses.of(ServiceName.INTAKE).resolve("/api/complaints")).header("Content-Type", "application/json")
          .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofByteArray(calls.body(n))).build();
      return running.http.sendAsync(post, HttpResponse.BodyHandlers.discarding()).thenCombine(arrived.orTimeout(20, TimeUnit.SECONDS), (answer, seen) -> answer.statusCode() == 202 && seen);
    }

    double p99(OpenLoop.Run run, List<OpenLoop.Run> runs) {
      if (run.failures() > 0) {
        throw new Trouble("%d of %d complaints did not reach the console of their street", run.failures(), run.failures() + run.micros().getTotalCount());
      }
      runs.add(run);
      return run.percentile(99);
    }

    @Override public void close() {
      synchronized (streams) {
        streams.forEach(Stream::close);
      }
    }
  }

  /** Memory of every process below {@code deploy/up}, itself too, and the start-up that was measured when it began. */
  static List<Figure> memory(Bench bench, Workbench workbench) throws Exception {
    Running running = workbench.running();
    Map<String, double[]> processes = new TreeMap<>();
    Stream.concat(Stream.of(running.up.process().toHandle()), running.up.process().descendants()).forEach(process -> {
      double[] sum = processes.computeIfAbsent(nameOf(process), name -> new double[2]);
      sum[0] += kilobytes(process, "status", "VmRSS:") / 1024.0;
      sum[1] += kilobytes(process, "smaps_rollup", "Pss:") / 1024.0;
    });
    boolean isPss = processes.values().stream().allMatch(sum -> sum[1] > 0);
    List<Figure> figures = new ArrayList<>();
    double all = 0;
    for (Map.Entry<String, double[]> process : processes.entrySet()) {
      double megabytes = process.getValue()[isPss ? 1 : 0];
      all += megabytes;
      figures.add(new Figure("memory " + process.getKey(), "MB", Spread.of(megabytes), null, null, null));
    }
    Spread total = Spread.of(all);
    figures.add(new Figure("memory", "MB", total, null, Goal.below(2_500, total), isPss ? "proportional (PSS): what processes share is counted once"
        : "resident (RSS): what PostgreSQL's processes share is counted several times"));
    Spread startup = Spread.of(running.startSeconds);
    figures.add(new Figure("startup", "s", startup, null, Goal.below(45, startup), "of a new installation until all four services are ready, built before"));
    return figures;
  }

  private static String nameOf(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    for (ServiceName service : ServiceName.values()) {
      if (line.contains(service.module())) {
        return service.module();
      }
    }
    return line.contains("kafka.Kafka") ? "Kafka" : line.contains("cn.jsjb.tools.Main") ? "deploy/up" : line.contains("java") ? "other" : "PostgreSQL";
  }

  /** 0 when it may not be read. */
  private static long kilobytes(ProcessHandle process, String file, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
      return lines.filter(line -> line.startsWith(field)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    } catch (IOException | java.io.UncheckedIOException goneOrSomebodyElses) {
      return 0;
    }
  }

  @Override public void close() {
    up.stop("TERM", Duration.ofSeconds(60));
    TakingIn.delete(folder);
  }
}
