package cn.jsjb.intake.attaching;

import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An attachment for those who work with the ticket. */
@Path("/api/complaints")
@RunOnVirtualThread
public class ReadingResource {
  @Inject AttachmentStore store;
  @Inject LogService<Complaint> service;
  @Inject Pool pool;
  @Inject Caller caller;

  /** @param reason why, when the claimant is to be kept secret */
  @GET
  @Path("/{id}/attachments/{sha256}")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.UNIT, Caller.DISTRICT, Caller.CALLBACK, Caller.SUPERVISOR, Caller.INSPECTOR})
  public Response read(@PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("reason") String given) throws Exception {
    Row<Complaint> row = service.follower().load(id);
    if (row == null || row.state() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (!caller.sees(row.state().ticket().life().unit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    if (row.state().ticket().evidence() != null && row.state().ticket().evidence().contains(sha256) && store.find(sha256) != null) {
      // What the units brought shows what they did; it is theirs, and no claimant's secret.
      return content(new Attachment("证据", store.find(sha256).mediaType(), store.find(sha256).size(), sha256));
    }
    Attachment attachment = Attaching.all(row.state(), first(row)).stream().filter(a -> a.sha256().equals(sha256)).findFirst().orElseThrow(() -> new Refused(Reason.NOT_FOUND, "附件 / the attachment"));
    Complaint.Ticket ticket = row.state().ticket();
    if (ticket.erased() || Attaching.isSecret(ticket)) {
      String reason = Receiving.words("reason", given, 500);
      if (Attaching.view(row.state(), caller.isScoped(), sha256, reason) instanceof Decision.Refused refused) {
        return Problem.response(refused.refusal(), refused.refusal().reason() == Reason.FIELD_MISSING ? "reason" : null);
      }
      Outcome<Complaint> outcome = service.commands().handle(new Command<>(id, caller.actor(), null, null, (state, now) -> Attaching.view(state, caller.isScoped(), sha256, reason)));
      switch (outcome) {
        case Outcome.Done<Complaint> seen -> { }
        case Outcome.Refused<Complaint> refused -> throw new Refused(refused.refusal(), null);
        case Outcome.Unknown<Complaint> unknown -> throw new Refused(Reason.AWAY);
        case Outcome.Away<Complaint> away -> throw new Refused(Reason.AWAY);
      }
    }
    if (store.find(sha256) == null) {
      throw new Refused(Reason.NOT_FOUND, "附件 / the attachment");
    }
    return content(attachment);
  }

  private Response content(Attachment attachment) {
    String sha256 = attachment.sha256();
    return Response.ok(store.read(sha256)).header("Content-Type", attachment.mediaType()).header("X-Content-Type-Options", "nosniff").header("ETag", "\"" + sha256 + "\"").header("Cache-Control", "private, no-store")
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20")).build();
  }

  /** Those that came with the request: in the state until it is filed, in the table ever after. */
  private List<Attachment> first(Row<Complaint> row) throws Exception {
    if (row.state().words() != null) {
      return row.state().words().attachments();
    }
    for (io.vertx.sqlclient.Row found : pool.preparedQuery("SELECT attachments FROM projection.complaint WHERE id = $1").execute(Tuple.of(row.id())).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS)) {
      return found.getString(0) == null ? null : EventTypes.JSON.readValue(found.getString(0), new TypeReference<List<Attachment>>() {});
    }
    return null;
  }
}
