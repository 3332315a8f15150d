package cn.jsjb.supervision.sealing;

import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.SealBook.Sealed;
import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The independent follower: reads {@code log-seals} and the logs themselves from their very first record, makes its own trees, and
 * trusts neither the table nor what the sealer keeps. Starts over once a day, so that what is changed long after it was read is found
 * as well. Goes slowly, in a few kilobytes of memory.
 */
@ApplicationScoped
public class Watching {
  private static final Logger LOG = Logger.getLogger(Watching.class);

  @Inject KafkaCluster kafka;
  @Inject SealKeys keys;
  @Inject SealAlarms alarms;
  /** Not while the service is starting. */
  @ConfigProperty(name = "jsjb.sealing.watch.after", defaultValue = "PT30S") Duration after;
  /** Rest after each checkpoint that was checked (at most 5,000 records). */
  @ConfigProperty(name = "jsjb.sealing.watch.rest", defaultValue = "PT0.1S") Duration rest;
  /** From the first record again. */
  @ConfigProperty(name = "jsjb.sealing.watch.again", defaultValue = "PT24H") Duration again;

  private final Trouble trouble = new Trouble(LOG::warn);
  private volatile boolean stopping;
  private volatile long checked;
  private Thread thread;

  void start(@Observes StartupEvent started) {
    keys.verifier().ifPresent(key -> thread = Thread.ofPlatform().daemon().name("seal-watching").start(this::run));
  }

  void stop(@Observes ShutdownEvent ended) {
    stopping = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Checkpoints that were found to hold since the service started. */
  public long checked() { return checked; }

  private void run() {
    try {
      Thread.sleep(after);
      while (!stopping) {
        try (SealedLogs seals = new SealedLogs(kafka); SealedLogs logs = new SealedLogs(kafka)) {
          Walk walk = new Walk(keys.book(KeyChange.among(each -> seals.notes(0, () -> stopping, note -> each.accept(SealedLogs.value(note))))), logs);
          long from = 0;
          for (long began = System.nanoTime(); !stopping && System.nanoTime() - began < again.toNanos(); TimeUnit.SECONDS.sleep(1)) {
            from = seals.notes(from, () -> stopping, walk::take);
            trouble.isOver();
          }
        } catch (RuntimeException away) {
          trouble.is("the seals are not watched: %s: %s".formatted(away.getClass().getSimpleName(), away.getMessage()));
          LOG.debug("cause", away);
          TimeUnit.SECONDS.sleep(5);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One walk from the first record on. */
  private final class Walk {
    private final SealBook book;
    private final SealedLogs logs;
    private final Map<String, Frontier> trees = new HashMap<>();
    /** Up to where each partition was compared. */
    private final Map<String, Long> nexts = new HashMap<>();
    private final Set<String> damaged = new HashSet<>();

    Walk(SealBook book, SealedLogs logs) {
      this.book = book;
      this.logs = logs;
    }

    void take(ConsumerRecord<byte[], byte[]> note) {
      Heard heard = book.take(SealedLogs.value(note));
      if (heard instanceof Heard.Wrong(String origin, String sentence)) {
        alarms.raise(new Alarm(origin == null ? SealedLogs.SEALS : origin, -1, null, "log-seals offset %d: %s".formatted(note.offset(), sentence), null));
      }
      if (heard instanceof Heard.Taken(Sealed sealed)) {
        if (sealed.roll() != null) {
          compare(sealed);
        }
        checked++;
        try {
          Thread.sleep(rest);
        } catch (InterruptedException stopped) {
          stopping = true;
          Thread.currentThread().interrupt();
        }
      }
    }

    private void compare(Sealed sealed) {
      Roll roll = sealed.roll();
      String origin = roll.origin();
      long from = nexts.getOrDefault(origin, 0L);
      nexts.put(origin, sealed.nextOffset());
      List<Roll.Entry> found = logs.entries(sealed.checkpoint().log(), sealed.checkpoint().partition(), from, sealed.nextOffset(), Integer.MAX_VALUE);
      List<Roll.Difference> differences = roll.compare(found);
      differences.forEach(d -> alarms.raise(new Alarm(origin, d.offset(), d.key(), switch (d.damage()) {
        case ALTERED -> "the record is not the one that was sealed";
        case REMOVED -> "the record was sealed and is gone";
        case INSERTED -> "the record was not there when its neighbours were sealed";
      }, d.found())));
      if (!differences.isEmpty()) {
        // Told record by record; the tree of what is there now can fit no checkpoint any more.
        damaged.add(origin);
      }
      Frontier tree = trees.computeIfAbsent(origin, none -> new Frontier());
      found.forEach(entry -> tree.append(entry.leaf()));
      if (!damaged.contains(origin) && !Arrays.equals(tree.root(), sealed.checkpoint().root())) {
        alarms.raise(new Alarm(origin, roll.entries().getFirst().offset(), null, "the log is not consistent with its checkpoint of %d records".formatted(sealed.checkpoint().size()), HexFormat.of().formatHex(tree.root())));
      }
    }
  }
}
