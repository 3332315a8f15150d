package cn.jsjb.analytics.sending;

import cn.jsjb.analytics.Course.Objection;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Thing;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.counting.Told;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 派单异议: objections of the tickets received in a period, by the unit that objected. */
@ApplicationScoped
public class ObjectionBoard implements Opening {
  @Inject Counting counting;
  @Inject Catalogue catalogue;

  /** @param open not yet decided; @param late the review took longer than its limit; @param upheldRate of those decided */
  public record Objections(long raised, long upheld, long rejected, long open, long late, BigDecimal upheldRate, String figure) {
    static Objections of(Things things, String cell) {
      long upheld = things.get(cell, "upheld");
      long rejected = things.get(cell, "rejected");
      return new Objections(things.get(cell, "raised"), upheld, rejected, things.get(cell, "open"), things.get(cell, "late"), Parts.share(upheld, upheld + rejected), cell);
    }
  }

  public record UnitObjections(String unitCode, String name, String en, @com.fasterxml.jackson.annotation.JsonUnwrapped Objections objections) {}

  Uni<Things> things(Mutiny.Session session, Period period, Scope scope) {
    return counting.told(session, period, Mark.OBJECTED.bit(), scope.named()).map(told -> things(told, scope));
  }

  /** A unit sees its own objections, also of tickets that it no longer has. */
  private static Things things(List<Told> told, Scope scope) {
    List<Thing> things = new ArrayList<>();
    for (Told t : told) {
      boolean seen = scope.sees(t);
      for (Objection o : t.course().objections()) {
        if (seen || scope.seesUnit(o.unit())) {
          Map<String, Long> counts = new HashMap<>(Map.of("raised", 1L, o.upheld() == null ? "open" : o.upheld() ? "upheld" : "rejected", 1L));
          if (o.late()) {
            counts.put("late", 1L);
          }
          things.add(new Thing(t, List.of("objections", "objections:unit:" + o.unit()), counts));
        }
      }
    }
    return new Things(things);
  }

  Objections of(Things things, String unit) { return Objections.of(things, unit == null ? "objections" : "objections:unit:" + unit); }

  /** The one unit's own, for its scorecard. @param told those that name it */
  public Objections of(List<Told> told, String unit) { return of(things(told, Scope.ALL), unit); }

  List<UnitObjections> units(Things things) {
    return things.below("objections:unit:").stream().map(code -> {
      Unit unit = catalogue.units().find(code).orElse(null);
      return new UnitObjections(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), of(things, code));
    }).toList();
  }

  @Override public boolean opens(String figure) { return figure.startsWith("objections"); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) { return things(session, period, scope).map(things -> things.behind(figure)); }
}
