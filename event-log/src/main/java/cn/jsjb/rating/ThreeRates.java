package cn.jsjb.rating;

import cn.jsjb.catalogue.Assessment.Formula;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * 三率: response, resolution and satisfaction rate and the score made of them (rule C-4), each an exact fraction. All four are null when
 * there is no valid callback (rule C-5): no rate is not a rate of nought.
 *
 * @param response 响应率 contacted / V
 * @param resolution 解决率 resolved / V
 * @param satisfaction 满意率 (satisfied + basically × what the formula says) / V
 * @param score 0…100
 */
public record ThreeRates(Fraction response, Fraction resolution, Fraction satisfaction, Fraction score) {
  /** Numbers of tickets. {@code valid} is V, the denominator of all three; each of the others counts among it. */
  public interface Counted {
    long valid();

    long contacted();

    long resolved();

    long satisfied();

    /** 基本满意 */
    long basically();
  }

  public static final ThreeRates NONE = new ThreeRates(null, null, null, null);

  public static ThreeRates of(Counted counts, Formula formula) {
    long valid = counts.valid();
    if (valid == 0) {
      return NONE;
    }
    Fraction response = Fraction.of(counts.contacted(), valid);
    Fraction resolution = Fraction.of(counts.resolved(), valid);
    Fraction satisfaction = satisfaction(counts.satisfied(), counts.basically(), valid, formula.basically());
    return new ThreeRates(response, resolution, satisfaction, score(response, resolution, satisfaction, formula));
  }

  /** Scaled, not reduced: 330 satisfied and 40 basically of 400 are 3660/4000. */
  private static Fraction satisfaction(long satisfied, long basically, long valid, BigDecimal weight) {
    Fraction per = Fraction.of(weight);
    return new Fraction(BigInteger.valueOf(satisfied).multiply(per.denominator()).add(BigInteger.valueOf(basically).multiply(per.numerator())),
        BigInteger.valueOf(valid).multiply(per.denominator()));
  }

  /** The denominator of satisfaction is that of the other two, or a multiple of it: reduced once and not at each step, as lists of hundreds of units need it. */
  private static Fraction score(Fraction response, Fraction resolution, Fraction satisfaction, Formula formula) {
    BigInteger scale = satisfaction.denominator().divide(response.denominator());
    BigInteger both = response.numerator().multiply(BigInteger.valueOf(formula.weights().response())).add(resolution.numerator().multiply(BigInteger.valueOf(formula.weights().resolution())));
    return new Fraction(both.multiply(scale).add(satisfaction.numerator().multiply(BigInteger.valueOf(formula.weights().satisfaction()))), satisfaction.denominator()).reduced();
  }

  /** Mean of the rates of a group's members, each member weighing the same; members without rates are left out (rule C-8, the other choice). */
  public static ThreeRates mean(Collection<ThreeRates> members) {
    return new ThreeRates(mean(members, ThreeRates::response), mean(members, ThreeRates::resolution), mean(members, ThreeRates::satisfaction), mean(members, ThreeRates::score));
  }

  private static Fraction mean(Collection<ThreeRates> members, Function<ThreeRates, Fraction> rate) {
    List<Fraction> known = members.stream().map(rate).filter(Objects::nonNull).toList();
    // Those of one denominator first: many members have the same, and sums of different ones grow long.
    Map<BigInteger, BigInteger> sums = new TreeMap<>();
    known.forEach(f -> sums.merge(f.denominator(), f.numerator(), BigInteger::add));
    return known.isEmpty() ? null : sums.entrySet().stream().map(e -> new Fraction(e.getValue(), e.getKey())).reduce(Fraction.ZERO, Fraction::plus).times(Fraction.of(1, known.size()));
  }
}
