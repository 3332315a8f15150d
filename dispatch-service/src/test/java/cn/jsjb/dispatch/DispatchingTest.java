package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 派单: the right unit, the grade and the limit. */
class DispatchingTest {
  private static TicketDispatched dispatch(Story<Ticket> story) { return story.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class); }

  @Test void a_street_matter_goes_straight_to_the_street_with_a_copy_to_its_district() {
    Story<Ticket> story = pending();
    TicketDispatched e = dispatch(story);
    assertEquals(LUGU, e.unit());
    assertEquals(Mode.DIRECT, e.mode());
    assertEquals(List.of(SHIJINGSHAN), e.copyTo());
    assertEquals(Story.at("2026-05-13T11:22+08:00"), e.dueAt());
    assertEquals(Story.at("2026-05-06T13:22+08:00"), e.signBy());
    assertTrue(e.versions().containsKey("dispatch") && e.versions().containsKey("limits"));
    assertEquals(Stage.DISPATCHED, story.state().stage());
    assertNull(story.state().matter().content(), "the words leave the state with the dispatch");
  }

  @Test void a_place_known_to_the_district_only_goes_to_the_district() {
    TicketDispatched e = dispatch(ticket().given(received(), registered(STREET_MATTER, Grade.GENERAL_7D, SHIJINGSHAN, null)));
    assertEquals(SHIJINGSHAN, e.unit());
    assertEquals(Mode.DISTRICT, e.mode());
    assertEquals(List.of(), e.copyTo());
  }

  @Test void a_place_nobody_knows_goes_to_the_bureau_for_consultation() {
    Story<Ticket> story = ticket().given(received(), registered(STREET_MATTER, Grade.GENERAL_7D, null, null));
    TicketDispatched e = dispatch(story);
    assertEquals(BUREAU, e.unit());
    assertEquals(Mode.CONSULTATION, e.mode());
    assertEquals(Stage.CONSULTING, story.state().stage());
  }

  @Test void the_reported_unit_never_gets_its_own_report() {
    TicketDispatched e = dispatch(ticket().given(received("鲁谷街道"), registered()));
    assertEquals(SHIJINGSHAN, e.unit());
  }

  @Test void the_district_hands_down_what_it_was_sent_within_itself_only() {
    Story<Ticket> story = ticket().given(received(), registered(STREET_MATTER, Grade.GENERAL_7D, SHIJINGSHAN, null));
    dispatch(story);
    story.when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo("110105001", "x", SHIJINGSHAN, true), RULES, now)).refused(Reason.OTHER_UNIT);
    TicketDispatched e = story.when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(LUGU, "在鲁谷", SHIJINGSHAN, true), RULES, now)).accepted(TicketDispatched.class);
    assertEquals(LUGU, e.unit());
    assertEquals(2, e.hop());
  }

  @Test void rework_goes_back_to_the_same_unit_with_half_the_limit() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), signed(), contacted(), replied(), reported(),
        new SupervisionEvent.CallbackCompleted(1, true, false, false, SupervisionEvent.Satisfaction.DISSATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null),
        new SupervisionEvent.ReworkOrdered(2, "未解决")).on("2026-05-14T10:00+08:00");
    TicketDispatched e = dispatch(story);
    assertEquals(LUGU, e.unit());
    assertEquals(2, e.round());
    assertEquals(Story.at("2026-05-17T22:00+08:00"), e.dueAt());
    story.when((t, now) -> cn.jsjb.dispatch.signing.Signing.decide(t, new cn.jsjb.dispatch.signing.Signing.Sign(LUGU, "x"))).accepted(DispatchEvent.AssignmentSigned.class);
  }

  @Test void a_ticket_that_is_being_handled_is_not_dispatched_again() {
    pending().given(dispatchedTo(LUGU), signed()).when((t, now) -> Dispatching.decide(t, RULES, now)).refused(Reason.NOT_IN_THIS_STATE);
    pending().given(dispatchedTo(LUGU)).when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(BAJIAO, "x", null, false), RULES, now)).refused(Reason.NOT_IN_THIS_STATE);
    pending().when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo("nowhere", "x", null, false), RULES, now)).refused(Reason.UNKNOWN_UNIT);
  }

  @Test void an_emergency_also_reaches_the_utility() {
    var emergency = RULES.dispatch().entries().stream().filter(en -> en.alsoNotify() != null).findFirst().orElseThrow();
    String category = RULES.categories().all().stream().filter(c -> c.code().startsWith(emergency.category())).findFirst().orElseThrow().code();
    TicketDispatched e = dispatch(ticket().given(received(), registered(category, Grade.URGENT_2H, SHIJINGSHAN, LUGU)));
    assertEquals(LUGU, e.unit());
    assertEquals(2, e.copyTo().size(), "the district and the one that must come at once: " + e.copyTo());
    assertEquals(Story.at("2026-05-06T13:22+08:00"), e.dueAt());
  }
}
