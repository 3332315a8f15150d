package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.inspecting.Repeats.Found;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Replays every ticket of a selection into a stream, one line of JSON a ticket, in constant memory: one thread sweeps the log, others judge,
 * fold and write, the caller's thread gives out in order. Partition by partition, in the order in which the requests came in.
 */
@ApplicationScoped
public class PeriodReplay {
  /** Rows of the table that are read at a time. */
  private static final int PAGE = 1_000;
  /** Records that become one piece of output. */
  private static final int PIECE = 500;
  /** Pieces that are under way; with the sweep's budget this bounds the memory. */
  private static final int IN_FLIGHT = 8;
  private static final int WORKERS = 2;
  private static final long BUDGET = 40L * 1024 * 1024;
  private static final ObjectWriter LINE = EventTypes.JSON.writerFor(HistoryView.class);

  private Pool pool;
  private LogReader log;
  private String topic;

  PeriodReplay() {}

  @Inject
  public PeriodReplay(Pool pool, LogReader log) { this(pool, log, EventLog.COMPLAINTS); }

  public PeriodReplay(Pool pool, LogReader log, String topic) {
    this.pool = pool;
    this.log = log;
    this.topic = topic;
  }

  /** What was written. */
  public record Written(long tickets, long records, long bytes) {
    Written and(Written other) { return new Written(tickets + other.tickets, records + other.records, bytes + other.bytes); }
  }

  private record Gathered(Where stream, List<RecordView> records, Found repeats) {}

  private record Piece(Lines lines, Written written) {}

  /** Bytes that are given out as they are, and written into again. */
  private static final class Lines extends ByteArrayOutputStream {
    Lines() { super(1 << 20); }

    void giveTo(OutputStream out) throws IOException { out.write(buf, 0, count); }
  }

  /** Every ticket there is. */
  public Written all(Instant asOf, OutputStream out) throws IOException { return write(Selection.ALL, asOf, false, out); }

  /** One ticket, as a line of the replay; empty when there is none of that id. */
  public byte[] one(String id) throws IOException {
    for (Row row : query("SELECT partition, state, quarantine FROM projection.oversight WHERE id = $1", Tuple.of(id))) {
      Histories histories = new Histories(log, topic);
      Where where = Where.of(id, row.getInteger(0), row.getString(1), row.getString(2));
      Found repeats = new Repeats(pool, histories).of(new String[] {id}, null, null).getOrDefault(id, Found.NONE);
      return piece(List.of(new Gathered(where, histories.records(where), repeats)), null, false, null).lines.toByteArray();
    }
    return new byte[0];
  }

  /**
   * @param asOf what was in the log at this time
   * @param toUnit shown to a unit or district; confidential words are hidden from everybody here
   */
  Written write(Selection selection, Instant asOf, boolean toUnit, OutputStream out) throws IOException {
    BlockingQueue<Future<Piece>> pieces = new ArrayBlockingQueue<>(IN_FLIGHT);
    BlockingQueue<Lines> spare = new ArrayBlockingQueue<>(IN_FLIGHT);
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS + 1, Thread.ofPlatform().daemon().name("replay-", 0).factory());
    try {
      Future<?> sweep = workers.submit(() -> {
        sweep(selection, piece -> {
          Callable<Piece> work = () -> piece(piece, asOf, toUnit, spare.poll());
          pieces.put(workers.submit(work));
        }, asOf);
        return null;
      });
      Written written = new Written(0, 0, 0);
      while (true) {
        Future<Piece> piece = pieces.poll(100, TimeUnit.MILLISECONDS);
        if (piece == null) {
          if (!sweep.isDone() || !pieces.isEmpty()) {
            continue;
          }
          result(sweep);
          out.flush();
          return written;
        }
        Piece done = result(piece);
        done.lines.giveTo(out);
        done.lines.reset();
        spare.offer(done.lines);
        written = written.and(done.written);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("the replay was stopped", stopped);
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException, IOException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException e -> throw e;
        case IOException e -> throw e;
        default -> throw new IOException(failed.getCause());
      }
    } catch (CancellationException stopped) {
      throw new IOException("the replay was stopped", stopped);
    }
  }

  /** Takes some tickets that become one piece of output. */
  private interface Pieces {
    void take(List<Gathered> gathered) throws InterruptedException;
  }

  private void sweep(Selection selection, Pieces pieces, Instant asOf) throws Exception {
    Row highest = query("SELECT max(partition) FROM projection.oversight", Tuple.tuple()).iterator().next();
    int partitions = highest.getInteger(0) == null ? 0 : highest.getInteger(0) + 1;
    Repeats asked = new Repeats(pool, new Histories(log, topic));
    // Of all partitions at once, for all of them.
    long[] ends = asked.ends(asOf);
    try (Sweep sweep = new Sweep(log, topic, BUDGET)) {
      for (int partition = 0; partition < partitions; partition++) {
        Rows rows = new Rows(selection, partition, asked, ends);
        List<Gathered> gathered = new ArrayList<>();
        int[] records = {0};
        sweep.partition(partition, rows, (stream, found) -> {
          gathered.add(new Gathered(stream, found, rows.repeatsOf(stream.id())));
          records[0] += found.size();
          if (records[0] >= PIECE) {
            pieces.take(List.copyOf(gathered));
            gathered.clear();
            records[0] = 0;
          }
        });
        if (!gathered.isEmpty()) {
          pieces.take(List.copyOf(gathered));
        }
      }
    }
  }

  /** @param spare to write into, or null */
  private static Piece piece(List<Gathered> gathered, Instant asOf, boolean toUnit, Lines spare) throws IOException {
    Lines lines = spare == null ? new Lines() : spare;
    long tickets = 0;
    long records = 0;
    for (Gathered g : gathered) {
      List<RecordView> known = Replay.until(asOf, g.records);
      if (!known.isEmpty()) {
        LINE.writeValue(lines, HistoryView.of(g.stream.id(), Replay.of(known), asOf, g.repeats, g.stream.hidesWords(g.records), toUnit));
        lines.write('\n');
        tickets++;
        records += known.size();
      }
    }
    return new Piece(lines, new Written(tickets, records, lines.size()));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    try {
      return pool.preparedQuery(sql).execute(parameters).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the table could not be read", failed);
    }
  }

  /** The rows of a partition, page by page. Complaints that arrive during the walk may be missed; "as of" makes that harmless. */
  private final class Rows implements Iterator<Where> {
    private final Selection.Page page;
    private final List<String> scope;
    private final int partition;
    private final Repeats asked;
    private final long[] ends;
    private final Map<String, Found> repeats = new HashMap<>();
    private Iterator<Where> rows = List.<Where>of().iterator();
    private long last = -1;
    private boolean ended;

    Rows(Selection selection, int partition, Repeats asked, long[] ends) {
      this.page = selection.page();
      this.scope = selection.scope();
      this.partition = partition;
      this.asked = asked;
      this.ends = ends;
    }

    @Override public boolean hasNext() {
      if (!rows.hasNext() && !ended) {
        List<Where> read = new ArrayList<>(PAGE);
        for (Row row : query(page.sql(), Tuple.wrap(page.of(partition, last, PAGE)))) {
          read.add(Where.of(row.getString(0), partition, row.getString(1), row.getString(2)));
          last = row.getLong(3);
        }
        ended = read.size() < PAGE;
        rows = read.iterator();
        repeats(read);
      }
      return rows.hasNext();
    }

    @Override public Where next() { return hasNext() ? rows.next() : null; }

    Found repeatsOf(String id) {
      Found found = repeats.remove(id);
      return found == null ? Found.NONE : found;
    }

    private void repeats(List<Where> read) {
      String[] ids = read.stream().map(Where::id).toArray(String[]::new);
      repeats.putAll(asked.of(ids, ends, scope));
    }
  }
}
