package cn.jsjb.analytics.ranking;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Assessment.ScoreWeights;
import cn.jsjb.rating.Fraction;
import java.math.BigDecimal;

/**
 * scoreV2 = w0·score + w1·first responder + w2·proactive (domain 4.11). A component of which there is nothing to count (no dispatch, no accepted task) is left out
 * and the others weigh as much more (assumption): not known is neither 0 nor 100. Without a score there is none (rule C-5).
 */
public final class ScoreV2 {
  private ScoreV2() {}

  /** 100 × (1 − shirked / dispatched), null when nothing was dispatched to the unit. */
  public static Fraction firstResponder(Counts counts) {
    long dispatched = counts.get(Figure.DISPATCHED);
    return dispatched == 0 ? null : Fraction.of(100 * (dispatched - counts.get(Figure.SHIRKED)), dispatched);
  }

  /** @param score, firstResponder, proactive 0…100, null where there is nothing to count */
  public static Fraction of(ScoreWeights weights, Fraction score, Fraction firstResponder, Fraction proactive) {
    if (score == null) {
      return null;
    }
    Fraction[] parts = {score, firstResponder, proactive};
    BigDecimal[] each = {weights.score(), weights.firstResponder(), weights.proactive()};
    BigDecimal weight = BigDecimal.ZERO;
    Fraction sum = null;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != null && each[i].signum() > 0) {
        Fraction part = parts[i].times(Fraction.of(each[i]));
        sum = sum == null ? part : sum.plus(part);
        weight = weight.add(each[i]);
      }
    }
    Fraction whole = Fraction.of(weight);
    return (sum == null ? Fraction.ZERO : sum).times(new Fraction(whole.denominator(), whole.numerator()));
  }
}
