package cn.jsjb.supervision.programme;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.edge.Input;
import cn.jsjb.event.PlanEvent.NamedPolicy;
import cn.jsjb.event.PlanEvent.OutcomeMetricReported;
import cn.jsjb.event.PlanEvent.Policy;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.programme.Rows.OutcomeRow;
import cn.jsjb.supervision.programme.Rows.PolicyRow;
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

/** Policy list and outcomes of one problem. */
@Path("/api/programmes/{year}")
@RunOnVirtualThread
public class PoliciesResource extends ProgrammeEndpoint {
  @PathParam("problem") String problem;

  @GET @Path("/problems/{problem}/policies") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response policies(@QueryParam("scope") String scope, @QueryParam("asOf") String asOf, @QueryParam("status") String status, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    PolicyStatus asked = status == null || status.isBlank() ? null : Input.oneOf("status", PolicyStatus.class, status);
    return page(row, Rows.policies(problem, topic, scopes(topic, scope), dayOrToday("asOf", asOf)).stream()
        .filter(p -> asked == null ? p.status() != PolicyStatus.DROPPED : p.status() == asked).toList(), page, size);
  }

  public record PolicyRequest(String policy, String scope, String from, String title, List<String> drafters, String due, String source) {
    Policy spec(String scope) {
      return new Policy(scope, words("title", title, NAME), unitsOf("drafters", Input.required("drafters", drafters)), day("due", due), words("source", source, NAME));
    }
  }

  @POST @Path("/problems/{problem}/policies") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response plan(PolicyRequest r) {
    Input.required("body", r);
    var command = new Legislating.PlanPolicy(code("policy", r.policy()), dayOrToday("from", r.from()), r.spec(scope(r.scope())));
    return handle(problem, (topic, day) -> Legislating.decide(topic, command, by(), units()), (id, t) -> one(t, command.policy()));
  }

  public record RevisionRequest(String scope, String from, List<PolicyRequest> added, List<String> dropped, String reason) {}

  /** The list of a scope in a new version: what comes and what goes, in one fact. */
  @POST @Path("/problems/{problem}/policies/revisions") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response revise(RevisionRequest r) {
    Input.required("body", r);
    String scope = scope(r.scope());
    List<NamedPolicy> added = r.added() == null ? List.of() : r.added().stream().map(p -> Input.required("added", p)).map(p -> new NamedPolicy(code("policy", p.policy()), p.spec(scope))).toList();
    var command = new Legislating.ReviseList(scope, dayOrToday("from", r.from()), added, r.dropped() == null ? List.of() : r.dropped().stream().map(p -> code("dropped", p)).toList(), words("reason", r.reason(), NOTE));
    return handle(problem, (topic, day) -> Legislating.decide(topic, command, by(), units()),
        (id, t) -> Rows.policies(id, t, scope::equals, LocalDate.MAX).stream().filter(p -> p.status() != PolicyStatus.DROPPED).toList());
  }

  public record StepRequest(String on, PolicyStatus status, String note) {}

  /** {@code {"status":"DRAFTING|CONSULTING|IMMINENT|ISSUED"}}; the note is the document's number when it is issued. */
  @POST @Path("/problems/{problem}/policies/{policy}/steps") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response advance(@PathParam("policy") String policy, StepRequest r) {
    Input.required("body", r);
    var command = new Legislating.Advance(policy, Input.required("status", r.status()), dayOrToday("on", r.on()),
        r.status() == PolicyStatus.ISSUED ? words("note", r.note(), NAME) : atMost("note", r.note(), NOTE));
    return handle(problem, (topic, day) -> Legislating.decide(topic, command, by(), day), (id, t) -> one(t, policy));
  }

  @POST @Path("/problems/{problem}/policies/{policy}/removal") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response drop(@PathParam("policy") String policy, ListsResource.DropRequest r) {
    Input.required("body", r);
    var command = new Legislating.DropPolicy(policy, dayOrToday("from", r.from()), words("reason", r.reason(), NOTE));
    return handle(problem, (topic, day) -> Legislating.decide(topic, command, by(), units()), (id, t) -> one(t, policy));
  }

  private PolicyRow one(Topic topic, String policy) {
    return Rows.policies(problem, topic, s -> true, LocalDate.MAX).stream().filter(p -> p.policy().equals(policy)).findFirst().orElseThrow();
  }

  /** The value of each metric as of a day, and every value reported behind it. Nothing is summed. */
  public record MetricView(String metric, OutcomeRow value, List<OutcomeRow> reported) {}

  @GET @Path("/problems/{problem}/outcomes") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response outcomes(@QueryParam("scope") String scope, @QueryParam("asOf") String asOf, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    LocalDate day = dayOrToday("asOf", asOf);
    List<OutcomeRow> all = Rows.outcomes(problem, topic, scopes(topic, scope), day);
    List<MetricView> metrics = all.stream().map(OutcomeRow::metric).distinct().map(metric -> {
      OutcomeMetricReported value = Measuring.on(topic.outcomes().get(metric), day);
      List<OutcomeRow> values = all.stream().filter(v -> v.metric().equals(metric)).toList();
      return new MetricView(metric, values.stream().filter(v -> v.reported().equals(value)).reduce((a, b) -> b).orElse(null), values);
    }).toList();
    return page(row, metrics, page, size);
  }

  public record OutcomeRequest(String metric, String scope, String name, BigDecimal value, String unit, String asOf, String since, Boolean cumulative, BigDecimal target, String correction, String source) {}

  @POST @Path("/problems/{problem}/outcomes") @RolesAllowed({LEADER, UNIT, DISTRICT})
  public Response report(OutcomeRequest r) {
    Input.required("body", r);
    OutcomeMetricReported value = new OutcomeMetricReported(code("metric", r.metric()), scope(r.scope()), words("name", r.name(), NAME), Input.required("value", number("value", r.value())),
        words("unit", r.unit(), ID), Input.required("asOf", day("asOf", r.asOf())), day("since", r.since()), Input.required("cumulative", r.cumulative()), number("target", r.target()),
        atMost("correction", r.correction(), NOTE), words("source", r.source(), NAME));
    return handle(problem, (topic, day) -> Measuring.decide(topic, value, by(), units(), day),
        (id, t) -> Rows.outcomes(id, t, s -> true, LocalDate.MAX).stream().filter(o -> o.reported().equals(value)).reduce((a, b) -> b).orElseThrow());
  }
}
