package cn.jsjb.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** So many of so many, exact; rounded once, where a person reads it: percent with one decimal, half up (domain 6.4). */
public record Share(long done, long total) {
  public static final Share NONE = new Share(0, 0);

  public Share {
    if (done < 0 || total < done) {
      throw new IllegalArgumentException("%d of %d is no share".formatted(done, total));
    }
  }

  public Share plus(Share other) { return new Share(done + other.done, total + other.total); }

  /** Percent; null of nothing. */
  public BigDecimal percent() {
    return total == 0 ? null : BigDecimal.valueOf(done).movePointRight(2).divide(BigDecimal.valueOf(total), 1, RoundingMode.HALF_UP);
  }
}
