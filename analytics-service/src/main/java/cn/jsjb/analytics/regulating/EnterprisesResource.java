package cn.jsjb.analytics.regulating;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.rating.Answers;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.BoardRules.Watch;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.rating.Fraction;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** 企业诉求 (A14): enterprises that tickets are about, most tickets first. Which party is an enterprise is told by its name (duties). */
@Path("/api/boards/enterprises")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class EnterprisesResource {
  /** What says which enterprises are listed, and in which order. */
  private static final Set<Figure> LISTED = EnumSet.of(Figure.RECEIVED, Figure.VALID);
  private static final Condition ANY = new Condition("t.enterprise is not null", Map.of());

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject EnterpriseBoard board;

  /** @param industry not known: no register of enterprises is connected; @param mainCategory of most of its tickets; @param watch many tickets, few of them resolved */
  public record Enterprise(String name, String industry, String mainCategory, String mainCategoryName, String mainCategoryEn, long tickets, long previous, @JsonUnwrapped Answers answers, Counts counts,
      long interviews, long sanctions, long enforcements, boolean watch, String figure) {}

  public record Board(@JsonUnwrapped Basis basis, Watch watch, List<Enterprise> items, int total) {}

  @GET
  public Uni<Board> all(@QueryParam("period") String period, @QueryParam("page") String page, @QueryParam("size") String size) {
    return board(period, Input.page(Input.number("page", page)), Input.size(Input.number("size", size)));
  }

  /** All of them, found in one look: who gets a ticket meanwhile is neither doubled nor missed. */
  public Uni<Board> whole(String period) { return board(period, 0, Integer.MAX_VALUE); }

  private Uni<Board> board(String period, int from, int most) {
    Period in = asked.period(period);
    Period before = asked.monthsBefore(in, 1);
    Formula formula = asked.formula(in, null);
    Scope scope = Scope.of(caller);
    Condition which = ANY.and(scope.condition());
    Watch watch = asked.rules(in).enterprises();
    return database.withSession(session -> counting.tickets(session, in, which, "enterprise", LISTED).flatMap(now -> {
      List<Map.Entry<String, Counts>> all = now.entrySet().stream().filter(e -> e.getValue().get(Figure.RECEIVED) > 0 || e.getValue().valid() > 0)
          .sorted(Comparator.comparingLong((Map.Entry<String, Counts> e) -> e.getValue().get(Figure.RECEIVED)).reversed().thenComparing(Map.Entry::getKey)).toList();
      List<Map.Entry<String, Counts>> shown = all.stream().skip((long) from * most).limit(most).toList();
      // What is told of each beside its counts is looked up for those on the page.
      Condition them = shown.isEmpty() ? Condition.NONE : shown.size() == all.size() ? which : new Condition("t.enterprise in (:shown)", Map.of("shown", shown.stream().map(Map.Entry::getKey).toList())).and(scope.condition());
      return counting.tickets(session, in, them, "enterprise").flatMap(counts -> volumes(session, before, them).flatMap(earlier -> mains(session, in, them).flatMap(mains -> board.measures(session, in, them)
          .flatMap(measures -> asked.basis(session, in, formula).map(basis -> new Board(basis, watch, shown.stream()
              .map(e -> enterprise(e.getKey(), counts.getOrDefault(e.getKey(), Counts.NONE), earlier.getOrDefault(e.getKey(), 0L), mains.get(e.getKey()), measures, watch, formula)).toList(), all.size()))))));
    }));
  }

  private Enterprise enterprise(String name, Counts counts, long previous, String main, Things measures, Watch watch, Formula formula) {
    Category category = catalogue.categories().find(main).orElse(null);
    long tickets = counts.get(Figure.RECEIVED);
    String cell = EnterpriseBoard.CELL + name;
    boolean few = counts.valid() > 0 && Fraction.of(counts.resolved(), counts.valid()).compareTo(Fraction.of(watch.resolutionBelow())) < 0;
    return new Enterprise(name, null, main, category == null ? null : category.name(), category == null ? null : category.en(), tickets, previous, Answers.of(counts, formula), counts,
        measures.get(cell, "interviews"), measures.get(cell, "sanctions"), measures.get(cell, "enforcements"), tickets >= watch.tickets() && few, cell);
  }

  private static Uni<Map<String, Long>> volumes(Mutiny.Session session, Period in, Condition which) {
    Condition received = Condition.counted(Figure.RECEIVED, in).and(which);
    var query = session.createSelectionQuery("select t.enterprise, count(*) from TicketRow t where " + received.hql() + " group by t.enterprise", Object[].class);
    received.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Map<String, Long> found = new HashMap<>();
      rows.forEach(row -> found.put((String) row[0], (Long) row[1]));
      return found;
    });
  }

  /** Enterprise → the category of most of its tickets; of equals the lowest code. */
  private static Uni<Map<String, String>> mains(Mutiny.Session session, Period in, Condition which) {
    Condition received = Condition.counted(Figure.RECEIVED, in).and(which).and(new Condition("t.category is not null", Map.of()));
    var query = session.createSelectionQuery("select t.enterprise, t.category, count(*) from TicketRow t where " + received.hql() + " group by t.enterprise, t.category order by count(*) desc, t.category", Object[].class);
    received.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Map<String, String> found = new HashMap<>();
      rows.forEach(row -> found.putIfAbsent((String) row[0], (String) row[1]));
      return found;
    });
  }
}
