package cn.jsjb.intake.erasing;

import cn.jsjb.log.EventLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Destroys keys by tombstone, and keeps what is erased erased: a message posted again afterwards brings a key again. */
@Singleton
public class Forgetting {
  private static final Logger LOG = Logger.getLogger(Forgetting.class);

  private final EventLog log;
  private final KeyStore keys;

  public Forgetting(EventLog log, KeyStore keys) {
    this.log = log;
    this.keys = keys;
  }

  /** Returns when Kafka has all tombstones; throws when it has not. */
  void forget(String complaintId, Collection<String> keyIds) throws Exception {
    CompletableFuture.allOf(keyIds.stream()
        .map(keyId -> log.send(new ProducerRecord<>(EventLog.KEYS, (complaintId + "/" + keyId).getBytes(StandardCharsets.UTF_8), null)).toCompletableFuture())
        .toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      for (var left : keys.leftBehind().entrySet()) {
        forget(left.getKey(), left.getValue());
      }
    } catch (Exception away) {
      LOG.debugf("keys of erased complaints: %s", away.getMessage());
    }
  }
}
