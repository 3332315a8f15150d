package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.Progress;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** How far the plan of a problem of the year's programme is (每月一题), counted by the fold that supervision-service shares. Facts about the year as a whole change nothing here. */
@JsonTypeName("TOPIC")
public record TopicProgress(Progress progress) implements ProgrammeStream {
  public static TopicProgress evolve(TopicProgress before, Fact fact) {
    TopicProgress now = before == null ? new TopicProgress(Progress.NONE) : before;
    return fact.said() instanceof PlanEvent event ? new TopicProgress(now.progress.after(event)) : now;
  }
}
