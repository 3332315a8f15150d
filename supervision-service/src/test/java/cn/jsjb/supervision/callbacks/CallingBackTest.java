package cn.jsjb.supervision.callbacks;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackAttempted;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallingBackTest {
  private static Call satisfied(String agentUnit) {
    return new Call.Answered("c1", agentUnit, true, true, false, Satisfaction.SATISFIED, CallbackChannel.PHONE, List.of(), null);
  }

  private static Call notReached() { return new Call.NotReached("c1", null, AttemptOutcome.NO_ANSWER, CallbackChannel.PHONE); }

  private static Story.Then decide(Story story, Call call) { return story.when(o -> CallingBack.decide(o, call, TERMS.at(START))); }

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

  @Test void an_unknown_complaint_is_not_found() {
    assertEquals(Reason.NOT_FOUND, ((cn.jsjb.event.Decision.Refused) CallingBack.decide(null, satisfied(null), TERMS.at(START))).refusal().reason());
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
