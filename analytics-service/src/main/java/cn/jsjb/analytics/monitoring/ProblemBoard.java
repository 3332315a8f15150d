package cn.jsjb.analytics.monitoring;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TopicProgress;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems.Theme;
import cn.jsjb.catalogue.ProgrammeRules;
import cn.jsjb.catalogue.ProgrammeRules.Colour;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProgrammeEvent.CountingMode;
import cn.jsjb.event.Share;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One of the 27 boards of the monthly topic (每月一题, dashboard A15).
 *
 * @param volume tickets of the period; {@code previousVolume} of the period before, {@code lastYearVolume} of the same one a year before
 * @param tasks 任务清单 and {@code policies} 政策清单 of the city on the last day of the period, or today; null inside when the problem has no such list: not known is not nought
 * @param volumeChange 0.12 is 12 % more than the period before; null where that had none
 * @param monthsOverdue whole months that the city's tasks are behind their last planned month, added up; null without tasks
 * @param ledgerOpen open entries of the municipal ledger about this problem, now
 * @param lookBacks 回头看 of the period's tickets; @param spotChecks tasks as somebody other than the owner found them, up to the day of {@code tasks}
 * @param colour null while it cannot be told
 * @param figure dimension of this board; {@code figure + "/" + name} of {@code counts} opens the tickets (see {@code /api/tickets})
 */
public record ProblemBoard(String problemId, String themeId, String theme, String name, String en, String leadUnit, String leadUnitName,
    long volume, long previousVolume, long lastYearVolume, BigDecimal volumeChange, BigDecimal volumeChangeLastYear, @JsonUnwrapped RatesView rates, Progress tasks, Progress policies,
    Integer monthsOverdue, Long ledgerOpen, Passed lookBacks, Passed spotChecks, Colour colour, Counts counts, String figure) {

  /** @param rate done / total, 0…1, four decimals; @param mode of policies: what is counted as done */
  public record Progress(Long done, Long total, BigDecimal rate, LocalDate asOf, CountingMode mode) {
    static Progress of(Share share, LocalDate asOf, CountingMode mode) {
      return share.total() == 0 ? new Progress(null, null, null, asOf, mode) : new Progress(share.done(), share.total(), Fraction.of(share.done(), share.total()).rounded(4), asOf, mode);
    }
  }

  /** @param rate passed / done; null while there is none; @param figure null where the facts are not about tickets */
  public record Passed(long passed, long done, BigDecimal rate, String figure) {
    static Passed of(long passed, long done, String figure) { return new Passed(passed, done, Parts.share(passed, done), figure); }
  }

  /** What stands beside the volumes and the plan. */
  record Beside(long ledgerOpen, Passed lookBacks) {}

  static ProblemBoard of(Problem problem, Theme theme, String leadUnitName, Counts now, Counts previous, Counts lastYear, Formula formula,
      TopicProgress topic, Beside beside, int year, LocalDate asOf) {
    cn.jsjb.event.Progress programme = topic.progress();
    long earlier = previous.get(Figure.RECEIVED);
    long found = topic.checks().stream().filter(c -> !c.on().isAfter(asOf)).count();
    long good = topic.checks().stream().filter(c -> !c.on().isAfter(asOf) && c.passed()).count();
    long volume = now.get(Figure.RECEIVED);
    long yearAgo = lastYear.get(Figure.RECEIVED);
    Share tasks = programme.tasks(PlanEvent.CITY, asOf);
    Share policies = programme.policies(PlanEvent.CITY, asOf, CountingMode.ISSUED);
    return new ProblemBoard(problem.id(), theme.id(), theme.name(), problem.name(), problem.en(), problem.leadUnit(), leadUnitName, volume,
        earlier, yearAgo, Parts.change(volume, earlier), Parts.change(volume, yearAgo), RatesView.of(ThreeRates.of(now, formula)), Progress.of(tasks, asOf, null),
        Progress.of(policies, asOf, CountingMode.ISSUED), topic.monthsOverdue(year, asOf), beside.ledgerOpen(), beside.lookBacks(), Passed.of(good, found, null), colour(volume, yearAgo, tasks, year, asOf), now,
        "problem:" + problem.id());
  }

  /** Red by volume or by tasks that are behind, else by the tasks (domain 6.4, a rule with versions); null while there are none. */
  static Colour colour(long volume, long lastYear, Share tasks, int year, LocalDate asOf) {
    ProgrammeRules rules = ProgrammeRules.at(asOf);
    return rules.isRed(volume, lastYear) ? Colour.RED : rules.colour(tasks.done(), tasks.total(), year, asOf);
  }
}
