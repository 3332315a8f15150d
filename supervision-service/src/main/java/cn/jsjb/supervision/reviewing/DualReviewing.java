package cn.jsjb.supervision.reviewing;

import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.CrossDistrictWhistleBlown;
import cn.jsjb.event.DispatchEvent.DepartmentRated;
import cn.jsjb.event.DispatchEvent.DepartmentReported;
import cn.jsjb.event.DispatchEvent.WhistleBlown;
import cn.jsjb.event.DispatchEvent.WhistleClosed;
import cn.jsjb.event.DispatchEvent.WhistleReportMissed;
import cn.jsjb.event.DispatchEvent.WhistleReportRefused;
import cn.jsjb.event.DispatchEvent.WhistleReviewed;
import cn.jsjb.event.DualReviewEvent.SummonedDepartment;
import cn.jsjb.event.DualReviewEvent.WhistleDualReviewIssued;
import cn.jsjb.event.DualReviewEvent.WhistlingLocality;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.DualReview;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** 双考核 (SP12, REG §33): counts a district's whistles of a month off the facts of its tickets. The reviews of each whistle are dispatch's (WhistleReviewed). */
public final class DualReviewing {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  /** Counts of a locality: whistles, closed, solved, reviewed, necessary, specific, prepared. */
  private static final int LOCALITY_COUNTS = 7;
  /** Counts of a department: summoned, arrived, missed, refused, ratings, their sum, districtRatings, their sum. */
  private static final int DEPARTMENT_COUNTS = 8;

  private final Instant from;
  private final Instant to;
  private final Predicate<String> within;
  private final Map<String, int[]> localities = new TreeMap<>();
  private final Map<String, int[]> departments = new TreeMap<>();

  /** @param within whether a locality belongs to the district */
  public DualReviewing(YearMonth month, Predicate<String> within) {
    this.from = start(month);
    this.to = start(month.plusMonths(1));
    this.within = within;
  }

  public static Instant start(YearMonth month) { return month.atDay(1).atStartOfDay(BEIJING).toInstant(); }

  public record Told(Instant at, ComplaintEvent event) {}

  /** The facts of one ticket, in order. What became of a whistle counts whenever it came; the whistle has to be of the month. */
  public void take(List<Told> ticket) {
    Map<Integer, List<String>> ours = new HashMap<>();
    for (Told told : ticket) {
      switch (told.event()) {
        case WhistleBlown e when isOfTheMonth(told.at()) && within.test(e.by()) -> blown(ours, e.whistle(), List.of(e.by()), e.departments());
        case CrossDistrictWhistleBlown e when isOfTheMonth(told.at()) -> blown(ours, e.whistle(), e.localities().stream().filter(within).toList(), e.departments());
        case WhistleClosed e when ours.containsKey(e.whistle()) -> ours.get(e.whistle()).forEach(l -> {
          add(localities, l, 1, 1);
          add(localities, l, 2, e.solved() ? 1 : 0);
        });
        case WhistleReviewed e when ours.containsKey(e.whistle()) -> {
          ours.get(e.whistle()).forEach(l -> {
            add(localities, l, 3, 1);
            add(localities, l, 4, e.necessary() ? 1 : 0);
            add(localities, l, 5, e.specific() ? 1 : 0);
            add(localities, l, 6, e.prepared() ? 1 : 0);
          });
          e.departments().forEach((department, points) -> {
            add(departments, department, 6, 1);
            add(departments, department, 7, points);
          });
        }
        case DepartmentReported e when ours.containsKey(e.whistle()) -> add(departments, e.department(), 1, 1);
        case WhistleReportMissed e when ours.containsKey(e.whistle()) -> add(departments, e.department(), 2, 1);
        case WhistleReportRefused e when ours.containsKey(e.whistle()) -> add(departments, e.department(), 3, 1);
        case DepartmentRated e when ours.containsKey(e.whistle()) -> {
          add(departments, e.department(), 4, 1);
          add(departments, e.department(), 5, e.score());
        }
        default -> { }
      }
    }
  }

  private boolean isOfTheMonth(Instant at) { return !at.isBefore(from) && at.isBefore(to); }

  private void blown(Map<Integer, List<String>> ours, int whistle, List<String> by, List<String> summoned) {
    if (!by.isEmpty()) {
      ours.put(whistle, by);
      by.forEach(l -> add(localities, l, 0, 1));
      summoned.forEach(d -> add(departments, d, 0, 1));
    }
  }

  private void add(Map<String, int[]> counts, String unit, int place, int more) {
    counts.computeIfAbsent(unit, u -> new int[counts == localities ? LOCALITY_COUNTS : DEPARTMENT_COUNTS])[place] += more;
  }

  public WhistleDualReviewIssued result(YearMonth month, String district, String opinion) {
    return new WhistleDualReviewIssued(month.toString(), district,
        localities.entrySet().stream().map(e -> new WhistlingLocality(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2], e.getValue()[3], e.getValue()[4], e.getValue()[5], e.getValue()[6])).toList(),
        departments.entrySet().stream().map(e -> new SummonedDepartment(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2], e.getValue()[3], e.getValue()[4], e.getValue()[5], e.getValue()[6],
            e.getValue()[7])).toList(), opinion);
  }

  /** Once a month and district, when the month is over. */
  public static Decision issue(DualReview there, WhistleDualReviewIssued issued, Instant now) {
    if (there != null) {
      return Decision.refuse(Reason.RECORDED_ALREADY, Words.told(issued.month(), Names.unit(issued.district())));
    }
    return start(YearMonth.parse(issued.month()).plusMonths(1)).isAfter(now) ? Decision.refuse(Reason.FIELD_INVALID, "month", "尚未结束 / is not over") : Decision.accept(issued);
  }
}
