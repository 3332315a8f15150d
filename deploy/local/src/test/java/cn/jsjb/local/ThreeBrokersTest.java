package cn.jsjb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three brokers, each taken away once: replication factor 3, a majority of 2 acknowledges. */
@Tag("backing")
class ThreeBrokersTest {
  @Test
  void writing_goes_on_whichever_broker_is_killed() throws Exception {
    try (Backing backing = Backing.start(Options.throwAway().mode(Mode.EMBEDDED).brokers(3))) {
      assertEquals(3, backing.kafkaBootstrap().split(",").length);
      Clients.createTopics(backing, List.of(new NewTopic("complaints", 1, (short) 3).configs(Map.of("min.insync.replicas", "2"))));
      List<String> sent = new ArrayList<>();
      try (KafkaProducer<String, String> producer = Clients.producer(backing, Map.of())) {
        for (int broker = 1; broker <= 3; broker++) {
          send(producer, "with all, before " + broker, sent);
          backing.killKafka(broker);
          assertFalse(backing.kafkaProcess(broker).isAlive());
          send(producer, "without " + broker, sent);
          backing.restartKafka(broker);
          assertTrue(IntStream.rangeClosed(1, 3).allMatch(other -> backing.kafkaProcess(other).isAlive()));
          awaitFullyReplicated(backing);
        }
      }
      assertEquals(sent, Clients.values(backing, "complaints"));
    }
  }

  /** Otherwise the next kill could leave one replica only, and writing would rightly be refused. */
  private static void awaitFullyReplicated(Backing backing) throws Exception {
    try (var admin = Clients.admin(backing)) {
      assertTrue(Waiting.until(java.time.Duration.ofSeconds(60), () -> {
        try {
          return admin.describeTopics(List.of("complaints")).allTopicNames().get().get("complaints").partitions().getFirst().isr().size() == 3;
        } catch (Exception notYet) {
          return false;
        }
      }));
    }
  }

  private static void send(KafkaProducer<String, String> producer, String value, List<String> sent) throws Exception {
    producer.send(new ProducerRecord<>("complaints", value)).get();
    sent.add(value);
  }
}
