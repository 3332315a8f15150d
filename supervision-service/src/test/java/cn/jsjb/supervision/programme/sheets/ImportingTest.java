package cn.jsjb.supervision.programme.sheets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problem.Method;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.*;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.event.Share;
import cn.jsjb.supervision.programme.By;
import cn.jsjb.supervision.programme.Rows;
import cn.jsjb.supervision.programme.Rows.*;
import cn.jsjb.supervision.programme.Topic;
import cn.jsjb.supervision.programme.sheets.Importing.Asked;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file becomes facts under the same rules as everything else, all or nothing, and twice adds nothing. */
class ImportingTest {
  private static final Units UNITS = Catalogue.get().units();
  private static final String P = "MT2021-P03", CITY = "110000", LEAD = "110000D03";
  private static final LocalDate TODAY = LocalDate.of(2021, 7, 1), FROM = LocalDate.of(2021, 2, 1);
  private static final By GROUP = new By(true, false, false, null, "wang"), OWNER = new By(false, false, true, LEAD, "zhang"), OFFICE = new By(false, true, false, null, "li");

  private static Map<String, Topic> defined() {
    return new HashMap<>(Map.of(P, Topic.evolve(null, new ProblemDefined(1, LocalDate.of(2021, 1, 1), 2021, "T02", "拖欠工资", "Unpaid wages", LEAD, List.of("110000D07"), "分管副市长", Method.REMEDIATION, "2021.2", "s"))));
  }

  private static Lists file() {
    Lists file = Lists.empty();
    file.plans().add(new PlanRow(P, CITY, 1, FROM, "方案", List.of("一", "二"), null, "SYNTHETIC"));
    file.plans().add(new PlanRow(P, "110107", 1, FROM, "石景山方案", List.of("一"), null, "SYNTHETIC"));
    file.responsibilities().add(new ResponsibilityRow(P, CITY, 1, FROM, LEAD, Part.LEAD, "统筹", null));
    file.responsibilities().add(new ResponsibilityRow(P, CITY, 1, FROM, "110000D07", Part.SUPPORT, "配合", null));
    file.tasks().add(task("t1", LEAD, TaskStatus.VERIFIED));
    file.tasks().add(task("t2", "110000D07", TaskStatus.PLANNED));
    file.policies().add(policy("z1", LocalDate.of(2021, 5, 1)));
    file.policies().add(policy("z2", null));
    file.outcomes().add(new OutcomeRow(P, CITY, "M1", "追回工资", BigDecimal.valueOf(9000), "万元", LocalDate.of(2021, 6, 20), null, true, null, null, "SYNTHETIC"));
    return file;
  }

  private static TaskRow task(String id, String owner, TaskStatus status) {
    boolean done = status == TaskStatus.VERIFIED;
    return new TaskRow(P, CITY, id, "清理欠薪", null, BigDecimal.valueOf(12), "个", List.of(3), owner, List.of(), FROM, null, status, done ? BigDecimal.valueOf(12) : null, done ? LocalDate.of(2021, 3, 20) : null,
        done ? LocalDate.of(2021, 3, 28) : null, null, done ? "属实" : null, "SYNTHETIC");
  }

  private static PolicyRow policy(String id, LocalDate issued) {
    return new PolicyRow(P, CITY, id, "办法", List.of(LEAD), null, FROM, issued == null ? PolicyStatus.PLANNED : PolicyStatus.ISSUED, null, null, null, issued, issued == null ? null : "1 号", null, null, "SYNTHETIC");
  }

  private static Asked ask(Lists file, Map<String, Topic> topics, By by, boolean progress) {
    return Importing.ask(WorkbookReader.read(WorkbookTest.write(file), UNITS), topics, by, UNITS, TODAY, progress);
  }

  /** As the service does it: each step decided again on what stands. */
  private static int say(Asked asked, Map<String, Topic> topics) {
    assertEquals(List.of(), asked.problems());
    for (Importing.Step step : asked.steps()) {
      Decision.Accepted yes = assertInstanceOf(Decision.Accepted.class, step.decide().apply(topics.get(step.problem()), TODAY));
      topics.put(step.problem(), Topic.evolve(topics.get(step.problem()), (PlanEvent) yes.said()));
    }
    return asked.steps().size();
  }

  @Test void a_file_becomes_the_lists_and_the_same_file_again_adds_nothing() {
    Map<String, Topic> topics = defined();
    assertEquals(7, say(ask(file(), topics, GROUP, false), topics), "two plans, one responsibility list, two tasks, one policy list of two, one outcome");
    assertEquals(new Share(0, 2), topics.get(P).progress().tasks(CITY, TODAY), "statuses are not taken in unasked");
    assertEquals(new Share(0, 2), topics.get(P).progress().policies(CITY, TODAY, CountingMode.ISSUED));
    Asked again = ask(file(), topics, GROUP, false);
    assertEquals(List.of(), again.problems());
    assertEquals(List.of(), again.steps());
    assertEquals(9, again.unchanged());
  }

  @Test void a_half_written_file_is_completed_by_sending_it_again() {
    Map<String, Topic> topics = defined();
    Asked asked = ask(file(), topics, GROUP, false);
    say(new Asked(asked.steps().subList(0, 4), 0, List.of()), topics);
    Asked rest = ask(file(), topics, GROUP, false);
    assertEquals(3, say(rest, topics));
  }

  @Test void statuses_come_from_whom_they_belong_to() {
    Map<String, Topic> topics = defined();
    say(ask(file(), topics, GROUP, false), topics);
    assertEquals(List.of("ONLY_THE_OWNER"), ask(file(), topics, GROUP, true).problems().stream().map(LineProblem::code).toList(), "the reform group completes no task");
    Lists completed = file();
    completed.tasks().set(0, task("t1", LEAD, TaskStatus.COMPLETED));
    TaskRow t = task("t1", LEAD, TaskStatus.VERIFIED);
    completed.tasks().set(0, new TaskRow(P, CITY, "t1", t.title(), null, t.target(), t.unit(), t.months(), LEAD, List.of(), FROM, null, TaskStatus.COMPLETED, t.done(), t.completedOn(), null, null, "完成", "SYNTHETIC"));
    assertEquals(2, say(ask(completed, topics, OWNER, true), topics), "one task completed, one policy issued");
    assertEquals(List.of("OWNER_CANNOT_VERIFY"), ask(file(), topics, OWNER, true).problems().stream().map(LineProblem::code).toList());
    Lists verified = Lists.empty();
    verified.tasks().add(t);
    assertEquals(1, say(ask(verified, topics, OFFICE, true), topics));
    assertEquals(1, topics.get(P).progress().verified(CITY, TODAY));
    assertEquals(new Share(1, 2), topics.get(P).progress().policies(CITY, TODAY, CountingMode.ISSUED));
    assertEquals(new Share(0, 2), topics.get(P).progress().tasks(CITY, LocalDate.of(2021, 3, 19)), "as of the day it was, not the day it was told");
    // And what is written now asks for nothing when it is read.
    Asked none = ask(Rows.of(topics, s -> true, TODAY), topics, GROUP, true);
    assertEquals(List.of(), none.problems());
    assertEquals(List.of(), none.steps());
  }

  @Test void one_wrong_line_and_nothing_is_asked_for_but_every_wrong_line_is_named() {
    Lists file = file();
    file.tasks().add(task("t1", LEAD, TaskStatus.PLANNED));
    file.tasks().add(task("t9", "110000D10", TaskStatus.PLANNED));
    file.plans().add(new PlanRow("MT2021-P99", CITY, 1, FROM, "方案", List.of("一"), null, "s"));
    file.tasks().add(new TaskRow(P, "110108", "t8", "没有方案的区", null, null, null, List.of(3), "110108D08", List.of(), FROM, null, TaskStatus.PLANNED, null, null, null, null, null, "s"));
    Asked asked = ask(file, defined(), GROUP, false);
    assertEquals(List.of("方案 plan 4 NOT_FOUND", "任务 tasks 4 LINE_TWICE", "任务 tasks 5 NOT_A_PARTNER", "任务 tasks 6 NOT_PLANNED_YET"), asked.problems().stream().map(p -> p.sheet() + " " + p.line() + " " + p.code()).toList());
  }

  @Test void a_district_brings_its_own_lists_only() {
    Map<String, Topic> topics = defined();
    Asked asked = ask(file(), topics, new By(false, false, true, "110107", "liu"), false);
    assertEquals(1, asked.steps().size());
    assertTrue(asked.problems().stream().allMatch(p -> p.code().equals("OTHER_SCOPE")));
  }

  @Test void what_reads_otherwise_is_revised_and_what_has_a_last_day_is_dropped() {
    Map<String, Topic> topics = defined();
    say(ask(file(), topics, GROUP, false), topics);
    Lists file = file();
    TaskRow t = task("t2", "110000D07", TaskStatus.PLANNED);
    file.tasks().set(1, new TaskRow(P, CITY, "t2", "改了名", null, t.target(), t.unit(), List.of(9), t.owner(), List.of(), FROM, LocalDate.of(2021, 5, 1), TaskStatus.PLANNED, null, null, null, null, null, "SYNTHETIC"));
    file.tasks().set(0, new TaskRow(P, CITY, "t1", "清理欠薪", null, t.target(), t.unit(), List.of(3), LEAD, List.of(), FROM, null, TaskStatus.DROPPED, null, null, null, LocalDate.of(2021, 6, 1), null, "SYNTHETIC"));
    assertEquals(2, say(ask(file, topics, GROUP, false), topics));
    assertEquals(LocalDate.of(2021, 5, 1), topics.get(P).tasks().get("t2").specs().getLast().from());
    assertEquals(new Share(0, 1), topics.get(P).progress().tasks(CITY, LocalDate.of(2021, 6, 1)));
    assertEquals(List.of(), ask(file, topics, GROUP, false).steps());
  }
}
