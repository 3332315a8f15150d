package cn.jsjb.local;

import java.util.Arrays;
import java.util.Locale;

/** Which rung of the ladder provides Kafka and PostgreSQL. */
public enum Mode {
  /** External where both addresses are set, otherwise embedded. */
  AUTO,
  /** The servers at {@code KAFKA_BOOTSTRAP_SERVERS} and {@code PG_URL}. */
  EXTERNAL,
  /** Testcontainers; never chosen unless asked for by name. */
  CONTAINERS,
  /** Processes of our own: PostgreSQL from a class-path archive, Kafka in its own JVM. */
  EMBEDDED;

  static Mode named(String name) {
    return Arrays.stream(values())
        .filter(mode -> mode.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new BackingUnavailable("BACKING is '%s'; it can be auto, external, containers or embedded.".formatted(name)));
  }
}
