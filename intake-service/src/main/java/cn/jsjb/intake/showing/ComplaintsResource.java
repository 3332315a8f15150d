package cn.jsjb.intake.showing;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Doubt;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tickets for those who work with them. Units and districts see what is with them, everybody sees the claimant masked. */
@Path("/api/complaints")
@Produces(MediaType.APPLICATION_JSON)
public class ComplaintsResource {
  private static final int LARGEST_PAGE = 200;

  @Inject LogService<Complaint> service;
  @Inject Mutiny.SessionFactory sessions;
  @Inject Pool pool;
  @Inject Caller caller;

  /** One line of a list. */
  public record Item(String complaintId, String ticketNo, String status, String channel, String requestType, String title, String category,
      String problemId, String grade, String districtCode, String localityCode, String unitCode, boolean confidential, Instant dueAt,
      Instant receivedAt, Instant calledAt) {
    static Item of(ComplaintRow r) {
      return new Item(r.id, r.ticketNo, r.status, r.channel, r.requestType, Boolean.TRUE.equals(r.confidential) ? TicketView.NEUTRAL : r.title, r.category, r.problemId, r.grade, r.districtCode,
          r.localityCode, r.unitCode, Boolean.TRUE.equals(r.confidential), r.dueAt, r.receivedAt, r.calledAt);
    }
  }

  public record Page(List<Item> items, long total) {}

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @RolesAllowed({Caller.ADAPTER, Caller.OPERATOR, Caller.DISPATCHER, Caller.UNIT, Caller.CALLBACK, Caller.BUREAU, Caller.DISTRICT, Caller.SUPERVISOR,
      Caller.INSPECTOR, Caller.LEADER, Caller.ADMIN})
  public Response one(@PathParam("id") String id) throws Exception {
    Row<Complaint> row = service.follower().load(id);
    if (row == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (row.state() == null) {
      throw new Refused(Reason.QUARANTINED, row.quarantine());
    }
    if (!caller.sees(row.state().ticket().life().unit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    TicketView view = row.state().words() == null ? withWords(row) : TicketView.of(row);
    // How often somebody calls is the hotline's to know, and no unit's.
    Calls calls = caller.unit() == null ? Calls.before(row.state().ticket(), pool) : null;
    return Response.ok(new Shown(view, calls)).header("ETag", Answers.etag(row.head())).build();
  }

  /** @param calls null without a telephone number, and for a unit */
  public record Shown(@JsonUnwrapped TicketView ticket, Calls calls) {}

  private TicketView withWords(Row<Complaint> row) throws Exception {
    var found = pool.preparedQuery("SELECT title, content, attachments, answers FROM projection.complaint WHERE id = $1").execute(Tuple.of(row.id()))
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    for (io.vertx.sqlclient.Row words : found) {
      return TicketView.of(row, new Complaint.Words(words.getString(0), words.getString(1), null, read(words.getString(2), new TypeReference<>() {}), read(words.getString(3), new TypeReference<>() {})));
    }
    return TicketView.of(row);
  }

  private static <T> T read(String json, TypeReference<T> type) throws JsonProcessingException { return json == null ? null : EventTypes.JSON.readValue(json, type); }

  /** Newest first. {@code status}, {@code channel}, {@code problemId}, {@code category}, {@code grade} and the codes narrow exactly; {@code queue} shows what waits for a person, the oldest first; {@code from} and {@code to} bound the time of receipt. */
  @GET
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.CALLBACK, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.LEADER, Caller.ADMIN})
  public Uni<Page> list(@QueryParam("status") String status, @QueryParam("channel") String channel, @QueryParam("problemId") String problem,
      @QueryParam("category") String category, @QueryParam("grade") String grade, @QueryParam("districtCode") String district,
      @QueryParam("localityCode") String locality, @QueryParam("unitCode") String unit, @QueryParam("ticketNo") String ticketNo,
      @QueryParam("queue") String queue,
      @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("page") @DefaultValue("0") int page,
      @QueryParam("size") @DefaultValue("50") int size) {
    bounds("page", page, 0, 1_000_000);
    bounds("size", size, 1, LARGEST_PAGE);
    if (status != null && java.util.Arrays.stream(Stage.values()).noneMatch(s -> s.name().equals(status))) {
      throw Refused.field("status", Reason.FIELD_INVALID, "status", status);
    }
    Map<String, Object> exact = new LinkedHashMap<>();
    exact.put("status", status);
    exact.put("channel", channel);
    exact.put("problemId", problem);
    exact.put("category", category);
    exact.put("grade", grade);
    exact.put("districtCode", district);
    exact.put("localityCode", locality);
    exact.put("unitCode", unit);
    exact.put("ticketTail", ticketNo == null ? null : cn.jsjb.intake.Complaints.tail(ticketNo.strip().toUpperCase(java.util.Locale.ROOT)));
    exact.values().removeIf(java.util.Objects::isNull);
    List<String> conditions = new ArrayList<>();
    if (queue != null) {
      int bit = 1 << queue(queue).ordinal();
      exact.put("alone", bit);
      exact.put("both", 3);
      conditions.add("c.awaits in (:alone, :both)");
    }
    exact.keySet().stream().filter(name -> !name.equals("alone") && !name.equals("both")).forEach(name -> conditions.add("c.%1$s = :%1$s".formatted(name)));
    if (from != null) {
      exact.put("from", time("from", from));
      conditions.add("c.receivedAt >= :from");
    }
    if (to != null) {
      exact.put("to", time("to", to));
      conditions.add("c.receivedAt < :to");
    }
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return sessions.withSession(session -> {
      var counted = session.createQuery("select count(c) from ComplaintRow c" + where, Long.class);
      exact.forEach(counted::setParameter);
      return counted.getSingleResult().flatMap(total -> {
        var query = session.createQuery("from ComplaintRow c" + where + (queue == null ? " order by c.receivedAt desc, c.id desc" : " order by c.receivedAt, c.id"), ComplaintRow.class);
        exact.forEach(query::setParameter);
        return query.setFirstResult(page * size).setMaxResults(size).getResultList()
            .map(rows -> new Page(rows.stream().map(Item::of).toList(), total));
      });
    });
  }

  private static Doubt queue(String name) {
    return Arrays.stream(Doubt.values()).filter(d -> d.name().equals(name)).findFirst()
        .orElseThrow(() -> Refused.field("queue", Reason.FIELD_INVALID, "queue", Arrays.toString(Doubt.values())));
  }

  private static void bounds(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "%d–%d".formatted(least, most));
    }
  }

  private static Instant time(String field, String value) {
    try {
      return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "2026-05-06T00:00:00+08:00");
    }
  }
}
