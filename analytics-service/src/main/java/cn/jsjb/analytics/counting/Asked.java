package cn.jsjb.analytics.counting;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.FollowingHealth;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a question asks for, checked; a refusal names the field. */
@ApplicationScoped
public class Asked {
  private static final Pattern MONTH = Pattern.compile("(19|20|21)\\d\\d-\\d\\d");

  @Inject Assessment assessment;
  @Inject Clock clock;
  @Inject Freshness freshness;
  @Inject @Readiness FollowingHealth following;

  /** The period of this name ({@code 2026-05}); the running one when none is named. */
  public Period period(String named) {
    if (named == null || named.isBlank()) {
      return assessment.periodOf(clock.instant());
    }
    try {
      if (MONTH.matcher(named).matches()) {
        return assessment.period(YearMonth.parse(named));
      }
    } catch (DateTimeException noSuchMonth) {
      // told below
    }
    throw Refused.field("period", Reason.FIELD_INVALID, "period", "YYYY-MM");
  }

  public Period monthsBefore(Period period, int months) { return assessment.period(period.month().minusMonths(months)); }

  public Formula formula(Period period, String id) {
    return assessment.formula(period, id == null || id.isBlank() ? null : id)
        .orElseThrow(() -> Refused.field("formula", Reason.FIELD_INVALID, "formula",
            String.join(", ", assessment.of(period).formulas().stream().map(Formula::id).toList())));
  }

  /** A year of four digits; the running one when none is named. */
  public int year(String named) {
    if (named == null || named.isBlank()) {
      return assessment.periodOf(clock.instant()).month().getYear();
    }
    if (!named.matches("(19|20|21)\\d\\d")) {
      throw Refused.field("year", Reason.FIELD_INVALID, "year", "YYYY");
    }
    return Integer.parseInt(named);
  }

  /** The day's rules of the boards: those on the last day of the period, or of today. */
  public BoardRules rules(Period period) { return BoardRules.at(period.firstDay().plusMonths(1).minusDays(1)); }

  public Uni<Fresh> fresh(Mutiny.Session session) { return freshness.asOf(session).map(asOf -> new Fresh(asOf.orElse(null), following.lag())); }

  /** Up to when an answer reaches. @param asOf time of the newest fact in it, null while there is none; @param behind records of the log not yet in it */
  public record Fresh(Instant asOf, long behind) {}

  public Uni<Basis> basis(Mutiny.Session session, Period period, Formula formula) {
    return freshness.asOf(session).map(asOf -> Basis.of(period, formula, asOf.orElse(null), following.lag()));
  }
}
