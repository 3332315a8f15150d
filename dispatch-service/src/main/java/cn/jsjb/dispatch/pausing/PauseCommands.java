package cn.jsjb.dispatch.pausing;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Waiting for the claimant, by HTTP. */
@Path("/api/tickets/{id}/pauses")
@RunOnVirtualThread
public class PauseCommands extends TicketEndpoint {
  public record PauseRequest(String question, Instant until) {}

  @POST @RolesAllowed({UNIT, DISTRICT})
  public Response ask(PauseRequest request) {
    body(request);
    var command = new Pausing.Ask(own(), Input.text("question", request.question, NOTE), request.until);
    return handle((ticket, now) -> Pausing.decide(ticket, command, rules, now));
  }

  public record AnswerRequest(String answer) {}

  @POST @Path("/{n}/answer") @RolesAllowed({UNIT, DISTRICT})
  public Response answer(@PathParam("n") int number, AnswerRequest request) {
    body(request);
    var command = new Pausing.Answer(own(), number, Input.text("answer", request.answer, NOTE));
    return handle((ticket, now) -> Pausing.decide(ticket, command, now));
  }
}
