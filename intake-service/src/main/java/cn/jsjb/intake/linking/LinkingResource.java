package cn.jsjb.intake.linking;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The same matter from several sources: linked by a person, listed for everybody who works with it. */
@Path("/api/complaints/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LinkingResource {
  /** As many as a list shows. */
  private static final int MOST = 500;

  @Inject LogService<Complaint> service;
  @Inject Pool pool;
  @Inject Caller caller;

  public record Body(String masterId, Boolean sameClaimant, Double similarity, String note) {}

  public record Item(String complaintId, String ticketNo, String channel, String status, String unitCode) {}

  /** @param link what this request follows, or null @param items those that follow it */
  public record Links(Complaint.Link link, List<Item> items, long total) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  public Response link(@PathParam("id") String id, Body body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) throws Exception {
    String masterId = Receiving.words("masterId", body == null ? null : body.masterId(), 36);
    if (masterId == null) {
      throw Refused.field("masterId", Reason.FIELD_MISSING, "masterId");
    }
    if (body.similarity() != null && !(body.similarity() >= 0 && body.similarity() <= 1)) {
      throw Refused.field("similarity", Reason.FIELD_INVALID, "similarity", "0…1");
    }
    Row<Complaint> master = service.follower().load(masterId);
    if (master == null || master.state() == null) {
      throw Refused.field("masterId", Reason.FIELD_INVALID, "masterId", masterId);
    }
    Linking.Link link = new Linking.Link(masterId, body.sameClaimant(), body.similarity(), Receiving.words("note", body.note(), 500), followers(id).size());
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), (state, now) -> Linking.decide(id, state, master.state(), link)));
    return Answers.of(outcome, "/api/complaints/" + id, TicketView::of);
  }

  @GET
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.UNIT, Caller.CALLBACK, Caller.BUREAU, Caller.DISTRICT, Caller.SUPERVISOR, Caller.INSPECTOR})
  public Links links(@PathParam("id") String id) throws Exception {
    Row<Complaint> row = service.follower().load(id);
    if (row == null || row.state() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (!caller.sees(row.state().ticket().life().unit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    // A unit sees of a matter what is with it.
    List<Item> items = followers(id).stream().filter(item -> caller.sees(item.unitCode())).toList();
    return new Links(row.state().ticket().link(), items, items.size());
  }

  private List<Item> followers(String id) throws Exception {
    List<Item> items = new ArrayList<>();
    pool.preparedQuery("SELECT id, ticket_no, channel, status, unit_code FROM projection.complaint WHERE master_id = $1 ORDER BY received_at, id LIMIT " + MOST).execute(Tuple.of(id))
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).forEach(row -> items.add(new Item(row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    return items;
  }
}
