package cn.jsjb.analytics.hotspots;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.HotspotEvent.HotspotDetected;
import cn.jsjb.event.HotspotEvent.HotspotExtended;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What becomes of the occasions of a rule at a scope: the first opens a hotspot, a later one on another day extends it (at most one fact a day), and after the quiet
 * days it is over. One open hotspot a rule and scope.
 */
final class Detecting {
  private Detecting() {}

  /** Until when a hotspot's occasions are told: those after it are new. Never before the beginning of what counts: earlier arrivals could only be judged by a part of what came before them. */
  static Instant toldUntil(Hotspot hotspot, Instant asOf, HotspotRules.Version rules) {
    Instant counts = asOf.minus(Duration.ofDays(rules.quietDays()));
    return hotspot == null || endOfDay(hotspot.lastAt()).isBefore(counts) ? counts : endOfDay(hotspot.lastAt());
  }

  /** @param occasions in the order of their time */
  static Decision decide(Hotspot hotspot, String rule, String category, Spot spot, String unit, List<Occasion> occasions, List<Sighting> all, HotspotRules.Version rules) {
    List<Occasion> fresh = hotspot == null ? occasions : occasions.stream().filter(o -> o.at().isAfter(endOfDay(hotspot.lastAt()))).toList();
    if (fresh.isEmpty()) {
      return refuse(Reason.NOTHING_CHANGED, rule);
    }
    if (hotspot != null && hotspot.isOpen()) {
      Occasion last = fresh.getLast();
      Instant from = hotspot.detected().from();
      List<Sighting> since = all.stream().filter(s -> !s.at().isBefore(from) && !s.at().isAfter(last.at())).toList();
      // Before the first ticket still in sight there were some: what was told stands.
      return accept(new HotspotExtended(last.at(), Math.max(hotspot.tickets(), since.isEmpty() ? last.tickets() : since.size()), Math.max(hotspot.claimants(), Arrivals.claimants(since))));
    }
    Occasion first = fresh.getFirst();
    int episode = hotspot == null ? 1 : hotspot.detected().episode() + 1;
    return accept(new HotspotDetected(rule, category, spot, episode, unit, first.from(), first.to(), first.at(), first.tickets(), first.claimants(), first.measures(), rules.version()));
  }

  /** The day is over: what is told of a day stands for all of it. */
  static Instant endOfDay(Instant at) { return LocalDate.ofInstant(at, Period.ZONE).plusDays(1).atStartOfDay(Period.ZONE).toInstant().minusMillis(1); }

  /** When a hotspot is over: after so many whole days without an occasion. */
  static Instant quietAt(Instant lastAt, int quietDays) { return LocalDate.ofInstant(lastAt, Period.ZONE).plusDays(1L + quietDays).atStartOfDay(Period.ZONE).toInstant(); }

  /** Where most of the tickets lie: the locality when the majority lies in one, else the district, else nothing finer than the city. */
  static Spot place(String code, List<Sighting> window, BigDecimal majority) {
    String locality = most(window, Sighting::locality, majority);
    String district = locality == null ? most(window, Sighting::district, majority) : window.stream().filter(s -> locality.equals(s.locality())).map(Sighting::district).filter(Objects::nonNull).findFirst().orElse(null);
    return new Spot(cn.jsjb.analytics.Cells.kindOf(code), code, district, locality);
  }

  private static String most(List<Sighting> window, Function<Sighting, String> place, BigDecimal majority) {
    Map<String, Long> counts = new HashMap<>();
    window.stream().map(place).filter(Objects::nonNull).forEach(code -> counts.merge(code, 1L, Long::sum));
    return counts.entrySet().stream().max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
        .filter(e -> BigDecimal.valueOf(e.getValue()).compareTo(majority.multiply(BigDecimal.valueOf(window.size()))) >= 0).map(Map.Entry::getKey).orElse(null);
  }

  /** The lowest unit that can act (REG §24, §26): locality, else district, else the city's unit for the matter. */
  static String unit(Spot spot, String cityUnit, Units units, Instant at) {
    return units.find(spot.locality()).or(() -> units.find(spot.district())).flatMap(u -> units.active(u, at)).map(Unit::code).orElse(cityUnit);
  }
}
