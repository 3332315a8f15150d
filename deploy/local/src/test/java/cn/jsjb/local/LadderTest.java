package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/** Which rung is taken, and what is said where it does not hold. Starts nothing. */
class LadderTest {
  private static final Settings EXTERNAL = settings(Map.of(
      "KAFKA_BOOTSTRAP_SERVERS", "k1.example:9092,k2.example:9092",
      "PG_URL", "postgresql://clerk:p%40ss+w%2Ford@db.example:6432/main?sslmode=require"));

  @Test
  void external_servers_are_what_the_environment_says() {
    for (Mode mode : new Mode[] {Mode.AUTO, Mode.EXTERNAL}) {
      try (Backing backing = Ladder.climb(Options.throwAway().mode(mode), EXTERNAL)) {
        assertEquals("k1.example:9092,k2.example:9092", backing.kafkaBootstrap());
        assertEquals("db.example", backing.pgHost());
        assertEquals(6432, backing.pgPort());
        assertEquals("clerk", backing.pgUser());
        assertEquals("p@ss+w/ord", backing.pgPassword());
        assertEquals("jdbc:postgresql://db.example:6432/intake?sslmode=require", backing.jdbcUrl("intake"));
        assertEquals("postgresql://db.example:6432/intake?sslmode=require", backing.reactiveUrl("intake"));
      }
    }
  }

  @Test
  void the_password_is_in_no_log() {
    assertFalse(ExternalBacking.from(EXTERNAL).toString().contains("p@ss"));
  }

  @Test
  void one_address_of_two_is_an_oversight_and_not_a_choice() {
    Settings half = settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "k1.example:9092"));
    assertSays("PG_URL is not set though its companion is", () -> Ladder.climb(Options.throwAway(), half));
  }

  @Test
  void external_by_name_needs_both_addresses() {
    assertSays("KAFKA_BOOTSTRAP_SERVERS and PG_URL is not set",
        () -> Ladder.climb(Options.throwAway().mode(Mode.EXTERNAL), settings(Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://u:secret@h/", "postgresql://h:5432/", "postgresql://u@h/", "postgresql://u:sec ret@h/"})
  void a_url_that_is_not_understood_is_answered_by_an_example_and_not_repeated(String url) {
    BackingUnavailable said = assertSays("write it like postgresql://user:password@host:5432/", () -> PgServer.at(url));
    assertFalse(said.getMessage().contains("sec"));
  }

  @Test
  void an_external_server_can_neither_be_killed_nor_restarted() {
    Backing external = ExternalBacking.from(EXTERNAL);
    assertThrows(UnsupportedOperationException.class, external::killKafka);
    assertThrows(UnsupportedOperationException.class, external::restartPostgres);
  }

  /** With Docker they start; without, the sentence says what to do. */
  @Test
  void containers_without_docker_fail_with_a_sentence() {
    Options containers = Options.throwAway().mode(Mode.CONTAINERS);
    if (!dockerAnswers()) {
      assertSays("no Docker engine answers here; start Docker", () -> Ladder.climb(containers, settings(Map.of())));
    } else {
      try (Backing backing = Ladder.climb(containers, settings(Map.of()))) {
        backing.createDatabase("in_a_container");
      }
    }
  }

  @Test
  void containers_keep_nothing_and_say_so() {
    Options kept = Options.throwAway().mode(Mode.CONTAINERS).dataDir(Path.of("anywhere"));
    assertSays("Containers are thrown away", () -> Ladder.climb(kept, settings(Map.of())));
  }

  @Test
  void options_come_from_the_environment() {
    Options options = Options.from(settings(Map.of("BACKING", "Embedded", "BACKING_DATA_DIR", "/var/jsjb", "BACKING_KAFKA_PORT", "9092",
        "BACKING_PG_PORT", "5432", "BACKING_BROKERS", "3")));
    assertEquals(new Options(Mode.EMBEDDED, Optional.of(Path.of("/var/jsjb")), 9092, 5432, 3, false), options);
    assertEquals(Options.throwAway(), Options.from(settings(Map.of())));
  }

  @Test
  void settings_that_make_no_sense_are_named() {
    assertSays("BACKING is 'podman'; it can be auto, external, containers or embedded", () -> Options.from(settings(Map.of("BACKING", "podman"))));
    assertSays("BACKING_PG_PORT is 'five'", () -> Options.from(settings(Map.of("BACKING_PG_PORT", "five"))));
    assertSays("70000 is no port for Kafka", () -> Options.throwAway().kafkaPort(70_000));
    assertSays("0 brokers were asked for", () -> Options.throwAway().brokers(0));
  }

  @Test
  void a_taken_port_is_named_with_what_to_do() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Options embedded = Options.throwAway().mode(Mode.EMBEDDED);
      assertSays("Port %d, meant for Kafka, is taken by another program; stop that, or choose another port (BACKING_KAFKA_PORT".formatted(port),
          () -> Backing.start(embedded.kafkaPort(port)));
      assertSays("Port %d, meant for PostgreSQL, is taken".formatted(port), () -> Backing.start(embedded.pgPort(port)));
    }
  }

  private static BackingUnavailable assertSays(String part, org.junit.jupiter.api.function.Executable start) {
    BackingUnavailable said = assertThrows(BackingUnavailable.class, start);
    assertTrue(said.getMessage().contains(part), said.getMessage());
    return said;
  }

  private static Settings settings(Map<String, String> values) {
    return name -> Optional.ofNullable(values.get(name));
  }

  private static boolean dockerAnswers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException | LinkageError unreachable) {
      return false;
    }
  }
}
