package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.KeyChange;
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
import java.util.Comparator;
import java.util.List;
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

  private final Trouble trouble = new Trouble(LOG::warn);
  private final Map<String, Sealed> last = new ConcurrentHashMap<>();
  private volatile VerifierKey inForce;
  private volatile long next = -1;
  private volatile boolean stopping;
  private Thread thread;

  void start(@Observes StartupEvent started) {
    keys.verifier().ifPresent(key -> thread = Thread.ofPlatform().daemon().name("seal-following").start(this::run));
  }

  void stop(@Observes ShutdownEvent ended) throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(3));
    }
  }

  /** The newest checkpoint of a partition that holds, or null. */
  Sealed last(String origin) { return last.get(origin); }

  /** The key that signs as far as the notes are taken, or null while none are. */
  VerifierKey inForce() { return inForce; }

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

  private void run() {
    while (!stopping) {
      try (SealedLogs logs = new SealedLogs(kafka)) {
        List<Seals.Kept> newest = seals.newest();
        Seals.Kept lastKept = newest.stream().max(Comparator.comparingLong(Seals.Kept::sealOffset)).orElse(null);
        SealBook book = lastKept == null ? keys.book(KeyChange.among(each -> logs.notes(0, () -> stopping, record -> each.accept(SealedLogs.value(record))))) : keys.bookAfter(lastKept.sealed().note());
        long from = lastKept == null ? 0 : lastKept.sealOffset() + 1;
        for (Seals.Kept kept : newest) {
          book.resume(kept.sealed());
          last.put(kept.sealed().checkpoint().origin(), kept.sealed());
        }
        inForce = book.inForce();
        while (!stopping) {
          from = logs.notes(from, () -> stopping, record -> take(book, record));
          next = from;
          trouble.isOver();
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException away) {
        trouble.is("log-seals is not followed: %s: %s".formatted(away.getClass().getSimpleName(), away.getMessage()));
        LOG.debug("cause", away);
        pause();
      }
    }
  }

  private void take(SealBook book, ConsumerRecord<byte[], byte[]> record) {
    switch (book.take(SealedLogs.value(record))) {
      case Heard.Taken(Sealed sealed) -> {
        seals.keep(sealed, Instant.ofEpochMilli(record.timestamp()), record.offset());
        last.put(sealed.checkpoint().origin(), book.last(sealed.checkpoint().origin()));
      }
      case Heard.Wrong(String origin, String sentence) -> alarms.raise(new Alarm(origin == null ? SealedLogs.SEALS : origin, -1, null, "log-seals offset %d: %s".formatted(record.offset(), sentence), null));
      case Heard.Changed changed -> {
        inForce = book.inForce();
        LOG.infof("from log-seals offset %d on another key signs the seals", record.offset());
      }
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
