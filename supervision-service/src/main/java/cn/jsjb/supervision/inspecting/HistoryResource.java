package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.OverseenTicket;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Histories.Where;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.supervision.sealing.Seals;
import cn.jsjb.supervision.sealing.Seals.Seal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * What was known when, by whom written, and whether it still says the same (回溯, domain 5.5). "As of" compares with the time at
 * which the broker appended a record, which nobody can backdate: what anybody could have known then.
 */
@Path("/api/history")
public class HistoryResource {
  /** Streams a chunk of the period query holds in memory. */
  private static final int CHUNK = 400;

  @Inject LogService<Oversight> service;
  @Inject Histories histories;
  @Inject Mutiny.SessionFactory sessions;
  @Inject Seals seals;
  @Inject Caller caller;
  @Inject Clock clock;

  /**
   * @param asOf RFC 3339: records appended up to and including this time; all when left out
   * @param asOfEvent id of an event: records up to and including it
   */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  @RunOnVirtualThread
  public Response history(@PathParam("id") String id, @QueryParam("asOf") String asOf, @QueryParam("asOfEvent") String asOfEvent) {
    Instant at = Input.time("asOf", asOf);
    Row<Oversight> row = inSight(id);
    List<RecordView> records = histories.records(where(row));
    if (asOfEvent != null) {
      records = upTo(asOfEvent, records);
    }
    HistoryView view = HistoryView.of(id, Replay.of(until(at, records)), at, hidesWords(row.state()), caller.isScoped());
    return Response.ok(view).header("ETag", Answers.etag(row.head())).build();
  }

  /** Fetches the records again and judges them afresh, against what the projection holds. */
  @GET
  @Path("{id}/verification")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  @RunOnVirtualThread
  public Verification verification(@PathParam("id") String id) {
    Row<Oversight> row = inSight(id);
    List<Long> offsets = row.state() == null ? List.of() : row.state().offsets();
    List<RecordView> records = histories.records(where(row));
    Seal sealedBy = records.isEmpty() ? null : seals.covering(EventLog.COMPLAINTS, row.partition(), records.getLast().offset());
    return Verification.of(id, Replay.of(records), row.head(), row.sequence(), offsets, row.quarantine(), sealedBy);
  }

  /**
   * A unit, a place, a problem or a period: one history a line, partition by partition in the order in which the
   * requests came in.
   *
   * @param unit tickets this unit was ever first responder of
   * @param from, to RFC 3339: received in [from, to)
   * @param asOf as above; now when left out, so that the whole answer is of one time
   */
  @GET
  @Produces("application/x-ndjson")
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  public Multi<HistoryView> histories(@QueryParam("unit") String unit, @QueryParam("locality") String locality, @QueryParam("problem") String problem,
      @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("asOf") String asOf) {
    if (caller.isScoped()) {
      caller.ownUnit();
    }
    Selection selection = new Selection(unit, locality, problem, Input.time("from", from), Input.time("to", to),
        caller.isScoped() ? Catalogue.get().units().all().stream().map(Unit::code).filter(caller::sees).toList() : null);
    Instant at = asOf == null || asOf.isBlank() ? clock.instant() : Input.time("asOf", asOf);
    boolean scoped = caller.isScoped();
    // Sessions of Hibernate Reactive belong to one context, so whatever comes back from the blocking part comes back to it.
    Context context = Vertx.currentContext();
    return partitions().onItem().transformToMulti(n -> Multi.createFrom().range(0, n))
        .onItem().transformToMultiAndConcatenate(partition -> Multi.createBy().repeating()
            .uni(() -> new AtomicLong(-1), last -> page(selection, partition, last)).until(List::isEmpty))
        .onItem().transformToUniAndConcatenate(rows -> Uni.createFrom().completionStage(() ->
            context.executeBlocking(() -> replayed(rows, at, scoped), false).toCompletionStage()))
        .onItem().<HistoryView>disjoint();
  }

  private Uni<Integer> partitions() {
    return sessions.withSession(session -> session.createQuery("select max(t.partition) from OverseenTicket t", Integer.class).getSingleResult())
        .map(highest -> highest == null ? 0 : highest + 1);
  }

  /** Streams that began next to each other in the log: their records lie near each other too. */
  private Uni<List<OverseenTicket>> page(Selection selection, int partition, AtomicLong last) {
    return sessions.withSession(session -> {
      var query = session.createQuery(selection.hql(), OverseenTicket.class);
      selection.parameters().forEach(query::setParameter);
      return query.setParameter("partition", partition).setParameter("after", last.get()).setMaxResults(CHUNK).getResultList();
    }).invoke(rows -> {
      if (!rows.isEmpty()) {
        last.set(rows.getLast().firstOffset);
      }
    });
  }

  private List<HistoryView> replayed(List<OverseenTicket> rows, Instant asOf, boolean scoped) {
    Map<String, Where> streams = rows.stream().map(r -> new Where(r.id, r.partition, r.oversight(), r.quarantine))
        .collect(Collectors.toMap(Where::id, w -> w, (a, b) -> a, LinkedHashMap::new));
    return histories.records(streams.values()).entrySet().stream()
        .map(e -> HistoryView.of(e.getKey(), Replay.of(until(asOf, e.getValue())), asOf,
            scoped && streams.get(e.getKey()).state() != null && streams.get(e.getKey()).state().claimant().confidential(), scoped))
        .filter(view -> !view.records().isEmpty()).toList();
  }

  /**
   * @param scope the units whose tickets are in the caller's sight; null when all are
   */
  record Selection(String unit, String locality, String problem, Instant from, Instant to, List<String> scope) {
    String hql() {
      StringBuilder hql = new StringBuilder("from OverseenTicket t where t.partition = :partition and t.firstOffset > :after");
      condition(hql, unit, " and cast(sql('(string_to_array(?, '','') @> ARRAY[cast(? as text)])', t.units, :unit) as Boolean) = true");
      condition(hql, locality, " and t.locality = :locality");
      condition(hql, problem, " and t.problem = :problem");
      condition(hql, from, " and t.receivedAt >= :from");
      condition(hql, to, " and t.receivedAt < :to");
      condition(hql, scope, " and t.unit in :scope");
      return hql.append(" order by t.firstOffset").toString();
    }

    private static void condition(StringBuilder hql, Object given, String condition) {
      if (given != null) {
        hql.append(condition);
      }
    }

    Map<String, Object> parameters() {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("unit", unit);
      parameters.put("locality", locality);
      parameters.put("problem", problem);
      parameters.put("from", from);
      parameters.put("to", to);
      parameters.put("scope", scope);
      parameters.values().removeIf(v -> v == null);
      return parameters;
    }
  }

  /** A reaction may have been sent more than once under one id: the fact counts, else the first. */
  private static List<RecordView> upTo(String event, List<RecordView> records) {
    List<Judged> named = Replay.of(records).records().stream().filter(j -> j.record().id().equals(event)).toList();
    long last = named.stream().filter(j -> j.verdict().isFact()).findFirst().or(() -> named.stream().findFirst())
        .orElseThrow(() -> Refused.field("asOfEvent", Reason.FIELD_INVALID, "asOfEvent", "不是此工单的记录 / no record of this ticket")).record().offset();
    return records.stream().filter(r -> r.offset() <= last).toList();
  }

  private static List<RecordView> until(Instant asOf, List<RecordView> records) {
    return asOf == null ? records : records.stream().filter(r -> r.logTime() <= asOf.toEpochMilli()).toList();
  }

  private static Where where(Row<Oversight> row) { return new Where(row.id(), row.partition(), row.state(), row.quarantine()); }

  private Row<Oversight> inSight(String id) {
    Row<Oversight> row = service.follower().loadFresh(id);
    if (row == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (!caller.sees(row.state() == null ? null : row.state().life().unit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    return row;
  }

  private boolean hidesWords(Oversight state) { return caller.isScoped() && state != null && state.claimant().confidential(); }
}
