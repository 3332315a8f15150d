package cn.jsjb.analytics.classifying;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.locking.PeriodView;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Period;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who is in which class in a period, and for how many periods in a row. The classes of a published period are what was said; before that they are provisional: the
 * same rule over the count of now.
 *
 * @param history period → class → members: this period, and before it the published ones, newest first
 */
public record Memberships(LocalityClassified classes, boolean provisional, Map<String, Map<String, List<String>>> history) {
  /** How far back is looked. */
  public static final int MONTHS = 37;

  /** @param briefs the {@link #MONTHS} periods up to this one, as far as they were opened */
  public static Memberships of(Period period, Map<String, AssessmentPeriod> briefs, Supplier<Standings> live, Assessment assessment) {
    AssessmentPeriod said = briefs.get(period.key());
    boolean provisional = said == null || said.classes() == null;
    Assessment.Version rules = assessment.of(period);
    LocalityClassified classes = provisional ? Classifying.classify(0, live.get(), rules.classSize(), rules.version()) : said.classes();
    Map<String, Map<String, List<String>>> history = new LinkedHashMap<>();
    history.put(period.key(), PeriodView.members(classes));
    for (int back = 1; back < MONTHS; back++) {
      AssessmentPeriod earlier = briefs.get(period.month().minusMonths(back).toString());
      if (earlier != null && earlier.classes() != null) {
        history.put(earlier.opened().period(), PeriodView.members(earlier.classes()));
      }
    }
    return new Memberships(classes, provisional, history);
  }

  /** Classes of a locality in this period. */
  public List<String> of(String unit) {
    List<String> in = new ArrayList<>();
    PeriodView.members(classes).forEach((name, members) -> {
      if (members.contains(unit)) {
        in.add(name);
      }
    });
    return in;
  }

  /** Class → periods in a row up to this one; a period without published classes ends the row. */
  public Map<String, Integer> months(String unit) {
    Map<String, Integer> months = new LinkedHashMap<>();
    of(unit).forEach(name -> months.put(name, months(unit, name)));
    return months;
  }

  public int months(String unit, String name) {
    int months = 0;
    String expected = history.keySet().iterator().next();
    while (history.containsKey(expected) && history.get(expected).get(name).contains(unit)) {
      months++;
      expected = YearMonth.parse(expected).minusMonths(1).toString();
    }
    return months;
  }
}
