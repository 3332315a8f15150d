package cn.jsjb.tools.running;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Mode;
import cn.jsjb.local.Options;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts everything, waits until it is ready, and keeps it running until told to stop. */
@Command(description = "Starts PostgreSQL, Kafka and the four services, waits until they are ready, and stays; Ctrl-C stops all.", footer = {"",
    "Kafka and PostgreSQL are embedded, and keep their data. To use others: KAFKA_BOOTSTRAP_SERVERS and PG_URL, or BACKING=containers."})
public final class Up implements Callable<Integer> {
  private static final Duration UNTIL_READY = Duration.ofMinutes(3);
  /** How long the children of a start that was killed may take to end. */
  private static final Duration LEFTOVERS = Duration.ofSeconds(25);
  private static final int LOOK_EVERY_MILLIS = 250;

  @Mixin private Installation installation;

  @Option(names = "--port-base", paramLabel = "N", defaultValue = "8080",
      description = "Moves all ports: the services at N+1 to N+4, Kafka at N+1012, PostgreSQL at N+7352 (default: ${DEFAULT-VALUE}, so 8081-8084, 9092, 15432).")
  private int base;

  @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "Where the services listen (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  @Option(names = "--reset", description = "First removes all data of this installation: the log, the databases, the keys.")
  private boolean reset;

  @Option(names = "--change-seal-key", description = "First makes another key for the seals; it is announced by a note that both keys sign, and what was sealed before stays verifiable.")
  private boolean changeSealKey;

  @Option(names = "--secured", description = "Kafka asks everybody who he is: each service and each unit has a name, a password and what deploy/topics/access.json gives it.")
  private boolean secured;

  @Option(names = "--demo", description = "First plays a month of a city's complaints and a made-up programme of the year into the logs, if they are empty.")
  private boolean demo;

  @Spec private CommandSpec spec;

  private final Console console = new Console();
  private final List<Service> services = new ArrayList<>();
  private final long began = System.nanoTime();

  @Override public Integer call() {
    if (base < 1_024 || base + Addresses.TO_POSTGRES > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port-base takes %d to %d.".formatted(1_024, 65_535 - Addresses.TO_POSTGRES));
    }
    StopSignal stop = new StopSignal(this::stopAtOnce);
    try (Claim claim = Claim.of(installation)) {
      if (reset) {
        Reset.wipe(installation, console);
      }
      Options options = Options.fromEnvironment().dataDir(installation.root()).kafkaPort(base + Addresses.TO_KAFKA).pgPort(base + Addresses.TO_POSTGRES);
      if (secured) {
        options = options.secured(true);
      }
      checkPorts(isEmbedded(options));
      installation.makeKeys();
      if (changeSealKey) {
        installation.changeSealKey();
      }
      console.status("starting Kafka and PostgreSQL…");
      int code;
      try (Backing backing = Backing.start(options)) {
        try {
          code = run(backing, stop);
        } finally {
          stopServices();
          console.say("stopping Kafka and PostgreSQL…");
        }
      } finally {
        installation.withdrawAddresses();
      }
      console.say("stopped.");
      return code;
    }
  }

  private int run(Backing backing, StopSignal stop) {
    if (stop.isAsked()) {
      return 0;
    }
    int made = Topics.prepare(backing.kafkaOperator());
    if (made > 0) {
      console.say("topics: %d made", made);
    }
    installation.keepOperator(backing.kafkaOperator());
    if (backing.isKafkaSecured()) {
      Access.Applied access = Access.apply(installation, backing.kafkaOperator());
      console.say("access: %d users, %d made; %d lists made, %d removed (deploy/access show USER)", access.users(), access.enrolled(), access.lists().made(), access.lists().removed());
    }
    Arrays.stream(ServiceName.values()).map(ServiceName::shortName).forEach(backing::createDatabase);
    Addresses addresses = Addresses.from(base, host, backing.kafkaBootstrap(), backing.pgHost() + ":" + backing.pgPort());
    installation.publish(addresses);
    Path house = Path.of(Optional.ofNullable(System.getProperty("jsjb.home")).orElseThrow(() -> new Trouble("Start this with deploy/up.")));
    for (ServiceName name : ServiceName.values()) {
      services.add(Service.of(name, house, installation, addresses, host, backing, console));
    }
    if (demo) {
      Demo.play(installation, backing.kafkaOperator(), console, stop);
    }
    if (stop.isAsked()) {
      return 0;
    }
    services.forEach(Service::start);
    List<Kept> all = new ArrayList<>(services);
    all.addAll(servers(backing));
    if (!awaitReady(all, stop)) {
      return stop.isAsked() ? 0 : 1;
    }
    announce(addresses, backing);
    return keep(all, stop);
  }

  /** False when it was asked to stop, or when it makes no sense to wait on. */
  private boolean awaitReady(List<Kept> all, StopSignal stop) {
    Map<Service, Duration> ready = new LinkedHashMap<>();
    while (ready.size() < services.size()) {
      if (stop.await(LOOK_EVERY_MILLIS)) {
        return false;
      }
      all.forEach(Kept::look);
      for (Service service : services) {
        if (!ready.containsKey(service) && service.isReady()) {
          ready.put(service, sinceBegan());
          console.say("%s is ready (%s)", service.name(), seconds(sinceBegan()));
        }
        if (service.isGivenUp()) {
          return false;
        }
      }
      if (sinceBegan().compareTo(UNTIL_READY) > 0) {
        services.stream().filter(service -> !ready.containsKey(service)).forEach(service -> console.say("%s is not ready after %s. It says: %s%n%s",
            service.name(), seconds(UNTIL_READY), service.health(), service.lastWords()));
        return false;
      }
      if (ready.size() == services.size()) {
        break;
      }
      console.status(services.stream().filter(service -> !ready.containsKey(service)).map(Service::name)
          .collect(Collectors.joining(", ", "waiting for ", " … " + seconds(sinceBegan()))));
    }
    return true;
  }

  /** Stays until asked to stop; what dies meanwhile is started again. */
  private int keep(List<Kept> all, StopSignal stop) {
    List<Service> away = new ArrayList<>();
    while (!stop.await(LOOK_EVERY_MILLIS)) {
      all.forEach(Kept::look);
      for (Service service : services) {
        if (service.isReady()) {
          if (away.remove(service)) {
            console.say("%s is ready again", service.name());
          }
        } else if (!away.contains(service)) {
          away.add(service);
        }
      }
    }
    return 0;
  }

  private void announce(Addresses addresses, Backing backing) {
    console.say("");
    System.out.printf("Ready after %s.%n", seconds(sinceBegan()));
    addresses.services().forEach((name, address) -> System.out.printf("  %-12s %s%s%n", name, address, name.equals("analytics") ? "" : ""));
    System.out.printf("  %-12s %s%n", "Kafka", backing.kafkaBootstrap());
    System.out.printf("  %-12s %s:%d   databases %s%n", "PostgreSQL", backing.pgHost(), backing.pgPort(),
        Arrays.stream(ServiceName.values()).map(ServiceName::shortName).collect(Collectors.joining(", ")));
    System.out.printf("  %-12s %s   (logs in %s)%n", "data", installation.root(), installation.logs());
    System.out.printf("Sign in: deploy/token --role operator   ·   Ctrl-C stops everything%n");
    System.out.flush();
  }

  private List<Kept> servers(Backing backing) {
    try {
      return List.of(new Server("Kafka", backing::kafkaProcess, backing::restartKafka, console),
          new Server("PostgreSQL", backing::postgresProcess, backing::restartPostgres, console));
    } catch (UnsupportedOperationException notOurs) {
      return List.of();
    }
  }

  /** A server of the embedded backing, on its old port and data again. */
  private static final class Server extends Kept {
    private final Supplier<Process> process;
    private final Runnable again;
    private final Console console;

    Server(String name, Supplier<Process> process, Runnable again, Console console) {
      super(name, console);
      this.process = process;
      this.again = again;
      this.console = console;
      process.get();
    }

    @Override boolean isAlive() { return process.get().isAlive(); }

    @Override void restart() {
      again.run();
      console.say("%s is back", name());
    }

    @Override String lastWords() { return ""; }
  }

  private void stopServices() {
    List<Service> alive = services.stream().filter(Service::isAlive).toList();
    if (!alive.isEmpty()) {
      console.say("stopping %s…", alive.stream().map(Service::name).collect(Collectors.joining(", ")));
      List<Thread> stopping = alive.stream().map(service -> Thread.ofPlatform().start(service::stop)).toList();
      for (Thread thread : stopping) {
        try {
          thread.join();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** A second Ctrl-C. Kafka and PostgreSQL are durable, and the kernel ends them with us. */
  private void stopAtOnce() {
    console.say("stopping at once.");
    services.forEach(Service::kill);
    Runtime.getRuntime().halt(130);
  }

  /** All of them before anything starts: an error after half a minute is a worse error. */
  private void checkPorts(boolean embedded) {
    Map<Integer, String> wanted = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      wanted.put(service.port(base), service.module());
    }
    if (embedded) {
      wanted.put(base + Addresses.TO_KAFKA, "Kafka");
      wanted.put(base + Addresses.TO_POSTGRES, "PostgreSQL");
    }
    awaitLeftovers(wanted);
    List<String> taken = wanted.entrySet().stream().filter(port -> !isFree(port.getKey(), port.getValue())).map(port -> "Port %d, meant for %s, is taken by %s."
        .formatted(port.getKey(), port.getValue(), Listening.holder(port.getKey()).map(Listening::describe).orElse("another program"))).toList();
    if (!taken.isEmpty()) {
      throw new Trouble("%s Stop that, or move all ports with --port-base N (now %d).", String.join(" ", taken), base);
    }
  }

  /** The services of a deploy/up that was killed a moment ago are still ending: they stand in our log folder. */
  private void awaitLeftovers(Map<Integer, String> wanted) {
    long deadline = System.nanoTime() + LEFTOVERS.toNanos();
    while (System.nanoTime() < deadline && wanted.keySet().stream().map(Listening::holder).flatMap(Optional::stream).anyMatch(this::isOurs)) {
      console.status("waiting for the processes of an earlier start to end…");
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      return java.nio.file.Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).startsWith(installation.root().toRealPath());
    } catch (IOException goneOrSomebodyElses) {
      return false;
    }
  }

  private boolean isFree(int port, String whose) { return Listening.isFree(whose.endsWith("-service") ? host : "127.0.0.1", port); }

  private static boolean isEmbedded(Options options) {
    return options.mode() == Mode.EMBEDDED || options.mode() == Mode.AUTO && System.getenv("KAFKA_BOOTSTRAP_SERVERS") == null;
  }

  private Duration sinceBegan() { return Duration.ofNanos(System.nanoTime() - began); }

  private static String seconds(Duration duration) { return "%.1f s".formatted(duration.toMillis() / 1000.0); }
}
