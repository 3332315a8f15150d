package cn.jsjb.supervision.lookingback;

import cn.jsjb.edge.Caller;
import cn.jsjb.event.SupervisionEvent.LookBackResult;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.lookingback.LookingBack.Record;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code POST /api/tickets/{id}/look-backs/{n}}. */
@Path("/api")
@RunOnVirtualThread
public class LookingBackResource extends TicketResource {

  /** @param reopen whether the finding opens the ticket again; no, when left out */
  public record LookBackRequest(LookBackResult result, String finding, List<String> evidence, Boolean reopen) {}

  @POST
  @Path("tickets/{id}/look-backs/{n}")
  @RolesAllowed({Caller.SUPERVISOR, Caller.INSPECTOR})
  public Response record(@PathParam("n") String number, LookBackRequest request) {
    Input.required("body", request);
    Record command = new Record(id(), number("n", number), Input.required("result", request.result()), note("finding", request.finding()), evidence("evidence", request.evidence()),
        Boolean.TRUE.equals(request.reopen()), caller.unit(), by());
    return handle((o, now) -> LookingBack.decide(o, command));
  }
}
