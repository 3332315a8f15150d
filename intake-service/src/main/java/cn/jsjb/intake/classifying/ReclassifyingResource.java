package cn.jsjb.intake.classifying;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.NewComplaint.Where;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Corrections by operator and dispatcher, and what they confirm: {@code {"confirmed":true}} settles a proposal that waits for a person. */
@Path("/api/complaints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReclassifyingResource {
  @Inject LogService<Complaint> service;
  @Inject Caller caller;

  public record Correction(RequestType requestType, String category, String problemId, Grade grade, Where place, Boolean confirmed, String reason) {}

  @POST
  @Path("/{id}/classification")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  @RunOnVirtualThread
  public Response correct(@PathParam("id") String id, Correction body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Catalogue catalogue = Catalogue.get();
    if (body == null || !Boolean.TRUE.equals(body.confirmed()) && body.requestType() == null && body.category() == null && body.problemId() == null && body.grade() == null && body.place() == null) {
      throw Refused.field("category", Reason.FIELD_MISSING, "category");
    }
    String reason = Receiving.words("reason", body.reason(), 500);
    if (reason == null) {
      throw Refused.field("reason", Reason.FIELD_MISSING, "reason");
    }
    if (body.category() != null && catalogue.categories().find(body.category()).isEmpty()) {
      throw Refused.field("category", Reason.UNKNOWN_CATEGORY, body.category());
    }
    if (body.problemId() != null && !body.problemId().isEmpty() && catalogue.problems().find(body.problemId()).isEmpty()) {
      throw Refused.field("problemId", Reason.FIELD_INVALID, "problemId", body.problemId());
    }
    var command = new Reclassifying.Correct(body.requestType(), body.category(), body.problemId(), body.grade(),
        body.place() == null ? null : Receiving.place(body.place(), catalogue), Boolean.TRUE.equals(body.confirmed()), reason);
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), (state, now) -> Reclassifying.decide(state, command, catalogue)));
    return Answers.of(outcome, "/api/complaints/" + id, TicketView::of);
  }
}
