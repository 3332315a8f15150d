package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.HotspotEvent;
import cn.jsjb.event.HotspotEvent.HotspotClosed;
import cn.jsjb.event.HotspotEvent.HotspotDetected;
import cn.jsjb.event.HotspotEvent.HotspotExtended;
import cn.jsjb.event.Spot;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A hotspot (热点): the newest episode of a rule at a category and spot, and the earlier ones.
 *
 * @param lastAt when the condition held last; {@code tickets}, {@code claimants} as told then
 * @param closedAt null while it is open
 */
@JsonTypeName("HOTSPOT")
public record Hotspot(HotspotDetected detected, Instant openedAt, Instant lastAt, long tickets, long claimants, Instant closedAt, List<Episode> earlier) implements ProgrammeStream {
  /** An episode that is over. */
  public record Episode(int episode, Instant from, Instant at, Instant lastAt, long tickets, String version) {}

  /** How many episodes are kept. */
  private static final int KEPT = 12;

  static Hotspot evolve(Hotspot s, HotspotEvent event, Fact fact) {
    return switch (event) {
      case HotspotDetected e -> new Hotspot(e, fact.at(), e.at(), e.tickets(), e.claimants(), null, s == null ? List.of() : s.episodes());
      case HotspotExtended e -> new Hotspot(s.detected, s.openedAt, e.at(), e.tickets(), e.claimants(), null, s.earlier);
      case HotspotClosed e -> new Hotspot(s.detected, s.openedAt, s.lastAt, s.tickets, s.claimants, fact.at(), s.earlier);
    };
  }

  private List<Episode> episodes() {
    List<Episode> all = new ArrayList<>(earlier);
    all.add(new Episode(detected.episode(), detected.from(), detected.at(), lastAt, tickets, detected.version()));
    return List.copyOf(all.size() > KEPT ? all.subList(all.size() - KEPT, all.size()) : all);
  }

  public boolean isOpen() { return closedAt == null; }

  public Spot spot() { return detected.spot(); }

  @Override public String status() { return isOpen() ? "OPEN" : "CLOSED"; }

  @Override public String unit() { return detected.unit(); }

  @Override public String rule() { return detected.rule(); }

  @Override public String category() { return detected.category(); }

  @Override public String spotCode() { return spot().code(); }

  @Override public String district() { return spot().district(); }

  @Override public String locality() { return spot().locality(); }

  @Override public Instant endedAt() { return closedAt; }
}
