package cn.jsjb.supervision.ordering;

import cn.jsjb.edge.Caller;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.ordering.Ordering.Close;
import cn.jsjb.supervision.ordering.Ordering.Reply;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code POST /api/tickets/{id}/supervisions/{n}/reply} and {@code …/closure}. */
@Path("/api")
@RunOnVirtualThread
public class OrderingResource extends TicketResource {
  public record ReplyRequest(String text, List<String> evidence) {}

  @POST
  @Path("tickets/{id}/supervisions/{n}/reply")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT})
  public Response reply(@PathParam("n") String number, ReplyRequest request) {
    Input.required("body", request);
    Reply command = new Reply(id(), number("n", number), caller.ownUnit(), note("text", request.text()), evidence("evidence", request.evidence()));
    return handle((o, now) -> Ordering.decide(o, command));
  }

  public record ClosureRequest(String opinion) {}

  @POST
  @Path("tickets/{id}/supervisions/{n}/closure")
  @RolesAllowed({Caller.SUPERVISOR, Caller.DISTRICT})
  public Response close(@PathParam("n") String number, ClosureRequest request) {
    Close command = new Close(id(), number("n", number), note("opinion", Input.required("body", request).opinion()), by(), caller.is(Caller.DISTRICT) ? caller.ownUnit() : null, caller::sees);
    return handle((o, now) -> Ordering.decide(o, command));
  }
}
