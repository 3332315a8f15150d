package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which other requests were found to be about the same matter as these, and which record says so: from the table alone. Blocks. */
@ApplicationScoped
public class Repeats {
  // Who follows whom is known as of the offset of the record that says so.
  private static final String QUERY = """
      SELECT master, id, state, unit, received_at, total FROM (
        SELECT master, id, state, unit, received_at, count(*) OVER (PARTITION BY master) AS total, row_number() OVER (PARTITION BY master ORDER BY received_at DESC NULLS LAST, id DESC) AS n
        FROM projection.oversight WHERE master = ANY($1) AND linked_offset IS NOT NULL AND ($2::text[] IS NULL OR unit = ANY($2))
          AND ($3::bigint[] IS NULL OR linked_offset < ($3::bigint[])[partition + 1])) AS found
      WHERE n > $4 AND n <= $5 ORDER BY n""";

  private Pool pool;
  private Histories histories;

  Repeats() {}

  @Inject
  public Repeats(Pool pool, Histories histories) {
    this.pool = pool;
    this.histories = histories;
  }

  /**
   * Some of very many.
   *
   * @param items the newest, the oldest of them first: whether a matter came again after something was written, the newest say
   * @param total how many there are
   */
  public record Found(List<Repeat> items, long total) {
    static final Found NONE = new Found(List.of(), 0);
    /** Of one request. */
    static final int MOST = 200;

    /** @param all the oldest first */
    public static Found of(List<Repeat> all) { return new Found(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())), all.size()); }
  }

  /**
   * Up to where each partition was written at this time: asked of every partition, so once for a whole replay.
   *
   * @param asOf null for all
   */
  long[] ends(Instant asOf) { return asOf == null ? null : histories.ends(asOf); }

  /**
   * By the request that they follow; one without any is not in it.
   *
   * @param ends only what was in the log before these offsets; null for all
   * @param scope units whose tickets are in the reader's sight; null for all
   */
  Map<String, Found> of(String[] masters, long[] ends, List<String> scope) {
    Map<String, List<Row>> rows = new HashMap<>();
    ask(masters, ends, scope, 0, Found.MOST).forEach(row -> rows.computeIfAbsent(row.getString(0), id -> new ArrayList<>()).add(row));
    Map<String, Found> found = new HashMap<>();
    rows.forEach((master, newestFirst) -> {
      Collections.reverse(newestFirst);
      found.put(master, new Found(newestFirst.stream().map(Repeats::repeat).toList(), newestFirst.getFirst().getLong(5)));
    });
    return found;
  }

  /** A page of them, the newest first. */
  Found page(String master, long[] ends, List<String> scope, long from, int size) {
    List<Row> rows = ask(new String[] {master}, ends, scope, from, size);
    List<Row> any = rows.isEmpty() && from > 0 ? ask(new String[] {master}, ends, scope, 0, 1) : rows;
    return new Found(rows.stream().map(Repeats::repeat).toList(), any.isEmpty() ? 0 : any.getFirst().getLong(5));
  }

  private List<Row> ask(String[] masters, long[] ends, List<String> scope, long from, int size) {
    try {
      List<Row> rows = new ArrayList<>();
      pool.preparedQuery(QUERY).execute(Tuple.of(masters, scope == null ? null : scope.toArray(String[]::new), ends == null ? null : Arrays.stream(ends).boxed().toArray(Long[]::new), from, from + size))
          .toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS).forEach(rows::add);
      return rows;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the table could not be read", failed);
    }
  }

  private static Repeat repeat(Row row) {
    try {
      JsonNode subject = EventTypes.JSON.readTree(row.getString(2)).path("subject");
      return new Repeat(row.getString(1), subject.path("ticketNo").asText(null), row.getString(3), row.getOffsetDateTime(4) == null ? Instant.EPOCH : row.getOffsetDateTime(4).toInstant(),
          subject.at("/linked/by").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(row.getString(1)), e);
    }
  }
}
