package cn.jsjb.supervision.callbacks;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackAttempted;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Positions;
import cn.jsjb.event.SupervisionEvent.ReportKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.supervision.HalfDay;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallingBackTest {
  private static Call satisfied(String agentUnit) {
    return new Call.Answered("c1", agentUnit, true, true, false, Satisfaction.SATISFIED, CallbackChannel.PHONE, List.of(), null);
  }

  private static Call notReached() { return new Call.NotReached("c1", null, AttemptOutcome.NO_ANSWER, CallbackChannel.PHONE); }

  private static Story.Then decide(Story story, Call call) { return story.when(o -> CallingBack.decide(o, call, TERMS.at(START), at(48))); }

  @Test void when_both_are_told_the_claimant_may_be_asked() {
    decide(replied(), satisfied(null)).then(calledBack(1, true, Satisfaction.SATISFIED));
  }

  @Test void when_the_limit_has_expired_the_claimant_is_asked_though_the_unit_said_nothing() {
    decide(given(received(), registered(), dispatched(1), scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE)), satisfied(null))
        .then(calledBack(1, true, Satisfaction.SATISFIED));
  }

  @Test void the_second_callback_belongs_to_the_second_round() {
    decide(replied(unresolved(1), rework(2), dispatched(2), signed(), contacted(), repliedToClaimant(), reported()), satisfied(null))
        .then(calledBack(2, true, Satisfaction.SATISFIED));
  }

  static List<List<ComplaintEvent>> tooEarly() {
    return List.of(List.of(received()), List.of(received(), registered()),
        List.of(received(), registered(), dispatched(1)), List.of(received(), registered(), dispatched(1), signed()),
        List.of(received(), registered(), dispatched(1), signed(), contacted(), repliedToClaimant()));
  }

  @ParameterizedTest @MethodSource("tooEarly") void before_both_feedbacks_it_is_too_early(List<ComplaintEvent> facts) {
    decide(given(facts.toArray(ComplaintEvent[]::new)), satisfied(null)).thenRefused(Reason.CALLBACK_TOO_EARLY);
  }

  @Test void in_rework_supervision_or_reopened_it_is_too_early_again() {
    decide(replied(unresolved(1), rework(2)), satisfied(null)).thenRefused(Reason.CALLBACK_TOO_EARLY);
    decide(replied(unresolved(1), rework(2), supervised(3)), satisfied(null)).thenRefused(Reason.CALLBACK_TOO_EARLY);
    decide(replied(closed(CloseKind.SATISFIED), new TicketReopened("又来了")), satisfied(null)).thenRefused(Reason.CALLBACK_TOO_EARLY);
  }

  @Test void what_is_called_back_withdrawn_or_closed_is_not_called_back_again() {
    decide(replied(unresolved(1)), satisfied(null)).thenRefused(Reason.NOT_IN_THIS_STATE);
    decide(replied(withdrawn()), satisfied(null)).thenRefused(Reason.NOT_IN_THIS_STATE);
    decide(replied(closed(CloseKind.SATISFIED)), satisfied(null)).thenRefused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void an_agent_of_the_handling_unit_is_refused_and_another_units_is_not() {
    decide(replied(), satisfied(LUGU)).thenRefused(Reason.AGENT_OF_THE_HANDLING_UNIT);
    decide(replied(), satisfied(BABAOSHAN)).then(calledBack(1, true, Satisfaction.SATISFIED));
  }

  @Test void attempts_are_counted_and_three_are_enough() {
    decide(replied(), notReached()).then(attempted(1, 1));
    decide(replied(attempted(1, 1)), notReached()).then(attempted(1, 2));
    decide(replied(attempted(1, 1), attempted(1, 2), attempted(1, 3)), notReached()).thenRefused(Reason.ATTEMPTS_USED_UP);
  }

  @Test void a_new_round_has_its_own_attempts() {
    decide(replied(attempted(1, 1), attempted(1, 2), unresolved(1), rework(2), dispatched(2), signed(), contacted(), repliedToClaimant(), reported()), notReached())
        .then(new CallbackAttempted(2, 1, AttemptOutcome.NO_ANSWER, CallbackChannel.PHONE));
  }

  @Test void attempts_lie_in_different_half_days() {
    // The attempt is at 18:22 in Beijing.
    Story story = replied(attempted(1, 1));
    Instant midnight = Instant.parse("2026-05-06T16:00:00Z");
    story.when(o -> CallingBack.decide(o, notReached(), TERMS.at(START), midnight.minusMillis(1))).thenRefused(Reason.SAME_HALF_DAY);
    story.when(o -> CallingBack.decide(o, notReached(), TERMS.at(START), midnight)).then(attempted(1, 2));
    // Whoever is reached may answer at any time.
    story.when(o -> CallingBack.decide(o, satisfied(null), TERMS.at(START), midnight.minusMillis(1))).then(calledBack(1, true, Satisfaction.SATISFIED));
  }

  @Test void half_days_turn_at_noon_and_at_midnight_in_Beijing() {
    Instant noon = Instant.parse("2026-05-06T04:00:00Z");
    assertFalse(HalfDay.of(noon.minusMillis(1)).equals(HalfDay.of(noon)));
    assertEquals(HalfDay.of(noon), HalfDay.of(noon.plusSeconds(12 * 3_600).minusMillis(1)));
    assertEquals(noon, HalfDay.of(noon.minusMillis(1)).next());
    assertEquals(Instant.parse("2026-05-06T16:00:00Z"), HalfDay.of(noon).next());
  }

  @Test void an_agent_of_a_unit_that_had_it_before_is_refused_too() {
    decide(given(received(), registered(), dispatched(1, LUGU, DUE), dispatched(1, BABAOSHAN, DUE), signed(), contacted(), repliedToClaimant(), reported()), satisfied(LUGU))
        .thenRefused(Reason.AGENT_OF_THE_HANDLING_UNIT);
  }

  @Test void positions_process_and_reports_are_kept_with_the_answers() {
    ClaimantReport rude = new ClaimantReport(ReportKind.RUDENESS, LUGU, "窗口7号", START, "说话难听");
    Call call = new CallbackRequest(true, false, true, Satisfaction.DISSATISFIED, CallbackChannel.PHONE, List.of("只修了一半"), "rec-1", null, Satisfaction.BASICALLY_SATISFIED,
        new Positions("00:21", null, "102:40"), List.of(rude)).toCall("c1", null);
    decide(replied(), call).then(new CallbackCompleted(1, true, false, true, Satisfaction.DISSATISFIED, CallbackChannel.PHONE, List.of("只修了一半"), "rec-1",
        Satisfaction.BASICALLY_SATISFIED, new Positions("00:21", null, "102:40"), List.of(rude), null));
  }

  @Test void what_a_call_says_beside_the_answers_is_checked() {
    assertEquals("recording", refusedField(more(null, new Positions("00:21", null, null), null)));
    assertEquals("positions", refusedField(more("rec", new Positions("0:21", null, null), null)));
    assertEquals("positions", refusedField(more("rec", new Positions(null, "00:61", null), null)));
    assertEquals("reports.words", refusedField(more(null, null, new ClaimantReport(ReportKind.PRESSURE, LUGU, null, null, " "))));
    assertEquals("reports.kind", refusedField(more(null, null, new ClaimantReport(null, LUGU, null, null, "x"))));
    assertEquals("reports.unit", refusedField(more(null, null, new ClaimantReport(ReportKind.PRESSURE, "no such unit", null, null, "x"))));
    assertEquals("recording", refusedField(new CallbackRequest(true, true, null, Satisfaction.SATISFIED, CallbackChannel.AI_VOICE, null, null, null)));
    assertEquals("channel", refusedField(new CallbackRequest(null, null, null, null, CallbackChannel.SMS, null, null, AttemptOutcome.NO_ANSWER)));
  }

  private static CallbackRequest more(String recording, Positions positions, ClaimantReport report) {
    return new CallbackRequest(true, true, null, Satisfaction.SATISFIED, CallbackChannel.PHONE, null, recording, null, null, positions, report == null ? null : List.of(report));
  }

  @Test void an_unknown_complaint_is_not_found() {
    assertEquals(Reason.NOT_FOUND, ((cn.jsjb.event.Decision.Refused) CallingBack.decide(null, satisfied(null), TERMS.at(START), at(48))).refusal().reason());
  }

  @Test void a_call_with_missing_or_contradicting_answers_names_the_field() {
    assertEquals("channel", refusedField(new CallbackRequest(true, true, null, Satisfaction.SATISFIED, null, null, null, null)));
    assertEquals("contacted", refusedField(new CallbackRequest(null, true, null, Satisfaction.SATISFIED, CallbackChannel.PHONE, null, null, null)));
    assertEquals("resolved", refusedField(new CallbackRequest(true, null, null, Satisfaction.SATISFIED, CallbackChannel.PHONE, null, null, null)));
    assertEquals("satisfaction", refusedField(new CallbackRequest(true, true, null, null, CallbackChannel.PHONE, null, null, null)));
    assertEquals("partly", refusedField(new CallbackRequest(true, true, true, Satisfaction.SATISFIED, CallbackChannel.PHONE, null, null, null)));
    assertEquals("outcome", refusedField(new CallbackRequest(true, null, null, null, CallbackChannel.PHONE, null, null, AttemptOutcome.NO_ANSWER)));
    assertEquals("reasons", refusedField(new CallbackRequest(true, false, true, Satisfaction.DISSATISFIED, CallbackChannel.PHONE, List.of("长".repeat(201)), null, null)));
  }

  private static String refusedField(CallbackRequest request) {
    return assertThrows(Refused.class, () -> request.toCall("c1", null)).field();
  }
}
