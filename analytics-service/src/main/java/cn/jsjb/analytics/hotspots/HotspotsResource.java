package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Freshness;
import cn.jsjb.analytics.counting.ProgrammePage;
import cn.jsjb.analytics.counting.ProgrammeRow;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.FollowingHealth;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

/** 热点 (dashboard A13): what the rules H1–H6 found, each with the tickets behind it. A unit sees those on its ground and those it is asked to act on. */
@Path("/api/hotspots")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class HotspotsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Freshness freshness;
  @Inject @Readiness FollowingHealth following;
  @Inject Caller caller;
  @Inject Clock clock;

  public enum Status { OPEN, CLOSED }

  public record Page(List<HotspotView> items, long total, Instant asOf, long behind) {}

  /** @param rules in force now */
  public record Rules(String version, String basis, int quietDays, List<HotspotRules.Rule> rules) {}

  @GET
  @Path("rules")
  public Rules rules() {
    HotspotRules.Version now = HotspotRules.get().at(clock.instant());
    return new Rules(now.version(), now.basis(), now.quietDays(), now.rules());
  }

  /** The newest first. */
  @GET
  public Uni<Page> hotspots(@QueryParam("status") String status, @QueryParam("rule") String rule, @QueryParam("category") String category, @QueryParam("district") String district,
      @QueryParam("locality") String locality, @QueryParam("page") String page, @QueryParam("size") String size) {
    Condition which = which(status, rule, category, district, locality);
    Condition mine = Scope.of(caller).condition();
    return database.withSession(session -> ProgrammePage.of(session, which, page, size).flatMap(found -> views(session, found.rows(), mine).flatMap(items -> freshness.asOf(session)
        .map(asOf -> new Page(items, found.total(), asOf.orElse(null), following.lag())))));
  }

  /** Ids of those asked for, found in one look. */
  public Uni<List<String>> ids(String status, String rule, String category, String district, String locality, int atMost) {
    Condition which = which(status, rule, category, district, locality);
    return database.withSession(session -> ProgrammePage.ids(session, which, atMost));
  }

  public record Rows(List<HotspotView> items) {}

  /** Hotspots by ids that this caller was given. */
  public Uni<Rows> rows(List<String> ids) {
    Condition mine = Scope.of(caller).condition();
    return database.withSession(session -> ProgrammePage.rows(session, ids).flatMap(rows -> views(session, rows, mine)).map(Rows::new));
  }

  private Condition which(String status, String rule, String category, String district, String locality) {
    StringBuilder hql = new StringBuilder("r.kind = 'HOTSPOT' and r.status = :status");
    Map<String, Object> values = new HashMap<>(Map.of("status", (status == null || status.isBlank() ? Status.OPEN : Input.oneOf("status", Status.class, status)).name()));
    also(hql, values, "rule", rule);
    also(hql, values, "category", category);
    also(hql, values, "district", district);
    also(hql, values, "locality", locality);
    if (rule != null && !rule.isBlank() && HotspotRules.get().at(clock.instant()).find(rule).isEmpty()) {
      throw Refused.field("rule", Reason.FIELD_INVALID, "rule", "H1 … H6");
    }
    return new Condition(hql.toString(), values).and(ProgrammeRow.visibleTo(Scope.of(caller)));
  }

  @GET
  @Path("{id}")
  public Uni<Response> one(@PathParam("id") String id) {
    Scope scope = Scope.of(caller);
    Condition mine = scope.condition();
    return database.withSession(session -> session.find(ProgrammeRow.class, id).flatMap(row -> {
      if (row == null || !(row.stream() instanceof Hotspot)) {
        throw new Refused(Reason.NOT_FOUND, id);
      }
      if (!row.isVisibleTo(scope)) {
        throw new Refused(Reason.OTHER_UNIT);
      }
      return views(session, List.of(row), mine).map(views -> Response.ok(views.getFirst()).header("ETag", Answers.etag(row.head)).build());
    }));
  }

  private static void also(StringBuilder hql, Map<String, Object> values, String column, String value) {
    if (value != null && !value.isBlank()) {
      hql.append(" and r.%1$s = :%1$s".formatted(column));
      values.put(column, value.strip());
    }
  }

  private Uni<List<HotspotView>> views(Mutiny.Session session, List<ProgrammeRow> rows, Condition mine) {
    return Multi.createFrom().iterable(rows).onItem().transformToUniAndConcatenate(row -> view(session, row, mine)).collect().asList();
  }

  private Uni<HotspotView> view(Mutiny.Session session, ProgrammeRow row, Condition mine) {
    Hotspot h = (Hotspot) row.stream();
    Condition behind = HotspotFigures.of(h).and(mine);
    var count = session.createSelectionQuery("select count(*) from TicketRow t where " + behind.hql(), Long.class);
    behind.parameters().forEach(count::setParameter);
    var task = session.createSelectionQuery("select r from ProgrammeRow r where r.kind = 'TASK' and r.category = :category and r.spot = :spot and (r.endedAt is null or r.endedAt >= :since) order by r.openedAt desc", ProgrammeRow.class)
        .setParameter("category", h.category()).setParameter("spot", h.spotCode()).setParameter("since", h.openedAt()).setMaxResults(1);
    return count.getSingleResult().flatMap(tickets -> task.getResultList()
        .map(tasks -> HotspotView.of(row.id, h, tickets, tasks.isEmpty() ? null : tasks.getFirst().id, tasks.isEmpty() ? null : tasks.getFirst().status, catalogue)));
  }
}
