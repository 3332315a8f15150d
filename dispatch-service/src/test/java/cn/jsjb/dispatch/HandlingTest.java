package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.dispatch.whistling.Whistling;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a unit does with its ticket, and what it may not. */
class HandlingTest {
  private static Story<Ticket> dispatched() { return pending().given(dispatchedTo(LUGU)); }

  private static Story<Ticket> handling() { return dispatched().given(signed(), contacted()); }

  // signing, contacting

  @Test void the_first_responder_signs_once_and_nobody_else() {
    dispatched().when((t, now) -> Signing.decide(t, new Signing.Sign(BAJIAO, "x"))).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Signing.decide(t, new Signing.Sign(LUGU, "zhang.li"))).then(new AssignmentSigned(LUGU, "zhang.li"))
        .when((t, now) -> Signing.decide(t, new Signing.Sign(LUGU, "zhang.li"))).refused(Reason.ALREADY_SIGNED);
    pending().when((t, now) -> Signing.decide(t, new Signing.Sign(LUGU, "x"))).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void contact_comes_after_signing_and_makes_it_handling() {
    var contact = new Contacting.Contact(LUGU, ContactMethod.PHONE, ContactOutcome.REACHED, false, null);
    Story<Ticket> story = dispatched().when((t, now) -> Contacting.decide(t, contact)).refused(Reason.NOT_SIGNED_YET).given(signed());
    story.when((t, now) -> Contacting.decide(t, contact)).accepted(ClaimantContacted.class);
    assertEquals(Stage.HANDLING, story.state().stage());
    assertNotNull(((Ticket.Handling) story.state()).assignment().contactedAt());
  }

  @Test void a_contact_that_reached_nobody_is_no_contact() {
    Story<Ticket> story = dispatched().given(signed(), new ClaimantContacted(LUGU, ContactMethod.PHONE, ContactOutcome.NOT_REACHED, false, null));
    assertNull(((Ticket.Handling) story.state()).assignment().contactedAt());
    story.when((t, now) -> Reporting.decide(t, new Reporting.Reply(LUGU, "x", "PHONE"))).refused(Reason.CONTACT_FIRST);
  }

  // dual feedback

  @Test void replied_only_when_both_have_been_told() {
    Story<Ticket> story = handling();
    story.when((t, now) -> Reporting.decide(t, new Reporting.Reply(LUGU, "已清理", "PHONE"))).accepted(ResultRepliedToClaimant.class);
    assertEquals(Stage.HANDLING, story.state().stage());
    story.when((t, now) -> Reporting.decide(t, new Reporting.Reply(LUGU, "已清理", "PHONE"))).refused(Reason.ALREADY_TOLD)
        .when((t, now) -> Reporting.decide(t, new Reporting.Report(LUGU, Outcome.RESOLVED, "已清理", List.of()))).accepted(ResultReportedToHotline.class);
    assertEquals(Stage.REPLIED, story.state().stage());
  }

  @Test void a_result_waits_for_the_whistle_to_be_closed() {
    Story<Ticket> story = handling().given(whistleBlown());
    story.when((t, now) -> Reporting.decide(t, new Reporting.Report(LUGU, Outcome.RESOLVED, "x", List.of()))).refused(Reason.WHISTLE_OPEN);
  }

  // whistling

  private static WhistleBlown whistleBlown() {
    return new WhistleBlown(1, WhistleGround.EMERGENCY, "路面塌陷", List.of(URBAN_ENFORCEMENT, WATER), "南门", Story.at("2026-05-06T11:27+08:00"), Story.at("2026-05-06T11:52+08:00"), LUGU, "主任", "v");
  }

  private static Whistling.Blow blow(String by, String... departments) { return new Whistling.Blow(by, WhistleGround.EMERGENCY, "路面塌陷", List.of(departments), "南门", null, "主任"); }

  @Test void a_locality_summons_departments_and_each_gets_half_an_hour() {
    WhistleBlown e = handling().when((t, now) -> Whistling.decide(t, blow(LUGU, URBAN_ENFORCEMENT, WATER), RULES, now)).accepted(WhistleBlown.class);
    assertEquals(List.of(URBAN_ENFORCEMENT, WATER), e.departments());
    assertEquals(Story.at("2026-05-06T11:52+08:00"), e.reportBy());
    assertEquals(Story.at("2026-05-06T11:27+08:00"), e.acknowledgeBy());
  }

  @Test void who_may_whistle_for_whom() {
    Story<Ticket> story = handling();
    story.when((t, now) -> Whistling.decide(t, blow(BAJIAO, WATER), RULES, now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Whistling.decide(t, blow(LUGU, BAJIAO), RULES, now)).refused(Reason.NOT_A_DEPARTMENT)
        .when((t, now) -> Whistling.decide(t, blow(LUGU, "nobody"), RULES, now)).refused(Reason.UNKNOWN_UNIT);
    pending().given(dispatchedTo(URBAN_ENFORCEMENT), new AssignmentSigned(URBAN_ENFORCEMENT, "x"))
        .when((t, now) -> Whistling.decide(t, blow(URBAN_ENFORCEMENT, WATER), RULES, now)).refused(Reason.ONLY_LOCALITIES_WHISTLE);
    dispatched().when((t, now) -> Whistling.decide(t, blow(LUGU, WATER), RULES, now)).refused(Reason.NOT_SIGNED_YET);
  }

  @Test void the_locality_stamps_the_arrival_and_nobody_leaves_before_it_is_done() {
    Story<Ticket> story = handling().given(whistleBlown());
    story.when((t, now) -> Whistling.decide(t, new Whistling.Acknowledge(1, BAJIAO))).refused(Reason.NOT_SUMMONED)
        .when((t, now) -> Whistling.decide(t, new Whistling.Acknowledge(1, WATER))).then(new WhistleAcknowledged(1, WATER))
        .when((t, now) -> Whistling.decide(t, new Whistling.Acknowledge(1, WATER))).refused(Reason.ALREADY_TOLD)
        .when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(WATER, 1, WATER, null, List.of()), now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(LUGU, 1, WATER, null, List.of("李某")), now)).then(new DepartmentReported(1, WATER, story.now(), List.of("李某"), LUGU))
        .when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(LUGU, 1, WATER, null, List.of()), now)).refused(Reason.ALREADY_REPORTED)
        .when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of()), RULES, now)).refused(Reason.DEPARTMENTS_MISSING);
    story.given(new WhistleReportMissed(1, URBAN_ENFORCEMENT, story.now()));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of(BAJIAO, 1)), RULES, now)).refused(Reason.NOT_SUMMONED)
        .when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of(WATER, 95)), RULES, now)).refused(Reason.RATING_MISSING)
        .when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "已回填", Map.of(WATER, 95, URBAN_ENFORCEMENT, 0)), RULES, now)).accepted(WhistleClosed.class);
    story.when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of()), RULES, now)).refused(Reason.NO_SUCH_WHISTLE);
  }

  @Test void a_department_that_came_late_is_still_stamped() {
    handling().given(whistleBlown(), new WhistleReportMissed(1, WATER, Story.at("2026-05-06T11:52+08:00"))).on("2026-05-06T12:30+08:00")
        .when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(LUGU, 1, WATER, null, List.of()), now)).accepted(DepartmentReported.class);
  }

  // objecting

  private static Objecting.ObjectTo objection(String suggested) { return new Objecting.ObjectTo(LUGU, ObjectionGround.NOT_MY_AREA, "属地管理", suggested, "在隔壁"); }

  @Test void an_objection_is_decided_by_somebody_else_and_the_unit_stays_until_then() {
    Story<Ticket> story = dispatched();
    story.when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).accepted(DispatchObjected.class);
    assertEquals(LUGU, story.state().life().unit());
    story.when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).refused(Reason.OBJECTION_OPEN)
        .when((t, now) -> Objecting.decide(t, new Objecting.Decide(1, true, BAJIAO, "属实", LUGU), RULES)).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Objecting.decide(t, new Objecting.Decide(1, true, "110105001", "属实", SHIJINGSHAN), RULES)).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Objecting.decide(t, new Objecting.Decide(2, true, BAJIAO, "属实", null), RULES)).refused(Reason.NO_OPEN_OBJECTION)
        .when((t, now) -> Objecting.decide(t, new Objecting.Decide(1, true, BAJIAO, "属实", SHIJINGSHAN), RULES)).accepted(ObjectionUpheld.class);
    assertEquals(Stage.PENDING_DISPATCH, story.state().stage());
    TicketDispatched next = story.when((t, now) -> cn.jsjb.dispatch.dispatching.Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
    assertEquals(BAJIAO, next.unit());
    assertEquals(2, next.hop());
  }

  @Test void objections_have_limits() {
    dispatched().on("2026-05-06T15:23+08:00").when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).refused(Reason.OBJECTION_TOO_LATE);
    pending().given(dispatchedTo(LUGU, Grade.URGENT_2H)).when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).refused(Reason.URGENT_ACTS_FIRST);
    Story<Ticket> story = dispatched();
    for (int n = 1; n <= 2; n++) {
      story.when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).accepted(DispatchObjected.class);
      int number = n;
      story.when((t, now) -> Objecting.decide(t, new Objecting.Decide(number, false, null, "应办", null), RULES)).accepted(ObjectionRejected.class);
    }
    story.when((t, now) -> Objecting.decide(t, objection(BAJIAO), RULES, now)).refused(Reason.OBJECTIONS_USED_UP);
  }

  // extending

  @Test void an_extension_is_asked_for_in_time_once_and_not_for_urgent_matters() {
    Story<Ticket> story = handling();
    Instant told = story.now();
    var extension = new Extending.Extend(LUGU, Story.at("2026-05-20T11:22+08:00"), "客观条件所限", told);
    story.when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, Story.at("2027-05-20T11:22+08:00"), "x", told), RULES, now)).refused(Reason.EXTENSION_OUT_OF_BOUNDS)
        .when((t, now) -> Extending.decide(t, extension, RULES, now)).accepted(TimeLimitExtended.class);
    assertEquals(Story.at("2026-05-20T11:22+08:00"), story.state().life().dueAt());
    story.when((t, now) -> Extending.decide(t, extension, RULES, now)).refused(Reason.EXTENDED_ALREADY);
    handling().on("2026-05-14T11:22+08:00").when((t, now) -> Extending.decide(t, extension, RULES, now)).refused(Reason.EXTENSION_OUT_OF_BOUNDS);
    pending().given(dispatchedTo(LUGU, Grade.URGENT_2H), signed()).when((t, now) -> Extending.decide(t, extension, RULES, now)).refused(Reason.NO_EXTENSION);
  }

  // deadlines

  private static Story<Ticket> fire(Story<Ticket> story, Class<? extends cn.jsjb.event.ComplaintEvent> expected) {
    Policy<Ticket> due = Deadlines.all().stream().filter(p -> p.dueAt(story.state()) != null && !p.dueAt(story.state()).isAfter(story.now())).findFirst().orElseThrow();
    story.when(due::decide).accepted(expected);
    return story;
  }

  private static Instant next(Story<Ticket> story) { return cn.jsjb.log.Reactor.earliest(Deadlines.all(), story.state()); }

  @Test void each_breach_is_one_fact_once() {
    Story<Ticket> story = dispatched();
    assertEquals(Story.at("2026-05-06T13:22+08:00"), next(story));
    fire(story.on("2026-05-06T13:22+08:00"), SignOverdue.class);
    assertEquals(Story.at("2026-05-07T11:22+08:00"), next(story));
    fire(story.on("2026-05-07T11:22+08:00"), ContactOverdue.class);
    assertEquals(Story.at("2026-05-13T11:22+08:00"), next(story));
    fire(story.on("2026-05-13T11:22+08:00"), FeedbackOverdue.class);
    assertNull(next(story), "three breaches, three facts, and no clock runs twice");
  }

  @Test void what_was_done_in_time_is_not_late() {
    assertEquals(Story.at("2026-05-13T11:22+08:00"), next(handling()));
    assertNull(next(handling().given(replied(), reported())));
    assertNull(next(handling().given(replied(), reported(), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED))));
  }

  @Test void supervision_gives_a_new_limit_and_a_ticket_never_signed_for_can_still_be_taken_up() {
    Instant newLimit = Story.at("2026-06-01T12:00+08:00");
    Story<Ticket> story = dispatched().given(new SignOverdue(LUGU, Story.at("2026-05-06T13:22+08:00")), new ContactOverdue(LUGU, Story.at("2026-05-07T11:22+08:00")),
        new FeedbackOverdue(LUGU, Story.at("2026-05-13T11:22+08:00")), new SupervisionEvent.SupervisionOrdered(3, "二次未解决", "限期", newLimit));
    assertEquals(newLimit, next(story));
    story.when((t, now) -> Signing.decide(t, new Signing.Sign(LUGU, "x"))).accepted(AssignmentSigned.class);
    story.when((t, now) -> Contacting.decide(t, new Contacting.Contact(LUGU, ContactMethod.VISIT, ContactOutcome.REACHED, true, null))).accepted(ClaimantContacted.class);
    assertEquals(Stage.HANDLING, story.state().stage());
  }

  @Test void an_absent_department_does_not_make_the_others_late() {
    Story<Ticket> story = handling().given(whistleBlown(), new DepartmentReported(1, WATER, Story.at("2026-05-06T11:40+08:00"), List.of(), LUGU)).on("2026-05-06T11:52+08:00");
    fire(story, WhistleReportMissed.class);
    assertEquals(Story.at("2026-05-13T11:22+08:00"), next(story));
  }

  @Test void two_absent_departments_are_two_facts_with_two_ids() {
    Story<Ticket> story = handling().given(whistleBlown()).on("2026-05-06T11:52+08:00");
    Policy<Ticket> policy = Deadlines.all().getLast();
    String first = policy.occasion(story.state());
    fire(story, WhistleReportMissed.class);
    String second = policy.occasion(story.state());
    org.junit.jupiter.api.Assertions.assertNotEquals(first, second);
    fire(story, WhistleReportMissed.class);
    assertEquals(Story.at("2026-05-13T11:22+08:00"), next(story));
  }
}
