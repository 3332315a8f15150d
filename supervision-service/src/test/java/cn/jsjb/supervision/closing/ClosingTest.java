package cn.jsjb.supervision.closing;

import static cn.jsjb.supervision.Story.*;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {
  @Test void resolved_and_satisfied_closes_the_loop() {
    replied(calledBack(1, true, Satisfaction.SATISFIED)).whenPoliciesAreAsked().then(closed(CloseKind.SATISFIED));
    replied(calledBack(1, true, Satisfaction.BASICALLY_SATISFIED)).whenPoliciesAreAsked().then(closed(CloseKind.SATISFIED));
  }

  @Test void a_good_answer_closes_in_any_round() {
    replied(unresolved(1), rework(2), dispatched(2), signed(), contacted(), repliedToClaimant(), reported(), calledBack(2, true, Satisfaction.SATISFIED))
        .whenPoliciesAreAsked().then(closed(CloseKind.SATISFIED));
    replied(unresolved(1), rework(2), supervised(3), repliedToClaimant(), reported(), calledBack(3, true, Satisfaction.SATISFIED))
        .whenPoliciesAreAsked().then(closed(CloseKind.SATISFIED));
  }

  @Test void a_third_failure_closes_as_unresolved() {
    replied(unresolved(1), rework(2), supervised(3), repliedToClaimant(), reported(), unresolved(3))
        .whenPoliciesAreAsked().then(closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION));
  }

  @Test void three_calls_that_reach_nobody_close_as_unreachable() {
    replied(scheduled(1, CallbackReason.BOTH_TOLD, DUE), attempted(1, 1), attempted(1, 2)).whenPoliciesAreAsked().thenNothing();
    replied(scheduled(1, CallbackReason.BOTH_TOLD, DUE), attempted(1, 1), attempted(1, 2), attempted(1, 3))
        .whenPoliciesAreAsked().then(closed(CloseKind.UNREACHABLE));
  }

  @Test void a_withdrawn_request_is_closed() {
    given(received(), registered(), withdrawn()).whenPoliciesAreAsked().then(closed(CloseKind.WITHDRAWN));
    replied(scheduled(1, CallbackReason.BOTH_TOLD, DUE), withdrawn()).whenPoliciesAreAsked().then(closed(CloseKind.WITHDRAWN));
  }

  @Test void what_the_desk_settled_is_closed_at_once_and_nobody_is_called() {
    given(received(), registered(), new IntakeEvent.InquiryAnswered("a", "KB-001", "1")).whenPoliciesAreAsked().then(closed(CloseKind.NOT_ASSESSED));
    given(received(), registered(), dispatched(1), new IntakeEvent.TicketDiverted(IntakeEvent.Target.FIRE_119, "x")).whenPoliciesAreAsked().then(closed(CloseKind.NOT_ASSESSED));
    given(received(), registered(), new IntakeEvent.TicketDeclined(IntakeEvent.Ground.SECRET, "x", null), closed(CloseKind.NOT_ASSESSED)).whenPoliciesAreAsked().thenNothing();
  }

  @Test void a_member_of_a_group_is_called_back_himself() {
    given(received(), registered(), new IntakeEvent.GroupJoined("c-0", "RX260506-000000000"), new IntakeEvent.GroupAnswered("c-0", LUGU, "已恢复", DUE), unresolved(1))
        .whenPoliciesAreAsked().then(rework(2));
  }

  @ParameterizedTest @EnumSource(value = RequestType.class, names = {"SUGGESTION", "PRAISE", "INQUIRY"})
  void what_is_not_assessed_closes_when_both_are_told(RequestType type) {
    given(received(type), registered(), dispatched(1), signed(), contacted(), repliedToClaimant()).whenPoliciesAreAsked().thenNothing();
    given(received(type), registered(), dispatched(1), signed(), contacted(), repliedToClaimant(), reported())
        .whenPoliciesAreAsked().then(closed(CloseKind.NOT_ASSESSED));
  }

  @Test void what_a_locality_found_by_itself_has_no_claimant_to_call() {
    given(found(), registered(), dispatched(1), signed()).whenPoliciesAreAskedAt(DUE.plusSeconds(1)).thenNothing();
    given(found(), registered(), dispatched(1), signed(), reported()).whenPoliciesAreAsked().then(closed(CloseKind.NOT_ASSESSED));
  }

  private static ComplaintEvent found() {
    IntakeEvent.RequestReceived e = (IntakeEvent.RequestReceived) received(RequestType.REPORT);
    return new IntakeEvent.RequestReceived(e.ticketNo(), "LOCALITY", e.channelMessageId(), e.requestType(), e.title(), e.content(), e.place(), e.calledAt(), e.category(), e.reportedParty(), e.attachments(), IntakeEvent.Claimant.UNKNOWN);
  }

  @Test void a_closed_ticket_needs_nothing() {
    replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)).whenPoliciesAreAsked().thenNothing();
  }
}
