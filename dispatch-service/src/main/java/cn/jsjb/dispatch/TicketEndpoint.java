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
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;

/** What every command on a ticket shares: who asks, the ticket of the path, the repeat key, the head the caller has seen. */
public abstract class TicketEndpoint {
  protected static final int NAME = 100, NOTE = 2_000, TEXT = 10_000;

  @Inject protected LogService<Ticket> service;
  @Inject protected Caller caller;
  @Inject protected Catalogue rules;

  @PathParam("id") protected String id;
  @HeaderParam("Idempotency-Key") protected String idempotencyKey;
  @HeaderParam("If-Match") protected String ifMatch;

  /** A person of the service bureau acts for the bureau, the place of consultations; everybody else for the unit of the token. */
  protected String own() {
    return caller.is(BUREAU) ? rules.units().cityUnit("SERVICE_BUREAU").orElseThrow().code() : caller.ownUnit();
  }

  protected static void body(Object request) { Input.required("body", request); }

  /** Unit scope first: of a ticket that is not one's own, not even the state is told. */
  protected Response handle(BiFunction<Ticket, Instant, Decision> decide) {
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    var outcome = service.commands().handle(new Command<Ticket>(id, caller.actor(), idempotencyKey, Answers.head(ifMatch), (ticket, now) ->
        ticket == null ? Decision.refuse(Reason.NOT_FOUND, id)
            : !OrdersResource.sees(caller, rules, ticket) ? Decision.refuse(Reason.OTHER_UNIT)
            : decide.apply(ticket, now)));
    return Answers.of(outcome, "/api/tickets/" + id, row -> OrderView.of(row.id(), row.state(), null, null));
  }
}
