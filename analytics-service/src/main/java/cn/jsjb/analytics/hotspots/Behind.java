package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.event.Spot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The tickets behind a hotspot: of its category, at its spot, received from its beginning to its end. */
public final class Behind {
  private Behind() {}

  public static Condition of(Hotspot h) {
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
