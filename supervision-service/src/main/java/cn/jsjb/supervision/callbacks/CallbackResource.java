package cn.jsjb.supervision.callbacks;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.OverseenTicket;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.TicketView;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Calls to claimants, and the work list of those who call. */
@Path("/api")
public class CallbackResource {
  @Inject LogService<Oversight> service;
  @Inject CallbackTerms terms;
  @Inject Mutiny.SessionFactory sessions;
  @Inject Caller caller;

  public record Page(List<TicketView> items, long total) {}

  @POST
  @Path("tickets/{id}/callbacks")
  @RolesAllowed({Caller.CALLBACK, Caller.OPERATOR})
  @RunOnVirtualThread
  public Response callBack(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch, CallbackRequest request) {
    Call call = Input.required("body", request).toCall(id, caller.unit());
    return Answers.of(service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch),
        (o, now) -> CallingBack.decide(o, call, terms.at(o == null ? now : o.since()), now))), "/api/history/" + id, row -> TicketView.of(id, row.state()));
  }

  /**
   * @param state {@code due}: to be called, the latest time first; {@code replied}: both feedbacks exist, may be called already;
   *     {@code done}: called at least once, newest request first
   */
  @GET
  @Path("callbacks")
  @RolesAllowed({Caller.CALLBACK, Caller.OPERATOR, Caller.SUPERVISOR})
  public Uni<Page> list(@QueryParam("state") @DefaultValue("due") String state, @QueryParam("page") @DefaultValue("0") int page,
      @QueryParam("size") @DefaultValue("50") int size) {
    if (page < 0 || page > 1_000_000) {
      throw Refused.field("page", Reason.FIELD_INVALID, "page", "0…1000000");
    }
    if (size < 1 || size > 500) {
      throw Refused.field("size", Reason.FIELD_INVALID, "size", "1…500");
    }
    String order = switch (state) {
      case "due", "replied" -> " order by t.callbackBy, t.id";
      case "done" -> " order by t.receivedAt desc, t.id";
      default -> throw Refused.field("state", Reason.FIELD_INVALID, "state", "due, replied, done");
    };
    String which = switch (state) {
      case "due" -> "t.status = 'AWAITING_CALLBACK'";
      case "replied" -> "t.status = 'REPLIED'";
      default -> "t.calledBack > 0";
    };
    // An agent who belongs to a unit does not get that unit's own tickets.
    String where = " from OverseenTicket t where " + which + " and (:own is null or t.unit is null or t.unit <> :own)";
    String own = caller.unit();
    return sessions.withSession(session ->
        session.createQuery("select count(t)" + where, Long.class).setParameter("own", own).getSingleResult()
            .chain(total -> session.createQuery("select t" + where + order, OverseenTicket.class).setParameter("own", own)
                .setFirstResult(page * size).setMaxResults(size).getResultList()
                .map(rows -> new Page(rows.stream().filter(r -> r.state != null).map(r -> TicketView.of(r.id, r.oversight())).toList(), total))));
  }
}
