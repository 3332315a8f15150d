package cn.jsjb.intake.erasing;

import cn.jsjb.log.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Brings {@code complaint-keys} into the key store; a new database reads the compacted topic from its beginning. */
@ApplicationScoped
@Default
@Identifier("complaint-keys")
public class KeyFollowing implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(KeyFollowing.class);

  @Inject KeyStore keys;
  private volatile boolean stopping;
  private volatile String trouble;

  /** Why following the keys stands still, or null. */
  String trouble() { return trouble; }

  @Incoming("complaint-keys")
  @Blocking
  public void follow(ConsumerRecords<byte[], byte[]> batch) {
    for (TopicPartition partition : batch.partitions()) {
      retrying(() -> keys.apply(partition.partition(), batch.records(partition)));
    }
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    retrying(() -> keys.positions(partitions.stream().map(TopicPartition::partition).toList())
        .forEach((partition, next) -> consumer.seek(new TopicPartition(EventLog.KEYS, partition), next)));
  }

  /** Until PostgreSQL takes it: a key that is passed over is a person nobody can call back. */
  private void retrying(Runnable work) {
    long pause = 100;
    while (!stopping) {
      try {
        work.run();
        trouble = null;
        return;
      } catch (RuntimeException away) {
        trouble = away.getMessage();
        LOG.warnf("keys stand still: %s; again in %d ms", away.getMessage(), pause);
        try {
          TimeUnit.MILLISECONDS.sleep(pause);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        pause = Math.min(5_000, pause * 2);
      }
    }
  }

  void stopping(@Observes ShutdownEvent event) { stopping = true; }
}
