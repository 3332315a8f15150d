package cn.jsjb.supervision.sealing;

import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.Roll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads logs and {@code log-seals} without a group, one partition at a time. Belongs to one thread. */
public final class SealedLogs implements AutoCloseable {
  static final String SEALS = "log-seals";
  static final List<String> LOGS = List.of(EventLog.COMPLAINTS, "oversight-log", "programme-log", "rules-log");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final KafkaConsumer<byte[], byte[]> consumer;

  public SealedLogs(KafkaCluster kafka) {
    consumer = new KafkaConsumer<>(kafka.client(Map.of("enable.auto.commit", false, "allow.auto.create.topics", false, "auto.offset.reset", "none", "max.poll.records", 5_000,
        "default.api.timeout.ms", 8_000, "request.timeout.ms", 5_000)), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** @param begin the first offset there is @param end the first there is not yet */
  record Extent(long begin, long end) {}

  Map<Integer, Extent> extents(String log) {
    List<TopicPartition> partitions = consumer.partitionsFor(log).stream().map(p -> new TopicPartition(log, p.partition())).toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<Integer, Extent> extents = new TreeMap<>();
    consumer.endOffsets(partitions).forEach((p, end) -> extents.put(p.partition(), new Extent(begins.get(p), end)));
    return extents;
  }

  long endOfSeals() { return extents(SEALS).get(0).end; }

  /** The records from an offset on and before another, at most so many, as a roll names them. */
  public List<Roll.Entry> entries(String log, int partition, long from, long to, int most) {
    TopicPartition where = new TopicPartition(log, partition);
    consumer.assign(List.of(where));
    List<Roll.Entry> entries = new ArrayList<>();
    Extent there = extents(log).get(partition);
    long end = Math.min(to, there.end);
    consumer.seek(where, Math.max(from, there.begin));
    long heardAt = System.nanoTime();
    while (consumer.position(where) < end && entries.size() < most) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      heardAt = heard(batch, heardAt);
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        if (record.offset() < end && entries.size() < most) {
          RecordView view = RecordView.of(record);
          entries.add(new Roll.Entry(record.offset(), Chain.hash(view), view.key()));
        }
      }
    }
    return entries;
  }

  /** When the broker took in the first record from an offset on, which has to be there. */
  Instant loggedAt(String log, int partition, long from) {
    TopicPartition where = new TopicPartition(log, partition);
    consumer.assign(List.of(where));
    consumer.seek(where, from);
    for (long heardAt = System.nanoTime();;) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      if (!batch.isEmpty()) {
        return Instant.ofEpochMilli(batch.iterator().next().timestamp());
      }
      heard(batch, heardAt);
    }
  }

  /** The notes from an offset on up to the present end; stops early when told to. */
  long notes(long from, BooleanSupplier stop, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    TopicPartition where = new TopicPartition(SEALS, 0);
    Extent there = extents(SEALS).get(0);
    if (from >= there.end) {
      return from;
    }
    consumer.assign(List.of(where));
    consumer.seek(where, Math.max(from, there.begin));
    long next = from;
    long heardAt = System.nanoTime();
    while (!stop.getAsBoolean() && next < there.end) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      heardAt = heard(batch, heardAt);
      batch.forEach(reader);
      next = consumer.position(where);
    }
    return next;
  }

  static byte[] value(ConsumerRecord<byte[], byte[]> note) { return note.value() == null ? new byte[0] : note.value(); }

  /** A broker that went silent is away; whoever reads tries again later. */
  private static long heard(ConsumerRecords<byte[], byte[]> batch, long heardAt) {
    if (batch.isEmpty() && System.nanoTime() - heardAt > PATIENCE_NANOS) {
      throw new TimeoutException("Kafka went silent in the middle of a log");
    }
    return batch.isEmpty() ? heardAt : System.nanoTime();
  }

  @Override public void close() { consumer.close(CloseOptions.timeout(Duration.ofSeconds(1))); }
}
