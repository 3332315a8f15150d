package cn.jsjb.supervision.urging;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.urging.Reminding.Remind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code POST /api/tickets/{id}/reminders}; the claimant's own urging is intake's. */
@Path("/api")
@RunOnVirtualThread
public class RemindingResource extends TicketResource {
  public record ReminderRequest(String text) {}

  @POST
  @Path("tickets/{id}/reminders")
  @RolesAllowed({Caller.OPERATOR, Caller.DISTRICT, Caller.SUPERVISOR})
  public Response remind(ReminderRequest request) {
    Remind command = new Remind(id(), note("text", Input.required("body", request).text()), caller::sees);
    return handle((o, now) -> Reminding.decide(o, command, Catalogue.get().supervision().at(now).version()));
  }
}
