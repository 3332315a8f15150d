package cn.jsjb.supervision.programme;

import cn.jsjb.event.PlanEvent.OutcomeMetricReported;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.Plan;
import cn.jsjb.event.PlanEvent.Policy;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.Responsibility;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The lists of a problem, line by line, as a person reads them: over HTTP and in a workbook. */
public final class Rows {
  private Rows() {}

  public record PlanRow(String problem, String scope, int version, LocalDate from, String title, List<String> measures, String document, String source) {
    public Plan plan() { return new Plan(title, measures, document, source); }
  }

  public record ResponsibilityRow(String problem, String scope, int version, LocalDate from, String unit, Part part, String duty, String post) {
    public Responsibility responsibility() { return new Responsibility(unit, part, duty, post); }
  }

  /** @param revisedFrom since when it reads like this, null when it was never revised; @param completedOn the last completion; @param droppedFrom first day off the list */
  public record TaskRow(String problem, String scope, String task, String title, String metric, BigDecimal target, String unit, List<Integer> months, String owner,
      List<String> supporting, LocalDate from, LocalDate revisedFrom, TaskStatus status, BigDecimal done, LocalDate completedOn, LocalDate verifiedOn, LocalDate droppedFrom,
      String note, String source) {
    public Task spec() { return new Task(scope, title, metric, target, unit, months, owner, supporting, source); }
  }

  public record PolicyRow(String problem, String scope, String policy, String title, List<String> drafters, LocalDate due, LocalDate from, PolicyStatus status,
      LocalDate draftedOn, LocalDate consultedOn, LocalDate readiedOn, LocalDate issuedOn, String document, LocalDate droppedFrom, String note, String source) {
    public Policy spec() { return new Policy(scope, title, drafters, due, source); }
  }

  public record OutcomeRow(String problem, String scope, String metric, String name, BigDecimal value, String unit, LocalDate asOf, LocalDate since, boolean cumulative,
      BigDecimal target, String correction, String source) {
    public OutcomeMetricReported reported() { return new OutcomeMetricReported(metric, scope, name, value, unit, asOf, since, cumulative, target, correction, source); }
  }

  /** All lists of some problems. */
  public record Lists(List<PlanRow> plans, List<ResponsibilityRow> responsibilities, List<TaskRow> tasks, List<PolicyRow> policies, List<OutcomeRow> outcomes) {
    public static Lists empty() { return new Lists(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()); }

    public void addAll(Lists more) {
      plans.addAll(more.plans);
      responsibilities.addAll(more.responsibilities);
      tasks.addAll(more.tasks);
      policies.addAll(more.policies);
      outcomes.addAll(more.outcomes);
    }
  }

  /** Every version and everything that is or was on a list. @param seen which scopes the reader may see */
  public static Lists of(Map<String, Topic> topics, Predicate<String> seen, LocalDate asOf) {
    Lists lists = Lists.empty();
    topics.forEach((problem, topic) -> lists.addAll(new Lists(plans(problem, topic, seen), responsibilities(problem, topic, seen), tasks(problem, topic, seen, asOf),
        policies(problem, topic, seen, asOf), outcomes(problem, topic, seen, asOf))));
    return lists;
  }

  public static List<PlanRow> plans(String problem, Topic topic, Predicate<String> seen) {
    List<PlanRow> rows = new ArrayList<>();
    topic.plans().forEach((scope, versions) -> versions.stream().filter(v -> seen.test(scope)).forEach(v ->
        rows.add(new PlanRow(problem, scope, v.version(), v.from(), v.value().title(), v.value().measures(), v.value().document(), v.value().source()))));
    return rows;
  }

  public static List<ResponsibilityRow> responsibilities(String problem, Topic topic, Predicate<String> seen) {
    List<ResponsibilityRow> rows = new ArrayList<>();
    topic.responsibilities().forEach((scope, versions) -> versions.stream().filter(v -> seen.test(scope)).forEach(v -> v.value().forEach(r ->
        rows.add(new ResponsibilityRow(problem, scope, v.version(), v.from(), r.unit(), r.part(), r.duty(), r.post())))));
    return rows;
  }

  /** What was on the list by that day, in the status of that day. */
  public static List<TaskRow> tasks(String problem, Topic topic, Predicate<String> seen, LocalDate asOf) {
    List<TaskRow> rows = new ArrayList<>();
    topic.tasks().forEach((id, task) -> {
      Progress.Item<TaskStatus> item = topic.progress().tasks().get(id);
      TaskStatus is = item.on(asOf);
      if (is != null && seen.test(item.scope())) {
        Dated<Task> spec = Dated.on(task.specs(), asOf);
        Task t = (spec == null ? task.specs().getFirst() : spec).value();
        boolean revised = spec != null && spec != task.specs().getFirst();
        boolean complete = is == TaskStatus.COMPLETED || is == TaskStatus.VERIFIED;
        rows.add(new TaskRow(problem, t.scope(), id, t.title(), t.metric(), t.target(), t.unit(), t.months(), t.owner(), t.supporting(), task.specs().getFirst().from(),
            revised ? spec.from() : null, is, task.done(), complete ? item.since(TaskStatus.COMPLETED, asOf) : null, is == TaskStatus.VERIFIED ? item.since(TaskStatus.VERIFIED, asOf) : null,
            is == TaskStatus.DROPPED ? item.since(TaskStatus.DROPPED, asOf) : null, task.note(), t.source()));
      }
    });
    return rows;
  }

  public static List<PolicyRow> policies(String problem, Topic topic, Predicate<String> seen, LocalDate asOf) {
    List<PolicyRow> rows = new ArrayList<>();
    topic.policies().forEach((id, policy) -> {
      Progress.Item<PolicyStatus> item = topic.progress().policies().get(id);
      PolicyStatus is = item.on(asOf);
      if (is != null && seen.test(item.scope())) {
        Policy p = policy.spec();
        rows.add(new PolicyRow(problem, p.scope(), id, p.title(), p.drafters(), p.due(), item.steps().getFirst().on(), is, item.since(PolicyStatus.DRAFTING, asOf),
            item.since(PolicyStatus.CONSULTING, asOf), item.since(PolicyStatus.IMMINENT, asOf), item.since(PolicyStatus.ISSUED, asOf),
            is == PolicyStatus.ISSUED ? policy.document() : null, is == PolicyStatus.DROPPED ? item.since(PolicyStatus.DROPPED, asOf) : null, policy.note(), p.source()));
      }
    });
    return rows;
  }

  public static List<OutcomeRow> outcomes(String problem, Topic topic, Predicate<String> seen, LocalDate asOf) {
    List<OutcomeRow> rows = new ArrayList<>();
    topic.outcomes().forEach((metric, values) -> values.stream().filter(v -> seen.test(v.scope()) && !v.asOf().isAfter(asOf)).forEach(v ->
        rows.add(new OutcomeRow(problem, v.scope(), metric, v.name(), v.value(), v.unit(), v.asOf(), v.since(), v.cumulative(), v.target(), v.correction(), v.source()))));
    return rows;
  }
}
