package cn.jsjb.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * Batches of different partitions side by side, those of one partition one after the other. Reading goes on meanwhile, up to a bound.
 *
 * <p>A transaction costs as much as a hundred records in it. So what comes for a partition while its lane is busy is joined with what waits
 * there, and a lane rests for a moment between two transactions: batches grow with the load, and the first one after a silence goes at once.
 * Only what follows without a gap is joined: a batch after a gap has to be seen to begin where it begins.
 *
 * @param <R> a record
 */
public final class Lanes<R> implements AutoCloseable {
  /** Applies records of one partition. What it throws is lost: it has to deal with its troubles itself. */
  public interface Work<R> {
    void apply(int partition, List<R> records);
  }

  /** As many as one transaction holds at most, unless a single batch has more. */
  private static final int JOINED = 2_000;
  /** What the last transaction says about the rate, beside those before it. */
  private static final double LATE = 0.3;

  /**
   * How long a lane rests after a transaction.
   *
   * @param whenAwaited while somebody waits for a verdict
   * @param otherwise while nobody does
   * @param full from so many waiting records on it does not rest at all, nor while whoever reads waits for room
   */
  public record Rest(Pause whenAwaited, Pause otherwise, int full) {
    public static final Rest NONE = new Rest(Pause.of(Duration.ZERO), Pause.of(Duration.ZERO), 0);
  }

  /**
   * The more comes, the longer the pause: a transaction then finds more, and what a record costs falls while the load rises.
   *
   * @param least of a lane with little to do
   * @param most of the busiest
   * @param busy records a second from which on the pause grows in proportion
   */
  public record Pause(Duration least, Duration most, double busy) {
    public static Pause of(Duration always) { return new Pause(always, always, 1); }

    long nanos(double recordsPerSecond) { return (long) Math.min(most.toNanos(), least.toNanos() * Math.max(1, recordsPerSecond / busy)); }
  }

  private final ScheduledThreadPoolExecutor threads;
  private final Semaphore room;
  private final int bound;
  private final Rest rest;
  private final BooleanSupplier awaited;
  private final ToLongFunction<R> offset;
  private final Work<R> work;
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;
  /** Whoever reads waits for room. */
  private volatile boolean isFull;

  /**
   * @param inFlight how many partitions at a time
   * @param bound how many records may be read and not applied; a single batch may be larger
   * @param awaited whether somebody waits for a verdict
   */
  public Lanes(String name, int inFlight, int bound, Rest rest, BooleanSupplier awaited, ToLongFunction<R> offset, Work<R> work) {
    this.threads = new ScheduledThreadPoolExecutor(inFlight, Thread.ofPlatform().name(name, 0).daemon().factory());
    this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.room = new Semaphore(bound);
    this.bound = bound;
    this.rest = rest;
    this.awaited = awaited;
    this.offset = offset;
    this.work = work;
  }

  /** Blocks while there is no room; meanwhile no lane rests: what is full together may be spread so thin that none is full alone. */
  public void submit(int partition, List<R> records) throws InterruptedException {
    if (records.isEmpty() || closed) {
      return;
    }
    int permits = Math.min(bound, records.size());
    if (!room.tryAcquire(permits)) {
      isFull = true;
      try {
        lanes.values().forEach(Lane::arrangeAnew);
        room.acquire(permits);
      } finally {
        isFull = false;
      }
    }
    lanes.computeIfAbsent(partition, Lane::new).add(records);
  }

  /** How many records were read and are not applied. */
  public int waiting() { return lanes.values().stream().mapToInt(Lane::waiting).sum(); }

  /** Whoever waits for room goes on; what was not applied is read again by whoever follows next. */
  @Override public void close() {
    closed = true;
    threads.shutdown();
    room.release(1 << 30);
  }

  private final class Lane {
    private final int partition;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private boolean running;
    private int waiting;
    private long endedAt = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    private long takenAt = endedAt;
    /** Records a second, of late. */
    private double rate;
    /** When the lane is next due, so that an earlier start that was arranged before finds nothing to do. */
    private long dueAt = Long.MAX_VALUE;

    Lane(int partition) { this.partition = partition; }

    synchronized int waiting() { return waiting; }

    synchronized void add(List<R> records) {
      Segment last = segments.peekLast();
      if (last == null || !last.takes(records)) {
        last = new Segment();
        segments.add(last);
      }
      last.add(records);
      waiting += records.size();
      arrange();
    }

    synchronized void arrangeAnew() { arrange(); }

    private void arrange() {
      if (running || segments.isEmpty()) {
        return;
      }
      long now = System.nanoTime();
      long pause = isFull || waiting >= rest.full ? 0 : (awaited.getAsBoolean() ? rest.whenAwaited : rest.otherwise).nanos(rate);
      long due = Math.max(now, endedAt + pause);
      if (due < dueAt) {
        dueAt = due;
        try {
          threads.schedule(() -> run(due), due - now, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException afterTheEnd) {
          dueAt = Long.MAX_VALUE;
        }
      }
    }

    private void run(long due) {
      Segment segment;
      synchronized (this) {
        if (running || due != dueAt) {
          return;
        }
        running = true;
        dueAt = Long.MAX_VALUE;
        segment = segments.poll();
        waiting -= segment.records.size();
        long now = System.nanoTime();
        rate += (segment.records.size() * 1e9 / Math.max(1, now - takenAt) - rate) * LATE;
        takenAt = now;
      }
      try {
        work.apply(partition, segment.records);
      } finally {
        synchronized (this) {
          running = false;
          endedAt = System.nanoTime();
          arrange();
        }
        room.release(segment.permits);
      }
    }
  }

  private final class Segment {
    final List<R> records = new ArrayList<>();
    int permits;

    boolean takes(List<R> more) {
      return records.size() + more.size() <= JOINED && offset.applyAsLong(more.getFirst()) == offset.applyAsLong(records.getLast()) + 1;
    }

    void add(List<R> more) {
      records.addAll(more);
      permits += Math.min(bound, more.size());
    }
  }
}
