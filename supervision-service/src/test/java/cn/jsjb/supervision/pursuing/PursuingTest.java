package cn.jsjb.supervision.pursuing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.ClueEvent.ClueAssigned;
import cn.jsjb.event.ClueEvent.ClueDismissed;
import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.ClueEvent.ClueVerified;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Fact;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.Clue;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PursuingTest {
  private static final Instant NOW = Instant.parse("2026-05-20T02:00:00Z");
  private static final String OWN = "110107011", OTHER = "110107D01";
  private static final ClueRaised RAISED = new ClueRaised("C04", 1, new ClueEvent.ClueSubject(ClueEvent.SubjectKind.TICKET, "t"), "t", List.of(OWN, OTHER), null, null, ClueEvent.Colour.RED,
      List.of("K3"), NOW, NOW, List.of(), Map.of());
  private static final ClueAssigned ASSIGNED = new ClueAssigned("li.ming", null, null);

  private static Clue after(ClueEvent... events) {
    Matter state = null;
    for (ClueEvent event : events) {
      state = Matter.evolve(state, new Fact("s", "e", "oversight", 1, NOW, "inspector:wang", "", "h", 0, 1, event));
    }
    return (Clue) state;
  }

  private static void refused(Reason reason, Decision decision) { assertEquals(reason, assertInstanceOf(Decision.Refused.class, decision).refusal().reason()); }

  @Test void a_clue_is_assigned_and_may_be_assigned_again() {
    assertEquals(Decision.accept(ASSIGNED), Pursuing.decide(after(RAISED), new Pursuing.Assign("li.ming", null, null), NOW));
    assertEquals(Decision.accept(new ClueAssigned("zhao", "请接手", NOW.plusSeconds(1))), Pursuing.decide(after(RAISED, ASSIGNED), new Pursuing.Assign("zhao", "请接手", NOW.plusSeconds(1)), NOW));
    refused(Reason.FIELD_INVALID, Pursuing.decide(after(RAISED), new Pursuing.Assign("li.ming", null, NOW), NOW));
  }

  @Test void verified_with_what_the_rule_supposed_or_with_what_was_found() {
    assertEquals(Decision.accept(new ClueVerified("属实", List.of("K3"))), Pursuing.decide(after(RAISED, ASSIGNED), new Pursuing.Verify("属实", null, null)));
    assertEquals(Decision.accept(new ClueVerified("属实", List.of("K1", "K2"))), Pursuing.decide(after(RAISED), new Pursuing.Verify("属实", List.of("K2", "K1", "K2"), null)));
    refused(Reason.FIELD_INVALID, Pursuing.decide(after(RAISED), new Pursuing.Verify("属实", List.of("K7"), null)));
  }

  @Test void dismissed_with_a_reason_and_never_by_a_unit_it_concerns() {
    assertEquals(Decision.accept(new ClueDismissed("误述")), Pursuing.decide(after(RAISED), new Pursuing.Dismiss("误述", null)));
    assertEquals(Decision.accept(new ClueDismissed("误述")), Pursuing.decide(after(RAISED), new Pursuing.Dismiss("误述", "110107001")));
    refused(Reason.FIELD_MISSING, Pursuing.decide(after(RAISED), new Pursuing.Dismiss(" ", null)));
    refused(Reason.CLUE_OF_OWN_UNIT, Pursuing.decide(after(RAISED), new Pursuing.Dismiss("误述", OWN)));
    refused(Reason.CLUE_OF_OWN_UNIT, Pursuing.decide(after(RAISED), new Pursuing.Dismiss("误述", OTHER)));
    refused(Reason.CLUE_OF_OWN_UNIT, Pursuing.decide(after(RAISED), new Pursuing.Verify("不属实", List.of(), OWN)));
  }

  @Test void what_is_decided_stays_decided() {
    for (ClueEvent end : List.of(new ClueVerified("属实", List.of("K3")), new ClueDismissed("误述"))) {
      Clue clue = after(RAISED, ASSIGNED, end);
      assertEquals("inspector:wang", clue.decidedBy());
      refused(Reason.NOT_IN_THIS_STATE, Pursuing.decide(clue, new Pursuing.Assign("x", null, null), NOW));
      refused(Reason.NOT_IN_THIS_STATE, Pursuing.decide(clue, new Pursuing.Verify("x", null, null)));
      refused(Reason.NOT_IN_THIS_STATE, Pursuing.decide(clue, new Pursuing.Dismiss("x", null)));
    }
  }
}
