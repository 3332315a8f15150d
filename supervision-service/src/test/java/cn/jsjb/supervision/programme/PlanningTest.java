package cn.jsjb.supervision.programme;

import static cn.jsjb.event.PlanEvent.CITY;
import static cn.jsjb.supervision.programme.Monthly.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.PlanEvent.*;
import cn.jsjb.event.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One plan and three lists, of the city and of seventeen districts, in versions. */
class PlanningTest {
  private static Decision approve(Programme p, String scope, java.time.LocalDate from, String title, By by) {
    return Planning.decide(topic(p), new Planning.ApprovePlan(scope, from, plan(title)), by, UNITS);
  }

  @Test void the_seventeen_scopes_are_sixteen_districts_and_the_development_area() {
    List<Unit> districts = UNITS.ofKind(Unit.Kind.DISTRICT);
    assertEquals(17, districts.size());
    districts.forEach(d -> assertTrue(Planning.isScope(d.code(), UNITS)));
    assertTrue(Planning.isScope(YIZHUANG, UNITS) && Planning.isScope(CITY, UNITS));
    assertFalse(Planning.isScope("110107011", UNITS) || Planning.isScope(LEAD, UNITS) || Planning.isScope("999999", UNITS));
  }

  @Test void the_city_has_its_plan_and_so_has_each_district() {
    given(defined())
        .when((p, now) -> approve(p, CITY, day(2, 1), "市级方案", LEADER_UNIT)).then(new PlanApproved(CITY, 1, day(2, 1), plan("市级方案")))
        .when((p, now) -> approve(p, SHIJINGSHAN, day(2, 10), "石景山方案", DISTRICT)).then(new PlanApproved(SHIJINGSHAN, 1, day(2, 10), plan("石景山方案")))
        .when((p, now) -> approve(p, YIZHUANG, day(2, 10), "经开区方案", unit(YIZHUANG))).then(new PlanApproved(YIZHUANG, 1, day(2, 10), plan("经开区方案")))
        .when((p, now) -> approve(p, YIZHUANG, day(3, 10), "经开区方案", GROUP)).refused(Reason.NOTHING_CHANGED);
  }

  @Test void nobody_keeps_anothers_plan() {
    given(defined()).when((p, now) -> approve(p, CITY, day(2, 1), "x", unit(HOUSING))).refused(Reason.OTHER_SCOPE)
        .when((p, now) -> approve(p, CITY, day(2, 1), "x", DISTRICT)).refused(Reason.OTHER_SCOPE)
        .when((p, now) -> approve(p, SHIJINGSHAN, day(2, 1), "x", LEADER_UNIT)).refused(Reason.OTHER_SCOPE)
        .when((p, now) -> approve(p, "110108", day(2, 1), "x", DISTRICT)).refused(Reason.OTHER_SCOPE)
        .when((p, now) -> approve(p, "110107011", day(2, 1), "x", GROUP)).refused(Reason.NOT_A_SCOPE);
    given().when((p, now) -> approve(p, CITY, day(2, 1), "x", GROUP)).refused(Reason.NOT_FOUND);
  }

  @Test void a_day_asks_for_the_plan_of_that_day() {
    Topic topic = topic(planned(approved(CITY, 2, day(6, 1))).state());
    assertNull(topic.planVersion(CITY, day(1, 31)));
    assertEquals(1, topic.planVersion(CITY, day(2, 1)));
    assertEquals(1, topic.planVersion(CITY, day(5, 31)));
    assertEquals(2, topic.planVersion(CITY, day(6, 1)));
    planned(approved(CITY, 2, day(6, 1))).when((p, now) -> approve(p, CITY, day(5, 31), "早于第二版", GROUP)).refused(Reason.VERSION_OUT_OF_ORDER);
  }

  @Test void a_task_needs_a_plan_in_force_and_an_owner_who_takes_part() {
    planned()
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t1", day(1, 31), task(LEAD, 3)), LEADER_UNIT, UNITS)).refused(Reason.NOT_PLANNED_YET)
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t1", day(2, 1), task(STRANGER, 3)), LEADER_UNIT, UNITS)).refused(Reason.NOT_A_PARTNER)
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t1", day(2, 1), task(HOUSING, 3)), LEADER_UNIT, UNITS)).then(new TaskPlanned("t1", 1, day(2, 1), task(HOUSING, 3)))
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t1", day(2, 1), task(HOUSING, 3)), LEADER_UNIT, UNITS)).refused(Reason.LISTED_ALREADY)
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t2", day(2, 1), task(SHIJINGSHAN, "110107D08", 3)), DISTRICT, UNITS)).refused(Reason.NOT_PLANNED_YET)
        .given(approved(SHIJINGSHAN, 1, day(2, 1)))
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t2", day(2, 1), task(SHIJINGSHAN, "110108D08", 3)), DISTRICT, UNITS)).refused(Reason.NOT_A_PARTNER)
        .when((p, now) -> Planning.decide(topic(p), new Planning.PlanTask("t2", day(2, 1), task(SHIJINGSHAN, "110107D08", 3)), DISTRICT, UNITS)).accepted(TaskPlanned.class);
  }

  @Test void a_task_is_revised_and_dropped_never_in_the_past_of_what_was_said() {
    planned(listed("t1", day(2, 1)), completed("t1", day(5, 20)))
        .when((p, now) -> Planning.decide(topic(p), new Planning.ReviseTask("t1", day(5, 21), task(LEAD, 3, 6), "同样"), LEADER_UNIT, UNITS)).refused(Reason.NOTHING_CHANGED)
        .when((p, now) -> Planning.decide(topic(p), new Planning.ReviseTask("t1", day(5, 19), task(LEAD, 9), "推迟"), LEADER_UNIT, UNITS)).refused(Reason.STEP_OUT_OF_ORDER)
        .when((p, now) -> Planning.decide(topic(p), new Planning.ReviseTask("t1", day(5, 21), task(SHIJINGSHAN, LEAD, 9), "改级"), LEADER_UNIT, UNITS)).refused(Reason.FIELD_INVALID)
        .when((p, now) -> Planning.decide(topic(p), new Planning.ReviseTask("t1", day(5, 21), task(LEAD, 9), "推迟"), LEADER_UNIT, UNITS)).then(new TaskRevised("t1", 1, day(5, 21), task(LEAD, 9), "推迟"))
        .when((p, now) -> Planning.decide(topic(p), new Planning.DropTask("t1", day(5, 1), "不再需要"), LEADER_UNIT, UNITS)).refused(Reason.STEP_OUT_OF_ORDER)
        .when((p, now) -> Planning.decide(topic(p), new Planning.DropTask("t1", day(6, 1), "不再需要"), LEADER_UNIT, UNITS)).then(new TaskDropped("t1", 1, day(6, 1), "不再需要"))
        .when((p, now) -> Planning.decide(topic(p), new Planning.DropTask("t1", day(6, 2), "不再需要"), LEADER_UNIT, UNITS)).refused(Reason.LIST_ITEM_STATE)
        .when((p, now) -> Planning.decide(topic(p), new Planning.DropTask("t9", day(6, 2), "没有"), LEADER_UNIT, UNITS)).refused(Reason.NOT_FOUND);
  }

  @Test void responsibilities_are_a_list_anew_in_versions() {
    var one = List.of(new Responsibility(LEAD, Part.LEAD, "统筹", "分管副局长"));
    var two = List.of(one.getFirst(), new Responsibility(HOUSING, Part.SUPPORT, "工程款监管", null));
    planned()
        .when((p, now) -> Planning.decide(topic(p), new Planning.ApproveResponsibilities(CITY, day(2, 1), one, "SYNTHETIC"), LEADER_UNIT, UNITS)).then(new ResponsibilityListApproved(CITY, 1, day(2, 1), one, "SYNTHETIC"))
        .when((p, now) -> Planning.decide(topic(p), new Planning.ApproveResponsibilities(CITY, day(3, 1), one, "SYNTHETIC"), LEADER_UNIT, UNITS)).refused(Reason.NOTHING_CHANGED)
        .when((p, now) -> Planning.decide(topic(p), new Planning.ApproveResponsibilities(CITY, day(3, 1), two, "SYNTHETIC"), LEADER_UNIT, UNITS)).then(new ResponsibilityListApproved(CITY, 2, day(3, 1), two, "SYNTHETIC"))
        .when((p, now) -> Planning.decide(topic(p), new Planning.ApproveResponsibilities(CITY, day(4, 1), List.of(new Responsibility(STRANGER, Part.SUPPORT, "?", null)), "x"), LEADER_UNIT, UNITS)).refused(Reason.NOT_A_PARTNER);
  }

  @Test void the_year_is_published_once_and_takes_its_problems_from_the_catalogue() {
    var problems = Catalogue.get().problems();
    given().when((p, now) -> Publishing.decide((Year) p, new Publishing.Publish(2031, "x", "s"), problems)).refused(Reason.NOT_FOUND)
        .when((p, now) -> Publishing.decide((Year) p, new Publishing.Publish(2021, "每月一题", "s"), problems)).accepted(cn.jsjb.event.YearEvent.TopicYearPublished.class);
    given(new cn.jsjb.event.YearEvent.TopicYearPublished(2021, "每月一题", "2021.2", "s"))
        .when((p, now) -> Publishing.decide((Year) p, new Publishing.Publish(2021, "又一次", "s"), problems)).refused(Reason.PROGRAMME_PUBLISHED_ALREADY)
        .when((p, now) -> Publishing.theme((Year) p, "T02", null, problems)).then(new cn.jsjb.event.YearEvent.ThemeDefined("T02", "劳务和消费纠纷", "Labour and consumer disputes", 2))
        .when((p, now) -> Publishing.theme((Year) p, "T02", null, problems)).refused(Reason.LISTED_ALREADY)
        .when((p, now) -> Publishing.theme((Year) p, "T13", null, problems)).refused(Reason.NOT_FOUND);
    var define = new Publishing.Define("MT2021-P03", day(1, 1), "分管副市长", null, null, null, "s");
    given().when((p, now) -> Publishing.decide((Topic) p, define, problems, UNITS)).accepted(ProblemDefined.class);
    given(defined()).when((p, now) -> Publishing.decide((Topic) p, new Publishing.Define("MT2021-P03", day(7, 1), "另一位副市长", null, List.of(HOUSING), null, "s"), problems, UNITS)).accepted(ProblemDefined.class);
  }

  @Test void a_state_is_written_and_read_again_the_same() throws Exception {
    Programme state = planned(listed("t1", day(2, 1)), completed("t1", day(5, 20)), new TaskVerified("t1", day(5, 28), true, "属实", "li"), policies(1, day(2, 1), 1, 3),
        new PolicyIssued("Z2", day(4, 1), "1 号"), wages(9000, day(6, 20)), new ResponsibilityListApproved(CITY, 1, day(2, 1), List.of(new Responsibility(LEAD, Part.LEAD, "统筹", null)), "s")).state();
    String json = EventTypes.JSON.writerFor(Programme.class).writeValueAsString(state);
    assertEquals(state, EventTypes.JSON.readValue(json, Programme.class));
    assertEquals(json, EventTypes.JSON.writerFor(Programme.class).writeValueAsString(EventTypes.JSON.readValue(json, Programme.class)), "the same facts are the same bytes");
  }
}
