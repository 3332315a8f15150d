package cn.jsjb.supervision.deadlines;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test void the_limit_expires_and_the_hotline_calls_back_within_a_day() {
    given(received(), registered(), dispatched(1), signed()).whenPoliciesAreAskedAt(DUE).then(scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE.plus(DAY)));
  }

  @Test void before_the_limit_nothing_happens() {
    given(received(), registered(), dispatched(1), signed()).whenPoliciesAreAskedAt(DUE.minusMillis(1)).thenNothing();
  }

  @Test void an_extended_limit_expires_later() {
    var extended = given(received(), registered(), dispatched(1), signed(), new DispatchEvent.TimeLimitExtended(LUGU, DUE.plus(DAY), "法定事由", START));
    extended.whenPoliciesAreAskedAt(DUE).thenNothing();
    extended.whenPoliciesAreAskedAt(DUE.plus(DAY)).then(scheduled(1, CallbackReason.LIMIT_EXPIRED, DUE.plus(DAY).plus(DAY)));
  }

  @Test void both_told_and_a_day_later_the_hotline_calls_back_early() {
    replied().whenPoliciesAreAskedAt(at(6).plus(DAY).minusMillis(1)).thenNothing();
    replied().whenPoliciesAreAskedAt(at(6).plus(DAY)).then(scheduled(1, CallbackReason.BOTH_TOLD, DUE.plus(DAY)));
  }

  @Test void early_callbacks_can_be_switched_off_and_moved() {
    var off = new WhenBothAreToldThenCallBack(new CallbackTerms(Catalogue.get().limits(), Optional.of(false), Optional.empty()));
    assertNull(off.dueAt(replied().state()));
    var sooner = new WhenBothAreToldThenCallBack(new CallbackTerms(Catalogue.get().limits(), Optional.empty(), Optional.of(Duration.ofMinutes(5))));
    assertEquals(at(6).plus(Duration.ofMinutes(5)), sooner.dueAt(replied().state()));
  }

  @Test void what_is_scheduled_is_not_scheduled_again() {
    replied(scheduled(1, CallbackReason.BOTH_TOLD, DUE)).whenPoliciesAreAskedAt(DUE.plus(DAY)).thenNothing();
  }

  @Test void waiting_for_dispatch_no_limit_runs() {
    given(received(), registered()).whenPoliciesAreAskedAt(DUE.plus(DAY)).thenNothing();
    given(received(), registered(), dispatched(1), new DispatchEvent.ObjectionUpheld(1, BABAOSHAN, "不属职责")).whenPoliciesAreAskedAt(DUE.plus(DAY)).thenNothing();
    replied(unresolved(1), rework(2)).whenPoliciesAreAskedAt(DUE.plus(DAY)).thenNothing();
  }

  @Test void a_supervised_round_has_its_own_limit() {
    replied(unresolved(1), rework(2), dispatched(2), supervised(3)).whenPoliciesAreAskedAt(DUE).then(scheduled(3, CallbackReason.LIMIT_EXPIRED, DUE.plus(DAY)));
  }

  @Test void nobody_is_called_back_about_an_inquiry() {
    given(received(RequestType.INQUIRY), registered(), dispatched(1)).whenPoliciesAreAskedAt(DUE.plus(DAY)).thenNothing();
  }
}
