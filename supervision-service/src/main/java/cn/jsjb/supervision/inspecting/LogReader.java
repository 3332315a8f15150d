package cn.jsjb.supervision.inspecting;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.RecordView;
import cn.jsjb.runtime.KafkaCluster;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Fetches records of a log by their offsets. A few consumers without a group, kept open: a complaint's twenty records lie in one
 * partition, and a seek costs a round trip, not a scan. Blocks; call it from a worker or virtual thread.
 */
@ApplicationScoped
public class LogReader {
  private static final int CONSUMERS = 4;
  /** Records lying closer than this are reached by reading on, others by seeking. */
  private static final int NEAR = 200;
  private static final long PATIENCE_SECONDS = 10;

  @Inject KafkaCluster kafka;
  /** Where there is no container. */
  private Map<String, Object> connection;

  private final Semaphore free = new Semaphore(CONSUMERS, true);
  private final ConcurrentLinkedDeque<KafkaConsumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

  /** @param connection bootstrap servers and who we are, where no container says so */
  public static LogReader of(Map<String, Object> connection) {
    LogReader reader = new LogReader();
    reader.connection = Map.copyOf(connection);
    return reader;
  }

  private interface Reading<T> {
    T with(KafkaConsumer<byte[], byte[]> consumer, long deadline);
  }

  /** The records at these offsets, by offset; one that is not in the log is not in the answer. */
  public Map<Long, RecordView> read(String topic, int partition, Collection<Long> offsets) { return read(topic, partition, offsets, RecordView::of); }

  /** The same with every header, as the broker gives them. */
  public Map<Long, ConsumerRecord<byte[], byte[]>> raw(String topic, int partition, Collection<Long> offsets) { return read(topic, partition, offsets, record -> record); }

  private <R> Map<Long, R> read(String topic, int partition, Collection<Long> offsets, Function<ConsumerRecord<byte[], byte[]>, R> as) {
    long[] wanted = offsets.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    return wanted.length == 0 ? Map.of() : reading((consumer, deadline) -> read(consumer, new TopicPartition(topic, partition), wanted, deadline, as));
  }

  /** Every record with this key from an offset on up to the present end: the long way, for streams whose fold stopped. */
  public List<RecordView> scan(String topic, int partition, long from, String key) {
    return reading((consumer, deadline) -> {
      TopicPartition where = new TopicPartition(topic, partition);
      consumer.assign(List.of(where));
      long end = consumer.endOffsets(List.of(where)).get(where);
      List<RecordView> found = new ArrayList<>();
      for (consumer.seek(where, Math.max(from, consumer.beginningOffsets(List.of(where)).get(where))); consumer.position(where) < end; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          RecordView view = RecordView.of(record);
          if (record.offset() < end && key.equals(view.key())) {
            found.add(view);
          }
        }
        if (System.nanoTime() > deadline + TimeUnit.MINUTES.toNanos(1)) {
          throw new Refused(Reason.AWAY);
        }
      }
      return found;
    });
  }

  /** Of each partition the first offset that the broker took in after this time; no bound where there is none yet. */
  long[] ends(String topic, Instant asOf) {
    return reading((consumer, deadline) -> {
      Map<TopicPartition, Long> after = new HashMap<>();
      consumer.partitionsFor(topic).forEach(p -> after.put(new TopicPartition(topic, p.partition()), Math.max(0, asOf.toEpochMilli() + 1)));
      long[] ends = new long[after.size()];
      consumer.offsetsForTimes(after).forEach((p, found) -> ends[p.partition()] = found == null ? Long.MAX_VALUE : found.offset());
      return ends;
    });
  }

  private static <R> Map<Long, R> read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition where, long[] wanted, long deadline, Function<ConsumerRecord<byte[], byte[]>, R> as) {
    Map<Long, R> found = new TreeMap<>();
    consumer.assign(List.of(where));
    long position = -1;
    int next = 0;
    long silentAfter = deadline;
    while (next < wanted.length) {
      if (position < 0 || wanted[next] - position > NEAR) {
        consumer.seek(where, wanted[next]);
        position = wanted[next];
      }
      try {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(100));
        silentAfter = batch.isEmpty() ? silentAfter : System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        if (batch.isEmpty() && consumer.endOffsets(List.of(where)).get(where) <= wanted[next]) {
          return found;
        }
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          next = skip(wanted, next, record.offset());
          if (next < wanted.length && wanted[next] == record.offset()) {
            found.put(record.offset(), as.apply(record));
            next++;
          }
        }
        position = consumer.position(where);
        next = skip(wanted, next, position);
      } catch (OffsetOutOfRangeException cutOff) {
        long first = consumer.beginningOffsets(List.of(where)).get(where);
        long end = consumer.endOffsets(List.of(where)).get(where);
        if (wanted[next] >= end) {
          return found;
        }
        next = skip(wanted, next, first);
        position = -1;
      }
      if (System.nanoTime() > silentAfter) {
        throw new Refused(Reason.AWAY);
      }
    }
    return found;
  }

  private static int skip(long[] wanted, int next, long below) {
    int i = next;
    while (i < wanted.length && wanted[i] < below) {
      i++;
    }
    return i;
  }

  private <T> T reading(Reading<T> reading) {
    KafkaConsumer<byte[], byte[]> consumer = null;
    boolean permitted = false;
    try {
      permitted = free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!permitted) {
        throw new Refused(Reason.TOO_MANY_REQUESTS);
      }
      consumer = idle.poll();
      if (consumer == null) {
        consumer = open();
      }
      T result = reading.with(consumer, System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      idle.push(consumer);
      consumer = null;
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (KafkaException away) {
      throw new Refused(Reason.AWAY);
    } finally {
      if (consumer != null) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
      if (permitted) {
        free.release();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return open(Map.of("max.partition.fetch.bytes", 64 * 1024, "fetch.max.wait.ms", 5, "max.poll.records", 500));
  }

  /** A consumer of one's own that reads on and on; whoever asks for it closes it. */
  KafkaConsumer<byte[], byte[]> passing() {
    return open(Map.of("max.partition.fetch.bytes", 2 * 1024 * 1024, "fetch.max.wait.ms", 50, "max.poll.records", 500, "receive.buffer.bytes", 1024 * 1024));
  }

  private KafkaConsumer<byte[], byte[]> open(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.putAll(Map.of("enable.auto.commit", false, "allow.auto.create.topics", false, "auto.offset.reset", "none", "default.api.timeout.ms", 8_000, "request.timeout.ms", 5_000));
    if (connection != null) {
      settings.putAll(connection);
    }
    return new KafkaConsumer<>(connection == null ? kafka.client(settings) : settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @PreDestroy
  public void close() {
    for (KafkaConsumer<byte[], byte[]> consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
