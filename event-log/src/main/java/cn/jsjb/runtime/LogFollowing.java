package cn.jsjb.runtime;

import cn.jsjb.log.Follower;
import cn.jsjb.log.Lanes;
import cn.jsjb.log.LogService;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Brings the records of one log to its follower: SmallRye reads batches, positions are PostgreSQL's. Some partitions are in flight at a time; records of one
 * partition stay in order. A service has one of these for each log that it follows, with a channel of the same name, and one {@link LogService} of that topic.
 */
public abstract class LogFollowing implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(LogFollowing.class);
  /** A third fills the time in which the others wait for PostgreSQL: with it a catch-up keeps two cores busy (measured: nine tenths). */
  public static final int IN_FLIGHT = 3;
  /** Records read and not applied: 2 to 4 KB each. */
  public static final int READ_AHEAD = 6_000;
  /**
   * Nobody notices forty milliseconds of a reaction, and a follower that wrote every handful of facts at once took half of the machine from
   * those who post (measured: 120 µs a fact in transactions of five, 6 µs in large ones). Who waits for a verdict is served at once while there
   * is little to do; under a load that fills the machine fifty milliseconds more are what lets it be served at all.
   */
  public static final Lanes.Rest REST = new Lanes.Rest(new Lanes.Pause(Duration.ofMillis(2), Duration.ofMillis(50), 20), new Lanes.Pause(Duration.ofMillis(40), Duration.ofMillis(400), 100), 500);

  @Inject @Any Instance<LogService<?>> services;
  @Inject KafkaClientService kafka;

  private final String topic;
  private final Lanes<ConsumerRecord<byte[], byte[]>> lanes;
  private volatile boolean stopping;
  private volatile String trouble;
  private volatile LogService<?> service;

  protected LogFollowing(String topic, int inFlight) {
    this.topic = topic;
    this.lanes = new Lanes<>("follow-" + topic + "-", inFlight, READ_AHEAD, REST, () -> service().follower().awaiting().isAnyoneWaiting(), ConsumerRecord::offset,
        (partition, records) -> follow(new TopicPartition(topic, partition), records));
  }

  /** The log, and the name of its channel. */
  public String topic() { return topic; }

  /** What the service does with this log. */
  public LogService<?> service() {
    if (service == null) {
      service = services.stream().filter(s -> s.follower().topic().equals(topic)).findFirst()
          .orElseThrow(() -> new IllegalStateException("nobody provides a LogService of " + topic));
    }
    return service;
  }

  /** Why following stands still, or null. */
  public String trouble() { return trouble; }

  /** To be called by the method that is {@code @Incoming} and {@code @Blocking}. */
  protected void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
    for (TopicPartition partition : batch.partitions()) {
      lanes.submit(partition.partition(), batch.records(partition));
    }
  }

  /** Tries until PostgreSQL takes the batch: the log can wait, and nothing is skipped. */
  private void follow(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    long pause = 100;
    LogService<?> service = service();
    while (!stopping && service.follower().position(partition.partition()) >= 0) {
      try {
        Follower.Applied applied = service.follower().apply(partition.partition(), records);
        trouble = null;
        if (applied.seek()) {
          seek(Map.of(partition, applied.next()));
        }
        return;
      } catch (RuntimeException e) {
        trouble = e.getMessage();
        LOG.errorf("%s stands still: %s; trying again in %d ms", partition, e.getMessage(), pause);
        LOG.debug("cause", e);
        rest(pause);
        pause = Math.min(5_000, pause * 2);
      }
    }
  }

  private void seek(Map<TopicPartition, Long> positions) {
    LOG.infof("reading again from %s", positions);
    kafka.<byte[], byte[]>getConsumer(topic).runOnPollingThread(c -> {
      positions.forEach((partition, next) -> {
        if (c.assignment().contains(partition)) {
          c.seek(partition, next);
        }
      });
    }).await().atMost(Duration.ofSeconds(30));
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    List<Integer> numbers = partitions.stream().map(TopicPartition::partition).toList();
    LogService<?> service = service();
    long pause = 100;
    while (!stopping) {
      try {
        Map<Integer, Long> next = service.follower().assigned(numbers);
        next.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
        service.follower().catchUp(consumer.endOffsets(partitions).entrySet().stream().collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue)));
        LOG.infof("following %s %s", topic, next.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "@" + e.getValue()).collect(Collectors.joining(" ")));
        return;
      } catch (RuntimeException e) {
        trouble = e.getMessage();
        LOG.errorf("no positions yet: %s", e.getMessage());
        rest(pause);
        pause = Math.min(5_000, pause * 2);
      }
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    service().follower().revoked(partitions.stream().map(TopicPartition::partition).toList());
  }

  /** Called after a rebuild switched the tables: what is cached is of the old ones. */
  public void startOver() {
    LogService<?> service = service();
    Collection<Integer> owned = service.follower().owned();
    Map<TopicPartition, Long> positions = new HashMap<>();
    service.follower().assigned(owned).forEach((partition, offset) -> positions.put(new TopicPartition(topic, partition), offset));
    seek(positions);
  }

  void stopping(@Observes ShutdownEvent event) { stopping = true; }

  @PreDestroy
  void stop() { lanes.close(); }

  private static void rest(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
