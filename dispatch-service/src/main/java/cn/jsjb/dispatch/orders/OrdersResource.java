package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** What a console reads: its orders by state, and new ones as they arrive. */
@Path("/api")
public class OrdersResource {
  @Inject Mutiny.SessionFactory sessions;
  @Inject Caller caller;
  @Inject Catalogue catalogue;
  @Inject UnitFeeds feeds;
  @Inject Clock clock;

  @GET
  @Path("/units")
  @RolesAllowed({ADAPTER, OPERATOR, DISPATCHER, UNIT, DISTRICT, CALLBACK, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Map<String, Object> units(@QueryParam("kind") Unit.Kind kind, @QueryParam("within") String within) {
    List<Unit> units = catalogue.units().all().stream()
        .filter(u -> kind == null || u.kind() == kind).filter(u -> within == null || catalogue.units().isWithin(u.code(), within)).toList();
    return Map.of("items", units, "total", units.size(), "version", catalogue.units().version());
  }

  /**
   * Orders of a unit, with the counts of all its states and of what is late or nearly.
   *
   * @param state states by name, separated by commas; none: all
   * @param sort dueAt (unless said), createdAt (when it came to the unit) or grade; with a minus sign in front the other way round
   * @param overdue, warn true: only those that are late, or that have used four fifths of their time; both: either
   */
  @GET
  @Path("/units/{code}/orders")
  @RolesAllowed({UNIT, DISTRICT, DISPATCHER, BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Uni<OrderList> orders(@PathParam("code") String code, @QueryParam("state") String state, @QueryParam("page") String page, @QueryParam("size") String size,
      @QueryParam("sort") String sort, @QueryParam("overdue") String overdue, @QueryParam("warn") String warn) {
    authorised(code);
    OrderQuery query = OrderQuery.of(state, page, size, sort, overdue, warn);
    Instant now = clock.instant();
    return sessions.withSession(s -> query.bind(s.createQuery(query.list(), TicketRow.class), code, now).setFirstResult(query.page() * query.size()).setMaxResults(query.size()).getResultList()
        .chain(rows -> OrderQuery.bindCounts(s.createQuery(OrderQuery.COUNTS, Object[].class), code, now).getResultList().map(counts -> {
          List<OrderView> items = rows.stream().map(row -> OrderView.of(row.id, state(row), row.title, null)).toList();
          return query.answer(items, counts);
        })));
  }

  /** New facts of the unit's orders as server-sent events; {@code Last-Event-ID} goes on after the last one seen. */
  @GET
  @Path("/units/{code}/orders/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed({UNIT, DISTRICT, ADMIN})
  public Multi<OutboundSseEvent> stream(@PathParam("code") String code, @HeaderParam("Last-Event-ID") String lastEventId) {
    authorised(code);
    return feeds.stream(code, lastEventId);
  }

  private void authorised(String code) {
    if (catalogue.units().find(code).isEmpty()) {
      throw new Refused(Reason.NOT_FOUND, code);
    }
    if (!seesUnit(caller, catalogue, code)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
  }

  /** One's own unit; a district also sees what belongs to it. */
  static boolean seesUnit(Caller caller, Catalogue catalogue, String code) {
    return !caller.isScoped() || code.equals(caller.unit()) || caller.is(DISTRICT) && catalogue.units().isWithin(code, caller.unit());
  }

  public static boolean sees(Caller caller, Catalogue catalogue, Ticket ticket) {
    if (!caller.isScoped()) {
      return true;
    }
    String holder = ticket.life().unit();
    return holder != null && seesUnit(caller, catalogue, holder) || caller.unit() != null && ticket.others().contains(caller.unit());
  }

  static Ticket state(TicketRow row) {
    try {
      return EventTypes.JSON.readValue(row.state, Ticket.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state cannot be read", e);
    }
  }
}
