package cn.jsjb.supervision.ordering;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionClosed;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.event.SupervisionEvent.SupervisionReplied;
import cn.jsjb.event.SupervisionEvent.UrgeCause;
import cn.jsjb.event.SupervisionEvent.UrgeIssued;
import cn.jsjb.supervision.Escalation;
import cn.jsjb.supervision.Orders;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.TicketView;
import cn.jsjb.supervision.ordering.Ordering.Close;
import cn.jsjb.supervision.ordering.Ordering.Reply;
import cn.jsjb.supervision.urging.Reminding;
import cn.jsjb.supervision.urging.Reminding.Remind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reminders (催办) and orders that want an answer (督办). */
class OrderingTest {
  private static final Instant NOW = at(48);

  private static SupervisionOrdered beside(int round, SupervisionCause cause, String reason, String unit, int number, Instant now) {
    return new SupervisionOrdered(round, reason, null, null, number, SupervisionLevel.CITY, cause, List.of(unit), Catalogue.get().limits()
        .due(Catalogue.get().supervision().at(now).ordering().reply(), now), "2019.1");
  }

  private static UrgeIssued urged(int number, UrgeCause cause) { return new UrgeIssued(number, LUGU, cause, null, "2019.1"); }

  private static IntakeEvent urge() { return new IntakeEvent.RequestUrged("怎么还没人来"); }

  private static DispatchEvent overdue() { return new DispatchEvent.FeedbackOverdue(LUGU, DUE); }

  private static Story late(SupervisionEvent... more) {
    return given(java.util.stream.Stream.concat(java.util.stream.Stream.of(received(), registered(), dispatched(1), signed(), overdue(), scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE)),
        java.util.stream.Stream.of(more)).toArray(cn.jsjb.event.ComplaintEvent[]::new));
  }

  @Test void an_overdue_unit_is_reminded_once() {
    late().whenPoliciesAreAskedAt(at(5)).then(urged(1, UrgeCause.OVERDUE));
    late(urged(1, UrgeCause.OVERDUE)).whenPoliciesAreAskedAt(at(6)).thenNothing();
  }

  @Test void three_days_later_without_feedback_it_is_ordered_and_stays_where_it_is() {
    Instant after = at(4).plus(Duration.ofDays(3));
    late(urged(1, UrgeCause.OVERDUE)).whenPoliciesAreAskedAt(after.minusMillis(1)).thenNothing();
    late(urged(1, UrgeCause.OVERDUE)).whenPoliciesAreAskedAt(after).then(beside(1, SupervisionCause.OVERDUE, "FEEDBACK_OVERDUE", LUGU, 1, after));
    Story ordered = late(urged(1, UrgeCause.OVERDUE), beside(1, SupervisionCause.OVERDUE, "FEEDBACK_OVERDUE", LUGU, 1, after));
    assertEquals(Stage.AWAITING_CALLBACK, ordered.state().life().stage());
    assertEquals(1, ordered.state().life().round());
    assertEquals(Escalation.FIRST_HANDLING, ordered.state().escalation());
    ordered.whenPoliciesAreAskedAt(after.plus(Duration.ofDays(9))).thenNothing();
  }

  @Test void once_both_are_told_nobody_is_reminded_any_more() {
    given(received(), registered(), dispatched(1), signed(), overdue(), scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE), contacted(), repliedToClaimant(), reported())
        .whenPoliciesAreAskedAt(at(999)).thenNothing();
  }

  @Test void the_claimant_urges_twice_and_the_unit_is_reminded_thrice_and_it_is_ordered() {
    given(received(), registered(), dispatched(1), urge()).whenPoliciesAreAskedAt(NOW).thenNothing();
    given(received(), registered(), dispatched(1), urge(), urge()).whenPoliciesAreAskedAt(NOW).then(urged(1, UrgeCause.CLAIMANT_URGES));
    given(received(), registered(), dispatched(1), urge(), urge(), urged(1, UrgeCause.CLAIMANT_URGES)).whenPoliciesAreAskedAt(NOW).thenNothing();
    given(received(), registered(), dispatched(1), urge(), urge(), urged(1, UrgeCause.CLAIMANT_URGES), urge()).whenPoliciesAreAskedAt(NOW)
        .then(beside(1, SupervisionCause.CLAIMANT_URGES, "URGED_AGAIN_AND_AGAIN", LUGU, 1, NOW));
    // Another round counts anew.
    given(received(), registered(), dispatched(1), urge(), scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE), unresolved(1), rework(2), dispatched(2), urge()).whenPoliciesAreAskedAt(NOW).thenNothing();
  }

  @Test void a_breached_commitment_brings_an_order_to_its_issuer_also_after_the_ticket_was_closed() {
    DispatchEvent breached = new DispatchEvent.CommitmentBreached(1, 2, "110107", DUE);
    Story story = replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED), breached);
    story.whenPoliciesAreAskedAt(NOW).then(beside(1, SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 2", "110107", 1, NOW));
    Story ordered = replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED), breached, beside(1, SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 2", "110107", 1, NOW));
    assertEquals(Stage.CLOSED, ordered.state().life().stage());
    ordered.whenPoliciesAreAskedAt(NOW).thenNothing();
    replied(breached, new DispatchEvent.CommitmentBreached(1, 3, "110107", DUE), beside(1, SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 2", "110107", 1, NOW))
        .whenPoliciesAreAskedAt(at(20)).then(beside(1, SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 3", "110107", 2, at(20)));
  }

  @Test void who_is_ordered_and_does_not_have_the_ticket_sees_the_order_and_nothing_else_of_it() {
    SupervisionOrdered toDistrict = beside(1, SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 2", "110107", 1, NOW);
    Story ordered = replied(toDistrict, beside(1, SupervisionCause.OVERDUE, "FEEDBACK_OVERDUE", LUGU, 2, NOW));
    TicketView whole = TicketView.of("c1", ordered.state());
    assertEquals(2, whole.orders().size());
    TicketView shown = TicketView.toOrdered("c1", ordered.state(), "110107"::equals);
    assertEquals(List.of(new Orders.Order(1, SupervisionLevel.CITY, List.of("110107"), List.of("110107"), toDistrict.replyBy(), SupervisionCause.COMMITMENT_BREACHED, "commitment 1, obligation 2")), shown.orders());
    assertEquals(whole.ticketNo(), shown.ticketNo());
    assertEquals(new TicketView("c1", whole.ticketNo(), null, null, null, null, null, null, null, null, 0, null, null, null, List.of(), null, null, null, List.of(), List.of(), null, shown.orders(), 0, null), shown);
    assertEquals(",110107,110107011,", ordered.state().loop().orders().ordered());
    assertEquals(null, replied(toDistrict, new SupervisionReplied(1, "110107", "已办", List.of()), new SupervisionClosed(1, "x", "y")).state().loop().orders().ordered());
  }

  @Test void a_broken_promise_of_a_deferral_brings_an_order_to_the_unit() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, DUE, "x", "b"), new DispatchEvent.DeferralExpired(1, LUGU, DUE))
        .whenPoliciesAreAskedAt(at(6)).then(beside(1, SupervisionCause.PROMISE_BROKEN, "deferral 1", LUGU, 1, at(6)));
  }

  @Test void the_unit_answers_and_the_order_is_closed() {
    SupervisionOrdered order = beside(1, SupervisionCause.OVERDUE, "FEEDBACK_OVERDUE", LUGU, 1, NOW);
    Story ordered = given(received(), registered(), dispatched(1), order);
    ordered.when(o -> Ordering.decide(o, reply(LUGU, 1))).then(new SupervisionReplied(1, LUGU, "已整改", List.of()));
    ordered.when(o -> Ordering.decide(o, reply(BABAOSHAN, 1))).thenRefused(Reason.NO_OPEN_ORDER);
    ordered.when(o -> Ordering.decide(o, reply(LUGU, 2))).thenRefused(Reason.NO_OPEN_ORDER);
    ordered.when(o -> Ordering.decide(o, close(null, true))).thenRefused(Reason.REPLY_MISSING);
    Story answered = given(received(), registered(), dispatched(1), order, new SupervisionReplied(1, LUGU, "已整改", List.of()));
    answered.when(o -> Ordering.decide(o, reply(LUGU, 1))).thenRefused(Reason.NO_OPEN_ORDER);
    answered.when(o -> Ordering.decide(o, close("110107", true))).thenRefused(Reason.OTHER_UNIT);
    answered.when(o -> Ordering.decide(o, close(null, true))).then(new SupervisionClosed(1, "整改到位", "supervisor:wang"));
    Story closed = given(received(), registered(), dispatched(1), order, new SupervisionReplied(1, LUGU, "已整改", List.of()), new SupervisionClosed(1, "整改到位", "supervisor:wang"));
    assertTrue(closed.state().loop().orders().open().isEmpty());
    closed.when(o -> Ordering.decide(o, close(null, true))).thenRefused(Reason.NO_OPEN_ORDER);
  }

  @Test void a_person_reminds_while_feedback_is_owed() {
    given(received(), registered(), dispatched(1)).when(o -> Reminding.decide(o, new Remind("c1", "请尽快联系", unit -> true), "2019.1")).then(new UrgeIssued(1, LUGU, UrgeCause.BY_HAND, "请尽快联系", "2019.1"));
    given(received(), registered(), dispatched(1)).when(o -> Reminding.decide(o, new Remind("c1", "请尽快联系", unit -> false), "2019.1")).thenRefused(Reason.OTHER_UNIT);
    replied().when(o -> Reminding.decide(o, new Remind("c1", "请尽快联系", unit -> true), "2019.1")).thenRefused(Reason.NOT_IN_THIS_STATE);
    given(received(), registered()).when(o -> Reminding.decide(o, new Remind("c1", "请尽快联系", unit -> true), "2019.1")).thenRefused(Reason.NOT_IN_THIS_STATE);
  }

  private static Reply reply(String unit, int number) { return new Reply("c1", number, unit, "已整改", List.of()); }

  private static Close close(String district, boolean sees) { return new Close("c1", 1, "整改到位", "supervisor:wang", district, unit -> sees); }
}
