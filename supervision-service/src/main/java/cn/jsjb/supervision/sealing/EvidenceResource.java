package cn.jsjb.supervision.sealing;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealEvent.EvidenceExported;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.matters.MatterEndpoint;
import cn.jsjb.supervision.matters.SealMatter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** Who took the records of a complaint out of the house, and what the seals found: in the oversight-log, which no ticket role reads. */
@Path("/api/evidence")
public class EvidenceResource extends MatterEndpoint<SealMatter> {
  @Inject LogService<Oversight> tickets;

  public EvidenceResource() { super(SealMatter.class, "/api/evidence/"); }

  /** @param by who makes the pack; the caller when left out */
  public record ExportRequest(String complaintId, String by, String reason) {}

  /** Before a pack is written: {@code deploy/inspect export --pack} writes none that is not recorded. */
  @POST
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  @RunOnVirtualThread
  public Response export(ExportRequest r) {
    Input.required("body", r);
    String complaint = Input.text("complaintId", r.complaintId(), NAME);
    String reason = Input.text("reason", r.reason(), NAME);
    String by = r.by() == null ? caller.user() : Input.text("by", r.by(), NAME);
    if (tickets.follower().loadFresh(complaint) == null) {
      throw new Refused(Reason.NOT_FOUND, complaint);
    }
    return open((none, now) -> Decision.accept(new EvidenceExported(complaint, by, reason)));
  }

  /** @param by who looked; the caller when left out @param reason what it was */
  public record ClearingRequest(String by, String reason) {}

  /** 解除封印告警: somebody has looked at the alarm. It is none any more, and its partition is sealed again when it was the last one there. */
  @POST
  @Path("{id}/clearance")
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  @RunOnVirtualThread
  public Response clear(@PathParam("id") String id, ClearingRequest r) {
    Input.required("body", r);
    String reason = Input.text("reason", r.reason(), TEXT);
    String by = r.by() == null ? caller.user() : Input.text("by", r.by(), NAME);
    return handle(id, (matter, now) -> matter.broken() == null ? Decision.refuse(Reason.NOT_FOUND, id) : matter.clear(by, reason));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  @RunOnVirtualThread
  public Response one(@PathParam("id") String id) { return super.one(id); }

  /** @param status BROKEN: alarms; CLEARED: those somebody has looked at; EXPORTED: evidence */
  @GET
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  public Uni<Page> all(@QueryParam("status") String status, @QueryParam("complaint") String complaint, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("status", status);
    where.put("complaint", complaint);
    return list(where, page, size);
  }
}
