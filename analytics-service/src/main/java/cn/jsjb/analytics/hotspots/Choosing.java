package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.HotspotRules.Candidates;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.rating.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which categories might be next year's topics, in the order of an index whose weights are data. */
final class Choosing {
  private Choosing() {}

  /** @param crossUnit tickets that more than one unit had to do with */
  record Spread(long crossUnit, int districts) {
    static final Spread NONE = new Spread(0, 0);
  }

  /**
   * @param index 0…1, four decimals
   * @param misses what it does not meet, by the names of the formula; empty when it qualifies
   * @param figure dimension; opens with a name of {@code counts}
   */
  public record Candidate(int rank, String category, String name, String en, String problemId, long received, BigDecimal satisfactionRate, Exact satisfactionRateExact, long crossUnit,
      BigDecimal crossUnitShare, int districts, BigDecimal index, boolean qualifies, List<String> misses, Counts counts, String figure) {}

  record Exact(BigInteger numerator, BigInteger denominator) {}

  static List<Candidate> of(int year, Map<String, Counts> counts, Map<String, Spread> spreads, Candidates formula, Function<Counts, Fraction> satisfaction, Catalogue catalogue) {
    List<Map.Entry<String, Counts>> top = counts.entrySet().stream().filter(e -> e.getValue().get(Figure.RECEIVED) > 0)
        .sorted(Comparator.comparingLong((Map.Entry<String, Counts> e) -> e.getValue().get(Figure.RECEIVED)).reversed().thenComparing(Map.Entry.comparingByKey())).limit(formula.topVolume()).toList();
    long most = top.isEmpty() ? 1 : top.getFirst().getValue().get(Figure.RECEIVED);
    List<Candidate> found = new ArrayList<>();
    for (Map.Entry<String, Counts> one : top) {
      found.add(candidate(year, one.getKey(), one.getValue(), spreads.getOrDefault(one.getKey(), Spread.NONE), most, formula, satisfaction.apply(one.getValue()), catalogue));
    }
    found.sort(Comparator.comparing(Candidate::qualifies).reversed().thenComparing(Comparator.comparing(Candidate::index).reversed()).thenComparing(Candidate::category));
    List<Candidate> ranked = new ArrayList<>();
    found.forEach(c -> ranked.add(new Candidate(ranked.size() + 1, c.category, c.name, c.en, c.problemId, c.received, c.satisfactionRate, c.satisfactionRateExact, c.crossUnit, c.crossUnitShare, c.districts,
        c.index, c.qualifies, c.misses, c.counts, c.figure)));
    return ranked;
  }

  private static Candidate candidate(int year, String code, Counts counts, Spread spread, long most, Candidates formula, Fraction satisfaction, Catalogue catalogue) {
    long received = counts.get(Figure.RECEIVED);
    BigDecimal share = Fraction.of(spread.crossUnit, received).rounded(4);
    BigDecimal satisfied = satisfaction == null ? null : satisfaction.rounded(4);
    int all = catalogue.units().districts().size();
    // Not known is not bad: without a valid callback nothing is said about satisfaction.
    BigDecimal index = part(formula, "volume", Fraction.of(received, most).rounded(6))
        .add(part(formula, "dissatisfaction", satisfaction == null ? BigDecimal.ZERO : BigDecimal.ONE.subtract(satisfaction.rounded(6))))
        .add(part(formula, "crossUnit", Fraction.of(spread.crossUnit, received).rounded(6)))
        .add(part(formula, "districts", Fraction.of(Math.min(spread.districts, all), all).rounded(6))).divide(BigDecimal.valueOf(100), 4, RoundingMode.HALF_UP);
    List<String> misses = new ArrayList<>();
    if (satisfied == null || satisfied.compareTo(formula.maxSatisfaction()) > 0) {
      misses.add("maxSatisfaction");
    }
    if (share.compareTo(formula.minCrossUnitShare()) < 0) {
      misses.add("minCrossUnitShare");
    }
    if (spread.districts < formula.minDistricts()) {
      misses.add("minDistricts");
    }
    Category category = catalogue.categories().find(code).orElse(null);
    return new Candidate(0, code, category == null ? code : category.name(), category == null ? code : category.en(), catalogue.problems().ofCategory(code).map(Problem::id).orElse(null), received, satisfied,
        satisfaction == null ? null : new Exact(satisfaction.numerator(), satisfaction.denominator()), spread.crossUnit, share, spread.districts, index, misses.isEmpty(), List.copyOf(misses), counts,
        "year:%d@category:%s".formatted(year, code));
  }

  private static BigDecimal part(Candidates formula, String weight, BigDecimal value) { return value.multiply(BigDecimal.valueOf(formula.weights().get(weight))); }
}
