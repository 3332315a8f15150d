package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.running.Aside;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deploy/simulate}: a city into the log through the services' own deciders, or requests into the running services over HTTP. */
@Command(description = "Plays realistic complaints and their handling. Same seed, same city.", footer = {"",
    "--target log   writes a month and what was done about it, as the four services would have, into the log of an installation whose services",
    "               are stopped (deploy/up --demo does it before it starts them). Repeating a broken-off run with the same --start completes it.",
    "--target http  posts requests to the running services, invented ones or those of --from, and with --handle N brings N of them to closure,",
    "               as units, departments and callback agents, through nothing but the API."})
public final class Simulate implements Callable<Integer> {
  enum Target { log, http }

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int EVENTS_A_TICKET = 14;

  @Option(names = "--days", paramLabel = "D", defaultValue = "30", description = "Days of calls (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--per-day", paramLabel = "N", defaultValue = "200", description = "Calls a day on average (default: ${DEFAULT-VALUE}).")
  private int perDay;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Which city (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--target", paramLabel = "log|http", defaultValue = "log", description = "Where to (default: ${DEFAULT-VALUE}).")
  private Target target;

  @Option(names = "--start", paramLabel = "DATE", description = "First day, such as 2026-05-01 (default: so that the last day is yesterday).")
  private LocalDate start;

  @Option(names = "--force", description = "log: even though services follow the log. What they do meanwhile by themselves competes with the play.")
  private boolean force;

  @Option(names = "--from", paramLabel = "FILE.jsonl", description = "http: posts the petitions of this file, one JSON object a line with id, title, time, detail.")
  private Path from;

  @Option(names = "--limit", paramLabel = "N", description = "http: posts at most so many.")
  private Integer limit;

  @Option(names = "--rate", paramLabel = "R", description = "http: posts one by one, R a second (default: in batches, as fast as intake takes them).")
  private Double rate;

  @Option(names = "--handle", paramLabel = "N", defaultValue = "0", description = "http: handles N of them to closure.")
  private int handle;

  @Mixin private Installation installation;
  @Spec private CommandSpec spec;

  private Clock clock = Clock.systemUTC();

  @Override public Integer call() throws Exception {
    if (days < 1 || days > 3_660) {
      throw wrong("--days takes 1 to 3660.");
    }
    if (perDay < 1 || perDay > 1_000_000) {
      throw wrong("--per-day takes 1 to 1000000.");
    }
    if (rate != null && !(rate > 0 && rate <= 100_000)) {
      throw wrong("--rate takes more than 0, at most 100000.");
    }
    if (handle < 0 || limit != null && limit < 1) {
      throw wrong("--handle and --limit take no negative number.");
    }
    if (from != null && !Files.isRegularFile(from)) {
      throw new Trouble("There is no file %s.", from);
    }
    LocalDate first = start != null ? start : LocalDate.ofInstant(clock.instant(), WorkingCalendar.BEIJING).minusDays(days);
    var known = Catalogue.get().calendar().years();
    for (int year : new int[] {first.getYear(), first.plusDays(days - 1).getYear()}) {
      if (!known.contains(year)) {
        throw wrong("There is no working calendar for %d; --start has to lie in one of %s.".formatted(year, known));
      }
    }
    return switch (target) {
      case log -> intoTheLog(first);
      case http -> overHttp(first);
    };
  }

  private int overHttp(LocalDate first) throws IOException, InterruptedException {
    if (force) {
      throw wrong("--force goes with --target log.");
    }
    Requests requests = from != null ? Requests.petitions(from, Catalogue.get(), seed) : Requests.invented(Catalogue.get(), seed, first, days, perDay, clock.instant());
    return new Playing(new Api(installation, clock), requests, limit == null ? Integer.MAX_VALUE : limit, rate, handle, seed).run();
  }

  private int intoTheLog(LocalDate first) {
    if (from != null || rate != null || handle > 0 || limit != null) {
      throw wrong("--from, --limit, --rate and --handle go with --target http.");
    }
    Addresses addresses = installation.addresses();
    if (!force) {
      for (ServiceName service : ServiceName.values()) {
        if (answers(addresses.of(service))) {
          throw new Trouble("%s runs at %s. It would act on a history that is only half told; stop the services first (or use --target http, or --force).",
              service.module(), addresses.of(service));
        }
      }
    }
    if (isThere(addresses.kafka())) {
      return play(addresses.kafka(), first);
    }
    System.err.println("Nothing runs at " + addresses.kafka() + "; starting Kafka for the time of the play…");
    try (Aside aside = Aside.start(installation)) {
      return play(aside.kafka(), first);
    }
  }

  private int play(String kafka, LocalDate first) {
    PrivateBox box = RepeatableBox.of(secret());
    Instant until = clock.instant();
    long began = System.nanoTime();
    Simulation.Result result;
    try (Sink sink = new LogSink(kafka, installation.kafkaOperator()); Progress progress = Progress.of("simulate", "events", (long) days * perDay * EVENTS_A_TICKET)) {
      result = new Simulation(new Simulation.Settings(seed, first, days, perDay, until), Catalogue.get(), box, sink)
          .listener((time, events) -> {
            progress.to(events);
            progress.say(time.atZone(WorkingCalendar.BEIJING).toLocalDate().toString());
          }).run();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%,d tickets from %s on, %,d events, %,d tickets open; %.1f s, %,.0f events/s.%n", result.tickets(), first, result.events(), result.open(),
        seconds, result.events() / seconds);
    result.refused().forEach((why, times) -> System.err.printf("refused %d times: %s%n", times, why));
    return result.refused().isEmpty() ? 0 : 1;
  }

  private byte[] secret() {
    try {
      return Base64.getDecoder().decode(Files.readString(installation.secret()).strip());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Trouble(unreadable, "The secret %s cannot be read; deploy/up makes it at its first start (or name that installation's folder with --data).", installation.secret());
    }
  }

  private static boolean answers(URI service) {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return http.send(HttpRequest.newBuilder(service.resolve("/q/health/live")).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding()).statusCode() < 600;
    } catch (java.net.http.HttpTimeoutException silent) {
      // Somebody listens and is too busy to answer: that is no stopped service.
      return !(silent instanceof java.net.http.HttpConnectTimeoutException);
    } catch (IOException nobody) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean isThere(String address) {
    String one = address.split(",")[0];
    int colon = one.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(one.substring(0, colon), Integer.parseInt(one.substring(colon + 1))), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException | RuntimeException nobody) {
      return false;
    }
  }

  private ParameterException wrong(String sentence) { return new ParameterException(spec.commandLine(), sentence); }
}
