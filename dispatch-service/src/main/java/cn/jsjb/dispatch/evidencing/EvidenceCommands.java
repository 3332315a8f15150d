package cn.jsjb.dispatch.evidencing;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.DeliberationKind;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Evidence, by HTTP: one path a kind. */
@Path("/api/tickets/{id}")
@RunOnVirtualThread
public class EvidenceCommands extends TicketEndpoint {
  public record AppointmentRequest(Instant at, String place, List<String> people) {}

  @POST @Path("/appointments") @RolesAllowed({UNIT, DISTRICT})
  public Response appoint(AppointmentRequest request) {
    body(request);
    var command = new Evidencing.Appoint(own(), Input.required("at", request.at), Input.text("place", request.place, 200), names("people", request.people));
    return handle((ticket, now) -> Evidencing.decide(ticket, command, now));
  }

  public record KeepRequest(Instant arrivedAt, List<String> people, String note) {}

  @POST @Path("/appointments/{n}/visit") @RolesAllowed({UNIT, DISTRICT})
  public Response keep(@PathParam("n") int number, KeepRequest request) {
    body(request);
    var command = new Evidencing.Keep(own(), number, request.arrivedAt, names("people", request.people), Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> Evidencing.decide(ticket, command, now));
  }

  public record VisitRequest(Instant at, String place, String facts, Boolean isTrue, List<String> photos) {}

  @POST @Path("/visits") @RolesAllowed({UNIT, DISTRICT})
  public Response visit(VisitRequest request) {
    body(request);
    return note(new DispatchEvent.FieldVisitRecorded(own(), Input.required("at", request.at), Input.atMost("place", request.place, 200), Input.text("facts", request.facts, NOTE), request.isTrue, names("photos", request.photos)));
  }

  public record RelatedRequest(String description, String complaintId) {}

  @POST @Path("/related-problems") @RolesAllowed({UNIT, DISTRICT})
  public Response related(RelatedRequest request) {
    body(request);
    return note(new DispatchEvent.RelatedProblemFound(own(), Input.text("description", request.description, NOTE), Input.atMost("complaintId", request.complaintId, NAME)));
  }

  public record DeliberationRequest(DeliberationKind kind, List<String> parties, List<String> opinions, String decision, List<String> tasks) {}

  /** The residents' views belong to it (REG §26, §27). */
  @POST @Path("/deliberations") @RolesAllowed({UNIT, DISTRICT})
  public Response deliberation(DeliberationRequest request) {
    body(request);
    return note(new DispatchEvent.DeliberationRecorded(own(), Input.required("kind", request.kind), names("parties", Input.required("parties", request.parties)), names("opinions", Input.required("opinions", request.opinions)),
        Input.text("decision", request.decision, NOTE), names("tasks", request.tasks)));
  }

  public record CertificateRequest(String committee, String ground, String effect, Instant validUntil) {}

  @POST @Path("/certificates") @RolesAllowed(UNIT)
  public Response certificate(CertificateRequest request) {
    body(request);
    String own = own(), committee = Input.text("committee", request.committee, NAME);
    if (rules.units().communitiesOf(own).stream().noneMatch(c -> c.code().equals(committee))) {
      throw Refused.field("committee", Reason.UNKNOWN_UNIT, committee);
    }
    return note(new DispatchEvent.CertificateIssued(own, committee, Input.text("ground", request.ground, NOTE), Input.text("effect", request.effect, NOTE), request.validUntil));
  }

  public record MediationRequest(List<String> parties, Integer minutes, String outcome) {}

  @POST @Path("/mediations") @RolesAllowed({UNIT, DISTRICT})
  public Response mediation(MediationRequest request) {
    body(request);
    return note(new DispatchEvent.MediationHeld(own(), names("parties", Input.required("parties", request.parties)), notNegative("minutes", Input.required("minutes", request.minutes)).intValue(), Input.text("outcome", request.outcome, NOTE)));
  }

  /** @param amountFen in fen */
  public record SettlementRequest(List<String> parties, Long amountFen, String terms) {}

  @POST @Path("/settlements") @RolesAllowed({UNIT, DISTRICT})
  public Response settlement(SettlementRequest request) {
    body(request);
    return note(new DispatchEvent.SettlementSigned(own(), names("parties", Input.required("parties", request.parties)), notNegative("amountFen", Input.required("amountFen", request.amountFen)).longValue(), Input.text("terms", request.terms, NOTE)));
  }

  public record ConfirmationRequest(String court, String document) {}

  @POST @Path("/judicial-confirmations") @RolesAllowed({UNIT, DISTRICT})
  public Response confirmation(ConfirmationRequest request) {
    body(request);
    return note(new DispatchEvent.JudicialConfirmationGranted(own(), Input.text("court", request.court, NAME), Input.text("document", request.document, NAME)));
  }

  public record MeasureRequest(String party, String basis, String measure) {}

  @POST @Path("/enforcements") @RolesAllowed({UNIT, DISTRICT})
  public Response enforcement(MeasureRequest request) {
    body(request);
    return note(new DispatchEvent.EnforcementRecorded(own(), Input.text("party", request.party, NAME), Input.text("basis", request.basis, NOTE), Input.text("measure", request.measure, NOTE)));
  }

  @POST @Path("/sanctions") @RolesAllowed({UNIT, DISTRICT})
  public Response sanction(MeasureRequest request) {
    body(request);
    return note(new DispatchEvent.EnterpriseSanctionRecorded(own(), Input.text("party", request.party, NAME), Input.text("basis", request.basis, NOTE), Input.text("measure", request.measure, NOTE)));
  }

  public record InterviewRequest(List<String> interviewed, List<String> interviewers, String outcome) {}

  @POST @Path("/joint-interviews") @RolesAllowed({UNIT, DISTRICT})
  public Response interview(InterviewRequest request) {
    body(request);
    Input.required("interviewers", request.interviewers).forEach(u -> Input.unit("interviewers", u));
    return note(new DispatchEvent.JointInterviewHeld(own(), names("interviewed", Input.required("interviewed", request.interviewed)), request.interviewers, Input.text("outcome", request.outcome, NOTE)));
  }

  public record InstructionRequest(String text) {}

  @POST @Path("/instructions") @RolesAllowed(LEADER)
  public Response instruction(InstructionRequest request) {
    body(request);
    var command = new Evidencing.Note(null, new DispatchEvent.InstructionRecorded(caller.actor(), Input.text("text", request.text, NOTE)));
    return handle((ticket, now) -> Evidencing.decide(ticket, command));
  }

  public record EscalationRequest(String to, String reason, String opinion) {}

  @POST @Path("/escalations") @RolesAllowed({UNIT, DISTRICT})
  public Response escalate(EscalationRequest request) {
    body(request);
    var command = new Evidencing.Escalate(own(), Input.unit("to", request.to), Input.text("reason", request.reason, NOTE), Input.text("opinion", request.opinion, NOTE));
    return handle((ticket, now) -> Evidencing.decide(ticket, command, rules));
  }

  public record EscalationAnswer(String opinion, List<String> measures) {}

  @POST @Path("/escalations/{n}/decision") @RolesAllowed({UNIT, DISTRICT, BUREAU})
  public Response answer(@PathParam("n") int number, EscalationAnswer request) {
    body(request);
    var command = new Evidencing.Answer(own(), number, Input.text("opinion", request.opinion, NOTE), names("measures", request.measures));
    return handle((ticket, now) -> Evidencing.decide(ticket, command));
  }

  private Response note(DispatchEvent fact) {
    var command = new Evidencing.Note(own(), fact);
    return handle((ticket, now) -> Evidencing.decide(ticket, command));
  }

  private static List<String> names(String field, List<String> names) {
    if (names == null) {
      return List.of();
    }
    if (names.size() > 200) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "0…200");
    }
    names.forEach(n -> Input.text(field, n, NOTE));
    return List.copyOf(names);
  }

  private static Number notNegative(String field, Number value) {
    if (value.longValue() < 0) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "0…");
    }
    return value;
  }
}
