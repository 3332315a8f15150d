package cn.jsjb.supervision.programme;

import static cn.jsjb.event.PlanEvent.CITY;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problem.Method;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.*;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.harness.Story;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Facts and people of the specs: 拖欠工资, led by 市人力社保局, in the year 2021. */
final class Monthly {
  static final Units UNITS = Catalogue.get().units();
  static final String LEAD = "110000D03", HOUSING = "110000D07", POLICE = "110000D13", STRANGER = "110000D10";
  static final String SHIJINGSHAN = "110107", YIZHUANG = "110115403";
  static final LocalDate TODAY = LocalDate.of(2021, 7, 1);

  static final By GROUP = new By(true, false, false, null, "wang"), SUPERVISION = new By(false, true, false, null, "li"), LEADER_UNIT = unit(LEAD), DISTRICT = unit(SHIJINGSHAN);

  private Monthly() {}

  static By unit(String code) { return new By(false, false, true, code, "user-of-" + code); }

  static LocalDate day(int month, int day) { return LocalDate.of(2021, month, day); }

  /** A problem with these facts behind it; time stands at the first of July. */
  static Story<Programme> given(ProgrammeEvent... events) { return Story.<Programme>of(Programme::evolve).on("2021-07-01T09:00+08:00").given(events); }

  /** Defined, with a plan of the city in force from February. */
  static Story<Programme> planned(ProgrammeEvent... more) {
    List<ProgrammeEvent> events = new ArrayList<>(List.of(defined(), approved(CITY, 1, day(2, 1))));
    events.addAll(List.of(more));
    return given(events.toArray(ProgrammeEvent[]::new));
  }

  static ProblemDefined defined() {
    return new ProblemDefined(1, day(1, 1), 2021, "T02", "拖欠工资", "Unpaid wages", LEAD, List.of(HOUSING, POLICE), "分管副市长", Method.REMEDIATION, "2021.2", ProgrammeEvent.SYNTHETIC);
  }

  static PlanApproved approved(String scope, int version, LocalDate from) { return new PlanApproved(scope, version, from, plan("方案 " + version)); }

  static Plan plan(String title) { return new Plan(title, List.of("源头治理", "联合执法"), null, ProgrammeEvent.SYNTHETIC); }

  static Task task(String owner, Integer... months) { return task(CITY, owner, months); }

  static Task task(String scope, String owner, Integer... months) {
    return new Task(scope, "清理欠薪项目", "项目", BigDecimal.valueOf(120), "个", List.of(months), owner, List.of(), ProgrammeEvent.SYNTHETIC);
  }

  static TaskPlanned listed(String id, LocalDate from) { return new TaskPlanned(id, 1, from, task(LEAD, 3, 6)); }

  static TaskCompleted completed(String id, LocalDate on) { return new TaskCompleted(id, on, null, null, List.of(), "user-of-" + LEAD); }

  static Policy policy(String scope, String... drafters) { return new Policy(scope, "工资支付办法", List.of(drafters), day(6, 30), ProgrammeEvent.SYNTHETIC); }

  static PolicyListRevised policies(int version, LocalDate from, int first, int last) {
    List<NamedPolicy> added = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      added.add(new NamedPolicy("Z" + i, policy(CITY, LEAD)));
    }
    return new PolicyListRevised(CITY, version, from, added, List.of(), "年度清单");
  }

  static OutcomeMetricReported wages(long value, LocalDate asOf) {
    return new OutcomeMetricReported("M1", CITY, "追回工资", BigDecimal.valueOf(value), "万元", asOf, null, true, null, null, ProgrammeEvent.SYNTHETIC);
  }

  static Topic topic(Programme state) { return (Topic) state; }
}
