package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Units;
import cn.jsjb.dispatch.cohandling.CoHandling;
import cn.jsjb.dispatch.cohandling.PartWork;
import cn.jsjb.dispatch.cohandling.WhenPartIsLateThenSaySo;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 协办、双派双考、转办: others do parts, the first responder answers for the whole. */
class CoHandlingTest {
  static final String COMMUNITY = RULES.communities().of(LUGU).getFirst().code(), FOREIGN_COMMUNITY = RULES.communities().of(BAJIAO).getFirst().code();
  /** 私装地锁: on the community list. */
  static final String PARKING_LOCK = "040404";

  private static Story<Ticket> handling() { return pending().given(dispatchedTo(LUGU), signed(), contacted()); }

  private static Story<Ticket> handling(String category) {
    return ticket().given(received(), registered(category, Grade.GENERAL_7D, SHIJINGSHAN, LUGU), dispatchedTo(LUGU), signed(), contacted());
  }

  private static Story.Then<Ticket> request(Story<Ticket> story, String by, String unit, Instant dueAt) {
    return story.when((t, now) -> CoHandling.decide(t, new CoHandling.Request(by, unit, "核查占道许可", dueAt), RULES, now));
  }

  private static Story.Then<Ticket> accept(Story<Ticket> story, String by, int n) { return story.when((t, now) -> PartWork.decide(t, new PartWork.Sign(by, n, true, "li.si"))); }

  private static Story.Then<Ticket> stage(Story<Ticket> story, String by, int n) { return story.when((t, now) -> PartWork.decide(t, new PartWork.ReportStage(by, n, true, "需外地取证", "已立案", null))); }

  private static Story.Then<Ticket> deliver(Story<Ticket> story, String by, int n) {
    return story.when((t, now) -> PartWork.decide(t, new PartWork.Deliver(by, n, true, Outcome.RESOLVED, "已核查", List.of()), now));
  }

  private static Story.Then<Ticket> report(Story<Ticket> story) { return story.when((t, now) -> Reporting.decide(t, new Reporting.Report(LUGU, Outcome.RESOLVED, "已清理", List.of()))); }

  @Test void a_part_is_due_a_day_before_the_ticket_unless_agreed() {
    Story<Ticket> story = handling();
    assertEquals(Story.at("2026-05-12T11:22+08:00"), request(story, LUGU, URBAN_ENFORCEMENT, null).accepted(CoHandlingRequested.class).dueAt());
    assertEquals(Story.at("2026-05-13T11:22+08:00"), request(story, LUGU, WATER, Story.at("2026-05-13T11:22+08:00")).accepted(CoHandlingRequested.class).dueAt());
    request(story, LUGU, WATER, Story.at("2026-05-13T11:23+08:00")).refused(Reason.PART_LIMIT_OUT_OF_BOUNDS);
    request(story, LUGU, WATER, story.now()).refused(Reason.PART_LIMIT_OUT_OF_BOUNDS);
    assertEquals(List.of(1, 2), ((Ticket.Handling) story.state()).duty().parts().stream().map(Part::number).toList());
  }

  @Test void a_part_asked_for_on_the_last_day_has_the_ticket_s_own_limit_and_one_of_a_late_ticket_a_limit_of_its_own() {
    assertEquals(Story.at("2026-05-13T11:22+08:00"), request(handling().on("2026-05-12T15:00+08:00"), LUGU, WATER, null).accepted(CoHandlingRequested.class).dueAt());
    assertEquals(Story.at("2026-05-16T09:00+08:00"), request(handling().on("2026-05-15T09:00+08:00"), LUGU, WATER, null).accepted(CoHandlingRequested.class).dueAt());
  }

  @Test void who_may_ask_whom() {
    Story<Ticket> story = handling();
    request(story, BAJIAO, WATER, null).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    request(story, LUGU, LUGU, null).refused(Reason.SAME_UNIT);
    request(story, LUGU, "nobody", null).refused(Reason.UNKNOWN_UNIT);
    request(story, LUGU, COMMUNITY, null).refused(Reason.UNKNOWN_UNIT);
    request(pending().given(dispatchedTo(LUGU)), LUGU, WATER, null).refused(Reason.NOT_SIGNED_YET);
    request(pending(), LUGU, WATER, null).refused(Reason.NOT_IN_THIS_STATE);
    request(handling().given(reported()), LUGU, WATER, null).refused(Reason.HOTLINE_TOLD_ALREADY);
    request(handling().given(reported(), replied()), LUGU, WATER, null).refused(Reason.NOT_IN_THIS_STATE);
    String reported = RULES.units().require(URBAN_ENFORCEMENT).name();
    request(ticket().given(received(reported), registered(), dispatchedTo(LUGU), signed()), LUGU, URBAN_ENFORCEMENT, null).refused(Reason.UNIT_IS_THE_REPORTED_PARTY);
  }

  @Test void a_unit_that_no_longer_works_gets_nothing() {
    var retired = RULES.units().retiring(Map.of(WATER, new Units.Retirement(LocalDate.parse("2026-05-06"), null)));
    var rules = RULES.with(retired, RULES.dispatch());
    handling().when((t, now) -> CoHandling.decide(t, new CoHandling.Request(LUGU, WATER, "x", null), rules, now)).refused(Reason.UNIT_INACTIVE);
    assertTrue(retired.isActive(WATER, Story.at("2026-05-05T23:59+08:00")));
    assertEquals("110000D14", retired.active(retired.require(WATER), Story.at("2026-05-06T00:00+08:00")).orElseThrow().code(), "its superior takes over");
  }

  @Test void the_first_responder_may_not_close_with_an_open_part() {
    Story<Ticket> story = handling();
    request(story, LUGU, URBAN_ENFORCEMENT, null).accepted(CoHandlingRequested.class);
    assertTrue(((Ticket.Handling) story.state()).concerns(URBAN_ENFORCEMENT));
    report(story).refused(Reason.PARTS_OPEN);
    deliver(story, URBAN_ENFORCEMENT, 1).refused(Reason.PART_NOT_ACCEPTED);
    accept(story, WATER, 1).refused(Reason.NOT_YOUR_PART);
    accept(story, LUGU, 1).refused(Reason.NOT_YOUR_PART);
    accept(story, URBAN_ENFORCEMENT, 2).refused(Reason.NO_SUCH_PART);
    accept(story, URBAN_ENFORCEMENT, 1).accepted(CoHandlingAccepted.class);
    accept(story, URBAN_ENFORCEMENT, 1).refused(Reason.ALREADY_SIGNED);
    report(story).refused(Reason.PARTS_OPEN);
    deliver(story, URBAN_ENFORCEMENT, 1).accepted(CoHandlingResultDelivered.class);
    deliver(story, URBAN_ENFORCEMENT, 1).refused(Reason.NO_SUCH_PART);
    story.given(replied());
    report(story).accepted(ResultReportedToHotline.class);
    assertEquals(Stage.REPLIED, story.state().stage());
  }

  @Test void who_is_late_owes_the_reason_and_the_stage_and_lateness_is_one_fact() {
    Story<Ticket> story = handling();
    request(story, LUGU, URBAN_ENFORCEMENT, null).accepted(CoHandlingRequested.class);
    accept(story, URBAN_ENFORCEMENT, 1).accepted(CoHandlingAccepted.class);
    var late = new WhenPartIsLateThenSaySo();
    assertEquals(Story.at("2026-05-12T11:22+08:00"), late.dueAt(story.state()));
    deliver(story.on("2026-05-12T11:23+08:00"), URBAN_ENFORCEMENT, 1).refused(Reason.PART_OWES_A_STAGE_REPORT);
    story.when(late::decide).then(new PartOverdue(1, PartKind.CO_HANDLING, URBAN_ENFORCEMENT, Story.at("2026-05-12T11:22+08:00")));
    assertNull(late.dueAt(story.state()));
    stage(story, URBAN_ENFORCEMENT, 1).accepted(CoHandlingStageReported.class);
    report(story).accepted(ResultReportedToHotline.class);
    deliver(story, URBAN_ENFORCEMENT, 1).accepted(CoHandlingResultDelivered.class);
    assertEquals(Stage.HANDLING, story.state().stage(), "the claimant is still to be told");
  }

  @Test void every_late_part_is_a_fact_of_its_own() {
    Story<Ticket> story = handling();
    request(story, LUGU, URBAN_ENFORCEMENT, null).accepted(CoHandlingRequested.class);
    request(story, LUGU, WATER, null).accepted(CoHandlingRequested.class);
    var late = new WhenPartIsLateThenSaySo();
    String first = late.occasion(story.state());
    story.when(late::decide).accepted(PartOverdue.class);
    assertFalse(first.equals(late.occasion(story.state())));
    story.when(late::decide).accepted(PartOverdue.class);
    assertNull(late.dueAt(story.state()));
  }

  @Test void parts_end_when_the_ticket_goes_to_another_unit() {
    Story<Ticket> story = handling();
    request(story, LUGU, URBAN_ENFORCEMENT, null).accepted(CoHandlingRequested.class);
    story.given(new DispatchObjected(1, LUGU, ObjectionGround.NOT_MY_AREA, "x", BAJIAO, null), new ObjectionUpheld(1, BAJIAO, "x"), dispatchedTo(BAJIAO));
    assertFalse(((Ticket.Handling) story.state()).concerns(URBAN_ENFORCEMENT));
    accept(story, URBAN_ENFORCEMENT, 1).refused(Reason.NO_SUCH_PART);
    assertEquals(List.of(LUGU, BAJIAO), ((Ticket.Handling) story.state()).duty().holders());
  }

  // dual dispatch

  private static Story.Then<Ticket> dual(Story<Ticket> story, String by, String community) {
    return story.when((t, now) -> CoHandling.decide(t, new CoHandling.Dual(by, "街道城管办", community, "某物业", "私装地锁", null), RULES, now));
  }

  private static Story.Then<Ticket> sign(Story<Ticket> story, String by, int n) { return story.when((t, now) -> PartWork.decide(t, new PartWork.Sign(by, n, false, "x"))); }

  private static Story.Then<Ticket> answer(Story<Ticket> story, String by, int n) {
    return story.when((t, now) -> PartWork.decide(t, new PartWork.Deliver(by, n, false, Outcome.RESOLVED, "已拆除", List.of()), now));
  }

  @Test void a_ticket_sent_to_two_sides_needs_both_to_sign_and_report() {
    Story<Ticket> story = handling(PARKING_LOCK);
    DualDispatched e = dual(story, LUGU, COMMUNITY).accepted(DualDispatched.class);
    assertTrue(e.policy().dispatch() && e.policy().supervise() && e.policy().feedback());
    dual(story, LUGU, COMMUNITY).refused(Reason.DUAL_OPEN);
    assertTrue(((Ticket.Handling) story.state()).concerns(COMMUNITY));
    sign(story, FOREIGN_COMMUNITY, 2).refused(Reason.NOT_YOUR_PART);
    sign(story, COMMUNITY, 1).refused(Reason.NOT_YOUR_PART);
    sign(story, LUGU, 1).accepted(PartSigned.class);
    sign(story, COMMUNITY, 2).accepted(PartSigned.class);
    answer(story, LUGU, 1).accepted(PartReported.class);
    report(story).refused(Reason.PARTS_OPEN);
    answer(story, COMMUNITY, 2).accepted(PartReported.class);
    report(story).accepted(ResultReportedToHotline.class);
  }

  @Test void the_desk_may_answer_for_its_committee_but_not_for_a_co_unit() {
    Story<Ticket> story = handling(PARKING_LOCK);
    dual(story, LUGU, COMMUNITY).accepted(DualDispatched.class);
    sign(story, LUGU, 2).accepted(PartSigned.class);
    answer(story, LUGU, 2).accepted(PartReported.class);
    accept(story, LUGU, 1).refused(Reason.NO_SUCH_PART);
  }

  @Test void both_sides_lie_inside_one_locality() {
    dual(handling(PARKING_LOCK), LUGU, FOREIGN_COMMUNITY).refused(Reason.NOT_IN_THE_LOCALITY);
    dual(handling(PARKING_LOCK), BAJIAO, COMMUNITY).refused(Reason.ONLY_THE_FIRST_RESPONDER);
    dual(pending().given(dispatchedTo(URBAN_ENFORCEMENT), new AssignmentSigned(URBAN_ENFORCEMENT, "x")), URBAN_ENFORCEMENT, COMMUNITY).refused(Reason.ONLY_LOCALITIES_DUAL);
  }

  // sub-dispatch

  private static Story.Then<Ticket> sub(Story<Ticket> story, String by, String to, Instant dueAt) {
    return story.when((t, now) -> CoHandling.decide(t, new CoHandling.SubDispatch(by, to, "楼道堆物", dueAt), RULES, now));
  }

  @Test void a_committee_gets_what_stands_on_its_list_and_nothing_else() {
    Story<Ticket> story = handling("060404");
    SubDispatched e = sub(story, LUGU, COMMUNITY, null).accepted(SubDispatched.class);
    assertTrue(e.dueAt().isBefore(story.state().life().dueAt()));
    sub(story, LUGU, COMMUNITY, Story.at("2026-06-01T00:00+08:00")).refused(Reason.PART_LIMIT_OUT_OF_BOUNDS);
    sub(handling(), LUGU, COMMUNITY, null).refused(Reason.NOT_ON_THE_COMMUNITY_LIST);
    sub(handling("060404"), LUGU, FOREIGN_COMMUNITY, null).refused(Reason.NOT_IN_THE_LOCALITY);
    sub(handling(), LUGU, URBAN_ENFORCEMENT, null).refused(Reason.NOT_IN_THE_LOCALITY);
    assertEquals(LUGU, story.state().life().unit(), "the locality stays first responder");
    pending().when((t, now) -> cn.jsjb.dispatch.dispatching.Dispatching.decide(t, new cn.jsjb.dispatch.dispatching.Dispatching.DispatchTo(COMMUNITY, "x", null, false), RULES, now)).refused(Reason.UNKNOWN_UNIT);
  }

  @Test void a_district_hands_a_part_to_its_own() {
    Story<Ticket> story = pending().given(dispatchedTo(SHIJINGSHAN), new AssignmentSigned(SHIJINGSHAN, "x"));
    sub(story, SHIJINGSHAN, URBAN_ENFORCEMENT, null).accepted(SubDispatched.class);
    sub(story, SHIJINGSHAN, WATER, null).refused(Reason.NOT_IN_THE_LOCALITY);
    sign(story, SHIJINGSHAN, 1).refused(Reason.NOT_YOUR_PART);
    sign(story, URBAN_ENFORCEMENT, 1).accepted(PartSigned.class);
  }
}
