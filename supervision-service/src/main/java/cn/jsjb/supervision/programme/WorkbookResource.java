package cn.jsjb.supervision.programme;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Refusal;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.supervision.programme.sheets.Importing;
import cn.jsjb.supervision.programme.sheets.LineProblem;
import cn.jsjb.supervision.programme.sheets.WorkbookReader;
import cn.jsjb.supervision.programme.sheets.WorkbookWriter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The programme as a workbook, out and in. */
@Path("/api/programmes/{year}/workbook")
@RunOnVirtualThread
public class WorkbookResource extends ProgrammeEndpoint {
  private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int SHOWN = 500;

  /**
   * What came of a file.
   *
   * @param lines that could be read; @param written facts; @param unchanged lines that were so already
   * @param wrong how many lines are not right; @param problems the first five hundred of them
   */
  public record Report(boolean accepted, boolean dryRun, int lines, int written, int unchanged, int wrong, List<LineProblem> problems) {}

  /** @param problem one problem only; all without it */
  @GET @Produces({XLSX, MediaType.APPLICATION_JSON}) @RolesAllowed({UNIT, DISTRICT, BUREAU, SUPERVISOR, INSPECTOR, ANALYST, LEADER, ADMIN})
  public Response write(@QueryParam("problem") String problem, @QueryParam("asOf") String asOf) {
    Year of = (Year) published().state();
    Map<String, Topic> topics = problem == null ? topics() : Map.of(problem, (Topic) row(problem).state());
    LocalDate day = dayOrToday("asOf", asOf);
    By by = by();
    Rows.Lists lists = Rows.Lists.empty();
    topics.forEach((id, topic) -> lists.addAll(Rows.of(Map.of(id, topic), scope -> by.sees(topic, scope, units()), day)));
    StreamingOutput file = to -> WorkbookWriter.write(to, lists, of.published().title(), of.published().source(), day, units());
    return Response.ok(file, XLSX).header("Content-Disposition", "attachment; filename=\"programme-%d-%s.xlsx\"".formatted(year, problem == null ? "all" : problem)).build();
  }

  /**
   * All or nothing: 422 with what is wrong in which line, and nothing is written; else 200. With {@code dryRun=true} nothing is written either way.
   *
   * @param progress also take the statuses, each under the rights of the caller
   */
  @POST @Consumes(XLSX) @RolesAllowed({LEADER, UNIT, DISTRICT, SUPERVISOR})
  public Response read(byte[] file, @QueryParam("dryRun") String dryRun, @QueryParam("progress") String progress) throws InterruptedException {
    published();
    boolean dry = Input.flag("dryRun", dryRun);
    WorkbookReader.Read read = WorkbookReader.read(file == null ? new byte[0] : file, units());
    Importing.Asked asked = Importing.ask(read, topics(), by(), units(), today(), Input.flag("progress", progress));
    if (!asked.problems().isEmpty() || dry) {
      return report(asked, read, dry, 0, asked.problems());
    }
    List<LineProblem> late = java.util.Collections.synchronizedList(new ArrayList<>());
    return report(asked, read, false, say(asked.steps(), late), late);
  }

  private static Response report(Importing.Asked asked, WorkbookReader.Read read, boolean dry, int written, List<LineProblem> problems) {
    return Response.status(problems.isEmpty() ? 200 : 422).type(MediaType.APPLICATION_JSON).entity(new Report(problems.isEmpty(), dry, read.lines(), written, asked.unchanged(), problems.size(),
        problems.stream().limit(SHOWN).toList())).build();
  }

  /**
   * Each step is one fact, so a file is no transaction: whoever changes a list in the same second can refuse a step that was fine when checked. Then the rest of that
   * problem is left out and said so; the same file again does what is missing.
   */
  private int say(List<Importing.Step> steps, List<LineProblem> late) throws InterruptedException {
    Map<String, List<Importing.Step>> byProblem = new TreeMap<>();
    steps.forEach(s -> byProblem.computeIfAbsent(s.problem(), p -> new ArrayList<>()).add(s));
    String actor = caller.actor();
    java.util.concurrent.atomic.AtomicInteger written = new java.util.concurrent.atomic.AtomicInteger();
    List<Thread> threads = byProblem.values().stream().map(list -> Thread.ofVirtual().unstarted(() -> {
      for (Importing.Step step : list) {
        Outcome<Programme> outcome = service.commands().handle(new Command<>(step.problem(), actor, null, null, (state, now) -> step.decide().apply((Topic) state, Programme.day(now))));
        if (!(outcome instanceof Outcome.Done)) {
          Refusal why = outcome instanceof Outcome.Refused<Programme> no ? no.refusal() : new Refusal(Reason.AWAY);
          late.add(new LineProblem(step.sheet(), step.line(), null, why.reason().name(), why.chinese(), why.english()));
          return;
        }
        written.incrementAndGet();
      }
    })).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return written.get();
  }
}
