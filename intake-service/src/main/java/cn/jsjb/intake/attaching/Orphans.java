package cn.jsjb.intake.attaching;

import cn.jsjb.log.EventLog;
import cn.jsjb.runtime.KafkaCluster;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Contents that were brought and that no complaint ever named. Whether one is named is asked of the log itself, record by record and
 * void ones too, not of any table; and whoever names one makes it new first ({@link AttachmentStore#known}), so that what is named while
 * this reads is not removed.
 */
@Singleton
public class Orphans {
  private static final Logger LOG = Logger.getLogger(Orphans.class);
  private static final int HEX = 64;
  private static final Duration POLL = Duration.ofSeconds(1);

  @Inject AttachmentStore store;
  @Inject KafkaCluster kafka;
  @Inject Clock clock;
  /** How long a content may wait to be named; unset: nothing is ever removed. */
  @ConfigProperty(name = "jsjb.attachments.orphans-after") Optional<Duration> after;

  @Scheduled(every = "${jsjb.attachments.sweep-every:24h}", delayed = "${jsjb.attachments.sweep-after-start:1h}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void daily() {
    after.ifPresent(this::sweep);
  }

  /** @return how many were removed */
  public int sweep(Duration patience) {
    Instant then = clock.instant().minus(patience);
    List<String> old = store.untouchedSince(then);
    if (old.isEmpty()) {
      return 0;
    }
    Set<String> orphans = new HashSet<>(old);
    removeNamed(orphans);
    int removed = 0;
    for (String sha256 : orphans) {
      removed += store.removeIfUntouchedSince(sha256, then) ? 1 : 0;
    }
    LOG.infof("attachments: %d of %d that are older than %s were named by nobody and are gone", removed, old.size(), patience);
    return removed;
  }

  /** Reads the log from its beginning to where it ends now. */
  private void removeNamed(Set<String> hashes) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.client(Map.of("enable.auto.commit", false, "max.poll.records", 2_000)), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(EventLog.COMPLAINTS).stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!hashes.isEmpty() && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          named(record.value(), hashes);
        }
      }
    }
  }

  /** Takes away every hash that stands in these bytes, wherever it stands. */
  static void named(byte[] value, Set<String> hashes) {
    int run = 0;
    for (int i = 0; value != null && i < value.length; i++) {
      byte b = value[i];
      run = b >= '0' && b <= '9' || b >= 'a' && b <= 'f' ? run + 1 : 0;
      if (run >= HEX) {
        hashes.remove(new String(value, i - HEX + 1, HEX, StandardCharsets.US_ASCII));
      }
    }
  }
}
