package cn.jsjb.analytics.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.ScoreWeights;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodLocked;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.PeriodEvent.Snapshot.Before;
import cn.jsjb.rating.Fraction;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final Assessment RULES = Catalogue.get().assessment();
  private static final Period MAY = RULES.period(YearMonth.of(2026, 5));
  private static final Assessment.Formula FORMULA = RULES.formula(MAY, null).orElseThrow();
  private static final Units UNITS = Catalogue.get().units();

  private static Counts answers(long valid, long resolved) {
    return Counts.NONE.with(Figure.RECEIVED, valid).with(Figure.VALID, valid).with(Figure.CONTACTED, valid).with(Figure.RESOLVED, resolved).with(Figure.SATISFIED, resolved);
  }

  private static Standings counted(Map<String, Counts> counts, Standings before) { return Standings.counted(UNITS, counts, FORMULA, RULES.of(MAY).scoreV2(), before); }

  private static Standings.Place place(Standings standings, String unit) {
    return standings.of(RankedList.LOCALITY).stream().filter(p -> p.entry().unit().equals(unit)).findFirst().orElseThrow();
  }

  /** 2019-07: three streets first with 100, the next one is fourth. */
  @Test void three_first_and_the_next_is_fourth_also_in_what_was_locked() {
    Standings before = counted(Map.of("locality:110101004", answers(4, 4), "locality:110101001", answers(4, 2)), null);
    Standings now = counted(Map.of("locality:110101001", answers(2, 2), "locality:110101002", answers(1, 1), "locality:110101003", answers(1, 1), "locality:110101004", answers(2, 1)), before);
    Snapshot snapshot = now.snapshot("2026-05", Map.of("complaint-log", List.of(7L)), FORMULA, RULES.of(MAY).scoreV2(), UNITS.version(), new Before("2026-04", 1, "0".repeat(64)));
    for (Standings standings : List.of(now, Standings.locked(snapshot))) {
      assertEquals(List.of(1, 1, 1, 4), standings.of(RankedList.LOCALITY).stream().limit(4).map(Standings.Place::rank).toList());
      assertEquals(-3, place(standings, "110101004").gain());
      assertEquals(1, place(standings, "110101001").gain());
      assertNull(place(standings, "110101002").gain(), "not ranked before");
      assertNull(place(standings, "110101005").rank(), "nobody was asked");
    }
    for (RankedList list : RankedList.values()) {
      assertEquals(now.of(list), Standings.locked(snapshot).of(list), list.name());
      assertEquals(UNITS.ofKind(list.kind()).size(), now.of(list).size());
    }
  }

  @Test void a_lock_of_the_whole_directory_with_seven_digits_everywhere_is_far_below_what_a_record_may_weigh() {
    Map<String, Counts> counts = new HashMap<>();
    for (RankedList list : RankedList.values()) {
      UNITS.ofKind(list.kind()).forEach(unit -> {
        long[] numbers = new long[Figure.values().length];
        java.util.Arrays.fill(numbers, 1_234_567);
        counts.put(list.dimension() + unit.code(), Counts.of(numbers));
      });
    }
    Snapshot snapshot = counted(counts, null).snapshot("2026-05", Map.of("complaint-log", List.of(7L)), FORMULA, RULES.of(MAY).scoreV2(), UNITS.version(), new Before("2026-04", null, null));
    int bytes = EventTypes.write(new AssessmentPeriodLocked(1, snapshot)).length;
    assertTrue(bytes < 256 * 1024, bytes + " bytes");
  }

  @Test void first_responders_lose_what_they_shirked_of_what_they_were_sent() {
    assertEquals(0, Fraction.of(95, 1).compareTo(ScoreV2.firstResponder(Counts.NONE.with(Figure.DISPATCHED, 40).with(Figure.SHIRKED, 2))));
    assertNull(ScoreV2.firstResponder(Counts.NONE));
  }

  @Test void score_v2_is_the_score_by_default_and_leaves_out_what_cannot_be_counted() {
    ScoreWeights only = new ScoreWeights(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO);
    ScoreWeights three = new ScoreWeights(new BigDecimal("0.8"), new BigDecimal("0.1"), new BigDecimal("0.1"));
    Fraction score = Fraction.of(9155, 100);
    assertEquals(0, score.compareTo(ScoreV2.of(only, score, Fraction.of(50, 1), null)));
    assertEquals(0, Fraction.of(8824, 100).compareTo(ScoreV2.of(three, score, Fraction.of(100, 1), Fraction.of(50, 1))));
    assertEquals(0, Fraction.of(83240, 900).compareTo(ScoreV2.of(three, score, Fraction.of(100, 1), null)), "(73.24 + 10) / 0.9");
    assertNull(ScoreV2.of(three, null, Fraction.of(100, 1), Fraction.of(100, 1)));
  }
}
