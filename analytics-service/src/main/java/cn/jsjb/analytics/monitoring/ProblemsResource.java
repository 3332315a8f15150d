package cn.jsjb.analytics.monitoring;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TopicProgress;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Board;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.ProgrammeRow;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.deferring.LedgerBoard;
import cn.jsjb.analytics.monitoring.ProblemBoard.Beside;
import cn.jsjb.analytics.monitoring.ProblemBoard.Passed;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The boards of the year's problems, and one problem by district and locality. A unit sees its own tickets in them. */
@Path("/api/problems")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class ProblemsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject Clock clock;
  @Inject LookBackBoard lookBacks;
  @Inject LedgerBoard ledger;

  /** One place of a drill-down. @param code null where the words do not say where it is */
  public record PlaceBoard(String code, String name, long volume, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record Drill(@JsonUnwrapped Basis basis, @JsonUnwrapped ProblemBoard problem, List<PlaceBoard> districts, List<PlaceBoard> localities) {}

  private record Asking(Period period, Formula formula, Period previous, Period lastYear) {
    List<Period> periods() { return List.of(period, previous, lastYear); }
  }

  @GET
  public Uni<Board<ProblemBoard>> all(@QueryParam("period") String period, @QueryParam("formula") String formula) {
    Asking asking = asking(period, formula);
    Condition visible = Condition.visibleTo(caller);
    Problems.Year year = yearOf(asking.period());
    Scope scope = Scope.of(caller);
    return database.withSession(session -> counts(session, asking, visible).flatMap(counts -> programme(session, year).flatMap(programme -> beside(session, asking, scope)
        .flatMap(beside -> asked.basis(session, asking.period(), asking.formula())
            .map(basis -> Board.of(basis, year.problems().stream().map(problem -> board(problem, asking, counts, programme, beside)).toList()))))));
  }

  @GET
  @Path("/{id}")
  public Uni<Drill> one(@PathParam("id") String id, @QueryParam("period") String period, @QueryParam("formula") String formula) {
    Problem problem = catalogue.problems().find(id).orElseThrow(() -> new Refused(Reason.NOT_FOUND, id));
    Asking asking = asking(period, formula);
    Condition visible = Condition.visibleTo(caller);
    Condition mine = Condition.is("problem", id).and(visible);
    Scope scope = Scope.of(caller);
    Problems.Year year = catalogue.problems().years().stream().filter(y -> y.problems().contains(problem)).findFirst().orElseThrow();
    return database.withSession(session -> counts(session, asking, visible)
        .flatMap(counts -> counting.tickets(session, asking.period(), mine, List.of("placeDistrict", "placeLocality"), EnumSet.allOf(Figure.class))
            .flatMap(places -> programme(session, year).flatMap(programme -> beside(session, asking, scope).flatMap(beside -> asked.basis(session, asking.period(), asking.formula())
                .map(basis -> new Drill(basis, board(problem, asking, counts, programme, beside), places(problem, "district", summed(places, 0), asking.formula()),
                    places(problem, "locality", summed(places, 1), asking.formula()))))))));
  }

  private Asking asking(String period, String formula) {
    Period in = asked.period(period);
    return new Asking(in, asked.formula(in, formula), asked.monthsBefore(in, 1), asked.monthsBefore(in, 12));
  }

  /** The problems of the year the period belongs to; the nearest list where that year has none. */
  private Problems.Year yearOf(Period period) {
    List<Problems.Year> years = catalogue.problems().years();
    return years.stream().filter(y -> y.year() <= period.month().getYear()).reduce((older, newer) -> newer).orElse(years.getFirst());
  }

  /** Period → {@code problem:<id>} → counts. */
  private Uni<Map<Period, Map<String, Counts>>> counts(Mutiny.Session session, Asking asking, Condition visible) {
    if (visible == Condition.ALL) {
      return counting.tally(session, asking.periods(), "problem:");
    }
    Uni<Map<Period, Map<String, Counts>>> found = Uni.createFrom().item(new HashMap<>());
    for (Period period : asking.periods()) {
      found = found.flatMap(sofar -> counting.tickets(session, period, visible, "problem").map(counts -> {
        Map<String, Counts> named = new HashMap<>();
        counts.forEach((problem, count) -> named.put("problem:" + problem, count));
        sofar.put(period, named);
        return sofar;
      }));
    }
    return found;
  }

  /** Look-backs and open entries of the ledger by problem. */
  private Uni<Function<String, Beside>> beside(Mutiny.Session session, Asking asking, Scope scope) {
    return lookBacks.things(session, asking.period(), scope).flatMap(looked -> ledger.openByProblem(session, scope).map(open -> problem -> {
      String cell = LookBackBoard.CELL + problem;
      return new Beside(open.getOrDefault(problem, 0L), Passed.of(looked.get(cell, "passed"), looked.get(cell, "done"), cell));
    }));
  }

  /** The programme of a year as supervision-service wrote it: problem → progress. */
  private Uni<Map<String, TopicProgress>> programme(Mutiny.Session session, Problems.Year year) {
    return session.createSelectionQuery("select r from ProgrammeRow r where r.id like :year and r.state is not null", ProgrammeRow.class).setParameter("year", "MT%d-%%".formatted(year.year())).getResultList()
        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.id, row -> (TopicProgress) row.stream())));
  }

  private ProblemBoard board(Problem problem, Asking asking, Map<Period, Map<String, Counts>> counts, Map<String, TopicProgress> programme, Function<String, Beside> beside) {
    Problems.Year year = catalogue.problems().years().stream().filter(y -> y.problems().contains(problem)).findFirst().orElseThrow();
    Problems.Theme theme = year.themes().stream().filter(t -> t.id().equals(problem.theme())).findFirst().orElseThrow();
    LocalDate today = clock.instant().atZone(Period.ZONE).toLocalDate();
    LocalDate last = asking.period().firstDay().plusMonths(1).minusDays(1);
    String cell = "problem:" + problem.id();
    return ProblemBoard.of(problem, theme, catalogue.units().find(problem.leadUnit()).map(Unit::name).orElse(null),
        counts.get(asking.period()).getOrDefault(cell, Counts.NONE), counts.get(asking.previous()).getOrDefault(cell, Counts.NONE),
        counts.get(asking.lastYear()).getOrDefault(cell, Counts.NONE), asking.formula(), programme.getOrDefault(problem.id(), TopicProgress.NONE), beside.apply(problem.id()), year.year(), last.isAfter(today) ? today : last);
  }

  /** By the one of the two columns that were counted together. */
  private static Map<String, Counts> summed(Map<List<String>, Counts> places, int column) {
    Map<String, Counts> found = new HashMap<>();
    places.forEach((place, counts) -> found.merge(place.get(column), counts, Counts::plus));
    return found;
  }

  private List<PlaceBoard> places(Problem problem, String level, Map<String, Counts> counts, Formula formula) {
    return counts.entrySet().stream()
        .map(e -> new PlaceBoard(e.getKey(), catalogue.units().find(e.getKey()).map(Unit::name).orElse(null), e.getValue().get(Figure.RECEIVED),
            RatesView.of(ThreeRates.of(e.getValue(), formula)), e.getValue(),
            "problem:%s@%s:%s".formatted(problem.id(), level, e.getKey() == null ? "none" : e.getKey())))
        .sorted(Comparator.comparingLong(PlaceBoard::volume).reversed().thenComparing(PlaceBoard::code, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }
}
