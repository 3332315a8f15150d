package cn.jsjb.supervision.programme;

import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.*;
import cn.jsjb.event.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One problem of the programme: who leads, and plan and three lists of the city and the districts in all their versions, so that it answers for any day.
 * Maps by scope are keyed {@code 110000} or by district; all in the order of their keys.
 *
 * @param policyLists when the policy list of a scope became which version
 * @param outcomes metric → values in the order they were reported
 */
public record Topic(List<Dated<ProblemDefined>> definitions, Map<String, List<Dated<Plan>>> plans, Map<String, List<Dated<List<Responsibility>>>> responsibilities,
    Map<String, TaskState> tasks, Map<String, PolicyState> policies, Map<String, List<Dated<Integer>>> policyLists,
    Map<String, List<OutcomeMetricReported>> outcomes, Progress progress) implements Programme {

  /** @param done so far, in the unit of the task; @param completedBy the person who said it is complete, null while nobody has */
  public record TaskState(List<Dated<Task>> specs, BigDecimal done, String note, String completedBy) {
    public Task spec() { return specs.getLast().value(); }
  }

  /** @param document the number under which it was issued, null before */
  public record PolicyState(Policy spec, String note, String document) {}

  private static Topic defined(ProblemDefined e) {
    return new Topic(List.of(new Dated<>(e.version(), e.from(), e)), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Progress.NONE);
  }

  public static Topic evolve(Topic topic, PlanEvent event) {
    if (topic == null) {
      if (event instanceof ProblemDefined e) {
        return defined(e);
      }
      throw new IllegalStateException("a programme that does not begin with its definition");
    }
    Topic next = topic.with(topic.progress.after(event));
    return switch (event) {
      case ProblemDefined e -> next.with(Dated.and(next.definitions, new Dated<>(e.version(), e.from(), e)));
      case PlanApproved e -> next.withPlans(put(next.plans, e.scope(), v -> Dated.and(v, new Dated<>(e.version(), e.from(), e.plan()))));
      case ResponsibilityListApproved e ->
          next.withResponsibilities(put(next.responsibilities, e.scope(), v -> Dated.and(v, new Dated<>(e.version(), e.from(), e.responsibilities()))));
      case TaskPlanned e -> next.withTask(e.task(), t -> new TaskState(List.of(new Dated<>(e.version(), e.from(), e.spec())), null, null, null));
      case TaskRevised e -> next.withTask(e.task(), t -> new TaskState(Dated.and(t.specs, new Dated<>(e.version(), e.from(), e.spec())), t.done, t.note, t.completedBy));
      case TaskProgressed e -> next.withTask(e.task(), t -> new TaskState(t.specs, e.done() == null ? t.done : e.done(), e.note(), null));
      case TaskCompleted e -> next.withTask(e.task(), t -> new TaskState(t.specs, e.done() == null ? t.done : e.done(), e.note(), e.by()));
      case TaskVerified e -> next.withTask(e.task(), t -> new TaskState(t.specs, t.done, e.opinion(), t.completedBy));
      case TaskDropped e -> next.withTask(e.task(), t -> new TaskState(t.specs, t.done, e.reason(), t.completedBy));
      case PolicyPlanned e -> next.withPolicy(e.policy(), p -> new PolicyState(e.spec(), null, null)).listed(e.spec().scope(), e.version(), e.from());
      case PolicyDrafted e -> next.noted(e.policy(), e.note());
      case PolicyConsulted e -> next.noted(e.policy(), e.note());
      case PolicyReadied e -> next.noted(e.policy(), e.note());
      case PolicyIssued e -> next.withPolicy(e.policy(), p -> new PolicyState(p.spec, p.note, e.document()));
      case PolicyDropped e -> next.noted(e.policy(), e.reason()).listed(next.policies.get(e.policy()).spec.scope(), e.version(), e.from());
      case PolicyListRevised e -> {
        Topic revised = next;
        for (NamedPolicy added : e.added()) {
          revised = revised.withPolicy(added.policy(), p -> new PolicyState(added.spec(), null, null));
        }
        yield revised.listed(e.scope(), e.version(), e.from());
      }
      case OutcomeMetricReported e -> next.withOutcomes(put(next.outcomes, e.metric(), values -> and(values, e)));
    };
  }

  // One line a part: a record has no other way to change.
  private Topic with(Progress p) { return new Topic(definitions, plans, responsibilities, tasks, policies, policyLists, outcomes, p); }

  private Topic with(List<Dated<ProblemDefined>> d) { return new Topic(d, plans, responsibilities, tasks, policies, policyLists, outcomes, progress); }

  private Topic withPlans(Map<String, List<Dated<Plan>>> p) { return new Topic(definitions, p, responsibilities, tasks, policies, policyLists, outcomes, progress); }

  private Topic withResponsibilities(Map<String, List<Dated<List<Responsibility>>>> r) { return new Topic(definitions, plans, r, tasks, policies, policyLists, outcomes, progress); }

  private Topic withTask(String id, UnaryOperator<TaskState> change) {
    return new Topic(definitions, plans, responsibilities, put(tasks, id, change), policies, policyLists, outcomes, progress);
  }

  private Topic withPolicy(String id, UnaryOperator<PolicyState> change) {
    return new Topic(definitions, plans, responsibilities, tasks, put(policies, id, change), policyLists, outcomes, progress);
  }

  private Topic noted(String policy, String note) { return withPolicy(policy, p -> new PolicyState(p.spec, note, p.document)); }

  private Topic listed(String scope, int version, LocalDate from) {
    return new Topic(definitions, plans, responsibilities, tasks, policies, put(policyLists, scope, v -> Dated.and(v, new Dated<>(version, from, version))), outcomes, progress);
  }

  private Topic withOutcomes(Map<String, List<OutcomeMetricReported>> o) { return new Topic(definitions, plans, responsibilities, tasks, policies, policyLists, o, progress); }

  private static <V> Map<String, V> put(Map<String, V> map, String key, UnaryOperator<V> change) {
    Map<String, V> next = new TreeMap<>(map);
    next.put(key, change.apply(next.get(key)));
    return Collections.unmodifiableMap(next);
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list == null ? List.of() : list);
    longer.add(one);
    return List.copyOf(longer);
  }

  /** The definition in its newest version: who leads now. */
  public ProblemDefined definition() { return definitions.getLast().value(); }

  /** The definition of a day; before the first, the first. */
  public ProblemDefined definition(LocalDate day) {
    Dated<ProblemDefined> on = Dated.on(definitions, day);
    return on == null ? definitions.getFirst().value() : on.value();
  }

  /** Version of the plan in force, and with it of the task list; null without one. */
  public Integer planVersion(String scope, LocalDate day) {
    Dated<Plan> plan = Dated.on(plans.get(scope), day);
    return plan == null ? null : plan.version();
  }

  public Integer policyListVersion(String scope, LocalDate day) {
    Dated<Integer> list = Dated.on(policyLists.get(scope), day);
    return list == null ? null : list.version();
  }

  /** Tasks of a scope that a day finds open though their last month is over, in the programme's year. */
  public long overdue(String scope, LocalDate day) {
    return tasks.entrySet().stream().filter(t -> {
      Progress.Item<TaskStatus> item = progress.tasks().get(t.getKey());
      Dated<Task> spec = Dated.on(t.getValue().specs, day);
      TaskStatus is = item.on(day);
      return item.scope().equals(scope) && spec != null && (is == TaskStatus.PLANNED || is == TaskStatus.RUNNING)
          && day.isAfter(LocalDate.of(definition().year(), spec.value().months().getLast(), 1).plusMonths(1).minusDays(1));
    }).count();
  }

  /** Whether the unit leads or supports, now. */
  public boolean involves(String unit) { return definition().leadUnit().equals(unit) || Set.copyOf(definition().supportingUnits()).contains(unit); }
}
