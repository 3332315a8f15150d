package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What waits for the decision of a district or the service bureau: objections to a dispatch, requests to defer. A district sees what lies inside it. */
@Path("/api")
public class DecisionsResource {
  enum Kind { OBJECTION, DEFERRAL }

  @Inject Mutiny.SessionFactory sessions;
  @Inject Caller caller;

  /** @param total on all pages */
  public record Page(List<OrderView> items, long total) {}

  /** @param kind OBJECTION or DEFERRAL; both when left out. The earliest limit first */
  @GET
  @Path("/decisions")
  @RolesAllowed({DISTRICT, BUREAU, DISPATCHER})
  public Uni<Page> decisions(@QueryParam("kind") String kind, @QueryParam("page") String page, @QueryParam("size") String size) {
    int of = Input.size(Input.number("size", size));
    int from = Input.page(Input.number("page", page)) * of;
    String like = kind == null || kind.isBlank() ? "%" : "%," + Input.oneOf("kind", Kind.class, kind) + ",%";
    boolean everything = !caller.isScoped();
    List<String> own = everything ? List.of("") : Catalogue.get().units().all().stream().map(Unit::code).filter(caller::sees).toList();
    String where = " from TicketRow t where t.asks is not null and t.asks like :like and (:everything = true or t.unit in :own)";
    return sessions.withSession(s -> s.createQuery("select count(t)" + where, Long.class).setParameter("like", like).setParameter("everything", everything).setParameter("own", own).getSingleResult()
        .chain(total -> s.createQuery("select t" + where + " order by t.deadline, t.id", TicketRow.class).setParameter("like", like).setParameter("everything", everything).setParameter("own", own)
            .setFirstResult(from).setMaxResults(of).getResultList()
            .map(rows -> new Page(rows.stream().map(row -> OrderView.of(row.id, OrdersResource.state(row), row.title, null)).toList(), total))));
  }
}
