package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A hotspot as answers show it.
 *
 * @param closesOn the day it is over if nothing more comes; null when it is
 * @param evidence what the fact said when it was found; {@code tickets} is what counts now and what {@code figure} opens
 * @param version of the rules that decided
 */
public record HotspotView(String id, String rule, String ruleName, String ruleNameEn, String status, int episode, String category, String categoryName, String categoryEn, List<String> categoryPath,
    SpotView spot, String districtCode, String districtName, String localityCode, String localityName, String unitCode, String unitName, Instant from, Instant to, Instant detectedAt, Instant foundAt,
    Instant lastAt, LocalDate closesOn, Instant closedAt, Evidence evidence, long tickets, String figure, String version, String taskId, String taskStatus, List<Hotspot.Episode> episodes) {

  /** @param threshold, thresholdEn the condition in words */
  public record Evidence(long tickets, long claimants, String threshold, String thresholdEn, Map<String, BigDecimal> measures) {}

  static HotspotView of(String id, Hotspot h, long tickets, String taskId, String taskStatus, Catalogue catalogue) {
    HotspotRules.Version version = HotspotRules.get().find(h.detected().version()).orElseGet(() -> HotspotRules.get().at(h.detected().at()));
    HotspotRules.Rule rule = version.rule(h.rule());
    Category category = catalogue.categories().find(h.category()).orElse(null);
    LocalDate closesOn = h.isOpen() ? LocalDate.ofInstant(Detecting.quietAt(h.lastAt(), version.quietDays()), Period.ZONE) : null;
    return new HotspotView(id, h.rule(), rule.name(), rule.nameEn(), h.status(), h.detected().episode(), h.category(), category == null ? h.category() : category.name(),
        category == null ? h.category() : category.en(), category == null ? List.of() : catalogue.categories().path(h.category()), SpotView.of(h.spot(), catalogue), h.district(), name(h.district(), catalogue),
        h.locality(), name(h.locality(), catalogue), h.unit(), name(h.unit(), catalogue), h.detected().from(), h.detected().to(), h.detected().at(), h.openedAt(), h.lastAt(), closesOn, h.closedAt(),
        new Evidence(h.detected().tickets(), h.detected().claimants(), rule.condition(), rule.conditionEn(), h.detected().measures()), tickets, "hotspot:" + id, h.detected().version(), taskId, taskStatus, h.earlier());
  }

  static String name(String unit, Catalogue catalogue) { return catalogue.units().find(unit).map(Unit::name).orElse(null); }
}
