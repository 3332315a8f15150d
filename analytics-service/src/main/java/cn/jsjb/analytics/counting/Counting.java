package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Course;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
  private static final Set<Figure> ALL = Collections.unmodifiableSet(EnumSet.allOf(Figure.class));

  /** Dimension → counts of every period asked for, for all dimensions that begin so: {@code problem:}, {@code city}. */
  public Uni<Map<Period, Map<String, Counts>>> tally(Mutiny.Session session, Collection<Period> periods, String dimensions) { return tally(session, periods, dimensions, ALL); }

  /** The same, of these figures alone: the others are 0. Many cells are read in a third of the time when few figures of them are. */
  public Uni<Map<Period, Map<String, Counts>>> tally(Mutiny.Session session, Collection<Period> periods, String dimensions, Set<Figure> figures) {
    List<Period> distinct = periods.stream().distinct().toList();
    String ranges = IntStream.range(0, distinct.size()).mapToObj(i -> "cell >= ?%d and cell < ?%d".formatted(2 * i + 1, 2 * i + 2)).collect(Collectors.joining(" or "));
    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(
        "select cell, %s from projection.tally where %s group by cell".formatted(sums(figures), ranges), Object[].class);
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
        Counts counts = counts(row, 1, figures);
        distinct.stream().filter(p -> p.key().equals(cell.substring(0, slash))).forEach(p -> put(found.get(p), cell.substring(slash + 1), counts));
      }
      return found;
    });
  }

  private static String sums(Set<Figure> figures) { return figures.stream().map(f -> "cast(sum(%s) as bigint)".formatted(f.column())).collect(Collectors.joining(", ")); }

  /** The numbers of these figures, in their order, from a row's column on. */
  private static Counts counts(Object[] row, int from, Set<Figure> figures) {
    long[] numbers = new long[Figure.values().length];
    int column = from;
    for (Figure figure : figures) {
      numbers[figure.ordinal()] = ((Number) row[column++]).longValue();
    }
    return Counts.of(numbers);
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

  /** Dimension → counts of a whole year of twelve periods, for all dimensions that begin with one of these. */
  public Uni<Map<String, Counts>> year(Mutiny.Session session, int year, List<String> dimensions, Set<Figure> figures) {
    String ranges = IntStream.rangeClosed(1, 12).boxed().flatMap(month -> dimensions.stream().map(dimension -> "%d-%02d/%s".formatted(year, month, dimension)))
        .map(from -> "cell >= '%s' and cell < '%s\uffff'".formatted(from, from)).collect(Collectors.joining(" or "));
    return session.createNativeQuery("select substr(cell, 9), %s from projection.tally where %s group by 1".formatted(sums(figures), ranges), Object[].class).getResultList().map(rows -> {
      Map<String, Counts> found = new HashMap<>();
      rows.forEach(row -> put(found, (String) row[0], counts(row, 1, figures)));
      return found;
    });
  }

  /** Year → the same. */
  public Uni<Map<Integer, Map<String, Counts>>> years(Mutiny.Session session, Collection<Integer> years, String dimensions) {
    Uni<Map<Integer, Map<String, Counts>>> found = Uni.createFrom().item(new HashMap<>());
    for (int year : years) {
      found = found.flatMap(sofar -> year(session, year, List.of(dimensions), ALL).map(counts -> {
        sofar.put(year, counts);
        return sofar;
      }));
    }
    return found;
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

  /** Tickets whose course boards look at, with one of these marks. */
  public Uni<List<Told>> told(Mutiny.Session session, Period period, int marks, Condition which) {
    Condition those = Condition.story(period, marks).and(which);
    var query = session.createSelectionQuery("select t.id, t.receivedAt, t.unit, t.unitDistrict, t.enterprise, t.problem, t.story from TicketRow t where " + those.hql(), Object[].class);
    those.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream()
        .map(row -> new Told((String) row[0], (Instant) row[1], (String) row[2], (String) row[3], (String) row[4], (String) row[5], Course.of((String) row[6]))).toList());
  }

  /** Value of a column → counts of one period, counted over the tickets that meet the condition; the key may be null. */
  public Uni<Map<String, Counts>> tickets(Mutiny.Session session, Period period, Condition which, String column) { return tickets(session, period, which, column, ALL); }

  /** The same, of these figures alone. */
  public Uni<Map<String, Counts>> tickets(Mutiny.Session session, Period period, Condition which, String column, Set<Figure> figures) {
    return tickets(session, period, which, List.of(column), figures).map(found -> {
      Map<String, Counts> named = new HashMap<>();
      found.forEach((values, counts) -> named.put(values.getFirst(), counts));
      return named;
    });
  }

  /** Values of several columns, in their order → counts. */
  public Uni<Map<List<String>, Counts>> tickets(Mutiny.Session session, Period period, Condition which, List<String> columns, Set<Figure> figures) {
    Condition received = new Condition("(t.period = :in or t.ratedPeriod = :in)", Map.of("in", period.key())).and(which);
    Set<Figure> bits = EnumSet.copyOf(figures);
    bits.remove(Figure.COMPLETED);
    return counted(session, received, columns, bits, Counting::counts).flatMap(found -> !figures.contains(Figure.COMPLETED) ? Uni.createFrom().item(found)
        : counted(session, Condition.counted(Figure.COMPLETED, period).and(which), columns, EnumSet.of(Figure.COMPLETED), figure -> "count(*)").map(completions -> {
          completions.forEach((values, counts) -> found.merge(values, counts, Counts::plus));
          return found;
        }));
  }

  /** After a deferral the answers count in another period than the rest; {@code :in} is known to be one of the two. */
  private static String counts(Figure figure) {
    return "count(*) filter (where bitand(t.figures, %d) <> 0 and %s)".formatted(figure.bit(), figure.isAnswer() ? "(t.ratedPeriod is null or t.ratedPeriod = :in)" : "t.period = :in");
  }

  /** Values of a column → how many of the tickets that meet the condition have the bit of each of these figures, whatever period it counts in. */
  public Uni<Map<String, Counts>> bits(Mutiny.Session session, Condition which, String column, Set<Figure> figures) {
    return counted(session, which, List.of(column), figures, figure -> "count(*) filter (where bitand(t.figures, %d) <> 0)".formatted(figure.bit())).map(found -> {
      Map<String, Counts> named = new HashMap<>();
      found.forEach((values, counts) -> named.put(values.getFirst(), counts));
      return named;
    });
  }

  /** One row a group, counted by PostgreSQL: masks would be many rows, and each costs more to carry here than to count there. */
  private static Uni<Map<List<String>, Counts>> counted(Mutiny.Session session, Condition which, List<String> columns, Set<Figure> figures, Function<Figure, String> count) {
    String by = columns.stream().map(column -> "t." + column).collect(Collectors.joining(", "));
    var query = session.createSelectionQuery("select %1$s, %2$s from TicketRow t where %3$s group by %1$s"
        .formatted(by, figures.stream().map(count).collect(Collectors.joining(", ")), which.hql()), Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Map<List<String>, Counts> found = new HashMap<>();
      rows.forEach(row -> found.put(Arrays.stream(row, 0, columns.size()).map(String.class::cast).toList(), counts(row, columns.size(), figures)));
      return found;
    });
  }
}
