package cn.jsjb.analytics.publishing;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.locking.PeriodView;
import cn.jsjb.analytics.locking.Periods;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.rating.Fraction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What of a period is published, for everybody (REG §34): the lists of the published version and nothing of a later count; rates of few answers are not told. */
@ApplicationScoped
class OpenRankings {
  @Inject Periods periods;
  @Inject Catalogue catalogue;

  record Published(int version, String hash, Instant publishedAt) {}

  /** @param suppressed so few answers that they could point at somebody: the rank is told, score and rates are not */
  record Ranked(Integer rank, String unitCode, String name, String en, BigDecimal score, BigDecimal responseRate, BigDecimal resolutionRate, BigDecimal satisfactionRate, boolean suppressed) {}

  record OpenList(RankedList list, List<Ranked> items) {}

  /** @param published null while nothing of the period is */
  record Open(Published published, List<OpenList> rankings, List<PeriodView.ClassView> classes) {
    static final Open NOTHING = new Open(null, List.of(), List.of());
  }

  Uni<Open> of(Mutiny.Session session, String period, int smallestTold) {
    return periods.briefs(session, List.of(period)).flatMap(briefs -> {
      AssessmentPeriod said = briefs.get(period);
      if (said == null || said.published() == null) {
        return Uni.createFrom().item(Open.NOTHING);
      }
      AssessmentPeriod.Version version = said.version(said.published().version()).orElseThrow();
      boolean classified = said.classes() != null && said.classes().version() == version.number();
      return periods.locked(session, Map.of(period, version)).map(locked -> new Open(new Published(version.number(), version.hash(), said.published().at()),
          Arrays.stream(RankedList.values()).map(list -> new OpenList(list, locked.get(period).of(list).stream().filter(p -> p.rank() != null).map(p -> ranked(p, smallestTold)).toList())).toList(),
          classified ? PeriodView.classes(said.classes(), catalogue.units(), unit -> true).items() : List.of()));
    });
  }

  private Ranked ranked(Standings.Place p, int smallestTold) {
    Unit unit = catalogue.units().find(p.entry().unit()).orElse(null);
    boolean few = p.entry().counts().get(Figure.VALID) < smallestTold;
    return new Ranked(p.rank(), p.entry().unit(), unit == null ? p.entry().unit() : unit.name(), unit == null ? null : unit.en(), few ? null : PeriodView.rounded(p.entry().total()),
        rate(few, p.entry().rates().response()), rate(few, p.entry().rates().resolution()), rate(few, p.entry().rates().satisfaction()), few);
  }

  private static BigDecimal rate(boolean few, Fraction rate) { return few ? null : rate.rounded(4); }
}
