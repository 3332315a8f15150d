package cn.jsjb.supervision.joint;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.event.JointEvent.JointSupervisionOpened;
import cn.jsjb.supervision.matters.JointSupervision;
import cn.jsjb.supervision.matters.MatterEndpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Daily joint supervision: {@code /api/joint-supervisions}. */
@Path("/api/joint-supervisions")
public class JointSupervisionResource extends MatterEndpoint<JointSupervision> {
  public JointSupervisionResource() { super(JointSupervision.class, "/api/joint-supervisions/"); }

  public record OpeningRequest(String title, String opinion, String problem, List<String> leads, List<String> units, List<String> complaints, List<String> ledgerEntries, Instant dueAt) {}

  public record ReplyRequest(String unit, String measures, List<String> evidence) {}

  public record ClosingRequest(boolean solved, String result) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response open(OpeningRequest r) {
    required("body", r);
    JointSupervisionOpened opening = new JointSupervisionOpened(text("title", r.title(), NAME), text("opinion", r.opinion(), TEXT), problem(r.problem()), units("leads", required("leads", r.leads())),
        units("units", required("units", r.units())), texts("complaints", r.complaints(), 1_000, 100), texts("ledgerEntries", r.ledgerEntries(), 1_000, 100), required("dueAt", r.dueAt()));
    return open((none, now) -> JointSupervising.open(none, opening, now));
  }

  @POST
  @Path("{id}/replies")
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response reply(@PathParam("id") String id, ReplyRequest r) {
    required("body", r);
    String unit = Input.unit("unit", r.unit());
    String measures = text("measures", r.measures(), TEXT);
    List<String> evidence = texts("evidence", r.evidence(), 50, 500);
    return handle(id, (s, now) -> JointSupervising.reply(s, unit, measures, evidence));
  }

  @POST
  @Path("{id}/closure")
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response close(@PathParam("id") String id, ClosingRequest r) {
    required("body", r);
    String result = text("result", r.result(), TEXT);
    return handle(id, (s, now) -> JointSupervising.close(s, r.solved(), result));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response supervision(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> supervisions(@QueryParam("status") String status, @QueryParam("problem") String problem, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("status", status);
    where.put("problem", problem);
    return list(where, page, size);
  }
}
