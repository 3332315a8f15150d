package cn.jsjb.analytics.monitoring;

import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Thing;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.counting.Told;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 回头看 of the tickets received in a period, by problem: how often what was done still held. */
@ApplicationScoped
public class LookBackBoard implements Opening {
  static final String CELL = "lookbacks:problem:";

  @Inject Counting counting;

  Uni<Things> things(Mutiny.Session session, Period period, Scope scope) {
    return counting.told(session, period, Mark.LOOKED_BACK.bit(), scope.condition()).map(told -> {
      List<Thing> things = new ArrayList<>();
      for (Told t : told) {
        if (t.problem() != null) {
          Map<String, Long> counts = new HashMap<>(Map.of("done", (long) t.course().lookBacks(), "passed", (long) t.course().held()));
          counts.values().removeIf(n -> n == 0);
          things.add(new Thing(t, List.of(CELL + t.problem()), counts));
        }
      }
      return new Things(things);
    });
  }

  @Override public boolean opens(String figure) { return figure.startsWith("lookbacks:"); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) { return things(session, period, scope).map(things -> things.behind(figure)); }
}
