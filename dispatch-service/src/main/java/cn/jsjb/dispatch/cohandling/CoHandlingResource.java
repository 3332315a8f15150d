package cn.jsjb.dispatch.cohandling;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Parts of a ticket: co-handling, dual dispatch, sub-dispatch, and what the units do with them. */
@Path("/api/tickets/{id}")
@RunOnVirtualThread
public class CoHandlingResource extends TicketEndpoint {
  private static final int PART = 500;

  public record CoHandlingRequest(String unit, String part, Instant dueAt) {}

  @POST @Path("/co-handlings") @RolesAllowed({UNIT, DISTRICT})
  public Response request(CoHandlingRequest request) {
    body(request);
    var command = new CoHandling.Request(own(), Input.unit("unit", request.unit), Input.text("part", request.part, PART), request.dueAt);
    return handle((ticket, now) -> CoHandling.decide(ticket, command, rules, now));
  }

  public record DualRequest(String office, String community, String property, String matter, Instant dueAt) {}

  @POST @Path("/dual-dispatch") @RolesAllowed(UNIT)
  public Response dual(DualRequest request) {
    body(request);
    var command = new CoHandling.Dual(own(), Input.text("office", request.office, 100), community("community", request.community), Input.atMost("property", request.property, 100),
        Input.text("matter", request.matter, PART), request.dueAt);
    return handle((ticket, now) -> CoHandling.decide(ticket, command, rules, now));
  }

  public record SubDispatchRequest(String to, String matter, Instant dueAt) {}

  @POST @Path("/sub-dispatches") @RolesAllowed({UNIT, DISTRICT})
  public Response sub(SubDispatchRequest request) {
    body(request);
    String to = Input.required("to", request.to);
    var command = new CoHandling.SubDispatch(own(), Duty.isCommittee(to) ? community("to", to) : Input.unit("to", to), Input.text("matter", request.matter, PART), request.dueAt);
    return handle((ticket, now) -> CoHandling.decide(ticket, command, rules, now));
  }

  public record SignRequest(String signer) {}

  @POST @Path("/co-handlings/{n}/acceptance") @RolesAllowed({UNIT, DISTRICT})
  public Response accept(@PathParam("n") int number, SignRequest request) { return sign(number, request, true); }

  @POST @Path("/parts/{n}/signature") @RolesAllowed({UNIT, DISTRICT})
  public Response sign(@PathParam("n") int number, SignRequest request) { return sign(number, request, false); }

  private Response sign(int number, SignRequest request, boolean coHandling) {
    String signer = request == null || request.signer == null ? caller.user() : Input.atMost("signer", request.signer, NAME);
    var command = new PartWork.Sign(own(), number, coHandling, signer);
    return handle((ticket, now) -> PartWork.decide(ticket, command));
  }

  public record StageRequest(String reason, String progress, Instant expectedAt) {}

  @POST @Path("/co-handlings/{n}/stage-report") @RolesAllowed({UNIT, DISTRICT})
  public Response stage(@PathParam("n") int number, StageRequest request) { return stage(number, request, true); }

  @POST @Path("/parts/{n}/stage-report") @RolesAllowed({UNIT, DISTRICT})
  public Response partStage(@PathParam("n") int number, StageRequest request) { return stage(number, request, false); }

  private Response stage(int number, StageRequest request, boolean coHandling) {
    body(request);
    var command = new PartWork.ReportStage(own(), number, coHandling, Input.text("reason", request.reason, 2_000), Input.text("progress", request.progress, TEXT), request.expectedAt);
    return handle((ticket, now) -> PartWork.decide(ticket, command));
  }

  public record ResultRequest(Outcome outcome, String text, List<String> evidence) {}

  @POST @Path("/co-handlings/{n}/result") @RolesAllowed({UNIT, DISTRICT})
  public Response deliver(@PathParam("n") int number, ResultRequest request) { return deliver(number, request, true); }

  @POST @Path("/parts/{n}/result") @RolesAllowed({UNIT, DISTRICT})
  public Response partResult(@PathParam("n") int number, ResultRequest request) { return deliver(number, request, false); }

  private Response deliver(int number, ResultRequest request, boolean coHandling) {
    body(request);
    var command = new PartWork.Deliver(own(), number, coHandling, Input.required("outcome", request.outcome), Input.text("text", request.text, TEXT), evidence(request.evidence));
    return handle((ticket, now) -> PartWork.decide(ticket, command, now));
  }

  private String community(String field, String code) {
    if (rules.communities().find(Input.required(field, code)).isEmpty()) {
      throw Refused.field(field, Reason.UNKNOWN_COMMUNITY, code);
    }
    return code;
  }
}
