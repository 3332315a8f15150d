package cn.jsjb.event;

import java.util.List;

/** 双考核 (SP12, REG §33): what a district's whistles of a month came to, for those who whistled and those who were to come. One stream a month and district. */
public sealed interface DualReviewEvent extends OversightEvent {
  /** @param month {@code 2026-05}: whistles blown in it, in Asia/Shanghai */
  record WhistleDualReviewIssued(String month, String district, List<WhistlingLocality> localities, List<SummonedDepartment> departments, String opinion) implements DualReviewEvent {}

  /** @param reviewed by the district; of those, whistles that were necessary, specific, well prepared */
  record WhistlingLocality(String locality, int whistles, int closed, int solved, int reviewed, int necessary, int specific, int prepared) {}

  /** @param ratings, ratingSum what localities gave; districtRatings, districtSum what the district gave; 0 to 100 each */
  record SummonedDepartment(String department, int summoned, int arrived, int missed, int refused, int ratings, int ratingSum, int districtRatings, int districtSum) {}
}
