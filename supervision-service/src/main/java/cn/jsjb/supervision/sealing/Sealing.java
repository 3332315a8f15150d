package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealBook.Sealed;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.SignedNote;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import cn.jsjb.supervision.sealing.SealedLogs.Extent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jboss.logging.Logger;

/**
 * Seals every partition of every log, each hour and on demand. Only records since the last checkpoint are read: the tree goes on from
 * its frontier. What has an alarm is not signed any more: a log must never sign two histories.
 */
@ApplicationScoped
public class Sealing {
  private static final Logger LOG = Logger.getLogger(Sealing.class);
  /** Records a roll names at most: a roll stays well under the megabyte that Kafka takes as one record. */
  private static final int MOST = 5_000;

  @Inject KafkaCluster kafka;
  @Inject EventLog log;
  @Inject Clock clock;
  @Inject SealKeys keys;
  @Inject Seals seals;
  @Inject SealFollowing following;
  @Inject SealAlarms alarms;
  @Inject MeterRegistry metrics;

  private final ReentrantLock one = new ReentrantLock();
  private final Trouble trouble = new Trouble(LOG::warn);
  private final Wholeness wholeness = new Wholeness();
  /** In which everything was sealed, by whomever. */
  private volatile Instant sealedHour;
  private volatile Instant startedAt;

  /** @param sealed the newest checkpoint of each partition @param refused partitions that were not sealed because of an alarm */
  public record Round(List<Seals.Seal> sealed, List<String> refused) {}

  @Scheduled(every = "${jsjb.sealing.look:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void hourly() {
    if (keys.key().isEmpty()) {
      return;
    }
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    try {
      alarms.refresh();
      if (!hour.equals(sealedHour)) {
        // That something was sealed in this hour says nothing of the rest: a round may have failed half way.
        if (!isWhole()) {
          seal();
        }
        sealedHour = hour;
      }
      trouble.isOver();
    } catch (RuntimeException away) {
      trouble.is("the hourly seal waits: %s: %s".formatted(away.getClass().getSimpleName(), away.getMessage()));
    }
  }

  void start(@Observes StartupEvent started) {
    startedAt = clock.instant();
    Gauge.builder("jsjb.seals.age", this, sealing -> keys.key().isEmpty() ? Double.NaN : sealing.age().toSeconds()).baseUnit("seconds")
        .description("since everything there was is known to have been sealed, in the partition that is furthest behind").register(metrics);
  }

  /** Since everything there was is known to have been sealed, in the partition that is furthest behind; since the start of this process while nothing is known. */
  Duration age() { return Duration.between(wholeness.oldest(startedAt), clock.instant()); }

  /** Whether every partition of every log has a checkpoint up to its end. */
  private boolean isWhole() {
    Instant now = clock.instant();
    boolean whole = true;
    try (SealedLogs logs = new SealedLogs(kafka)) {
      for (String name : SealedLogs.LOGS) {
        for (Map.Entry<Integer, Extent> there : logs.extents(name).entrySet()) {
          String origin = Checkpoint.origin(name, there.getKey());
          Sealed last = following.last(origin);
          long next = last == null ? 0 : last.nextOffset();
          if (last != null && next == there.getValue().end()) {
            wholeness.whole(origin, now);
          } else {
            whole = false;
            if (next >= there.getValue().begin() && next < there.getValue().end() && !wholeness.knows(origin)) {
              wholeness.behind(origin, logs.loggedAt(name, there.getKey(), next));
            }
          }
        }
      }
    }
    return whole;
  }

  /** Blocks until the new checkpoints are published, followed and kept. */
  public Round seal() {
    SealKey key = keys.key().orElseThrow(() -> new Refused(Reason.NOT_SEALED));
    one.lock();
    try (SealedLogs logs = new SealedLogs(kafka)) {
      alarms.refresh();
      List<String> refused = new ArrayList<>();
      List<String> origins = new ArrayList<>();
      boolean done = seals.alone(() -> {
        following.await(logs.endOfSeals());
        changeKeys(logs, key);
        for (String name : SealedLogs.LOGS) {
          logs.extents(name).forEach((partition, extent) -> {
            String origin = Checkpoint.origin(name, partition);
            Instant looked = clock.instant();
            if (seal(logs, key, origin, extent)) {
              origins.add(origin);
              wholeness.whole(origin, looked);
            } else {
              refused.add(origin);
              wholeness.behind(origin, looked);
            }
          });
        }
        following.await(logs.endOfSeals());
      });
      if (!done) {
        throw new Refused(Reason.AWAY);
      }
      return new Round(origins.stream().map(following::last).map(sealed -> seals.find(sealed.checkpoint())).toList(), refused);
    } catch (KafkaException away) {
      throw new Refused(Reason.AWAY);
    } finally {
      one.unlock();
    }
  }

  /** The new key is announced before it signs anything, by a note that both keys sign. */
  private void changeKeys(SealedLogs logs, SealKey key) {
    VerifierKey signing = following.inForce();
    if (signing == null || Arrays.equals(signing.raw(), key.verifier(KeyChange.NAME).raw())) {
      return;
    }
    SealKey old = keys.previous().filter(k -> Arrays.equals(k.verifier(KeyChange.NAME).raw(), signing.raw())).orElseThrow(() -> new Refused(Reason.NOT_SEALED));
    publish(KeyChange.NAME, "key", 0, KeyChange.sign(old, key));
    following.await(logs.endOfSeals());
    LOG.info("another key signs the seals from now on; the old one may be put away (jsjb.seal.previous.key.file)");
  }

  private boolean seal(SealedLogs logs, SealKey key, String origin, Extent extent) {
    Sealed before = following.last(origin);
    long next = before == null ? 0 : before.nextOffset();
    Alarm cut = before == null ? null : cut(origin, extent, before, () -> again(logs, before));
    if (cut != null) {
      alarms.raise(cut);
    }
    if (extent.begin() > next) {
      alarms.raise(new Alarm(origin, next, null, "the offsets %d to %d are gone".formatted(next, extent.begin() - 1), null));
    }
    // An alarm that is cleared lets the sealing go on; that the sealed end is gone, or is another now, does not.
    if (cut != null || alarms.isSuspect(origin)) {
      return false;
    }
    Frontier tree = before == null ? new Frontier() : Frontier.of(before.checkpoint().size(), before.frontier());
    if (before == null && extent.end() == 0) {
      publish(origin, "checkpoint", 0, new Checkpoint(origin, 0, Merkle.empty()).sign(key));
    }
    Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
    while (next < extent.end()) {
      List<Roll.Entry> entries = logs.entries(checkpoint.log(), checkpoint.partition(), next, extent.end(), MOST);
      if (entries.isEmpty()) {
        break;
      }
      Roll roll = new Roll(origin, tree.size(), entries);
      entries.forEach(entry -> tree.append(entry.leaf()));
      publish(origin, "roll", roll.to(), roll.sign(key));
      publish(origin, "checkpoint", tree.size(), new Checkpoint(origin, tree.size(), tree.root()).sign(key));
      next = roll.nextOffset();
    }
    return true;
  }

  /**
   * What forbids to seal on, whether or not somebody has looked at it: the log ends before what was sealed, or has grown again over another end. Null for nothing.
   *
   * @param again the tree of the last checkpoint, made of the records that are there now; asked only where there is more to be sealed
   */
  static Alarm cut(String origin, Extent extent, Sealed before, Supplier<Frontier> again) {
    long next = before.nextOffset();
    if (extent.end() < next) {
      return new Alarm(origin, extent.end(), null, "the log ends at offset %d, but was sealed up to %d: its tail is cut".formatted(extent.end(), next), null);
    }
    if (extent.end() == next || next == 0) {
      return null;
    }
    byte[] root = again.get().root();
    return Arrays.equals(root, before.checkpoint().root()) ? null
        : new Alarm(origin, next - 1, null, "what was sealed last, %d records up to offset %d, is not what is there now".formatted(before.checkpoint().size(), next), HexFormat.of().formatHex(root));
  }

  /** From the checkpoint before the last one on: at most a roll of records is read again. */
  private Frontier again(SealedLogs logs, Sealed last) {
    Checkpoint checkpoint = last.checkpoint();
    Seals.Grown grown = seals.before(checkpoint.log(), checkpoint.partition(), last.nextOffset() - 1);
    Frontier tree = Frontier.of(grown.size(), grown.frontier());
    logs.entries(checkpoint.log(), checkpoint.partition(), grown.nextOffset(), last.nextOffset(), Integer.MAX_VALUE).forEach(entry -> tree.append(entry.leaf()));
    return tree;
  }

  private void publish(String origin, String what, long size, SignedNote note) {
    // The same checkpoint has the same id, however often it is published.
    List<Header> headers = List.of(header("ce_specversion", "1.0"), header("ce_id", Ids.named("seal", what, origin, Long.toString(size)).toString()), header("ce_source", "/supervision-service"),
        header("ce_type", "seal." + what), header("ce_subject", origin), header("ce_time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()), header("content-type", "text/plain; charset=utf-8"));
    try {
      log.send(new ProducerRecord<>(SealedLogs.SEALS, null, origin.getBytes(StandardCharsets.UTF_8), note.bytes(), headers)).toCompletableFuture().get(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (ExecutionException | TimeoutException away) {
      throw new Refused(Reason.AWAY);
    }
  }

  private static Header header(String name, String value) { return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)); }
}
