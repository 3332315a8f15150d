package cn.jsjb.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a log again for somebody who was not told: the facts of every stream whose records name him, each with the state before and
 * after it, as the follower would have told them. Writes nothing. Twice over each partition: first to find the streams, then to fold them, so
 * that only his are in memory.
 */
public final class Retelling<S> {
  private final String topic;
  private final Projection<S> projection;
  private final Map<String, Object> kafka;

  /** @param kafka settings of a client: where Kafka is and who we are */
  public Retelling(String topic, Projection<S> projection, Map<String, Object> kafka) {
    this.topic = topic;
    this.projection = projection;
    this.kafka = kafka;
  }

  /**
   * @param upTo partition → offset (exclusive) up to which the follower has come; what lies behind, it tells by itself
   * @param named the name that stands in the payload of every fact that made a stream his, in ASCII
   * @param news in the order of the log within each stream
   */
  public void tell(Map<Integer, Long> upTo, String named, Consumer<List<Follower.Told<S>>> news) {
    byte[] name = named.getBytes(StandardCharsets.US_ASCII);
    upTo.forEach((number, end) -> {
      TopicPartition partition = new TopicPartition(topic, number);
      Set<String> streams = new HashSet<>();
      read(partition, end, batch -> batch.stream().filter(r -> r.key() != null && contains(r.value(), name)).map(RecordView::of).map(RecordView::key).forEach(streams::add));
      Map<String, Row<S>> rows = new HashMap<>();
      read(partition, end, batch -> {
        List<Follower.Told<S>> told = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          RecordView view = RecordView.of(record);
          if (view.key() != null && streams.contains(view.key())) {
            Row<S> row = rows.get(view.key());
            if (Chain.judge(row == null ? null : row.head(), view).isFact()) {
              rows.put(view.key(), Folding.fact(projection, row, view, told, true));
            } else if (row != null) {
              rows.put(view.key(), row.with(projection.voided(row.state(), view)));
            }
          }
        }
        if (!told.isEmpty()) {
          news.accept(told);
        }
      });
    });
  }

  /** Ids ({@code ce_id}) of everything that is in this topic now. */
  public Set<String> idsIn(String other) {
    Set<String> ids = new HashSet<>();
    List<TopicPartition> partitions = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.partitionsFor(other).forEach(p -> partitions.add(new TopicPartition(other, p.partition())));
    }
    partitions.forEach(partition -> read(partition, Long.MAX_VALUE, batch -> batch.forEach(record -> ids.add(RecordView.of(record).id()))));
    return ids;
  }

  private void read(TopicPartition partition, long upTo, Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Math.min(upTo, consumer.endOffsets(List.of(partition)).get(partition));
      while (consumer.position(partition) < end) {
        long before = consumer.position(partition);
        List<ConsumerRecord<byte[], byte[]>> batch = consumer.poll(Duration.ofSeconds(5)).records(partition);
        if (batch.isEmpty() && consumer.position(partition) == before) {
          throw new IllegalStateException("Kafka gave nothing for %s at %d".formatted(partition, before));
        }
        Predicate<ConsumerRecord<byte[], byte[]>> within = record -> record.offset() < end;
        each.accept(batch.stream().filter(within).toList());
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(Map.of("max.poll.records", 5_000, "enable.auto.commit", false, "auto.offset.reset", "earliest", "allow.auto.create.topics", false));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static boolean contains(byte[] text, byte[] name) {
    for (int start = 0; text != null && start <= text.length - name.length; start++) {
      if (java.util.Arrays.equals(text, start, start + name.length, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }
}
