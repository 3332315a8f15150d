package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.rating.Fraction;
import java.math.BigDecimal;
import java.util.Map;

/** Shares and changes as answers show them: four decimals, half up; null where there is nothing to compare with. */
public final class Parts {
  private Parts() {}

  public static BigDecimal share(long part, long whole) { return whole == 0 ? null : Fraction.of(part, whole).rounded(4); }

  /** What was counted then; null where nothing at all is on record of that time, which is not the same as none. */
  public static Long then(Map<String, Counts> all, Counts one) {
    return all.values().stream().anyMatch(c -> c.get(Figure.RECEIVED) > 0) ? one.get(Figure.RECEIVED) : null;
  }

  /** By how much it grew; null beside nothing. */
  public static BigDecimal change(long now, Long before) { return before == null ? null : change(now, before.longValue()); }

  /** By how much it grew: 0.12 is 12 % more. */
  public static BigDecimal change(long now, long before) { return share(now - before, before); }
}
