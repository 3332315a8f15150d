package cn.jsjb.dispatch.deferring;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.event.DispatchEvent.Milestone;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Deferrals, by HTTP: the unit asks and reports, the district and then the bureau decide, the bureau or the supervisor clears. */
@Path("/api/tickets/{id}/deferrals")
@RunOnVirtualThread
public class DeferralCommands extends TicketEndpoint {
  public record DeferralRequest(String reason, Instant promisedBy, List<Milestone> milestones, String explanation, Instant explainedAt) {}

  @POST @RolesAllowed({UNIT, DISTRICT})
  public Response request(DeferralRequest request) {
    body(request);
    for (Milestone milestone : Input.required("milestones", request.milestones)) {
      Input.required("milestones", milestone);
      Input.text("milestones.what", milestone.what(), NOTE);
      Input.required("milestones.by", milestone.by());
    }
    var command = new Deferring.Request(own(), Input.required("reason", request.reason), Input.required("promisedBy", request.promisedBy), request.milestones,
        Input.text("explanation", request.explanation, NOTE), Input.required("explainedAt", request.explainedAt));
    return handle((ticket, now) -> Deferring.decide(ticket, command, rules, now));
  }

  public record DecisionRequest(Boolean approved, String note) {}

  @POST @Path("/{n}/decision") @RolesAllowed({DISTRICT, BUREAU})
  public Response decide(@PathParam("n") int number, DecisionRequest request) {
    body(request);
    var command = new Deferring.Decide(own(), caller.isScoped() ? caller.ownUnit() : null, number, Input.required("approved", request.approved), Input.text("note", request.note, NOTE));
    return handle((ticket, now) -> Deferring.decide(ticket, command, rules));
  }

  public record MilestoneRequest(Integer milestone, String text, List<String> evidence) {}

  @POST @Path("/{n}/milestones") @RolesAllowed({UNIT, DISTRICT})
  public Response milestone(@PathParam("n") int number, MilestoneRequest request) {
    body(request);
    var command = new Deferring.Report(own(), number, Input.required("milestone", request.milestone), Input.text("text", request.text, TEXT), request.evidence == null ? List.of() : request.evidence);
    return handle((ticket, now) -> Deferring.decide(ticket, command));
  }

  public record ClearanceRequest(String note) {}

  @POST @Path("/{n}/clearance") @RolesAllowed({BUREAU, SUPERVISOR})
  public Response clear(@PathParam("n") int number, ClearanceRequest request) {
    body(request);
    var command = new Deferring.Clear(caller.is(BUREAU) ? own() : caller.user(), number, Input.text("note", request.note, NOTE));
    return handle((ticket, now) -> Deferring.decide(ticket, command));
  }
}
