package cn.jsjb.analytics.locking;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.EventLog;
import cn.jsjb.runtime.KafkaCluster;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts together with the places in the log up to which was counted. One statement reads both, and positions commit together with their effect, so the counts are
 * exactly those of the records below the places. Blocks its (virtual) thread.
 */
@ApplicationScoped
public class PlacedCount {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SUMS = Arrays.stream(Figure.values()).map(f -> "cast(sum(%s) as bigint)".formatted(f.column())).collect(Collectors.joining(", "));
  private static final String COUNT = """
      WITH places AS (SELECT array_agg(next_offset ORDER BY partition) AS at, max(partition) + 1 AS partitions FROM projection.position WHERE log = $1)
      SELECT p.at, p.partitions, c.* FROM places p LEFT JOIN
        (SELECT cell, %s FROM projection.tally WHERE cell >= $2 AND cell < $3 OR cell >= $4 AND cell < $5 GROUP BY cell) c ON true""".formatted(SUMS);

  @Inject Pool pool;
  @Inject KafkaCluster kafka;

  /** @param places next offset of each partition of {@code complaint-log}; @param now, before dimension → counts of the period and of the one before */
  public record Placed(List<Long> places, Map<String, Counts> now, Map<String, Counts> before) {}

  /** Counts as they stand, however far the log is ahead. */
  public Placed now(Period period, Period before) { return read(period, before); }

  /** Counts when everything is in the figures that was in the log when this was asked; refuses when that takes too long. */
  public Placed count(Period period, Period before) {
    Map<Integer, Long> ends = ends();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Placed placed = read(period, before);
      long behind = ends.entrySet().stream().mapToLong(end -> Math.max(0, end.getValue() - place(placed.places, end.getKey()))).sum();
      if (behind == 0) {
        return placed;
      }
      if (System.nanoTime() > deadline) {
        throw new Refused(Reason.FIGURES_BEHIND, behind);
      }
      rest();
    }
  }

  private static long place(List<Long> places, int partition) { return partition < places.size() ? places.get(partition) : 0; }

  private Placed read(Period period, Period before) {
    String now = period.key() + "/";
    String then = before.key() + "/";
    Map<String, Counts> counts = new HashMap<>();
    List<Long> places = List.of();
    for (Row row : await(pool.preparedQuery(COUNT).execute(Tuple.of(EventLog.COMPLAINTS, now, now + Character.MAX_VALUE, then, then + Character.MAX_VALUE)))) {
      Long[] at = row.getArrayOfLongs(0);
      if (at == null || at.length != row.getInteger(1) || Arrays.stream(at).anyMatch(place -> place < 0)) {
        throw new Refused(Reason.AWAY);
      }
      places = List.of(at);
      if (row.getString(2) != null) {
        counts.put(row.getString(2), Counts.of(LongStream.range(0, Figure.values().length).map(i -> row.getLong(3 + (int) i)).toArray()));
      }
    }
    return new Placed(places, of(counts, now), of(counts, then));
  }

  private static Map<String, Counts> of(Map<String, Counts> cells, String period) {
    return cells.entrySet().stream().filter(c -> c.getKey().startsWith(period)).collect(Collectors.toMap(c -> c.getKey().substring(period.length()), Map.Entry::getValue));
  }

  private Map<Integer, Long> ends() {
    try (Admin admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 4_000, "request.timeout.ms", 3_000)))) {
      var topic = admin.describeTopics(List.of(EventLog.COMPLAINTS)).allTopicNames().get(5, TimeUnit.SECONDS).get(EventLog.COMPLAINTS);
      return admin.listOffsets(topic.partitions().stream().collect(Collectors.toMap(p -> new TopicPartition(EventLog.COMPLAINTS, p.partition()), p -> OffsetSpec.latest()))).all()
          .get(5, TimeUnit.SECONDS).entrySet().stream().collect(Collectors.toMap(e -> e.getKey().partition(), e -> e.getValue().offset()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (Exception away) {
      throw new Refused(Reason.AWAY);
    }
  }

  static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (Exception away) {
      throw new Refused(Reason.AWAY);
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    }
  }
}
