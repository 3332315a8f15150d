package cn.jsjb.supervision.callbacks;

import cn.jsjb.edge.Caller;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.callbacks.Invalidating.Invalidate;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** {@code POST /api/tickets/{id}/callbacks/{round}/invalidation}. */
@Path("/api")
@RunOnVirtualThread
public class InvalidatingResource extends TicketResource {
  @Inject CallbackTerms terms;

  public record InvalidationRequest(String reason) {}

  @POST
  @Path("tickets/{id}/callbacks/{round}/invalidation")
  @RolesAllowed(Caller.BUREAU)
  public Response invalidate(@PathParam("round") String round, InvalidationRequest request) {
    Invalidate command = new Invalidate(id(), number("round", round), note("reason", Input.required("body", request).reason()), by());
    return handle((o, now) -> Invalidating.decide(o, command, terms.at(now), now));
  }
}
