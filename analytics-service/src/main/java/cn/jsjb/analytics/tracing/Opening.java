package cn.jsjb.analytics.tracing;

import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting.Tallied;
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
   * Either conditions or the tickets themselves, in order.
   *
   * @param which no ticket meets two of them, and those of the first are the newest; null where the tickets are known
   * @param tallied where the tally has their number for whoever sees all, else null
   * @param counted the number on the board where it counts things and not tickets, else null
   */
  record Behind(List<Condition> which, Tallied tallied, List<String> tickets, Long counted) {
    public static Behind of(Condition which) { return new Behind(List.of(which), null, null, null); }

    public static Behind of(List<Condition> which, Tallied tallied) { return new Behind(which, tallied, null, null); }

    public static Behind of(List<String> tickets, Long counted) { return new Behind(null, null, tickets, counted); }
  }
}
