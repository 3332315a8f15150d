package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.Progress;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far the plan of a problem of the year's programme is (每月一题), counted by the fold that supervision-service shares. Facts about the year as a whole change nothing here.
 *
 * @param lastMonths task → last month (1–12) it is planned for, as its newest wording says; no entry where it says none
 * @param checks what somebody other than the owner found, in order
 */
@JsonTypeName("TOPIC")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TopicProgress(Progress progress, Map<String, Integer> lastMonths, List<Check> checks) implements ProgrammeStream {
  public static final TopicProgress NONE = new TopicProgress(Progress.NONE, Map.of(), List.of());
  private static final Set<PlanEvent.TaskStatus> NOT_OWED = Set.of(PlanEvent.TaskStatus.COMPLETED, PlanEvent.TaskStatus.VERIFIED, PlanEvent.TaskStatus.DROPPED);

  public record Check(LocalDate on, boolean passed) {}

  public TopicProgress {
    lastMonths = lastMonths == null ? Map.of() : lastMonths;
    checks = checks == null ? List.of() : checks;
  }

  public static TopicProgress evolve(TopicProgress before, Fact fact) {
    TopicProgress now = before == null ? NONE : before;
    return fact.said() instanceof PlanEvent event ? now.after(event) : now;
  }

  private TopicProgress after(PlanEvent event) {
    Progress next = progress.after(event);
    return switch (event) {
      case PlanEvent.TaskPlanned e -> new TopicProgress(next, planned(e.task(), e.spec()), checks);
      case PlanEvent.TaskRevised e -> new TopicProgress(next, planned(e.task(), e.spec()), checks);
      case PlanEvent.TaskVerified e -> {
        List<Check> longer = new ArrayList<>(checks);
        longer.add(new Check(e.on(), e.passed()));
        yield new TopicProgress(next, lastMonths, List.copyOf(longer));
      }
      default -> next == progress ? this : new TopicProgress(next, lastMonths, checks);
    };
  }

  private Map<String, Integer> planned(String task, PlanEvent.Task spec) {
    Map<String, Integer> months = new TreeMap<>(lastMonths);
    if (spec.months() == null || spec.months().isEmpty()) {
      months.remove(task);
    } else {
      months.put(task, Collections.max(spec.months()));
    }
    return Collections.unmodifiableMap(months);
  }

  /** Whole months that the city's tasks in force are behind their last planned month, added up; null while there are none. */
  public Integer monthsOverdue(int year, LocalDate asOf) {
    int behind = 0;
    boolean any = false;
    for (Map.Entry<String, Progress.Item<PlanEvent.TaskStatus>> task : progress.tasks().entrySet()) {
      PlanEvent.TaskStatus is = task.getValue().scope().equals(PlanEvent.CITY) ? task.getValue().on(asOf) : null;
      any |= is != null && is != PlanEvent.TaskStatus.DROPPED;
      Integer last = lastMonths.get(task.getKey());
      if (is != null && last != null && !NOT_OWED.contains(is)) {
        behind += Math.max(0, (asOf.getYear() - year) * 12 + asOf.getMonthValue() - last);
      }
    }
    return any ? behind : null;
  }
}
