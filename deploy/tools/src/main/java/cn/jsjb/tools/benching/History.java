package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A log of one's own to be followed and rebuilt.
 *
 * @param ends where each partition ends
 * @param bytes of the payloads
 */
record History(String topic, long events, long bytes, Map<TopicPartition, Long> ends) {
  private static final int OPEN_AT_A_TIME = 20_000;
  private static final int UNDER_WAY = 20_000;

  static History write(Bench bench, Workbench workbench, int events) {
    String topic = "bench-history-" + events;
    workbench.topic(topic);
    City city = new City(Catalogue.get(), 12345, OPEN_AT_A_TIME, Instant.parse("2026-05-01T00:00:00Z"));
    Semaphore underWay = new Semaphore(UNDER_WAY);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    long bytes = 0;
    long began = System.nanoTime();
    try (EventLog log = new EventLog(Map.of("bootstrap.servers", workbench.backing().kafkaBootstrap(), "linger.ms", 20, "delivery.timeout.ms", 60_000, "max.block.ms", 60_000));
        Progress progress = Progress.of("history", "events", events)) {
      for (int i = 0; i < events; i++) {
        Envelope envelope = city.next();
        bytes += envelope.data().length;
        underWay.acquireUninterruptibly();
        log.append(topic, envelope).whenComplete((written, failure) -> {
          // Without it whatever follows in its chain is void: a history of something else.
          lost.compareAndSet(null, failure);
          underWay.release();
        });
        progress.to(i);
      }
      underWay.acquireUninterruptibly(UNDER_WAY);
    }
    if (lost.get() != null) {
      throw new Trouble(lost.get(), "The history could not be written: %s", lost.get().getMessage());
    }
    try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of())) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(Workbench.partitions(topic));
      long written = ends.values().stream().mapToLong(Long::longValue).sum();
      bench.say("history: %,d events, %,d bytes a payload, written at %,.0f/s", written, bytes / events, written * 1e9 / (System.nanoTime() - began));
      return new History(topic, written, bytes, Map.copyOf(ends));
    }
  }

  String described() { return "%,d events, %,d bytes a payload, %d partitions".formatted(events, bytes / events, ends.size()); }
}
