package cn.jsjb.supervision.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Problem.Method;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.ProblemDefined;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskCompleted;
import cn.jsjb.event.PlanEvent.TaskPlanned;
import cn.jsjb.event.PlanEvent.TaskVerified;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SamplingEvent;
import cn.jsjb.event.SamplingEvent.Consequence;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.ItemKind;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.event.SamplingEvent.SpotCheckRecorded;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.Sample;
import cn.jsjb.supervision.programme.Topic;
import cn.jsjb.supervision.sampling.Sampling.SpotCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 季度抽查核验 (SP5). */
class SamplingTest {
  private static final String LUGU = "110107011", OTHER = "110000D01";
  private static final Instant FROM = Story.at("2026-04-01T00:00+08:00"), TO = Story.at("2026-07-01T00:00+08:00");
  private static final QuarterSampleDrawn DRAWN = drawn(List.of(new Item(ItemKind.TICKET, "c-1", LUGU), new Item(ItemKind.TICKET, "c-2", LUGU)));

  private static QuarterSampleDrawn drawn(List<Item> items) { return new QuarterSampleDrawn("2026Q2", FROM, TO, "s", Map.of("complaint-log", Map.of(0, 9L)), 40, 0, items); }

  private static Story<Matter> given(SamplingEvent... events) { return Story.<Matter>of(Matter::evolve).given(events); }

  private static SpotCheck check(String item, boolean passed, String checkerUnit, String callerUnit) { return new SpotCheck(item, passed, "现场仍有占道", List.of(), "孙某", checkerUnit, callerUnit); }

  @Test void a_quarter_is_three_months_of_beijing() {
    assertEquals(YearMonth.of(2026, 4), Sampling.first("2026Q2"));
    assertEquals(FROM, Sampling.start(Sampling.first("2026Q2")));
    assertNull(Sampling.first("2026Q5"));
    assertNull(Sampling.first("2026-2"));
  }

  @Test void the_same_seed_draws_the_same_in_whatever_order_and_another_seed_another() {
    List<String> ids = new ArrayList<>(IntStream.range(0, 500).mapToObj(i -> "ticket-" + i).toList());
    List<String> drawn = Sampling.draw("seed", ids, 20);
    Collections.shuffle(ids, new Random(7));
    assertEquals(drawn, Sampling.draw("seed", ids, 20));
    assertEquals(drawn.subList(0, 5), Sampling.draw("seed", ids, 5), "a smaller draw is the beginning of a larger one");
    assertNotEquals(drawn, Sampling.draw("another", ids, 20));
    assertEquals(3, Sampling.draw("seed", ids.subList(0, 3), 20).size());
    // printf 'seed|a' | sha256sum
    assertEquals("5d1c1ac8d8d9040e23b1b0184b8ab467d2c223978ee95a18c086555ca2588a13", Sampling.place("seed", "a"));
  }

  @Test void every_ticket_has_the_same_chance() {
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> "ticket-" + i).toList();
    int[] drawn = new int[100];
    IntStream.range(0, 2_000).forEach(seed -> Sampling.draw("seed-" + seed, ids, 10).forEach(id -> drawn[Integer.parseInt(id.substring(7))]++));
    // Two hundred each; six standard deviations are eighty-one.
    for (int times : drawn) {
      assertEquals(200, times, 81);
    }
  }

  @Test void tasks_are_those_completed_on_a_day_of_the_quarter_each_by_its_problem() {
    assertEquals(Map.of("P1/T1", LUGU, "P2/T1", LUGU), Sampling.completed(Map.of("P1", topic("2026-04-01", "T1"), "P2", topic("2026-06-30", "T1"), "P3", topic("2026-03-31", "T1"), "P4", topic("2026-07-01", "T1")), FROM, TO));
    Topic found = Topic.evolve(topic("2026-05-01", "T1"), new TaskVerified("T1", LocalDate.of(2026, 5, 9), false, "未完成", "sun"));
    assertEquals(Map.of(), Sampling.completed(Map.of("P1", found), FROM, TO), "found not to be complete");
    Topic verified = Topic.evolve(topic("2026-05-01", "T1"), new TaskVerified("T1", LocalDate.of(2026, 8, 9), true, "属实", "sun"));
    assertEquals(Map.of("P1/T1", LUGU), Sampling.completed(Map.of("P1", verified), FROM, TO), "by the day of completion, whenever it was verified");
  }

  private static Topic topic(String completed, String task) {
    LocalDate january = LocalDate.of(2026, 1, 1);
    Topic topic = Topic.evolve(null, new ProblemDefined(1, january, 2026, "T07", "路灯", "street lamps", OTHER, List.of(), "副市长", Method.GOVERNANCE, "x", "x"));
    topic = Topic.evolve(topic, new TaskPlanned(task, 1, january, new Task(PlanEvent.CITY, "修复无灯路", "条", null, null, List.of(5), LUGU, List.of(), "x")));
    return Topic.evolve(topic, new TaskCompleted(task, LocalDate.parse(completed), null, "完成", List.of(), "li"));
  }

  @Test void a_quarter_is_drawn_once_and_not_before_it_has_begun() {
    given().when((m, now) -> Sampling.draw((Sample) m, DRAWN, now)).then(DRAWN);
    given(DRAWN).when((m, now) -> Sampling.draw((Sample) m, DRAWN, now)).refused(Reason.RECORDED_ALREADY);
    given().on("2026-03-31T23:59+08:00").when((m, now) -> Sampling.draw((Sample) m, DRAWN, now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> Sampling.draw((Sample) m, drawn(List.of()), now)).refused(Reason.NOTHING_TO_DRAW);
  }

  @Test void an_item_is_checked_once_and_never_by_the_handling_unit() {
    given(DRAWN).when((m, now) -> Sampling.check((Sample) m, check("c-9", true, OTHER, null), Consequence.NONE)).refused(Reason.NOT_IN_THE_SAMPLE);
    given(DRAWN).when((m, now) -> Sampling.check((Sample) m, check("c-1", true, LUGU, null), Consequence.NONE)).refused(Reason.VERIFIER_IS_INVOLVED);
    given(DRAWN).when((m, now) -> Sampling.check((Sample) m, check("c-1", true, null, LUGU), Consequence.NONE)).refused(Reason.VERIFIER_IS_INVOLVED);
    Story<Matter> one = given(DRAWN).when((m, now) -> Sampling.check((Sample) m, check("c-1", false, OTHER, null), Consequence.TICKET_REOPENED))
        .then(new SpotCheckRecorded("c-1", false, "现场仍有占道", List.of(), "孙某", OTHER, Consequence.TICKET_REOPENED));
    one.when((m, now) -> Sampling.check((Sample) m, check("c-1", true, OTHER, null), Consequence.NONE)).refused(Reason.RECORDED_ALREADY);
    assertEquals("DRAWN", one.state().status());
    assertEquals("CHECKED", one.when((m, now) -> Sampling.check((Sample) m, check("c-2", true, null, null), Consequence.NONE)).then(
        new SpotCheckRecorded("c-2", true, "现场仍有占道", List.of(), "孙某", null, Consequence.NONE)).state().status());
  }
}
