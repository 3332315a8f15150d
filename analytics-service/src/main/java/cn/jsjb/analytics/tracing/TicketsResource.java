package cn.jsjb.analytics.tracing;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.ProgrammeRow;
import cn.jsjb.analytics.counting.TicketRow;
import cn.jsjb.analytics.hotspots.Behind;
import cn.jsjb.analytics.hotspots.HotspotsResource;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tickets behind a figure: exactly those that were counted. */
@Path("/api/tickets")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class TicketsResource {
  private static final String HOTSPOT = "hotspot:";

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Asked asked;
  @Inject Caller caller;

  public record Page(List<TicketView> items, long total, String figure, String period) {}

  @GET
  @Path("/{id}")
  public Uni<Response> one(@PathParam("id") String id) {
    Caller who = caller;
    boolean scoped = who.isScoped();
    return database.withSession(session -> session.find(TicketRow.class, id)).map(row -> {
      if (row == null) {
        throw new Refused(Reason.NOT_FOUND, id);
      }
      if (scoped && !who.sees(row.unit)) {
        throw new Refused(Reason.OTHER_UNIT);
      }
      return Response.ok(TicketView.of(row)).header("ETag", Answers.etag(row.head)).build();
    });
  }

  /** @param figure see {@link FigureId}; all tickets of the period when there is none */
  @GET
  public Uni<Page> behind(@QueryParam("figure") @DefaultValue("city/received") String figure, @QueryParam("period") String period,
      @QueryParam("page") String page, @QueryParam("size") String size) {
    int from = Input.page(Asked.number("page", page));
    return behind(figure, period, from, Input.size(Asked.number("size", size)));
  }

  /** The same, of any size: for exports. */
  public Uni<Page> behind(String figure, String period, int page, int size) {
    Period in = asked.period(period);
    Condition visible = Condition.visibleTo(caller);
    if (figure.startsWith(HOTSPOT) && figure.endsWith("/received")) {
      String id = figure.substring(HOTSPOT.length(), figure.indexOf('/'));
      Caller who = caller;
      return database.withSession(session -> session.find(ProgrammeRow.class, id).flatMap(row -> {
        if (row == null || !(row.stream() instanceof Hotspot hotspot)) {
          throw new Refused(Reason.NOT_FOUND, id);
        }
        if (!HotspotsResource.isVisible(row, who)) {
          throw new Refused(Reason.OTHER_UNIT);
        }
        return page(session, Behind.of(hotspot).and(visible), figure, null, page, size);
      }));
    }
    FigureId id = FigureId.parse(figure, catalogue);
    return database.withSession(session -> page(session, Condition.counted(id.figure(), in).and(id.which()).and(visible), figure, in.key(), page, size));
  }

  private static Uni<Page> page(Mutiny.Session session, Condition which, String figure, String period, int from, int atMost) {
    var count = session.createSelectionQuery("select count(*) from TicketRow t where " + which.hql(), Long.class);
    var list = session.createSelectionQuery("select t from TicketRow t where " + which.hql() + " order by t.receivedAt desc, t.id", TicketRow.class)
        .setFirstResult(Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) from * atMost))).setMaxResults(atMost);
    which.parameters().forEach(count::setParameter);
    which.parameters().forEach(list::setParameter);
    return count.getSingleResult().flatMap(total -> list.getResultList()
        .map(rows -> new Page(rows.stream().map(TicketView::of).toList(), total, figure, period)));
  }
}
