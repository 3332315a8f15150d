package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.whistling.CrossDistrict;
import cn.jsjb.dispatch.whistling.Whistling;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 街乡吹哨、部门报到: four powers, tasks, refusals, dual review; and two districts that act as one. */
class WhistlingTest {
  /** 白纸坊街道 in 西城区 and 右安门街道 in 丰台区. */
  private static final String BAIZHIFANG = "110102019", YOUANMEN = "110106001", XICHENG = "110102", FENGTAI = "110106";
  private static final String HOUSING = RULES.units().cityUnit("HOUSING").orElseThrow().code();

  private static Story<Ticket> handling() { return pending().given(dispatchedTo(LUGU), signed(), contacted()); }

  private static Story<Ticket> blown(WhistleGround ground, String... departments) {
    Story<Ticket> story = handling();
    story.when((t, now) -> Whistling.decide(t, new Whistling.Blow(LUGU, ground, "私设石墩", List.of(departments), "南门", null, "街道主任"), RULES, now)).accepted(WhistleBlown.class);
    return story;
  }

  private static Story<Ticket> arrived(Story<Ticket> story, String department) {
    story.when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(LUGU, 1, department, null, List.of()), now)).accepted(DepartmentReported.class);
    return story;
  }

  @Test void every_ground_has_its_own_limits() {
    assertEquals(Story.at("2026-05-06T11:52+08:00"), blown(WhistleGround.LAW_ENFORCEMENT, WATER).state().openWhistle(1).reportBy());
    assertEquals(Story.at("2026-05-09T11:22+08:00"), blown(WhistleGround.PUBLIC_PROBLEM, WATER).state().openWhistle(1).reportBy(), "three working days, one of them a worked Saturday");
    assertEquals(Story.at("2026-05-12T11:22+08:00"), blown(WhistleGround.CAMPAIGN, WATER).state().openWhistle(1).reportBy(), "five working days");
    Story<Ticket> agreed = handling();
    assertEquals(Story.at("2026-05-08T09:00+08:00"), agreed.when((t, now) -> Whistling.decide(t, new Whistling.Blow(LUGU, WhistleGround.CAMPAIGN, "x", List.of(WATER), null, Story.at("2026-05-08T09:00+08:00"), "主任"), RULES, now))
        .accepted(WhistleBlown.class).reportBy(), "or the agreed time");
  }

  @Test void another_districts_department_is_not_summoned_by_one_district_alone() {
    String chaoyang = RULES.units().departmentOf("110105", "URBAN_ENFORCEMENT").orElseThrow().code();
    handling().when((t, now) -> Whistling.decide(t, new Whistling.Blow(LUGU, WhistleGround.EMERGENCY, "x", List.of(chaoyang), null, null, "主任"), RULES, now)).refused(Reason.OTHER_DISTRICTS_DEPARTMENT);
  }

  @Test void the_locality_commands_and_nobody_leaves_with_an_open_task() {
    Story<Ticket> story = arrived(blown(WhistleGround.LAW_ENFORCEMENT, URBAN_ENFORCEMENT, WATER), URBAN_ENFORCEMENT);
    story.when((t, now) -> Whistling.decide(t, new Whistling.AssignTask(WATER, 1, URBAN_ENFORCEMENT, "x", null, false))).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Whistling.decide(t, new Whistling.AssignTask(LUGU, 1, "110107D05", "x", null, false))).refused(Reason.NOT_SUMMONED)
        .when((t, now) -> Whistling.decide(t, new Whistling.AssignTask(LUGU, 1, URBAN_ENFORCEMENT, "清除石墩", now.plusSeconds(3600), true)))
        .then(new WhistleTaskAssigned(1, 1, URBAN_ENFORCEMENT, "清除石墩", story.now().plusSeconds(3600), true, LUGU))
        .when((t, now) -> Whistling.decide(t, new Whistling.Release(LUGU, 1, URBAN_ENFORCEMENT))).refused(Reason.TASKS_OPEN)
        .when((t, now) -> Whistling.decide(t, new Whistling.FinishTask(1, 1, WATER, "x", List.of()))).refused(Reason.NO_SUCH_TASK)
        .when((t, now) -> Whistling.decide(t, new Whistling.FinishTask(1, 2, URBAN_ENFORCEMENT, "x", List.of()))).refused(Reason.NO_SUCH_TASK);
    story.given(new WhistleReportMissed(1, WATER, story.now()));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of(URBAN_ENFORCEMENT, 90, WATER, 0)), RULES, now)).refused(Reason.TASKS_OPEN);
    story.on("2026-05-06T13:00+08:00").when((t, now) -> Whistling.decide(t, new Whistling.FinishTask(1, 1, URBAN_ENFORCEMENT, "已清除", List.of("照片")))).accepted(WhistleTaskDone.class);
    story.when((t, now) -> Whistling.decide(t, new Whistling.FinishTask(1, 1, URBAN_ENFORCEMENT, "x", List.of()))).refused(Reason.NO_SUCH_TASK);
    DepartmentReleased released = story.when((t, now) -> Whistling.decide(t, new Whistling.Release(LUGU, 1, URBAN_ENFORCEMENT))).accepted(DepartmentReleased.class);
    assertTrue(released.inTime());
    assertEquals(1, released.tasksDone());
    assertEquals(0, released.tasksInTime(), "done, but half an hour late");
    story.when((t, now) -> Whistling.decide(t, new Whistling.Release(LUGU, 1, URBAN_ENFORCEMENT))).refused(Reason.RELEASED_ALREADY)
        .when((t, now) -> Whistling.decide(t, new Whistling.AssignTask(LUGU, 1, URBAN_ENFORCEMENT, "x", null, false))).refused(Reason.RELEASED_ALREADY)
        .when((t, now) -> Whistling.decide(t, new Whistling.Release(LUGU, 1, WATER))).refused(Reason.NOT_ARRIVED_YET);
  }

  @Test void a_department_that_refuses_is_on_record_and_may_still_come() {
    Story<Ticket> story = blown(WhistleGround.EMERGENCY, WATER);
    story.when((t, now) -> Whistling.decide(t, new Whistling.Refuse(1, BAJIAO, "x"))).refused(Reason.NOT_SUMMONED)
        .when((t, now) -> Whistling.decide(t, new Whistling.Refuse(1, WATER, "无人可派"))).then(new WhistleReportRefused(1, WATER, "无人可派"))
        .when((t, now) -> Whistling.decide(t, new Whistling.Refuse(1, WATER, "x"))).refused(Reason.REFUSED_ALREADY);
    assertNull(new Deadlines.WhenDepartmentStaysAwayThenSaySo().dueAt(story.state()), "a refusal is one fact; it is not missing as well");
    arrived(story, WATER).when((t, now) -> Whistling.decide(t, new Whistling.Refuse(1, WATER, "x"))).refused(Reason.ALREADY_REPORTED);
  }

  @Test void the_locality_rates_everybody_before_it_closes() {
    Story<Ticket> story = arrived(blown(WhistleGround.EMERGENCY, WATER), WATER);
    assertFalse(Whistling.isWithin(new Whistling.Rate(LUGU, 1, WATER, 31, 0, 0, null), RULES.limits().at(story.now()).whistleRating()));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "x", Map.of()), RULES, now)).refused(Reason.RATING_MISSING);
    assertEquals(93, story.when((t, now) -> Whistling.decide(t, new Whistling.Rate(LUGU, 1, WATER, 30, 25, 38, "快"))).accepted(DepartmentRated.class).score());
    story.when((t, now) -> Whistling.decide(t, new Whistling.Close(LUGU, 1, true, "已修复", Map.of()), RULES, now)).accepted(WhistleClosed.class);
    assertEquals(93, story.state().whistles().getFirst().departments().get(WATER).rating());
  }

  @Test void the_district_reviews_both_sides_also_after_the_ticket_has_ended() {
    Story<Ticket> story = arrived(blown(WhistleGround.EMERGENCY, WATER), WATER);
    var review = new Whistling.Review(SHIJINGSHAN, 1, true, true, false, "准备不足", Map.of(WATER, 80));
    story.when((t, now) -> Whistling.decide(t, review, RULES)).refused(Reason.NOT_A_CLOSED_WHISTLE);
    story.given(new WhistleClosed(1, true, "已修复", Map.of(WATER, 90)), replied(), reported(), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Review("110105", 1, true, true, true, null, Map.of()), RULES)).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Whistling.decide(t, new Whistling.Review(SHIJINGSHAN, 1, true, true, true, null, Map.of(BAJIAO, 1)), RULES)).refused(Reason.NOT_SUMMONED)
        .when((t, now) -> Whistling.decide(t, review, RULES)).accepted(WhistleReviewed.class);
    story.when((t, now) -> Whistling.decide(t, review, RULES)).refused(Reason.REVIEWED_ALREADY);
  }

  @Test void sixteen_departments_on_one_whistle_have_sixteen_clocks() {
    String[] sixteen = RULES.units().ofKind(Unit.Kind.CITY_DEPARTMENT).stream().map(Unit::code).limit(16).toArray(String[]::new);
    Story<Ticket> story = blown(WhistleGround.CAMPAIGN, sixteen);
    for (int i = 0; i < 15; i++) {
      arrived(story, sixteen[i]);
    }
    var stayingAway = new Deadlines.WhenDepartmentStaysAwayThenSaySo();
    assertEquals(story.state().openWhistle(1).reportBy(), stayingAway.dueAt(story.state()));
    story.when(stayingAway::decide).then(new WhistleReportMissed(1, sixteen[15], story.state().openWhistle(1).reportBy()));
    assertNull(stayingAway.dueAt(story.state()), "fifteen came, one did not: one fact");
    assertEquals(1, story.state().openWhistle(1).departments().values().stream().filter(Whistle.Attendance::missed).count());
  }

  @Test void what_a_locality_found_by_itself_has_nobody_to_tell() {
    String departmental = RULES.categories().all().stream().map(c -> c.code()).filter(c -> RULES.dispatch().match(c, Story.at("2026-05-06T11:22+08:00")) instanceof cn.jsjb.catalogue.DispatchCatalogue.Match.Found f
        && !(f.entry().target() instanceof cn.jsjb.catalogue.DispatchCatalogue.Target.ToLocality)).findFirst().orElseThrow();
    Story<Ticket> story = ticket().given(new IntakeEvent.RequestReceived("RX260506-000000009", "LOCALITY", "m-9", RequestType.REPORT, "公园地块堆放渣土", "巡查发现", Place.UNKNOWN,
        Story.at("2026-05-06T11:20+08:00"), null, null, List.of(), IntakeEvent.Claimant.UNKNOWN), registered(departmental, Grade.GENERAL_7D, SHIJINGSHAN, LUGU));
    assertEquals(LUGU, story.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class).unit(), "its own, whatever the catalogue says");
    story.given(signed());
    assertNull(new Deadlines.WhenContactIsLateThenSaySo().dueAt(story.state()));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Blow(LUGU, WhistleGround.PUBLIC_PROBLEM, "渣土", List.of(URBAN_ENFORCEMENT), null, null, "主任"), RULES, now)).accepted(WhistleBlown.class);
    arrived(story, URBAN_ENFORCEMENT).given(new WhistleClosed(1, true, "清运完毕", Map.of(URBAN_ENFORCEMENT, 90)));
    story.when((t, now) -> Reporting.decide(t, new Reporting.Report(LUGU, Outcome.RESOLVED, "清运完毕", List.of()))).accepted(ResultReportedToHotline.class);
    assertEquals(Stage.REPLIED, story.state().stage());
  }

  // 跨区吹哨: the building astride two districts.

  private static Story<Ticket> proposed() {
    Story<Ticket> story = ticket().given(received(), registered(STREET_MATTER, Grade.COMPLEX_15D, XICHENG, BAIZHIFANG), dispatchedTo(BAIZHIFANG, Grade.COMPLEX_15D), new AssignmentSigned(BAIZHIFANG, "x"));
    CrossDistrictWhistleProposed e = story.when((t, now) -> CrossDistrict.decide(t, propose(YOUANMEN), RULES, now)).accepted(CrossDistrictWhistleProposed.class);
    assertEquals(List.of(XICHENG, FENGTAI), e.districts());
    assertEquals(Story.at("2026-05-12T11:22+08:00"), e.agreeBy(), "five working days");
    return story;
  }

  private static CrossDistrict.Propose propose(String... others) {
    return new CrossDistrict.Propose(BAIZHIFANG, WhistleGround.PUBLIC_PROBLEM, "楼体跨两区，外墙脱落", List.of(others), List.of(HOUSING), "楼前", "主任");
  }

  private static Story<Ticket> coSigned() {
    Story<Ticket> story = proposed();
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(YOUANMEN, 1, "主任"), RULES, now)).accepted(CrossDistrictWhistleBlown.class);
    return story;
  }

  private static Whistling.Close close(String by, boolean solved) { return new Whistling.Close(by, 1, solved, "外墙已加固", Map.of(HOUSING, 90)); }

  @Test void every_locality_signs_before_a_department_is_summoned() {
    Story<Ticket> story = proposed();
    assertTrue(story.state().others().containsAll(List.of(YOUANMEN, XICHENG, FENGTAI)), "both districts and the other locality are told at once");
    assertFalse(story.state().others().contains(HOUSING));
    story.when((t, now) -> Whistling.decide(t, new Whistling.Acknowledge(1, HOUSING))).refused(Reason.NO_SUCH_WHISTLE)
        .when((t, now) -> Whistling.decide(t, close(BAIZHIFANG, true), RULES, now)).refused(Reason.WAITS_FOR_SIGNATURES)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(BAIZHIFANG, 1, "x"), RULES, now)).refused(Reason.SIGNED_ALREADY)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(LUGU, 1, "x"), RULES, now)).refused(Reason.NOT_A_SIDE);
    assertNull(new Deadlines.WhenDepartmentStaysAwayThenSaySo().dueAt(story.state()));
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(YOUANMEN, 1, "主任"), RULES, now)).accepted(CrossDistrictWhistleBlown.class);
    assertEquals(Story.at("2026-05-09T11:22+08:00"), new Deadlines.WhenDepartmentStaysAwayThenSaySo().dueAt(story.state()));
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(YOUANMEN, 1, "x"), RULES, now)).refused(Reason.NO_SUCH_WHISTLE);
  }

  @Test void three_localities_take_three_signatures() {
    Story<Ticket> story = ticket().given(received(), registered(STREET_MATTER, Grade.COMPLEX_15D, XICHENG, BAIZHIFANG), dispatchedTo(BAIZHIFANG), new AssignmentSigned(BAIZHIFANG, "x"));
    story.when((t, now) -> CrossDistrict.decide(t, propose(YOUANMEN, LUGU), RULES, now)).accepted(CrossDistrictWhistleProposed.class);
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(LUGU, 1, "x"), RULES, now)).accepted(CrossDistrictWhistleCoSigned.class);
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.CoSign(YOUANMEN, 1, "x"), RULES, now)).accepted(CrossDistrictWhistleBlown.class);
  }

  @Test void one_district_alone_is_no_cross_district_whistle() {
    handling().when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Propose(LUGU, WhistleGround.EMERGENCY, "x", List.of(BAJIAO), List.of(WATER), null, "主任"), RULES, now)).refused(Reason.NEEDS_TWO_DISTRICTS)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Propose(LUGU, WhistleGround.EMERGENCY, "x", List.of(HOUSING), List.of(WATER), null, "主任"), RULES, now)).refused(Reason.ONLY_LOCALITIES_WHISTLE)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Propose(BAJIAO, WhistleGround.EMERGENCY, "x", List.of(YOUANMEN), List.of(WATER), null, "主任"), RULES, now)).refused(Reason.ONLY_THE_FIRST_RESPONDER);
  }

  @Test void both_command_and_one_closing_decision_carries_both_signatures() {
    Story<Ticket> story = coSigned();
    story.when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(LUGU, 1, HOUSING, null, List.of()), now)).refused(Reason.NOT_A_SIDE)
        .when((t, now) -> Whistling.decide(t, new Whistling.StampArrival(YOUANMEN, 1, HOUSING, null, List.of()), now)).accepted(DepartmentReported.class);
    story.when((t, now) -> Whistling.decide(t, close(YOUANMEN, true), RULES, now)).accepted(WhistleClosureSigned.class);
    story.when((t, now) -> Whistling.decide(t, close(YOUANMEN, true), RULES, now)).refused(Reason.SIGNED_ALREADY);
    assertNotNull(story.state().openWhistle(1), "one signature closes nothing");
    story.when((t, now) -> Whistling.decide(t, close(BAIZHIFANG, true), RULES, now)).accepted(WhistleClosed.class);
    assertNull(story.state().openWhistle(1));
  }

  @Test void a_different_decision_starts_the_signatures_anew_but_not_the_clock() {
    Story<Ticket> story = coSigned().given(new DepartmentReported(1, HOUSING, Story.at("2026-05-06T12:00+08:00"), List.of(), YOUANMEN));
    Instant agreeBy = story.when((t, now) -> Whistling.decide(t, close(YOUANMEN, true), RULES, now)).accepted(WhistleClosureSigned.class).agreeBy();
    story.on("2026-05-08T10:00+08:00");
    assertEquals(agreeBy, story.when((t, now) -> Whistling.decide(t, close(BAIZHIFANG, false), RULES, now)).accepted(WhistleClosureSigned.class).agreeBy());
    story.when((t, now) -> Whistling.decide(t, close(YOUANMEN, true), RULES, now)).accepted(WhistleClosureSigned.class);
    assertEquals(List.of(YOUANMEN), story.state().openWhistle(1).sides().closing().signed());
  }

  @Test void after_five_working_days_of_disagreement_the_city_designates_who_leads() {
    Story<Ticket> story = proposed();
    var policy = new CrossDistrict.WhenSidesDisagreeThenTellTheCity(RULES);
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Designate(BUREAU, 1, YOUANMEN, "x"), RULES, now)).refused(Reason.NO_DISAGREEMENT);
    assertEquals(Story.at("2026-05-12T11:22+08:00"), policy.dueAt(story.state()));
    assertEquals(Agreement.BLOWING, story.on("2026-05-12T11:22+08:00").when(policy::decide).accepted(CrossDistrictDisagreementRaised.class).about());
    assertNull(policy.dueAt(story.state()), "once");
    assertTrue(story.state().others().contains(BUREAU), "the city is told");
    story.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Designate(BUREAU, 1, LUGU, "x"), RULES, now)).refused(Reason.NOT_A_SIDE)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Designate(BUREAU, 1, YOUANMEN, "主体在丰台"), RULES, now)).accepted(CrossDistrictLeadDesignated.class);
    assertTrue(story.state().openWhistle(1).blown(), "the designation summons");
    story.given(new DepartmentReported(1, HOUSING, story.now(), List.of(), YOUANMEN))
        .when((t, now) -> Whistling.decide(t, close(BAIZHIFANG, true), RULES, now)).refused(Reason.NOT_A_SIDE)
        .when((t, now) -> Whistling.decide(t, close(YOUANMEN, true), RULES, now)).accepted(WhistleClosed.class);
  }

  @Test void a_ticket_of_the_other_side_hangs_on_the_same_whistle() {
    Ticket host = coSigned().state();
    Story<Ticket> other = ticket().given(received(), registered(STREET_MATTER, Grade.COMPLEX_15D, FENGTAI, YOUANMEN), dispatchedTo(YOUANMEN), new AssignmentSigned(YOUANMEN, "x"));
    other.when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Join(BAIZHIFANG, "c-0", 1, host))).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Join(YOUANMEN, "c-0", 1, null))).refused(Reason.NO_SUCH_WHISTLE)
        .when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Join(YOUANMEN, "c-0", 1, host))).then(new CrossDistrictWhistleJoined("c-0", 1, YOUANMEN));
    handling().when((t, now) -> CrossDistrict.decide(t, new CrossDistrict.Join(LUGU, "c-0", 1, host))).refused(Reason.NOT_A_SIDE);
  }
}
