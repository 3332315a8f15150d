package cn.jsjb.dispatch;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.edge.Input;
import cn.jsjb.event.DispatchEvent.ContactMethod;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.event.DispatchEvent.ObjectionGround;
import cn.jsjb.event.DispatchEvent.Outcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** The commands of the consoles. Each is one decision of one slice; what every command shares stands in {@link TicketEndpoint}. */
@Path("/api/tickets/{id}")
@RunOnVirtualThread
public class TicketCommands extends TicketEndpoint {
  public record DispatchRequest(String unit, String reason) {}

  @POST @Path("/dispatches") @RolesAllowed({DISPATCHER, BUREAU, DISTRICT})
  public Response dispatch(DispatchRequest request) {
    body(request);
    var command = new Dispatching.DispatchTo(Input.unit("unit", request.unit), Input.text("reason", request.reason, NOTE), caller.unit(), caller.isScoped());
    return handle((ticket, now) -> Dispatching.decide(ticket, command, rules, now));
  }

  public record SignRequest(String signer) {}

  @POST @Path("/signature") @RolesAllowed({UNIT, DISTRICT, BUREAU})
  public Response sign(SignRequest request) {
    String signer = request == null || request.signer == null ? caller.user() : Input.atMost("signer", request.signer, 100);
    var command = new Signing.Sign(own(), signer);
    return handle((ticket, now) -> Signing.decide(ticket, command));
  }

  public record ContactRequest(ContactMethod how, ContactOutcome outcome, boolean metInPerson, String note) {}

  @POST @Path("/contacts") @RolesAllowed({UNIT, DISTRICT, BUREAU})
  public Response contact(ContactRequest request) {
    body(request);
    var command = new Contacting.Contact(own(), Input.required("how", request.how), Input.required("outcome", request.outcome), request.metInPerson, Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> Contacting.decide(ticket, command));
  }

  public record ObjectionRequest(ObjectionGround ground, String legalBasis, String suggestedUnit, String note) {}

  @POST @Path("/objections") @RolesAllowed({UNIT, DISTRICT})
  public Response object(ObjectionRequest request) {
    body(request);
    var command = new Objecting.ObjectTo(own(), Input.required("ground", request.ground), Input.text("legalBasis", request.legalBasis, NOTE),
        Input.unit("suggestedUnit", request.suggestedUnit), Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> Objecting.decide(ticket, command, rules, now));
  }

  public record ObjectionDecisionRequest(Boolean upheld, String newUnit, String reason) {}

  @POST @Path("/objections/{n}/decision") @RolesAllowed({BUREAU, DISTRICT})
  public Response decideObjection(@PathParam("n") int number, ObjectionDecisionRequest request) {
    body(request);
    boolean upheld = Input.required("upheld", request.upheld);
    var command = new Objecting.Decide(number, upheld, upheld ? Input.unit("newUnit", request.newUnit) : null, Input.text("reason", request.reason, NOTE), caller.isScoped() ? caller.ownUnit() : null);
    return handle((ticket, now) -> Objecting.decide(ticket, command, rules));
  }

  public record ExtensionRequest(Instant newDueAt, String legalBasis, Instant claimantToldAt) {}

  @POST @Path("/extensions") @RolesAllowed({UNIT, DISTRICT})
  public Response extend(ExtensionRequest request) {
    body(request);
    var command = new Extending.Extend(own(), Input.required("newDueAt", request.newDueAt), Input.text("legalBasis", request.legalBasis, NOTE), Input.required("claimantToldAt", request.claimantToldAt));
    return handle((ticket, now) -> Extending.decide(ticket, command, rules, now));
  }

  public record ReplyRequest(String text, String channel) {}

  @POST @Path("/reply") @RolesAllowed({UNIT, DISTRICT, BUREAU})
  public Response reply(ReplyRequest request) {
    body(request);
    var command = new Reporting.Reply(own(), Input.text("text", request.text, TEXT), request.channel == null ? "PHONE" : Input.atMost("channel", request.channel, 40));
    return handle((ticket, now) -> Reporting.decide(ticket, command));
  }

  public record ResultRequest(Outcome outcome, String text, List<String> evidence) {}

  @POST @Path("/result") @RolesAllowed({UNIT, DISTRICT, BUREAU})
  public Response result(ResultRequest request) {
    body(request);
    var command = new Reporting.Report(own(), Input.required("outcome", request.outcome), Input.text("text", request.text, TEXT), request.evidence == null ? List.of() : request.evidence);
    return handle((ticket, now) -> Reporting.decide(ticket, command));
  }
}
