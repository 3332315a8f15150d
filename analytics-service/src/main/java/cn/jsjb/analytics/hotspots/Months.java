package cn.jsjb.analytics.hotspots;

import cn.jsjb.catalogue.HotspotRules.Rule;
import cn.jsjb.catalogue.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules H5 and H6: looked at once a day, over counts of months. */
final class Months {
  private Months() {}

  /**
   * H5: categories whose season comes at this place: the same month last year was among its busiest. Compared are all months of all categories of the place in the
   * twelve whole months up to two months ago.
   *
   * @param volumes category → calendar month → tickets, of one place
   * @return category → the occasion
   */
  static Map<String, Occasion> seasons(Rule rule, Map<String, Map<YearMonth, Integer>> volumes, LocalDate today, Instant knownSince) {
    YearMonth comes = YearMonth.from(today.plusDays(rule.get("leadDays")));
    YearMonth lastYear = comes.minusYears(1);
    YearMonth first = comes.minusMonths(13);
    // Told when it comes, and again when it is there.
    LocalDate told = today.isBefore(comes.atDay(1)) ? comes.atDay(1).minusDays(rule.get("leadDays")) : comes.atDay(1);
    if (knownSince == null || knownSince.isAfter(start(lastYear))) {
      return Map.of();
    }
    int[] all = volumes.values().stream().flatMap(v -> v.entrySet().stream()).filter(e -> within(e.getKey(), first)).mapToInt(Map.Entry::getValue).sorted().toArray();
    Map<String, Occasion> found = new TreeMap<>();
    if (all.length == 0) {
      return found;
    }
    // The smallest volume that still belongs to the top: with ten months or fewer it is the largest.
    int top = all[all.length - Math.max(1, all.length * rule.get("topPercent") / 100)];
    volumes.forEach((category, months) -> {
      int then = months.getOrDefault(lastYear, 0);
      int year = months.entrySet().stream().filter(e -> within(e.getKey(), first)).mapToInt(Map.Entry::getValue).sum();
      if (then >= rule.get("tickets") && then >= top && then * 12L * 100 >= (long) rule.get("percentOfMean") * year) {
        found.put(category, new Occasion(told.atStartOfDay(Period.ZONE).toInstant(), start(lastYear), start(lastYear.plusMonths(1)), then, 0,
            Map.of("tickets", BigDecimal.valueOf(then), "mean", Arrivals.decimal(year / 12.0), "month", BigDecimal.valueOf(comes.getMonthValue())), List.of()));
      }
    });
    return found;
  }

  private static boolean within(YearMonth month, YearMonth first) { return !month.isBefore(first) && month.isBefore(first.plusMonths(12)); }

  private static Instant start(YearMonth month) { return month.atDay(1).atStartOfDay(Period.ZONE).toInstant(); }

  /** Length in days of what H6 calls a month. */
  static final int SPAN = 30;

  /**
   * H6: what nearly nobody called about and grows from span to span.
   *
   * @param spans tickets of one category in the whole city in spans of thirty days, the newest first, as far as the log is known
   * @return null when it does not hold
   */
  static Occasion growth(Rule rule, int[] spans, LocalDate today) {
    int months = rule.get("months");
    if (spans.length < months + 1 || spans[0] < rule.get("tickets")) {
      return null;
    }
    for (int i = 0; i < months; i++) {
      if (spans[i] <= spans[i + 1] || spans[i] * 100L < spans[i + 1] * (100L + rule.get("percent"))) {
        return null;
      }
    }
    int[] before = Arrays.copyOfRange(spans, months, Math.min(spans.length, months + rule.get("monthsBefore")));
    double mean = Arrays.stream(before).average().orElseThrow();
    if (mean * 100 > (double) rule.get("percentBefore") * spans[0]) {
      return null;
    }
    Map<String, BigDecimal> measures = new HashMap<>(Map.of("tickets", BigDecimal.valueOf(spans[0]), "mean", Arrivals.decimal(mean)));
    for (int i = 0; i <= months; i++) {
      measures.put("before" + i, BigDecimal.valueOf(spans[i]));
    }
    Instant at = today.atStartOfDay(Period.ZONE).toInstant();
    long tickets = Arrays.stream(spans, 0, months + 1).sum();
    return new Occasion(at, today.minusDays((long) SPAN * (months + 1)).atStartOfDay(Period.ZONE).toInstant(), null, tickets, 0, measures, List.of());
  }
}
