package cn.jsjb.analytics.hotspots;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the rules read of the tickets. Blocks. Only tickets that count as received (bit 1) are seen. */
@ApplicationScoped
class Tickets {
  private static final String COUNTED = "(figures & 1) <> 0";

  /** One category at one spot. */
  record Scope(String category, String spot) {}

  /** @param first, last times of the tickets; null while there is none */
  record Extent(Instant first, Instant last) {}

  /** A closed ticket whose like are to be looked for. */
  record Generalised(String id, String category, String spot, String district, String locality) {}

  @Inject Pool pool;

  Extent extent() {
    Row row = query("SELECT min(received_at), max(received_at) FROM projection.ticket", Tuple.tuple()).iterator().next();
    return row.getOffsetDateTime(0) == null ? new Extent(null, null) : new Extent(row.getOffsetDateTime(0).toInstant(), row.getOffsetDateTime(1).toInstant());
  }

  /** Scopes with so many tickets since then, the last of them after another time. */
  List<Scope> busy(Instant since, int atLeast, Instant lastAfter) {
    List<Scope> found = new ArrayList<>();
    query("SELECT category, spot FROM projection.ticket WHERE received_at > $1 AND spot IS NOT NULL AND category IS NOT NULL AND " + COUNTED
        + " GROUP BY category, spot HAVING count(*) >= $2 AND max(received_at) > $3", Tuple.of(since.atOffset(ZoneOffset.UTC), atLeast, lastAfter.atOffset(ZoneOffset.UTC))).forEach(row -> found.add(new Scope(row.getString(0), row.getString(1))));
    return found;
  }

  /** Tickets of each scope since then, in the order of their time. */
  Map<Scope, List<Sighting>> histories(Collection<Scope> scopes, Instant since) {
    Map<Scope, List<Sighting>> found = new HashMap<>();
    query("""
        SELECT t.category, t.spot, t.received_at, t.claimant, t.place_district, t.place_locality FROM projection.ticket t
        JOIN unnest($1::text[], $2::text[]) AS s(category, spot) ON t.category = s.category AND t.spot = s.spot
        WHERE t.received_at > $3 AND (t.figures & 1) <> 0 ORDER BY t.received_at, t.id""",
        Tuple.of(scopes.stream().map(Scope::category).toArray(String[]::new), scopes.stream().map(Scope::spot).toArray(String[]::new), since.atOffset(ZoneOffset.UTC)))
        .forEach(row -> found.computeIfAbsent(new Scope(row.getString(0), row.getString(1)), s -> new ArrayList<>())
            .add(new Sighting(row.getOffsetDateTime(2).toInstant(), row.getString(3), row.getString(4), row.getString(5))));
    return found;
  }

  /** Locality → category → calendar month → tickets. */
  Map<String, Map<String, Map<YearMonth, Integer>>> months(Instant from, Instant to) {
    Map<String, Map<String, Map<YearMonth, Integer>>> found = new TreeMap<>();
    query("SELECT place_locality, category, to_char(received_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'), count(*)::int FROM projection.ticket WHERE received_at >= $1 AND received_at < $2 "
        + "AND place_locality IS NOT NULL AND category IS NOT NULL AND " + COUNTED + " GROUP BY 1, 2, 3", Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
        .forEach(row -> found.computeIfAbsent(row.getString(0), l -> new TreeMap<>()).computeIfAbsent(row.getString(1), c -> new HashMap<>()).put(YearMonth.parse(row.getString(2)), row.getInteger(3)));
    return found;
  }

  /** Category → tickets in spans of thirty days before a time, the newest first. */
  Map<String, int[]> spans(Instant before, int spans) {
    Map<String, int[]> found = new TreeMap<>();
    Instant from = before.minus(java.time.Duration.ofDays((long) Months.SPAN * spans));
    query("SELECT category, floor(extract(epoch FROM ($1::timestamptz - received_at)) / 86400 / %d)::int, count(*)::int FROM projection.ticket WHERE received_at > $2 AND received_at < $1 AND category IS NOT NULL AND %s GROUP BY 1, 2"
        .formatted(Months.SPAN, COUNTED), Tuple.of(before.atOffset(ZoneOffset.UTC), from.atOffset(ZoneOffset.UTC))).forEach(row -> {
          int[] counts = found.computeIfAbsent(row.getString(0), c -> new int[spans]);
          counts[Math.clamp(row.getInteger(1), 0, spans - 1)] += row.getInteger(2);
        });
    return found;
  }

  List<Generalised> generalised(Instant since) {
    List<Generalised> found = new ArrayList<>();
    query("SELECT id, category, spot, place_district, place_locality FROM projection.ticket WHERE generalise_at > $1 AND category IS NOT NULL AND place_locality IS NOT NULL", Tuple.of(since.atOffset(ZoneOffset.UTC)))
        .forEach(row -> found.add(new Generalised(row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    return found;
  }

  /** Other spots of the locality with tickets of the category since then, the busiest first. */
  List<String> similar(Generalised to, Instant since, int atMost) {
    List<String> found = new ArrayList<>();
    query("SELECT spot FROM projection.ticket WHERE category = $1 AND place_locality = $2 AND spot IS NOT NULL AND spot <> $3 AND received_at > $4 AND " + COUNTED + " GROUP BY spot ORDER BY count(*) DESC, spot LIMIT $5",
        Tuple.of(to.category, to.locality, to.spot == null ? "" : to.spot, since.atOffset(ZoneOffset.UTC), atMost)).forEach(row -> found.add(row.getString(0)));
    return found;
  }

  /** Open hotspots for which nothing was proposed since they began, one a category and spot: no task of these is open or ended after that. */
  List<String> withoutTask() {
    List<String> found = new ArrayList<>();
    query("""
        SELECT DISTINCT ON (h.category, h.spot) h.id FROM projection.programme h WHERE h.kind = 'HOTSPOT' AND h.status = 'OPEN' AND NOT EXISTS (SELECT 1 FROM projection.programme t
        WHERE t.kind = 'TASK' AND t.category = h.category AND t.spot = h.spot AND (t.ended_at IS NULL OR t.ended_at >= h.opened_at)) ORDER BY h.category, h.spot, h.opened_at, h.id""", Tuple.tuple())
        .forEach(row -> found.add(row.getString(0)));
    return found;
  }

  /** How many tasks this category and spot has had. */
  int tasks(String category, String spot) {
    return query("SELECT count(*)::int FROM projection.programme WHERE kind = 'TASK' AND category = $1 AND spot = $2", Tuple.of(category, spot)).iterator().next().getInteger(0);
  }

  private RowSet<Row> query(String sql, Tuple values) {
    try {
      return pool.preparedQuery(sql).execute(values).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
