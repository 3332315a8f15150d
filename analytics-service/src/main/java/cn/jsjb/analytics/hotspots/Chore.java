package cn.jsjb.analytics.hotspots;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that is done once a day, and again after partitions of the log came to this instance: what was read while catching up, here or where they were before, was
 * not noted. After a failure it is tried again in a minute.
 */
final class Chore {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** @param assignments how often partitions came, asked before anything is done: those that come meanwhile make the next round */
  record Round(LocalDate day, long assignments) {}

  private volatile Round done;
  private volatile Instant notBefore = Instant.MIN;

  boolean isDue(Round round, Instant now) { return !round.equals(done) && !now.isBefore(notBefore); }

  void done(Round round) { done = round; }

  void failed(Instant now) { notBefore = now.plus(AGAIN); }

  /** There is history to read after all. */
  void undo() { done = null; }
}
