package cn.jsjb.supervision.ledger;

import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerKind;
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

/** The municipal ledger: {@code /api/ledger}. */
@Path("/api/ledger")
public class LedgerResource extends MatterEndpoint<LedgerEntry> {
  public LedgerResource() { super(LedgerEntry.class, "/api/ledger/"); }

  /** @param dueAt RFC 3339 */
  public record OpeningRequest(LedgerKind kind, String title, String goal, String owner, List<String> supporting, String problem, String locality, List<String> complaints,
      Instant dueAt) {}

  @POST
  @RolesAllowed(Caller.SUPERVISOR)
  @RunOnVirtualThread
  public Response open(OpeningRequest r) {
    required("body", r);
    LedgerEntryOpened entry = new LedgerEntryOpened(required("kind", r.kind()), text("title", r.title(), NAME), text("goal", r.goal(), TEXT), Input.unit("owner", r.owner()),
        units("supporting", r.supporting()), r.problem(), r.locality() == null ? null : Input.unit("locality", r.locality()), r.complaints() == null ? List.of() : List.copyOf(r.complaints()),
        required("dueAt", r.dueAt()));
    return open((none, now) -> Ledger.open(entry, now));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  @RunOnVirtualThread
  public Response entry(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  public Uni<Page> entries(@QueryParam("status") String status, @QueryParam("owner") String owner, @QueryParam("problem") String problem, @QueryParam("page") Integer page,
      @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("status", status);
    where.put("unit", owner);
    where.put("problem", problem);
    return list(where, page, size);
  }

  private static List<String> units(String field, List<String> codes) {
    return codes == null ? List.of() : codes.stream().map(code -> Input.unit(field, code)).toList();
  }
}
