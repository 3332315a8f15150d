package cn.jsjb.supervision.sampling;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.event.SamplingEvent.Consequence;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.ItemKind;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.matters.MatterEndpoint;
import cn.jsjb.supervision.matters.Sample;
import cn.jsjb.supervision.programme.By;
import cn.jsjb.supervision.programme.Programme;
import cn.jsjb.supervision.programme.Progressing;
import cn.jsjb.supervision.programme.Topic;
import cn.jsjb.supervision.reworking.Supervising;
import cn.jsjb.supervision.sampling.Sampling.SpotCheck;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Quarterly spot check: {@code /api/samples}. */
@Path("/api/samples")
public class SampleResource extends MatterEndpoint<Sample> {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject CountsQuery counts;
  @Inject LogService<Oversight> tickets;
  @Inject LogService<Programme> programme;

  public SampleResource() { super(Sample.class, "/api/samples/"); }

  /** @param seed drawn in public beforehand; 128 random bits when left out; @param tasks how many completed tasks of the programme, beside {@code size} tickets */
  public record DrawRequest(String quarter, String seed, Integer size, Integer tasks) {}

  public record CheckRequest(String item, Boolean passed, String finding, List<String> evidence, String checkedBy, String checkerUnit) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response draw(DrawRequest r) {
    required("body", r);
    YearMonth first = Sampling.first(required("quarter", r.quarter()));
    if (first == null) {
      throw Refused.field("quarter", Reason.FIELD_INVALID, "quarter", "2026Q2");
    }
    int size = upTo("size", required("size", r.size()), 1);
    int ofTasks = upTo("tasks", r.tasks() == null ? 0 : r.tasks(), 0);
    String seed = r.seed() == null ? random() : text("seed", r.seed(), NAME);
    Instant from = Sampling.start(first);
    Instant to = Sampling.start(first.plusMonths(3));
    CountsQuery.Drawn drawn = counts.draw(seed, from, to, size);
    Map<String, String> owners = Sampling.completed(drawn.topics(), from, to);
    List<Item> items = new ArrayList<>(drawn.items().stream().map(t -> new Item(ItemKind.TICKET, t.id(), t.unit())).toList());
    Sampling.draw(seed, owners.keySet(), ofTasks).forEach(task -> items.add(new Item(ItemKind.TASK, task, owners.get(task))));
    QuarterSampleDrawn event = new QuarterSampleDrawn(r.quarter(), from, to, seed, drawn.positions(), drawn.all(), owners.size(), items);
    return open("sample-" + r.quarter(), (there, now) -> Sampling.draw(there, event, now));
  }

  /** A failed check of a ticket opens it again first; the check is written when that is done, so that it may be posted again after whatever went wrong. */
  @POST
  @Path("{id}/checks")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response check(@PathParam("id") String id, CheckRequest r) {
    required("body", r);
    SpotCheck check = new SpotCheck(text("item", r.item(), NAME), required("passed", r.passed()), text("finding", r.finding(), TEXT), texts("evidence", r.evidence(), 50, 500),
        text("checkedBy", r.checkedBy(), NAME), r.checkerUnit() == null ? null : Input.unit("checkerUnit", r.checkerUnit()), caller.unit());
    Sample sample = (Sample) load(id).state();
    if (!(Sampling.check(sample, check, Consequence.NONE) instanceof Decision.Accepted)) {
      return handle(id, (s, now) -> Sampling.check(s, check, Consequence.NONE));
    }
    Consequence consequence = check.passed() ? Consequence.NONE
        : sample.item(check.item()).orElseThrow().kind() == ItemKind.TASK ? runningAgain(id, check) : reopened(id, check);
    return consequence == null ? Problem.response(new Refusal(Reason.AWAY), null) : handle(id, (s, now) -> Sampling.check(s, check, consequence));
  }

  /** Null when it is not known. */
  private Consequence reopened(String sample, SpotCheck check) {
    Supervising.Reopen command = new Supervising.Reopen(check.item(), "季度抽查不合格：" + check.finding());
    var outcome = tickets.commands().handle(new Command<Oversight>(check.item(), caller.actor(), "spot-check:" + sample, null, (o, now) -> Supervising.decide(o, command)));
    return switch (outcome) {
      case Outcome.Done<Oversight> done -> Consequence.TICKET_REOPENED;
      case Outcome.Refused<Oversight> refused when refused.refusal().reason() == Reason.NOT_IN_THIS_STATE -> Consequence.TICKET_OPEN_ALREADY;
      default -> null;
    };
  }

  /** Null when it is not known. */
  private Consequence runningAgain(String sample, SpotCheck check) {
    By by = new By(false, true, false, check.checkerUnit() == null ? check.callerUnit() : check.checkerUnit(), check.checkedBy());
    String problem = check.item().substring(0, check.item().indexOf('/'));
    String task = check.item().substring(problem.length() + 1);
    var outcome = programme.commands().handle(new Command<Programme>(problem, caller.actor(), "spot-check:" + sample + "/" + task, null, (topic, now) ->
        Progressing.decide((Topic) topic, new Progressing.Verify(task, Programme.day(now), false, "季度抽查不合格：" + check.finding()), by, Programme.day(now))));
    return switch (outcome) {
      case Outcome.Done<Programme> done -> Consequence.TASK_RUNNING_AGAIN;
      case Outcome.Refused<Programme> refused when refused.refusal().reason() != Reason.STALE -> Consequence.TASK_LEFT;
      default -> null;
    };
  }

  private static int upTo(String field, int value, int least) {
    if (value < least || value > 1_000) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, least + "…1000");
    }
    return value;
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response sample(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> samples(@QueryParam("page") Integer page, @QueryParam("size") Integer size) { return list(Map.of(), page, size); }

  private static String random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
