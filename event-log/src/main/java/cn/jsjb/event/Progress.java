package cn.jsjb.event;

import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How far the tasks and policies of one problem are: the fold that all readers of the programme share, so that they count the same. It keeps the day of
 * every step, so that it answers for any day; the list in force on that day is the denominator.
 */
public record Progress(Map<String, Item<TaskStatus>> tasks, Map<String, Item<PolicyStatus>> policies) {
  public static final Progress NONE = new Progress(Map.of(), Map.of());

  /** @param on first day on which it is so */
  public record Step<E extends Enum<E>>(LocalDate on, E is) {}

  /** @param steps in the order of their days; of one day the last counts */
  public record Item<E extends Enum<E>>(String scope, List<Step<E>> steps) {
    /** Null before it was on the list. */
    public E on(LocalDate day) {
      E is = null;
      for (Step<E> step : steps) {
        if (!step.on().isAfter(day)) {
          is = step.is();
        }
      }
      return is;
    }

    public Step<E> last() { return steps.getLast(); }

    /** Since when it was last in this status; null when it never was. */
    public LocalDate since(E status) { return since(status, LocalDate.MAX); }

    /** Since when it was last in this status, as a day knows it; null when it was not. */
    public LocalDate since(E status, LocalDate day) {
      return steps.stream().filter(s -> s.is() == status && !s.on().isAfter(day)).map(Step::on).reduce((a, b) -> b).orElse(null);
    }

    Item<E> then(LocalDate on, E is) {
      if (last().is() == is) {
        return this;
      }
      List<Step<E>> longer = new ArrayList<>(steps);
      longer.add(new Step<>(on, is));
      return new Item<>(scope, List.copyOf(longer));
    }
  }

  public Progress after(PlanEvent event) {
    return switch (event) {
      case PlanEvent.TaskPlanned e -> new Progress(with(tasks, e.task(), new Item<>(e.spec().scope(), List.of(new Step<>(e.from(), TaskStatus.PLANNED)))), policies);
      case PlanEvent.TaskProgressed e -> task(e.task(), e.on(), TaskStatus.RUNNING);
      case PlanEvent.TaskCompleted e -> task(e.task(), e.on(), TaskStatus.COMPLETED);
      case PlanEvent.TaskVerified e -> task(e.task(), e.on(), e.passed() ? TaskStatus.VERIFIED : TaskStatus.RUNNING);
      case PlanEvent.TaskDropped e -> task(e.task(), e.from(), TaskStatus.DROPPED);
      case PlanEvent.PolicyPlanned e -> new Progress(tasks, with(policies, e.policy(), planned(e.spec().scope(), e.from())));
      case PlanEvent.PolicyDrafted e -> policy(e.policy(), e.on(), PolicyStatus.DRAFTING);
      case PlanEvent.PolicyConsulted e -> policy(e.policy(), e.on(), PolicyStatus.CONSULTING);
      case PlanEvent.PolicyReadied e -> policy(e.policy(), e.on(), PolicyStatus.IMMINENT);
      case PlanEvent.PolicyIssued e -> policy(e.policy(), e.on(), PolicyStatus.ISSUED);
      case PlanEvent.PolicyDropped e -> policy(e.policy(), e.from(), PolicyStatus.DROPPED);
      case PlanEvent.PolicyListRevised e -> revised(e);
      default -> this;
    };
  }

  private Progress revised(PlanEvent.PolicyListRevised e) {
    Map<String, Item<PolicyStatus>> next = new TreeMap<>(policies);
    e.dropped().forEach(policy -> next.computeIfPresent(policy, (id, item) -> item.then(e.from(), PolicyStatus.DROPPED)));
    e.added().forEach(policy -> next.put(policy.policy(), planned(e.scope(), e.from())));
    return new Progress(tasks, Collections.unmodifiableMap(next));
  }

  private static Item<PolicyStatus> planned(String scope, LocalDate from) { return new Item<>(scope, List.of(new Step<>(from, PolicyStatus.PLANNED))); }

  private Progress task(String id, LocalDate on, TaskStatus is) { return new Progress(with(tasks, id, tasks.get(id).then(on, is)), policies); }

  private Progress policy(String id, LocalDate on, PolicyStatus is) { return new Progress(tasks, with(policies, id, policies.get(id).then(on, is))); }

  /** In the order of the ids, so that the same facts are the same bytes. */
  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> next = new TreeMap<>(map);
    next.put(key, value);
    return Collections.unmodifiableMap(next);
  }

  /** taskRate: completed (verified or not yet) of those in force. @param scope {@code 110000} for the figures of the city, or a district's code */
  public Share tasks(String scope, LocalDate asOf) { return share(tasks, scope, asOf, TaskStatus.DROPPED, s -> s == TaskStatus.COMPLETED || s == TaskStatus.VERIFIED); }

  /** Those that somebody other than the owner has found to be so. */
  public long verified(String scope, LocalDate asOf) { return share(tasks, scope, asOf, TaskStatus.DROPPED, s -> s == TaskStatus.VERIFIED).done(); }

  /** policyRate of those in force. */
  public Share policies(String scope, LocalDate asOf, CountingMode mode) {
    Set<PolicyStatus> counted = mode == CountingMode.ISSUED ? Set.of(PolicyStatus.ISSUED) : Set.of(PolicyStatus.ISSUED, PolicyStatus.IMMINENT);
    return share(policies, scope, asOf, PolicyStatus.DROPPED, counted::contains);
  }

  private static <E extends Enum<E>> Share share(Map<String, Item<E>> items, String scope, LocalDate asOf, E dropped, Predicate<E> isDone) {
    long done = 0;
    long total = 0;
    for (Item<E> item : items.values()) {
      E is = item.scope().equals(scope) ? item.on(asOf) : null;
      if (is != null && is != dropped) {
        total++;
        done += isDone.test(is) ? 1 : 0;
      }
    }
    return new Share(done, total);
  }
}
