package cn.jsjb.supervision.deadlines;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The terms of calling back (rule C-1): those of the limits in force at a time, unless the deployment says otherwise.
 *
 * @param early whether to call once both feedbacks exist; empty leaves it to the limits
 * @param earlyAfter how long after both feedbacks; empty leaves it to the limits
 */
public record CallbackTerms(Limits limits, Optional<Boolean> early, Optional<Duration> earlyAfter) {
  /** Total: a time before the first version, which only a wrong clock can tell, is ruled by the first. */
  public Limits.Callback at(Instant when) {
    Limits.Rules first = limits.versions().iterator().next();
    boolean before = when.isBefore(first.validFrom().atStartOfDay(WorkingCalendar.BEIJING).toInstant());
    Limits.Callback data = (before ? first : limits.at(when)).callback();
    return new Limits.Callback(data.version(), early.orElse(data.early()), earlyAfter.orElse(data.earlyAfter()), data.latestAfterDue(), data.attempts(), data.spaced(), data.surveyFor(), data.basis());
  }
}
