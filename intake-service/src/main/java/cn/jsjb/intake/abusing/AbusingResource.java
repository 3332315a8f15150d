package cn.jsjb.intake.abusing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.disposing.OtherTickets;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;

/** Measures about a caller. Kept at the hotline: no unit sees them. */
@Path("/api/complaints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AbusingResource {
  private static final int EVIDENCE = 1_000;

  @Inject LogService<Complaint> service;
  @Inject OtherTickets others;
  @Inject Restricted restricted;
  @Inject Caller caller;

  public record Warning(AbuseStep step, AbuseKind kind, String evidence) {}

  public record Restriction(AbuseKind kind, Instant until, String evidence) {}

  /** @param step the furthest taken with this caller, on whichever ticket */
  public record Standing(AbuseStep step, boolean restricted) {}

  @GET
  @Path("/{id}/abuse")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.BUREAU, Caller.INSPECTOR})
  public Standing standing(@PathParam("id") String id) {
    Row<Complaint> row = service.follower().load(id);
    if (row == null || row.state() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    String hash = row.state().ticket().phoneHash();
    return new Standing(others.furthestStep(hash).orElse(null), restricted.isRestricted(hash));
  }

  @POST
  @Path("/{id}/abuse")
  @RolesAllowed({Caller.OPERATOR, Caller.BUREAU})
  public Response warn(@PathParam("id") String id, Warning body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    AbuseStep step = Input.required("step", body == null ? null : body.step());
    AbuseKind kind = Input.required("kind", body.kind());
    String evidence = Input.required("evidence", Receiving.words("evidence", body.evidence(), EVIDENCE));
    return handle(id, key, ifMatch, (state, now) -> Abusing.warn(state, step, kind, evidence, taken(state)));
  }

  @POST
  @Path("/{id}/restriction")
  @RolesAllowed(Caller.BUREAU)
  public Response restrict(@PathParam("id") String id, Restriction body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    AbuseKind kind = Input.required("kind", body == null ? null : body.kind());
    Instant until = Input.required("until", body.until());
    String evidence = Input.required("evidence", Receiving.words("evidence", body.evidence(), EVIDENCE));
    return handle(id, key, ifMatch, (state, now) -> Abusing.restrict(state, kind, until, evidence, taken(state), Catalogue.get().desk().at(now), now));
  }

  @DELETE
  @Path("/{id}/restriction")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Caller.BUREAU)
  public Response lift(@PathParam("id") String id, @QueryParam("reason") String reason, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String evidence = Input.required("reason", Receiving.words("reason", reason, EVIDENCE));
    return handle(id, key, ifMatch, (state, now) -> Abusing.lift(state, evidence, now));
  }

  private AbuseStep taken(Complaint state) { return state == null ? null : others.furthestStep(state.ticket().phoneHash()).orElse(null); }

  private Response handle(String id, String key, String ifMatch, BiFunction<Complaint, Instant, Decision> decide) {
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), decide));
    return Answers.of(outcome, "/api/complaints/" + id, TicketView::of);
  }
}
