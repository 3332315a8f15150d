package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.log.Row;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Up to when the figures reach: the time of the newest fact that is in them. After a start the table says it once, by the tickets that came last (all of them
 * would be read through for a figure that the next commit knows anyway); then every commit does.
 */
@ApplicationScoped
public class Freshness {
  private static final int NEWEST = 10_000;

  private final AtomicLong newest = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private volatile boolean known;

  /** Called by the follower after each commit. */
  public void applied(List<Row<TicketFigures>> rows) {
    long latest = 0;
    for (Row<TicketFigures> row : rows) {
      if (row.state() != null) {
        latest = Math.max(latest, row.state().changedAt().toEpochMilli());
      }
    }
    newest.accumulateAndGet(latest, Math::max);
    commits.incrementAndGet();
  }

  /** Another number whenever something has changed. */
  public long version() { return commits.get(); }

  /** Empty while there is no fact. */
  public Uni<Optional<Instant>> asOf(Mutiny.Session session) {
    if (known) {
      return Uni.createFrom().item(held());
    }
    return session.createSelectionQuery("select max(n.at) from (select t.changedAt as at from TicketRow t order by t.receivedAt desc limit " + NEWEST + ") n", Instant.class).getSingleResultOrNull().map(stored -> {
      if (stored != null) {
        newest.accumulateAndGet(stored.toEpochMilli(), Math::max);
      }
      known = true;
      return held();
    });
  }

  private Optional<Instant> held() {
    long millis = newest.get();
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
