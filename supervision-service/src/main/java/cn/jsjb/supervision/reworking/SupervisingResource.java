package cn.jsjb.supervision.reworking;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.TicketView;
import cn.jsjb.supervision.reworking.Supervising.OrderSupervision;
import cn.jsjb.supervision.reworking.Supervising.Reopen;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;

/** {@code POST /api/tickets/{id}/supervisions} and {@code …/reopening}. */
@Path("/api")
@RunOnVirtualThread
public class SupervisingResource {
  @Inject LogService<Oversight> service;
  @Inject Caller caller;

  /** @param dueAt RFC 3339; may be left out, then half the original limit */
  public record SupervisionRequest(String reason, String opinion, Instant dueAt) {}

  public record ReopeningRequest(String reason) {}

  @POST
  @Path("tickets/{id}/supervisions")
  @RolesAllowed({Caller.SUPERVISOR, Caller.DISTRICT})
  public Response supervise(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch, SupervisionRequest request) {
    Input.required("body", request);
    Input.atMost(2_000, "opinion", Input.required("opinion", request.opinion()));
    OrderSupervision command = new OrderSupervision(id, Input.atMost(200, "reason", request.reason() == null ? "BY_HAND" : request.reason()),
        request.opinion(), request.dueAt(), caller.is(Caller.DISTRICT) ? SupervisionLevel.DISTRICT : SupervisionLevel.CITY, caller::sees);
    return handle(id, key, ifMatch, (o, now) -> Supervising.decide(o, command, Catalogue.get().limits(), now));
  }

  @POST
  @Path("tickets/{id}/reopening")
  @RolesAllowed({Caller.OPERATOR, Caller.SUPERVISOR, Caller.INSPECTOR})
  public Response reopen(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch, ReopeningRequest request) {
    Input.required("body", request);
    Reopen command = new Reopen(id, Input.atMost(2_000, "reason", Input.required("reason", request.reason())));
    return handle(id, key, ifMatch, (o, now) -> Supervising.decide(o, command));
  }

  private Response handle(String id, String key, String ifMatch, BiFunction<Oversight, Instant, Decision> decide) {
    return Answers.of(service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), decide)),
        "/api/history/" + id, row -> TicketView.of(id, row.state()));
  }
}
