package cn.jsjb.supervision.inspecting;

import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.event.IntakeEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Which other requests were found to be about the same matter as these, and which record says so. Blocks. */
@ApplicationScoped
public class Repeats {
  private static final String QUERY = "SELECT master, id, partition, state, quarantine, unit FROM projection.oversight WHERE master = ANY($1) ORDER BY master, received_at, id LIMIT 10000";

  private Pool pool;
  private Histories histories;

  Repeats() {}

  @Inject
  public Repeats(Pool pool, Histories histories) {
    this.pool = pool;
    this.histories = histories;
  }

  /**
   * @param asOf only what was in the log at this time; null for all
   * @param sees whether tickets of this unit are in the reader's sight
   */
  Map<String, List<Repeat>> of(String[] masters, Instant asOf, Predicate<String> sees) {
    Map<String, List<Repeat>> repeats = new HashMap<>();
    try {
      for (Row row : pool.preparedQuery(QUERY).execute(Tuple.of(masters)).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS)) {
        if (!sees.test(row.getString(5))) {
          continue;
        }
        Where where = Where.of(row.getString(1), row.getInteger(2), row.getString(3), row.getString(4));
        Repeat repeat = repeat(where, row.getString(0), Replay.until(asOf, histories.records(where)));
        if (repeat != null) {
          repeats.computeIfAbsent(row.getString(0), id -> new ArrayList<>()).add(repeat);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the table could not be read", failed);
    }
    return repeats;
  }

  /** Null when nobody knew then. */
  private static Repeat repeat(Where where, String master, List<RecordView> known) {
    Replay replay = Replay.of(known);
    for (Judged j : replay.records()) {
      boolean says = j.event() instanceof IntakeEvent.DuplicateLinked e && master.equals(e.masterId()) || j.event() instanceof IntakeEvent.GroupJoined g && master.equals(g.leader());
      if (says && replay.state() != null) {
        return new Repeat(where.id(), replay.state().subject().ticketNo(), replay.state().life().unit(), replay.state().subject().receivedAt(), j.record().id());
      }
    }
    return null;
  }
}
