package cn.jsjb.analytics.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.analytics.Assessment;
import cn.jsjb.analytics.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked examples of rules C-9 and C-10. */
class RatesTest {
  private static final Assessment RULES = Assessment.load();
  private static final Formula BEIJING = RULES.formula(RULES.period(YearMonth.of(2026, 5)), "10-50-40").orElseThrow();
  private static final Formula OTHER = RULES.formula(RULES.period(YearMonth.of(2026, 5)), "30-35-35").orElseThrow();
  private static final Counts A = counts(400, 398, 360, 330, 40);
  private static final Counts B = counts(120, 120, 114, 110, 6);
  private static final Counts C = counts(50, 49, 40, 36, 8);

  @Test void locality_A() {
    assertRates(Rates.of(A, BEIJING), "99.50", "90.00", "91.50", "91.55");
    // Exactly 93.375. The domain's table says 93.37; half up (rule C-5) says 93.38, and so does the law of this file.
    assertEquals(new BigDecimal("93.375"), Rates.of(A, OTHER).score().rounded(3));
    assertEquals(new BigDecimal("93.38"), Rates.of(A, OTHER).score().rounded(2));
  }

  @Test void locality_B() {
    assertRates(Rates.of(B, BEIJING), "100.00", "95.00", "96.17", "95.97");
    assertEquals(new BigDecimal("96.91"), Rates.of(B, OTHER).score().rounded(2));
  }

  @Test void locality_C() {
    assertRates(Rates.of(C, BEIJING), "98.00", "80.00", "86.40", "84.36");
    assertEquals(new BigDecimal("87.64"), Rates.of(C, OTHER).score().rounded(2));
  }

  @Test void a_group_is_pooled() {
    assertRates(Rates.of(A.plus(B).plus(C), BEIJING), "99.47", "90.18", "92.04", "91.85");
  }

  @Test void the_mean_of_the_rows_is_another_number() {
    Rates mean = Rates.mean(List.of(Rates.of(A, BEIJING), Rates.of(B, BEIJING), Rates.of(C, BEIJING), Rates.NONE));
    assertRates(mean, "99.17", "88.33", "91.36", "90.63");
  }

  @Test void excluding_five_unresolved_after_an_appeal() {
    assertEquals(new BigDecimal("91.14"), Rates.of(A.with(Figure.VALID, 395), BEIJING).resolution().percent());
  }

  @Test void without_a_valid_callback_there_are_no_rates() {
    Rates none = Rates.of(Counts.NONE.with(Figure.RECEIVED, 12), BEIJING);
    assertEquals(Rates.NONE, none);
    assertNull(RatesView.of(none).responseRate());
    assertNull(RatesView.of(none).scoreExact());
    assertEquals(Rates.NONE, Rates.mean(List.of(Rates.NONE, Rates.NONE)));
  }

  @Test void numerators_and_denominators_can_be_counted_again() {
    Rates rates = Rates.of(A, BEIJING);
    assertEquals(Fraction.of(398, 400), rates.response());
    assertEquals(Fraction.of(3660, 4000), rates.satisfaction());
    RatesView view = RatesView.of(rates);
    assertEquals(new BigDecimal("0.9950"), view.responseRate());
    assertEquals(new BigDecimal("0.9150"), view.satisfactionRate());
    assertEquals(new BigDecimal("91.55"), view.score());
  }

  @Test void half_is_rounded_up_and_thirds_stay_exact() {
    assertEquals(new BigDecimal("0.01"), Fraction.of(1, 200).rounded(2));
    assertEquals(0, Fraction.of(1, 3).plus(Fraction.of(1, 3)).plus(Fraction.of(1, 3)).compareTo(Fraction.of(1, 1)));
    assertThrows(ArithmeticException.class, () -> Fraction.of(1, 0));
  }

  static Counts counts(long valid, long contacted, long resolved, long satisfied, long basically) {
    return Counts.NONE.with(Figure.VALID, valid).with(Figure.CONTACTED, contacted).with(Figure.RESOLVED, resolved).with(Figure.SATISFIED, satisfied)
        .with(Figure.BASICALLY, basically);
  }

  private static void assertRates(Rates rates, String response, String resolution, String satisfaction, String score) {
    assertEquals(new BigDecimal(response), rates.response().percent());
    assertEquals(new BigDecimal(resolution), rates.resolution().percent());
    assertEquals(new BigDecimal(satisfaction), rates.satisfaction().percent());
    assertEquals(new BigDecimal(score), rates.score().rounded(2));
  }
}
