package cn.jsjb.analytics.tracing;

import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting.Tallied;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.Opening.Behind;
import cn.jsjb.analytics.counting.TicketRow;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tickets behind a figure: exactly those that were counted. */
@Path("/api/tickets")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class TicketsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Asked asked;
  @Inject Counting counting;
  @Inject Caller caller;

  @Inject @Any Instance<Opening> boards;

  /** @param counted the number on the board where it counts things and not tickets (whistles, objections); else the same as {@code total} */
  public record Page(List<TicketView> items, long total, long counted, String figure, String period) {}

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
    Period in = asked.period(period);
    int from = Input.page(Input.number("page", page));
    int atMost = Input.size(Input.number("size", size));
    Scope scope = Scope.of(caller);
    return database.withSession(session -> which(session, figure, in, scope)
        .flatMap(b -> b.tickets() == null ? found(session, b, scope, figure, in, from, atMost) : listed(session, b, figure, in, from, atMost)));
  }

  private Uni<Behind> which(Mutiny.Session session, String figure, Period in, Scope scope) {
    Optional<Opening> board = boards.stream().filter(b -> b.opens(figure)).findFirst();
    if (board.isPresent()) {
      return board.get().behind(session, figure, in, scope);
    }
    FigureId id = FigureId.parse(figure, catalogue);
    return Uni.createFrom().item(Behind.of(Condition.countedInParts(id.figure(), in).stream().map(part -> part.and(id.which())).toList(),
        Tallied.of(id.figure(), List.of(in.key()), figure.substring(0, figure.lastIndexOf('/')))));
  }

  /** Ids of the tickets behind a figure, found in one look: a file that is written in pages neither doubles nor misses one. */
  public Uni<List<String>> ids(String figure, String period, int atMost) {
    Period in = asked.period(period);
    Scope scope = Scope.of(caller);
    return database.withSession(session -> which(session, figure, in, scope).flatMap(b -> {
      if (b.tickets() != null) {
        return Uni.createFrom().item(b.tickets());
      }
      Uni<List<String>> all = Uni.createFrom().item(List.of());
      for (Condition part : b.which()) {
        all = all.flatMap(newer -> ids(session, part.and(scope.condition()), 0, atMost - newer.size()).map(older -> both(newer, older)));
      }
      return all;
    }));
  }

  public record Rows(List<TicketView> items) {}

  /** Tickets by ids that this caller was given. */
  public Uni<Rows> rows(List<String> ids) {
    return ids.isEmpty() ? Uni.createFrom().item(new Rows(List.of()))
        : database.withSession(session -> session.find(TicketRow.class, ids.toArray())).map(rows -> new Rows(views(rows)));
  }

  private Uni<Page> found(Mutiny.Session session, Behind behind, Scope scope, String figure, Period in, int from, int atMost) {
    List<Condition> parts = behind.which().stream().map(part -> part.and(scope.condition())).toList();
    return sizes(session, parts, scope.isAll() ? behind.tallied() : null).flatMap(sizes -> {
      long total = sizes.stream().mapToLong(Long::longValue).sum();
      long skipped = (long) from * atMost;
      Uni<List<String>> page = Uni.createFrom().item(List.of());
      for (int i = 0; i < parts.size(); i++) {
        Condition part = parts.get(i);
        long left = Math.max(0, skipped);
        skipped -= sizes.get(i);
        page = page.flatMap(newer -> ids(session, part, left, atMost - newer.size()).map(older -> both(newer, older)));
      }
      return page.flatMap(ids -> ids.isEmpty() ? Uni.createFrom().item(List.<TicketRow>of()) : session.find(TicketRow.class, ids.toArray()))
          .map(rows -> new Page(views(rows), total, total, figure, in.key()));
    });
  }

  /** How many each part has; the first is the largest, and where the tally knows all of them its number is what the others leave. */
  private Uni<List<Long>> sizes(Mutiny.Session session, List<Condition> parts, Tallied tallied) {
    Uni<List<Long>> others = Uni.createFrom().item(List.of());
    for (Condition part : parts.subList(1, parts.size())) {
      others = others.flatMap(before -> size(session, part).map(n -> both(before, List.of(n))));
    }
    return others.flatMap(rest -> (tallied == null ? size(session, parts.getFirst()) : counting.total(session, tallied).map(all -> Math.max(0, all - rest.stream().mapToLong(Long::longValue).sum())))
        .map(first -> both(List.of(first), rest)));
  }

  private static Uni<Long> size(Mutiny.Session session, Condition which) {
    var count = session.createSelectionQuery("select count(*) from TicketRow t where " + which.hql(), Long.class);
    which.parameters().forEach(count::setParameter);
    return count.getSingleResult();
  }

  private static Uni<List<String>> ids(Mutiny.Session session, Condition which, long skipped, int atMost) {
    if (atMost <= 0) {
      return Uni.createFrom().item(List.of());
    }
    var ids = session.createSelectionQuery("select t.id from TicketRow t where " + which.hql() + " order by t.receivedAt desc, t.id", String.class)
        .setFirstResult(Math.toIntExact(Math.min(Integer.MAX_VALUE, skipped))).setMaxResults(atMost);
    which.parameters().forEach(ids::setParameter);
    return ids.getResultList();
  }

  /** An entry of the ledger may name a complaint that never was. */
  private static List<TicketView> views(List<TicketRow> rows) { return rows.stream().filter(Objects::nonNull).map(TicketView::of).toList(); }

  private static <T> List<T> both(List<T> some, List<T> more) { return Stream.concat(some.stream(), more.stream()).toList(); }

  private static Uni<Page> listed(Mutiny.Session session, Behind behind, String figure, Period in, int from, int atMost) {
    List<String> ids = behind.tickets().stream().skip((long) from * atMost).limit(atMost).toList();
    long total = behind.tickets().size();
    long counted = behind.counted() == null ? total : behind.counted();
    return session.find(TicketRow.class, ids.toArray()).map(rows -> new Page(views(rows), total, counted, figure, in.key()));
  }
}
