package cn.jsjb.event;

import java.util.List;

/** The solution plan of a problem (解决方案), of the city and of each district; versioned. */
public sealed interface PlanEvent extends ProgrammeEvent {
  /**
   * @param district code of the district whose plan it is; null for the city's
   * @param version 1, 2, 3 … of this plan
   */
  record PlanApproved(String district, int version, String summary, List<String> measures, String approvedBy) implements PlanEvent {}
}
