package cn.jsjb.analytics.counting;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Period;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What the figures of an answer rest on.
 *
 * @param period the month the assessment period closes in: {@code 2026-05}
 * @param to exclusive
 * @param asOf time of the newest fact in the figures (data as of); null while there is none
 * @param behind records of the log not yet in them, when it was last looked
 */
public record Basis(String period, OffsetDateTime from, OffsetDateTime to, Formula formula, Instant asOf, long behind) {
  static Basis of(Period period, Formula formula, Instant asOf, long behind) {
    return new Basis(period.key(), period.from(), period.to(), formula, asOf, behind);
  }
}
