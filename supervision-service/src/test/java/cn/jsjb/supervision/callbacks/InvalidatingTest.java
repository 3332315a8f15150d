package cn.jsjb.supervision.callbacks;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackInvalidated;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Invalidation;
import cn.jsjb.event.SupervisionEvent.ReworkOrdered;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.callbacks.Invalidating.Invalidate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InvalidatingTest {
  private static final Instant NOW = at(48);
  private static final Instant AGAIN = NOW.plus(Duration.ofDays(1));

  private static Story.Then check(Story story, int round) { return story.when(o -> Invalidating.decide(o, new Invalidate("c1", round, "未听完", "110000D30"), TERMS.at(NOW), NOW)); }

  private static SupervisionEvent invalidated(int round, Instant again) { return new CallbackInvalidated(round, Invalidation.QUALITY_CHECK, "未听完", again, "110000D30", "2019.1"); }

  @Test void closed_on_answers_that_cannot_stand_he_is_called_again_within_a_day() {
    check(replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)), 1).then(invalidated(1, AGAIN));
    Oversight o = replied(attempted(1, 1), calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED), invalidated(1, AGAIN)).state();
    assertEquals(Stage.AWAITING_CALLBACK, o.life().stage());
    assertNull(o.closed());
    assertNull(o.answers());
    assertEquals(0, o.present().attempts());
    assertEquals(AGAIN, o.present().latestAt());
    assertTrue(o.present().struck().resolved(), "what he said is kept");
    assertEquals(Absence.CALLBACK_INVALIDATED, replied(unresolved(1), rework(2), dispatched(2), calledBack(2, true, Satisfaction.SATISFIED), invalidated(2, AGAIN)).state()
        .contribution(Catalogue.get().assessment()).why());
  }

  @Test void called_again_dissatisfied_it_goes_back_to_the_unit() {
    replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED), invalidated(1, AGAIN), unresolved(1)).whenPoliciesAreAsked().then(new ReworkOrdered(2, "UNRESOLVED"));
  }

  @Test void in_rework_the_next_callback_comes_anyway() {
    check(replied(unresolved(1), rework(2), dispatched(2)), 1).then(invalidated(1, null));
    assertEquals(Stage.DISPATCHED, replied(unresolved(1), rework(2), dispatched(2), invalidated(1, null)).state().life().stage());
  }

  @Test void only_the_newest_answers_can_be_struck_out_and_only_once() {
    check(replied(), 1).thenRefused(Reason.NO_ANSWERS_TO_INVALIDATE);
    check(replied(unresolved(1), rework(2), dispatched(2), repliedToClaimant(), reported(), calledBack(2, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)), 1)
        .thenRefused(Reason.NO_ANSWERS_TO_INVALIDATE);
    check(replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED), invalidated(1, AGAIN)), 1).thenRefused(Reason.NO_ANSWERS_TO_INVALIDATE);
  }
}
