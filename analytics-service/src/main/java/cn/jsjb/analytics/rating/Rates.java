package cn.jsjb.analytics.rating;

import cn.jsjb.analytics.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
public record Rates(Fraction response, Fraction resolution, Fraction satisfaction, Fraction score) {
  public static final Rates NONE = new Rates(null, null, null, null);

  public static Rates of(Counts counts, Formula formula) {
    long valid = counts.get(Figure.VALID);
    if (valid == 0) {
      return NONE;
    }
    Fraction response = Fraction.of(counts.get(Figure.CONTACTED), valid);
    Fraction resolution = Fraction.of(counts.get(Figure.RESOLVED), valid);
    Fraction satisfaction = satisfaction(counts.get(Figure.SATISFIED), counts.get(Figure.BASICALLY), valid, formula.basically());
    return new Rates(response, resolution, satisfaction, score(response, resolution, satisfaction, formula));
  }

  /** Scaled, not reduced: 330 satisfied and 40 basically of 400 are 3660/4000. */
  private static Fraction satisfaction(long satisfied, long basically, long valid, BigDecimal weight) {
    Fraction per = Fraction.of(weight);
    return new Fraction(BigInteger.valueOf(satisfied).multiply(per.denominator()).add(BigInteger.valueOf(basically).multiply(per.numerator())),
        BigInteger.valueOf(valid).multiply(per.denominator()));
  }

  private static Fraction score(Fraction response, Fraction resolution, Fraction satisfaction, Formula formula) {
    return response.times(Fraction.of(formula.weights().response(), 1))
        .plus(resolution.times(Fraction.of(formula.weights().resolution(), 1)))
        .plus(satisfaction.times(Fraction.of(formula.weights().satisfaction(), 1)));
  }

  /** Mean of the rates of a group's members, each member weighing the same; members without rates are left out (rule C-8, the other choice). */
  public static Rates mean(Collection<Rates> members) {
    return new Rates(mean(members, Rates::response), mean(members, Rates::resolution), mean(members, Rates::satisfaction), mean(members, Rates::score));
  }

  private static Fraction mean(Collection<Rates> members, Function<Rates, Fraction> rate) {
    List<Fraction> known = members.stream().map(rate).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : known.stream().reduce(Fraction.ZERO, Fraction::plus).times(Fraction.of(1, known.size()));
  }
}
