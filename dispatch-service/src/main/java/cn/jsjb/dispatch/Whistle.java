package cn.jsjb.dispatch;

import cn.jsjb.catalogue.WhistleGround;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whistle (吹哨) and who has answered it. Each department has its own clock and its own result. */
public record Whistle(int number, WhistleGround ground, String matter, Instant acknowledgeBy, Instant reportBy, Map<String, Attendance> departments, boolean closed) {

  /** @param reportedAt arrival as stamped by the locality, null until then */
  public record Attendance(Instant acknowledgedAt, Instant reportedAt, boolean missed) {
    static final Attendance SUMMONED = new Attendance(null, null, false);

    public boolean isAnswered() { return reportedAt != null || missed; }
  }

  Whistle with(String department, Attendance attendance) {
    Map<String, Attendance> next = new LinkedHashMap<>(departments);
    next.put(department, attendance);
    return new Whistle(number, ground, matter, acknowledgeBy, reportBy, next, closed);
  }

  Whistle asClosed() { return new Whistle(number, ground, matter, acknowledgeBy, reportBy, departments, true); }
}
