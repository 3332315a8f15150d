package cn.jsjb.supervision.reviewing;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;
import static cn.jsjb.edge.Input.required;
import static cn.jsjb.edge.Input.text;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DualReviewEvent.WhistleDualReviewIssued;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.inspecting.LogReader;
import cn.jsjb.supervision.matters.DualReview;
import cn.jsjb.supervision.matters.MatterEndpoint;
import cn.jsjb.supervision.reviewing.DualReviewing.Told;
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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Dual review of whistles: {@code /api/whistle-reviews}. Reads the facts of the district's tickets again; takes its time once a month. */
@Path("/api/whistle-reviews")
public class DualReviewResource extends MatterEndpoint<DualReview> {
  /** A whistle is blown within days of the request; this far back tickets are looked at (assumption). */
  private static final int MONTHS_BACK = 3;
  private static final int CHUNK = 400;

  @Inject CountsQuery counts;
  @Inject LogReader log;

  public DualReviewResource() { super(DualReview.class, "/api/whistle-reviews/"); }

  /** @param month {@code 2026-05} */
  public record IssueRequest(String month, String district, String opinion) {}

  @POST
  @RolesAllowed(SUPERVISOR)
  @RunOnVirtualThread
  public Response issue(IssueRequest r) {
    required("body", r);
    YearMonth month = month(r.month());
    String district = Input.unit("district", r.district());
    if (Catalogue.get().units().require(district).kind() != Unit.Kind.DISTRICT) {
      throw Refused.field("district", Reason.FIELD_INVALID, "district", "区代码 / code of a district");
    }
    String opinion = text("opinion", r.opinion(), TEXT);
    DualReviewing reviewing = new DualReviewing(month, unit -> Catalogue.get().units().isWithin(unit, district));
    List<String> localities = Catalogue.get().units().localitiesOf(district).stream().map(Unit::code).toList();
    counts.tickets(localities, DualReviewing.start(month.minusMonths(MONTHS_BACK)), DualReviewing.start(month.plusMonths(1)), CHUNK,
        tickets -> stories(tickets).forEach(reviewing::take));
    WhistleDualReviewIssued issued = reviewing.result(month, district, opinion);
    return open("whistle-review-%s-%s".formatted(month, district), (there, now) -> DualReviewing.issue(there, issued, now));
  }

  /** The facts of these tickets, judged afresh; what cannot be read says nothing. */
  private List<List<Told>> stories(List<CountsQuery.Records> tickets) {
    Map<Integer, TreeSet<Long>> wanted = new HashMap<>();
    tickets.forEach(t -> wanted.computeIfAbsent(t.partition(), p -> new TreeSet<>()).addAll(t.offsets()));
    Map<Integer, Map<Long, RecordView>> found = new HashMap<>();
    wanted.forEach((partition, offsets) -> found.put(partition, log.read(EventLog.COMPLAINTS, partition, offsets)));
    List<List<Told>> stories = new ArrayList<>();
    for (CountsQuery.Records ticket : tickets) {
      List<Told> story = new ArrayList<>();
      String head = null;
      for (Long offset : ticket.offsets()) {
        RecordView record = found.get(ticket.partition()).get(offset);
        if (record != null && Chain.judge(head, record).isFact()) {
          head = Chain.hash(record);
          tell(record, story);
        }
      }
      stories.add(story);
    }
    return stories;
  }

  private static void tell(RecordView record, List<Told> story) {
    if (record.type().startsWith("dispatch.")) {
      try {
        story.add(new Told(record.at(), (ComplaintEvent) EventTypes.read(record.type(), record.schemaVersion(), record.value())));
      } catch (EventTypes.UnreadableEventException poison) {
        // quarantined where it matters
      }
    }
  }

  @GET
  @Path("{id}")
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  @RunOnVirtualThread
  public Response review(@PathParam("id") String id) { return one(id); }

  @GET
  @RolesAllowed({SUPERVISOR, INSPECTOR})
  public Uni<Page> reviews(@QueryParam("district") String district, @QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Map<String, Object> where = new HashMap<>();
    where.put("unit", district);
    return list(where, page, size);
  }
}
