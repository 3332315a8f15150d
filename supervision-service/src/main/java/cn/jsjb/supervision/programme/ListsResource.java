package cn.jsjb.supervision.programme;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.Plan;
import cn.jsjb.event.PlanEvent.Responsibility;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.programme.Rows.TaskRow;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Plan, responsibility list and task list of one problem. */
@Path("/api/programmes/{year}")
@RunOnVirtualThread
public class ListsResource extends ProgrammeEndpoint {
  @PathParam("problem") String problem;

  /** @param asOf only the version in force on that day; all versions without it */
  @GET @Path("/problems/{problem}/plan") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response plans(@QueryParam("scope") String scope, @QueryParam("asOf") String asOf, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    LocalDate day = day("asOf", asOf);
    return page(row, Rows.plans(problem, topic, scopes(topic, scope)).stream().filter(p -> day == null || Integer.valueOf(p.version()).equals(topic.planVersion(p.scope(), day))).toList(), page, size);
  }

  public record PlanRequest(String scope, String from, String title, List<String> measures, String document, String source) {}

  @POST @Path("/problems/{problem}/plan") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response approve(PlanRequest r) {
    Input.required("body", r);
    if (Input.required("measures", r.measures()).size() > MEASURES) {
      throw Refused.field("measures", Reason.FIELD_INVALID, "measures", "1…" + MEASURES);
    }
    List<String> measures = r.measures().stream().map(m -> words("measures", m, NAME)).toList();
    var command = new Planning.ApprovePlan(scope(r.scope()), dayOrToday("from", r.from()), new Plan(words("title", r.title(), NAME), measures,
        atMost("document", r.document(), NAME), words("source", r.source(), NAME)));
    return handle(problem, (topic, day) -> Planning.decide(topic, command, by(), units()), (id, t) -> Rows.plans(id, t, command.scope()::equals).getLast());
  }

  @GET @Path("/problems/{problem}/responsibilities") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response responsibilities(@QueryParam("scope") String scope, @QueryParam("asOf") String asOf, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    LocalDate day = dayOrToday("asOf", asOf);
    return page(row, Rows.responsibilities(problem, topic, scopes(topic, scope)).stream().filter(r -> {
      Dated<List<Responsibility>> on = Dated.on(topic.responsibilities().get(r.scope()), day);
      return on != null && on.version() == r.version();
    }).toList(), page, size);
  }

  public record ResponsibilityRequest(String unit, Part part, String duty, String post) {}

  public record ResponsibilitiesRequest(String scope, String from, List<ResponsibilityRequest> responsibilities, String source) {}

  @POST @Path("/problems/{problem}/responsibilities") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response approve(ResponsibilitiesRequest r) {
    Input.required("body", r);
    List<Responsibility> list = Input.required("responsibilities", r.responsibilities()).stream().map(one -> Input.required("responsibilities", one)).map(one -> new Responsibility(Input.unit("unit", one.unit()), Input.required("part", one.part()),
        words("duty", one.duty(), NOTE), atMost("post", one.post(), NAME))).toList();
    var command = new Planning.ApproveResponsibilities(scope(r.scope()), dayOrToday("from", r.from()), list, words("source", r.source(), NAME));
    return handle(problem, (topic, day) -> Planning.decide(topic, command, by(), units()), (id, t) -> Rows.responsibilities(id, t, command.scope()::equals).reversed().subList(0, list.size()).reversed());
  }

  /** @param asOf the list and the statuses of that day, today without it; what is off the list is shown with {@code status=DROPPED} only */
  @GET @Path("/problems/{problem}/tasks") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response tasks(@QueryParam("scope") String scope, @QueryParam("asOf") String asOf, @QueryParam("status") String status, @QueryParam("owner") String owner, @QueryParam("page") Integer page,
      @QueryParam("size") Integer size) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    TaskStatus asked = status == null || status.isBlank() ? null : Input.oneOf("status", TaskStatus.class, status);
    return page(row, Rows.tasks(problem, topic, scopes(topic, scope), dayOrToday("asOf", asOf)).stream().filter(t -> asked == null ? t.status() != TaskStatus.DROPPED : t.status() == asked)
        .filter(t -> owner == null || owner.equals(t.owner())).toList(), page, size);
  }

  /** @param reason of a revision */
  public record TaskRequest(String task, String scope, String from, String title, String metric, BigDecimal target, String unit, List<Integer> months, String owner, List<String> supporting, String source,
      String reason) {}

  @POST @Path("/problems/{problem}/tasks") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response plan(TaskRequest r) {
    Input.required("body", r);
    var command = new Planning.PlanTask(code("task", r.task()), dayOrToday("from", r.from()), spec(r, scope(r.scope())));
    return handle(problem, (topic, day) -> Planning.decide(topic, command, by(), units()), (id, t) -> one(t, command.task()));
  }

  @POST @Path("/problems/{problem}/tasks/{task}/revisions") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response revise(@PathParam("task") String task, TaskRequest r) {
    Input.required("body", r);
    var command = new Planning.ReviseTask(task, dayOrToday("from", r.from()), spec(r, scope(r.scope())), words("reason", r.reason(), NOTE));
    return handle(problem, (topic, day) -> Planning.decide(topic, command, by(), units()), (id, t) -> one(t, task));
  }

  private static Task spec(TaskRequest r, String scope) {
    List<Integer> months = Input.required("months", r.months()).stream().map(m -> Input.required("months", m)).distinct().sorted().toList();
    if (months.getFirst() < 1 || months.getLast() > 12) {
      throw Refused.field("months", Reason.FIELD_INVALID, "months", "1…12");
    }
    return new Task(scope, words("title", r.title(), NAME), atMost("metric", r.metric(), NAME), number("target", r.target()), atMost("unit", r.unit(), ID), months,
        Input.unit("owner", r.owner()), unitsOf("supporting", r.supporting()), words("source", r.source(), NAME));
  }

  public record DropRequest(String from, String reason) {}

  @POST @Path("/problems/{problem}/tasks/{task}/removal") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response drop(@PathParam("task") String task, DropRequest r) {
    Input.required("body", r);
    var command = new Planning.DropTask(task, dayOrToday("from", r.from()), words("reason", r.reason(), NOTE));
    return handle(problem, (topic, day) -> Planning.decide(topic, command, by(), units()), (id, t) -> one(t, task));
  }

  /** @param on the day it was so, today without it */
  public record ProgressRequest(String on, BigDecimal done, String note, List<String> evidence) {}

  @POST @Path("/problems/{problem}/tasks/{task}/progress") @RolesAllowed({UNIT, DISTRICT})
  public Response progress(@PathParam("task") String task, ProgressRequest r) {
    Input.required("body", r);
    var command = new Progressing.ReportProgress(task, dayOrToday("on", r.on()), number("done", r.done()), words("note", r.note(), NOTE));
    return handle(problem, (topic, day) -> Progressing.decide(topic, command, by(), day), (id, t) -> one(t, task));
  }

  @POST @Path("/problems/{problem}/tasks/{task}/completion") @RolesAllowed({UNIT, DISTRICT})
  public Response complete(@PathParam("task") String task, ProgressRequest r) {
    Input.required("body", r);
    List<String> evidence = r.evidence() == null ? List.of() : r.evidence().stream().map(e -> words("evidence", e, NAME)).toList();
    var command = new Progressing.Complete(task, dayOrToday("on", r.on()), number("done", r.done()), words("note", r.note(), NOTE), evidence);
    return handle(problem, (topic, day) -> Progressing.decide(topic, command, by(), day), (id, t) -> one(t, task));
  }

  public record VerificationRequest(String on, Boolean passed, String opinion) {}

  @POST @Path("/problems/{problem}/tasks/{task}/verification") @RolesAllowed(SUPERVISOR)
  public Response verify(@PathParam("task") String task, VerificationRequest r) {
    Input.required("body", r);
    var command = new Progressing.Verify(task, dayOrToday("on", r.on()), Input.required("passed", r.passed()), words("opinion", r.opinion(), NOTE));
    return handle(problem, (topic, day) -> Progressing.decide(topic, command, by(), day), (id, t) -> one(t, task));
  }

  /** As the facts leave it, a step of a day to come included. */
  private TaskRow one(Topic topic, String task) {
    return Rows.tasks(problem, topic, s -> true, LocalDate.MAX).stream().filter(t -> t.task().equals(task)).findFirst().orElseThrow();
  }
}
