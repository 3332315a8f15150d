package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.event.Decision;
import cn.jsjb.event.HotspotEvent.HotspotClosed;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.time.LocalDate;

/** A hotspot is over when its condition has not held for thirty whole days (domain 6.2). */
public final class WhenHotspotIsQuietThenClose implements Policy<ProgrammeStream> {
  private final HotspotRules rules;

  public WhenHotspotIsQuietThenClose(HotspotRules rules) { this.rules = rules; }

  @Override public Instant dueAt(ProgrammeStream state) {
    return state instanceof Hotspot h && h.isOpen() ? Detecting.quietAt(h.lastAt(), rules.at(h.lastAt()).quietDays()) : null;
  }

  @Override public Decision decide(ProgrammeStream state, Instant now) {
    Hotspot h = (Hotspot) state;
    HotspotRules.Version version = rules.at(h.lastAt());
    return Decision.accept(new HotspotClosed(LocalDate.ofInstant(h.lastAt(), Period.ZONE), version.quietDays(), version.version()));
  }
}
