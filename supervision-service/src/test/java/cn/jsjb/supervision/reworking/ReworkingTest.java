package cn.jsjb.supervision.reworking;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.ReworkOrdered;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.supervision.reworking.Supervising.OrderSupervision;
import cn.jsjb.supervision.reworking.Supervising.Reopen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReworkingTest {
  private static final Instant NOW = at(48);
  private static final Instant HALF_OF_SEVEN_DAYS = NOW.plus(Duration.ofHours(84));

  @Test void a_first_failure_goes_back_to_the_unit() {
    replied(unresolved(1)).whenPoliciesAreAsked().then(new ReworkOrdered(2, "UNRESOLVED"));
  }

  @Test void resolved_but_dissatisfied_is_a_failure() {
    replied(calledBack(1, true, Satisfaction.DISSATISFIED)).whenPoliciesAreAsked().then(new ReworkOrdered(2, "DISSATISFIED"));
  }

  @Test void resolved_in_part_is_not_resolved_however_satisfied() {
    replied(new CallbackCompleted(1, true, false, true, Satisfaction.BASICALLY_SATISFIED, CallbackChannel.SMS, List.of(), null))
        .whenPoliciesAreAsked().then(new ReworkOrdered(2, "PARTLY_RESOLVED"));
  }

  @Test void a_second_failure_comes_under_supervision_with_half_the_limit() {
    replied(unresolved(1), rework(2), dispatched(2), scheduled(2, CallbackReason.LIMIT_EXPIRED, DUE), unresolved(2))
        .whenPoliciesAreAsked().then(new SupervisionOrdered(3, "UNRESOLVED", null, HALF_OF_SEVEN_DAYS, 0, SupervisionLevel.CITY, SupervisionCause.UNSOLVED, List.of(LUGU), null, "2019.1"));
  }

  @Test void after_a_rework_order_supervision_waits() {
    replied(unresolved(1), rework(2)).whenPoliciesAreAsked().thenNothing();
  }

  @Test void a_person_puts_a_ticket_under_supervision() {
    given(received(), registered(), dispatched(1)).when(o -> Supervising.decide(o, order(null, true), Catalogue.get().limits(), NOW))
        .then(byHand(HALF_OF_SEVEN_DAYS));
    replied().when(o -> Supervising.decide(o, order(DUE, true), Catalogue.get().limits(), NOW)).then(byHand(DUE));
  }

  @Test void supervision_by_hand_has_its_bounds() {
    var limits = Catalogue.get().limits();
    given(received(), registered()).when(o -> Supervising.decide(o, order(null, true), limits, NOW)).thenRefused(Reason.NOT_IN_THIS_STATE);
    replied(unresolved(1), rework(2), supervised(3)).when(o -> Supervising.decide(o, order(null, true), limits, NOW)).thenRefused(Reason.NOT_IN_THIS_STATE);
    replied(closed(CloseKind.SATISFIED)).when(o -> Supervising.decide(o, order(null, true), limits, NOW)).thenRefused(Reason.NOT_IN_THIS_STATE);
    replied().when(o -> Supervising.decide(o, order(null, false), limits, NOW)).thenRefused(Reason.OTHER_UNIT);
    replied().when(o -> Supervising.decide(o, order(NOW, true), limits, NOW)).thenRefused(Reason.FIELD_INVALID);
    assertEquals(Reason.NOT_FOUND, ((Decision.Refused) Supervising.decide(null, order(null, true), limits, NOW)).refusal().reason());
  }

  @Test void supervised_by_hand_a_failure_is_the_last() {
    given(received(), registered(), dispatched(1), supervised(2), repliedToClaimant(), reported(), unresolved(2))
        .whenPoliciesAreAsked().then(closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION));
  }

  @Test void only_what_is_closed_is_reopened() {
    replied(closed(CloseKind.SATISFIED)).when(o -> Supervising.decide(o, new Reopen("c1", "又来了"))).then(new TicketReopened("又来了"));
    replied().when(o -> Supervising.decide(o, new Reopen("c1", "又来了"))).thenRefused(Reason.NOT_IN_THIS_STATE);
    assertEquals(Reason.NOT_FOUND, ((Decision.Refused) Supervising.decide(null, new Reopen("c1", "又来了"))).refusal().reason());
  }

  @Test void after_a_reopening_the_first_failure_is_a_rework_again() {
    replied(unresolved(1), rework(2), closed(CloseKind.SATISFIED), new TicketReopened("又来了"), dispatched(3), repliedToClaimant(), reported(), unresolved(3))
        .whenPoliciesAreAsked().then(new ReworkOrdered(4, "UNRESOLVED"));
  }

  private static SupervisionOrdered byHand(Instant due) {
    return new SupervisionOrdered(2, "BY_HAND", "限期解决", due, 1, SupervisionLevel.CITY, SupervisionCause.BY_HAND, List.of(LUGU), due, "2019.1");
  }

  private static OrderSupervision order(Instant dueAt, boolean sees) { return new OrderSupervision("c1", "BY_HAND", "限期解决", dueAt, unit -> sees); }
}
