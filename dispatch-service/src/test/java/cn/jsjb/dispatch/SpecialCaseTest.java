package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.dispatch.evidencing.Evidencing;
import cn.jsjb.dispatch.specialcasing.SpecialCasing;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 紧急诉求专案, and the facts that carry the evidence. */
class SpecialCaseTest {
  private static final String LABOUR = RULES.units().cityUnit("LABOUR").orElseThrow().code();

  private static Story<Ticket> handling(Grade grade) { return pending().given(dispatchedTo(LUGU, grade), signed(), contacted()); }

  private static SpecialCasing.Open open(String by, int headcount, Risk risk) {
    return new SpecialCasing.Open(by, "c-1", "拖欠三个月工资", List.of("WAGE_PLATFORM:1", "PHONE:2"), List.of("c-2", "c-1"), headcount, risk, List.of(LABOUR), "王副主任", Rhythm.HOURLY);
  }

  private static Story<Ticket> opened() {
    Story<Ticket> story = handling(Grade.GENERAL_7D);
    story.when((t, now) -> SpecialCasing.decide(t, open(LUGU, 31, Risk.HIGH), RULES, now)).accepted(SpecialCaseOpened.class);
    return story;
  }

  @Test void urgent_with_ten_people_or_a_high_risk_and_nothing_less() {
    handling(Grade.URGENT_2H).when((t, now) -> SpecialCasing.decide(t, open(LUGU, 9, Risk.LOW), RULES, now)).refused(Reason.NO_SPECIAL_CASE_GROUND)
        .when((t, now) -> SpecialCasing.decide(t, open(LUGU, 10, Risk.LOW), RULES, now)).accepted(SpecialCaseOpened.class);
    handling(Grade.GENERAL_7D).when((t, now) -> SpecialCasing.decide(t, open(LUGU, 500, Risk.MEDIUM), RULES, now)).refused(Reason.NO_SPECIAL_CASE_GROUND)
        .when((t, now) -> SpecialCasing.decide(t, open("110105", 31, Risk.HIGH), RULES, now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> SpecialCasing.decide(t, open(SHIJINGSHAN, 31, Risk.HIGH), RULES, now)).accepted(SpecialCaseOpened.class);
    opened().when((t, now) -> SpecialCasing.decide(t, open(LUGU, 31, Risk.HIGH), RULES, now)).refused(Reason.SPECIAL_CASE_OPEN);
  }

  @Test void the_task_force_sees_it_and_reports_every_hour() {
    Story<Ticket> story = opened();
    assertEquals(List.of("c-1", "c-2"), story.state().lasting().specialCase().members());
    assertTrue(story.state().others().contains(LABOUR));
    var policy = new SpecialCasing.WhenStageReportIsLateThenSaySo();
    assertEquals(Story.at("2026-05-06T12:22+08:00"), policy.dueAt(story.state()));
    story.on("2026-05-06T12:00+08:00").when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Report(BAJIAO, "x"), RULES, now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Report(LABOUR, "已约谈"), RULES, now)).accepted(SpecialCaseStageReported.class);
    Instant next = Story.at("2026-05-06T13:00+08:00");
    assertEquals(next, policy.dueAt(story.state()));
    story.on("2026-05-06T13:00+08:00").when(policy::decide).then(new SpecialCaseReportMissed(next));
    assertNull(policy.dueAt(story.state()), "one fact a silence");
  }

  @Test void it_closes_when_every_member_has_its_result() {
    Story<Ticket> story = opened();
    story.when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Add(LUGU, "c-2", null))).refused(Reason.MEMBER_ALREADY)
        .when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Add(LUGU, "c-3", "WAGE_PLATFORM:3"))).accepted(SpecialCaseMemberAdded.class);
    story.when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Close(LUGU, "x", List.of("c-3")))).refused(Reason.MEMBERS_WITHOUT_RESULT)
        .when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Close(LUGU, "工资全部发放", List.of()))).accepted(SpecialCaseClosed.class);
    story.when((t, now) -> SpecialCasing.decide(t, new SpecialCasing.Report(LUGU, "x"), RULES, now)).refused(Reason.NO_SPECIAL_CASE);
    assertTrue(SpecialCasing.hasResult(handling(Grade.GENERAL_7D).given(reported()).state()));
    assertTrue(!SpecialCasing.hasResult(handling(Grade.GENERAL_7D).state()));
    assertTrue(!SpecialCasing.hasResult(null));
  }

  // evidence

  private static Evidencing.Note note(String by, DispatchEvent fact) { return new Evidencing.Note(by, fact); }

  @Test void a_visit_is_made_at_the_hour_the_claimant_chose() {
    Instant three = Story.at("2026-05-07T03:00+08:00");
    Story<Ticket> story = handling(Grade.GENERAL_7D);
    story.when((t, now) -> Evidencing.decide(t, new Evidencing.Appoint(LUGU, now, "x", List.of()), now)).refused(Reason.IN_THE_PAST)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Keep(LUGU, 1, null, List.of(), null), now)).refused(Reason.NO_SUCH_APPOINTMENT)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Appoint(BAJIAO, three, "x", List.of()), now)).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Appoint(LUGU, three, "三号楼", List.of("李某")), now)).then(new AppointmentMade(1, LUGU, three, "三号楼", List.of("李某")));
    story.on("2026-05-07T03:05+08:00").when((t, now) -> Evidencing.decide(t, new Evidencing.Keep(LUGU, 1, three, List.of("李某"), "噪声来自风机"), now)).accepted(AppointmentKept.class);
    story.when((t, now) -> Evidencing.decide(t, new Evidencing.Keep(LUGU, 1, null, List.of(), null), now)).refused(Reason.NO_SUCH_APPOINTMENT);
  }

  @Test void mediation_settlement_and_confirmation_come_in_this_order() {
    var settlement = new SettlementSigned(LUGU, List.of("王某", "某公司"), 7_584_960, "三日内支付");
    var confirmation = new JudicialConfirmationGranted(LUGU, "石景山区人民法院", "确1号");
    Story<Ticket> story = handling(Grade.GENERAL_7D);
    story.when((t, now) -> Evidencing.decide(t, note(LUGU, settlement))).refused(Reason.MEDIATION_ORDER)
        .when((t, now) -> Evidencing.decide(t, note(LUGU, new MediationHeld(LUGU, List.of("王某"), 300, "达成协议")))).accepted(MediationHeld.class);
    story.when((t, now) -> Evidencing.decide(t, note(LUGU, confirmation))).refused(Reason.MEDIATION_ORDER)
        .when((t, now) -> Evidencing.decide(t, note(LUGU, settlement))).accepted(SettlementSigned.class);
    story.when((t, now) -> Evidencing.decide(t, note(LUGU, confirmation))).accepted(JudicialConfirmationGranted.class);
  }

  @Test void what_cannot_be_solved_goes_up_and_the_receiver_gives_an_opinion() {
    Story<Ticket> story = handling(Grade.GENERAL_7D);
    story.when((t, now) -> Evidencing.decide(t, new Evidencing.Escalate(LUGU, BAJIAO, "x", "x"), RULES)).refused(Reason.ESCALATES_UPWARD)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Escalate(LUGU, "110105", "x", "x"), RULES)).refused(Reason.ESCALATES_UPWARD)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Escalate(BAJIAO, SHIJINGSHAN, "x", "x"), RULES)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Escalate(LUGU, LABOUR, "权属不清", "建议市级统筹"), RULES)).accepted(EscalationRequested.class);
    assertTrue(story.state().others().contains(LABOUR));
    story.when((t, now) -> Evidencing.decide(t, new Evidencing.Answer(SHIJINGSHAN, 1, "x", List.of()))).refused(Reason.NO_SUCH_ESCALATION)
        .when((t, now) -> Evidencing.decide(t, new Evidencing.Answer(LABOUR, 1, "由市级牵头", List.of("成立专班")))).accepted(EscalationDecided.class);
    story.when((t, now) -> Evidencing.decide(t, new Evidencing.Answer(LABOUR, 1, "x", List.of()))).refused(Reason.NO_SUCH_ESCALATION);
  }

  @Test void evidence_is_of_those_who_have_to_do_with_an_open_ticket() {
    var visit = new FieldVisitRecorded(LUGU, Story.at("2026-05-06T11:00+08:00"), null, "属实", true, List.of());
    handling(Grade.GENERAL_7D).when((t, now) -> Evidencing.decide(t, note(BAJIAO, visit))).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Evidencing.decide(t, note(null, new InstructionRecorded("leader:zhao", "抓紧")))).accepted(InstructionRecorded.class);
    pending().given(dispatchedTo(LUGU)).when((t, now) -> Evidencing.decide(t, note(LUGU, visit))).refused(Reason.NOT_SIGNED_YET);
    handling(Grade.GENERAL_7D).given(replied(), reported(), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED)).when((t, now) -> Evidencing.decide(t, note(LUGU, visit))).refused(Reason.NOT_IN_THIS_STATE);
  }
}
