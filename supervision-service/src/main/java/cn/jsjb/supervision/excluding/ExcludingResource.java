package cn.jsjb.supervision.excluding;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.TicketResource;
import cn.jsjb.supervision.excluding.Excluding.Decide;
import cn.jsjb.supervision.excluding.Excluding.Propose;
import cn.jsjb.supervision.excluding.Excluding.Reverse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code POST /api/tickets/{id}/exclusions}, {@code …/{n}/decision}, {@code …/{n}/reversal}. */
@Path("/api")
@RunOnVirtualThread
public class ExcludingResource extends TicketResource {
  private static final Catalogue RULES = Catalogue.get();

  /** @param fromRates, fromVolume may be left out: then what the reason allows */
  public record ExclusionRequest(String reason, Boolean fromRates, Boolean fromVolume, List<String> evidence, String note) {}

  @POST
  @Path("tickets/{id}/exclusions")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT})
  public Response propose(ExclusionRequest request) {
    Input.required("body", request);
    Propose command = new Propose(id(), caller.ownUnit(), Input.required("reason", request.reason()), request.fromRates(), request.fromVolume(),
        evidence("evidence", Input.required("evidence", request.evidence() == null || request.evidence().isEmpty() ? null : request.evidence())), note("note", request.note()));
    return handle((o, now) -> Excluding.decide(o, command, RULES.supervision(), RULES.assessment(), now));
  }

  public record DecisionRequest(Boolean approved, String note) {}

  @POST
  @Path("tickets/{id}/exclusions/{n}/decision")
  @RolesAllowed(Caller.BUREAU)
  public Response decide(@PathParam("n") String number, DecisionRequest request) {
    Input.required("body", request);
    Decide command = new Decide(id(), number("n", number), Input.required("approved", request.approved()), note("note", request.note()), by());
    return handle((o, now) -> Excluding.decide(o, command, RULES.supervision(), RULES.assessment(), now));
  }

  public record ReversalRequest(String reason) {}

  @POST
  @Path("tickets/{id}/exclusions/{n}/reversal")
  @RolesAllowed(Caller.BUREAU)
  public Response reverse(@PathParam("n") String number, ReversalRequest request) {
    Reverse command = new Reverse(id(), number("n", number), note("reason", Input.required("body", request).reason()), by());
    return handle((o, now) -> Excluding.decide(o, command, RULES.assessment(), now));
  }
}
