package cn.jsjb.analytics.locking;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.classifying.Memberships;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The lists of a period beside those of the one before, chosen once for every page: a unit has one rank, one rank before and one class, wherever it is looked at. */
@ApplicationScoped
public class ComparedLists {
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Counting counting;
  @Inject Periods periods;
  @Inject Asked asked;

  /**
   * @param briefs what is said of this period and those before it
   * @param before the newest locked version of the period before; null where the ranks before are counted now: it has none, or another formula was asked for, which is another question
   * @param now as counted now by the formula asked for
   * @param memberships by the period's own formula, whatever was asked for
   */
  public record Compared(Map<String, AssessmentPeriod> briefs, AssessmentPeriod.Version before, Standings now, Memberships memberships) {}

  /** @param formula null for the period's own; @param dimensions of the units wanted, such as {@code locality:} */
  public Uni<Compared> of(Mutiny.Session session, Period in, String formula, String dimensions) {
    Period before = asked.monthsBefore(in, 1);
    Formula own = asked.formula(in, null);
    Formula by = asked.formula(in, formula);
    Formula byThen = asked.formula(before, formula);
    return counting.tally(session, List.of(in, before), dimensions).flatMap(counts -> periods.briefs(session, Periods.upTo(in, Memberships.MONTHS)).flatMap(briefs -> {
      AssessmentPeriod.Version locked = briefs.get(before.key()) == null ? null : briefs.get(before.key()).latest();
      return periods.locked(session, locked == null ? Map.of() : Map.of(before.key(), locked)).map(standings -> {
        Standings then = locked != null ? standings.get(before.key()) : counted(before, counts.get(before), asked.formula(before, null), null);
        Standings now = counted(in, counts.get(in), own, then);
        Memberships memberships = Memberships.of(in, briefs, () -> now, assessment);
        return by.equals(own) ? new Compared(briefs, locked, now, memberships)
            : new Compared(briefs, null, counted(in, counts.get(in), by, counted(before, counts.get(before), byThen, null)), memberships);
      });
    }));
  }

  private Standings counted(Period period, Map<String, Counts> counts, Formula formula, Standings before) {
    return Standings.counted(catalogue.units(), counts, formula, assessment.of(period).scoreV2(), before);
  }
}
