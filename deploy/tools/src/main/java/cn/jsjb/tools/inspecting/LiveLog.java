package cn.jsjb.tools.inspecting;

import cn.jsjb.edge.Refused;
import cn.jsjb.supervision.inspecting.LogReader;
import cn.jsjb.supervision.inspecting.Sweep;
import cn.jsjb.supervision.inspecting.Where;
import cn.jsjb.tools.Trouble;
import cn.jsjb.seal.KeyChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a group, from the first record to the end as it was when opened: nothing is committed, nobody is disturbed. */
final class LiveLog implements Reading {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Bytes of records that may wait for their ticket to be complete. */
  private static final long WAITING = 64L * 1024 * 1024;

  private final String bootstrap;
  private final String topic;
  private final Map<String, String> credentials;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, Range> ranges = new TreeMap<>();
  private final Map<String, Object> connection;
  private final long endOfSeals;

  /** @param credentials who we are, where Kafka asks */
  LiveLog(String bootstrap, String topic, Map<String, String> credentials) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.credentials = credentials;
    this.connection = new HashMap<>(credentials);
    connection.put("bootstrap.servers", bootstrap);
    try {
      Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "max.poll.records", 10_000, "fetch.max.bytes", 16 * 1024 * 1024,
          "default.api.timeout.ms", (int) PATIENCE.toMillis(), "request.timeout.ms", (int) PATIENCE.toMillis() / 2, "allow.auto.create.topics", false,
          "auto.offset.reset", "none"));
      settings.putAll(credentials);
      this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException malformed) {
      throw new Trouble(malformed, "%s is not an address of Kafka: %s", bootstrap, malformed.getCause() == null ? malformed.getMessage() : malformed.getCause().getMessage());
    }
    try {
      // Before the end of the log: whatever these seal is before that end.
      endOfSeals = topic.equals(ExportFile.SEALS) ? 0 : endOfSeals();
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions == null || partitions.isEmpty()) {
        throw new Trouble("Kafka at %s has no topic %s.", bootstrap, topic);
      }
      List<TopicPartition> all = partitions.stream().map(partition -> new TopicPartition(topic, partition.partition())).toList();
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
      consumer.endOffsets(all).forEach((partition, end) -> ranges.put(partition.partition(), new Range(begins.get(partition), end)));
    } catch (KafkaException unreachable) {
      consumer.close();
      throw away(unreachable);
    }
  }

  /** 0 where there are none, or none for us to read. */
  private long endOfSeals() {
    try {
      TopicPartition seals = new TopicPartition(ExportFile.SEALS, 0);
      List<PartitionInfo> there = consumer.partitionsFor(ExportFile.SEALS);
      return there == null || there.isEmpty() ? 0 : consumer.endOffsets(List.of(seals)).get(seals);
    } catch (AuthorizationException notForUs) {
      return 0;
    }
  }

  @Override public void forEach(int partition, Range range, Consumer<ConsumerRecord<byte[], byte[]>> reader) { read(Map.of(partition, range), reader); }

  @Override public void forEachAt(Placed reader) { forEach(record -> reader.take(record, record.offset())); }

  @Override public void gather(int partition, List<Picking.Found> tickets, Told each) {
    LogReader seeking = LogReader.of(connection);
    try (Sweep sweep = new Sweep(seeking, topic, WAITING)) {
      sweep.partition(partition, tickets.stream().map(t -> new Where(t.id, partition, t.places(), false, null)).iterator(), (where, records) -> each.take(where.id(), records));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Trouble("Stopped.");
    } catch (KafkaException lost) {
      throw away(lost);
    } catch (Refused silent) {
      throw new Trouble(silent, "Kafka at %s went silent in the middle of %s; run the same command again to go on.", bootstrap, topic);
    } finally {
      seeking.close();
    }
  }

  /** The topic is for every log; its key says for which. A change of keys is for all. */
  @Override public void sealRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    if (endOfSeals == 0) {
      return;
    }
    try (LiveLog seals = new LiveLog(bootstrap, ExportFile.SEALS, credentials)) {
      seals.forEach(0, new Range(seals.ranges().get(0).from(), endOfSeals), note -> {
        String key = note.key() == null ? "" : new String(note.key(), StandardCharsets.UTF_8);
        if (key.startsWith(topic + "/") || key.equals(KeyChange.NAME)) {
          reader.accept(note);
        }
      });
    }
  }

  @Override public String description() { return "%s at %s".formatted(topic, bootstrap); }

  @Override public Map<Integer, Range> ranges() { return ranges; }

  @Override public long total() { return ranges.values().stream().mapToLong(Range::size).sum(); }

  @Override public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) { read(ranges, reader); }

  @Override public void forEach(String key, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    int partition = BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), ranges.size());
    read(Map.of(partition, ranges.get(partition)), reader);
  }

  private void read(Map<Integer, Range> wanted, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    List<TopicPartition> partitions = wanted.keySet().stream().map(number -> new TopicPartition(topic, number)).toList();
    consumer.assign(partitions);
    partitions.forEach(partition -> consumer.seek(partition, wanted.get(partition.partition()).from()));
    long heardAt = System.nanoTime();
    try {
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < wanted.get(partition.partition()).to())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          heardAt = System.nanoTime();
          if (record.offset() < wanted.get(record.partition()).to()) {
            reader.accept(record);
          }
        }
        if (System.nanoTime() - heardAt > 2 * PATIENCE.toNanos()) {
          throw new Trouble("Kafka at %s went silent in the middle of %s; nothing can be said about the rest, so try again.", bootstrap, topic);
        }
      }
    } catch (KafkaException lost) {
      throw away(lost);
    }
  }

  private Trouble away(KafkaException cause) {
    return new Trouble(cause, "Kafka at %s does not answer (%s); start it with deploy/up, or say where it is with --bootstrap.", bootstrap, cause.getMessage());
  }

  @Override public void close() { consumer.close(); }
}
