package cn.jsjb.dispatch.whistling;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whistles, by HTTP: what the locality, the departments, the districts and the city may say. */
@Path("/api/tickets/{id}")
@RunOnVirtualThread
public class WhistleCommands extends TicketEndpoint {

  /** @param localities the other localities of a cross-district whistle; empty for an ordinary one */
  public record WhistleRequest(WhistleGround ground, String matter, List<String> departments, String meetAt, Instant reportBy, String approvedBy, List<String> localities) {}

  @POST @Path("/whistles") @RolesAllowed(UNIT)
  public Response whistle(WhistleRequest request) {
    body(request);
    Input.required("departments", request.departments).forEach(d -> Input.unit("departments", d));
    WhistleGround ground = Input.required("ground", request.ground);
    String matter = Input.text("matter", request.matter, NOTE), meetAt = Input.atMost("meetAt", request.meetAt, 200), approvedBy = approver(request.approvedBy), own = own();
    if (request.localities != null && !request.localities.isEmpty()) {
      request.localities.forEach(l -> Input.unit("localities", l));
      var command = new CrossDistrict.Propose(own, ground, matter, request.localities, request.departments, meetAt, approvedBy);
      return handle((ticket, now) -> CrossDistrict.decide(ticket, command, rules, now));
    }
    var command = new Whistling.Blow(own, ground, matter, request.departments, meetAt, request.reportBy, approvedBy);
    return handle((ticket, now) -> Whistling.decide(ticket, command, rules, now));
  }

  public record CoSignRequest(String approvedBy) {}

  @POST @Path("/whistles/{w}/signatures") @RolesAllowed(UNIT)
  public Response coSign(@PathParam("w") int whistle, CoSignRequest request) {
    var command = new CrossDistrict.CoSign(own(), whistle, approver(request == null ? null : request.approvedBy));
    return handle((ticket, now) -> CrossDistrict.decide(ticket, command, rules, now));
  }

  public record DesignationRequest(String locality, String reason) {}

  @POST @Path("/whistles/{w}/designation") @RolesAllowed(BUREAU)
  public Response designate(@PathParam("w") int whistle, DesignationRequest request) {
    body(request);
    var command = new CrossDistrict.Designate(own(), whistle, Input.unit("locality", request.locality), Input.text("reason", request.reason, NOTE));
    return handle((ticket, now) -> CrossDistrict.decide(ticket, command, rules, now));
  }

  public record JoinRequest(String complaintId, Integer whistle) {}

  @POST @Path("/whistle-links") @RolesAllowed(UNIT)
  public Response join(JoinRequest request) {
    body(request);
    String host = Input.text("complaintId", request.complaintId, NAME);
    int whistle = Input.required("whistle", request.whistle);
    String own = own();
    return handle((ticket, now) -> {
      Row<Ticket> row = service.follower().load(host);
      return CrossDistrict.decide(ticket, new CrossDistrict.Join(own, host, whistle, row == null ? null : row.state()));
    });
  }

  @POST @Path("/whistles/{w}/acknowledgements") @RolesAllowed(UNIT)
  public Response acknowledge(@PathParam("w") int whistle) {
    var command = new Whistling.Acknowledge(whistle, own());
    return handle((ticket, now) -> Whistling.decide(ticket, command));
  }

  public record RefusalRequest(String reason) {}

  @POST @Path("/whistles/{w}/refusals") @RolesAllowed(UNIT)
  public Response refuse(@PathParam("w") int whistle, RefusalRequest request) {
    body(request);
    var command = new Whistling.Refuse(whistle, own(), Input.text("reason", request.reason, NOTE));
    return handle((ticket, now) -> Whistling.decide(ticket, command));
  }

  public record ArrivalRequest(String department, Instant arrivedAt, List<String> persons) {}

  @POST @Path("/whistles/{w}/reports") @RolesAllowed(UNIT)
  public Response arrived(@PathParam("w") int whistle, ArrivalRequest request) {
    body(request);
    var command = new Whistling.StampArrival(own(), whistle, Input.unit("department", request.department), request.arrivedAt, request.persons == null ? List.of() : request.persons);
    return handle((ticket, now) -> Whistling.decide(ticket, command, now));
  }

  public record TaskRequest(String department, String what, Instant dueAt, boolean generalise) {}

  @POST @Path("/whistles/{w}/tasks") @RolesAllowed(UNIT)
  public Response assign(@PathParam("w") int whistle, TaskRequest request) {
    body(request);
    var command = new Whistling.AssignTask(own(), whistle, Input.unit("department", request.department), Input.text("what", request.what, NOTE), request.dueAt, request.generalise);
    return handle((ticket, now) -> Whistling.decide(ticket, command));
  }

  public record TaskResultRequest(String result, List<String> evidence) {}

  @POST @Path("/whistles/{w}/tasks/{t}/result") @RolesAllowed(UNIT)
  public Response finish(@PathParam("w") int whistle, @PathParam("t") int task, TaskResultRequest request) {
    body(request);
    var command = new Whistling.FinishTask(whistle, task, own(), Input.text("result", request.result, NOTE), request.evidence == null ? List.of() : request.evidence);
    return handle((ticket, now) -> Whistling.decide(ticket, command));
  }

  public record ReleaseRequest(String department) {}

  @POST @Path("/whistles/{w}/releases") @RolesAllowed(UNIT)
  public Response release(@PathParam("w") int whistle, ReleaseRequest request) {
    body(request);
    var command = new Whistling.Release(own(), whistle, Input.unit("department", request.department));
    return handle((ticket, now) -> Whistling.decide(ticket, command));
  }

  public record RatingRequest(String department, Integer timeliness, Integer measures, Integer result, String note) {}

  @POST @Path("/whistles/{w}/ratings") @RolesAllowed(UNIT)
  public Response rate(@PathParam("w") int whistle, RatingRequest request) {
    body(request);
    var command = new Whistling.Rate(own(), whistle, Input.unit("department", request.department), Input.required("timeliness", request.timeliness),
        Input.required("measures", request.measures), Input.required("result", request.result), Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> {
      Limits.WhistleRating most = rules.limits().at(now).whistleRating();
      if (!Whistling.isWithin(command, most)) {
        throw Refused.field("timeliness", Reason.FIELD_INVALID, "timeliness, measures, result", "0…%d, 0…%d, 0…%d".formatted(most.timeliness(), most.measures(), most.result()));
      }
      return Whistling.decide(ticket, command);
    });
  }

  public record WhistleClosureRequest(Boolean solved, String summary, Map<String, Integer> ratings) {}

  @POST @Path("/whistles/{w}/closure") @RolesAllowed(UNIT)
  public Response close(@PathParam("w") int whistle, WhistleClosureRequest request) {
    body(request);
    var command = new Whistling.Close(own(), whistle, Input.required("solved", request.solved), Input.text("summary", request.summary, NOTE), scores("ratings", request.ratings));
    return handle((ticket, now) -> Whistling.decide(ticket, command, rules, now));
  }

  public record ReviewRequest(Boolean necessary, Boolean specific, Boolean prepared, String note, Map<String, Integer> departments) {}

  @POST @Path("/whistles/{w}/review") @RolesAllowed(DISTRICT)
  public Response review(@PathParam("w") int whistle, ReviewRequest request) {
    body(request);
    var command = new Whistling.Review(own(), whistle, Input.required("necessary", request.necessary), Input.required("specific", request.specific), Input.required("prepared", request.prepared),
        Input.atMost("note", request.note, NOTE), scores("departments", request.departments));
    return handle((ticket, now) -> Whistling.decide(ticket, command, rules));
  }

  private String approver(String named) { return named == null ? caller.user() : Input.atMost("approvedBy", named, NAME); }

  private static Map<String, Integer> scores(String field, Map<String, Integer> scores) {
    if (scores == null) {
      return Map.of();
    }
    scores.forEach((department, score) -> {
      if (score == null || score < 0 || score > 100) {
        throw Refused.field(field, Reason.FIELD_INVALID, field, "0…100");
      }
    });
    return scores;
  }
}
