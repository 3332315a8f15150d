package cn.jsjb.analytics.hotspots;

import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.HotspotRules.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * Rules H1–H4: looked at whenever a ticket arrives, over the tickets of one category at one spot before it. A count can only begin to be enough at an arrival, so that
 * the same tickets give the same hotspots whenever somebody looks.
 */
final class Arrivals {
  static final List<String> RULES = List.of("H1", "H2", "H3", "H4");

  private Arrivals() {}

  /** The longest window that a rule counts at an arrival. */
  static Duration window(HotspotRules.Version version) { return longest(version, rule -> rule.get("days")); }

  /** How far back tickets are needed: each arrival that still counts ({@code quietDays}) is judged with all that came before it, and what is not seen would be taken for quiet weeks. */
  static Duration lookBack(HotspotRules.Version version) {
    return longest(version, rule -> rule.get("days") + 7 * rule.parameters().getOrDefault("weeks", 0)).plusDays(version.quietDays() + 1L);
  }

  private static Duration longest(HotspotRules.Version version, ToIntFunction<Rule> days) { return Duration.ofDays(RULES.stream().map(version::rule).mapToInt(days).max().orElseThrow()); }

  /** No rule is satisfied with fewer tickets. */
  static int fewest(HotspotRules.Version version) {
    return RULES.stream().map(version::rule).mapToInt(rule -> rule.get(switch (rule.id()) {
      case "H3" -> "times";
      case "H4" -> "claimants";
      default -> "tickets";
    })).min().orElseThrow();
  }

  /** The occasions after a time. @param history all tickets of the scope in the order of their time, {@link #lookBack} before now @param knownSince when the log begins */
  static List<Occasion> of(Rule rule, List<Sighting> history, Instant after, Instant knownSince) {
    List<Occasion> occasions = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      Instant at = history.get(i).at();
      if (at.isAfter(after) && (i + 1 == history.size() || !history.get(i + 1).at().equals(at))) {
        List<Sighting> window = within(history, at.minus(Duration.ofDays(rule.get("days"))), at);
        Map<String, BigDecimal> measures = switch (rule.id()) {
          case "H1" -> frequency(rule, window);
          case "H2" -> surge(rule, history, window.size(), at, knownSince);
          case "H3" -> oneOften(rule, window);
          case "H4" -> manyOnce(rule, window);
          default -> throw new IllegalArgumentException(rule.id() + " does not look at arrivals");
        };
        if (measures != null) {
          // From the beginning of the window, so that what came from another partition a moment later belongs to it too.
          occasions.add(new Occasion(at, at.minus(Duration.ofDays(rule.get("days"))).plusMillis(1), null, window.size(), claimants(window), measures, window));
        }
      }
    }
    return occasions;
  }

  private static Map<String, BigDecimal> frequency(Rule rule, List<Sighting> window) {
    return window.size() >= rule.get("tickets") ? Map.of("tickets", BigDecimal.valueOf(window.size())) : null;
  }

  /** What is not known is not nought: without the weeks before there is no surge. */
  private static Map<String, BigDecimal> surge(Rule rule, List<Sighting> history, int now, Instant at, Instant knownSince) {
    int weeks = rule.get("weeks");
    Instant end = at.minus(Duration.ofDays(rule.get("days")));
    Instant start = end.minus(Duration.ofDays(7L * weeks));
    if (now < rule.get("tickets") || knownSince == null || knownSince.isAfter(start)) {
      return null;
    }
    double[] counts = new double[weeks];
    for (int week = 0; week < weeks; week++) {
      counts[week] = within(history, start.plus(Duration.ofDays(7L * week)), start.plus(Duration.ofDays(7L * (week + 1)))).size();
    }
    double mean = java.util.Arrays.stream(counts).average().orElseThrow();
    double deviation = Math.max(Math.sqrt(java.util.Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).average().orElseThrow()), rule.get("deviationAtLeast"));
    double z = (now - mean) / deviation;
    return now >= rule.get("times") * mean && z >= rule.get("z") ? Map.of("tickets", BigDecimal.valueOf(now), "mean", decimal(mean), "deviation", decimal(deviation), "z", decimal(z)) : null;
  }

  private static Map<String, BigDecimal> oneOften(Rule rule, List<Sighting> window) {
    Map<String, Integer> times = new HashMap<>();
    window.stream().map(Sighting::claimant).filter(Objects::nonNull).forEach(c -> times.merge(c, 1, Integer::sum));
    int most = times.values().stream().mapToInt(n -> n).max().orElse(0);
    return most < rule.get("times") ? null
        : Map.of("times", BigDecimal.valueOf(most), "repeatCallers", BigDecimal.valueOf(times.values().stream().filter(n -> n >= rule.get("times")).count()));
  }

  private static Map<String, BigDecimal> manyOnce(Rule rule, List<Sighting> window) {
    long claimants = claimants(window);
    return claimants >= rule.get("claimants") ? Map.of("claimants", BigDecimal.valueOf(claimants)) : null;
  }

  static long claimants(List<Sighting> window) { return window.stream().map(Sighting::claimant).filter(Objects::nonNull).distinct().count(); }

  /** After {@code from}, up to and with {@code to}. */
  private static List<Sighting> within(List<Sighting> history, Instant from, Instant to) { return history.subList(firstAfter(history, from), firstAfter(history, to)); }

  private static int firstAfter(List<Sighting> history, Instant at) {
    int low = 0;
    int high = history.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (history.get(middle).at().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static BigDecimal decimal(double number) { return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP); }
}
