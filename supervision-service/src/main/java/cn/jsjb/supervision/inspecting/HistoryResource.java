package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import cn.jsjb.supervision.inspecting.Repeats.Found;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.supervision.sealing.Seals;
import cn.jsjb.supervision.sealing.Seals.Seal;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * What was known when, by whom written, and whether it still says the same (回溯, domain 5.5). "As of" compares with the time at
 * which the broker appended a record, which nobody can backdate: what anybody could have known then.
 */
@Path("/api/history")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
  @Inject LogService<Oversight> service;
  @Inject Histories histories;
  @Inject Seals seals;
  @Inject Repeats repeats;
  @Inject Caller caller;

  /** What one look needs. */
  private record Looked(Row<Oversight> row, Replay replay, Instant asOf, Found repeats, boolean hidesWords) {}

  /**
   * @param asOf RFC 3339: records appended up to and including this time; all when left out
   * @param asOfEvent id of an event: records up to and including it
   * @param reason why the words of a confidential ticket have to be seen; the look is recorded. Without it they are hidden. At most 200 characters
   */
  @GET
  @Path("{id}")
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HistoryView.class)))
  public Response history(@PathParam("id") String id, @QueryParam("asOf") String asOf, @QueryParam("asOfEvent") String asOfEvent, @QueryParam("reason") String reason,
      @HeaderParam("Idempotency-Key") String key) {
    Looked l = look(id, asOf, asOfEvent, reason, key);
    return answer(l, HistoryView.of(id, l.replay, l.asOf, l.repeats, l.hidesWords, caller.isScoped()));
  }

  /** The same, told to a person: one order of time, in words. Also for those who decide about a ticket or call its claimant. */
  @GET
  @Path("{id}/timeline")
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.DISPATCHER, Caller.OPERATOR, Caller.CALLBACK})
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Timeline.class)))
  public Response timeline(@PathParam("id") String id, @QueryParam("asOf") String asOf, @QueryParam("asOfEvent") String asOfEvent, @QueryParam("reason") String reason,
      @HeaderParam("Idempotency-Key") String key) {
    Looked l = look(id, asOf, asOfEvent, reason, key);
    return answer(l, Timeline.of(id, l.replay, l.asOf, l.repeats, l.hidesWords, caller.isScoped()));
  }

  /** @param items the newest first; the numbers of tickets are hidden beside a confidential one */
  public record RepeatPage(List<Repeat> items, long total) {}

  /**
   * Other requests that were found to be about the same matter, and the records that say so, as far as they are in the caller's sight.
   *
   * @param asOf RFC 3339: known at this time; all when left out
   */
  @GET
  @Path("{id}/repeats")
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  public RepeatPage repeats(@PathParam("id") String id, @QueryParam("asOf") String asOf, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Oversight> row = inSight(id);
    int of = cn.jsjb.edge.Input.size(size);
    Found found = repeats.page(id, repeats.ends(Input.time("asOf", asOf)), scope(), (long) cn.jsjb.edge.Input.page(page) * of, of);
    boolean hides = Where.of(row).confidential() || row.quarantine() != null;
    return new RepeatPage(found.items().stream().map(r -> new Repeat(r.complaintId(), hides ? null : r.ticketNo(), r.unit(), r.receivedAt(), r.linkedBy())).toList(), found.total());
  }

  private List<String> scope() { return caller.isScoped() ? Catalogue.get().units().all().stream().map(Unit::code).filter(caller::sees).toList() : null; }

  /** Fetches the records again and judges them afresh, against what the projection holds. */
  @GET
  @Path("{id}/verification")
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  public Verification verification(@PathParam("id") String id) {
    Row<Oversight> row = inSight(id);
    List<Long> offsets = row.state() == null ? List.of() : row.state().offsets();
    List<RecordView> records = histories.records(Where.of(row));
    Seal sealedBy = records.isEmpty() ? null : seals.covering(EventLog.COMPLAINTS, row.partition(), records.getLast().offset());
    return Verification.of(id, Replay.of(records), row.head(), row.sequence(), offsets, row.quarantine(), sealedBy);
  }

  private Looked look(String id, String asOf, String asOfEvent, String reason, String key) {
    Instant at = Input.time("asOf", asOf);
    Row<Oversight> row = inSight(id);
    List<RecordView> records = histories.records(Where.of(row));
    boolean hides = Where.of(row).hidesWords(records);
    if (hides && !caller.isScoped() && reason != null) {
      row = recorded(id, Input.atMost(200, "reason", Input.required("reason", reason)), key);
      records = histories.records(Where.of(row));
      hides = false;
    }
    if (asOfEvent != null) {
      records = upTo(asOfEvent, records);
      at = at == null || records.getLast().logTime() < at.toEpochMilli() ? Instant.ofEpochMilli(records.getLast().logTime()) : at;
    }
    Found found = repeats.of(new String[] {id}, repeats.ends(at), scope()).getOrDefault(id, Found.NONE);
    return new Looked(row, Replay.of(Replay.until(at, records)), asOf == null && asOfEvent == null ? null : at, found, hides);
  }

  /** The words leave this service only after the look at them has become a fact (rule P7). */
  private Row<Oversight> recorded(String id, String reason, String key) {
    return switch (service.commands().handle(new Command<>(id, caller.actor(), key, null, (state, now) -> Viewing.decide(state, reason)))) {
      case Outcome.Done<Oversight> done -> done.row();
      case Outcome.Refused<Oversight> refused -> throw new Refused(refused.refusal(), null);
      case Outcome.Unknown<Oversight> unknown -> throw new Refused(Reason.AWAY);
      case Outcome.Away<Oversight> away -> throw new Refused(Reason.AWAY);
    };
  }

  private static Response answer(Looked looked, Object view) {
    try {
      return Response.ok(EventTypes.JSON.writeValueAsBytes(view)).header("ETag", Answers.etag(looked.row.head())).build();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("every view can be written", impossible);
    }
  }

  /** A reaction may have been sent more than once under one id: the fact counts, else the first. */
  private static List<RecordView> upTo(String event, List<RecordView> records) {
    List<Judged> named = Replay.of(records).records().stream().filter(j -> j.record().id().equals(event)).toList();
    long last = named.stream().filter(j -> j.verdict().isFact()).findFirst().or(() -> named.stream().findFirst())
        .orElseThrow(() -> Refused.field("asOfEvent", Reason.FIELD_INVALID, "asOfEvent", "不是此工单的记录 / no record of this ticket")).record().offset();
    return records.stream().filter(r -> r.offset() <= last).toList();
  }

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
}
