package cn.jsjb.supervision.pursuing;

import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.inspecting.Evidences;
import cn.jsjb.supervision.matters.Clue;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.MatterEndpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** {@code /api/clues}: what the rules found, and what becomes of it. For those who supervise; nobody on the way of a ticket reads any of it. */
@Path("/api/clues")
public class CluesResource extends MatterEndpoint<Clue> {
  @Inject Evidences evidences;
  @Inject BackRuns backRuns;

  public CluesResource() { super(Clue.class, "/api/clues/"); }

  public record AssignmentRequest(String to, String note, Instant dueAt) {}

  public record VerificationRequest(String finding, List<String> conducts) {}

  public record DismissalRequest(String reason) {}

  /** @param unit the unit that answers for it */
  @GET
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  public Uni<Page> clues(@QueryParam("rule") String rule, @QueryParam("colour") String colour, @QueryParam("state") String state, @QueryParam("unit") String unit,
      @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Map<String, Object> where = new LinkedHashMap<>();
    where.put("rule", rule);
    where.put("colour", colour == null ? null : Input.oneOf("colour", Colour.class, colour).name());
    where.put("status", state == null ? null : Input.oneOf("state", Clue.State.class, state).name());
    where.put("unit", unit);
    return list(where, page, size);
  }

  /** The rules with their versions, parameters and where these come from. */
  @GET
  @Path("rules")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  public Map<String, Object> rules() { return Map.of("items", ClueRules.get().all(), "total", ClueRules.get().all().size()); }

  /** With the records that it was found by, judged afresh. */
  @GET
  @Path("{id}")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @RunOnVirtualThread
  public Response clue(@PathParam("id") String id) {
    Row<Matter> row = load(id);
    Clue clue = (Clue) row.state();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("status", clue.status());
    view.put("state", clue);
    view.put("evidence", evidences.of(clue.raised().evidence()));
    return Response.ok(view).header("ETag", Answers.etag(row.head())).build();
  }

  @POST
  @Path("{id}/assignment")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @RunOnVirtualThread
  public Response assign(@PathParam("id") String id, AssignmentRequest r) {
    Input.required("body", r);
    Pursuing.Assign command = new Pursuing.Assign(Input.text("to", r.to(), NAME), Input.atMost("note", r.note(), TEXT), r.dueAt());
    return handle(id, (clue, now) -> Pursuing.decide(clue, command, now));
  }

  @POST
  @Path("{id}/verification")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @RunOnVirtualThread
  public Response verify(@PathParam("id") String id, VerificationRequest r) {
    Input.required("body", r);
    Pursuing.Verify command = new Pursuing.Verify(Input.text("finding", r.finding(), TEXT), r.conducts(), caller.unit());
    return handle(id, (clue, now) -> Pursuing.decide(clue, command));
  }

  @POST
  @Path("{id}/dismissal")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @RunOnVirtualThread
  public Response dismiss(@PathParam("id") String id, DismissalRequest r) {
    Input.required("body", r);
    Pursuing.Dismiss command = new Pursuing.Dismiss(Input.text("reason", r.reason(), TEXT), caller.unit());
    return handle(id, (clue, now) -> Pursuing.decide(clue, command));
  }

  /** 回跑: the rules over the history, in a sandbox. One line a clue or a step forward; the last one says {@code done}. Nothing is published. */
  @POST
  @Path("back-runs")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @Produces("application/x-ndjson")
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<BackRuns.Line> backRun(BackRuns.Request request) { return backRuns.start(request == null ? new BackRuns.Request(null, null, null, null) : request); }
}
