package cn.jsjb.local;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to start, and where its data lives.
 *
 * @param mode which rung of the ladder
 * @param dataDir empty: a throw-away folder, removed at close; given: kept, and found again at the next start
 * @param kafkaPort 0 for any free port; broker n of several listens on {@code kafkaPort + n - 1}
 * @param pgPort 0 for any free port
 * @param brokers 1, or 3 for tests that take one away; each is a broker and a controller in its own JVM
 * @param secured Kafka lets nobody in without a name and a password, and nobody do what its access lists do not allow; embedded only
 */
public record Options(Mode mode, Optional<Path> dataDir, int kafkaPort, int pgPort, int brokers, boolean secured) {
  public Options {
    Objects.requireNonNull(mode);
    dataDir = dataDir.map(Path::toAbsolutePath).map(Path::normalize);
    requirePort(kafkaPort, "Kafka");
    requirePort(pgPort, "PostgreSQL");
    if (brokers < 1 || brokers > 9) {
      throw new BackingUnavailable("%d brokers were asked for; 1 to 9 can be started.".formatted(brokers));
    }
  }

  /** Throw-away data on free ports, on the first rung that fits. */
  public static Options throwAway() {
    return new Options(Mode.AUTO, Optional.empty(), 0, 0, 1, false);
  }

  /** As the environment (or system properties) says: BACKING, BACKING_DATA_DIR, BACKING_KAFKA_PORT, BACKING_PG_PORT, BACKING_BROKERS, BACKING_SECURED. */
  public static Options fromEnvironment() {
    return from(Settings.ofThisProcess());
  }

  static Options from(Settings settings) {
    return new Options(
        settings.find("BACKING").map(Mode::named).orElse(Mode.AUTO),
        settings.find("BACKING_DATA_DIR").map(Path::of),
        settings.number("BACKING_KAFKA_PORT", 0),
        settings.number("BACKING_PG_PORT", 0),
        settings.number("BACKING_BROKERS", 1),
        settings.find("BACKING_SECURED").map(Boolean::parseBoolean).orElse(false));
  }

  /** Where a person's own installation keeps its data: {@code $XDG_DATA_HOME/jsjb}, usually {@code ~/.local/share/jsjb}. */
  public static Path usualDataDir() {
    return Settings.ofThisProcess().find("XDG_DATA_HOME").map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("jsjb");
  }

  public Options mode(Mode other) {
    return new Options(other, dataDir, kafkaPort, pgPort, brokers, secured);
  }

  public Options dataDir(Path kept) {
    return new Options(mode, Optional.of(kept), kafkaPort, pgPort, brokers, secured);
  }

  public Options kafkaPort(int port) {
    return new Options(mode, dataDir, port, pgPort, brokers, secured);
  }

  public Options pgPort(int port) {
    return new Options(mode, dataDir, kafkaPort, port, brokers, secured);
  }

  public Options brokers(int count) {
    return new Options(mode, dataDir, kafkaPort, pgPort, count, secured);
  }

  public Options secured(boolean wanted) {
    return new Options(mode, dataDir, kafkaPort, pgPort, brokers, wanted);
  }

  private static void requirePort(int port, String whose) {
    if (port < 0 || port > 65_535) {
      throw new BackingUnavailable("%d is no port for %s; give one from 1 to 65535, or 0 for any free one.".formatted(port, whose));
    }
  }
}
