package cn.jsjb.intake;

import cn.jsjb.event.IntakeEvent.Doubt;
import cn.jsjb.event.IntakeEvent.TicketReclassified;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import java.time.Instant;
import java.util.List;

/**
 * A ticket whose proposals a person has to look at before it goes on.
 *
 * @param doubts what is still open; empty once a person has decided
 * @param candidates localities that the words may mean
 * @param since when it began to wait, or when the last doubt was settled, UTC
 */
public record Waiting(List<Doubt> doubts, List<String> candidates, Instant since) {
  static Waiting on(TicketRegistered e, Instant at) { return e.doubts().isEmpty() ? null : new Waiting(e.doubts(), e.location().candidates(), at); }

  /** What a person has said is certain. */
  Waiting after(TicketReclassified e, Instant at) {
    List<Doubt> open = doubts.stream().filter(doubt -> switch (doubt) {
      case CLASSIFICATION -> e.classification().confidence() < 1;
      case PLACE -> e.location().confidence() < 1;
    }).toList();
    return new Waiting(open, candidates, open.isEmpty() ? at : since);
  }

  /** As a column: 1 for the category, 2 for the place, 3 for both; null when nothing is open. */
  Integer queues() { return doubts.isEmpty() ? null : doubts.stream().mapToInt(doubt -> 1 << doubt.ordinal()).sum(); }
}
