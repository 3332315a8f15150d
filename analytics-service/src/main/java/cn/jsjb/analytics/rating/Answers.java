package cn.jsjb.analytics.rating;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** What claimants answered, with the three rates made of it. */
public record Answers(long valid, long contacted, long resolved, long satisfied, long basically, long dissatisfied, @JsonUnwrapped RatesView rates) {
  public static Answers of(Counts counts, Formula formula) {
    return new Answers(counts.valid(), counts.contacted(), counts.resolved(), counts.satisfied(), counts.basically(), counts.get(Figure.DISSATISFIED), RatesView.of(ThreeRates.of(counts, formula)));
  }
}
