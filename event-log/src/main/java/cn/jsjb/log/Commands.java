package cn.jsjb.log;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Handles a command by the law: load state and head, decide, append one event that names the head, wait until this service's
 * follower has passed it, ask whether it became the fact. Lost the race: decide again, up to three times.
 */
public final class Commands<S> {
  private static final int TRIES = 4;

  /**
   * What somebody wants.
   *
   * @param idempotencyKey repeats are recognised by it; null for none
   * @param ifMatch head hash the caller has seen, or null; a different head is refused instead of decided again
   * @param decide pure: the folded state (null when there is none) and the time of the command
   */
  public record Command<S>(String streamId, String actor, String idempotencyKey, String ifMatch, BiFunction<S, Instant, Decision> decide) {}

  /** What came of it. */
  public sealed interface Outcome<S> {
    /** It is a fact, in the log and in this service's tables. */
    record Done<S>(Row<S> row, String eventId) implements Outcome<S> {}

    record Refused<S>(Refusal refusal) implements Outcome<S> {}

    /** In the log or not, fact or not: not known within the time. Never a success. */
    record Unknown<S>(String streamId) implements Outcome<S> {}

    /** Kafka did not take it. It may be repeated. */
    record Away<S>(String why) implements Outcome<S> {}
  }

  private final Follower<S> follower;
  private final EventLog log;
  private final Clock clock;
  private final Duration patience;

  public Commands(Follower<S> follower, EventLog log, Clock clock, Duration patience) {
    this.follower = follower;
    this.log = log;
    this.clock = clock;
    this.patience = patience;
  }

  /** Blocks its (worker or virtual) thread until the verdict is known or the patience is over. */
  public Outcome<S> handle(Command<S> command) {
    long deadline = System.nanoTime() + patience.toNanos();
    String eventId = command.idempotencyKey() == null ? UUID.randomUUID().toString()
        : Ids.named("command", command.streamId(), command.idempotencyKey()).toString();
    String cause = command.idempotencyKey() == null ? "" : Folding.COMMAND + eventId;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Row<S> row = attempt == 1 ? follower.load(command.streamId()) : follower.loadFresh(command.streamId());
      if (row != null && command.idempotencyKey() != null && row.knows(eventId)) {
        return new Outcome.Done<>(row, eventId);
      }
      if (row != null && row.quarantine() != null) {
        return new Outcome.Refused<>(new Refusal(Reason.QUARANTINED, row.quarantine()));
      }
      if (command.ifMatch() != null && (row == null || !command.ifMatch().equals(row.head()))) {
        return new Outcome.Refused<>(new Refusal(Reason.STALE));
      }
      // To the millisecond, as ce_time says it: what is computed from the facts later is the same to the last digit.
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      switch (command.decide().apply(row == null ? null : row.state(), now)) {
        case Decision.Refused refused -> {
          return new Outcome.Refused<>(refused.refusal());
        }
        case Decision.Accepted accepted -> {
          Envelope envelope = EventLog.envelope(command.streamId(), eventId, accepted.said(), now, row == null ? 1 : row.sequence() + 1,
              command.actor(), cause, row == null ? Chain.genesis(command.streamId()) : row.head());
          Outcome<S> outcome = appendAndAwait(envelope, deadline);
          if (outcome != null) {
            return outcome;
          }
        }
      }
    }
    return new Outcome.Refused<>(new Refusal(Reason.STALE));
  }

  /** Null when the race was lost and the command has to be decided again. */
  private Outcome<S> appendAndAwait(Envelope envelope, long deadline) {
    CompletableFuture<Awaiting.Judged<S>> verdict = follower.awaiting().on(envelope.id());
    try {
      RecordMetadata written = log.append(follower.topic(), envelope).toCompletableFuture().get(left(deadline), TimeUnit.NANOSECONDS);
      if (follower.position(written.partition()) < 0) {
        return elsewhere(envelope, written, deadline);
      }
      Awaiting.Judged<S> judged = verdict.get(left(deadline), TimeUnit.NANOSECONDS);
      return judged.verdict().isFact() ? new Outcome.Done<>(judged.row(), envelope.id()) : null;
    } catch (TimeoutException e) {
      return new Outcome.Unknown<>(envelope.subject());
    } catch (ExecutionException e) {
      // The broker's time-outs leave it open whether the record arrived; refusing to say yes is right either way.
      return new Outcome.Away<>(e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unknown<>(envelope.subject());
    } finally {
      follower.awaiting().forget(envelope.id(), verdict);
    }
  }

  /**
   * Another instance follows the partition: wait until the committed position has passed our record, then read the stream.
   * A position is a completed prefix, so a head of our own is a yes and a sequence that did not grow is a no; anything else
   * has moved on meanwhile, and what cannot be known is not pretended.
   */
  private Outcome<S> elsewhere(Envelope envelope, RecordMetadata written, long deadline) throws InterruptedException {
    while (System.nanoTime() < deadline) {
      if (follower.committedPosition(written.partition()) > written.offset()) {
        Row<S> row = follower.loadFresh(envelope.subject());
        if (row != null && (envelope.hash().equals(row.head()) || row.knows(envelope.id()))) {
          return new Outcome.Done<>(row, envelope.id());
        }
        return row == null || row.sequence() <= envelope.sequence() ? null : new Outcome.Unknown<>(envelope.subject());
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return new Outcome.Unknown<>(envelope.subject());
  }

  private static long left(long deadline) { return Math.max(1, deadline - System.nanoTime()); }
}
