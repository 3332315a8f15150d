package cn.jsjb.analytics.sending;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.sending.ObjectionBoard.Objections;
import cn.jsjb.analytics.sending.ObjectionBoard.UnitObjections;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** 派单质量 (A10): how well the tickets received in a period were sent. */
@Path("/api/boards/dispatching")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class DispatchingResource {
  static final String CELL = "dispatching";
  private static final int MOST_HOPS = 3;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject ObjectionBoard objections;

  /** @param hops hand-overs after upheld objections; the last stands for that many and more */
  public record Hops(int hops, long tickets) {}

  /** @param category null before registration */
  public record Gap(String category, String name, String en, long tickets, String figure) {}

  public record Gaps(long tickets, BigDecimal share, List<Gap> categories) {}

  /** From receipt to the first dispatch to a unit. @param within6 tickets that took at most the target of the rules in force */
  public record Minutes(long count, BigDecimal p50, BigDecimal p90, BigDecimal p95, BigDecimal p99, BigDecimal max, int target, long within6, BigDecimal within6Rate) {}

  /** @param firstTimeRight dispatched and never handed to another unit */
  public record Dispatching(@JsonUnwrapped Basis basis, long dispatched, long firstTimeRight, BigDecimal firstTimeRightRate, long redirected, List<Hops> hops, Objections objections,
      List<UnitObjections> units, Gaps gaps, Minutes minutes, String figure) {}

  @GET
  public Uni<Dispatching> board(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Scope scope = Scope.of(caller);
    String own = scope.dimension();
    return database.withSession(session -> counting.tally(session, List.of(in), own, Set.of(Figure.DISPATCHED))
        .flatMap(counts -> objections.things(session, in, scope)
            .flatMap(things -> hops(session, in, scope).flatMap(hops -> gaps(session, in, scope).flatMap(gaps -> waits(session, in, scope)
                .flatMap(waits -> asked.basis(session, in, asked.formula(in, null)).map(basis ->
                    board(basis, in, counts.get(in).getOrDefault(own, Counts.NONE).get(Figure.DISPATCHED), things, hops, gaps, waits))))))));
  }

  private Dispatching board(Basis basis, Period in, long dispatched, Things things, long[] handedOn, List<Gap> gaps, List<long[]> waits) {
    long redirected = LongStream.of(handedOn).sum();
    List<Hops> hops = new ArrayList<>(List.of(new Hops(0, dispatched - redirected)));
    for (int hop = 1; hop <= MOST_HOPS; hop++) {
      hops.add(new Hops(hop, handedOn[hop]));
    }
    long missing = gaps.stream().mapToLong(Gap::tickets).sum();
    return new Dispatching(basis, dispatched, dispatched - redirected, Parts.share(dispatched - redirected, dispatched), redirected, hops, objections.of(things, null), objections.units(things),
        new Gaps(missing, Parts.share(missing, dispatched), gaps), minutes(waits, asked.rules(in).dispatchMinutes().minutes()), CELL);
  }

  /** How many tickets were handed on once, twice, three times and more often: by that number. */
  private static Uni<long[]> hops(Mutiny.Session session, Period in, Scope scope) {
    Condition which = handedOn(in).and(scope.condition());
    var query = session.createSelectionQuery("select t.marks, count(*) from TicketRow t where " + which.hql() + " group by t.marks", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      long[] hops = new long[MOST_HOPS + 1];
      rows.forEach(row -> hops[((Integer) row[0] & Mark.HANDED_ON_OFTEN.bit()) != 0 ? 3 : ((Integer) row[0] & Mark.HANDED_ON_AGAIN.bit()) != 0 ? 2 : 1] += (Long) row[1]);
      return hops;
    });
  }

  static Condition handedOn(Period in) { return Condition.story(in, Mark.HANDED_ON.bit()).and(Condition.figure(Figure.DISPATCHED)); }

  private Uni<List<Gap>> gaps(Mutiny.Session session, Period in, Scope scope) {
    return (scope.isAll() ? tallied(session, in) : found(session, in, scope)).map(tickets -> tickets.entrySet().stream().map(e -> {
      Category category = catalogue.categories().find(e.getKey()).orElse(null);
      return new Gap(e.getKey(), category == null ? null : category.name(), category == null ? null : category.en(), e.getValue(), CELL + ":category:" + (e.getKey() == null ? TicketFigures.NO_CATEGORY : e.getKey()));
    }).sorted(Comparator.comparingLong(Gap::tickets).reversed().thenComparing(Gap::category, Comparator.nullsLast(Comparator.naturalOrder()))).toList());
  }

  private Uni<Map<String, Long>> tallied(Mutiny.Session session, Period in) {
    return counting.tally(session, List.of(in), TicketFigures.GAP, Set.of(Figure.RECEIVED)).map(found -> {
      Map<String, Long> tickets = new HashMap<>();
      found.get(in).forEach((cell, counts) -> {
        String category = cell.substring(TicketFigures.GAP.length());
        if (counts.get(Figure.RECEIVED) > 0) {
          tickets.put(category.equals(TicketFigures.NO_CATEGORY) ? null : category, counts.get(Figure.RECEIVED));
        }
      });
      return tickets;
    });
  }

  private static Uni<Map<String, Long>> found(Mutiny.Session session, Period in, Scope scope) {
    Condition which = gapsOf(in).and(scope.condition());
    var query = session.createSelectionQuery("select t.category, count(*) from TicketRow t where " + which.hql() + " group by t.category", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Map<String, Long> tickets = new HashMap<>();
      rows.forEach(row -> tickets.put((String) row[0], (Long) row[1]));
      return tickets;
    });
  }

  static Condition gapsOf(Period in) { return Condition.is("notedIn", in.key()).and(Condition.mark(Mark.GAP)); }

  /** Seconds and how many tickets took so long, in order: what exact percentiles are read from. */
  private Uni<List<long[]>> waits(Mutiny.Session session, Period in, Scope scope) {
    Condition which = Condition.is("period", in.key()).and(new Condition("t.dispatchSeconds is not null", Map.of())).and(scope.condition());
    var query = session.createSelectionQuery("select t.dispatchSeconds, count(*) from TicketRow t where " + which.hql() + " group by t.dispatchSeconds order by t.dispatchSeconds", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().map(row -> new long[] {(Integer) row[0], (Long) row[1]}).toList());
  }

  static Minutes minutes(List<long[]> waits, int target) {
    long count = waits.stream().mapToLong(w -> w[1]).sum();
    long within = waits.stream().filter(w -> w[0] <= target * 60L).mapToLong(w -> w[1]).sum();
    return new Minutes(count, at(waits, count, 50), at(waits, count, 90), at(waits, count, 95), at(waits, count, 99), at(waits, count, 100), target, within, Parts.share(within, count));
  }

  /** Nearest rank: the smallest wait that so many percent of the tickets did not exceed. */
  private static BigDecimal at(List<long[]> waits, long count, int percent) {
    long rank = (count * percent + 99) / 100;
    long seen = 0;
    for (long[] wait : waits) {
      seen += wait[1];
      if (seen >= rank) {
        return cn.jsjb.rating.Fraction.of(wait[0], 60).rounded(1);
      }
    }
    return null;
  }
}
