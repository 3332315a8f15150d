package cn.jsjb.intake.open311;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What a client searches for. Pure: from the parameters to conditions on {@link PublicRow}.
 *
 * @param conditions HQL over {@code r}
 */
record Searching(List<String> conditions, Map<String, Object> values, int page, int pageSize) {
  /** As GeoReport v2 says it: 90 days and 1,000 requests, unless somebody asks for another page. */
  static final int DAYS = 90, MOST = 1_000;
  private static final double METRES_A_DEGREE = 111_320;
  /** Metres around lat and long when nothing is said (assumption). */
  private static final int RADIUS = 500;

  /** Only what everybody may see: never the confidential, never reports (举报), never the erased, and nothing before it is filed. */
  static final List<String> PUBLIC = List.of("r.confidential = false", "r.erased = false", "r.category is not null", "r.requestType is not null", "r.requestType <> 'REPORT'");

  static Searching requests(Form q, Instant now) {
    List<String> where = new ArrayList<>(PUBLIC);
    Map<String, Object> values = new LinkedHashMap<>();
    if (q.get("service_request_id") != null) {
      // Named requests: all other parameters are passed over.
      named(q.get("service_request_id"), where, values);
      return new Searching(where, values, 1, MOST);
    }
    if (q.get("service_code") != null) {
      where.add("r.category in (:codes)");
      values.put("codes", list(q.get("service_code")));
    }
    if (q.get("status") != null) {
      where.add("r.status in (:stages)");
      values.put("stages", stages(list(q.get("status"))));
    }
    between(q, now, where, values);
    around(q, where, values);
    return new Searching(where, values, number(q, "page", 1, 1, 1_000_000), number(q, "page_size", MOST, 1, MOST));
  }

  /** @param ids ticket numbers or complaint ids, comma-separated */
  static void named(String ids, List<String> where, Map<String, Object> values) {
    List<String> given = list(ids);
    if (given.size() > MOST) {
      throw Fault.of(Reason.TOO_LARGE, MOST + " service_request_id");
    }
    where.add("(r.ticketTail in (:tails) or r.id in (:ids))");
    values.put("tails", given.stream().filter(id -> id.length() >= 9 && id.length() <= 18).map(id -> Complaints.tail(id.toUpperCase(Locale.ROOT))).toList());
    values.put("ids", given.stream().filter(Searching::isUuid).map(id -> id.toLowerCase(Locale.ROOT)).toList());
  }

  static boolean isUuid(String id) {
    try {
      return UUID.fromString(id).toString().equalsIgnoreCase(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> list(String given) { return Arrays.stream(given.split(",")).map(String::strip).filter(s -> !s.isEmpty()).distinct().toList(); }

  private static List<String> stages(List<String> asked) {
    for (String status : asked) {
      if (!status.equalsIgnoreCase("open") && !status.equalsIgnoreCase("closed")) {
        throw Fault.of(Reason.FIELD_INVALID, "status", "open, closed");
      }
    }
    return Arrays.stream(Stage.values()).filter(stage -> asked.stream().anyMatch(Publishing.status(stage)::equalsIgnoreCase)).map(Stage::name).toList();
  }

  private static void between(Form q, Instant now, List<String> where, Map<String, Object> values) {
    Instant updated = time(q, "updated_after");
    if (updated != null) {
      where.add("r.updatedAt >= :updatedAfter");
      values.put("updatedAfter", updated);
    }
    Instant updatedBefore = time(q, "updated_before");
    if (updatedBefore != null) {
      where.add("r.updatedAt <= :updatedBefore");
      values.put("updatedBefore", updatedBefore);
    }
    Instant[] span = span(q, now);
    if (updated == null || q.get("start_date") != null || q.get("end_date") != null) {
      where.add("r.receivedAt >= :from and r.receivedAt <= :to");
      values.put("from", span[0]);
      values.put("to", span[1]);
    }
  }

  /** Start and end: 90 days from or up to what is given, the last 90 days when nothing is. */
  static Instant[] span(Form q, Instant now) {
    Instant start = time(q, "start_date");
    Instant end = time(q, "end_date");
    if (start != null && end != null && Duration.between(start, end).compareTo(Duration.ofDays(DAYS)) > 0) {
      throw Fault.of(Reason.SPAN_TOO_LONG, "start_date", "end_date", DAYS);
    }
    Instant to = end != null ? end : start != null && start.plus(Duration.ofDays(DAYS)).isBefore(now) ? start.plus(Duration.ofDays(DAYS)) : now;
    // A whole second in an answer stands for all of it.
    return new Instant[] {start != null ? start : to.minus(Duration.ofDays(DAYS)), to.plusMillis(999)};
  }

  /** {@code bbox=long,lat,long,lat}, or {@code lat} and {@code long} with {@code radius} in metres. */
  private static void around(Form q, List<String> where, Map<String, Object> values) {
    if (q.get("bbox") != null) {
      double[] box;
      try {
        box = Arrays.stream(q.get("bbox").split(",")).mapToDouble(Double::parseDouble).toArray();
      } catch (NumberFormatException e) {
        box = new double[0];
      }
      if (box.length != 4 || !Arrays.stream(box).allMatch(Double::isFinite)) {
        throw Fault.of(Reason.FIELD_INVALID, "bbox", "min long,min lat,max long,max lat");
      }
      where.add("r.lon >= :west and r.lat >= :south and r.lon <= :east and r.lat <= :north");
      values.putAll(Map.of("west", box[0], "south", box[1], "east", box[2], "north", box[3]));
    }
    Double lat = Requesting.degrees(q, "lat", 90);
    Double lon = Requesting.degrees(q, "long", 180);
    if (lat != null && lon != null) {
      double radius = number(q, "radius", RADIUS, 1, 100_000);
      // Flat within the city: the error over 50 km is below a percent.
      where.add("(r.lat - :lat) * (r.lat - :lat) * :y + (r.lon - :lon) * (r.lon - :lon) * :x <= :square");
      double x = METRES_A_DEGREE * Math.cos(Math.toRadians(lat));
      values.putAll(Map.of("lat", lat, "lon", lon, "y", METRES_A_DEGREE * METRES_A_DEGREE, "x", x * x, "square", radius * radius));
    }
  }

  static Instant time(Form q, String field) {
    if (q.get(field) == null) {
      return null;
    }
    Instant at = Publishing.instant(q.get(field));
    if (at == null) {
      throw Fault.of(Reason.FIELD_INVALID, field, "2026-05-06T11:22:00+08:00");
    }
    return at;
  }

  static int number(Form q, String field, int otherwise, int least, int most) {
    if (q.get(field) == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(q.get(field));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Fault.of(Reason.FIELD_INVALID, field, least + "…" + most);
  }
}
