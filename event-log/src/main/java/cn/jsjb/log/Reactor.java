package cn.jsjb.log;

import cn.jsjb.event.Decision;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Runs the policies of a service. Work arrives twice: right after a commit from memory (the quick way), and by sweeping the
 * index of due rows (what a crash or a failed append left behind, and the timers). An event id is drawn from the stream, the
 * policy's name and its occasion (the time it is due), so that two nodes and a replay name the same event, and the law makes one fact of it.
 */
public final class Reactor<S> {
  private static final Logger LOG = Logger.getLogger(Reactor.class);
  private static final int SWEEP = 500;
  /** How long a reaction that was sent may stay unseen before the sweep sends it again; a failed append does not wait. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Follower<S> follower;
  private final EventLog log;
  private final Clock clock;
  private final List<Policy<S>> policies;
  private final Cache<String, Boolean> sent = Caffeine.newBuilder().expireAfterWrite(GRACE).maximumSize(500_000).build();
  private final Cache<String, Boolean> complained = Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).maximumSize(10_000).build();
  private final LongAdder reactions = new LongAdder();
  private final LongAdder failures = new LongAdder();

  public Reactor(Follower<S> follower, EventLog log, Clock clock, List<Policy<S>> policies) {
    this.follower = follower;
    this.log = log;
    this.clock = clock;
    this.policies = List.copyOf(policies);
  }

  /** The earliest time at which any of the policies has something to do with this state. */
  public static <S> Instant earliest(List<Policy<S>> policies, S state) {
    Instant earliest = null;
    for (Policy<S> policy : policies) {
      Instant due = policy.dueAt(state);
      if (due != null && (earliest == null || due.isBefore(earliest))) {
        earliest = due;
      }
    }
    return earliest;
  }

  public void react(List<Row<S>> changed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    for (Row<S> row : changed) {
      try {
        react(row, now);
      } catch (RuntimeException broken) {
        // One ticket that cannot be decided about must not stop its neighbours; it is looked at again, and said once in a while.
        failures.increment();
        if (complained.asMap().putIfAbsent(row.id(), true) == null) {
          LOG.errorf(broken, "no reaction to %s", row.id());
        }
      }
    }
  }

  /** Reactions that could not be decided: zero in a healthy service. */
  public long failures() { return failures.sum(); }

  /** Looks for due rows. Returns how many it found, so that a caller may come again at once while there are many. */
  public int sweep() {
    List<Row<S>> due = follower.due(clock.instant(), SWEEP);
    react(due);
    return due.size();
  }

  public long reactions() { return reactions.sum(); }

  private void react(Row<S> row, Instant now) {
    if (row.quarantine() != null || row.state() == null) {
      return;
    }
    for (Policy<S> policy : policies) {
      Instant due = policy.dueAt(row.state());
      if (due == null || due.isAfter(now)) {
        continue;
      }
      String eventId = Ids.named("reaction", row.id(), policy.name(), policy.occasion(row.state())).toString();
      // By the head it answers to: a lost race leaves another head, to which the reaction is sent at once.
      String attempt = row.head() + policy.name();
      if (sent.getIfPresent(attempt) != null) {
        return;
      }
      if (policy.decide(row.state(), now) instanceof Decision.Accepted accepted) {
        sent.put(attempt, true);
        reactions.increment();
        log.append(follower.topic(), EventLog.envelope(row.id(), eventId, accepted.said(), now, row.sequence() + 1,
            "policy:" + policy.name(), row.lastEvent(), row.head())).whenComplete((written, failure) -> {
              if (failure != null) {
                LOG.warnf("%s for %s was not taken by Kafka (%s); the sweep tries again", policy.name(), row.id(), failure.getClass().getSimpleName());
                sent.invalidate(attempt);
              }
            });
      } else {
        LOG.errorf("%s is due for %s and refuses: a policy has to settle what it is due for", policy.name(), row.id());
      }
      // One event a state: the next reaction answers to the next head.
      return;
    }
  }
}
