package cn.jsjb.analytics.locking;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.AssessmentPeriod.Version;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.PeriodEvent.Snapshot.Before;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Assessment periods: opened, locked, restated, published and reviewed (domain C-7, C-10, 4.11; SP13). The locked lists never change. */
@Path("/api/periods")
@RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
@RunOnVirtualThread
public class PeriodsResource {
  private static final int TICKETS = 1_000, NAMED = 100;

  @Inject LogService<ProgrammeStream> service;
  @Inject PlacedCount count;
  @Inject Periods periods;
  @Inject Asked asked;
  @Inject Assessment assessment;
  @Inject Catalogue catalogue;
  @Inject Caller caller;
  @Inject Clock clock;
  @HeaderParam("Idempotency-Key") String idempotencyKey;
  @HeaderParam("If-Match") String ifMatch;

  @GET
  public PeriodView.All all() {
    List<PeriodView.Brief> items = periods.all().stream().map(PeriodView.Brief::of).toList();
    return new PeriodView.All(assessment.periodOf(clock.instant()).key(), items, items.size());
  }

  public record OpenRequest(String period) {}

  @POST
  @RolesAllowed(BUREAU)
  public Response open(OpenRequest r) {
    Input.required("body", r);
    Period period = asked.period(Input.required("period", r.period()));
    return command(period, 201, (p, now) -> Locking.open(p, period, assessment, now));
  }

  @GET
  @Path("/{period}")
  public Response one(@PathParam("period") String period) {
    Row<ProgrammeStream> row = row(named(period));
    return Response.ok(view(row)).header("ETag", Answers.etag(row.head())).build();
  }

  /** The lists of a version as they were counted. @param list one of them; all when none is named */
  @GET
  @Path("/{period}/versions/{version}")
  public PeriodView.Locked version(@PathParam("period") String period, @PathParam("version") String version, @QueryParam("list") String list) {
    Version found = version(named(period), version);
    return PeriodView.locked(period, found, periods.of(found), lists(list), catalogue.units(), caller::sees);
  }

  /** The very text that was hashed, UTF-8: {@code sha256sum} of it is the hash. */
  @GET
  @Path("/{period}/versions/{version}/canonical")
  @Produces("text/plain;charset=UTF-8")
  @RolesAllowed({BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public String canonical(@PathParam("period") String period, @PathParam("version") String version) { return version(named(period), version).snapshot().canonical(); }

  /** Where the count of now is not that of a version: what a restatement would carry. Of the figures as they stand; only what is locked waits for the log. */
  @GET
  @Path("/{period}/versions/{version}/differences")
  public PeriodView.Differences differences(@PathParam("period") String period, @PathParam("version") String version, @QueryParam("list") String list) {
    Period in = named(period);
    Version found = version(in, version);
    List<RankedList> lists = lists(list);
    Counted live = counted(in, count::now);
    List<PeriodView.Difference> items = PeriodView.differences(periods.of(found), live.standings, lists, catalogue.units(), caller::sees);
    return new PeriodView.Differences(in.key(), found.number(), found.hash(), live.snapshot.hash(), found.hash().equals(live.snapshot.hash()), items, items.size());
  }

  /** Counts, and lets the figures stand. */
  @POST
  @Path("/{period}/lock")
  @RolesAllowed(BUREAU)
  public Response lock(@PathParam("period") String period) {
    Period in = named(period);
    row(in);
    Snapshot snapshot = counted(in, count::count).snapshot;
    return command(in, 200, (p, now) -> Locking.lock(p, snapshot, now));
  }

  public record RestatementRequest(String cause, List<String> tickets) {}

  @POST
  @Path("/{period}/restatements")
  @RolesAllowed(BUREAU)
  public Response restate(@PathParam("period") String period, RestatementRequest r) {
    Period in = named(period);
    Input.required("body", r);
    String cause = Input.text("cause", r.cause(), 1_000);
    List<String> tickets = texts("tickets", r.tickets(), TICKETS).stream().map(PeriodsResource::complaint).toList();
    row(in);
    Snapshot snapshot = counted(in, count::count).snapshot;
    return command(in, 200, (p, now) -> Locking.restate(p, cause, tickets, snapshot));
  }

  /** @param document number of the notice, or null */
  public record PublicationRequest(Integer version, String document) {}

  @POST
  @Path("/{period}/publications")
  @RolesAllowed(BUREAU)
  public Response publish(@PathParam("period") String period, PublicationRequest r) {
    Period in = named(period);
    Input.required("body", r);
    var command = new Locking.Publish(Input.required("version", r.version()), Input.atMost("document", r.document(), 200));
    row(in);
    return command(in, 200, (p, now) -> Locking.publish(p, in.key(), command));
  }

  public record MeetingRequest(Integer version, String heldOn, String chair, List<String> praised, List<String> criticised, String text) {}

  @POST
  @Path("/{period}/meetings")
  @RolesAllowed({LEADER, SUPERVISOR})
  public Response meet(@PathParam("period") String period, MeetingRequest r) {
    Period in = named(period);
    Input.required("body", r);
    var command = new Locking.Meet(Input.required("version", r.version()), day("heldOn", r.heldOn()), Input.text("chair", r.chair(), 100), units("praised", r.praised()),
        units("criticised", r.criticised()), Input.text("text", r.text(), 4_000));
    row(in);
    return command(in, 200, (p, now) -> Locking.meet(p, in.key(), command, now));
  }

  // What is there.

  private Period named(String period) {
    try {
      return asked.period(period);
    } catch (Refused noSuchMonth) {
      throw new Refused(Reason.NOT_FOUND, period);
    }
  }

  private Row<ProgrammeStream> row(Period period) {
    Row<ProgrammeStream> row = service.follower().load(AssessmentPeriod.stream(period.key()));
    if (row == null || row.state() == null) {
      throw new Refused(Reason.NOT_FOUND, period.key());
    }
    return row;
  }

  private Version version(Period period, String number) {
    return ((AssessmentPeriod) row(period).state()).versions().stream().filter(v -> String.valueOf(v.number()).equals(number)).findFirst()
        .orElseThrow(() -> new Refused(Reason.NOT_FOUND, period.key() + " v" + number));
  }

  private record Counted(Standings standings, Snapshot snapshot) {}

  /** What is counted now, by the rules of the period; the ranks before are those of the newest locked version of the period before, if it has one. */
  private Counted counted(Period period, BiFunction<Period, Period, PlacedCount.Placed> counting) {
    Period before = asked.monthsBefore(period, 1);
    PlacedCount.Placed placed = counting.apply(period, before);
    Row<ProgrammeStream> earlier = service.follower().load(AssessmentPeriod.stream(before.key()));
    Version locked = earlier != null && earlier.state() instanceof AssessmentPeriod p ? p.latest() : null;
    Standings then = locked != null ? periods.of(locked)
        : Standings.counted(catalogue.units(), placed.before(), asked.formula(before, null), assessment.of(before).scoreV2(), null);
    Formula formula = asked.formula(period, null);
    Assessment.Version rules = assessment.of(period);
    Standings now = Standings.counted(catalogue.units(), placed.now(), formula, rules.scoreV2(), then);
    return new Counted(now, now.snapshot(period.key(), Map.of(EventLog.COMPLAINTS, placed.places()), formula, rules.scoreV2(), catalogue.units().version(),
        new Before(before.key(), locked == null ? null : locked.number(), locked == null ? null : locked.hash())));
  }

  private Object view(Row<ProgrammeStream> row) { return PeriodView.one((AssessmentPeriod) row.state(), catalogue.units(), caller::sees, !caller.isScoped()); }

  private Response command(Period period, int success, BiFunction<AssessmentPeriod, java.time.Instant, Decision> decide) {
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    return Answers.of(service.commands().handle(new Command<>(AssessmentPeriod.stream(period.key()), caller.actor(), idempotencyKey, Answers.head(ifMatch),
        (state, now) -> decide.apply((AssessmentPeriod) state, now))), success, "/api/periods/" + period.key(), this::view);
  }

  // Checks of what came in.

  private static List<RankedList> lists(String list) {
    return list == null || list.isBlank() ? List.of(RankedList.values()) : List.of(RankedList.find(list)
        .orElseThrow(() -> Refused.field("list", Reason.FIELD_INVALID, "list", Arrays.stream(RankedList.values()).map(Enum::name).collect(Collectors.joining(", ")))));
  }

  private static List<String> texts(String field, List<String> given, int atMost) {
    if (given != null && given.size() > atMost) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "≤ " + atMost);
    }
    return given == null ? List.of() : given.stream().map(one -> Input.required(field, one)).distinct().toList();
  }

  private static List<String> units(String field, List<String> given) { return texts(field, given, NAMED).stream().map(code -> Input.unit(field, code)).toList(); }

  private static String complaint(String id) {
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw Refused.field("tickets", Reason.FIELD_INVALID, "tickets", "complaintId");
    }
  }

  private static LocalDate day(String field, String value) {
    try {
      return LocalDate.parse(Input.required(field, value).strip());
    } catch (DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "2026-06-12");
    }
  }
}
