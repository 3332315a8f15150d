package cn.jsjb.dispatch;

import static cn.jsjb.edge.Caller.BUREAU;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.orders.OrderView;
import cn.jsjb.dispatch.orders.OrdersResource;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** What every command on a ticket shares, whichever slice it belongs to: the ticket of the path, the headers, the unit scope, the answer. */
@RequestScoped
public class TicketEdge {
  @Inject LogService<Ticket> service;
  @Inject Caller caller;
  @Inject Catalogue rules;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** Unit scope first: of a ticket that is not one's own, not even the state is told. */
  public Response handle(BiFunction<Ticket, Instant, Decision> decide) {
    String id = uri.getPathParameters().getFirst("id");
    String key = Input.atMost("Idempotency-Key", headers.getHeaderString("Idempotency-Key"), 200);
    var outcome = service.commands().handle(new Command<Ticket>(id, caller.actor(), key, Answers.head(headers.getHeaderString("If-Match")), (ticket, now) ->
        ticket == null ? Decision.refuse(Reason.NOT_FOUND, id)
            : !OrdersResource.sees(caller, rules, ticket) ? Decision.refuse(Reason.OTHER_UNIT)
            : decide.apply(ticket, now)));
    return Answers.of(outcome, "/api/tickets/" + id, row -> OrderView.of(row.id(), row.state(), null, null));
  }

  /** A person of the service bureau acts for the bureau, the place of consultations; everybody else for the unit of the token. */
  public String own() { return caller.is(BUREAU) ? rules.units().cityUnit("SERVICE_BUREAU").orElseThrow().code() : caller.ownUnit(); }

  /** Names of stored evidence. */
  public static List<String> evidence(List<String> evidence) {
    if (evidence == null) {
      return List.of();
    }
    evidence.forEach(one -> Input.text("evidence", one, 500));
    return List.copyOf(evidence);
  }
}
