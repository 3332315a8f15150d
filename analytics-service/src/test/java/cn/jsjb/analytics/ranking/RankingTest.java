package cn.jsjb.analytics.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test void three_streets_tie_first_and_the_next_is_fourth() {
    assertRanking(List.of(entry("d", 10, 99, 1), entry("a", 5, 100, 1), entry("b", 7, 100, 1), entry("c", 6, 200, 2)),
        "b:1", "c:1", "a:1", "d:4");
  }

  @Test void among_equals_the_larger_volume_stands_first_then_the_code() {
    assertRanking(List.of(entry("z", 5, 90, 1), entry("y", 5, 90, 1), entry("x", 4, 90, 1)), "y:1", "z:1", "x:1");
  }

  @Test void without_a_valid_callback_a_unit_is_unranked_and_last() {
    assertRanking(List.of(unrated("n", 50), unrated("m", 60), entry("a", 1, 10, 1), entry("b", 1, 0, 1)), "a:1", "b:2", "m:-", "n:-");
  }

  @Test void scores_that_only_look_equal_after_rounding_are_not_a_tie() {
    assertRanking(List.of(entry("a", 1, 9_999_998, 100_000), entry("b", 1, 9_999_999, 100_000)), "b:1", "a:2");
  }

  @Test void an_empty_list_has_no_ranks() { assertRanking(List.of()); }

  private static Ranking.Entry entry(String unit, long volume, long score, long per) {
    Fraction fraction = Fraction.of(score, per);
    return new Ranking.Entry(unit, Counts.NONE.with(Figure.RECEIVED, volume), new ThreeRates(fraction, fraction, fraction, fraction));
  }

  private static Ranking.Entry unrated(String unit, long volume) { return new Ranking.Entry(unit, Counts.NONE.with(Figure.RECEIVED, volume), ThreeRates.NONE); }

  private static void assertRanking(List<Ranking.Entry> entries, String... expected) {
    assertEquals(Arrays.asList(expected), Ranking.of(entries).stream().map(r -> r.entry().unit() + ":" + (r.rank() == null ? "-" : r.rank())).toList());
    Ranking.of(entries).forEach(r -> assertEquals(r, Ranking.placeOf(r.entry().unit(), entries)));
  }
}
