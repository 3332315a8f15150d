package cn.jsjb.analytics.ranking;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.rating.ThreeRates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One ranked list (rule C-6): by score, the exact fraction; equal score is equal rank, 1 1 1 4; among equals the larger volume stands first. A unit
 * without a valid callback has no rank and stands last (rule C-5).
 */
public final class Ranking {
  private Ranking() {}

  public record Entry(String unit, Counts counts, ThreeRates rates) {
    long volume() { return counts.get(Figure.RECEIVED); }
  }

  /** @param rank from 1; null for a unit without rates */
  public record Ranked(Integer rank, Entry entry) {}

  private static final Comparator<Entry> ORDER = Comparator
      .comparing((Entry e) -> e.rates().score(), Comparator.nullsFirst(Comparator.naturalOrder()))
      .thenComparingLong(Entry::volume).reversed()
      .thenComparing(Entry::unit);

  public static List<Ranked> of(List<Entry> entries) {
    List<Ranked> ranked = new ArrayList<>(entries.size());
    Ranked above = null;
    for (Entry entry : entries.stream().sorted(ORDER).toList()) {
      boolean tie = above != null && above.rank() != null && entry.rates().score() != null
          && entry.rates().score().compareTo(above.entry().rates().score()) == 0;
      Integer rank = entry.rates().score() == null ? null : tie ? above.rank() : Integer.valueOf(ranked.size() + 1);
      above = new Ranked(rank, entry);
      ranked.add(above);
    }
    return ranked;
  }
}
