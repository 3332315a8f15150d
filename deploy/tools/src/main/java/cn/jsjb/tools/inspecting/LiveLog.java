package cn.jsjb.tools.inspecting;

import cn.jsjb.tools.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a group, from the first record to the end as it was when opened: nothing is committed, nobody is disturbed. */
final class LiveLog implements Reading {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String bootstrap;
  private final String topic;
  private final Map<String, String> credentials;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, Range> ranges = new TreeMap<>();

  /** @param credentials who we are, where Kafka asks */
  LiveLog(String bootstrap, String topic, Map<String, String> credentials) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.credentials = credentials;
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

  /** The topic is for every log; its key says for which. */
  @Override public void sealRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (LiveLog seals = new LiveLog(bootstrap, ExportFile.SEALS, credentials)) {
      seals.forEach(note -> {
        if (note.key() != null && new String(note.key(), StandardCharsets.UTF_8).startsWith(topic + "/")) {
          reader.accept(note);
        }
      });
    }
  }

  @Override public String description() { return "%s at %s".formatted(topic, bootstrap); }

  @Override public Map<Integer, Range> ranges() { return ranges; }

  @Override public long total() { return ranges.values().stream().mapToLong(Range::size).sum(); }

  @Override public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) { read(ranges.keySet(), reader); }

  @Override public void forEach(String key, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    read(List.of(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), ranges.size())), reader);
  }

  private void read(Collection<Integer> numbers, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    List<TopicPartition> partitions = numbers.stream().map(number -> new TopicPartition(topic, number)).toList();
    consumer.assign(partitions);
    partitions.forEach(partition -> consumer.seek(partition, ranges.get(partition.partition()).from()));
    long heardAt = System.nanoTime();
    try {
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ranges.get(partition.partition()).to())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          heardAt = System.nanoTime();
          if (record.offset() < ranges.get(record.partition()).to()) {
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
