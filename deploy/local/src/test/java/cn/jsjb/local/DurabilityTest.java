package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged is there after kill -9, in the very middle of writing.
 *
 * <p>That the test can fail was seen by hand, with {@code SET synchronous_commit = off} on the writing connections:
 * see the README. It is not shipped as a test, because then a loss is likely but not certain. A kill is not a power
 * cut: the machine's page cache survives it.
 */
@Tag("backing")
class DurabilityTest {
  private static final int WRITERS = 8;
  private static final int ENOUGH = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void postgresql_loses_no_acknowledged_commit_to_kill_9() throws Exception {
    try (Backing backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED))) {
      backing.createDatabase("ledger");
      try (Connection connection = Clients.connect(backing, "ledger")) {
        Clients.execute(connection, "CREATE TABLE entries (entry text PRIMARY KEY)");
      }
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
        IntStream.range(0, WRITERS).forEach(writer -> writers.execute(() -> commitUntilTheServerIsGone(backing, writer, acknowledged)));
        assertTrue(Waiting.until(PATIENCE, () -> acknowledged.size() >= ENOUGH), () -> "only " + acknowledged.size() + " commits");
        backing.killPostgres();
        assertFalse(backing.postgresProcess().isAlive());
      }
      backing.restartPostgres();
      try (Connection connection = Clients.connect(backing, "ledger")) {
        assertNothingLost(acknowledged, Clients.column(connection, "SELECT entry FROM entries"));
      }
    }
  }

  @Test
  void kafka_loses_no_acknowledged_record_to_kill_9() throws Exception {
    try (Backing backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED))) {
      Clients.createTopics(backing, List.of(new NewTopic("ledger", 1, (short) 1)));
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      // Small batches, so that many acknowledgements and many unacknowledged records surround the kill.
      KafkaProducer<String, String> producer = Clients.producer(backing, Map.of("batch.size", 1_000));
      CountDownLatch killed = new CountDownLatch(1);
      try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
        writer.execute(() -> produceUntil(killed, producer, acknowledged));
        assertTrue(Waiting.until(PATIENCE, () -> acknowledged.size() >= ENOUGH), () -> "only " + acknowledged.size() + " records");
        backing.killKafka();
        killed.countDown();
        producer.close(Duration.ZERO);
      }
      assertFalse(backing.kafkaProcess().isAlive());
      backing.restartKafka();
      assertNothingLost(acknowledged, Clients.values(backing, "ledger"));
    }
  }

  private static void commitUntilTheServerIsGone(Backing backing, int writer, Set<String> acknowledged) {
    try (Connection connection = Clients.connect(backing, "ledger");
        PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?)")) {
      for (int number = 0; ; number++) {
        String entry = writer + "/" + number;
        insert.setString(1, entry);
        insert.executeUpdate();
        acknowledged.add(entry);
      }
    } catch (SQLException theServerIsGone) {
      // As intended; what was not acknowledged may be there or not.
    }
  }

  private static void produceUntil(CountDownLatch killed, KafkaProducer<String, String> producer, Set<String> acknowledged) {
    try {
      // A little breath after each handful, or the test would only fill the producer's buffer.
      for (int number = 0; !killed.await(number % 20 == 0 ? 1 : 0, TimeUnit.MILLISECONDS); number++) {
        String value = "record " + number;
        producer.send(new ProducerRecord<>("ledger", value), (metadata, failed) -> {
          if (failed == null) {
            acknowledged.add(value);
          }
        });
      }
    } catch (InterruptedException | IllegalStateException | org.apache.kafka.common.KafkaException closed) {
      // The producer was closed while it sent.
    }
  }

  private static void assertNothingLost(Set<String> acknowledged, List<String> found) {
    Set<String> lost = new HashSet<>(acknowledged);
    found.forEach(lost::remove);
    assertEquals(Set.of(), lost, () -> lost.size() + " of " + acknowledged.size() + " acknowledged are lost");
    assertTrue(acknowledged.size() >= ENOUGH);
    assertEquals(new HashSet<>(found).size(), found.size(), "something is there twice");
  }
}
