package cn.jsjb.supervision.sealing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each partition of each log was last known to be sealed up to its end. One that is behind keeps its time, whatever is sealed beside it. */
final class Wholeness {
  private final Map<String, Instant> known = new ConcurrentHashMap<>();

  void whole(String origin, Instant at) { known.put(origin, at); }

  /** It is behind, and since this time where nothing is known of it. */
  void behind(String origin, Instant since) { known.putIfAbsent(origin, since); }

  boolean knows(String origin) { return known.containsKey(origin); }

  /** Of the partition that is furthest behind. @param otherwise while nothing is known of any */
  Instant oldest(Instant otherwise) { return known.values().stream().min(Instant::compareTo).orElse(otherwise); }
}
