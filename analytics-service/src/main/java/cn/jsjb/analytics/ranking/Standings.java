package cn.jsjb.analytics.ranking;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Assessment.ScoreWeights;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.PeriodEvent.Snapshot.Before;
import cn.jsjb.rating.ThreeRates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every list with its ranks and the ranks of the period before. They are made of counts as they stand now, written down as a {@link Snapshot}, and made again of
 * a snapshot: both ways are the same code, so that what was locked is shown as it was counted.
 */
public final class Standings {
  private static final String PREVIOUS_RANK = "previousRank";
  private static final String UNKNOWN = "-";
  private static final List<String> COLUMNS = Stream.concat(Stream.of(PREVIOUS_RANK), Arrays.stream(Figure.values()).map(Figure::json)).toList();

  /** @param previousRank null when it was not ranked then */
  public record Place(Integer rank, Integer previousRank, Ranking.Entry entry) {
    /** Places gained since the period before; null when unranked in one of them. */
    public Integer gain() { return rank == null || previousRank == null ? null : Integer.valueOf(previousRank - rank); }
  }

  /** Figures that a place in a list depends on; a locked list says all of them. */
  public static final Set<Figure> RANKED = Collections.unmodifiableSet(EnumSet.of(Figure.RECEIVED, Figure.DISPATCHED, Figure.SHIRKED, Figure.VALID, Figure.CONTACTED, Figure.RESOLVED, Figure.SATISFIED, Figure.BASICALLY));

  private final Map<RankedList, List<Place>> lists;

  private Standings(Map<RankedList, List<Place>> lists) { this.lists = lists; }

  public List<Place> of(RankedList list) { return lists.getOrDefault(list, List.of()); }

  /** Unit → rank in one list. */
  public Map<String, Integer> ranks(RankedList list) {
    Map<String, Integer> ranks = new HashMap<>();
    of(list).forEach(p -> ranks.put(p.entry().unit(), p.rank()));
    return ranks;
  }

  /**
   * As counted.
   *
   * @param counts dimension → counts, such as {@code locality:110107011}
   * @param before the lists of the period before, or null
   */
  public static Standings counted(Units units, Map<String, Counts> counts, Formula formula, ScoreWeights weights, Standings before) {
    Map<RankedList, List<Place>> lists = new EnumMap<>(RankedList.class);
    for (RankedList list : RankedList.values()) {
      List<Ranking.Entry> entries = units.ofKind(list.kind()).stream()
          .map(unit -> entry(unit.code(), counts.getOrDefault(list.dimension() + unit.code(), Counts.NONE), formula, weights)).toList();
      lists.put(list, ranked(entries, before == null ? Map.of() : before.ranks(list)));
    }
    return new Standings(lists);
  }

  /** As it was locked. */
  public static Standings locked(Snapshot snapshot) {
    Map<RankedList, List<Place>> lists = new EnumMap<>(RankedList.class);
    snapshot.lists().forEach((name, lines) -> RankedList.find(name).ifPresent(list -> {
      Map<String, Integer> before = new HashMap<>();
      List<Ranking.Entry> entries = new ArrayList<>(lines.size());
      for (String line : lines) {
        String[] words = line.split(" ");
        Counts counts = Counts.NONE;
        for (int i = 0; i < snapshot.columns().size(); i++) {
          String column = snapshot.columns().get(i);
          String word = words[i + 1];
          if (column.equals(PREVIOUS_RANK)) {
            before.put(words[0], word.equals(UNKNOWN) ? null : Integer.valueOf(word));
          } else if (Figure.find(column).isPresent()) {
            counts = counts.with(Figure.find(column).get(), Long.parseLong(word));
          }
        }
        entries.add(entry(words[0], counts, snapshot.formula(), snapshot.scoreV2()));
      }
      lists.put(list, ranked(entries, before));
    }));
    return new Standings(lists);
  }

  /** What the lock writes down. */
  public Snapshot snapshot(String period, Map<String, List<Long>> positions, Formula formula, ScoreWeights weights, String units, Before previous) {
    Map<String, List<String>> lines = new HashMap<>();
    lists.forEach((list, places) -> lines.put(list.name(), places.stream().sorted(Comparator.comparing((Place p) -> p.entry().unit())).map(Standings::line).toList()));
    return new Snapshot(period, null, positions, formula.version(), formula, weights, units, previous, COLUMNS, lines).sealed();
  }

  private static String line(Place place) {
    StringBuilder line = new StringBuilder(place.entry().unit()).append(' ').append(place.previousRank() == null ? UNKNOWN : place.previousRank());
    for (Figure figure : Figure.values()) {
      line.append(' ').append(place.entry().counts().get(figure));
    }
    return line.toString();
  }

  /** A unit as every list ranks it. */
  public static Ranking.Entry entry(String unit, Counts counts, Formula formula, ScoreWeights weights) {
    ThreeRates rates = ThreeRates.of(counts, formula);
    return new Ranking.Entry(unit, counts, rates, ScoreV2.of(weights, rates.score(), ScoreV2.firstResponder(counts), null));
  }

  private static List<Place> ranked(List<Ranking.Entry> entries, Map<String, Integer> before) {
    return Ranking.of(entries).stream().map(r -> new Place(r.rank(), before.get(r.entry().unit()), r.entry())).toList();
  }
}
