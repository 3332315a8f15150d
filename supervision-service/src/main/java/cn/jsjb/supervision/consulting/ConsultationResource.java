package cn.jsjb.supervision.consulting;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.event.ConsultationEvent.MonthlyConsultationHeld;
import cn.jsjb.event.ConsultationEvent.Resolution;
import cn.jsjb.event.ConsultationEvent.Trend;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.matters.Consultation;
import cn.jsjb.supervision.matters.MatterEndpoint;
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
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** Monthly consultation: {@code /api/consultations}. */
@Path("/api/consultations")
public class ConsultationResource extends MatterEndpoint<Consultation> {
  @Inject CountsQuery counts;

  public ConsultationResource() { super(Consultation.class, "/api/consultations/"); }

  public record ResolutionRequest(String problem, String text, String unit, Instant dueAt) {}

  /** @param month {@code 2026-05}; the trends of the problems are counted, not sent */
  public record HoldingRequest(String month, List<String> participants, String findings, List<ResolutionRequest> resolutions) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response hold(HoldingRequest r) {
    required("body", r);
    YearMonth month = month(r.month());
    List<String> participants = texts("participants", required("participants", r.participants()), 100, NAME);
    String findings = text("findings", r.findings(), TEXT);
    List<Resolution> resolutions = r.resolutions() == null ? List.of() : r.resolutions().stream().map(one -> new Resolution(problem(required("resolutions", one).problem()),
        text("resolutions.text", one.text(), TEXT), one.unit() == null ? null : Input.unit("resolutions.unit", one.unit()), one.dueAt())).toList();
    List<Trend> trends = counts.volumes(Consulting.start(month.minusMonths(1)), Consulting.start(month), Consulting.start(month.plusMonths(1))).stream()
        .map(c -> new Trend(c.name(), c.first(), c.second())).toList();
    MonthlyConsultationHeld held = new MonthlyConsultationHeld(month.toString(), participants, trends, findings, resolutions);
    return open("consultation-" + month, (there, now) -> Consulting.hold(there, held, now));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response consultation(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> consultations(@QueryParam("page") Integer page, @QueryParam("size") Integer size) { return list(Map.of(), page, size); }
}
