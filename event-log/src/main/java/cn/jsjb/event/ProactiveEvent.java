package cn.jsjb.event;

import java.time.LocalDate;
import java.util.List;

/** 主动治理 (未诉先办): a task that nobody complained for, proposed to the lowest unit that can act; one stream a task. */
public sealed interface ProactiveEvent extends AnalyticsEvent {

  /** HOTSPOT a rule found it; GENERALISED a closed ticket asked for every place of its kind (举一反三). */
  enum Origin { HOTSPOT, GENERALISED }

  /**
   * @param hotspot, rule of the hotspot; null for GENERALISED
   * @param complaint the closed ticket; null for HOTSPOT
   * @param similar the places of the same kind in the locality; empty for HOTSPOT
   * @param unit locality, else district, else the city's unit for the matter
   * @param answerBy the day by which the unit says what it does
   * @param version of the rules
   */
  record ProactiveTaskProposed(Origin origin, String hotspot, String rule, String complaint, String category, Spot spot, List<Spot> similar, String unit, LocalDate answerBy,
      String version) implements ProactiveEvent {
    public ProactiveTaskProposed {
      similar = similar == null ? List.of() : similar;
    }
  }

  /** @param measures what will be done; @param plannedFor the day by which */
  record ProactiveTaskAccepted(String unit, String measures, LocalDate plannedFor) implements ProactiveEvent {}

  /** @param passedTo the unit above, which is asked now; null when there is nobody above */
  record ProactiveTaskDeclined(String unit, String reason, String passedTo, LocalDate answerBy) implements ProactiveEvent {}

  record ProactiveTaskCompleted(String unit, String result, List<String> evidence) implements ProactiveEvent {
    public ProactiveTaskCompleted {
      evidence = evidence == null ? List.of() : evidence;
    }
  }
}
