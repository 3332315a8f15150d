package cn.jsjb.intake.supplementing;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.erasing.Sealing;
import cn.jsjb.intake.receiving.NewComplaint.Enclosure;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.intake.supplementing.Supplementing.Words;
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
import java.util.List;
import java.util.function.Function;

/** The claimant's further words, brought by a channel or an operator. */
@Path("/api/complaints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
@RunOnVirtualThread
public class SupplementingResource {
  public static final int TEXT = 2_000;

  @Inject LogService<Complaint> service;
  @Inject Sealing sealing;
  @Inject Caller caller;

  public record Supplement(String text, List<Enclosure> attachments) {}

  public record Urge(String text) {}

  public record Withdrawal(String reason) {}

  /** @param scope what shall be hidden; free words, {@code CLAIMANT} when nothing is said */
  public record Secrecy(String scope) {}

  @POST
  @Path("/{id}/supplements")
  public Response supplement(@PathParam("id") String id, Supplement body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    List<Attachment> attachments = Receiving.attachments(body == null ? null : body.attachments());
    String text = Receiving.words("text", body == null ? null : body.text(), TEXT);
    if (text == null && attachments.isEmpty()) {
      throw Refused.field("text", Reason.FIELD_MISSING, "text");
    }
    Words words = sealing.words(id, text);
    return handle(id, key, ifMatch, state -> Supplementing.supplement(state, words, attachments));
  }

  @POST
  @Path("/{id}/urges")
  public Response urge(@PathParam("id") String id, Urge body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Words words = sealing.words(id, Receiving.words("text", body == null ? null : body.text(), TEXT));
    return handle(id, key, ifMatch, state -> Supplementing.urge(state, words));
  }

  @POST
  @Path("/{id}/withdrawal")
  public Response withdraw(@PathParam("id") String id, Withdrawal body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Words words = sealing.words(id, Receiving.words("reason", body == null ? null : body.reason(), TEXT));
    return handle(id, key, ifMatch, state -> Supplementing.withdraw(state, words));
  }

  @POST
  @Path("/{id}/confidentiality")
  public Response hide(@PathParam("id") String id, Secrecy body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String scope = Receiving.words("scope", body == null ? null : body.scope(), 100);
    return handle(id, key, ifMatch, state -> Supplementing.hide(state, scope == null ? "CLAIMANT" : scope));
  }

  private Response handle(String id, String key, String ifMatch, Function<Complaint, Decision> decide) {
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), (state, now) -> decide.apply(state)));
    return Answers.of(outcome, "/api/complaints/" + id, TicketView::of);
  }
}
