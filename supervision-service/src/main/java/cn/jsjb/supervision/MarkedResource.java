package cn.jsjb.supervision;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Work lists of the loop: what was proposed, excluded (public inside the system, rule X1), appealed, is to be looked back at, or was ordered. A unit sees its own, and the orders that are for it also where another unit has the ticket. */
@Path("/api")
public class MarkedResource {
  /** What a ticket may be marked with. */
  public enum Mark { EXCLUSION_PROPOSED, EXCLUDED, APPEALED, LOOK_BACK_DUE, ORDERED }

  @Inject Mutiny.SessionFactory sessions;
  @Inject Caller caller;

  public record Page(List<TicketView> items, long total) {}

  @GET
  @Path("marked")
  @RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.OPERATOR, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER})
  public Uni<Page> marked(@QueryParam("mark") String mark, @QueryParam("page") String page, @QueryParam("size") String size) {
    Mark which = cn.jsjb.edge.Input.oneOf("mark", Mark.class, Input.required("mark", mark));
    int from = cn.jsjb.edge.Input.page(cn.jsjb.edge.Input.number("page", page));
    int most = cn.jsjb.edge.Input.size(cn.jsjb.edge.Input.number("size", size));
    boolean scoped = caller.isScoped();
    List<String> own = scoped ? Catalogue.get().units().all().stream().map(Unit::code).filter(caller::sees).toList() : List.of("");
    // Whoever is ordered need not have the ticket: the issuer of a commitment that was not kept has not.
    String ordered = which != Mark.ORDERED || !scoped ? "" : IntStream.range(0, own.size()).mapToObj(i -> " or t.ordered like :o" + i).collect(Collectors.joining());
    String where = " from OverseenTicket t where t.marks is not null and t.marks like :mark and (:everything = true or t.unit in :own" + ordered + ")";
    Map<String, Object> parameters = new HashMap<>(Map.of("mark", "%" + which + "%", "everything", !scoped, "own", own));
    if (!ordered.isEmpty()) {
      IntStream.range(0, own.size()).forEach(i -> parameters.put("o" + i, "%," + own.get(i) + ",%"));
    }
    return sessions.withSession(session -> with(session.createQuery("select count(t)" + where, Long.class), parameters).getSingleResult()
        .chain(total -> with(session.createQuery("select t" + where + " order by t.id", OverseenTicket.class), parameters).setFirstResult(from * most).setMaxResults(most).getResultList()
            .map(rows -> new Page(rows.stream().filter(r -> r.state != null)
                .map(r -> !scoped || caller.sees(r.unit) ? TicketView.of(r.id, r.oversight()) : TicketView.toOrdered(r.id, r.oversight(), own::contains)).toList(), total))));
  }

  private static <T> Mutiny.SelectionQuery<T> with(Mutiny.SelectionQuery<T> query, Map<String, Object> parameters) {
    parameters.forEach(query::setParameter);
    return query;
  }
}
