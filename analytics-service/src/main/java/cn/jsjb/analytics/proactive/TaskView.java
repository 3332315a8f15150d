package cn.jsjb.analytics.proactive;

import cn.jsjb.analytics.ProactiveTask;
import cn.jsjb.analytics.hotspots.SpotView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A proactive task as answers show it.
 *
 * @param level whose business it is now
 * @param answerBy the day by which the unit answers; null when it has
 * @param figure opens the tickets that led to it; null for a generalised one, whose ticket is {@code complaintId}
 */
public record TaskView(String id, String status, String origin, String hotspotId, String rule, String ruleName, String complaintId, String title, String category, String categoryName, String categoryEn, SpotView spot,
    List<SpotView> similar, String districtCode, String localityCode, String unitCode, String unitName, String level, Instant proposedAt, LocalDate answerBy, Instant acceptedAt, String acceptedBy, String measures,
    LocalDate plannedFor, Instant completedAt, String result, List<String> evidence, List<Decline> declines, String version, String figure) {

  public record Decline(String unitCode, String unitName, String reason, Instant at) {}

  static TaskView of(String id, ProactiveTask t, Catalogue catalogue) {
    Category category = catalogue.categories().find(t.category()).orElse(null);
    SpotView spot = SpotView.of(t.spot(), catalogue);
    String named = category == null ? t.category() : category.name();
    Unit unit = catalogue.units().find(t.unit()).orElse(null);
    String level = unit == null || unit.districtCode() == null ? "CITY" : unit.kind() == Unit.Kind.DISTRICT ? "DISTRICT" : "LOCALITY";
    String rule = t.rule() == null ? null : HotspotRules.get().find(t.proposed().version()).flatMap(v -> v.find(t.rule())).map(HotspotRules.Rule::name).orElse(t.rule());
    return new TaskView(id, t.status(), t.proposed().origin().name(), t.proposed().hotspot(), t.rule(), rule, t.proposed().complaint(), named + "：" + spot.name(), t.category(), named, category == null ? t.category() : category.en(), spot,
        t.proposed().similar().stream().map(s -> SpotView.of(s, catalogue)).toList(), t.district(), t.locality(), t.unit(), unit == null ? t.unit() : unit.name(), level, t.openedAt(), t.answerBy(), t.acceptedAt(),
        t.acceptedBy(), t.accepted() == null ? null : t.accepted().measures(), t.accepted() == null ? null : t.accepted().plannedFor(), t.completed() == null ? null : t.endedAt(),
        t.completed() == null ? null : t.completed().result(), t.completed() == null ? List.of() : t.completed().evidence(),
        t.declines().stream().map(d -> new Decline(d.unit(), catalogue.units().find(d.unit()).map(Unit::name).orElse(d.unit()), d.reason(), d.at())).toList(), t.proposed().version(),
        t.proposed().hotspot() == null ? null : "hotspot:" + t.proposed().hotspot());
  }
}
