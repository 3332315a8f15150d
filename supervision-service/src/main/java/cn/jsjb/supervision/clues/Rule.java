package cn.jsjb.supervision.clues;

import cn.jsjb.event.Fact;
import java.time.Instant;

/**
 * One clue rule: a fold over facts that raises clues. It remembers nothing itself; what it has to remember is in the {@link Ground}, and what it asks of the
 * time is the log's.
 */
interface Rule {
  /** C01 to C20. */
  String id();

  /** A fact of a ticket. @param ticket with this fact */
  default void see(Fact fact, Trail ticket, Ground ground) {}

  /** Something from beyond the complaint log. */
  default void learn(Learned learned, Ground ground) {}

  /** What it asked to be reminded of. */
  default void remind(String what, Ground ground) {}

  /** A period of assessment is over. */
  default void periodEnds(Instant from, Instant to, Ground ground) {}
}
