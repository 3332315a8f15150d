package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.dispatch.consulting.Consulting;
import cn.jsjb.dispatch.consulting.Consulting.Speaker;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.dispatching.WhenTicketIsHandedToAndFroThenEscalate;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.objecting.WhenObjectionIsNotDecidedThenSaySo;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 会商、现场划分责任、派单异议 and what comes of a ticket that is handed to and fro. */
class ConsultingTest {
  private static final Speaker BUREAU_SPEAKS = new Speaker(null, false), DISTRICT_SPEAKS = new Speaker(SHIJINGSHAN, true), LUGU_SPEAKS = new Speaker(LUGU, false);
  private static final String GUCHENG = "110107009", CHAOYANG_STREET = "110105001";

  private static Story<Ticket> queued() {
    Story<Ticket> story = ticket().given(received(), registered(STREET_MATTER, cn.jsjb.catalogue.Grade.GENERAL_7D, null, null));
    dispatch(story);
    return story;
  }

  private static TicketDispatched dispatch(Story<Ticket> story) { return story.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class); }

  private static Story.Then<Ticket> open(Story<Ticket> story, Speaker by, ConsultationKind kind, String... participants) {
    return story.when((t, now) -> Consulting.decide(t, new Consulting.Open(by, kind, "权属不清", List.of(participants), "南门"), RULES, now));
  }

  private static Story.Then<Ticket> conclude(Story<Ticket> story, Speaker by, int n, String chosen, boolean binding, Consulting.Share... shares) {
    return story.when((t, now) -> Consulting.decide(t, new Consulting.Conclude(by, n, null, "一致同意", chosen, binding, List.of(shares)), RULES, now));
  }

  private static Story.Then<Ticket> object(Story<Ticket> story, String by, String suggested) {
    return story.when((t, now) -> Objecting.decide(t, new Objecting.ObjectTo(by, ObjectionGround.NOT_MY_AREA, "属地管理", suggested, null), RULES, now));
  }

  private static Story.Then<Ticket> review(Story<Ticket> story, int n, String newUnit) {
    return story.when((t, now) -> Objecting.decide(t, new Objecting.Decide(n, newUnit != null, newUnit, "审核", null), RULES, now));
  }

  // before dispatch

  @Test void a_hard_case_is_settled_before_dispatch() {
    Story<Ticket> story = queued();
    open(story, LUGU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, BAJIAO).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    open(story, DISTRICT_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, BAJIAO).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    open(story, BUREAU_SPEAKS, ConsultationKind.ON_SITE, LUGU, BAJIAO).refused(Reason.NOT_IN_THIS_STATE);
    open(story, BUREAU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, "nobody").refused(Reason.UNKNOWN_UNIT);
    open(story, BUREAU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, BAJIAO, BAJIAO).then(new ConsultationOpened(1, ConsultationKind.BEFORE_DISPATCH, "权属不清", List.of(LUGU, BAJIAO), "南门", BUREAU));
    assertTrue(((Ticket.Handling) story.state()).concerns(BAJIAO), "who takes part sees what it is about");
    open(story, BUREAU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU).refused(Reason.CONSULTATION_OPEN);
    story.when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(LUGU, "x", null, false), RULES, now)).refused(Reason.CONSULTATION_OPEN);
    conclude(story, BUREAU_SPEAKS, 2, LUGU, false).refused(Reason.NO_OPEN_CONSULTATION);
    conclude(story, BUREAU_SPEAKS, 1, BUREAU, false).refused(Reason.SAME_UNIT);
    conclude(story, BUREAU_SPEAKS, 1, LUGU, false, new Consulting.Share(GUCHENG, "x", null)).refused(Reason.NOT_A_PARTICIPANT);
    conclude(story, BUREAU_SPEAKS, 1, LUGU, false, new Consulting.Share(BAJIAO, "提供产权资料", null)).accepted(ConsultationConcluded.class);
    assertEquals(Stage.PENDING_DISPATCH, story.state().stage());
    TicketDispatched e = dispatch(story);
    assertEquals(LUGU, e.unit());
    assertEquals(2, e.hop());
    Duty duty = ((Ticket.Handling) story.state()).duty();
    assertEquals(List.of(BAJIAO), duty.parts().stream().filter(Part::isOpen).map(Part::unit).toList(), "what was divided stays divided");
    assertTrue(duty.parts().getFirst().dueAt().isBefore(e.dueAt()));
    assertNull(duty.designated());
    object(story, LUGU, BAJIAO).accepted(DispatchObjected.class);
  }

  @Test void the_reported_unit_is_not_chosen_however_its_name_is_written() {
    Story<Ticket> story = ticket().given(received("北京市石景山区鲁谷街道办事处"), registered(STREET_MATTER, cn.jsjb.catalogue.Grade.GENERAL_7D, null, null));
    dispatch(story);
    open(story, BUREAU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, BAJIAO).accepted(ConsultationOpened.class);
    conclude(story, BUREAU_SPEAKS, 1, LUGU, true).refused(Reason.UNIT_IS_THE_REPORTED_PARTY);
    assertEquals(SHIJINGSHAN, dispatch(ticket().given(received("鲁谷街道办"), registered())).unit());
    assertEquals(SHIJINGSHAN, dispatch(ticket().given(received("石景山区鲁谷街道"), registered())).unit());
    assertEquals(LUGU, dispatch(ticket().given(received("鲁谷街道某超市"), registered())).unit(), "a shop in the street is not the street");
  }

  // on the spot

  @Test void on_the_spot_the_first_responder_divides_the_work_and_keeps_the_ticket() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), signed());
    open(story, LUGU_SPEAKS, ConsultationKind.BEFORE_DISPATCH, URBAN_ENFORCEMENT).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    open(story, new Speaker(BAJIAO, false), ConsultationKind.ON_SITE, URBAN_ENFORCEMENT).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    open(story, LUGU_SPEAKS, ConsultationKind.ON_SITE, URBAN_ENFORCEMENT, WATER).accepted(ConsultationOpened.class);
    conclude(story, LUGU_SPEAKS, 1, URBAN_ENFORCEMENT, false).refused(Reason.ON_SITE_KEEPS_THE_TICKET);
    ConsultationConcluded e = conclude(story, LUGU_SPEAKS, 1, LUGU, false, new Consulting.Share(URBAN_ENFORCEMENT, "清理摊点", null), new Consulting.Share(WATER, "修复井盖", Story.at("2026-05-10T00:00+08:00")))
        .accepted(ConsultationConcluded.class);
    assertEquals(List.of(1, 2), e.divisions().stream().map(Division::number).toList());
    assertEquals(LUGU, story.state().life().unit());
    assertEquals(Stage.SIGNED, story.state().stage());
    assertEquals(2, ((Ticket.Handling) story.state()).duty().parts().size());
  }

  @Test void a_district_designates_inside_itself_only() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), signed());
    open(story, new Speaker("110105", true), ConsultationKind.ON_SITE, BAJIAO).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    open(story, DISTRICT_SPEAKS, ConsultationKind.ON_SITE, LUGU, BAJIAO).accepted(ConsultationOpened.class);
    conclude(story, DISTRICT_SPEAKS, 1, CHAOYANG_STREET, true).refused(Reason.OTHER_UNIT);
    conclude(story, DISTRICT_SPEAKS, 1, BAJIAO, true).accepted(ConsultationConcluded.class);
    dispatch(story);
    object(story, BAJIAO, LUGU).refused(Reason.DESIGNATED);
  }

  // handed on

  private static Story<Ticket> handedOnTwice(String third) {
    Story<Ticket> story = pending();
    dispatch(story);
    object(story, LUGU, BAJIAO).accepted(DispatchObjected.class);
    review(story, 1, BAJIAO).accepted(ObjectionUpheld.class);
    assertEquals(2, dispatch(story).hop());
    object(story, BAJIAO, third).accepted(DispatchObjected.class);
    review(story, 2, third).accepted(ObjectionUpheld.class);
    return story;
  }

  @Test void the_third_hop_is_a_consultation_and_its_designation_binds() {
    Story<Ticket> story = handedOnTwice(GUCHENG);
    story.when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(GUCHENG, "x", null, false), RULES, now)).refused(Reason.CONSULTATION_REQUIRED);
    TicketDispatched queue = dispatch(story);
    assertEquals(Mode.CONSULTATION, queue.mode());
    assertEquals(SHIJINGSHAN, queue.unit(), "all of them are streets of one district");
    assertEquals(Stage.CONSULTING, story.state().stage());
    story.when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(GUCHENG, "x", SHIJINGSHAN, true), RULES, now)).refused(Reason.CONSULTATION_REQUIRED);
    open(story, DISTRICT_SPEAKS, ConsultationKind.BEFORE_DISPATCH, LUGU, BAJIAO, GUCHENG).accepted(ConsultationOpened.class);
    conclude(story, DISTRICT_SPEAKS, 1, LUGU, false).refused(Reason.BINDING_REQUIRED);
    conclude(story, DISTRICT_SPEAKS, 1, LUGU, true).accepted(ConsultationConcluded.class);
    TicketDispatched last = dispatch(story);
    assertEquals(LUGU, last.unit());
    assertEquals(4, last.hop());
    object(story, LUGU, BAJIAO).refused(Reason.DESIGNATED);
    assertEquals(List.of(LUGU, BAJIAO, LUGU), ((Ticket.Handling) story.state()).duty().holders());
  }

  @Test void across_districts_the_bureau_consults() {
    assertEquals(BUREAU, dispatch(handedOnTwice(CHAOYANG_STREET)).unit());
  }

  @Test void ping_pong_is_told_once_and_brought_before_the_district() {
    var policy = new WhenTicketIsHandedToAndFroThenEscalate(RULES);
    Story<Ticket> story = handedOnTwice(GUCHENG);
    assertNull(policy.dueAt(story.state()));
    dispatch(story);
    assertEquals(story.now(), policy.dueAt(story.state()));
    PingPongDetected e = story.when(policy::decide).accepted(PingPongDetected.class);
    assertEquals(3, e.hops());
    assertEquals(2, e.returns());
    assertEquals(SHIJINGSHAN, e.escalatedTo());
    assertNull(policy.dueAt(story.state()));
  }

  @Test void giving_back_again_and_again_is_ping_pong_too() {
    var policy = new WhenTicketIsHandedToAndFroThenEscalate(RULES);
    Story<Ticket> story = pending();
    dispatch(story);
    for (int n = 1; n <= 2; n++) {
      object(story, LUGU, BAJIAO).accepted(DispatchObjected.class);
      review(story, n, n == 2 ? BAJIAO : null);
      story.given(n == 2 ? new ObjectionUpheld(n, BAJIAO, "x") : new ObjectionRejected(n, "x"));
      if (n == 2) {
        dispatch(story);
      }
    }
    assertNull(policy.dueAt(story.state()));
    object(story, BAJIAO, LUGU).accepted(DispatchObjected.class);
    assertEquals(3, story.when(policy::decide).accepted(PingPongDetected.class).returns());
  }

  @Test void a_review_has_a_limit_too() {
    var policy = new WhenObjectionIsNotDecidedThenSaySo();
    Story<Ticket> story = pending();
    dispatch(story);
    assertEquals(Story.at("2026-05-06T15:22+08:00"), object(story, LUGU, BAJIAO).accepted(DispatchObjected.class).decideBy());
    assertEquals(Story.at("2026-05-06T15:22+08:00"), policy.dueAt(story.state()));
    story.when(policy::decide).accepted(ObjectionDecisionOverdue.class);
    assertNull(policy.dueAt(story.state()));
    assertEquals(BUREAU, review(story, 1, BAJIAO).accepted(ObjectionUpheld.class).by());
    assertFalse(story.state() instanceof Ticket.Handling);
  }
}
