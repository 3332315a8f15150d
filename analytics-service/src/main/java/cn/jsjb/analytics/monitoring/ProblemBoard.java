package cn.jsjb.analytics.monitoring;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Problems.Theme;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One of the 27 boards of the monthly topic (每月一题, dashboard A15).
 *
 * @param volume tickets of the period; {@code previousVolume} of the period before, {@code lastYearVolume} of the same one a year before
 * @param tasks 任务清单 and {@code policies} 政策清单; null inside until the programme is followed: not known is not nought
 * @param colour null while it cannot be told
 * @param figure dimension of this board; {@code figure + "/" + name} of {@code counts} opens the tickets (see {@code /api/tickets})
 */
public record ProblemBoard(String problemId, String themeId, String theme, String name, String en, String leadUnit, String leadUnitName,
    long volume, long previousVolume, long lastYearVolume, @JsonUnwrapped RatesView rates, Progress tasks, Progress policies, Colour colour,
    Counts counts, String figure) {

  /** @param rate done / total, 0…1 */
  public record Progress(Long done, Long total, java.math.BigDecimal rate) {
    static final Progress UNKNOWN = new Progress(null, null, null);
  }

  public enum Colour { RED, YELLOW, GREEN }

  static ProblemBoard of(Problem problem, Theme theme, String leadUnitName, Counts now, Counts previous, Counts lastYear, Formula formula) {
    long volume = now.get(Figure.RECEIVED);
    long yearAgo = lastYear.get(Figure.RECEIVED);
    return new ProblemBoard(problem.id(), theme.id(), theme.name(), problem.name(), problem.en(), problem.leadUnit(), leadUnitName, volume,
        previous.get(Figure.RECEIVED), yearAgo, RatesView.of(ThreeRates.of(now, formula)), Progress.UNKNOWN, Progress.UNKNOWN, colour(volume, yearAgo), now,
        "problem:" + problem.id());
  }

  /**
   * Red from 20 % more than a year before (domain 6.4, assumption). The other colours need the task list: not known until it is followed, and
   * without a year before there is nothing to compare with.
   */
  static Colour colour(long volume, long lastYear) { return lastYear > 0 && 5 * volume >= 6 * lastYear ? Colour.RED : null; }
}
