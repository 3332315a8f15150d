package cn.jsjb.supervision.programme;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Problem.Method;
import cn.jsjb.catalogue.ProgrammeRules;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.ProblemDefined;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Share;
import cn.jsjb.event.YearEvent.FiguresReported;
import cn.jsjb.event.YearEvent.ThemeDefined;
import cn.jsjb.event.YearEvent.TopicYearPublished;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The year's programme as a whole: published, defined, its progress on any day, the figures told to meetings. */
@Path("/api/programmes/{year}")
@RunOnVirtualThread
public class ProgrammeResource extends ProgrammeEndpoint {

  /** @param rate done / total, four decimals, half up; @param percent the same as the press writes it, one decimal; null of nothing */
  public record ShareView(long done, long total, BigDecimal rate, BigDecimal percent) {
    static ShareView of(Share s) {
      return new ShareView(s.done(), s.total(), s.total() == 0 ? null : BigDecimal.valueOf(s.done()).divide(BigDecimal.valueOf(s.total()), 4, RoundingMode.HALF_UP), s.percent());
    }
  }

  /** @param verified of the completed tasks, found to be so by somebody other than the owner; @param overdue tasks open though their last month is over */
  public record TopicView(String problemId, ProblemDefined definition, String leadUnitName, String scope, Integer planVersion, Integer policyListVersion, ShareView tasks, long verified,
      long overdue, ShareView policies, ProgrammeRules.Colour colour) {}

  /** @param source of the year; what is made up says SYNTHETIC */
  public record Overview(int year, String title, String source, LocalDate asOf, CountingMode mode, String rules, List<ThemeDefined> themes, String scope, ShareView tasks, long verified,
      ShareView policies, ProgrammeRules.Colour colour, List<TopicView> items, int total) {}

  /** @param mode ISSUED unless said otherwise; it stands beside the figure; @param scope the city unless said otherwise */
  @GET @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response overview(@QueryParam("asOf") String asOf, @QueryParam("mode") String mode, @QueryParam("scope") String scope) {
    Row<Programme> row = published();
    Year published = (Year) row.state();
    LocalDate day = dayOrToday("asOf", asOf);
    CountingMode counting = mode(mode);
    String of = scope(scope);
    if (!Planning.isScope(of, units())) {
      throw Refused.field("scope", Reason.NOT_A_SCOPE, of);
    }
    Map<String, Topic> topics = topics();
    if (topics.values().removeIf(topic -> !by().sees(topic, of, units())) && topics.isEmpty()) {
      throw new Refused(Reason.OTHER_SCOPE, of);
    }
    List<TopicView> items = topics.entrySet().stream().map(t -> view(t.getKey(), t.getValue(), of, day, counting)).toList();
    Share tasks = topics.values().stream().map(t -> t.progress().tasks(of, day)).reduce(Share.NONE, Share::plus);
    Share policies = topics.values().stream().map(t -> t.progress().policies(of, day, counting)).reduce(Share.NONE, Share::plus);
    ProgrammeRules rules = ProgrammeRules.at(day);
    return Response.ok(new Overview(year, published.published().title(), published.published().source(), day, counting, rules.version(), published.themes(), of, ShareView.of(tasks),
        items.stream().mapToLong(TopicView::verified).sum(), ShareView.of(policies), rules.colour(tasks.done(), tasks.total(), year, day), items, items.size()))
        .header("ETag", Answers.etag(row.head())).build();
  }

  private TopicView view(String id, Topic t, String scope, LocalDate day, CountingMode mode) {
    Share tasks = t.progress().tasks(scope, day);
    ProblemDefined definition = t.definition(day);
    return new TopicView(id, definition, units().find(definition.leadUnit()).map(u -> u.name()).orElse(null), scope, t.planVersion(scope, day), t.policyListVersion(scope, day), ShareView.of(tasks),
        t.progress().verified(scope, day), t.overdue(scope, day), ShareView.of(t.progress().policies(scope, day, mode)), ProgrammeRules.at(day).colour(tasks.done(), tasks.total(), year, day));
  }

  public record YearRequest(String title, String source) {}

  @POST @RolesAllowed(LEADER)
  public Response publish(YearRequest r) {
    Input.required("body", r);
    var command = new Publishing.Publish(year, words("title", r.title(), NAME), words("source", r.source(), NAME));
    return command(Programme.yearId(year), (state, day) -> Publishing.decide((Year) state, command, Catalogue.get().problems()), this::yearView, "/api/programmes/" + year);
  }

  private Object yearView(Row<Programme> row) {
    Year y = (Year) row.state();
    TopicYearPublished p = y.published();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("year", p.year());
    view.put("title", p.title());
    view.put("catalogueVersion", p.catalogueVersion());
    view.put("source", p.source());
    view.put("themes", y.themes());
    view.put("reports", y.reports());
    return view;
  }

  public record ThemeRequest(String theme, Integer month) {}

  @POST @Path("/themes") @RolesAllowed(LEADER)
  public Response theme(ThemeRequest r) {
    Input.required("body", r);
    String theme = code("theme", r.theme());
    if (r.month() != null && (r.month() < 1 || r.month() > 12)) {
      throw Refused.field("month", Reason.FIELD_INVALID, "month", "1…12");
    }
    published();
    return command(Programme.yearId(year), (state, day) -> Publishing.theme((Year) state, theme, r.month(), Catalogue.get().problems()), this::yearView, "/api/programmes/" + year);
  }

  public record ReportRequest(String asOf, CountingMode mode) {}

  /** The figures of a day, told to a meeting: computed now, kept as they are. */
  @POST @Path("/reports") @RolesAllowed({LEADER, SUPERVISOR})
  public Response report(ReportRequest r) {
    Input.required("body", r);
    var command = new Publishing.Report(Input.required("asOf", day("asOf", r.asOf())), Input.required("mode", r.mode()));
    published();
    Map<String, Topic> topics = topics();
    return command(Programme.yearId(year), (state, day) -> Publishing.decide((Year) state, command, topics, day),
        row -> reportView(((Year) row.state()).reports().getLast()), "/api/programmes/%d/reports".formatted(year));
  }

  @GET @Path("/reports") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response reports(@QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    Row<Programme> row = published();
    return page(row, ((Year) row.state()).reports().stream().map(ProgrammeResource::reportView).toList(), page, size);
  }

  private static Map<String, Object> reportView(FiguresReported f) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("asOf", f.asOf());
    view.put("mode", f.mode());
    view.put("tasks", ShareView.of(f.tasks()));
    view.put("verified", f.verified());
    view.put("policies", ShareView.of(f.policies()));
    view.put("plans", f.plans());
    view.put("policyLists", f.policyLists());
    return view;
  }

  /** @param leadUnit, supportingUnits, method may be left out: then the catalogue's */
  public record DefinitionRequest(String from, String viceMayor, String leadUnit, List<String> supportingUnits, Method method, String source) {}

  @POST @Path("/problems/{problem}") @RolesAllowed(LEADER)
  public Response define(@PathParam("problem") String problem, DefinitionRequest r) {
    Input.required("body", r);
    if (service.follower().load(Programme.yearId(year)) == null) {
      throw new Refused(Reason.PROGRAMME_NOT_PUBLISHED, String.valueOf(year));
    }
    var command = new Publishing.Define(problem, dayOrToday("from", r.from()), words("viceMayor", r.viceMayor(), NAME), r.leadUnit() == null ? null : Input.unit("leadUnit", r.leadUnit()),
        r.supportingUnits() == null ? null : unitsOf("supportingUnits", r.supportingUnits()), r.method(), words("source", r.source(), NAME));
    return handle(problem, (topic, day) -> Publishing.decide(topic, command, Catalogue.get().problems(), units()), (id, t) -> view(id, t, PlanEvent.CITY, today(), CountingMode.ISSUED));
  }

  @GET @Path("/problems/{problem}") @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response problem(@PathParam("problem") String problem, @QueryParam("asOf") String asOf, @QueryParam("mode") String mode, @QueryParam("scope") String scope) {
    Row<Programme> row = row(problem);
    Topic topic = (Topic) row.state();
    scopes(topic, scope(scope));
    return Response.ok(view(problem, topic, scope(scope), dayOrToday("asOf", asOf), mode(mode))).header("ETag", Answers.etag(row.head())).build();
  }

  private static CountingMode mode(String mode) { return mode == null || mode.isBlank() ? CountingMode.ISSUED : Input.oneOf("mode", CountingMode.class, mode); }
}
