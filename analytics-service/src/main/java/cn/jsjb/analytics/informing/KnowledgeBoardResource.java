package cn.jsjb.analytics.informing;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** 知识库看板 (A17, REG §31): which questions the knowledge base did not answer, and what of it is old. The words of an item are with intake-service. */
@Path("/api/boards/knowledge")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class KnowledgeBoardResource {
  static final String CELL = "knowledge";

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject Clock clock;

  /** Inquiries of a category that had to be dispatched. @param category null before registration */
  public record Question(String category, String name, String en, long unanswered, String figure) {}

  /** @param validTo null while in force; @param stale untouched for too long, or not in force; @param answers in this period */
  public record Item(String id, String title, String titleEn, String unitCode, String unitName, String version, LocalDate validFrom, LocalDate validTo, long ageDays, boolean stale, long answers,
      String figure) {}

  public record Owner(String unitCode, String name, String en, long items, long stale) {}

  public record Rules(String version, int staleAfterDays, String basis) {}

  /** @param answered at once; @param unanswered dispatched instead; the rest went another way or is on it */
  public record Board(@JsonUnwrapped Basis basis, Rules rules, String knowledge, long inquiries, long answered, long unanswered, BigDecimal answeredRate, List<Question> questions, List<Item> items,
      List<Owner> owners, String figure) {}

  @GET
  public Uni<Board> board(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Scope scope = Scope.of(caller);
    BoardRules rules = asked.rules(in);
    return database.withSession(session -> inquiries(session, in, scope).flatMap(found -> asked.basis(session, in, asked.formula(in, null)).map(basis -> {
      List<Item> items = catalogue.knowledge().all().stream().map(i -> item(i, found.answered.getOrDefault(i.id(), 0L), rules.knowledge().afterDays())).toList();
      long told = sum(found.answered);
      return new Board(basis, new Rules(rules.version(), rules.knowledge().afterDays(), rules.knowledge().basis()), catalogue.knowledge().version(), found.all, told, sum(found.unanswered),
          Parts.share(told, found.all), questions(found.unanswered), items, owners(items), CELL);
    })));
  }

  private static long sum(Map<String, Long> counts) { return counts.values().stream().mapToLong(Long::longValue).sum(); }

  /** @param answered by item; @param unanswered by category */
  private record Inquiries(long all, Map<String, Long> answered, Map<String, Long> unanswered) {}

  /** One pass over the inquiries; {@link KnowledgeFigures} finds the same tickets by conditions. */
  private static Uni<Inquiries> inquiries(Mutiny.Session session, Period in, Scope scope) {
    Condition which = KnowledgeFigures.inquiries(in).and(scope.condition());
    var query = session.createSelectionQuery("select t.category, t.item, t.marks, t.figures, count(*) from TicketRow t where " + which.hql() + " group by t.category, t.item, t.marks, t.figures", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      long all = 0;
      Map<String, Long> answered = new HashMap<>();
      Map<String, Long> unanswered = new HashMap<>();
      for (Object[] row : rows) {
        long n = (Long) row[4];
        all += n;
        if (((Integer) row[2] & Mark.ANSWERED.bit()) != 0) {
          answered.merge((String) row[1], n, Long::sum);
        } else if (((Integer) row[3] & Figure.DISPATCHED.bit()) != 0) {
          unanswered.merge((String) row[0], n, Long::sum);
        }
      }
      return new Inquiries(all, answered, unanswered);
    });
  }

  private List<Question> questions(Map<String, Long> unanswered) {
    return unanswered.entrySet().stream().map(e -> {
      Category category = catalogue.categories().find(e.getKey()).orElse(null);
      return new Question(e.getKey(), category == null ? null : category.name(), category == null ? null : category.en(), e.getValue(), CELL + ":category:" + (e.getKey() == null ? "none" : e.getKey()));
    }).sorted(Comparator.comparingLong(Question::unanswered).reversed().thenComparing(Question::category, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
  }

  private Item item(Knowledge.Item item, long answers, int staleAfter) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), Period.ZONE);
    Knowledge.Version newest = item.versions().stream().max(Comparator.comparing(Knowledge.Version::validFrom)).orElseThrow();
    long age = Math.max(0, ChronoUnit.DAYS.between(newest.validFrom(), today));
    Unit owner = catalogue.units().cityUnit(item.role()).orElse(null);
    boolean over = newest.validTo() != null && newest.validTo().isBefore(today);
    return new Item(item.id(), item.title(), item.titleEn(), owner == null ? null : owner.code(), owner == null ? null : owner.name(), newest.version(), newest.validFrom(), newest.validTo(), age,
        over || age > staleAfter, answers, CELL + ":item:" + item.id());
  }

  private List<Owner> owners(List<Item> items) {
    List<Owner> owners = new ArrayList<>();
    items.stream().map(Item::unitCode).filter(Objects::nonNull).distinct().sorted().forEach(code -> {
      Unit unit = catalogue.units().require(code);
      List<Item> own = items.stream().filter(i -> code.equals(i.unitCode())).toList();
      owners.add(new Owner(code, unit.name(), unit.en(), own.size(), own.stream().filter(Item::stale).count()));
    });
    return owners;
  }
}
