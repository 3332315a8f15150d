package cn.jsjb.supervision;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.SealMatter;
import cn.jsjb.supervision.programme.Programme;
import cn.jsjb.supervision.programme.Topic;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Counts over the tickets that supervision holds, for what is decided about many of them. Blocks. */
@ApplicationScoped
public class CountsQuery {
  /** Once a month or quarter, over all tickets: it may take its time. */
  private static final int PATIENCE_SECONDS = 120;
  private static final String TOPICS = "SELECT id, state FROM projection.programme WHERE state IS NOT NULL";

  @Inject Pool pool;

  public record Counted(String name, long first, long second) {}

  /** Some of very many. @param all how many there were; @param topics problems of the programme by their ids; @param positions log → partition → offset, of the same moment */
  public record Drawn(List<Ticket> items, long all, Map<String, Topic> topics, Map<String, Map<Integer, Long>> positions) {}

  /** @param unit first responder */
  public record Ticket(String id, String unit) {}

  /** Requests a problem in [from, to) and in [before, from). */
  public List<Counted> volumes(Instant before, Instant from, Instant to) {
    return rows(pool.preparedQuery("""
        SELECT problem, count(*) FILTER (WHERE received_at >= $2), count(*) FILTER (WHERE received_at < $2) FROM projection.oversight
        WHERE received_at >= $1 AND received_at < $3 AND problem IS NOT NULL GROUP BY problem ORDER BY problem""").execute(Tuple.of(at(before), at(from), at(to))),
        r -> new Counted(r.getString(0), r.getLong(1), r.getLong(2)));
  }

  /** Requests of a problem a locality in [from, to), most first. */
  public List<Counted> localities(String problem, Instant from, Instant to) {
    return rows(pool.preparedQuery("""
        SELECT locality, count(*) FROM projection.oversight WHERE problem = $1 AND received_at >= $2 AND received_at < $3 AND locality IS NOT NULL
        GROUP BY locality ORDER BY 2 DESC, 1""").execute(Tuple.of(problem, at(from), at(to))), r -> new Counted(r.getString(0), r.getLong(1), 0));
  }

  /** Tickets a unit that were closed in [from, to) after a callback: resolved, and all. */
  public List<Counted> closings(Instant from, Instant to) {
    return rows(pool.preparedQuery("""
        SELECT unit, count(*) FILTER (WHERE closed = 'SATISFIED'), count(*) FROM projection.oversight
        WHERE closed IN ('SATISFIED', 'UNRESOLVED_AFTER_SUPERVISION') AND since >= $1 AND since < $2 AND unit IS NOT NULL GROUP BY unit""").execute(Tuple.of(at(from), at(to))),
        r -> new Counted(r.getString(0), r.getLong(1), r.getLong(2)));
  }

  /** The law of the quarter's draw (see QuarterSampleDrawn): the smallest hashes of those closed as resolved in [from, to), and the positions they were read at. */
  public Drawn draw(String seed, Instant from, Instant to, int size) {
    String which = " FROM projection.oversight WHERE closed = 'SATISFIED' AND since >= $1 AND since < $2 AND unit IS NOT NULL";
    // One snapshot: rows and positions commit together, so they are of one moment.
    return await(pool.withConnection(connection -> connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").execute()
        .flatMap(begun -> connection.preparedQuery("SELECT id, unit" + which + " ORDER BY sha256(convert_to($3::text || '|' || id, 'UTF8')) LIMIT $4").execute(Tuple.of(at(from), at(to), seed, size)))
        .flatMap(items -> connection.preparedQuery("SELECT count(*)" + which).execute(Tuple.of(at(from), at(to)))
            .flatMap(all -> connection.query(TOPICS).execute()
                .flatMap(topics -> positions(connection).map(positions -> new Drawn(read(items, r -> new Ticket(r.getString(0), r.getString(1))), all.iterator().next().getLong(0), topics(topics), positions)))))
        .eventually(() -> connection.query("COMMIT").execute())));
  }

  private static Future<Map<String, Map<Integer, Long>>> positions(SqlConnection connection) {
    return connection.preparedQuery("SELECT log, partition, next_offset FROM projection.position WHERE log = ANY($1)")
        .execute(Tuple.of(new String[] {EventLog.COMPLAINTS, EventLog.PROGRAMME})).map(rows -> {
          Map<String, Map<Integer, Long>> positions = new TreeMap<>();
          rows.forEach(r -> positions.computeIfAbsent(r.getString(0), l -> new TreeMap<>()).put(r.getInteger(1), r.getLong(2)));
          return positions;
        });
  }

  private static Map<String, Topic> topics(RowSet<Row> rows) {
    Map<String, Topic> topics = new TreeMap<>();
    rows.forEach(r -> {
      if (state(r.getString(1), Programme.class) instanceof Topic topic) {
        topics.put(r.getString(0), topic);
      }
    });
    return topics;
  }

  private static <T> T state(String json, Class<T> type) {
    try {
      return EventTypes.JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored state cannot be read; rebuild the service", e);
    }
  }

  /** Where the records of a ticket are. */
  public record Records(String id, int partition, List<Long> offsets) {}

  /** Tickets that any of these units was first responder of and that came in [from, to), some at a time, in the order of the log. */
  public void tickets(List<String> units, Instant from, Instant to, int atATime, Consumer<List<Records>> each) {
    int partition = 0;
    long last = -1;
    while (true) {
      List<Records> chunk = rows(pool.preparedQuery("""
          SELECT id, partition, state::jsonb -> 'offsets' FROM projection.oversight WHERE (partition, first_offset) > ($1, $2) AND received_at >= $3 AND received_at < $4
          AND string_to_array(units, ',') && $5 AND state IS NOT NULL ORDER BY partition, first_offset LIMIT $6""")
          .execute(Tuple.of(partition, last, at(from), at(to), units.toArray(String[]::new), atATime)),
          r -> new Records(r.getString(0), r.getInteger(1), r.getJsonArray(2).stream().map(o -> ((Number) o).longValue()).toList()));
      if (chunk.isEmpty()) {
        return;
      }
      each.accept(chunk);
      partition = chunk.getLast().partition();
      last = chunk.getLast().offsets().getFirst();
    }
  }

  /** Every stream of these kinds; thousands, not millions. */
  public List<Matter> matters(List<String> kinds) {
    return rows(pool.preparedQuery("SELECT state FROM projection.matter WHERE kind = ANY($1) AND state IS NOT NULL ORDER BY id").execute(Tuple.of(kinds.toArray(String[]::new))), r -> state(r.getString(0), Matter.class));
  }

  /** The alarms about seals that are open, a hundred a partition at most, and of the cleared ones those with these ids. @param ids null for all */
  public List<SealMatter> sealAlarms(Collection<String> ids) {
    return rows(pool.preparedQuery("SELECT state FROM projection.matter WHERE kind = 'SEAL' AND (status = 'BROKEN' OR status = 'CLEARED' AND ($1 OR id = ANY($2))) AND state IS NOT NULL")
        .execute(Tuple.of(ids == null, (Object) (ids == null ? new String[0] : ids.toArray(String[]::new)))), r -> (SealMatter) state(r.getString(0), Matter.class));
  }

  private static Object at(Instant time) { return time.atOffset(ZoneOffset.UTC); }

  private static <T> List<T> rows(Future<RowSet<Row>> asked, Function<Row, T> each) { return read(await(asked), each); }

  private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> each) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(each.apply(row)));
    return all;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL: " + e, e);
    }
  }
}
