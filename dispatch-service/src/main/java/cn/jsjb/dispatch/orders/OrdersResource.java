package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

  @GET
  @Path("/units")
  @RolesAllowed({ADAPTER, OPERATOR, DISPATCHER, UNIT, DISTRICT, CALLBACK, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Map<String, Object> units(@QueryParam("kind") Unit.Kind kind, @QueryParam("within") String within) {
    List<Unit> units = catalogue.units().all().stream()
        .filter(u -> kind == null || u.kind() == kind).filter(u -> within == null || catalogue.units().isWithin(u.code(), within)).toList();
    return Map.of("items", units, "total", units.size(), "version", catalogue.units().version());
  }

  /** Orders of a unit, the most pressing first, with the counts of all states. */
  @GET
  @Path("/units/{code}/orders")
  @RolesAllowed({UNIT, DISTRICT, DISPATCHER, BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Uni<Map<String, Object>> orders(@PathParam("code") String code, @QueryParam("state") String state, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    authorised(code);
    int from = Input.page(page) * Input.size(size);
    List<String> wanted = state == null ? List.of() : Arrays.stream(state.split(",")).map(OrdersResource::stage).toList();
    String mine = "(t.unit = :unit or t.also like :also)" + (wanted.isEmpty() ? "" : " and t.status in (:states)");
    return sessions.withSession(s -> {
      var list = s.createQuery("from TicketRow t where " + mine + " order by t.deadline, t.id", TicketRow.class)
          .setParameter("unit", code).setParameter("also", "%," + code + ",%").setFirstResult(from).setMaxResults(Input.size(size));
      if (!wanted.isEmpty()) {
        list.setParameter("states", wanted);
      }
      return list.getResultList().chain(rows -> s.createQuery("select t.status, count(t) from TicketRow t where t.unit = :unit or t.also like :also group by t.status", Object[].class)
          .setParameter("unit", code).setParameter("also", "%," + code + ",%").getResultList().map(counts -> {
            Map<String, Long> byState = new LinkedHashMap<>();
            counts.forEach(c -> byState.put((String) c[0], (Long) c[1]));
            long total = wanted.isEmpty() ? byState.values().stream().mapToLong(Long::longValue).sum()
                : wanted.stream().mapToLong(w -> byState.getOrDefault(w, 0L)).sum();
            List<OrderView> items = new ArrayList<>();
            rows.forEach(row -> items.add(OrderView.of(row.id, state(row), row.title, null)));
            return Map.<String, Object>of("items", items, "total", total, "counts", byState);
          }));
    });
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

  private static String stage(String name) {
    try {
      return Stage.valueOf(name.strip()).name();
    } catch (IllegalArgumentException e) {
      throw Refused.field("state", Reason.FIELD_INVALID, "state", Arrays.toString(Stage.values()));
    }
  }

  static Ticket state(TicketRow row) {
    try {
      return EventTypes.JSON.readValue(row.state, Ticket.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state cannot be read", e);
    }
  }
}
