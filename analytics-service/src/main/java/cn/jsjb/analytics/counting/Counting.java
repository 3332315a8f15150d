package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads counts: of the whole city from the tally, where a board is a short range of cells; of a part of the tickets (a unit's own, one
 * problem by place) from the tickets themselves. Both count the same rows.
 */
@ApplicationScoped
public class Counting {
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
        distinct.stream().filter(p -> p.key().equals(cell.substring(0, slash)))
            .forEach(p -> found.get(p).put(cell.substring(slash + 1), Counts.of(sums)));
      }
      return found;
    });
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
