package cn.jsjb.analytics.reporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.TicketRow;
import cn.jsjb.analytics.rating.Answers;
import cn.jsjb.analytics.reporting.DayCounting.Window;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.BoardRules.UrgentClass;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.event.Stage;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 急难敏感日报 (A03): heating, threats, fire safety and water from noon to noon, ticket by ticket. */
@Path("/api/boards/urgent")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class UrgentResource {
  private static final int MOST = 100;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject DayCounting days;

  public record Item(String complaintId, String ticketNo, Stage status, String category, String categoryName, String unitCode, String unitName, String localityCode, String localityName,
      Instant receivedAt, Instant dueAt, boolean overdue) {}

  /** @param completed of those received in the window, closed by now; @param items the newest; {@code total} of them all */
  public record Urgent(@com.fasterxml.jackson.annotation.JsonProperty("class") String code, String name, String en, long volume, long previousVolume, BigDecimal change, long completed,
      @JsonUnwrapped Answers answers, String figure, List<Item> items, long total) {}

  public record Rules(String version, String basis) {}

  public record Report(LocalDate day, OffsetDateTime from, OffsetDateTime to, Formula formula, Instant asOf, long behind, Rules rules, List<Urgent> classes) {}

  @GET
  public Uni<Report> report(@QueryParam("day") String day) {
    Window window = days.window(day);
    Scope scope = Scope.of(caller);
    Formula formula = asked.formula(assessment.periodOf(window.to().toInstant().minusMillis(1)), null);
    BoardRules rules = BoardRules.at(window.day());
    return database.withSession(session -> days.received(session, window, "category", scope)
        .flatMap(now -> days.received(session, days.before(window), "category", scope)
            .flatMap(before -> days.answered(session, window, "category", scope)
                .flatMap(answers -> items(session, window, rules.urgent(), scope)
                    .flatMap(items -> asked.fresh(session).map(fresh -> new Report(window.day(), window.from(), window.to(), formula, fresh.asOf(), fresh.behind(),
                        new Rules(rules.version(), rules.urgentBasis()), rules.urgent().stream().map(c -> urgent(c, window, now, before, answers, items.get(c.code()), formula)).toList())))))));
  }

  private static Urgent urgent(UrgentClass c, Window window, Map<String, Counts> now, Map<String, Counts> before, Map<String, Counts> answers, List<Item> items, Formula formula) {
    Counts received = of(c, now);
    long volume = received.get(Figure.RECEIVED);
    long previous = of(c, before).get(Figure.RECEIVED);
    return new Urgent(c.code(), c.name(), c.en(), volume, previous, Parts.change(volume, previous), received.get(Figure.CLOSED), Answers.of(of(c, answers), formula),
        window.figure() + "@class:" + c.code(), items, volume);
  }

  private static Counts of(UrgentClass c, Map<String, Counts> categories) {
    return categories.entrySet().stream().filter(e -> c.holds(e.getKey())).map(Map.Entry::getValue).reduce(Counts.NONE, Counts::plus);
  }

  private Uni<Map<String, List<Item>>> items(Mutiny.Session session, Window window, List<UrgentClass> classes, Scope scope) {
    Uni<Map<String, List<Item>>> found = Uni.createFrom().item(new HashMap<>());
    for (UrgentClass c : classes) {
      Condition which = window.received().and(Condition.figure(Figure.RECEIVED)).and(Condition.categoryAmong(c.categories())).and(scope.condition());
      found = found.flatMap(sofar -> DayCounting.newest(session, which, TicketRow.class, MOST).map(rows -> {
        sofar.put(c.code(), new ArrayList<>(rows.stream().map(this::item).toList()));
        return sofar;
      }));
    }
    return found;
  }

  private Item item(TicketRow row) {
    TicketFigures t = row.figures();
    return new Item(row.id, t.ticketNo(), t.life().stage(), t.category(), catalogue.categories().find(t.category()).map(Category::name).orElse(null), t.unit(), name(t.unit()), t.placeLocality(),
        name(t.placeLocality()), t.receivedAt(), t.life().dueAt(), t.isOverdue());
  }

  private String name(String unit) { return catalogue.units().find(unit).map(Unit::name).orElse(null); }
}
