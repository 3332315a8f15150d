package cn.jsjb.supervision.pursuing;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.clues.Clue;
import cn.jsjb.supervision.clues.Merging;
import cn.jsjb.supervision.clues.Watching;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of {@code complaint-log} and {@code programme-log} as one history, in the order of {@link Merging}; without a group, and with no more than a few thousand records of a partition in
 * memory. One that follows hands a record over as soon as no partition can bring an earlier one: a broker's clock is trusted to be no more than
 * {@value #SKEW_MILLIS} ms behind ours (assumption).
 */
public final class LogInOrder implements AutoCloseable {
  private static final int ENOUGH = 4_000;
  private static final long SKEW_MILLIS = 1_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Merging merging;
  private final Map<String, Long> handedOver = new HashMap<>();
  /** Where the history ends; null for one that goes on. */
  private final Map<TopicPartition, Long> ends;
  private long polls;

  /** @param topic of the record */
  public record Read(String topic, RecordView record) {
    public boolean isOfAComplaint() { return topic.equals(EventLog.COMPLAINTS); }

    public List<Clue> by(Watching watching) { return isOfAComplaint() ? watching.see(record) : watching.hear(record); }
  }

  /** @param from where to go on, by partition; the beginning where it does not say @param toTheEnd only what is there now */
  public LogInOrder(Map<String, Object> kafka, Map<String, Long> from, boolean toTheEnd) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(Map.of("enable.auto.commit", false, "auto.offset.reset", "earliest", "allow.auto.create.topics", false, "max.poll.records", 1_000,
        "max.partition.fetch.bytes", 512 * 1024, "default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000));
    consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions = Stream.of(EventLog.COMPLAINTS, EventLog.PROGRAMME).flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(p -> new TopicPartition(p.topic(), p.partition())).sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition)).toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    partitions.forEach(p -> {
      long start = Math.max(beginnings.get(p), from.getOrDefault(p.toString(), 0L));
      consumer.seek(p, start);
      handedOver.put(p.toString(), start);
    });
    merging = new Merging(IntStream.range(0, partitions.size()).boxed().toList());
    ends = toTheEnd ? consumer.endOffsets(partitions) : null;
    endedAt();
  }

  /** The next record; null when none is certain yet: {@link #poll} then. */
  public Read next() {
    Merging.Next next = merging.nextOfAll();
    if (next == null) {
      return null;
    }
    TopicPartition from = partitions.get(next.lane());
    handedOver.put(from.toString(), next.record().offset() + 1);
    return new Read(from.topic(), next.record());
  }

  private int lane(TopicPartition partition) { return partitions.indexOf(partition); }

  /** Reads on. @return false when the history has ended */
  public boolean poll(Duration patience) {
    if (ends != null && merging.waiting() == 0 && partitions.stream().allMatch(this::isAtItsEnd)) {
      return false;
    }
    List<TopicPartition> full = partitions.stream().filter(p -> merging.waiting(lane(p)) >= ENOUGH).toList();
    consumer.resume(partitions);
    consumer.pause(full);
    // Whatever is not in the log by this time will be taken later than this.
    long now = System.currentTimeMillis() - SKEW_MILLIS;
    Map<TopicPartition, Long> there = ends == null && polls++ % 2 == 0 ? consumer.endOffsets(partitions) : null;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      TopicPartition from = new TopicPartition(record.topic(), record.partition());
      if (ends == null || record.offset() < ends.get(from)) {
        merging.add(lane(from), RecordView.of(record));
      }
    }
    if (there != null) {
      there.forEach((partition, end) -> {
        if (consumer.position(partition) >= end) {
          merging.reached(lane(partition), now);
        }
      });
    }
    endedAt();
    return true;
  }

  private boolean isAtItsEnd(TopicPartition p) { return consumer.position(p) >= ends.get(p); }

  private void endedAt() {
    if (ends != null) {
      partitions.stream().filter(this::isAtItsEnd).forEach(p -> merging.ended(lane(p)));
    }
  }

  /** By partition, the offset after the last record that was handed over. */
  public Map<String, Long> positions() { return Map.copyOf(handedOver); }

  public long handedOver() { return handedOver.values().stream().mapToLong(Long::longValue).sum(); }

  /** How many there are, as far as that is known. */
  public long total() { return ends == null ? 0 : ends.values().stream().mapToLong(Long::longValue).sum(); }

  @Override public void close() { consumer.close(CloseOptions.timeout(Duration.ZERO)); }
}
