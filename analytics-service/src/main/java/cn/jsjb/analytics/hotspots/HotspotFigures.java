package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.ProgrammeRow;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** {@code hotspot:<id>/received}: the tickets of its category, at its spot, received from its beginning to its end; of no period. */
@ApplicationScoped
class HotspotFigures implements Opening {
  private static final String PREFIX = "hotspot:", ENDING = "/received";

  @Override public boolean opens(String figure) { return figure.startsWith(PREFIX); }

  @Override public Uni<Opening.Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    if (!figure.endsWith(ENDING)) {
      throw Refused.field("figure", Reason.FIELD_INVALID, "figure", "hotspot:<id>/received");
    }
    String id = figure.substring(PREFIX.length(), figure.length() - ENDING.length());
    return session.find(ProgrammeRow.class, id).map(row -> {
      if (row == null || !(row.stream() instanceof Hotspot hotspot)) {
        throw new Refused(Reason.NOT_FOUND, id);
      }
      if (!row.isVisibleTo(scope)) {
        throw new Refused(Reason.OTHER_UNIT);
      }
      return Opening.Behind.of(of(hotspot));
    });
  }

  static Condition of(Hotspot h) {
    Map<String, Object> values = new HashMap<>(Map.of("category", h.category(), "from", h.detected().from(), "received", Figure.RECEIVED.bit()));
    String hql = "t.category = :category and t.receivedAt >= :from and bitand(t.figures, :received) <> 0";
    Instant end = end(h);
    if (end != null) {
      hql += " and t.receivedAt <= :until";
      values.put("until", end);
    }
    if (h.spot().kind() != Spot.Kind.CITY) {
      // A season is one of the whole locality; what arrives is counted at the spot itself.
      hql += h.rule().equals("H5") ? " and t.placeLocality = :spot" : " and t.spot = :spot";
      values.put("spot", h.spotCode());
    }
    return new Condition(hql, values);
  }

  private static Instant end(Hotspot h) {
    return h.detected().to() != null ? h.detected().to().minus(Duration.ofMillis(1)) : h.isOpen() ? null : Detecting.endOfDay(h.lastAt());
  }
}
