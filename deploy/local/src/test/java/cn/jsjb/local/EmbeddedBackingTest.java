package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default rung, thrown away at the end. */
@Tag("backing")
class EmbeddedBackingTest {
  private static Backing backing;

  @BeforeAll
  static void start() {
    backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED));
  }

  @AfterAll
  static void close() {
    backing.close();
  }

  @Test
  void postgresql_keeps_the_durable_settings() throws SQLException {
    try (Connection connection = Clients.connect(backing, "postgres")) {
      for (String promise : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertEquals(List.of("on"), Clients.column(connection, "SHOW " + promise), promise);
      }
      assertEquals(List.of("UTF8"), Clients.column(connection, "SHOW server_encoding"));
      assertEquals(List.of("200"), Clients.column(connection, "SHOW max_connections"));
    }
  }

  @Test
  void postgresql_wants_the_password() {
    assertThrows(SQLException.class, () -> DriverManager.getConnection(backing.jdbcUrl("postgres"), backing.pgUser(), "guess"));
  }

  @Test
  void a_database_is_made_once_however_many_ask() throws SQLException {
    Together.run(Collections.nCopies(4, () -> backing.createDatabase("派单-dispatch")));
    backing.createDatabase("派单-dispatch");
    try (Connection connection = Clients.connect(backing, "postgres")) {
      assertEquals(List.of("1"), Clients.column(connection, "SELECT count(*) FROM pg_database WHERE datname = '派单-dispatch'"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "lz4", "snappy", "zstd"})
  void kafka_keeps_what_any_client_compressed(String compression) throws Exception {
    Clients.createTopics(backing, List.of(new NewTopic("compressed-" + compression, 1, (short) 1)));
    try (KafkaProducer<String, String> producer = Clients.producer(backing, Map.of("compression.type", compression))) {
      producer.send(new ProducerRecord<>("compressed-" + compression, "路面塌陷".repeat(100))).get();
    }
    assertEquals(List.of("路面塌陷".repeat(100)), Clients.values(backing, "compressed-" + compression));
  }

  @Test
  void no_topic_comes_into_being_by_asking_for_it() throws Exception {
    try (Admin admin = Clients.admin(backing)) {
      ExecutionException refused = assertThrows(ExecutionException.class, () -> admin.describeTopics(List.of("a-misspelling")).allTopicNames().get());
      assertInstanceOf(UnknownTopicOrPartitionException.class, refused.getCause());
      assertFalse(admin.listTopics().names().get().contains("a-misspelling"));
    }
  }

  @Test
  void six_hundred_topics_are_made_in_one_call_and_every_one_is_led() throws Exception {
    List<String> names = IntStream.range(0, 600).mapToObj("many-%d"::formatted).toList();
    Clients.createTopics(backing, names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList());
    try (Admin admin = Clients.admin(backing)) {
      assertTrue(admin.describeTopics(names).allTopicNames().get().values().stream()
          .allMatch(topic -> topic.partitions().getFirst().leader() != null));
    }
  }

  @Test
  void two_backings_live_side_by_side_and_the_thrown_away_leaves_nothing() throws Exception {
    Backing other = Backing.start(Options.throwAway().mode(Mode.EMBEDDED));
    Path folder = Path.of(other.description().replaceFirst(".* in ", ""));
    try (other; Connection connection = Clients.connect(other, "postgres"); Admin admin = Clients.admin(other)) {
      assertNotEquals(backing.kafkaBootstrap(), other.kafkaBootstrap());
      assertEquals(List.of("1"), Clients.column(connection, "SELECT 1"));
      assertEquals(Set.of(), admin.listTopics().names().get());
      assertTrue(Files.isDirectory(folder));
    }
    assertFalse(Files.exists(folder));
    assertFalse(other.kafkaProcess().isAlive());
    assertFalse(other.postgresProcess().isAlive());
  }
}
