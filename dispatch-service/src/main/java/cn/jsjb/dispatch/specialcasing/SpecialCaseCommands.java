package cn.jsjb.dispatch.specialcasing;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.DispatchEvent.Rhythm;
import cn.jsjb.event.DispatchEvent.Risk;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Special cases, by HTTP. The case stands in the ticket that leads it. */
@Path("/api/tickets/{id}/special-case")
@RunOnVirtualThread
public class SpecialCaseCommands extends TicketEndpoint {
  private static final int MEMBERS = 500;

  public record OpenRequest(String matter, List<String> sources, List<String> members, Integer headcount, Risk risk, List<String> taskForce, String speaker, Rhythm rhythm) {}

  @POST @RolesAllowed({UNIT, DISTRICT})
  public Response open(OpenRequest request) {
    body(request);
    List<String> members = request.members == null ? List.of() : request.members;
    if (members.size() > MEMBERS) {
      throw Refused.field("members", Reason.FIELD_INVALID, "members", "0…" + MEMBERS);
    }
    members.forEach(this::known);
    if (Input.required("headcount", request.headcount) < 1) {
      throw Refused.field("headcount", Reason.FIELD_INVALID, "headcount", "1…");
    }
    Input.required("taskForce", request.taskForce).forEach(u -> Input.unit("taskForce", u));
    List<String> sources = request.sources == null ? List.of() : request.sources;
    sources.forEach(s -> Input.text("sources", s, 200));
    var command = new SpecialCasing.Open(own(), id, Input.text("matter", request.matter, NOTE), sources, members, request.headcount, Input.required("risk", request.risk), request.taskForce,
        Input.text("speaker", request.speaker, NAME), request.rhythm == null ? Rhythm.DAILY : request.rhythm);
    return handle((ticket, now) -> SpecialCasing.decide(ticket, command, rules, now));
  }

  public record MemberRequest(String complaintId, String source) {}

  @POST @Path("/members") @RolesAllowed({UNIT, DISTRICT})
  public Response add(MemberRequest request) {
    body(request);
    var command = new SpecialCasing.Add(own(), known(Input.text("complaintId", request.complaintId, NAME)), Input.atMost("source", request.source, 200));
    return handle((ticket, now) -> SpecialCasing.decide(ticket, command));
  }

  public record ReportRequest(String text) {}

  @POST @Path("/reports") @RolesAllowed({UNIT, DISTRICT})
  public Response report(ReportRequest request) {
    body(request);
    var command = new SpecialCasing.Report(own(), Input.text("text", request.text, TEXT));
    return handle((ticket, now) -> SpecialCasing.decide(ticket, command, rules, now));
  }

  @POST @Path("/closure") @RolesAllowed({UNIT, DISTRICT})
  public Response close(ReportRequest request) {
    body(request);
    String own = own(), text = Input.text("text", request.text, TEXT);
    return handle((ticket, now) -> {
      List<String> members = ticket.lasting().specialCase() == null ? List.of() : ticket.lasting().specialCase().members();
      return SpecialCasing.decide(ticket, new SpecialCasing.Close(own, text, members.stream().filter(m -> !SpecialCasing.hasResult(m.equals(id) ? ticket : state(m))).toList()));
    });
  }

  private Ticket state(String member) {
    Row<Ticket> row = service.follower().load(member);
    return row == null ? null : row.state();
  }

  private String known(String member) {
    if (member == null || state(member) == null) {
      throw Refused.field("members", Reason.NOT_FOUND, member);
    }
    return member;
  }
}
