package cn.jsjb.analytics.counting;

import cn.jsjb.rating.Fraction;
import java.math.BigDecimal;

/** Shares and changes as answers show them: four decimals, half up; null where there is nothing to compare with. */
public final class Parts {
  private Parts() {}

  public static BigDecimal share(long part, long whole) { return whole == 0 ? null : Fraction.of(part, whole).rounded(4); }

  /** By how much it grew: 0.12 is 12 % more. */
  public static BigDecimal change(long now, long before) { return share(now - before, before); }
}
