package cn.jsjb.supervision.matters;

import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** A clue (线索) and what became of it. */
@JsonTypeName("CLUE")
public record Clue(Instant openedAt, ClueRaised raised) implements Matter {
  static Clue evolve(Clue before, ClueEvent event, Fact fact) {
    return switch (event) {
      case ClueRaised e -> new Clue(fact.at(), e);
    };
  }

  @Override public String status() { return "RAISED"; }

  @Override public String unitCode() { return raised.unit(); }

  @Override public String problemId() { return raised.problem(); }

  @Override public String complaintId() { return raised.complaint(); }

  @Override public String rule() { return raised.ruleId(); }

  @Override public String colourName() { return raised.colour().name(); }
}
