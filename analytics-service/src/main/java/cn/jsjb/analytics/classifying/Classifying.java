package cn.jsjb.analytics.classifying;

import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.ranking.Standings.Place;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * 先进类 进步类 整改类 治理类 (domain 4.11): ADVANCED the best by score, PROGRESSING those that gained most places, RECTIFYING the last by score, GOVERNANCE those with
 * the most requests; each so many as the rules say. Who stands level with the last of a class belongs to it too, as ranks are given. A locality may be in several
 * classes, but not among the best and the last at once: in a list too short for both the best come first (assumption).
 */
public final class Classifying {
  private Classifying() {}

  /** @param size how many a class has; @param rules version of the rules that say so */
  public static LocalityClassified classify(int version, Standings standings, int size, String rules) {
    List<Place> all = standings.of(RankedList.LOCALITY);
    List<Place> ranked = all.stream().filter(p -> p.rank() != null).toList();
    List<String> advanced = first(ranked, p -> -(long) p.rank(), size);
    Set<String> best = new HashSet<>(advanced);
    List<String> rectifying = first(ranked.stream().filter(p -> !best.contains(p.entry().unit())).toList(), p -> (long) p.rank(), size);
    List<String> progressing = first(ranked.stream().filter(p -> p.gain() != null && p.gain() > 0).toList(), p -> (long) p.gain(), size);
    List<String> governance = first(all.stream().filter(p -> p.entry().volume() > 0).toList(), p -> p.entry().volume(), size);
    return new LocalityClassified(version, rules, advanced, progressing, rectifying, governance);
  }

  /** The first so many by this number, the greatest first, and whoever has the number of the last of them. */
  private static List<String> first(List<Place> places, Function<Place, Long> number, int size) {
    List<Place> sorted = places.stream().sorted(Comparator.comparing(number).reversed().thenComparing(p -> p.entry().unit())).toList();
    if (sorted.size() <= size || size == 0) {
      return sorted.stream().limit(size).map(p -> p.entry().unit()).toList();
    }
    Long last = number.apply(sorted.get(size - 1));
    return sorted.stream().filter(p -> number.apply(p) >= last).map(p -> p.entry().unit()).toList();
  }
}
