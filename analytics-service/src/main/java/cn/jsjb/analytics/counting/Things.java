package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.tracing.Opening.Behind;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Things counted by cell. The same list is counted and opened, so that a figure and what stands behind it cannot differ. */
public final class Things {
  /** How many tickets carry anything of a cell. */
  public static final String TICKETS = "tickets";

  private final List<Thing> all;
  private final Map<String, Sum> sums = new HashMap<>();

  private static final class Sum {
    final Map<String, long[]> counts = new HashMap<>();
    long tickets;
    Told last;
  }

  /** @param all those of one ticket stand together */
  public Things(List<Thing> all) {
    this.all = all;
    for (Thing thing : all) {
      for (String cell : thing.cells()) {
        Sum sum = sums.computeIfAbsent(cell, c -> new Sum());
        thing.counts().forEach((count, n) -> sum.counts.computeIfAbsent(count, c -> new long[1])[0] += n);
        sum.tickets += thing.ticket() == sum.last ? 0 : 1;
        sum.last = thing.ticket();
      }
    }
  }

  public long get(String cell, String count) {
    Sum sum = sums.get(cell);
    return sum == null ? 0 : count.equals(TICKETS) ? sum.tickets : sum.counts.containsKey(count) ? sum.counts.get(count)[0] : 0;
  }

  /** What follows the prefix in the cells that begin so, in order. */
  public SortedSet<String> below(String prefix) {
    SortedSet<String> found = new TreeSet<>();
    sums.keySet().stream().filter(cell -> cell.startsWith(prefix)).forEach(cell -> found.add(cell.substring(prefix.length())));
    return Collections.unmodifiableSortedSet(found);
  }

  /** @param figure {@code whistles:locality:110107011/missed} */
  public Behind behind(String figure) {
    int slash = figure.lastIndexOf('/');
    String cell = figure.substring(0, Math.max(0, slash));
    String count = figure.substring(slash + 1);
    List<String> ids = all.stream().filter(t -> t.cells().contains(cell) && (count.equals(TICKETS) || t.counts().getOrDefault(count, 0L) > 0)).map(Thing::ticket).distinct()
        .sorted(Comparator.comparing((Told t) -> t.receivedAt()).reversed().thenComparing(Told::id)).map(Told::id).toList();
    return Behind.of(ids, get(cell, count));
  }
}
