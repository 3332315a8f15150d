package cn.jsjb.tools.running;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Child;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service in a JVM of its own, which does not outlive us. */
final class Service extends Kept {
  /** Four of these, the broker and PostgreSQL together stay below 2.5 GB. */
  static final List<String> MODEST = List.of("-Xmx400m", "-Xss512k", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=160m", "-XX:ReservedCodeCacheSize=64m",
      "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration QUESTION = Duration.ofSeconds(2);
  /** A service that is not ready may ask around for some seconds before it says why. */
  private static final Duration WHY = Duration.ofSeconds(15);
  private static final int LAST_LINES = 15;
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(QUESTION).build();

  private final Path jar;
  private final Path folder;
  private final Path log;
  private final URI address;
  private final Map<String, String> environment;
  private Child child;
  private boolean ready;

  private Service(ServiceName service, Path jar, Path logs, URI address, Map<String, String> environment, Console console) {
    super(service.module(), console);
    this.jar = jar;
    this.folder = logs;
    this.log = logs.resolve(service.module() + ".log");
    this.address = address;
    this.environment = environment;
  }

  /** Not started yet. What differs between installations goes by environment: a password on a command line is everybody's. */
  static Service of(ServiceName service, Path house, Installation installation, Addresses addresses, String host, Backing backing, Console console) {
    URI address = addresses.of(service);
    String database = service.shortName();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", backing.kafkaBootstrap());
    if (backing.isKafkaSecured()) {
      installation.kafkaClient(service.module()).forEach((name, value) -> environment.put("KAFKA_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
    }
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", backing.reactiveUrl(database));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", backing.jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", backing.pgUser());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", backing.pgPassword());
    environment.put("QUARKUS_HTTP_HOST", host);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", installation.issuerPublicKey().toUri().toString());
    environment.put("JSJB_SECRET_FILE", installation.secret().toString());
    if (service == ServiceName.SUPERVISION) {
      environment.put("JSJB_SEAL_KEY_FILE", installation.sealPrivateKey().toString());
      if (Files.exists(installation.sealPreviousKey())) {
        environment.put("JSJB_SEAL_PREVIOUS_KEY_FILE", installation.sealPreviousKey().toString());
      }
    }
    environment.put("JSJB_CONSOLE_ORIGINS", ConsoleOrigins.of(host, addresses.of(ServiceName.ANALYTICS).getPort()));
    if (service == ServiceName.ANALYTICS) {
      // The pages sign in with the local issuer; its key goes to this service alone.
      environment.put("JSJB_CONSOLE_LOCAL_KEY_FILE", installation.issuerPrivateKey().toString());
      environment.put("JSJB_CONSOLE_SERVICES_INTAKE", ":" + addresses.of(ServiceName.INTAKE).getPort());
      environment.put("JSJB_CONSOLE_SERVICES_DISPATCH", ":" + addresses.of(ServiceName.DISPATCH).getPort());
      environment.put("JSJB_CONSOLE_SERVICES_SUPERVISION", ":" + addresses.of(ServiceName.SUPERVISION).getPort());
    }
    environment.put("JSJB_ATTACHMENTS_DIR", installation.attachments().toString());
    // To a file that rotates; what is written before logging works, or by the JVM itself, goes to the .out beside it.
    Path log = installation.logs().resolve(service.module() + ".log");
    environment.put("QUARKUS_LOG_CONSOLE_ENABLED", "false");
    environment.put("QUARKUS_LOG_FILE_ENABLED", "true");
    environment.put("QUARKUS_LOG_FILE_PATH", log.toString());
    environment.put("QUARKUS_LOG_FILE_FORMAT", "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{2.}] (%t) %s%e%n");
    environment.put("QUARKUS_LOG_FILE_ROTATION_MAX_FILE_SIZE", "10M");
    environment.put("QUARKUS_LOG_FILE_ROTATION_MAX_BACKUP_INDEX", "5");
    return new Service(service, house.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar"), installation.logs(), address, environment, console);
  }

  void start() {
    ready = false;
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(output());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MODEST);
    command.add("-jar");
    command.add(jar.toString());
    child = Child.start(name(), List.of(), "TERM", command, folder, output(), environment);
  }

  @Override boolean isAlive() { return child != null && child.isAlive(); }

  @Override void restart() { start(); }

  /** Asked only until the first yes: afterwards it is the service's own business. */
  boolean isReady() {
    if (!ready && isAlive()) {
      ready = answersReady();
    }
    return ready && isAlive();
  }

  /** What {@code /q/health/ready} says, for a person who waits; empty when it says nothing. */
  String health() {
    try {
      return HTTP.send(question(WHY), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException silent) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Returns when it is gone. */
  void stop() {
    if (child != null) {
      child.stop("TERM", STOP);
    }
  }

  void kill() {
    if (child != null) {
      child.kill();
    }
  }

  @Override String lastWords() { return "The end of %s:%n%s%s".formatted(log, end(log), end(output())); }

  private boolean answersReady() {
    try {
      return HTTP.send(question(QUESTION), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest question(Duration patience) { return HttpRequest.newBuilder(address.resolve("/q/health/ready")).timeout(patience).build(); }

  private Path output() { return folder.resolve(name() + ".out"); }

  private static String end(Path file) {
    try {
      if (Files.notExists(file)) {
        return "";
      }
      List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      StringBuilder end = new StringBuilder();
      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> end.append("  ").append(line).append(System.lineSeparator()));
      return end.toString();
    } catch (IOException unreadable) {
      return "  (%s cannot be read)%n".formatted(file);
    }
  }
}
