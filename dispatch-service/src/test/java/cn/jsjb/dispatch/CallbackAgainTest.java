package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What supervision says about a ticket that the unit thought was over, or beside its handling. */
class CallbackAgainTest {
  private static final Instant LATER = Story.at("2026-06-01T12:00+08:00");

  private static Story<Ticket> closed() {
    return pending().given(dispatchedTo(LUGU), signed(), contacted(), replied(), reported(),
        new SupervisionEvent.CallbackCompleted(1, true, true, false, Satisfaction.SATISFIED, CallbackChannel.PHONE, List.of(), null),
        new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED));
  }

  private static SupervisionEvent invalidated(Instant again) { return new SupervisionEvent.CallbackInvalidated(1, SupervisionEvent.Invalidation.QUALITY_CHECK, "未听完", again, "b", "2019.1"); }

  @Test void an_invalidated_callback_gives_a_closed_ticket_back_to_its_unit_and_supervision_reaches_it() {
    Story<Ticket> story = closed().given(invalidated(LATER));
    assertEquals(Stage.AWAITING_CALLBACK, story.state().stage());
    Ticket.Handling again = assertInstanceOf(Ticket.Handling.class, story.state());
    assertEquals(LUGU, again.assignment().unit());
    story.given(new SupervisionEvent.SupervisionOrdered(2, "UNRESOLVED", null, LATER));
    assertEquals(Stage.SUPERVISED, story.state().stage());
    assertEquals(LATER, assertInstanceOf(Ticket.Handling.class, story.state()).assignment().dueAt());
  }

  @Test void without_another_call_a_closed_ticket_stays_closed() {
    assertInstanceOf(Ticket.Ended.class, closed().given(invalidated(null)).state());
  }

  @Test void an_order_beside_the_handling_changes_neither_stage_nor_limit() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), signed(), contacted());
    Ticket.Handling before = assertInstanceOf(Ticket.Handling.class, story.state());
    story.given(new SupervisionEvent.SupervisionOrdered(1, "FEEDBACK_OVERDUE", null, null, 1, SupervisionLevel.CITY, SupervisionCause.OVERDUE, List.of(LUGU), LATER, "2019.1"));
    Ticket.Handling after = assertInstanceOf(Ticket.Handling.class, story.state());
    assertEquals(before.assignment(), after.assignment());
    assertEquals(Stage.HANDLING, after.stage());
    closed().given(new SupervisionEvent.SupervisionOrdered(1, "commitment 1, obligation 1", null, null, 1, SupervisionLevel.CITY, SupervisionCause.COMMITMENT_BREACHED, List.of(SHIJINGSHAN), LATER, "2019.1"));
    assertInstanceOf(Ticket.Ended.class, closed().state());
  }
}
