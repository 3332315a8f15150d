package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Chain.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Follows one log into one projection. A batch of one partition is one transaction: take the position row, skip what is below
 * it, judge and fold in memory, write every changed stream with one statement, advance the position. Position and effect
 * commit together, so each fact is applied exactly once, whoever is killed when.
 *
 * <p>The position row is also the fence: a second instance that still believes it owns the partition finds a position it did
 * not expect, forgets what it cached and starts from what is there.
 *
 * <p>Batches of one partition come one after the other; different partitions may come at the same time.
 */
public final class Follower<S> {
  private static final Logger LOG = Logger.getLogger(Follower.class);
  /**
   * A row with its state is 2 to 5 KB: an eighth of the heap at most. More would cost more than it saves: a heap that is nearly full is
   * collected again and again, and each collection also ages compiled code until it has to be compiled again.
   */
  private static final long HOT_ROWS = Math.clamp(Runtime.getRuntime().maxMemory() / 40_000, 5_000, 200_000);
  private static final long PATIENCE_SECONDS = 30;
  /** A partition from which nothing came for so long has nothing more to catch up with, whatever its end says (markers take offsets too). */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  /** What a rebuild leaves in the position rows of tables it has replaced. */
  static final long REPLACED = -1;

  /** Told outside before the transaction commits: at least once, and never by a replay (see {@link Watermark}). */
  public interface Outward<S> {
    /** Sends what these facts mean to others, without waiting. */
    Telling tell(List<Told<S>> told);
  }

  /** What is on its way outside, while the database is busy with the same facts. */
  public interface Telling {
    /** Returns when it is acknowledged; throws when it is not. */
    void await();
  }

  /** A fact with the state before and after it. */
  public record Told<S>(Fact fact, S before, S after) {}

  /** Up to where the outside has been told; kept outside the service's database, so that a rebuilt service stays silent. */
  public interface Watermark {
    long load(int partition);

    void save(int partition, long nextOffset);
  }

  /**
   * Records are missing before a batch. Believed when reading again from {@code next} gives the same {@code first} again: a batch that was
   * read ahead of the first complaint about the gap begins elsewhere.
   */
  private record Gap(long next, long first) {}

  /** History that a partition still has to read. @param end where it ended when the partition was assigned */
  private record Behind(long end, long movedAt) {}

  /** What became of a batch. @param next the position from which the partition has to be read on */
  public record Applied(long next, boolean seek) {}

  private final String topic;
  private final Projection<S> projection;
  private final Pool pool;
  private final Sql sql;
  private final Awaiting<S> awaiting = new Awaiting<>();
  private final Cache<String, Row<S>> hot = Caffeine.newBuilder().maximumSize(HOT_ROWS).build();
  private final Map<Integer, Long> expected = new ConcurrentHashMap<>();
  private final Map<Integer, Long> epochs = new ConcurrentHashMap<>();
  private final Map<Integer, Behind> behind = new ConcurrentHashMap<>();
  private final Map<Integer, Gap> gaps = new ConcurrentHashMap<>();
  private final Map<Integer, Long> told = new ConcurrentHashMap<>();
  private final LongAdder assignments = new LongAdder();
  private final LongAdder facts = new LongAdder();
  private final LongAdder voids = new LongAdder();
  private final LongAdder alarms = new LongAdder();
  private final LongAdder quarantined = new LongAdder();
  private volatile Outward<S> outward;
  private volatile Watermark watermark;
  private volatile java.util.function.Consumer<List<Row<S>>> afterCommit = rows -> {};

  public Follower(String topic, Projection<S> projection, Pool pool) {
    this.topic = topic;
    this.projection = projection;
    this.pool = pool;
    this.sql = new Sql(projection, "projection");
  }

  public Follower<S> telling(Outward<S> outward, Watermark watermark) {
    this.outward = outward;
    this.watermark = watermark;
    return this;
  }

  /** Called with the changed rows after each commit; a failure there loses nothing, the sweep over due rows comes again. */
  public Follower<S> reacting(java.util.function.Consumer<List<Row<S>>> afterCommit) {
    this.afterCommit = afterCommit;
    return this;
  }

  public String topic() { return topic; }
  public Projection<S> projection() { return projection; }
  public Awaiting<S> awaiting() { return awaiting; }
  public long facts() { return facts.sum(); }
  public long voids() { return voids.sum(); }
  public long alarms() { return alarms.sum(); }
  public long quarantined() { return quarantined.sum(); }

  /** Partitions that this instance follows. */
  public Set<Integer> owned() { return Set.copyOf(expected.keySet()); }

  /** The position up to which (exclusive) this instance has applied a partition it owns, or -1. */
  public long position(int partition) { return expected.getOrDefault(partition, -1L); }

  /** This instance now owns these partitions. Returns where to read on, creating the position rows of a new database. */
  public Map<Integer, Long> assigned(Collection<Integer> partitions) {
    Map<Integer, Long> next = new HashMap<>();
    for (int partition : partitions) {
      await(pool.preparedQuery("INSERT INTO projection.position (log, partition, next_offset) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING")
          .execute(Tuple.of(topic, partition)));
      long offset = await(pool.preparedQuery("SELECT next_offset FROM projection.position WHERE log = $1 AND partition = $2")
          .execute(Tuple.of(topic, partition))).iterator().next().getLong(0);
      forget(partition);
      expected.put(partition, offset);
      if (watermark != null) {
        told.put(partition, watermark.load(partition));
      }
      next.put(partition, offset);
    }
    return next;
  }

  /**
   * Up to these ends the log is history: its states have been answered long ago, mostly in the very records that come next. Nothing is
   * reacted to before a partition is past its end; then the sweep finds what is really due.
   */
  public void catchUp(Map<Integer, Long> ends) {
    ends.forEach((partition, end) -> {
      if (position(partition) < end) {
        behind.put(partition, new Behind(end, System.nanoTime()));
      }
    });
    assignments.increment();
  }

  /** How often partitions came to this instance, once {@link #isCaughtUp} knows of their history: what came with the last of them was not reacted to. */
  public long assignments() { return assignments.sum(); }

  /** Whether this instance follows the partition and has read what was there when it began. */
  public boolean isCaughtUp(int partition) {
    Behind history = behind.get(partition);
    return history == null || position(partition) >= history.end || System.nanoTime() - history.movedAt > SILENCE_NANOS;
  }

  public void revoked(Collection<Integer> partitions) { partitions.forEach(this::forget); }

  private void forget(int partition) {
    expected.remove(partition);
    behind.remove(partition);
    gaps.remove(partition);
    hot.asMap().values().removeIf(row -> row.partition() == partition);
  }

  /** The stream as last committed, from memory when this instance owns its partition, else from the table. */
  public Row<S> load(String id) {
    Row<S> row = hot.getIfPresent(id);
    return row != null ? row : loadFresh(id);
  }

  /** The position in the table, whoever follows the partition. */
  public long committedPosition(int partition) {
    var rows = await(pool.preparedQuery("SELECT next_offset FROM projection.position WHERE log = $1 AND partition = $2")
        .execute(Tuple.of(topic, partition)));
    return rows.rowCount() == 0 ? 0 : rows.iterator().next().getLong(0);
  }

  /** The stream from the table. Null when there is none. */
  public Row<S> loadFresh(String id) {
    var rows = await(pool.preparedQuery(sql.selectOne).execute(Tuple.of(id)));
    for (io.vertx.sqlclient.Row row : rows) {
      return sql.read(row);
    }
    return null;
  }

  /** Rows whose reaction is due, of the partitions this instance owns and has caught up with; the longest due first. */
  public List<Row<S>> due(java.time.Instant now, int limit) {
    Integer[] mine = expected.keySet().stream().filter(this::isCaughtUp).toArray(Integer[]::new);
    List<Row<S>> due = new ArrayList<>();
    if (mine.length > 0) {
      for (io.vertx.sqlclient.Row row : await(pool.preparedQuery(sql.due)
          .execute(Tuple.of(now.atOffset(java.time.ZoneOffset.UTC), mine, limit)))) {
        due.add(sql.read(row));
      }
    }
    return due;
  }

  /**
   * Applies a batch of one partition, in offset order. Throws when the database does not answer: the caller tries the same
   * batch again.
   */
  public Applied apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
    Long from = expected.get(partition);
    Batch batch = new Batch(partition, from == null ? -1 : from, records);
    SqlConnection connection = await(pool.getConnection());
    try {
      Future<Transaction> begun = connection.begin();
      // A plan made while the table was empty is kept while it fills: thousands of ids against every row, again for each batch.
      connection.query("SET LOCAL enable_seqscan = off").execute();
      var locked = connection.preparedQuery("SELECT next_offset, epoch FROM projection.position WHERE log = $1 AND partition = $2 FOR UPDATE")
          .execute(Tuple.of(topic, partition));
      Map<String, Row<S>> rows = new HashMap<>();
      Future<?> loading = load(connection, batch.unknown(rows), rows);
      Transaction transaction = await(begun);
      try {
        io.vertx.sqlclient.Row position = await(locked).iterator().next();
        long next = position.getLong(0);
        await(loading);
        if (next == REPLACED) {
          throw new IllegalStateException("the tables were just replaced by rebuilt ones");
        }
        boolean rebuilt = !position.getLong(1).equals(epochs.put(partition, position.getLong(1)));
        if (from == null || from != next || rebuilt) {
          // Somebody else moved the position, or the tables were rebuilt. What is there counts, not what is remembered.
          LOG.debugf("%s/%d: position is %d, this instance expected %s; starting from what is there", topic, partition, next, from);
          forgetRows(partition);
          expected.put(partition, next);
          batch = new Batch(partition, next, records);
          rows.clear();
          await(load(connection, batch.unknown(rows), rows));
        }
        if (batch.records.isEmpty()) {
          await(transaction.rollback());
          return new Applied(next, false);
        }
        long first = batch.records.getFirst().offset();
        Gap gap = first > next ? new Gap(next, first) : null;
        if (gap != null && !gap.equals(gaps.put(partition, gap))) {
          await(transaction.rollback());
          return new Applied(next, true);
        }
        batch.judge(rows);
        Telling telling = outward == null ? () -> {} : tellOutside(partition, batch);
        write(connection, batch);
        telling.await();
        await(transaction.commit());
      } catch (Throwable failed) {
        transaction.rollback();
        forgetRows(partition);
        throw failed;
      }
    } finally {
      connection.close();
    }
    committed(partition, batch);
    return new Applied(batch.end(), false);
  }

  private void forgetRows(int partition) { hot.asMap().values().removeIf(row -> row.partition() == partition); }

  private Future<?> load(SqlConnection connection, String[] ids, Map<String, Row<S>> into) {
    if (ids.length == 0) {
      return Future.succeededFuture();
    }
    return connection.preparedQuery(sql.select).execute(Tuple.of(ids)).map(found -> {
      for (io.vertx.sqlclient.Row row : found) {
        Row<S> read = sql.read(row);
        into.put(read.id(), read);
      }
      return null;
    });
  }

  private Telling tellOutside(int partition, Batch batch) {
    long mark = told.getOrDefault(partition, 0L);
    List<Told<S>> news = batch.told.stream().filter(t -> t.fact().offset() >= mark).toList();
    Telling telling = news.isEmpty() ? () -> {} : outward.tell(news);
    return () -> {
      telling.await();
      told.put(partition, Math.max(mark, batch.end()));
    };
  }

  private void write(SqlConnection connection, Batch batch) {
    List<Future<?>> written = new ArrayList<>(3);
    if (!batch.changed.isEmpty()) {
      written.add(connection.preparedQuery(sql.upsert).execute(sql.rows(batch.changed.values())));
      Map<String, long[]> moves = sql.moves(batch.changed.values(), batch.before);
      if (!moves.isEmpty()) {
        written.add(connection.preparedQuery(sql.tally).execute(sql.tallies(batch.partition, moves)));
      }
    }
    written.add(connection.preparedQuery("UPDATE projection.position SET next_offset = $3 WHERE log = $1 AND partition = $2")
        .execute(Tuple.of(topic, batch.partition, batch.end())));
    written.forEach(Follower::await);
  }

  private void committed(int partition, Batch batch) {
    batch.changed.replaceAll((id, row) -> row.written());
    hot.putAll(batch.changed);
    expected.put(partition, batch.end());
    facts.add(batch.facts);
    voids.add(batch.records.size() - batch.facts);
    alarms.add(batch.alarms);
    quarantined.add(batch.newlyQuarantined);
    if (watermark != null) {
      watermark.save(partition, batch.end());
    }
    batch.verdicts.forEach((eventId, judged) -> awaiting.tell(eventId, judged.verdict(), batch.latest(judged.streamId())));
    behind.computeIfPresent(partition, (p, history) -> batch.end() >= history.end ? null : new Behind(history.end, System.nanoTime()));
    if (!behind.containsKey(partition)) {
      afterCommit.accept(List.copyOf(batch.changed.values()));
    }
  }

  private record JudgedRecord(String streamId, Verdict verdict) {}

  /** One batch of one partition on its way through the law. */
  private final class Batch {
    final int partition;
    final long start;
    final List<RecordView> records;
    final Map<String, Row<S>> before = new HashMap<>();
    final Map<String, Row<S>> changed = new LinkedHashMap<>();
    final Map<String, JudgedRecord> verdicts = new LinkedHashMap<>();
    final List<Told<S>> told = new ArrayList<>();
    Map<String, Row<S>> known = Map.of();
    int facts;
    int alarms;
    int newlyQuarantined;

    Batch(int partition, long from, List<ConsumerRecord<byte[], byte[]>> batch) {
      this.partition = partition;
      this.start = from;
      this.records = new ArrayList<>(batch.size());
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        if (record.offset() >= from) {
          records.add(RecordView.of(record));
        }
      }
    }

    /** Streams of this batch that are not in memory; those that are go into {@code rows}. */
    String[] unknown(Map<String, Row<S>> rows) {
      Map<String, Boolean> missing = new HashMap<>();
      for (RecordView record : records) {
        String id = record.key();
        if (id != null && !rows.containsKey(id) && !missing.containsKey(id)) {
          Row<S> row = hot.getIfPresent(id);
          if (row != null) {
            rows.put(id, row);
          } else {
            missing.put(id, true);
          }
        }
      }
      return missing.keySet().toArray(String[]::new);
    }

    void judge(Map<String, Row<S>> rows) {
      known = rows;
      boolean someoneWaits = awaiting.isAnyoneWaiting();
      for (RecordView record : records) {
        String id = record.key();
        Row<S> row = id == null ? null : latest(id);
        Verdict verdict = Chain.judge(row == null ? null : row.head(), record);
        if (verdict.isFact()) {
          facts++;
          Row<S> after = Folding.fact(projection, row, record, told, outward != null);
          if (after.quarantine() != null && (row == null || row.quarantine() == null)) {
            newlyQuarantined++;
            LOG.errorf("quarantined %s at %s/%d offset %d: %s", id, topic, partition, record.offset(), after.quarantine());
          }
          put(id, row, after);
        } else {
          if (verdict.isAlarm()) {
            alarms++;
            LOG.warnf("void record at %s/%d offset %d: %s (source %s, type %s)", topic, partition, record.offset(), verdict,
                Folding.printable(record.source()), Folding.printable(record.type()));
          }
          if (row != null) {
            S kept = projection.voided(row.state(), record);
            if (kept != row.state()) {
              put(id, row, row.with(kept));
            }
          }
        }
        if (someoneWaits || awaiting.isAnyoneWaiting()) {
          String eventId = record.id();
          if (awaiting.isAwaited(eventId)) {
            verdicts.put(eventId, new JudgedRecord(id, verdict));
          }
        }
      }
    }

    private void put(String id, Row<S> earlier, Row<S> later) {
      if (!changed.containsKey(id)) {
        before.put(id, earlier);
      }
      changed.put(id, later);
    }

    Row<S> latest(String id) {
      Row<S> row = changed.get(id);
      return row != null ? row : known.get(id);
    }

    long end() { return records.isEmpty() ? start : records.getLast().offset() + 1; }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getCause().getMessage(), e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("PostgreSQL did not answer within %d s".formatted(PATIENCE_SECONDS), e);
    }
  }

  /** The statements of one projection; live following and rebuilding share the columns. */
  final class Sql {
    private final Projection<S> projection;
    private final com.fasterxml.jackson.databind.ObjectReader stateReader;
    private final RowCodec<S> codec;
    final String select;
    final String selectOne;
    final String due;
    final String upsert;
    final String tally;

    Sql(Projection<S> projection, String schema) {
      this.projection = projection;
      this.codec = new RowCodec<>(projection);
      this.stateReader = EventTypes.JSON.readerFor(projection.stateType());
      String table = schema + "." + projection.table();
      String base = "SELECT id, partition, head, sequence, last_event, commands, quarantine, state FROM " + table;
      select = base + " WHERE id = ANY($1)";
      selectOne = base + " WHERE id = $1";
      due = base + " WHERE due_at <= $1 AND partition = ANY($2) ORDER BY due_at LIMIT $3";
      upsert = codec.upsert(table);
      tally = projection.tallyTable() == null ? null : codec.tally(schema + "." + projection.tallyTable());
    }

    Row<S> read(io.vertx.sqlclient.Row row) {
      try {
        String state = row.getString(7);
        return new Row<>(row.getString(0), row.getInteger(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5),
            row.getString(6), state == null ? null : stateReader.readValue(state));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(row.getString(0)), e);
      }
    }

    Tuple rows(Collection<Row<S>> rows) { return Tuple.wrap((Object[]) codec.arrays(rows)); }

    Map<String, long[]> moves(Collection<Row<S>> after, Map<String, Row<S>> before) { return codec.moves(after, before); }

    Tuple tallies(int partition, Map<String, long[]> moves) { return Tuple.wrap((Object[]) codec.tallyArrays(partition, moves)); }
  }
}
