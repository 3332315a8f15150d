package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that was given is kept, found again, and never shared. */
@Tag("backing")
class KeptDataTest {
  @TempDir
  Path folder;

  @Test
  void what_was_written_is_there_at_the_next_start_and_one_backing_at_a_time_may_write() throws Exception {
    Options kept = Options.throwAway().mode(Mode.EMBEDDED).dataDir(folder.resolve("data"));
    String password;
    try (Backing first = Backing.start(kept)) {
      password = first.pgPassword();
      first.createDatabase("intake");
      try (Connection connection = Clients.connect(first, "intake")) {
        Clients.execute(connection, "CREATE TABLE tickets AS SELECT 'kept' AS state");
      }
      Clients.createTopics(first, List.of(new NewTopic("complaints", 1, (short) 1)));
      try (KafkaProducer<String, String> producer = Clients.producer(first, Map.of())) {
        producer.send(new ProducerRecord<>("complaints", "kept")).get();
      }
      BackingUnavailable second = assertThrows(BackingUnavailable.class, () -> Backing.start(kept));
      assertTrue(second.getMessage().contains("is in use by another backing"), second.getMessage());
    }
    BackingUnavailable other = assertThrows(BackingUnavailable.class, () -> Backing.start(kept.brokers(3)));
    assertTrue(other.getMessage().contains("was made with 1 brokers and cannot be started with 3"), other.getMessage());

    pretendThatAPidFileNamesSomebodyElse();
    try (Backing again = Backing.start(kept)) {
      assertEquals(password, again.pgPassword());
      try (Connection connection = Clients.connect(again, "intake")) {
        assertEquals(List.of("kept"), Clients.column(connection, "SELECT state FROM tickets"));
      }
      assertEquals(List.of("kept"), Clients.values(again, "complaints"));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/postgres.password"))));
  }

  /** What kill -9 leaves behind, when the number has meanwhile been given to another process: ours. */
  private void pretendThatAPidFileNamesSomebodyElse() throws Exception {
    Path data = folder.resolve("data/postgres");
    Files.writeString(data.resolve("postmaster.pid"), "%d%n%s%n1%n5432%n%n127.0.0.1%n0 0%nready%n".formatted(ProcessHandle.current().pid(), data));
  }
}
