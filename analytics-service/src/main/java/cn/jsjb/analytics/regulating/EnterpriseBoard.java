package cn.jsjb.analytics.regulating;

import cn.jsjb.analytics.Course;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Condition;
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

/** What was done about enterprises in the tickets received in a period: 约谈, 处罚, 执法. Opens {@code enterprise:<name>/interviews} and its like. */
@ApplicationScoped
public class EnterpriseBoard implements Opening {
  static final String CELL = "enterprise:";

  @Inject Counting counting;

  Uni<Things> measures(Mutiny.Session session, Period period, Condition which) {
    return counting.told(session, period, Mark.MEASURED.bit(), which).map(told -> {
      List<Thing> things = new ArrayList<>();
      for (Told t : told) {
        if (t.enterprise() != null) {
          Course c = t.course();
          Map<String, Long> counts = new HashMap<>(Map.of("interviews", (long) c.interviews(), "sanctions", (long) c.sanctions(), "enforcements", (long) c.enforcements()));
          counts.values().removeIf(n -> n == 0);
          things.add(new Thing(t, List.of(CELL + t.enterprise()), counts));
        }
      }
      return new Things(things);
    });
  }

  @Override public boolean opens(String figure) { return figure.startsWith(CELL) && figure.matches("(?s).*/(interviews|sanctions|enforcements)"); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) { return measures(session, period, scope.condition()).map(things -> things.behind(figure)); }
}
