package cn.jsjb.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked examples of rules C-9 and C-10. */
class ThreeRatesTest {
  private static final Assessment RULES = Assessment.load();
  private static final Formula BEIJING = RULES.formula(RULES.period(YearMonth.of(2026, 5)), "10-50-40").orElseThrow();
  private static final Formula OTHER = RULES.formula(RULES.period(YearMonth.of(2026, 5)), "30-35-35").orElseThrow();
  private static final Count A = counts(400, 398, 360, 330, 40);
  private static final Count B = counts(120, 120, 114, 110, 6);
  private static final Count C = counts(50, 49, 40, 36, 8);

  @Test void locality_A() {
    assertRates(ThreeRates.of(A, BEIJING), "99.50", "90.00", "91.50", "91.55");
    // Exactly 93.375. The domain's table says 93.37; half up (rule C-5) says 93.38, and so does the law of this file.
    assertEquals(new BigDecimal("93.375"), ThreeRates.of(A, OTHER).score().rounded(3));
    assertEquals(new BigDecimal("93.38"), ThreeRates.of(A, OTHER).score().rounded(2));
  }

  @Test void locality_B() {
    assertRates(ThreeRates.of(B, BEIJING), "100.00", "95.00", "96.17", "95.97");
    assertEquals(new BigDecimal("96.91"), ThreeRates.of(B, OTHER).score().rounded(2));
  }

  @Test void locality_C() {
    assertRates(ThreeRates.of(C, BEIJING), "98.00", "80.00", "86.40", "84.36");
    assertEquals(new BigDecimal("87.64"), ThreeRates.of(C, OTHER).score().rounded(2));
  }

  @Test void a_group_is_pooled() {
    assertRates(ThreeRates.of(A.plus(B).plus(C), BEIJING), "99.47", "90.18", "92.04", "91.85");
  }

  @Test void the_mean_of_the_rows_is_another_number() {
    ThreeRates mean = ThreeRates.mean(List.of(ThreeRates.of(A, BEIJING), ThreeRates.of(B, BEIJING), ThreeRates.of(C, BEIJING), ThreeRates.NONE));
    assertRates(mean, "99.17", "88.33", "91.36", "90.63");
  }

  @Test void excluding_five_unresolved_after_an_appeal() {
    assertEquals(new BigDecimal("91.14"), ThreeRates.of(counts(395, 398, 360, 330, 40), BEIJING).resolution().percent());
  }

  @Test void without_a_valid_callback_there_are_no_rates() {
    ThreeRates none = ThreeRates.of(counts(0, 0, 0, 0, 0), BEIJING);
    assertEquals(ThreeRates.NONE, none);
    assertNull(none.score());
    assertEquals(ThreeRates.NONE, ThreeRates.mean(List.of(ThreeRates.NONE, ThreeRates.NONE)));
  }

  @Test void numerators_and_denominators_can_be_counted_again() {
    ThreeRates rates = ThreeRates.of(A, BEIJING);
    assertEquals(Fraction.of(398, 400), rates.response());
    assertEquals(Fraction.of(3660, 4000), rates.satisfaction());
  }

  @Test void half_is_rounded_up_and_thirds_stay_exact() {
    assertEquals(new BigDecimal("0.01"), Fraction.of(1, 200).rounded(2));
    assertEquals(0, Fraction.of(1, 3).plus(Fraction.of(1, 3)).plus(Fraction.of(1, 3)).compareTo(Fraction.of(1, 1)));
    assertThrows(ArithmeticException.class, () -> Fraction.of(1, 0));
  }

  record Count(long valid, long contacted, long resolved, long satisfied, long basically) implements ThreeRates.Counted {
    Count plus(Count o) { return new Count(valid + o.valid, contacted + o.contacted, resolved + o.resolved, satisfied + o.satisfied, basically + o.basically); }
  }

  static Count counts(long valid, long contacted, long resolved, long satisfied, long basically) { return new Count(valid, contacted, resolved, satisfied, basically); }

  private static void assertRates(ThreeRates rates, String response, String resolution, String satisfaction, String score) {
    assertEquals(new BigDecimal(response), rates.response().percent());
    assertEquals(new BigDecimal(resolution), rates.resolution().percent());
    assertEquals(new BigDecimal(satisfaction), rates.satisfaction().percent());
    assertEquals(new BigDecimal(score), rates.score().rounded(2));
  }
}
