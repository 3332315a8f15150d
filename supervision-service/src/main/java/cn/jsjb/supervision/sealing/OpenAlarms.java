package cn.jsjb.supervision.sealing;

import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The alarms that nobody has cleared. Of each partition so many are told one by one; that there are more is told once. */
final class OpenAlarms {
  /** Of a partition. */
  static final int MOST = 100;
  private static final Comparator<Alarm> IN_PLACE = Comparator.comparingLong(Alarm::offset).thenComparing(Alarm::sentence);

  private final Map<String, Map<String, Alarm>> open = new TreeMap<>();
  private final Set<String> cleared = new HashSet<>();

  /** What is new in it and has to be told: the alarm, or that there are more than are told, or null. */
  synchronized Alarm raise(Alarm alarm) {
    Map<String, Alarm> there = open.getOrDefault(alarm.origin(), Map.of());
    Alarm told = there.size() < MOST ? alarm : new Alarm(alarm.origin(), -1, null, "more than %d alarms: the others are not told one by one".formatted(MOST), null);
    if (cleared.contains(alarm.id()) || cleared.contains(told.id()) || there.containsKey(alarm.id()) || there.containsKey(told.id())) {
      return null;
    }
    take(told);
    return told;
  }

  /** What a log or another instance says is open. Whether it was new here. */
  synchronized boolean take(Alarm alarm) { return !cleared.contains(alarm.id()) && open.computeIfAbsent(alarm.origin(), none -> new HashMap<>()).put(alarm.id(), alarm) == null; }

  /** Somebody has looked at it: it is none any more, however often the same is found there again. */
  synchronized void clear(Alarm alarm) {
    cleared.add(alarm.id());
    Map<String, Alarm> there = open.get(alarm.origin());
    if (there != null && there.remove(alarm.id()) != null && there.isEmpty()) {
      open.remove(alarm.origin());
    }
  }

  synchronized Set<String> ids() {
    Set<String> ids = new HashSet<>();
    open.values().forEach(there -> ids.addAll(there.keySet()));
    return ids;
  }

  synchronized boolean isSuspect(String origin) { return open.containsKey(origin); }

  synchronized List<Alarm> all() {
    List<Alarm> all = new ArrayList<>();
    open.values().forEach(there -> there.values().stream().sorted(IN_PLACE).forEach(all::add));
    return all;
  }
}
