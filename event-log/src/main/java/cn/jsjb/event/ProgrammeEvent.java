package cn.jsjb.event;

/** What can be said in {@code programme-log} about the year's programme (每月一题): one stream the year ({@code MT2021}), one a problem ({@code MT2021-P01}); and what analytics says of its periods and found, in streams of its own. */
public sealed interface ProgrammeEvent extends LoggedEvent permits YearEvent, PlanEvent, AnalyticsEvent {
  /** How a source calls made-up data; it is shown wherever the data is. */
  String SYNTHETIC = "SYNTHETIC";

  /** What the numerator of a policy figure counts (domain 6.4): the press of May 2021 counted what was issued, that of June also what was about to be. */
  enum CountingMode { ISSUED, ISSUED_OR_IMMINENT }
}
