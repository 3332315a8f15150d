package cn.jsjb.analytics.proactive;

import cn.jsjb.analytics.ProactiveTask;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.ProgrammePage;
import cn.jsjb.analytics.counting.ProgrammeRow;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** 主动治理任务 (REG §24–§26): proposed by what was found; the unit that is asked takes it on or says why not, and completes it. */
@Path("/api/proactive-tasks")
public class ProactiveTasksResource {
  private static final int TEXT = 10_000, EVIDENCE = 50, NAME = 500;

  @Inject LogService<ProgrammeStream> service;
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Caller caller;
  @HeaderParam("Idempotency-Key") String idempotencyKey;
  @HeaderParam("If-Match") String ifMatch;

  public record Page(List<TaskView> items, long total) {}

  /** @param plannedFor the day by which it will be done, such as 2026-06-30 */
  public record AcceptanceRequest(String measures, String plannedFor) {}

  public record DeclineRequest(String reason) {}

  public record CompletionRequest(String result, List<String> evidence) {}

  /** The newest first. */
  @GET
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
  public Uni<Page> tasks(@QueryParam("status") String status, @QueryParam("unit") String unit, @QueryParam("page") String page, @QueryParam("size") String size) {
    Condition which = which(status, unit);
    return database.withSession(session -> ProgrammePage.of(session, which, page, size).map(found -> new Page(views(found.rows()), found.total())));
  }

  /** Ids of those asked for, found in one look. */
  public Uni<List<String>> ids(String status, String unit, int atMost) {
    Condition which = which(status, unit);
    return database.withSession(session -> ProgrammePage.ids(session, which, atMost));
  }

  public record Rows(List<TaskView> items) {}

  /** Tasks by ids that this caller was given. */
  public Uni<Rows> rows(List<String> ids) { return database.withSession(session -> ProgrammePage.rows(session, ids).map(rows -> new Rows(views(rows)))); }

  private List<TaskView> views(List<ProgrammeRow> rows) { return rows.stream().map(r -> TaskView.of(r.id, (ProactiveTask) r.stream(), catalogue)).toList(); }

  private Condition which(String status, String unit) {
    StringBuilder hql = new StringBuilder("r.kind = 'TASK'");
    Map<String, Object> values = new HashMap<>();
    if (status != null && !status.isBlank()) {
      hql.append(" and r.status = :status");
      values.put("status", Input.oneOf("status", ProactiveTask.State.class, status).name());
    }
    if (unit != null && !unit.isBlank()) {
      hql.append(" and r.unit = :unit");
      values.put("unit", Input.unit("unit", unit.strip()));
    }
    return new Condition(hql.toString(), values).and(ProgrammeRow.visibleTo(Scope.of(caller)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
  @RunOnVirtualThread
  public Response task(@PathParam("id") String id) {
    Row<ProgrammeStream> row = service.follower().loadFresh(id);
    if (row == null || !(row.state() instanceof ProactiveTask task)) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    String ground = caller.is(Caller.DISTRICT) ? task.district() : task.locality();
    if (!caller.sees(task.unit()) && !caller.ownUnit().equals(ground)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    return Response.ok(TaskView.of(id, task, catalogue)).header("ETag", Answers.etag(row.head())).build();
  }

  @POST
  @Path("{id}/acceptance")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT})
  @RunOnVirtualThread
  public Response acceptIt(@PathParam("id") String id, AcceptanceRequest r) {
    Input.required("body", r);
    String measures = Input.text("measures", r.measures(), TEXT);
    LocalDate plannedFor = day("plannedFor", r.plannedFor());
    return handle(id, (task, now) -> Proposing.acceptIt(task, measures, plannedFor, now));
  }

  @POST
  @Path("{id}/decline")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT})
  @RunOnVirtualThread
  public Response decline(@PathParam("id") String id, DeclineRequest r) {
    Input.required("body", r);
    String reason = Input.text("reason", r.reason(), TEXT);
    return handle(id, (task, now) -> Proposing.decline(task, reason, catalogue, now, HotspotRules.get().at(now)));
  }

  @POST
  @Path("{id}/completion")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT})
  @RunOnVirtualThread
  public Response complete(@PathParam("id") String id, CompletionRequest r) {
    Input.required("body", r);
    String result = Input.text("result", r.result(), TEXT);
    List<String> evidence = r.evidence() == null ? List.of() : r.evidence();
    if (evidence.size() > EVIDENCE) {
      throw Refused.field("evidence", Reason.FIELD_INVALID, "evidence", "≤ " + EVIDENCE);
    }
    evidence.forEach(one -> Input.text("evidence", one, NAME));
    return handle(id, (task, now) -> Proposing.complete(task, result, List.copyOf(evidence)));
  }

  private Response handle(String id, BiFunction<ProactiveTask, Instant, Decision> decide) {
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    // Whose it is may change while the command runs: it is asked of the state that is decided about.
    return Answers.of(service.commands().handle(new Command<>(id, caller.actor(), idempotencyKey, Answers.head(ifMatch), (state, now) -> {
      if (!(state instanceof ProactiveTask task)) {
        return Decision.refuse(Reason.NOT_FOUND, id);
      }
      // Who may look at a unit's task does not act for it: the fact says that the unit did.
      return caller.ownUnit().equals(task.unit()) ? decide.apply(task, now) : Decision.refuse(Reason.OTHER_UNIT);
    })), "/api/proactive-tasks/" + id, row -> TaskView.of(row.id(), (ProactiveTask) row.state(), catalogue));
  }

  private static LocalDate day(String field, String value) {
    try {
      return LocalDate.parse(Input.required(field, value).strip());
    } catch (DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, LocalDate.of(2026, 6, 30));
    }
  }
}
