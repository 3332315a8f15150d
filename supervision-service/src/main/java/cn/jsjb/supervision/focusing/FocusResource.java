package cn.jsjb.supervision.focusing;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.event.FocusEvent.FocusContent;
import cn.jsjb.event.FocusEvent.FocusContentChecked;
import cn.jsjb.event.FocusEvent.FocusListed;
import cn.jsjb.event.FocusEvent.FocusLocality;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.matters.FocusList;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Focus lists of targeted supervision: {@code /api/focus-lists}. Opened and kept by inspectors. */
@Path("/api/focus-lists")
public class FocusResource extends MatterEndpoint<FocusList> {
  @Inject CountsQuery counts;
  @Inject Clock clock;

  public FocusResource() { super(FocusList.class, "/api/focus-lists/"); }

  /** @param from, to RFC 3339; the last three years when left out */
  public record ListingRequest(String theme, String problem, Instant from, Instant to) {}

  public record CheckRequest(String locality, FocusContent content, Boolean satisfactory, String finding, List<String> evidence) {}

  public record ClosingRequest(String conclusion) {}

  @POST
  @RolesAllowed(INSPECTOR)
  @RunOnVirtualThread
  public Response open(ListingRequest r) {
    required("body", r);
    Instant to = r.to() == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : r.to();
    Instant from = r.from() == null ? Focusing.earliest(to) : r.from();
    String problem = problem(required("problem", r.problem()));
    List<FocusLocality> localities = counts.localities(problem, from, to).stream().map(c -> new FocusLocality(c.name(), c.first())).toList();
    FocusListed listed = new FocusListed(text("theme", r.theme(), NAME), problem, from, to, localities);
    return open((none, now) -> Focusing.list(none, listed, now));
  }

  @POST
  @Path("{id}/checks")
  @RolesAllowed(INSPECTOR)
  @RunOnVirtualThread
  public Response check(@PathParam("id") String id, CheckRequest r) {
    required("body", r);
    FocusContentChecked checked = new FocusContentChecked(Input.unit("locality", r.locality()), required("content", r.content()), required("satisfactory", r.satisfactory()),
        text("finding", r.finding(), TEXT), texts("evidence", r.evidence(), 50, 500));
    return handle(id, (s, now) -> Focusing.check(s, checked));
  }

  @POST
  @Path("{id}/closure")
  @RolesAllowed(INSPECTOR)
  @RunOnVirtualThread
  public Response close(@PathParam("id") String id, ClosingRequest r) {
    required("body", r);
    String conclusion = text("conclusion", r.conclusion(), TEXT);
    return handle(id, (s, now) -> Focusing.close(s, conclusion));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response focus(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> focuses(@QueryParam("page") Integer page, @QueryParam("size") Integer size) { return list(Map.of(), page, size); }
}
