package cn.jsjb.analytics.whistling;

import cn.jsjb.analytics.Course.Report;
import cn.jsjb.analytics.Course.Summoned;
import cn.jsjb.analytics.Course.Whistle;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Thing;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.counting.Told;
import cn.jsjb.analytics.tracing.FigureId;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.rating.Fraction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** 吹哨报到: the whistles of the tickets received in a period, and one attendance for each department that was summoned. */
@ApplicationScoped
public class WhistleBoard implements Opening {
  static final String ALL = "whistles";
  private static final String DISPATCHED = "/dispatched";

  @Inject Counting counting;
  @Inject Catalogue catalogue;

  /**
   * How departments answered. Each attendance stands in exactly one of {@code reportedInTime … waiting}.
   *
   * @param rating mean of the localities' ratings, 0…100, two decimals; null while there is none
   */
  public record Attendance(long summoned, long acknowledgedInTime, long acknowledgedLate, long notAcknowledged, long reportedInTime, long reportedLate, long missed, long refused,
      long waiting, long ratings, BigDecimal rating) {
    static Attendance of(Things t, String cell) {
      long ratings = t.get(cell, "ratings");
      return new Attendance(t.get(cell, "summoned"), t.get(cell, "acknowledgedInTime"), t.get(cell, "acknowledgedLate"), t.get(cell, "notAcknowledged"), t.get(cell, "reportedInTime"),
          t.get(cell, "reportedLate"), t.get(cell, "missed"), t.get(cell, "refused"), t.get(cell, "waiting"), ratings, ratings == 0 ? null : Fraction.of(t.get(cell, "ratingSum"), ratings).rounded(2));
    }
  }

  /** @param tickets that carry them */
  public record Whistles(long whistles, long tickets, long solved, long unsolved, long open, @com.fasterxml.jackson.annotation.JsonUnwrapped Attendance attendance, String figure) {
    static Whistles of(Things t, String cell) {
      return new Whistles(t.get(cell, "whistles"), t.get(cell, Things.TICKETS), t.get(cell, "solved"), t.get(cell, "unsolved"), t.get(cell, "open"), Attendance.of(t, cell), cell);
    }
  }

  /** A department also sees where it was summoned, though the ticket is another unit's. */
  Uni<Things> things(Mutiny.Session session, Period period, Scope scope) {
    return counting.told(session, period, Mark.WHISTLED.bit(), scope.named()).map(told -> things(told, scope));
  }

  private Things things(List<Told> told, Scope scope) {
    List<Thing> things = new ArrayList<>();
    for (Told ticket : told) {
      boolean seen = scope.sees(ticket);
      ticket.course().whistles().stream().filter(w -> w.blown() > 0).forEach(w -> add(things, ticket, w, scope, seen));
    }
    return new Things(things);
  }

  private void add(List<Thing> things, Told ticket, Whistle whistle, Scope scope, boolean seen) {
    List<String> cells = cells(whistle);
    if (seen) {
      things.add(new Thing(ticket, cells, Map.of("whistles", 1L, whistle.solved() == null ? "open" : whistle.solved() ? "solved" : "unsolved", 1L)));
    }
    for (Summoned department : whistle.departments()) {
      String own = ALL + ":department:" + department.unit();
      if (seen || scope.seesUnit(department.unit())) {
        things.add(new Thing(ticket, seen ? Stream.concat(cells.stream(), Stream.of(own)).toList() : List.of(own), counts(whistle, department)));
      }
    }
  }

  /** Once each, however many localities of a district blow it together. */
  private List<String> cells(Whistle whistle) {
    return Stream.of(Stream.of(ALL, ALL + ":ground:" + whistle.ground()), whistle.by().stream().map(l -> ALL + ":locality:" + l),
        whistle.by().stream().flatMap(l -> catalogue.units().find(l).map(Unit::districtCode).stream()).map(d -> ALL + ":district:" + d)).flatMap(s -> s).distinct().toList();
  }

  private static Map<String, Long> counts(Whistle whistle, Summoned d) {
    Map<String, Long> counts = new HashMap<>();
    counts.put("summoned", 1L);
    counts.put(d.acknowledged() == 0 ? "notAcknowledged" : d.acknowledged() <= whistle.acknowledgeBy() ? "acknowledgedInTime" : "acknowledgedLate", 1L);
    counts.put(d.report() == null ? "waiting" : d.report() == Report.IN_TIME ? "reportedInTime" : d.report() == Report.LATE ? "reportedLate" : d.report() == Report.MISSED ? "missed" : "refused", 1L);
    if (d.rating() != null) {
      counts.put("ratings", 1L);
      counts.put("ratingSum", (long) d.rating());
    }
    return counts;
  }

  /** What a unit blew, or was summoned by, for its scorecard; {@code kind} is {@code locality}, {@code district} or {@code department}. @param told those that name it */
  public Whistles of(List<Told> told, String kind, String unit) { return Whistles.of(things(told, Scope.ALL), ALL + ":" + kind + ":" + unit); }

  @Override public boolean opens(String figure) { return figure.startsWith(ALL); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    if (!figure.endsWith(DISPATCHED)) {
      return things(session, period, scope).map(things -> things.behind(figure));
    }
    // What the rate is of: the tickets of the unit, whistled for or not.
    String cell = figure.substring(0, figure.length() - DISPATCHED.length());
    Condition which = cell.equals(ALL) ? Condition.ALL : FigureId.dimension(cell.substring(ALL.length() + 1), catalogue)
        .orElseThrow(() -> Refused.field("figure", Reason.FIELD_INVALID, "figure", "whistles/missed, whistles:locality:110107011/dispatched …"));
    return Uni.createFrom().item(Behind.of(Condition.counted(Figure.DISPATCHED, period).and(which)));
  }
}
