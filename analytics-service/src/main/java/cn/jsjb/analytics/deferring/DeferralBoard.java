package cn.jsjb.analytics.deferring;

import cn.jsjb.analytics.Course.Deferral;
import cn.jsjb.analytics.Course.Step;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Thing;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.counting.Told;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 工单挂账: the deferrals of the tickets received in a period, by where the newest one of each stands. */
@ApplicationScoped
public class DeferralBoard implements Opening {
  static final String ALL = "deferrals";
  static final String REENTRY = ALL + ":reentry/";
  private static final Duration SOON = Duration.ofDays(30);

  @Inject Counting counting;
  @Inject Catalogue catalogue;
  @Inject Clock clock;

  /** @param awaiting the district's or the bureau's word; @param dueIn30Days in force, with the promise due in thirty days from now */
  public record Deferrals(long requested, long awaiting, long refused, long inForce, long cleared, long expired, long dueIn30Days, String figure) {
    static Deferrals of(Things t, String cell) {
      return new Deferrals(t.get(cell, "requested"), t.get(cell, "awaiting"), t.get(cell, "refused"), t.get(cell, "inForce"), t.get(cell, "cleared"), t.get(cell, "expired"),
          t.get(cell, "dueIn30Days"), cell);
    }
  }

  public record Reason(String reason, String name, String en, @com.fasterxml.jackson.annotation.JsonUnwrapped Deferrals deferrals) {}

  public record OfUnit(String unitCode, String name, String en, @com.fasterxml.jackson.annotation.JsonUnwrapped Deferrals deferrals) {}

  Uni<Things> things(Mutiny.Session session, Period period, Scope scope) {
    Instant now = clock.instant();
    return counting.told(session, period, Mark.DEFERRAL.bit(), scope.condition()).map(told -> {
      List<Thing> things = new ArrayList<>();
      for (Told t : told) {
        Deferral d = t.course().deferral();
        things.add(new Thing(t, List.of(ALL, ALL + ":reason:" + d.reason(), ALL + ":unit:" + d.unit()), counts(d, now)));
      }
      return new Things(things);
    });
  }

  private static Map<String, Long> counts(Deferral d, Instant now) {
    Map<String, Long> counts = new HashMap<>(Map.of("requested", 1L, switch (d.step()) {
      case REQUESTED, DISTRICT_AGREED -> "awaiting";
      case REFUSED -> "refused";
      case IN_FORCE -> "inForce";
      case CLEARED -> "cleared";
      case EXPIRED -> "expired";
    }, 1L));
    if (d.step() == Step.IN_FORCE && Instant.ofEpochMilli(d.promisedBy()).isBefore(now.plus(SOON))) {
      counts.put("dueIn30Days", 1L);
    }
    return counts;
  }

  List<Reason> reasons(Things things) {
    return things.below(ALL + ":reason:").stream()
        .map(code -> new Reason(code, Names.deferralReason(code).chinese(), Names.deferralReason(code).english(), Deferrals.of(things, ALL + ":reason:" + code))).toList();
  }

  List<OfUnit> units(Things things) {
    return things.below(ALL + ":unit:").stream().map(code -> {
      Unit unit = catalogue.units().find(code).orElse(null);
      return new OfUnit(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), Deferrals.of(things, ALL + ":unit:" + code));
    }).toList();
  }

  @Override public boolean opens(String figure) { return figure.startsWith(ALL); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    return figure.startsWith(REENTRY) ? Uni.createFrom().item(Behind.of(Reentry.of(figure.substring(REENTRY.length()), period))) : things(session, period, scope).map(things -> things.behind(figure));
  }

  /** 重新计入: tickets whose answers count in a period because a promise was kept or broken there. */
  static final class Reentry {
    private Reentry() {}

    static Condition all(Period period) { return new Condition("(t.ratedPeriod = :rated)", Map.of("rated", period.key())).and(Condition.figure(cn.jsjb.analytics.Figure.VALID)); }

    static Condition of(String count, Period period) {
      return cn.jsjb.analytics.Figure.find(count).filter(cn.jsjb.analytics.Figure::isAnswer).map(f -> all(period).and(new Condition("bitand(t.figures, :answer) <> 0", Map.of("answer", f.bit()))))
          .orElseThrow(() -> cn.jsjb.edge.Refused.field("figure", cn.jsjb.event.Reason.FIELD_INVALID, "figure", "deferrals:reentry/valid, deferrals:reentry/resolved …"));
    }
  }
}
