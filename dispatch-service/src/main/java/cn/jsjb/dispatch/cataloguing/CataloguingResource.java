package cn.jsjb.dispatch.cataloguing;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue;
import cn.jsjb.catalogue.DispatchCatalogue.Rule;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.cataloguing.Cataloguing.Ruling;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.log.Chain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The dispatch catalogue for people: looked up, tried out, changed by the service bureau. */
@Path("/api/catalogue")
@RunOnVirtualThread
public class CataloguingResource {
  private static final int AT_ONCE = 1_000;
  private static final int REASON = 500;

  @Inject RulesLog rules;
  @Inject Caller caller;
  @Inject Clock clock;

  /** @param on the day in force, today without it; {@code all=true} gives every version of every entry; @param asOf the catalogue as it was known then */
  @GET @Path("/entries") @RolesAllowed({OPERATOR, DISPATCHER, UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Response entries(@QueryParam("on") String on, @QueryParam("asOf") String asOf, @QueryParam("category") String category, @QueryParam("all") boolean all,
      @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Book book = asOf == null ? rules.book() : rules.asOf(instant("asOf", asOf));
    LocalDate day = on == null ? (asOf == null ? clock.instant() : instant("asOf", asOf)).atZone(WorkingCalendar.BEIJING).toLocalDate() : day("on", on);
    List<Rule> found = book.rules().stream().filter(r -> all || r.isValid(day)).filter(r -> category == null || r.category().startsWith(category)).toList();
    List<Rule> items = found.stream().skip((long) Input.page(page) * Input.size(size)).limit(Input.size(size)).toList();
    return Response.ok(Map.of("items", items, "total", found.size(), "version", book.catalogue().dispatch().version())).header("ETag", Answers.etag(head(book))).build();
  }

  /** Who changed what, when and why, with before and after. */
  @GET @Path("/history") @RolesAllowed({BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Map<String, Object> history(@QueryParam("entry") String entry) {
    List<RulesLog.Told> items = rules.facts().stream().filter(t -> entry == null || t.event() instanceof RulesEvent.CatalogueChanged c
        && c.changes().stream().anyMatch(ch -> entry.equals((ch.after() == null ? ch.before() : ch.after()).id()))).toList();
    return Map.of("items", items, "total", items.size());
  }

  /** Which rule sends this matter where: now, or as it was known and in force at {@code at}. */
  @GET @Path("/match") @RolesAllowed({OPERATOR, DISPATCHER, UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ADMIN})
  public Map<String, Object> match(@QueryParam("category") String category, @QueryParam("place") String place, @QueryParam("party") String party, @QueryParam("at") String at) {
    Instant when = at == null ? clock.instant() : instant("at", at);
    Catalogue then = (at == null ? rules.book() : rules.asOf(when)).catalogue();
    if (then.categories().find(Input.required("category", category)).isEmpty()) {
      throw Refused.field("category", Reason.UNKNOWN_CATEGORY, category);
    }
    if (place != null && then.units().find(place).isEmpty()) {
      throw Refused.field("place", Reason.PLACE_IN_NO_LOCALITY, place);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("version", then.dispatch().version());
    switch (then.dispatch().match(DispatchCatalogue.About.of(category, then.duties().at(when).subjectOf(party), place, then.units()), when)) {
      case DispatchCatalogue.Match.Found f -> {
        answer.put("entry", f.entry().rule());
        answer.put("unit", DispatchCatalogue.unitFor(f.entry().target(), place, then.units()).flatMap(u -> then.units().active(u, when)).map(u -> u.code()).orElse(null));
      }
      case DispatchCatalogue.Match.Ambiguous a -> answer.put("ambiguous", a.entries().stream().map(DispatchCatalogue.Entry::rule).toList());
    }
    return answer;
  }

  public record EntryRequest(String id, String category, String subject, String area, String season, String to, String alsoNotify, Grade grade, String legalBasis, LocalDate validFrom,
      LocalDate validTo, String reason) {
    Rule rule(String entry) { return new Rule(entry, 1, category, subject, area, season, to, alsoNotify, grade, legalBasis, validFrom, validTo); }
  }

  /** One new entry, or with {@code entries} many in one fact. */
  public record LoadRequest(String id, String category, String subject, String area, String season, String to, String alsoNotify, Grade grade, String legalBasis, LocalDate validFrom,
      LocalDate validTo, String reason, List<EntryRequest> entries) {
    List<Rule> rules() {
      if (entries == null) {
        return List.of(new Rule(id, 1, category, subject, area, season, to, alsoNotify, grade, legalBasis, validFrom, validTo));
      }
      return entries.stream().map(e -> Input.required("entries", e).rule(e.id)).toList();
    }
  }

  @POST @Path("/entries") @RolesAllowed(BUREAU)
  public Response add(LoadRequest request, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Input.required("body", request);
    List<Rule> added = request.rules();
    if (added.isEmpty() || added.size() > AT_ONCE) {
      throw Refused.field("entries", Reason.FIELD_INVALID, "entries", "1…" + AT_ONCE);
    }
    String reason = Input.text("reason", request.reason, REASON);
    return answer(201, key, ifMatch, (book, now) -> Cataloguing.add(book, added, reason, now));
  }

  @PUT @Path("/entries/{entry}") @RolesAllowed(BUREAU)
  public Response change(@PathParam("entry") String entry, EntryRequest request, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Input.required("body", request);
    String reason = Input.text("reason", request.reason, REASON);
    return answer(200, key, ifMatch, (book, now) -> Cataloguing.change(book, request.rule(entry), reason, now));
  }

  public record EndRequest(LocalDate validTo, String reason) {}

  @POST @Path("/entries/{entry}/end") @RolesAllowed(BUREAU)
  public Response end(@PathParam("entry") String entry, EndRequest request, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Input.required("body", request);
    LocalDate last = Input.required("validTo", request.validTo);
    String reason = Input.text("reason", request.reason, REASON);
    return answer(200, key, ifMatch, (book, now) -> Cataloguing.end(book, entry, last, reason, now));
  }

  /** @param from first day without work; null when the unit works again */
  public record UnitRequest(LocalDate from, String successor, String reason) {}

  @PUT @Path("/units/{code}") @RolesAllowed(BUREAU)
  public Response retire(@PathParam("code") String code, UnitRequest request, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Input.required("body", request);
    String reason = Input.text("reason", request.reason, REASON);
    return answer(200, key, ifMatch, (book, now) -> Cataloguing.retire(book, code, request.from, request.successor, reason, now));
  }

  private Response answer(int success, String key, String ifMatch, BiFunction<Book, Instant, Ruling> decide) {
    Input.atMost("Idempotency-Key", key, 200);
    return switch (rules.change(caller.actor(), key, Answers.head(ifMatch), decide)) {
      case RulesLog.Result.Done(var book) -> Response.status(success).header("ETag", Answers.etag(head(book))).entity(Map.of("version", book.catalogue().dispatch().version())).build();
      case RulesLog.Result.Refused(var refusal, var field) -> Problem.response(refusal, field);
      case RulesLog.Result.Unknown u -> Response.status(202).location(URI.create("/api/catalogue/history")).entity(Map.of("known", false)).build();
      case RulesLog.Result.Away a -> Problem.response(new Refusal(Reason.AWAY), null);
    };
  }

  private static String head(Book book) { return book.head() == null ? Chain.genesis(RulesLog.STREAM) : book.head(); }

  private static Instant instant(String field, String value) {
    try {
      return java.time.OffsetDateTime.parse(value).toInstant();
    } catch (java.time.DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, value);
    }
  }

  private static LocalDate day(String field, String value) {
    try {
      return LocalDate.parse(value);
    } catch (java.time.DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, value);
    }
  }
}
