package cn.jsjb.supervision.lookingback;

import static cn.jsjb.supervision.Story.*;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.LookBackRecorded;
import cn.jsjb.event.SupervisionEvent.LookBackResult;
import cn.jsjb.event.SupervisionEvent.LookBackScheduled;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.lookingback.LookingBack.Record;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookingBackTest {
  /** Closed with the fifth fact. */
  private static final Instant CLOSED_AT = at(4);
  private static final Instant THIRTY = CLOSED_AT.plus(Duration.ofDays(30));
  private static final Instant NINETY = CLOSED_AT.plus(Duration.ofDays(90));

  private static Story closedComplex(ComplaintEvent... more) {
    return given(Stream.concat(Stream.of(received(), registered(), complex(), calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)), Stream.of(more)).toArray(ComplaintEvent[]::new));
  }

  private static SupervisionEvent due(int number, Instant at) { return new LookBackScheduled(number, CLOSED_AT, at.plus(Duration.ofDays(14)), "2019.1"); }

  private static SupervisionEvent found(int number, LookBackResult result, boolean reopens) { return new LookBackRecorded(number, result, "现场查看", List.of("photo"), reopens, "supervisor:wang"); }

  private static Story.Then record(Story story, int number, LookBackResult result, boolean reopens, String unit) {
    return story.when(o -> LookingBack.decide(o, new Record("c1", number, result, "现场查看", List.of("photo"), reopens, unit, "supervisor:wang")));
  }

  @Test void thirty_days_after_a_complex_ticket_was_closed_it_is_looked_at_again() {
    closedComplex().whenPoliciesAreAskedAt(THIRTY.minusMillis(1)).thenNothing();
    closedComplex().whenPoliciesAreAskedAt(THIRTY).then(due(1, THIRTY));
    closedComplex(due(1, THIRTY)).whenPoliciesAreAskedAt(NINETY.minusMillis(1)).thenNothing();
  }

  @Test void and_ninety_days_after_when_the_first_look_is_done() {
    closedComplex(due(1, THIRTY)).whenPoliciesAreAskedAt(NINETY).thenNothing();
    closedComplex(due(1, THIRTY), found(1, LookBackResult.HOLDS, false)).whenPoliciesAreAskedAt(NINETY.minusMillis(1)).thenNothing();
    closedComplex(due(1, THIRTY), found(1, LookBackResult.HOLDS, false)).whenPoliciesAreAskedAt(NINETY).then(due(2, NINETY));
    closedComplex(due(1, THIRTY), found(1, LookBackResult.HOLDS, false), due(2, NINETY), found(2, LookBackResult.HOLDS, false)).whenPoliciesAreAskedAt(NINETY.plus(Duration.ofDays(900))).thenNothing();
  }

  @Test void ordinary_withdrawn_and_reopened_tickets_are_not() {
    replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)).whenPoliciesAreAskedAt(NINETY).thenNothing();
    given(received(), registered(), complex(), withdrawn(), closed(CloseKind.WITHDRAWN)).whenPoliciesAreAskedAt(NINETY).thenNothing();
    closedComplex(new TicketReopened("又来了")).whenPoliciesAreAskedAt(NINETY).thenNothing();
  }

  @Test void somebody_else_records_what_he_found() {
    record(closedComplex(due(1, THIRTY)), 1, LookBackResult.RECURRED, true, null).then(found(1, LookBackResult.RECURRED, true));
    record(closedComplex(due(1, THIRTY)), 1, LookBackResult.HOLDS, false, "110000D05").then(found(1, LookBackResult.HOLDS, false));
    record(closedComplex(due(1, THIRTY)), 1, LookBackResult.HOLDS, true, null).thenRefused(Reason.FIELD_INVALID);
    record(closedComplex(due(1, THIRTY)), 1, LookBackResult.HOLDS, false, LUGU).thenRefused(Reason.OWN_TICKET_LOOKED_BACK_AT);
    record(closedComplex(due(1, THIRTY)), 2, LookBackResult.HOLDS, false, null).thenRefused(Reason.NO_SUCH_LOOK_BACK);
    record(closedComplex(), 1, LookBackResult.HOLDS, false, null).thenRefused(Reason.NO_SUCH_LOOK_BACK);
    record(closedComplex(due(1, THIRTY), found(1, LookBackResult.HOLDS, false)), 1, LookBackResult.HOLDS, false, null).thenRefused(Reason.NO_SUCH_LOOK_BACK);
  }

  @Test void what_came_back_is_opened_again_and_closed_again_it_starts_over() {
    closedComplex(due(1, THIRTY), found(1, LookBackResult.RECURRED, true)).whenPoliciesAreAskedAt(THIRTY).then(new TicketReopened("LOOK_BACK/1"));
    closedComplex(due(1, THIRTY), found(1, LookBackResult.RECURRED, false)).whenPoliciesAreAskedAt(THIRTY).thenNothing();
    Story again = closedComplex(due(1, THIRTY), found(1, LookBackResult.RECURRED, true), new TicketReopened("LOOK_BACK/1"), closed(CloseKind.SATISFIED));
    again.whenPoliciesAreAskedAt(at(8).plus(Duration.ofDays(30))).then(new LookBackScheduled(2, at(8), at(8).plus(Duration.ofDays(44)), "2019.1"));
  }
}
