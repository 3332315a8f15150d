package cn.jsjb.supervision.rectifying;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.InspectionEvent.AccountabilityDecided;
import cn.jsjb.event.InspectionEvent.Conduct;
import cn.jsjb.event.InspectionEvent.Finding;
import cn.jsjb.event.InspectionEvent.GoodFaithExempted;
import cn.jsjb.event.InspectionEvent.InspectionMode;
import cn.jsjb.event.InspectionEvent.InspectionRecorded;
import cn.jsjb.event.InspectionEvent.Interview;
import cn.jsjb.event.InspectionEvent.Measure;
import cn.jsjb.event.InspectionEvent.RectificationOrdered;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.Inspection;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Inspections and what follows: {@code /api/inspections}. Whom to hold to account is for the inspectors alone. */
@Path("/api/inspections")
public class InspectionResource extends MatterEndpoint<Inspection> {
  private static final int FINDINGS = 50;

  public InspectionResource() { super(Inspection.class, "/api/inspections/"); }

  public record FindingRequest(String unit, String text, Conduct conduct) {}

  /** Findings are numbered from 1 in their order. */
  public record RecordRequest(InspectionMode mode, String site, String district, Instant at, List<String> members, List<String> units, List<String> complaints, List<String> clues,
      String focusList, List<Interview> interviews, List<FindingRequest> findings, List<String> evidence) {}

  public record OrderRequest(String unit, String demand, Instant dueAt) {}

  public record AcceptanceRequest(String note, List<String> evidence) {}

  public record AccountRequest(Conduct conduct, String unit, String person, Measure measure, boolean badEffect, String basis) {}

  public record ExemptionRequest(String grounds) {}

  @POST
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response record(RecordRequest r) {
    required("body", r);
    List<Interview> interviews = r.interviews() == null ? List.of() : List.copyOf(r.interviews());
    interviews.forEach(i -> {
      text("interviews.who", i.who(), NAME);
      text("interviews.said", i.said(), TEXT);
    });
    List<Finding> findings = new ArrayList<>();
    for (FindingRequest f : r.findings() == null ? List.<FindingRequest>of() : r.findings()) {
      findings.add(new Finding(findings.size() + 1, Input.unit("findings.unit", required("findings", f).unit()), text("findings.text", f.text(), TEXT), f.conduct()));
    }
    if (findings.size() > FINDINGS) {
      throw Refused.field("findings", Reason.FIELD_INVALID, "findings", "≤ " + FINDINGS);
    }
    InspectionRecorded recorded = new InspectionRecorded(required("mode", r.mode()), text("site", r.site(), NAME), r.district() == null ? null : Input.unit("district", r.district()),
        required("at", r.at()), texts("members", required("members", r.members()), 50, NAME), units("units", r.units()), texts("complaints", r.complaints(), 1_000, 100),
        texts("clues", r.clues(), 100, 100), Input.atMost("focusList", r.focusList(), 100), interviews, findings, texts("evidence", r.evidence(), 200, 500));
    return open((none, now) -> Rectifying.record(none, recorded, now));
  }

  @POST
  @Path("{id}/findings/{n}/rectification")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response order(@PathParam("id") String id, @PathParam("n") int n, OrderRequest r) {
    required("body", r);
    RectificationOrdered order = new RectificationOrdered(n, Input.unit("unit", r.unit()), text("demand", r.demand(), TEXT), required("dueAt", r.dueAt()));
    return handle(id, (s, now) -> Rectifying.order(s, order, now));
  }

  @POST
  @Path("{id}/findings/{n}/acceptance")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response accept(@PathParam("id") String id, @PathParam("n") int n, AcceptanceRequest r) {
    required("body", r);
    String note = text("note", r.note(), TEXT);
    List<String> evidence = texts("evidence", r.evidence(), 50, 500);
    String verifier = caller.actor();
    String unit = caller.unit();
    return handle(id, (s, now) -> Rectifying.accept(s, n, note, evidence, verifier, unit));
  }

  @POST
  @Path("{id}/findings/{n}/accountability")
  @RolesAllowed(INSPECTOR)
  @RunOnVirtualThread
  public Response account(@PathParam("id") String id, @PathParam("n") int n, AccountRequest r) {
    required("body", r);
    AccountabilityDecided decided = new AccountabilityDecided(n, required("conduct", r.conduct()), Input.unit("unit", r.unit()), Input.atMost("person", r.person(), NAME),
        required("measure", r.measure()), r.badEffect(), text("basis", r.basis(), TEXT));
    return handle(id, (s, now) -> Rectifying.account(s, decided, now));
  }

  @POST
  @Path("{id}/findings/{n}/exemption")
  @RolesAllowed(INSPECTOR)
  @RunOnVirtualThread
  public Response exempt(@PathParam("id") String id, @PathParam("n") int n, ExemptionRequest r) {
    required("body", r);
    GoodFaithExempted exempted = new GoodFaithExempted(n, text("grounds", r.grounds(), TEXT), caller.actor());
    return handle(id, (s, now) -> Rectifying.exempt(s, exempted));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response inspection(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> inspections(@QueryParam("status") String status, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("status", status);
    return list(where, page, size);
  }
}
