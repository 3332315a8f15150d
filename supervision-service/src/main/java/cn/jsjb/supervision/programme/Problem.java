package cn.jsjb.supervision.programme;

import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProgrammeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem of the year's programme (每月一题), folded from its stream in {@code programme-log}.
 *
 * @param id the problem's, {@code MT2021-P01}, also the stream's
 * @param plans the newest plan of the city (district null) and of each district
 */
public record Problem(String id, List<Plan> plans) {

  /** @param district null for the city's */
  public record Plan(String district, int version, Instant approvedAt) {}

  public static Problem evolve(Problem state, Fact fact) {
    Problem before = state == null ? new Problem(fact.streamId(), List.of()) : state;
    return switch ((ProgrammeEvent) fact.said()) {
      case PlanEvent.PlanApproved e -> before.with(new Plan(e.district(), e.version(), fact.at()));
    };
  }

  private Problem with(Plan plan) {
    List<Plan> next = new ArrayList<>(plans);
    next.removeIf(p -> java.util.Objects.equals(p.district(), plan.district()));
    next.add(plan);
    return new Problem(id, List.copyOf(next));
  }
}
