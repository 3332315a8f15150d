package cn.jsjb.supervision.matters;

import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.ClueEvent.ClueAssigned;
import cn.jsjb.event.ClueEvent.ClueDismissed;
import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.ClueEvent.ClueVerified;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * A clue (线索) and what became of it.
 *
 * @param assigned, verified, dismissed null as long as it has not happened
 * @param decidedBy who verified or dismissed it
 */
@JsonTypeName("CLUE")
public record Clue(Instant openedAt, ClueRaised raised, State at, ClueAssigned assigned, ClueVerified verified, ClueDismissed dismissed, String decidedBy, Instant decidedAt)
    implements Matter {
  public enum State { RAISED, ASSIGNED, VERIFIED, DISMISSED }

  static Clue evolve(Clue before, ClueEvent event, Fact fact) {
    return switch (event) {
      case ClueRaised e -> new Clue(fact.at(), e, State.RAISED, null, null, null, null, null);
      case ClueAssigned e -> new Clue(before.openedAt, before.raised, State.ASSIGNED, e, null, null, null, null);
      case ClueVerified e -> new Clue(before.openedAt, before.raised, State.VERIFIED, before.assigned, e, null, fact.actor(), fact.at());
      case ClueDismissed e -> new Clue(before.openedAt, before.raised, State.DISMISSED, before.assigned, null, e, fact.actor(), fact.at());
    };
  }

  public boolean isDecided() { return at == State.VERIFIED || at == State.DISMISSED; }

  @Override public String status() { return at.name(); }

  @Override public String unitCode() { return raised.units().isEmpty() ? null : raised.units().getFirst(); }

  @Override public String problemId() { return raised.problem(); }

  @Override public String complaintId() { return raised.complaint(); }

  @Override public String rule() { return raised.ruleId(); }

  @Override public String colourName() { return raised.colour().name(); }

  @Override public Instant limitAt() { return at == State.ASSIGNED ? assigned.dueAt() : null; }
}
