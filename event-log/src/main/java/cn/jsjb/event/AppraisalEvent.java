package cn.jsjb.event;

import java.math.BigDecimal;
import java.util.List;

/** 年终绩效考评 (SP7): one stream a year and list of units. */
public sealed interface AppraisalEvent extends OversightEvent {
  /**
   * @param list units of one kind; lists are never mixed (domain 4.11)
   * @param weightsVersion of {@code catalogue/appraisal.json}
   * @param rows best first
   */
  record AnnualAppraisalIssued(int year, String list, String weightsVersion, List<AppraisalRow> rows) implements AppraisalEvent {}

  /**
   * Fractions as they were counted, each null where there was nothing to count; then its weight falls to the others.
   *
   * @param deductions findings a unit was held to account for
   * @param score 0 to 100, two decimals, half up; null for a unit without any figure
   * @param rank 1, 1, 3 …; null without a score
   */
  record AppraisalRow(String unit, Part closing, Part ledger, Part spotChecks, int deductions, BigDecimal score, Integer rank) {}

  record Part(long of, long all) {}
}
