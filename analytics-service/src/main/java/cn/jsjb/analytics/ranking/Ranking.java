package cn.jsjb.analytics.ranking;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One ranked list (rule C-6): by {@link ScoreV2}, the exact fraction; equal score is equal rank, 1 1 1 4; among equals the larger volume stands first. A unit
 * without a valid callback has no rank and stands last (rule C-5).
 */
public final class Ranking {
  private Ranking() {}

  /** @param total what is ranked by; null without rates */
  public record Entry(String unit, Counts counts, ThreeRates rates, Fraction total) {
    /** By the three rates alone. */
    public Entry(String unit, Counts counts, ThreeRates rates) { this(unit, counts, rates, rates.score()); }

    public long volume() { return counts.get(Figure.RECEIVED); }
  }

  /** @param rank from 1; null for a unit without rates */
  public record Ranked(Integer rank, Entry entry) {}

  private static final Comparator<Entry> ORDER = Comparator
      .comparing((Entry e) -> e.total(), Comparator.nullsFirst(Comparator.naturalOrder()))
      .thenComparingLong(Entry::volume).reversed()
      .thenComparing(Entry::unit);

  /** One unit's place in the same list, without putting the others in order; it must be among them. */
  public static Ranked placeOf(String unit, List<Entry> entries) {
    Entry own = entries.stream().filter(e -> e.unit().equals(unit)).findFirst().orElseThrow();
    Integer rank = own.total() == null ? null : Integer.valueOf(1 + (int) entries.stream().filter(e -> e.total() != null && e.total().compareTo(own.total()) > 0).count());
    return new Ranked(rank, own);
  }

  public static List<Ranked> of(List<Entry> entries) {
    List<Ranked> ranked = new ArrayList<>(entries.size());
    Ranked above = null;
    for (Entry entry : entries.stream().sorted(ORDER).toList()) {
      boolean tie = above != null && above.rank() != null && entry.total() != null && entry.total().compareTo(above.entry().total()) == 0;
      Integer rank = entry.total() == null ? null : tie ? above.rank() : Integer.valueOf(ranked.size() + 1);
      above = new Ranked(rank, entry);
      ranked.add(above);
    }
    return ranked;
  }
}
