package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.HotspotEvent;
import cn.jsjb.event.PeriodEvent;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProactiveEvent;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.event.YearEvent;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * One stream of {@code programme-log}, folded: a problem's plan as supervision-service tells it, or something that this service says. To add a kind: a family of
 * events, a record here, a line in {@link #evolve}, in {@code permits} and in the names below.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({@JsonSubTypes.Type(TopicProgress.class), @JsonSubTypes.Type(AssessmentPeriod.class), @JsonSubTypes.Type(Hotspot.class), @JsonSubTypes.Type(ProactiveTask.class)})
public sealed interface ProgrammeStream permits TopicProgress, AssessmentPeriod, Hotspot, ProactiveTask {

  static ProgrammeStream evolve(ProgrammeStream state, Fact fact) {
    return switch ((ProgrammeEvent) fact.said()) {
      case YearEvent e -> TopicProgress.evolve((TopicProgress) state, fact);
      case PlanEvent e -> TopicProgress.evolve((TopicProgress) state, fact);
      case PeriodEvent e -> AssessmentPeriod.evolve((AssessmentPeriod) state, e, fact);
      case HotspotEvent e -> Hotspot.evolve((Hotspot) state, e, fact);
      case ProactiveEvent e -> ProactiveTask.evolve((ProactiveTask) state, e, fact);
    };
  }

  /** TOPIC, PERIOD, HOTSPOT …: what the state is called in the table. */
  static String kindOf(Class<? extends ProgrammeStream> kind) { return kind.getAnnotation(JsonTypeName.class).value(); }

  /** Where it stands, the name of a constant of the kind's own; null where that says nothing. Likewise the others. */
  default String status() { return null; }

  default String unit() { return null; }

  default String rule() { return null; }

  default String category() { return null; }

  /** Code of the spot. */
  default String spotCode() { return null; }

  default String district() { return null; }

  default String locality() { return null; }

  default Instant openedAt() { return null; }

  /** When it came to its end, null before. */
  default Instant endedAt() { return null; }

  /** What lists show of it, when that is much less than the state: JSON. */
  default String brief() { return null; }
}
