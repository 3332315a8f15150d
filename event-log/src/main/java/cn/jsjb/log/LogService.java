package cn.jsjb.log;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What a service does with the complaint log: it follows, it handles commands, it reacts. */
public record LogService<S>(Follower<S> follower, Commands<S> commands, Reactor<S> reactor) {
  /** How long a caller waits for a verdict before the answer is 202. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public static <S> LogService<S> of(Follower<S> follower, EventLog log, Clock clock, List<Policy<S>> policies) {
    Reactor<S> reactor = new Reactor<>(follower, log, clock, policies);
    follower.reacting(reactor::react);
    return new LogService<>(follower, new Commands<>(follower, log, clock, PATIENCE), reactor);
  }
}
