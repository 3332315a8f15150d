package cn.jsjb.dispatch.consulting;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.DispatchEvent.ConsultationKind;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** Consultations on a ticket. */
@Path("/api/tickets/{id}/consultations")
@RunOnVirtualThread
public class ConsultingResource extends TicketEndpoint {
  private static final int AT_MOST = 30;

  public record OpenRequest(ConsultationKind kind, String matter, List<String> participants, String meetAt) {}

  @POST @RolesAllowed({DISPATCHER, BUREAU, DISTRICT, UNIT})
  public Response open(OpenRequest request) {
    body(request);
    var command = new Consulting.Open(speaker(), Input.required("kind", request.kind), Input.text("matter", request.matter, 2_000),
        units("participants", Input.required("participants", request.participants)), Input.atMost("meetAt", request.meetAt, 200));
    return handle((ticket, now) -> Consulting.decide(ticket, command, rules, now));
  }

  public record ShareRequest(String unit, String part, Instant dueAt) {}

  public record ConclusionRequest(List<String> attended, String minutes, String chosenUnit, boolean bindingDesignation, List<ShareRequest> divisions) {}

  @POST @Path("/{n}/conclusion") @RolesAllowed({BUREAU, DISTRICT, UNIT})
  public Response conclude(@PathParam("n") int number, ConclusionRequest request) {
    body(request);
    List<ShareRequest> divisions = request.divisions == null ? List.of() : request.divisions;
    tooMany("divisions", divisions);
    var command = new Consulting.Conclude(speaker(), number, request.attended == null ? null : units("attended", request.attended), Input.text("minutes", request.minutes, 10_000),
        Input.unit("chosenUnit", request.chosenUnit), request.bindingDesignation,
        divisions.stream().map(d -> new Consulting.Share(Input.unit("divisions.unit", Input.required("divisions", d).unit), Input.text("divisions.part", d.part, 500), d.dueAt)).toList());
    return handle((ticket, now) -> Consulting.decide(ticket, command, rules, now));
  }

  private Consulting.Speaker speaker() { return caller.isScoped() ? new Consulting.Speaker(caller.ownUnit(), caller.is(DISTRICT)) : new Consulting.Speaker(null, false); }

  private static List<String> units(String field, List<String> codes) {
    tooMany(field, codes);
    codes.forEach(code -> Input.unit(field, code));
    return codes;
  }

  private static void tooMany(String field, List<?> list) {
    if (list.size() > AT_MOST) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "0…" + AT_MOST);
    }
  }
}
