package cn.jsjb.intake.erasing;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.event.SealedBox;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The person behind a ticket: shown for a reason and with a trace, forgotten on request. */
@Path("/api/complaints")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasingResource {
  private static final Logger LOG = Logger.getLogger(ErasingResource.class);

  @Inject LogService<Complaint> service;
  @Inject KeyStore keys;
  @Inject Forgetting forgetting;
  @Inject PrivateBox box;
  @Inject Sealing sealing;
  @Inject Pool pool;
  @Inject Caller caller;

  /** @param title, content, supplements the words of a confidential request, else null */
  public record Claimant(String complaintId, boolean anonymous, boolean confidential, String name, String phone, String title, String content, List<Complaint.Note> supplements) {}

  public record Erasure(String reason) {}

  /** The data leaves this service only after the look at it has become a fact (rule P7). */
  @GET
  @Path("/{id}/claimant")
  @RolesAllowed({Caller.OPERATOR, Caller.CALLBACK, Caller.UNIT, Caller.INSPECTOR})
  public Response claimant(@PathParam("id") String id, @QueryParam("reason") String given, @HeaderParam("Idempotency-Key") String key) throws Exception {
    String reason = Receiving.words("reason", given, 500);
    if (reason == null) {
      throw Refused.field("reason", Reason.FIELD_MISSING, "reason");
    }
    String unit = caller.isScoped() ? caller.ownUnit() : null;
    Row<Complaint> row = service.follower().load(id);
    if (Erasing.show(row == null ? null : row.state(), unit, List.of(), reason) instanceof Decision.Refused refused) {
      return Problem.response(refused.refusal(), null);
    }
    Complaint.Ticket ticket = row.state().ticket();
    String wrapped = ticket.keyId() == null ? null : keys.wrapped(id, ticket.keyId());
    if (wrapped == null && ticket.keyId() != null) {
      LOG.warnf("the key of %s is not here (yet)", id);
      return Problem.response(new Refusal(Reason.AWAY), null);
    }
    Receiving.Person person = wrapped == null ? new Receiving.Person(null, null, null, null) : EventTypes.JSON.readValue(box.open(id, box(row), wrapped), Receiving.Person.class);
    List<String> fields = new ArrayList<>();
    if (person.name() != null) fields.add("name");
    if (person.phone() != null) fields.add("phone");
    if (person.title() != null) fields.add("title");
    if (person.content() != null) fields.add("content");
    List<Complaint.Note> sealed = ticket.supplements().stream().filter(n -> n.box() != null)
        .map(n -> new Complaint.Note(n.at(), sealing.open(id, n.box(), keys.wrapped(id, n.box().keyId())), n.late(), null)).toList();
    if (!sealed.isEmpty()) fields.add("supplements");
    Outcome<Complaint> outcome = service.commands().handle(new Command<>(id, caller.actor(), key, null, (state, now) -> Erasing.show(state, unit, fields, reason)));
    return Answers.of(outcome, "/api/complaints/" + id, done -> new Claimant(id, ticket.anonymous(), ticket.confidential(), person.name(), person.phone(), person.title(), person.content(), sealed.isEmpty() ? null : sealed));
  }

  private SealedBox box(Row<Complaint> row) throws Exception {
    if (row.state().words() != null) {
      return row.state().words().box();
    }
    var found = pool.preparedQuery("SELECT box FROM projection.complaint WHERE id = $1").execute(Tuple.of(row.id())).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return EventTypes.JSON.readValue(found.iterator().next().getString(0), SealedBox.class);
  }

  /** First the keys, then the fact: after a crash in between the person is forgotten and the request is simply made again. */
  @POST
  @Path("/{id}/erasure")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.BUREAU, Caller.ADMIN})
  public Response erase(@PathParam("id") String id, Erasure body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String reason = Receiving.words("reason", body == null ? null : body.reason(), 500);
    if (reason == null) {
      throw Refused.field("reason", Reason.FIELD_MISSING, "reason");
    }
    String head = Answers.head(ifMatch);
    Row<Complaint> row = service.follower().load(id);
    if (row != null && (head == null || head.equals(row.head())) && Erasing.erase(row.state(), reason) instanceof Decision.Accepted) {
      try {
        Set<String> all = new LinkedHashSet<>(keys.keysOf(id));
        if (row.state().ticket().keyId() != null) all.add(row.state().ticket().keyId());
        row.state().ticket().supplements().stream().filter(n -> n.box() != null).forEach(n -> all.add(n.box().keyId()));
        forgetting.forget(id, all);
      } catch (Exception away) {
        LOG.warnf("the keys of %s could not be destroyed yet: %s", id, away.getMessage());
        return Problem.response(new Refusal(Reason.AWAY), null);
      }
    }
    return Answers.of(service.commands().handle(new Command<>(id, caller.actor(), key, head, (state, now) -> Erasing.erase(state, reason))),
        "/api/complaints/" + id, TicketView::of);
  }
}
