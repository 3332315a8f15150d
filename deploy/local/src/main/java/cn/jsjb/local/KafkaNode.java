package cn.jsjb.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One broker and controller in its own JVM. */
final class KafkaNode {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final int id;
  private final int port;
  private final Path folder;
  private final Path library;
  private volatile Child child;

  KafkaNode(int id, int port, Path folder, Path library) {
    this.id = id;
    this.port = port;
    this.folder = folder;
    this.library = library;
  }

  int id() {
    return id;
  }

  int port() {
    return port;
  }

  Process process() {
    return child.process();
  }

  boolean isAlive() {
    return child != null && child.isAlive();
  }

  /** Writes the configuration, and formats the folder where it is new. */
  void prepare(String clusterId, String configuration) {
    try {
      Files.createDirectories(folder);
      // Its owner's alone before the first byte: a secured broker's configuration has its password.
      Files.deleteIfExists(properties());
      Files.createFile(properties(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(properties(), configuration + "log.dirs=" + data() + "\n");
      try (InputStream logging = KafkaNode.class.getResourceAsStream("broker-log4j2.properties")) {
        Files.copy(logging, folder.resolve("log4j2.properties"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException refused) {
      throw new BackingUnavailable("Kafka's folder %s could not be made: %s".formatted(folder, refused), refused);
    }
    // Kafka writes this file last, so a format that was interrupted is done again.
    if (Files.notExists(data().resolve("meta.properties"))) {
      Child format = java("kafka-format", List.of("-XX:TieredStopAtLevel=1"),
          "kafka.tools.StorageTool", "format", "--ignore-formatted", "-t", clusterId, "-c", properties().toString());
      if (Commands.exitCode(format.process()) != 0) {
        throw new BackingUnavailable("Kafka's folder could not be formatted. The end of %s:%n  %s".formatted(output(), Commands.endOf(output())));
      }
    }
  }

  void start() {
    Leftovers.awaitNone("Another Kafka", folder);
    child = java("Kafka " + id, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
        "kafka.Kafka", properties().toString());
  }

  BackingUnavailable endedBeforeItAnswered() {
    return new BackingUnavailable("Kafka (broker %d) ended before it answered; its log is %s, and its output ends with:%n  %s"
        .formatted(id, log(), Commands.endOf(output())));
  }

  BackingUnavailable doesNotAnswer(Duration limit) {
    return new BackingUnavailable("Kafka (broker %d) did not answer within %s. The end of %s:%n  %s".formatted(id, limit, log(), Commands.endOf(log())));
  }

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

  private Child java(String name, List<String> flags, String... mainAndArguments) {
    List<String> always = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djsjb.log.file=" + log(),
        "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties").toUri(),
        "-cp", library + "/*");
    // It stands in its own folder, which is how Leftovers knows it.
    return Child.start(name, List.of(), "TERM",
        Commands.concat(Commands.concat(always, flags), List.of(mainAndArguments)), folder, output(), Map.of());
  }

  private Path properties() {
    return folder.resolve("server.properties");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  /** What escapes the log: the JVM's own words. */
  private Path output() {
    return folder.resolve("broker.out");
  }
}
