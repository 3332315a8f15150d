package cn.jsjb.analytics.classifying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifyingTest {
  private static final Assessment RULES = Catalogue.get().assessment();
  private static final Period MAY = RULES.period(YearMonth.of(2026, 5));
  private static final Units UNITS = Catalogue.get().units();
  private static final List<String> STREETS = UNITS.ofKind(RankedList.LOCALITY.kind()).stream().map(Unit::code).sorted().limit(40).toList();

  /** Street i resolves {@code resolved[i]} of 100. */
  private static Standings city(int[] resolved, int[] received, Standings before) {
    Map<String, Counts> counts = new HashMap<>();
    for (int i = 0; i < resolved.length; i++) {
      counts.put("locality:" + STREETS.get(i), Counts.NONE.with(Figure.RECEIVED, received[i]).with(Figure.VALID, 100).with(Figure.CONTACTED, 100).with(Figure.RESOLVED, resolved[i]).with(Figure.SATISFIED, 100));
    }
    return Standings.counted(UNITS, counts, RULES.formula(MAY, null).orElseThrow(), RULES.of(MAY).scoreV2(), before);
  }

  private static int[] numbers(int n, java.util.function.IntUnaryOperator of) { return java.util.stream.IntStream.range(0, n).map(of).toArray(); }

  @Test void best_last_most_risen_and_most_requests_each_ten() {
    Standings april = city(numbers(40, i -> 90 - i), numbers(40, i -> 100), null);
    // In May the last street is tenth, everybody between falls by one; requests grow with the number.
    Standings may = city(numbers(40, i -> i == 39 ? 90 : i < 10 ? 95 - i : 85 - i), numbers(40, i -> 100 + i), april);
    LocalityClassified said = Classifying.classify(3, may, 10, "2019.1");
    assertEquals(10, said.advanced().size());
    assertTrue(said.advanced().contains(STREETS.get(39)), "it is among the best");
    assertEquals(List.of(STREETS.get(39)), said.progressing(), "only who gained places progresses");
    assertEquals(STREETS.subList(29, 39).stream().sorted().toList(), said.rectifying().stream().sorted().toList());
    assertEquals(STREETS.subList(30, 40).stream().sorted().toList(), said.governance().stream().sorted().toList());
    assertEquals(3, said.version());
  }

  @Test void a_tie_at_the_line_is_not_cut() {
    LocalityClassified said = Classifying.classify(1, city(numbers(40, i -> i < 12 ? 90 : 50), numbers(40, i -> i < 11 ? 7 : 1), null), 10, "2019.1");
    assertEquals(STREETS.subList(0, 12), said.advanced());
    assertEquals(28, said.rectifying().size());
    assertEquals(STREETS.subList(0, 11), said.governance());
    assertEquals(List.of(), said.progressing());
  }

  @Test void nobody_is_among_the_best_and_the_last_and_who_has_no_rank_is_in_neither() {
    LocalityClassified said = Classifying.classify(1, city(numbers(4, i -> 90 - i), numbers(4, i -> 1), null), 3, "2019.1");
    assertEquals(STREETS.subList(0, 3), said.advanced());
    assertEquals(STREETS.subList(3, 4), said.rectifying());
    assertEquals(4, said.governance().size(), "all have one request");
    assertEquals(List.of(), Classifying.classify(1, city(new int[0], new int[0], null), 10, "x").governance());
  }

  @Test void months_in_a_class_are_counted_in_a_row() {
    Map<String, AssessmentPeriod> briefs = new HashMap<>();
    for (String month : List.of("2026-05", "2026-04", "2026-03", "2026-01")) {
      boolean march = month.equals("2026-03");
      briefs.put(month, new AssessmentPeriod(new cn.jsjb.event.PeriodEvent.AssessmentPeriodOpened(month, null, null, null, "2019.1"), null, List.of(), List.of(),
          new LocalityClassified(1, "2019.1", List.of("a"), march ? List.of() : List.of("b"), List.of(), List.of()), List.of()));
    }
    Memberships may = Memberships.of(MAY, briefs, () -> { throw new AssertionError("what is published is not counted again"); }, RULES);
    assertEquals(Map.of("ADVANCED", 3), may.months("a"), "February was not published");
    assertEquals(Map.of("PROGRESSING", 2), may.months("b"));
    assertEquals(Map.of(), may.months("c"));
    assertEquals(List.of("2026-05", "2026-04", "2026-03", "2026-01"), List.copyOf(may.history().keySet()));
    briefs.remove("2026-05");
    Memberships provisional = Memberships.of(MAY, briefs, () -> city(new int[] {90}, new int[] {1}, null), RULES);
    assertTrue(provisional.provisional());
    assertEquals(List.of("ADVANCED", "GOVERNANCE"), provisional.of(STREETS.getFirst()));
  }
}
