package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.hibernate.reactive.mutiny.Mutiny;

/** One ticket as its units see it. Beside the commands under the same path: the more specific path wins before the method is looked at. */
@Path("/api/tickets/{id}")
public class TicketResource {
  @Inject Mutiny.SessionFactory sessions;
  @Inject Caller caller;
  @Inject Catalogue catalogue;

  @GET
  @RolesAllowed({OPERATOR, DISPATCHER, UNIT, DISTRICT, CALLBACK, BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Uni<Response> ticket(@PathParam("id") String id) {
    return sessions.withSession(s -> s.find(TicketRow.class, id)).map(row -> {
      if (row == null || row.state == null) {
        throw new Refused(Reason.NOT_FOUND, id);
      }
      Ticket ticket = OrdersResource.state(row);
      if (!OrdersResource.sees(caller, catalogue, ticket)) {
        throw new Refused(Reason.OTHER_UNIT);
      }
      return Response.ok(OrderView.of(id, ticket, row.title, words(ticket, row))).header("ETag", Answers.etag(row.head)).build();
    });
  }

  private static String words(Ticket ticket, TicketRow row) { return ticket.matter().confidential() ? null : row.content; }
}
