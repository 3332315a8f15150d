package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.NamedPolicy;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.supervision.programme.By;
import cn.jsjb.supervision.programme.Legislating;
import cn.jsjb.supervision.programme.Measuring;
import cn.jsjb.supervision.programme.Planning;
import cn.jsjb.supervision.programme.Progressing;
import cn.jsjb.supervision.programme.Rows.OutcomeRow;
import cn.jsjb.supervision.programme.Rows.PlanRow;
import cn.jsjb.supervision.programme.Rows.PolicyRow;
import cn.jsjb.supervision.programme.Rows.ResponsibilityRow;
import cn.jsjb.supervision.programme.Rows.TaskRow;
import cn.jsjb.supervision.programme.Topic;
import cn.jsjb.supervision.programme.sheets.WorkbookReader.Line;
import cn.jsjb.supervision.programme.sheets.WorkbookReader.Read;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a workbook asks for, in commands: each line is compared with the list as it stands, and what differs goes through the same decisions as over HTTP, first on a copy.
 * Only when no line is refused is anything to be said. A line that is as it stands asks for nothing, so the same file twice adds nothing.
 */
public final class Importing {
  /** One command, one fact. @param first the line that asks for it; several lines may make one list */
  public record Step(String problem, String sheet, int line, BiFunction<Topic, LocalDate, Decision> decide) {}

  /** @param steps in the order in which they have to be said, problem by problem; @param unchanged lines that ask for nothing */
  public record Asked(List<Step> steps, int unchanged, List<LineProblem> problems) {}

  private static final String WORKBOOK = "工作簿 / by workbook";

  private final Map<String, Topic> copies;
  private final By by;
  private final Units units;
  private final LocalDate today;
  private final boolean progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<LineProblem> problems;
  private int unchanged;

  private Importing(Map<String, Topic> topics, By by, Units units, LocalDate today, boolean progress, List<LineProblem> problems) {
    this.copies = new HashMap<>(topics);
    this.by = by;
    this.units = units;
    this.today = today;
    this.progress = progress;
    this.problems = new ArrayList<>(problems);
  }

  /** @param topics the problems that are defined; @param progress whether statuses are taken in too */
  public static Asked ask(Read file, Map<String, Topic> topics, By by, Units units, LocalDate today, boolean progress) {
    Importing importing = new Importing(topics, by, units, today, progress, file.problems());
    importing.plans(file.plans());
    importing.responsibilities(file.responsibilities());
    importing.tasks(file.tasks());
    importing.policies(file.policies());
    importing.outcomes(file.outcomes());
    return new Asked(importing.steps, importing.unchanged, importing.problems);
  }

  /** Decides on the copy. False when it is refused: the line is then done with. */
  private boolean say(Line<?> line, String problem, BiFunction<Topic, LocalDate, Decision> decide) {
    return switch (decide.apply(copies.get(problem), today)) {
      case Decision.Refused no -> {
        problem(line, no.refusal());
        yield false;
      }
      case Decision.Accepted yes -> {
        copies.put(problem, Topic.evolve(copies.get(problem), (PlanEvent) yes.said()));
        steps.add(new Step(problem, line.sheet(), line.line(), decide));
        yield true;
      }
    };
  }

  private void problem(Line<?> line, Refusal why) { problems.add(LineProblem.of(line.sheet(), line.line(), null, why)); }

  /** The lines whose problem is defined and whose key no line before them has; the others are noted. */
  private <R> List<Line<R>> good(List<Line<R>> lines, Function<R, String> problem, Function<R, Object> key) {
    Map<Object, Integer> seen = new HashMap<>();
    List<Line<R>> good = new ArrayList<>();
    for (Line<R> line : lines) {
      Integer before = seen.putIfAbsent(List.of(problem.apply(line.row()), key.apply(line.row())), line.line());
      if (!copies.containsKey(problem.apply(line.row()))) {
        problem(line, new Refusal(Reason.NOT_FOUND, problem.apply(line.row())));
      } else if (before != null) {
        problem(line, new Refusal(Reason.LINE_TWICE, before));
      } else {
        good.add(line);
      }
    }
    return good;
  }

  private void plans(List<Line<PlanRow>> lines) {
    List<Line<PlanRow>> sorted = good(lines, PlanRow::problem, r -> r).stream().sorted(Comparator.comparing(l -> l.row().from())).toList();
    for (Line<PlanRow> line : sorted) {
      PlanRow row = line.row();
      PlanEvent.Plan plan = row.plan();
      boolean known = copies.get(row.problem()).plans().getOrDefault(row.scope(), List.of()).stream().anyMatch(v -> v.from().equals(row.from()) && v.value().equals(plan));
      if (known) {
        unchanged++;
      } else {
        say(line, row.problem(), (topic, day) -> Planning.decide(topic, new Planning.ApprovePlan(row.scope(), row.from(), plan), by, units));
      }
    }
  }

  /** The lines of one scope, day and version are one list. */
  private void responsibilities(List<Line<ResponsibilityRow>> lines) {
    Map<List<Object>, List<Line<ResponsibilityRow>>> lists = new LinkedHashMap<>();
    good(lines, ResponsibilityRow::problem, r -> r).stream().sorted(Comparator.comparing(l -> l.row().from()))
        .forEach(l -> lists.computeIfAbsent(List.of(l.row().problem(), l.row().scope(), l.row().from(), l.row().version()), k -> new ArrayList<>()).add(l));
    for (List<Line<ResponsibilityRow>> list : lists.values()) {
      ResponsibilityRow row = list.getFirst().row();
      List<PlanEvent.Responsibility> duties = list.stream().map(l -> l.row().responsibility()).toList();
      boolean known = copies.get(row.problem()).responsibilities().getOrDefault(row.scope(), List.of()).stream().anyMatch(v -> v.from().equals(row.from()) && v.value().equals(duties));
      if (known) {
        unchanged += list.size();
      } else {
        say(list.getFirst(), row.problem(), (topic, day) -> Planning.decide(topic, new Planning.ApproveResponsibilities(row.scope(), row.from(), duties, WORKBOOK), by, units));
      }
    }
  }

  private void tasks(List<Line<TaskRow>> lines) {
    for (Line<TaskRow> line : good(lines, TaskRow::problem, TaskRow::task)) {
      int before = steps.size();
      if (task(line, line.row()) && steps.size() == before) {
        unchanged++;
      }
    }
  }

  private boolean task(Line<TaskRow> line, TaskRow row) {
    Topic.TaskState known = copies.get(row.problem()).tasks().get(row.task());
    if (known == null) {
      if (!say(line, row.problem(), (topic, day) -> Planning.decide(topic, new Planning.PlanTask(row.task(), row.from(), row.spec()), by, units))) {
        return false;
      }
    } else if (!known.specs().getFirst().from().equals(row.from())) {
      return otherDay(line, row.from(), known.specs().getFirst().from());
    } else if (!known.spec().equals(row.spec())) {
      LocalDate since = row.revisedFrom() != null && row.revisedFrom().isAfter(known.specs().getLast().from()) ? row.revisedFrom() : today;
      if (!say(line, row.problem(), (topic, day) -> Planning.decide(topic, new Planning.ReviseTask(row.task(), since, row.spec(), WORKBOOK), by, units))) {
        return false;
      }
    }
    return progressed(line, row) && dropped(line, row);
  }

  private boolean progressed(Line<TaskRow> line, TaskRow row) {
    boolean complete = row.status() == TaskStatus.COMPLETED || row.status() == TaskStatus.VERIFIED;
    TaskStatus is = now(row);
    if (progress && complete && (is == TaskStatus.PLANNED || is == TaskStatus.RUNNING)
        && !(dated(line, row.completedOn(), "completedOn") && say(line, row.problem(), (topic, day) -> Progressing.decide(topic, new Progressing.Complete(row.task(), row.completedOn(), row.done(), row.note(), List.of()), by, day)))) {
      return false;
    }
    if (progress && row.status() == TaskStatus.VERIFIED && now(row) == TaskStatus.COMPLETED
        && !(dated(line, row.verifiedOn(), "verifiedOn") && say(line, row.problem(), (topic, day) -> Progressing.decide(topic, new Progressing.Verify(row.task(), row.verifiedOn(), true, row.note()), by, day)))) {
      return false;
    }
    return !(progress && row.status() == TaskStatus.RUNNING && (is == TaskStatus.PLANNED || is == TaskStatus.RUNNING && !java.util.Objects.equals(row.done(), copies.get(row.problem()).tasks().get(row.task()).done())))
        || say(line, row.problem(), (topic, day) -> Progressing.decide(topic, new Progressing.ReportProgress(row.task(), today, row.done(), row.note()), by, day));
  }

  private boolean dropped(Line<TaskRow> line, TaskRow row) {
    boolean gone = now(row) == TaskStatus.DROPPED;
    if (gone && row.droppedFrom() == null) {
      problem(line, new Refusal(Reason.LIST_ITEM_STATE, row.task(), TaskStatus.DROPPED, "重新列入 / listed again"));
      return false;
    }
    return gone || row.droppedFrom() == null || say(line, row.problem(), (topic, day) -> Planning.decide(topic, new Planning.DropTask(row.task(), row.droppedFrom(), WORKBOOK), by, units));
  }

  private TaskStatus now(TaskRow row) { return copies.get(row.problem()).progress().tasks().get(row.task()).last().is(); }

  /** New policies of one scope and day are one revision of the list. */
  private void policies(List<Line<PolicyRow>> lines) {
    List<Line<PolicyRow>> good = good(lines, PolicyRow::problem, PolicyRow::policy);
    Map<List<Object>, List<Line<PolicyRow>>> fresh = new LinkedHashMap<>();
    good.stream().filter(l -> !copies.get(l.row().problem()).policies().containsKey(l.row().policy())).sorted(Comparator.comparing(l -> l.row().from()))
        .forEach(l -> fresh.computeIfAbsent(List.of(l.row().problem(), l.row().scope(), l.row().from()), k -> new ArrayList<>()).add(l));
    fresh.values().forEach(list -> {
      PolicyRow row = list.getFirst().row();
      List<NamedPolicy> added = list.stream().map(l -> new NamedPolicy(l.row().policy(), l.row().spec())).toList();
      say(list.getFirst(), row.problem(), (topic, day) -> Legislating.decide(topic, new Legislating.ReviseList(row.scope(), row.from(), added, List.of(), WORKBOOK), by, units));
    });
    List<Line<PolicyRow>> newLines = fresh.values().stream().flatMap(List::stream).toList();
    for (Line<PolicyRow> line : good) {
      int before = steps.size();
      if (copies.get(line.row().problem()).policies().containsKey(line.row().policy()) && policy(line, line.row()) && steps.size() == before && !newLines.contains(line)) {
        unchanged++;
      }
    }
  }

  private boolean policy(Line<PolicyRow> line, PolicyRow row) {
    Topic topic = copies.get(row.problem());
    LocalDate listed = topic.progress().policies().get(row.policy()).steps().getFirst().on();
    if (!listed.equals(row.from())) {
      return otherDay(line, row.from(), listed);
    }
    if (!topic.policies().get(row.policy()).spec().equals(row.spec())) {
      problem(line, new Refusal(Reason.LISTED_ALREADY, row.policy()));
      return false;
    }
    Map<PolicyStatus, LocalDate> dates = new LinkedHashMap<>();
    dates.put(PolicyStatus.DRAFTING, row.draftedOn());
    dates.put(PolicyStatus.CONSULTING, row.consultedOn());
    dates.put(PolicyStatus.IMMINENT, row.readiedOn());
    dates.put(PolicyStatus.ISSUED, row.issuedOn());
    for (Map.Entry<PolicyStatus, LocalDate> step : dates.entrySet()) {
      PolicyStatus is = copies.get(row.problem()).progress().policies().get(row.policy()).last().is();
      String note = step.getKey() == PolicyStatus.ISSUED ? row.document() : row.note();
      if (progress && step.getValue() != null && is != PolicyStatus.DROPPED && step.getKey().compareTo(is) > 0
          && !say(line, row.problem(), (t, day) -> Legislating.decide(t, new Legislating.Advance(row.policy(), step.getKey(), step.getValue(), note), by, day))) {
        return false;
      }
    }
    boolean gone = copies.get(row.problem()).progress().policies().get(row.policy()).last().is() == PolicyStatus.DROPPED;
    if (gone && row.droppedFrom() == null) {
      problem(line, new Refusal(Reason.LIST_ITEM_STATE, row.policy(), PolicyStatus.DROPPED, "重新列入 / listed again"));
      return false;
    }
    return gone || row.droppedFrom() == null || say(line, row.problem(), (t, day) -> Legislating.decide(t, new Legislating.DropPolicy(row.policy(), row.droppedFrom(), WORKBOOK), by, units));
  }

  private void outcomes(List<Line<OutcomeRow>> lines) {
    List<Line<OutcomeRow>> known = new ArrayList<>();
    List<Line<OutcomeRow>> fresh = new ArrayList<>();
    for (Line<OutcomeRow> line : good(lines, OutcomeRow::problem, r -> r)) {
      (copies.get(line.row().problem()).outcomes().getOrDefault(line.row().metric(), List.of()).contains(line.row().reported()) ? known : fresh).add(line);
    }
    unchanged += known.size();
    fresh.forEach(line -> say(line, line.row().problem(), (topic, day) -> Measuring.decide(topic, line.row().reported(), by, units, day)));
  }

  private boolean otherDay(Line<?> line, LocalDate asked, LocalDate listed) {
    problem(line, new Refusal(Reason.FIELD_INVALID, "列入日期 / listed from", "%s ≠ %s".formatted(asked, listed)));
    return false;
  }

  private boolean dated(Line<?> line, LocalDate day, String column) {
    if (day == null) {
      problem(line, new Refusal(Reason.FIELD_MISSING, column));
    }
    return day != null;
  }
}
