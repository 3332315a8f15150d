package cn.jsjb.analytics.rating;

import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * ThreeRates as an answer shows them: between 0 and 1 with four decimals, half up, beside the exact fraction; the score with two decimals.
 * All null when there is no valid callback.
 */
public record RatesView(BigDecimal responseRate, BigDecimal resolutionRate, BigDecimal satisfactionRate, BigDecimal score,
    Exact responseRateExact, Exact resolutionRateExact, Exact satisfactionRateExact, Exact scoreExact) {

  /** Nothing is told. */
  public static final RatesView UNTOLD = new RatesView(null, null, null, null, null, null, null, null);

  public record Exact(BigInteger numerator, BigInteger denominator) {}

  public static RatesView of(ThreeRates rates) {
    return new RatesView(rounded(rates.response(), 4), rounded(rates.resolution(), 4), rounded(rates.satisfaction(), 4), rounded(rates.score(), 2),
        exact(rates.response()), exact(rates.resolution()), exact(rates.satisfaction()), exact(rates.score()));
  }

  private static BigDecimal rounded(Fraction fraction, int decimals) { return fraction == null ? null : fraction.rounded(decimals); }

  private static Exact exact(Fraction fraction) { return fraction == null ? null : new Exact(fraction.numerator(), fraction.denominator()); }
}
