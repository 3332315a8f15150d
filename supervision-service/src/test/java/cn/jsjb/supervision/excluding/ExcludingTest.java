package cn.jsjb.supervision.excluding;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.ExclusionRefused;
import cn.jsjb.event.SupervisionEvent.ExclusionReversed;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.TicketExcluded;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.excluding.Excluding.Decide;
import cn.jsjb.supervision.excluding.Excluding.Propose;
import cn.jsjb.supervision.excluding.Excluding.Reverse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcludingTest {
  private static final SupervisionRules RULES = Catalogue.get().supervision();
  private static final Assessment ASSESSMENT = Catalogue.get().assessment();
  private static final Instant NOW = at(48);
  /** 2026-05 ends on 19 May and is locked twenty days later, at midnight in Beijing. */
  private static final Instant LOCK = Instant.parse("2026-06-07T16:00:00Z");
  private static final SupervisionEvent[] CLOSED = {unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION)};

  private static Story.Then propose(Story story, String unit, String reason, Boolean rates, Boolean volume, Instant now) {
    return story.when(o -> Excluding.decide(o, new Propose("c1", unit, reason, rates, volume, List.of("rec-1"), "现场核实"), RULES, ASSESSMENT, now));
  }

  private static Story.Then decide(Story story, boolean approved, String by, Instant now) {
    return story.when(o -> Excluding.decide(o, new Decide("c1", 1, approved, "属实", by), RULES, ASSESSMENT, now));
  }

  @Test void the_unit_proposes_with_a_reason_in_force_and_two_independent_flags() {
    propose(replied(CLOSED), LUGU, "UNTRUE", null, null, NOW).then(proposed(1, "UNTRUE", true, false));
    propose(replied(CLOSED), LUGU, "MALICIOUS", null, null, NOW).then(proposed(1, "MALICIOUS", true, true));
    propose(replied(CLOSED), LUGU, "MALICIOUS", false, true, NOW).then(proposed(1, "MALICIOUS", false, true));
    propose(replied(CLOSED), LUGU, "PLATFORM_CONSUMER", null, null, NOW).then(proposed(1, "PLATFORM_CONSUMER", false, true));
  }

  @Test void nobody_else_for_no_other_reason_and_no_wider() {
    propose(replied(CLOSED), BABAOSHAN, "UNTRUE", null, null, NOW).thenRefused(Reason.OTHER_UNIT);
    propose(replied(CLOSED), LUGU, "TOO_HARD", null, null, NOW).thenRefused(Reason.UNKNOWN_EXCLUSION_REASON);
    propose(replied(CLOSED), LUGU, "UNTRUE", true, true, NOW).thenRefused(Reason.EXCLUSION_TOO_WIDE);
    propose(replied(CLOSED), LUGU, "PLATFORM_CONSUMER", true, null, NOW).thenRefused(Reason.EXCLUSION_TOO_WIDE);
    propose(replied(CLOSED), LUGU, "UNTRUE", false, null, NOW).thenRefused(Reason.EXCLUSION_TOO_WIDE);
  }

  @Test void one_at_a_time_and_not_what_is_deferred() {
    propose(replied(proposed(1, "UNTRUE", true, false)), LUGU, "UNTRUE", null, null, NOW).thenRefused(Reason.EXCLUSION_OPEN);
    propose(replied(proposed(1, "UNTRUE", true, false), new ExclusionRefused(1, "x", "b")), LUGU, "UNTRUE", null, null, NOW).then(proposed(2, "UNTRUE", true, false));
    propose(given(received(), registered(), dispatched(1), signed(), new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, DUE, "x", "b")), LUGU, "UNTRUE", null, null, NOW)
        .thenRefused(Reason.DEFERRED_NOT_EXCLUDED);
  }

  @Test void proposed_until_the_last_millisecond_before_the_lock() {
    propose(replied(CLOSED), LUGU, "UNTRUE", null, null, LOCK.minusMillis(1)).then(proposed(1, "UNTRUE", true, false));
    propose(replied(CLOSED), LUGU, "UNTRUE", null, null, LOCK).thenRefused(Reason.PERIOD_LOCKED);
  }

  @Test void approved_by_somebody_else_it_says_what_the_ticket_counts_now() {
    Story proposed = replied(unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION), proposed(1, "UNTRUE", true, false));
    TicketExcluded fact = (TicketExcluded) decide(proposed, true, "bureau:li", NOW).accepted();
    assertEquals(new Contribution("2026-05", false, Absence.EXCLUDED, false, false, null, true, "2019.1"), fact.contribution());
    assertEquals("bureau:li", fact.approvedBy());
    assertEquals(LUGU, fact.proposedBy());
    assertFalse(fact.afterLock());
    assertEquals("2019.1", fact.version());
    decide(proposed, false, "bureau:li", NOW).then(new ExclusionRefused(1, "属实", "bureau:li"));
    decide(proposed, true, LUGU, NOW).thenRefused(Reason.OWN_PROPOSAL);
    decide(replied(CLOSED), true, "bureau:li", NOW).thenRefused(Reason.NO_SUCH_EXCLUSION);
  }

  @Test void decided_after_the_lock_it_is_a_restatement() {
    assertTrue(((TicketExcluded) decide(replied(proposed(1, "MALICIOUS", true, true)), true, "bureau:li", LOCK).accepted()).afterLock());
  }

  @Test void the_fold_agrees_with_the_fact_and_a_reversal_counts_it_again() {
    TicketExcluded fact = (TicketExcluded) decide(replied(unresolved(1), proposed(1, "MALICIOUS", true, true)), true, "bureau:li", NOW).accepted();
    Story excluded = replied(unresolved(1), proposed(1, "MALICIOUS", true, true), fact);
    assertEquals(fact.contribution(), excluded.state().contribution(ASSESSMENT));
    assertFalse(fact.contribution().inVolume());
    ExclusionReversed back = (ExclusionReversed) excluded.when(o -> Excluding.decide(o, new Reverse("c1", 1, "复核属实", "bureau:li"), ASSESSMENT, NOW)).accepted();
    assertEquals(new Contribution("2026-05", true, null, true, false, Satisfaction.DISSATISFIED, true, "2019.1"), back.contribution());
    Oversight after = replied(unresolved(1), proposed(1, "MALICIOUS", true, true), fact, back).state();
    assertEquals(back.contribution(), after.contribution(ASSESSMENT));
    replied(unresolved(1), proposed(1, "MALICIOUS", true, true), fact, back).when(o -> Excluding.decide(o, new Reverse("c1", 1, "x", "bureau:li"), ASSESSMENT, NOW)).thenRefused(Reason.NO_SUCH_EXCLUSION);
  }
}
