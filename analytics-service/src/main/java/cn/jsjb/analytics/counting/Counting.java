package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads counts: of the whole city from the tally, where a board is a short range of cells; of a part of the tickets (a unit's own, one
 * problem by place) from the tickets themselves. Both count the same rows.
 */
@ApplicationScoped
public class Counting {
  private static final String CATEGORY = "category:";
  private static final String SUMS = Arrays.stream(Figure.values()).map(f -> "cast(sum(%s) as bigint)".formatted(f.column())).collect(Collectors.joining(", "));

  /** Dimension → counts of every period asked for, for all dimensions that begin so: {@code problem:}, {@code city}. */
  public Uni<Map<Period, Map<String, Counts>>> tally(Mutiny.Session session, Collection<Period> periods, String dimensions) {
    List<Period> distinct = periods.stream().distinct().toList();
    String ranges = IntStream.range(0, distinct.size()).mapToObj(i -> "cell >= ?%d and cell < ?%d".formatted(2 * i + 1, 2 * i + 2)).collect(Collectors.joining(" or "));
    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(
        "select cell, %s from projection.tally where %s group by cell".formatted(SUMS, ranges), Object[].class);
    for (int i = 0; i < distinct.size(); i++) {
      String from = distinct.get(i).key() + "/" + dimensions;
      query.setParameter(2 * i + 1, from);
      query.setParameter(2 * i + 2, from + Character.MAX_VALUE);
    }
    return query.getResultList().map(rows -> {
      Map<Period, Map<String, Counts>> found = new HashMap<>();
      distinct.forEach(period -> found.put(period, new HashMap<>()));
      for (Object[] row : rows) {
        String cell = (String) row[0];
        int slash = cell.indexOf('/');
        long[] sums = IntStream.range(1, row.length).mapToLong(i -> ((Number) row[i]).longValue()).toArray();
        distinct.stream().filter(p -> p.key().equals(cell.substring(0, slash))).forEach(p -> put(found.get(p), cell.substring(slash + 1), Counts.of(sums)));
      }
      return found;
    });
  }

  /**
   * What the tally has the number of.
   *
   * @param dimension city, or one with its whole code; of a category also the beginning of a code
   */
  public record Tallied(Figure figure, List<String> periods, String dimension) {
    private static final Pattern KNOWN = Pattern.compile("city|channel:.+|category:\\d+|problem:[^@]+|(locality|department|district-department|utility|zone|district):\\w+");

    /** Null where the tally does not count by this. */
    public static Tallied of(Figure figure, List<String> periods, String dimension) { return KNOWN.matcher(dimension).matches() ? new Tallied(figure, periods, dimension) : null; }
  }

  /** The number of tickets behind a figure, as the board has it. */
  public Uni<Long> total(Mutiny.Session session, Tallied what) {
    boolean below = what.dimension().startsWith(CATEGORY);
    List<String> cells = what.periods().stream().map(period -> period + "/" + what.dimension()).toList();
    String which = IntStream.range(0, cells.size()).mapToObj(i -> below ? "cell >= ?%d and cell < ?%d".formatted(2 * i + 1, 2 * i + 2) : "cell = ?%d".formatted(i + 1)).collect(Collectors.joining(" or "));
    var query = session.createNativeQuery("select cast(coalesce(sum(%s), 0) as bigint) from projection.tally where %s".formatted(what.figure().column(), which), Long.class);
    for (int i = 0; i < cells.size(); i++) {
      query.setParameter(below ? 2 * i + 1 : i + 1, cells.get(i));
      if (below) {
        query.setParameter(2 * i + 2, cells.get(i) + Character.MAX_VALUE);
      }
    }
    return query.getSingleResult();
  }

  /** A third-level category counts in its first level too. */
  private static void put(Map<String, Counts> counts, String dimension, Counts counted) {
    counts.merge(dimension, counted, Counts::plus);
    if (dimension.startsWith(CATEGORY) && dimension.length() > CATEGORY.length() + 2) {
      counts.merge(dimension.substring(0, CATEGORY.length() + 2), counted, Counts::plus);
    }
  }

  /** Dimension → counts of whole years of twelve periods, for all dimensions that begin so. */
  public Uni<Map<Integer, Map<String, Counts>>> years(Mutiny.Session session, Collection<Integer> years, String dimensions) {
    List<String> ranges = new ArrayList<>();
    for (int year : years) {
      for (int month = 1; month <= 12; month++) {
        String from = "%d-%02d/%s".formatted(year, month, dimensions);
        ranges.add("cell >= '%s' and cell < '%s\uffff'".formatted(from, from));
      }
    }
    return session.createNativeQuery("select substr(cell, 1, 4), substr(cell, 9), %s from projection.tally where %s group by 1, 2".formatted(SUMS, String.join(" or ", ranges)), Object[].class)
        .getResultList().map(rows -> {
          Map<Integer, Map<String, Counts>> found = new HashMap<>();
          years.forEach(year -> found.put(year, new HashMap<>()));
          for (Object[] row : rows) {
            put(found.get(Integer.valueOf((String) row[0])), (String) row[1], Counts.of(IntStream.range(2, row.length).mapToLong(i -> ((Number) row[i]).longValue()).toArray()));
          }
          return found;
        });
  }

  /** The same as {@link #tally}, but for a scoped caller over the own tickets; {@code column} has the values of the dimension. */
  public Uni<Map<Period, Map<String, Counts>>> seen(Mutiny.Session session, Collection<Period> periods, String dimension, String column, Scope scope) {
    if (scope.isAll()) {
      return tally(session, periods, dimension);
    }
    Uni<Map<Period, Map<String, Counts>>> found = Uni.createFrom().item(new HashMap<>());
    for (Period period : periods) {
      found = found.flatMap(sofar -> tickets(session, period, scope.condition(), column).map(counts -> {
        Map<String, Counts> named = new HashMap<>();
        counts.forEach((value, count) -> put(named, dimension + value, count));
        sofar.put(period, named);
        return sofar;
      }));
    }
    return found;
  }

  /** Tickets whose course boards look at, with one of these marks. @param column storyIn or notedIn */
  public Uni<List<Told>> told(Mutiny.Session session, String column, Period period, int marks, Condition which) {
    var query = session.createSelectionQuery("select t.id, t.enterprise, t.state from TicketRow t where t.%s = :in and bitand(t.marks, :marks) <> 0 and %s".formatted(column, which.hql()), Object[].class)
        .setParameter("in", period.key()).setParameter("marks", marks);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().filter(row -> row[2] != null).map(row -> new Told((String) row[0], (String) row[1], TicketRow.figures((String) row[0], (String) row[2]))).toList());
  }

  /** Value of a column → counts of one period, counted over the tickets that meet the condition; the key may be null. */
  public Uni<Map<String, Counts>> tickets(Mutiny.Session session, Period period, Condition which, String column) {
    Condition received = new Condition("(t.period = :in or t.ratedPeriod = :in)", Map.of("in", period.key())).and(which);
    Condition completed = Condition.counted(Figure.COMPLETED, period).and(which);
    var byMask = session.createSelectionQuery("select t.%1$s, t.period, t.ratedPeriod, t.figures, count(*) from TicketRow t where %2$s group by t.%1$s, t.period, t.ratedPeriod, t.figures"
        .formatted(column, received.hql()), Object[].class);
    received.parameters().forEach(byMask::setParameter);
    var closed = session.createSelectionQuery("select t.%1$s, count(*) from TicketRow t where %2$s group by t.%1$s".formatted(column, completed.hql()), Object[].class);
    completed.parameters().forEach(closed::setParameter);
    return byMask.getResultList().flatMap(masks -> closed.getResultList().map(completions -> {
      Map<String, Counts> found = new HashMap<>();
      for (Object[] row : masks) {
        found.merge((String) row[0], Counts.ofMask(counted(period.key(), (String) row[1], (String) row[2], (Integer) row[3]), (Long) row[4]), Counts::plus);
      }
      for (Object[] row : completions) {
        found.merge((String) row[0], Counts.NONE.with(Figure.COMPLETED, (Long) row[1]), Counts::plus);
      }
      return found;
    }));
  }

  /** What of a ticket's mask counts in this period: after a deferral the answers count in another one than the rest. */
  private static int counted(String key, String period, String rated, int figures) {
    int answers = key.equals(rated == null ? period : rated) ? figures & Figure.ANSWERS : 0;
    return key.equals(period) ? figures & ~Figure.ANSWERS | answers : answers;
  }
}
