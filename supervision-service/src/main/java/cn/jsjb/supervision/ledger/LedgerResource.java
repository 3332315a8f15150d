package cn.jsjb.supervision.ledger;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerKind;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.ledger.Ledger.Progress;
import cn.jsjb.supervision.ledger.Ledger.Verification;
import cn.jsjb.supervision.matters.LedgerEntry;
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
import java.util.UUID;

/** The municipal ledger: {@code /api/ledger}. */
@Path("/api/ledger")
public class LedgerResource extends MatterEndpoint<LedgerEntry> {
  public LedgerResource() { super(LedgerEntry.class, "/api/ledger/"); }

  /** @param dueAt RFC 3339 */
  public record OpeningRequest(LedgerKind kind, String title, String goal, String owner, List<String> supporting, String problem, String locality, List<String> complaints,
      Instant dueAt) {}

  /** @param reportedBy who of the owner said it */
  public record ProgressRequest(String note, boolean goalReached, List<String> evidence, String reportedBy) {}

  public record ClearingRequest(String finding, List<String> evidence) {}

  public record ReturnRequest(String reason, Instant dueAt) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response open(OpeningRequest r) {
    required("body", r);
    LedgerEntryOpened entry = new LedgerEntryOpened(required("kind", r.kind()), text("title", r.title(), NAME), text("goal", r.goal(), TEXT), Input.unit("owner", r.owner()),
        units("supporting", r.supporting()), problem(r.problem()), r.locality() == null ? null : Input.unit("locality", r.locality()), complaints(r.complaints()),
        required("dueAt", r.dueAt()));
    return open((none, now) -> Ledger.open(none, entry, now));
  }

  /** Ids of complaints: one that is none would open to nothing. */
  private static List<String> complaints(List<String> ids) {
    return texts("complaints", ids, 1_000, 100).stream().map(id -> {
      try {
        return UUID.fromString(id.strip()).toString();
      } catch (IllegalArgumentException e) {
        throw Refused.field("complaints", Reason.FIELD_INVALID, "complaints", "complaintId");
      }
    }).toList();
  }

  @POST
  @Path("{id}/progress")
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response progress(@PathParam("id") String id, ProgressRequest r) {
    required("body", r);
    Progress progress = new Progress(text("note", r.note(), TEXT), r.goalReached(), texts("evidence", r.evidence(), 50, 500), text("reportedBy", r.reportedBy(), NAME));
    return handle(id, (entry, now) -> Ledger.progress(entry, progress));
  }

  @POST
  @Path("{id}/clearance")
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response clear(@PathParam("id") String id, ClearingRequest r) {
    required("body", r);
    Verification verification = new Verification(text("finding", r.finding(), TEXT), texts("evidence", r.evidence(), 50, 500), caller.actor(), caller.unit());
    return handle(id, (entry, now) -> Ledger.clear(entry, verification));
  }

  @POST
  @Path("{id}/return")
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response giveBack(@PathParam("id") String id, ReturnRequest r) {
    required("body", r);
    String reason = text("reason", r.reason(), TEXT);
    Instant dueAt = required("dueAt", r.dueAt());
    String verifier = caller.actor();
    String unit = caller.unit();
    return handle(id, (entry, now) -> Ledger.giveBack(entry, reason, dueAt, verifier, unit, now));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response entry(@PathParam("id") String id) { return one(id); }

  /** @param status OPEN, GOAL_REPORTED or CLEARED */
  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> entries(@QueryParam("status") String status, @QueryParam("owner") String owner, @QueryParam("problem") String problem, @QueryParam("page") Integer page,
      @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("status", status);
    where.put("unit", owner);
    where.put("problem", problem);
    return list(where, page, size);
  }
}
