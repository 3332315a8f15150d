package cn.jsjb.supervision.appraising;

import cn.jsjb.catalogue.AppraisalWeights;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.AppraisalEvent.AnnualAppraisalIssued;
import cn.jsjb.event.AppraisalEvent.AppraisalRow;
import cn.jsjb.event.AppraisalEvent.Part;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.supervision.matters.Appraisal;
import cn.jsjb.supervision.matters.Inspection;
import cn.jsjb.supervision.matters.LedgerEntry;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 年终绩效考评 (SP7): what a year came to, unit by unit, in lists that are never mixed. Exact fractions; only the score is rounded. */
public final class Appraising {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private Appraising() {}

  public static Instant start(Year year) { return year.atDay(1).atStartOfDay(BEIJING).toInstant(); }

  /**
   * @param units codes of the list
   * @param closings unit → tickets closed as resolved, of all closed after a callback in the year
   * @param matters ledger entries, samples and inspections, of whatever year
   */
  public static AnnualAppraisalIssued appraise(Year year, String list, Collection<String> units, Map<String, Part> closings, List<Matter> matters, AppraisalWeights weights) {
    Map<String, long[]> ledger = new HashMap<>();
    Map<String, long[]> checks = new HashMap<>();
    Map<String, Integer> accounts = new HashMap<>();
    for (Matter matter : matters) {
      switch (matter) {
        case LedgerEntry e when in(year, e.dueAt()) -> count(ledger, e.about().owner(), e.standing() == LedgerEntry.Standing.CLEARED && e.overdue() == null);
        case Sample s when in(year, s.drawn().from()) -> s.drawn().items().stream().filter(i -> s.checks().containsKey(i.id())).forEach((Item i) -> count(checks, i.unit(), s.checks().get(i.id())));
        case Inspection i when in(year, i.record().at()) -> i.courses().forEach(c -> c.accounts().forEach(a -> accounts.merge(a.unit(), 1, Integer::sum)));
        default -> { }
      }
    }
    List<AppraisalRow> rows = new ArrayList<>();
    for (String unit : units) {
      Part closing = closings.get(unit);
      Part entries = part(ledger.get(unit));
      Part passed = part(checks.get(unit));
      int deductions = accounts.getOrDefault(unit, 0);
      rows.add(new AppraisalRow(unit, closing, entries, passed, deductions, score(closing, entries, passed, deductions, weights), null));
    }
    rows.sort(Comparator.comparing(AppraisalRow::score, Comparator.nullsLast(Comparator.reverseOrder())).thenComparing(AppraisalRow::unit));
    return new AnnualAppraisalIssued(year.getValue(), list, weights.version(), ranked(rows));
  }

  /** Null without any figure; the weight of what was not counted falls to the rest, so that nobody loses by what he was not asked. */
  static BigDecimal score(Part closing, Part ledger, Part checks, int deductions, AppraisalWeights w) {
    Part[] parts = {closing, ledger, checks};
    BigDecimal[] weights = {w.closing(), w.ledger(), w.spotChecks()};
    // Over a common denominator, so that only the last step rounds.
    BigDecimal numerator = BigDecimal.ZERO;
    BigDecimal denominator = BigDecimal.ONE;
    BigDecimal all = BigDecimal.ZERO;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != null && parts[i].all() > 0) {
        BigDecimal below = BigDecimal.valueOf(parts[i].all());
        numerator = numerator.multiply(below).add(weights[i].multiply(BigDecimal.valueOf(parts[i].of())).multiply(denominator));
        denominator = denominator.multiply(below);
        all = all.add(weights[i]);
      }
    }
    if (all.signum() == 0) {
      return null;
    }
    BigDecimal less = w.deduction().multiply(BigDecimal.valueOf(deductions)).multiply(denominator).multiply(all);
    return numerator.movePointRight(2).subtract(less).max(BigDecimal.ZERO).divide(denominator.multiply(all), 2, RoundingMode.HALF_UP);
  }

  private static List<AppraisalRow> ranked(List<AppraisalRow> rows) {
    List<AppraisalRow> ranked = new ArrayList<>(rows.size());
    for (AppraisalRow r : rows) {
      AppraisalRow before = ranked.isEmpty() ? null : ranked.getLast();
      Integer rank = r.score() == null ? null : before != null && r.score().equals(before.score()) ? before.rank() : Integer.valueOf(ranked.size() + 1);
      ranked.add(new AppraisalRow(r.unit(), r.closing(), r.ledger(), r.spotChecks(), r.deductions(), r.score(), rank));
    }
    return List.copyOf(ranked);
  }

  /** Once, when the year is over. */
  public static Decision issue(Appraisal there, AnnualAppraisalIssued issued, Instant now) {
    if (there != null) {
      return Decision.refuse(Reason.RECORDED_ALREADY, Words.told(issued.year(), Names.of(issued.list())));
    }
    return start(Year.of(issued.year() + 1)).isAfter(now) ? Decision.refuse(Reason.FIELD_INVALID, "year", "尚未结束 / is not over") : Decision.accept(issued);
  }

  private static boolean in(Year year, Instant at) { return !at.isBefore(start(year)) && at.isBefore(start(year.plusYears(1))); }

  private static void count(Map<String, long[]> counts, String unit, boolean yes) {
    long[] count = counts.computeIfAbsent(unit, u -> new long[2]);
    count[0] += yes ? 1 : 0;
    count[1]++;
  }

  private static Part part(long[] count) { return count == null ? null : new Part(count[0], count[1]); }
}
