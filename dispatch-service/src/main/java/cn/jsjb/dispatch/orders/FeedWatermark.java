package cn.jsjb.dispatch.orders;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where the consoles have been told, kept as offsets of the group {@code dispatch-feed} (which nobody joins): in Kafka, beside what
 * was told, and not in the service's database, so that an emptied or restored database never tells the consoles old news.
 * Saved a few times a second; what lies between the last save and a crash is told again with the same ids.
 */
public final class FeedWatermark implements Follower.Watermark {
  private static final String GROUP = "dispatch-feed";

  private final Map<Integer, Long> pending = new ConcurrentHashMap<>();
  private final ScheduledExecutorService saving = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("feed-watermark").factory());
  private final Admin admin;

  public FeedWatermark(String bootstrap) { this(Map.of("bootstrap.servers", bootstrap)); }

  /** @param kafka settings of a client: where Kafka is and who we are */
  public FeedWatermark(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.putAll(Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000));
    this.admin = Admin.create(settings);
    saving.scheduleWithFixedDelay(this::flush, 200, 200, TimeUnit.MILLISECONDS);
  }

  @Override
  public long load(int partition) {
    try {
      OffsetAndMetadata saved = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get(20, TimeUnit.SECONDS)
          .get(new TopicPartition(EventLog.COMPLAINTS, partition));
      return saved == null ? 0 : saved.offset();
    } catch (ExecutionException | TimeoutException e) {
      // Guessing would repeat or lose news; following waits instead.
      throw new IllegalStateException("the feed's watermark cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopping", e);
    }
  }

  @Override
  public void save(int partition, long nextOffset) { pending.put(partition, nextOffset); }

  private void flush() {
    Map<Integer, Long> saved = new HashMap<>(pending);
    if (saved.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    saved.forEach((partition, offset) -> offsets.put(new TopicPartition(EventLog.COMPLAINTS, partition), new OffsetAndMetadata(offset)));
    try {
      admin.alterConsumerGroupOffsets(GROUP, offsets).all().get(10, TimeUnit.SECONDS);
      saved.forEach(pending::remove);
    } catch (ExecutionException | TimeoutException away) {
      // Kept in pending: the next round tries again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
