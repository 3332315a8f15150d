package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.dispatching.WhenTicketIsPendingThenDispatch;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the hotline's desk decides is respected by dispatching. */
class DeskDecisionsTest {
  private static final WhenTicketIsPendingThenDispatch POLICY = new WhenTicketIsPendingThenDispatch(() -> RULES);

  private static ComplaintEvent atDesk() {
    IntakeEvent.TicketRegistered e = (IntakeEvent.TicketRegistered) registered();
    return new IntakeEvent.TicketRegistered(e.requestType(), e.classification(), e.location(), true);
  }

  @Test void what_lies_at_the_desk_is_not_dispatched_until_it_is_released() {
    Story<Ticket> story = ticket().given(received(), atDesk());
    assertNull(POLICY.dueAt(story.state()));
    assertEquals(Stage.REGISTERED, story.state().stage());
    story.given(new IntakeEvent.TicketReleased("x"));
    assertEquals(LUGU, story.when(POLICY::decide).accepted(TicketDispatched.class).unit());
  }

  /** REG §12(2): the unit is not known, the district is; where not even that is known, the bureau. */
  @Test void what_nobody_decided_in_time_goes_to_the_district_or_to_the_bureau() {
    Story<Ticket> story = ticket().given(received(), atDesk(), new IntakeEvent.TicketReleased("x", true));
    TicketDispatched dispatched = story.when(POLICY::decide).accepted(TicketDispatched.class);
    assertEquals("110107", dispatched.unit());
    IntakeEvent.TicketRegistered e = (IntakeEvent.TicketRegistered) atDesk();
    Story<Ticket> nowhere = ticket().given(received(), new IntakeEvent.TicketRegistered(e.requestType(), e.classification(), new IntakeEvent.Location(cn.jsjb.event.Place.UNKNOWN, 0, List.of(), "t"), true,
        List.of(IntakeEvent.Doubt.CLASSIFICATION)), new IntakeEvent.TicketReleased("x", true));
    assertEquals(cn.jsjb.event.DispatchEvent.Mode.CONSULTATION, nowhere.when(POLICY::decide).accepted(TicketDispatched.class).mode());
  }

  @Test void what_the_desk_settled_is_nobodys_work_even_if_it_was_dispatched_in_between() {
    for (ComplaintEvent settled : List.of(new IntakeEvent.InquiryAnswered("a", "KB-001", "1"), new IntakeEvent.TicketDiverted(IntakeEvent.Target.FIRE_119, "x"),
        new IntakeEvent.TicketDeclined(IntakeEvent.Ground.SECRET, "x", null))) {
      assertNull(POLICY.dueAt(ticket().given(received(), atDesk(), settled).state()));
      assertInstanceOf(Ticket.Ended.class, pending().given(dispatchedTo(LUGU), settled).state());
      Story<Ticket> story = pending().given(dispatchedTo(LUGU), settled, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.NOT_ASSESSED), new SupervisionEvent.TicketReopened("x"));
      assertEquals(LUGU, story.when(POLICY::decide).accepted(TicketDispatched.class).unit(), "a reopened one is handled");
    }
  }

  @Test void what_is_out_of_scope_is_dispatched_to_the_unit_that_may_guide() {
    String market = RULES.units().cityUnit("MARKET").orElseThrow().code();
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), new IntakeEvent.ScopeOversightReferred(market, "请指导"));
    TicketDispatched e = story.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
    assertEquals(market, e.unit());
    assertEquals(2, e.hop());
    assertNull(POLICY.dueAt(story.state()));
  }

  @Test void a_member_of_a_group_is_not_handled_twice_and_goes_on_alone_when_the_group_ends() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), new IntakeEvent.GroupJoined("c-0", "RX260506-000000000"));
    assertInstanceOf(Ticket.Ended.class, story.state());
    assertEquals(Stage.LINKED, story.state().stage());
    story.given(new IntakeEvent.GroupLeft("x"));
    assertEquals(LUGU, story.when(POLICY::decide).accepted(TicketDispatched.class).unit());
  }

  @Test void a_member_that_is_not_content_with_the_groups_answer_is_handled_for_itself() {
    Story<Ticket> story = pending().given(new IntakeEvent.GroupJoined("c-0", "RX260506-000000000"), new IntakeEvent.GroupAnswered("c-0", LUGU, "已恢复", Instant.EPOCH));
    assertEquals(Stage.REPLIED, story.state().stage());
    assertNull(POLICY.dueAt(story.state()));
    story.given(new SupervisionEvent.ReworkOrdered(2, "x"));
    TicketDispatched e = story.when(POLICY::decide).accepted(TicketDispatched.class);
    assertEquals(2, e.round());
  }
}
