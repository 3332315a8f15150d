package cn.jsjb.supervision.appraising;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;

import cn.jsjb.catalogue.AppraisalWeights;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.AppraisalEvent.AnnualAppraisalIssued;
import cn.jsjb.event.AppraisalEvent.Part;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.matters.Appraisal;
import cn.jsjb.supervision.matters.Inspection;
import cn.jsjb.supervision.matters.LedgerEntry;
import cn.jsjb.supervision.matters.MatterEndpoint;
import cn.jsjb.supervision.matters.Matters;
import cn.jsjb.supervision.matters.Sample;
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
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Year-end appraisal: {@code /api/appraisals}. */
@Path("/api/appraisals")
public class AppraisalResource extends MatterEndpoint<Appraisal> {
  @Inject CountsQuery counts;

  public AppraisalResource() { super(Appraisal.class, "/api/appraisals/"); }

  /** @param list kind of the units of the directory */
  public record IssueRequest(Integer year, Unit.Kind list) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response issue(IssueRequest r) {
    required("body", r);
    int number = required("year", r.year());
    if (number < 2019 || number > 2100) {
      throw Refused.field("year", Reason.FIELD_INVALID, "year", "2019…2100");
    }
    Year year = Year.of(number);
    Unit.Kind kind = required("list", r.list());
    Instant from = Appraising.start(year);
    Map<String, Part> closings = counts.closings(from, Appraising.start(year.plusYears(1))).stream().collect(Collectors.toMap(CountsQuery.Counted::name, c -> new Part(c.first(), c.second())));
    List<String> units = Catalogue.get().units().ofKind(kind).stream().map(Unit::code).toList();
    AnnualAppraisalIssued issued = Appraising.appraise(year, kind.name(), units, closings,
        counts.matters(List.of(Matters.kindOf(LedgerEntry.class), Matters.kindOf(Sample.class), Matters.kindOf(Inspection.class))), AppraisalWeights.of(year));
    return open("appraisal-%s-%s".formatted(year, kind), (there, now) -> Appraising.issue(there, issued, now));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response appraisal(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> appraisals(@QueryParam("page") Integer page, @QueryParam("size") Integer size) { return list(Map.of(), page, size); }
}
