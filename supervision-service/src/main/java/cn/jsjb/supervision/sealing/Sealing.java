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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
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
  private volatile Instant sealedHour;
  /** When everything there was is known to have been sealed; the start of this process while nothing is known. */
  private volatile Instant sealedAt;

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
        Instant newest = seals.newestAt();
        if (newest != null && (sealedHour == null || newest.isAfter(sealedAt))) {
          sealedAt = newest;
        }
        if (newest == null || newest.isBefore(hour)) {
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
    sealedAt = clock.instant();
    Gauge.builder("jsjb.seals.age", this, sealing -> keys.key().isEmpty() ? Double.NaN : sealing.age().toSeconds()).baseUnit("seconds")
        .description("since everything there was is known to have been sealed").register(metrics);
  }

  /** Since everything there was is known to have been sealed: the age of the newest checkpoint, or of the last round, which makes none where nothing was written. */
  Duration age() { return Duration.between(sealedAt, clock.instant()); }

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
            (seal(logs, key, origin, extent) ? origins : refused).add(origin);
          });
        }
        following.await(logs.endOfSeals());
      });
      if (!done) {
        throw new Refused(Reason.AWAY);
      }
      sealedAt = clock.instant();
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
    if (extent.end() < next) {
      alarms.raise(new Alarm(origin, extent.end(), null, "the log ends at offset %d, but was sealed up to %d: its tail is cut".formatted(extent.end(), next)));
    }
    if (extent.begin() > next) {
      alarms.raise(new Alarm(origin, next, null, "the offsets %d to %d are gone".formatted(next, extent.begin() - 1)));
    }
    if (alarms.isSuspect(origin)) {
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
