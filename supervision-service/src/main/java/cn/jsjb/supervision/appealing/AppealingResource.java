package cn.jsjb.supervision.appealing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.event.SupervisionEvent.AppealAbout;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.appealing.Appealing.Decide;
import cn.jsjb.supervision.appealing.Appealing.Raise;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code POST /api/tickets/{id}/appeals} and {@code …/{n}/decision}. */
@Path("/api")
@RunOnVirtualThread
public class AppealingResource extends TicketResource {
  private static final Catalogue RULES = Catalogue.get();

  /** @param subject round of the callback, or number of the exclusion @param recordings the evidence: recordings first of all */
  public record AppealRequest(AppealAbout about, Integer subject, String ground, List<String> recordings) {}

  @POST
  @Path("tickets/{id}/appeals")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.OPERATOR})
  public Response appeal(AppealRequest request) {
    Input.required("body", request);
    Raise command = new Raise(id(), caller.isScoped() ? caller.ownUnit() : Appealing.CLAIMANT, Input.required("about", request.about()), Input.required("subject", request.subject()),
        note("ground", request.ground()), evidence("recordings", Input.required("recordings", request.recordings() == null || request.recordings().isEmpty() ? null : request.recordings())));
    return handle((o, now) -> Appealing.decide(o, command, RULES.assessment(), now));
  }

  public record DecisionRequest(Boolean upheld, String note) {}

  @POST
  @Path("tickets/{id}/appeals/{n}/decision")
  @RolesAllowed(Caller.BUREAU)
  public Response decide(@PathParam("n") String number, DecisionRequest request) {
    Input.required("body", request);
    Decide command = new Decide(id(), number("n", number), Input.required("upheld", request.upheld()), note("note", request.note()), by());
    return handle((o, now) -> Appealing.decide(o, command, RULES.assessment(), now));
  }
}
