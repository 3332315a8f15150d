package cn.jsjb.analytics.tracing;

import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.catalogue.Period;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A board whose figures are not one counter of one period: it finds the tickets behind them by what it counted them by. */
public interface Opening {
  /** Whether this board has figures that begin so. */
  boolean opens(String figure);

  /** Refuses a figure that it does not have. */
  Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope);

  /**
   * Either a condition or the tickets themselves, in order.
   *
   * @param counted the number on the board where it counts things and not tickets, else null
   */
  record Behind(Condition which, List<String> tickets, Long counted) {
    public static Behind of(Condition which) { return new Behind(which, null, null); }

    public static Behind of(List<String> tickets, Long counted) { return new Behind(null, tickets, counted); }
  }
}
