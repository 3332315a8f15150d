package cn.jsjb.intake.suggesting;

import cn.jsjb.catalogue.Acceptance.Similar;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Asking;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Matching;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Earlier tickets that may be about the same matter, for the operator: before a request is posted, and beside a ticket. */
@Path("/api/complaints")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestingResource {
  /** Looked at for each reason: of this caller, of this street, of this district lately. Bounds the work whatever the size of the table. */
  private static final int OF_CALLER = 50, OF_STREET = 200, OF_DISTRICT = 100;

  @Inject LogService<Complaint> service;
  @Inject Pool pool;
  @Inject PrivateBox box;
  @Inject Clock clock;
  private final Classifier classifier = new Classifier(Catalogue.get());
  private final Locator locator = new Locator(Catalogue.get());

  /** What the operator has typed so far; all but the words may be missing. */
  public record Draft(String title, String content, String category, String phone, NewComplaint.Where place) {}

  public record Suggestions(List<Suggesting.Suggestion> items, int total) {}

  @POST
  @Path("/suggestions")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  @RunOnVirtualThread
  public Suggestions before(Draft draft) throws Exception {
    String title = draft == null ? null : Receiving.words("title", draft.title(), 200);
    String content = draft == null ? null : Receiving.words("content", draft.content(), 10_000);
    if (title == null && content == null) {
      throw Refused.field("content", Reason.FIELD_MISSING, "content");
    }
    if (draft.category() != null && Catalogue.get().categories().find(draft.category()).isEmpty()) {
      throw Refused.field("category", Reason.UNKNOWN_CATEGORY, draft.category());
    }
    Location location = locator.locate(Receiving.place(draft.place(), Catalogue.get()), title, content);
    String category = classifier.read(title, content, null, draft.category(), clock.instant()).classification().category();
    return of(new Suggesting.Case(null, null, null, title, content, Matching.phone(box, Receiving.number(draft.phone())), category, location.place(), true, null, null));
  }

  @GET
  @Path("/{id}/suggestions")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  @RunOnVirtualThread
  public Suggestions beside(@PathParam("id") String id) throws Exception {
    Row<Complaint> row = service.follower().load(id);
    if (row == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (row.state() == null) {
      throw new Refused(Reason.QUARANTINED, row.quarantine());
    }
    String title = null, content = null;
    for (var words : query("SELECT title, content FROM projection.complaint WHERE id = $1", Tuple.of(id))) {
      title = words.getString(0);
      content = words.getString(1);
    }
    return of(of(row, title, content));
  }

  private Suggestions of(Suggesting.Case now) throws Exception {
    Instant at = clock.instant();
    Similar rules = Catalogue.get().acceptance().at(at).similar();
    OffsetDateTime since = at.minus(rules.within()).atOffset(ZoneOffset.UTC);
    Map<String, String[]> words = new LinkedHashMap<>();
    String columns = "SELECT id, title, content FROM projection.complaint WHERE ";
    if (now.phoneHash() != null) {
      collect(words, columns + "phone_hash = $1 AND received_at > $2 ORDER BY received_at DESC LIMIT " + OF_CALLER, now.phoneHash(), since);
    }
    if (now.place().localityCode() != null) {
      collect(words, columns + "locality_code = $1 AND received_at > $2 ORDER BY received_at DESC LIMIT " + OF_STREET, now.place().localityCode(), since);
    } else if (now.place().districtCode() != null) {
      collect(words, columns + "district_code = $1 AND received_at > $2 ORDER BY received_at DESC LIMIT " + OF_DISTRICT, now.place().districtCode(), at.minusSeconds(7 * 86_400).atOffset(ZoneOffset.UTC));
    }
    // First by words alone; only what is left is worth loading whole.
    Likeness likeness = new Likeness(now.title(), now.content());
    List<Suggesting.Case> candidates = new ArrayList<>();
    for (var candidate : words.entrySet()) {
      if (candidate.getKey().equals(now.id())) {
        continue;
      }
      String[] w = candidate.getValue();
      if (w[2] != null || likeness.to(new Likeness(w[0], w[1])) >= rules.alike()) {
        Row<Complaint> row = service.follower().load(candidate.getKey());
        if (row != null && row.state() != null) {
          candidates.add(of(row, w[0], w[1]));
        }
      }
    }
    List<Suggesting.Suggestion> found = Suggesting.of(now, candidates, rules, at);
    return new Suggestions(found, found.size());
  }

  /** The third says that it is the same caller's. */
  private void collect(Map<String, String[]> into, String sql, String key, OffsetDateTime since) throws Exception {
    for (var row : query(sql, Tuple.of(key, since))) {
      into.putIfAbsent(row.getString(0), new String[] {row.getString(1), row.getString(2), sql.contains("phone_hash = $1") ? key : null});
    }
  }

  private static Suggesting.Case of(Row<Complaint> row, String title, String content) {
    Complaint.Ticket t = row.state().ticket();
    String category = row.state() instanceof Complaint.Registered r && r.classification() != null ? r.classification().category() : null;
    return new Suggesting.Case(row.id(), t.ticketNo(), t.life().stage().name(), t.confidential() ? "保密诉求" : title, t.confidential() ? null : content, t.phoneHash(), category, t.place(),
        t.life().stage().isOpen(), t.receivedAt(), t.steps().getLast().at());
  }

  private Iterable<io.vertx.sqlclient.Row> query(String sql, Tuple values) { return Asking.rows(pool, sql, values); }
}
