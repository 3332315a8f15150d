package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.SealBook.Sealed;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Follows {@code log-seals}, whoever wrote there: each checkpoint is held against the one before, what holds is kept in the table,
 * what does not raises an alarm. Every instance follows; keeping twice is keeping once.
 */
@ApplicationScoped
public class SealFollowing {
  private static final Logger LOG = Logger.getLogger(SealFollowing.class);
  private static final long LOOK_MILLIS = 100;
  private static final long PATIENCE_MILLIS = 15_000;

  @Inject KafkaCluster kafka;
  @Inject SealKeys keys;
  @Inject Seals seals;
  @Inject SealAlarms alarms;

  private final Map<String, Sealed> last = new ConcurrentHashMap<>();
  private volatile long next = -1;
  private volatile boolean stopping;
  private Thread thread;

  void start(@Observes StartupEvent started) {
    keys.verifier().ifPresent(key -> thread = Thread.ofPlatform().daemon().name("seal-following").start(() -> run(key)));
  }

  void stop(@Observes ShutdownEvent ended) throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(3));
    }
  }

  /** The newest checkpoint of a partition that holds, or null. */
  Sealed last(String origin) { return last.get(origin); }

  /** Waits until all notes before this offset of {@code log-seals} are taken. */
  void await(long offset) {
    try {
      for (long waited = 0; next < offset; waited += 20) {
        if (waited > PATIENCE_MILLIS || stopping) {
          throw new Refused(Reason.AWAY);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    }
  }

  private void run(VerifierKey key) {
    while (!stopping) {
      try (SealedLogs logs = new SealedLogs(kafka)) {
        SealBook book = new SealBook(key);
        long from = 0;
        for (Seals.Kept kept : seals.newest()) {
          book.resume(kept.sealed());
          last.put(kept.sealed().checkpoint().origin(), kept.sealed());
          from = Math.max(from, kept.sealOffset() + 1);
        }
        while (!stopping) {
          from = logs.notes(from, () -> stopping, record -> take(book, record));
          next = from;
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException away) {
        LOG.debugf("log-seals is not followed for the moment: %s", away.getMessage());
        pause();
      }
    }
  }

  private void take(SealBook book, ConsumerRecord<byte[], byte[]> record) {
    switch (book.take(record.value() == null ? new byte[0] : record.value())) {
      case Heard.Taken(Sealed sealed) -> {
        seals.keep(sealed, Instant.ofEpochMilli(record.timestamp()), record.offset());
        last.put(sealed.checkpoint().origin(), book.last(sealed.checkpoint().origin()));
      }
      case Heard.Wrong(String origin, String sentence) -> alarms.raise(new Alarm(origin == null ? SealedLogs.SEALS : origin, -1, null, "log-seals offset %d: %s".formatted(record.offset(), sentence)));
      case Heard.Noted noted -> { }
      case Heard.Repeated repeated -> { }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
