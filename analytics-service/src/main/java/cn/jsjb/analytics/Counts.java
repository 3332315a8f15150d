package cn.jsjb.analytics;

import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One number a {@link Figure}. A value: adding gives another one. */
public final class Counts implements ThreeRates.Counted {
  public static final Counts NONE = new Counts(new long[Figure.COUNT]);

  private final long[] numbers;

  private Counts(long[] numbers) { this.numbers = numbers; }

  /** @param numbers in the order of {@link Figure} */
  public static Counts of(long... numbers) { return new Counts(Arrays.copyOf(numbers, Figure.COUNT)); }

  /** What {@code tickets} tickets with this mask count. */
  public static Counts ofMask(int mask, long tickets) {
    long[] numbers = new long[Figure.COUNT];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (mask >>> i & 1) * tickets;
    }
    return new Counts(numbers);
  }

  public long get(Figure figure) { return numbers[figure.ordinal()]; }

  @Override public long valid() { return get(Figure.VALID); }

  @Override public long contacted() { return get(Figure.CONTACTED); }

  @Override public long resolved() { return get(Figure.RESOLVED); }

  @Override public long satisfied() { return get(Figure.SATISFIED); }

  @Override public long basically() { return get(Figure.BASICALLY); }

  public Counts with(Figure figure, long number) {
    long[] changed = numbers.clone();
    changed[figure.ordinal()] = number;
    return new Counts(changed);
  }

  public Counts plus(Counts other) {
    long[] sum = numbers.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.numbers[i];
    }
    return new Counts(sum);
  }

  public Counts minus(Counts other) {
    long[] rest = numbers.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= other.numbers[i];
    }
    return new Counts(rest);
  }

  /** Figure name → number, in the order of {@link Figure}. */
  @JsonValue
  public Map<String, Long> named() {
    Map<String, Long> named = new LinkedHashMap<>();
    for (Figure figure : Figure.values()) {
      named.put(figure.json(), get(figure));
    }
    return named;
  }

  @Override public boolean equals(Object o) { return o instanceof Counts c && Arrays.equals(numbers, c.numbers); }

  @Override public int hashCode() { return Arrays.hashCode(numbers); }

  @Override public String toString() { return named().toString(); }
}
