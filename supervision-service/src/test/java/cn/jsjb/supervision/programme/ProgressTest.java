package cn.jsjb.supervision.programme;

import static cn.jsjb.event.PlanEvent.CITY;
import static cn.jsjb.event.ProgrammeEvent.CountingMode.ISSUED;
import static cn.jsjb.event.ProgrammeEvent.CountingMode.ISSUED_OR_IMMINENT;
import static cn.jsjb.supervision.programme.Monthly.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.catalogue.ProgrammeRules;
import cn.jsjb.catalogue.ProgrammeRules.Colour;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent.*;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Share;
import cn.jsjb.event.YearEvent.FiguresReported;
import cn.jsjb.event.YearEvent.TopicYearPublished;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tasks, policies and outcomes on their way, and the figures of any day. */
class ProgressTest {
  @Test void the_figures_of_the_press_come_out_to_the_decimal() {
    assertEquals(new BigDecimal("45.6"), new Share(275, 603).percent());
    assertEquals(new BigDecimal("58.2"), new Share(351, 603).percent());
    assertEquals(new BigDecimal("57.6"), new Share(38, 66).percent());
    assertEquals(List.of(65L), LongStream.rangeClosed(60, 69).filter(total -> new Share(31, total).percent().equals(new BigDecimal("47.7"))).boxed().toList(), "sixty-odd policies, 31 of them 47.7 %");
    assertEquals(new BigDecimal("0.1"), new Share(1, 2000).percent(), "0.05 is rounded half up");
    assertNull(Share.NONE.percent());
    assertThrows(IllegalArgumentException.class, () -> new Share(2, 1));
  }

  @Test void between_may_and_june_the_denominator_grew_and_the_numerator_changed_its_meaning() {
    List<ProgrammeEvent> story = new ArrayList<>(List.of(defined(), approved(CITY, 1, day(1, 10))));
    for (int i = 1; i <= 603; i++) {
      story.add(listed("t" + i, day(1, 10)));
    }
    story.add(policies(1, day(1, 10), 1, 65));
    for (int i = 1; i <= 351; i++) {
      story.add(completed("t" + i, i <= 275 ? day(5, 20) : day(6, 10)));
    }
    for (int i = 1; i <= 31; i++) {
      story.add(new PolicyIssued("Z" + i, day(5, 10), "号"));
    }
    story.add(policies(2, day(6, 1), 66, 66));
    for (int i = 32; i <= 38; i++) {
      story.add(i <= 34 ? new PolicyIssued("Z" + i, day(6, 5), "号") : new PolicyReadied("Z" + i, day(6, 5), null));
    }
    Topic topic = topic(given(story.toArray(ProgrammeEvent[]::new)).state());
    Map<String, Topic> all = Map.of("MT2021-P03", topic);
    FiguresReported may = Publishing.figures(all, day(5, 31), ISSUED);
    FiguresReported june = Publishing.figures(all, day(6, 20), ISSUED_OR_IMMINENT);
    assertEquals(new Share(275, 603), may.tasks());
    assertEquals(new Share(31, 65), may.policies());
    assertEquals(Map.of("MT2021-P03", 1), may.policyLists());
    assertEquals(new Share(351, 603), june.tasks());
    assertEquals(new Share(38, 66), june.policies());
    assertEquals(ISSUED_OR_IMMINENT, june.mode());
    assertEquals(Map.of("MT2021-P03", 2), june.policyLists());
    assertEquals(new Share(34, 66), Publishing.figures(all, day(6, 20), ISSUED).policies(), "the same day in the other mode is another figure");
    assertEquals(0, june.verified(), "completion is not verification");
    assertEquals(Share.NONE, topic.progress().tasks(CITY, day(1, 9)));
    assertEquals(Share.NONE, topic.progress().tasks(SHIJINGSHAN, day(6, 20)), "a district's tasks are no part of the city's figure");
  }

  @Test void a_report_is_kept_as_it_was_told() {
    Map<String, Topic> topics = Map.of("MT2021-P03", topic(planned(listed("t1", day(2, 1)), listed("t2", day(2, 1)), completed("t1", day(5, 20))).state()));
    var year = new TopicYearPublished(2021, "每月一题", "2021.2", "s");
    given(year).when((p, now) -> Publishing.decide((Year) p, new Publishing.Report(day(5, 31), ISSUED), topics, TODAY))
        .then(new FiguresReported(day(5, 31), ISSUED, new Share(1, 2), 0, Share.NONE, Map.of("MT2021-P03", 1), Map.of()));
    given(year).when((p, now) -> Publishing.decide((Year) p, new Publishing.Report(day(7, 2), ISSUED), topics, TODAY)).refused(Reason.IN_THE_FUTURE);
    given().when((p, now) -> Publishing.decide((Year) p, new Publishing.Report(day(5, 31), ISSUED), topics, TODAY)).refused(Reason.PROGRAMME_NOT_PUBLISHED);
  }

  private static Decision complete(Programme p, String task, LocalDate on, By by) {
    return Progressing.decide(topic(p), new Progressing.Complete(task, on, null, "完成", List.of()), by, TODAY);
  }

  private static Decision verify(Programme p, LocalDate on, boolean passed, By by) { return Progressing.decide(topic(p), new Progressing.Verify("t1", on, passed, "抽查"), by, TODAY); }

  @Test void a_unit_completes_its_own_tasks_only() {
    planned(listed("t1", day(2, 1)))
        .when((p, now) -> complete(p, "t1", day(5, 20), unit(HOUSING))).refused(Reason.ONLY_THE_OWNER)
        .when((p, now) -> complete(p, "t1", day(5, 20), GROUP)).refused(Reason.ONLY_THE_OWNER)
        .when((p, now) -> complete(p, "t1", day(5, 20), SUPERVISION)).refused(Reason.ONLY_THE_OWNER)
        .when((p, now) -> complete(p, "t1", day(7, 2), LEADER_UNIT)).refused(Reason.IN_THE_FUTURE)
        .when((p, now) -> complete(p, "t1", day(1, 31), LEADER_UNIT)).refused(Reason.STEP_OUT_OF_ORDER)
        .when((p, now) -> complete(p, "t9", day(5, 20), LEADER_UNIT)).refused(Reason.NOT_FOUND)
        .when((p, now) -> complete(p, "t1", day(7, 1), LEADER_UNIT)).accepted(TaskCompleted.class);
    planned(listed("t1", day(2, 1)), completed("t1", day(5, 20))).when((p, now) -> complete(p, "t1", day(5, 21), LEADER_UNIT)).refused(Reason.LIST_ITEM_STATE);
  }

  @Test void completion_is_not_verification_and_nobody_verifies_his_own() {
    planned(listed("t1", day(2, 1))).when((p, now) -> verify(p, day(5, 28), true, SUPERVISION)).refused(Reason.LIST_ITEM_STATE);
    planned(listed("t1", day(2, 1)), completed("t1", day(5, 20)))
        .when((p, now) -> verify(p, day(5, 28), true, LEADER_UNIT)).refused(Reason.OWNER_CANNOT_VERIFY)
        .when((p, now) -> verify(p, day(5, 28), true, GROUP)).refused(Reason.OWNER_CANNOT_VERIFY)
        .when((p, now) -> verify(p, day(5, 28), true, new By(false, true, false, LEAD, "li"))).refused(Reason.OWNER_CANNOT_VERIFY)
        .when((p, now) -> verify(p, day(5, 28), true, new By(false, true, false, null, "user-of-" + LEAD))).refused(Reason.OWNER_CANNOT_VERIFY)
        .when((p, now) -> verify(p, day(5, 19), true, SUPERVISION)).refused(Reason.STEP_OUT_OF_ORDER)
        .when((p, now) -> verify(p, day(5, 28), true, SUPERVISION)).then(new TaskVerified("t1", day(5, 28), true, "抽查", "li"));
  }

  @Test void what_does_not_pass_is_running_again_and_each_day_remembers() {
    Topic topic = topic(planned(listed("t1", day(2, 1)), completed("t1", day(5, 20)), new TaskVerified("t1", day(5, 28), false, "未见成效", "li"), completed("t1", day(6, 10)),
        new TaskVerified("t1", day(6, 15), true, "属实", "li"), new TaskDropped("t1", 1, day(6, 25), "并入")).state());
    assertEquals(new Share(0, 1), topic.progress().tasks(CITY, day(5, 19)));
    assertEquals(new Share(1, 1), topic.progress().tasks(CITY, day(5, 20)));
    assertEquals(new Share(0, 1), topic.progress().tasks(CITY, day(5, 28)));
    assertEquals(new Share(1, 1), topic.progress().tasks(CITY, day(6, 10)));
    assertEquals(day(5, 20), Rows.tasks("MT2021-P03", topic, s -> true, day(5, 21)).getFirst().completedOn(), "as that day knew it");
    assertEquals(day(6, 10), Rows.tasks("MT2021-P03", topic, s -> true, day(6, 20)).getFirst().completedOn());
    assertEquals(0, topic.progress().verified(CITY, day(6, 14)));
    assertEquals(1, topic.progress().verified(CITY, day(6, 15)));
    assertEquals(Share.NONE, topic.progress().tasks(CITY, day(6, 25)), "off the list, out of the denominator");
  }

  @Test void a_policy_goes_forward_only_and_says_whose_it_is() {
    var listed = planned(policies(1, day(2, 1), 1, 2));
    listed.when((p, now) -> advance(p, PolicyStatus.ISSUED, day(4, 1), unit(HOUSING))).refused(Reason.ONLY_THE_OWNER)
        .when((p, now) -> advance(p, PolicyStatus.PLANNED, day(4, 1), LEADER_UNIT)).refused(Reason.LIST_ITEM_STATE)
        .when((p, now) -> advance(p, PolicyStatus.CONSULTING, day(4, 1), LEADER_UNIT)).then(new PolicyConsulted("Z1", day(4, 1), "注"))
        .when((p, now) -> advance(p, PolicyStatus.DRAFTING, day(4, 2), LEADER_UNIT)).refused(Reason.LIST_ITEM_STATE)
        .when((p, now) -> advance(p, PolicyStatus.IMMINENT, day(3, 1), LEADER_UNIT)).refused(Reason.STEP_OUT_OF_ORDER)
        .when((p, now) -> advance(p, PolicyStatus.ISSUED, day(7, 2), LEADER_UNIT)).refused(Reason.IN_THE_FUTURE)
        .when((p, now) -> advance(p, PolicyStatus.ISSUED, day(6, 1), GROUP)).then(new PolicyIssued("Z1", day(6, 1), "注"))
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.DropPolicy("Z1", day(6, 2), "?"), GROUP, UNITS)).refused(Reason.LIST_ITEM_STATE)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.DropPolicy("Z2", day(6, 2), "并入"), GROUP, UNITS)).then(new PolicyDropped("Z2", 2, day(6, 2), "并入"))
        .when((p, now) -> advance(p, "Z2", PolicyStatus.ISSUED, day(6, 3), GROUP)).refused(Reason.LIST_ITEM_STATE)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.PlanPolicy("Z1", day(6, 2), policy(CITY, LEAD)), GROUP, UNITS)).refused(Reason.LISTED_ALREADY)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.PlanPolicy("Z3", day(6, 1), policy(CITY, LEAD)), GROUP, UNITS)).refused(Reason.VERSION_OUT_OF_ORDER)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.PlanPolicy("Z3", day(6, 2), policy(CITY, STRANGER)), GROUP, UNITS)).refused(Reason.NOT_A_PARTNER)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.PlanPolicy("Z3", day(6, 2), policy(CITY, LEAD)), GROUP, UNITS)).then(new PolicyPlanned("Z3", 3, day(6, 2), policy(CITY, LEAD)));
  }

  private static Decision advance(Programme p, PolicyStatus to, LocalDate on, By by) { return advance(p, "Z1", to, on, by); }

  private static Decision advance(Programme p, String policy, PolicyStatus to, LocalDate on, By by) { return Legislating.decide(topic(p), new Legislating.Advance(policy, to, on, "注"), by, TODAY); }

  @Test void a_list_is_revised_in_one_fact_or_not_at_all() {
    planned(policies(1, day(2, 1), 1, 2))
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.ReviseList(CITY, day(6, 1), List.of(), List.of(), "?"), GROUP, UNITS)).refused(Reason.NOTHING_CHANGED)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.ReviseList(CITY, day(6, 1), List.of(new NamedPolicy("Z3", policy(CITY, LEAD))), List.of("Z9"), "?"), GROUP, UNITS)).refused(Reason.NOT_FOUND)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.ReviseList(CITY, day(6, 1), List.of(new NamedPolicy("Z3", policy(CITY, LEAD)), new NamedPolicy("Z3", policy(CITY, LEAD))), List.of(), "?"), GROUP, UNITS)).refused(Reason.LISTED_ALREADY)
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.ReviseList(CITY, day(6, 1), List.of(new NamedPolicy("Z3", policy(CITY, LEAD))), List.of("Z1"), "年中"), GROUP, UNITS)).then(new PolicyListRevised(CITY, 2, day(6, 1), List.of(new NamedPolicy("Z3", policy(CITY, LEAD))), List.of("Z1"), "年中"))
        .when((p, now) -> Legislating.decide(topic(p), new Legislating.DropPolicy("Z1", day(6, 2), "?"), GROUP, UNITS)).refused(Reason.LIST_ITEM_STATE);
  }

  private static Decision report(Programme p, OutcomeMetricReported value, By by) { return Measuring.decide(topic(p), value, by, UNITS, TODAY); }

  @Test void outcomes_are_as_of_a_day_and_never_summed() {
    planned(wages(5000, day(5, 31)), wages(9000, day(6, 20)))
        .when((p, now) -> report(p, wages(9000, day(7, 2)), LEADER_UNIT)).refused(Reason.IN_THE_FUTURE)
        .when((p, now) -> report(p, wages(8000, day(6, 30)), LEADER_UNIT)).refused(Reason.METRIC_NEEDS_A_CORRECTION)
        .when((p, now) -> report(p, wages(9500, day(6, 10)), LEADER_UNIT)).refused(Reason.METRIC_NEEDS_A_CORRECTION)
        .when((p, now) -> report(p, wages(9100, day(6, 20)), LEADER_UNIT)).refused(Reason.METRIC_NEEDS_A_CORRECTION)
        .when((p, now) -> report(p, wages(9000, day(6, 20)), LEADER_UNIT)).refused(Reason.NOTHING_CHANGED)
        .when((p, now) -> report(p, new OutcomeMetricReported("M1", CITY, "追回工资", BigDecimal.ONE, "亿元", day(6, 30), null, true, null, null, "s"), LEADER_UNIT)).refused(Reason.METRIC_IS_COUNTED_OTHERWISE)
        .when((p, now) -> report(p, new OutcomeMetricReported("M2", CITY, "办案", BigDecimal.ONE, "件", day(6, 30), null, false, null, null, "s"), LEADER_UNIT)).refused(Reason.FIELD_INVALID)
        .when((p, now) -> report(p, wages(9500, day(6, 30)), unit(STRANGER))).refused(Reason.OTHER_SCOPE)
        .when((p, now) -> report(p, wages(9500, day(6, 30)), unit(HOUSING))).accepted(OutcomeMetricReported.class);
    var fell = new OutcomeMetricReported("M1", CITY, "追回工资", BigDecimal.valueOf(8000), "万元", day(6, 20), null, true, null, "重复计数", "s");
    planned(wages(5000, day(5, 31)), wages(9000, day(6, 20))).when((p, now) -> report(p, fell, LEADER_UNIT)).then(fell)
        .when((p, now) -> report(p, wages(8500, day(6, 30)), LEADER_UNIT)).accepted(OutcomeMetricReported.class);
    List<OutcomeMetricReported> values = List.of(wages(5000, day(5, 31)), wages(9000, day(6, 20)), fell);
    assertNull(Measuring.on(values, day(5, 30)));
    assertEquals(5000, Measuring.on(values, day(6, 19)).value().intValue());
    assertEquals(8000, Measuring.on(values, day(7, 1)).value().intValue(), "the correction");
  }

  @Test void a_day_finds_late_what_its_last_month_is_over() {
    Topic topic = topic(planned(listed("t1", day(2, 1)), listed("t2", day(2, 1)), completed("t2", day(6, 30))).state());
    assertEquals(0, topic.overdue(CITY, day(6, 30)), "the last month is June");
    assertEquals(1, topic.overdue(CITY, day(7, 1)));
  }

  @Test void the_colour_is_a_rule_with_borders() {
    ProgrammeRules rules = ProgrammeRules.at(day(6, 20));
    LocalDate halfOfIt = LocalDate.of(2020, 7, 1); // day 183 of 366
    assertEquals(Colour.GREEN, rules.colour(46, 100, 2020, halfOfIt));
    assertEquals(Colour.YELLOW, rules.colour(45, 100, 2020, halfOfIt), "five points behind");
    assertEquals(Colour.YELLOW, rules.colour(35, 100, 2020, halfOfIt), "fifteen points behind");
    assertEquals(Colour.RED, rules.colour(34, 100, 2020, halfOfIt));
    assertEquals(Colour.GREEN, rules.colour(0, 100, 2021, halfOfIt), "the year has not begun");
    assertEquals(Colour.RED, rules.colour(84, 100, 2019, halfOfIt), "the year is over");
    assertNull(rules.colour(0, 0, 2020, halfOfIt), "nothing planned is not green");
    assertEquals(List.of(false, true, false), List.of(rules.isRed(119, 100), rules.isRed(120, 100), rules.isRed(5, 0)));
  }
}
