package cn.jsjb.supervision.inspecting;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.RecordView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Gathers the records of many streams in one pass over a partition, and gives the streams out in the order in which they begin. What
 * is between them is read over, or jumped over where it is much. Streams live side by side, so records wait for the last one of
 * theirs; when what waits is more than the budget, the oldest streams are completed by seeking ahead, so that the memory does not
 * grow with the log or with how long a ticket stays open.
 */
public final class Sweep implements AutoCloseable {
  /** Gives a complete stream on. */
  public interface Sink {
    void take(Where stream, List<RecordView> records) throws InterruptedException;
  }

  /** Records that are read over rather than jumped over: about what is read in the time of a round trip. */
  private static final int NEAR = 2_000;
  /** What a record costs beside its payload: headers, objects. */
  private static final int OVERHEAD = 1_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final LogReader log;
  private final Histories histories;
  private final String topic;
  private final long budget;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private final Deque<Gathering> open = new ArrayDeque<>();
  private final PriorityQueue<Gathering> next = new PriorityQueue<>(Comparator.comparingLong((Gathering g) -> g.at));
  private Iterator<Where> streams;
  private Where ahead;
  private long held;
  private long mostHeld;

  /** @param budget bytes of records that may wait */
  public Sweep(LogReader log, String topic, long budget) {
    this.log = log;
    this.histories = new Histories(log, topic);
    this.topic = topic;
    this.budget = budget;
    this.consumer = log.passing();
  }

  private static final class Gathering {
    final Where stream;
    final List<RecordView> records;
    int n;
    /** The next offset, as the queue knows it. */
    long at;
    long bytes;
    boolean done;

    Gathering(Where stream) {
      this.stream = stream;
      this.records = new ArrayList<>(stream.offsets().length);
      this.done = stream.offsets().length == 0 || stream.quarantine() != null;
      this.at = done ? -1 : stream.offsets()[0];
    }

    void step() {
      n++;
      done = n == stream.offsets().length;
      at = done ? at : stream.offsets()[n];
    }
  }

  /** @param wanted of this partition, in the order of their first offsets; asked for as late as possible */
  public void partition(int partition, Iterator<Where> wanted, Sink sink) throws InterruptedException {
    streams = wanted;
    open.clear();
    next.clear();
    held = 0;
    TopicPartition where = new TopicPartition(topic, partition);
    consumer.assign(List.of(where));
    long position = -1;
    long heardAt = System.nanoTime();
    fetch();
    for (long want = wanted(); want >= 0; want = wanted()) {
      if (position < 0 || want - position > NEAR || want < position) {
        consumer.seek(where, want);
      }
      ConsumerRecords<byte[], byte[]> batch;
      try {
        batch = consumer.poll(POLL);
        position = consumer.position(where);
      } catch (OffsetOutOfRangeException cutOff) {
        long first = consumer.beginningOffsets(List.of(where)).get(where);
        missing(first > want ? first : Long.MAX_VALUE);
        give(sink);
        position = -1;
        continue;
      }
      if (batch.isEmpty()) {
        if (consumer.endOffsets(List.of(where)).get(where) <= want) {
          missing(Long.MAX_VALUE);
          give(sink);
        } else if (System.nanoTime() - heardAt > PATIENCE) {
          throw new Refused(Reason.AWAY);
        }
        continue;
      }
      heardAt = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        take(record);
        give(sink);
        if (held > budget) {
          complete(partition, sink);
        }
      }
    }
    missing(Long.MAX_VALUE);
    give(sink);
  }

  private void fetch() { ahead = streams.hasNext() ? streams.next() : null; }

  /** The next offset that is worth reading, or -1. Streams whose records are not read here pass through. */
  private long wanted() {
    while (ahead != null && (ahead.offsets().length == 0 || next.isEmpty() && ahead.quarantine() != null)) {
      admit();
    }
    while (!next.isEmpty() && next.peek().done) {
      next.poll();
    }
    long first = ahead == null ? Long.MAX_VALUE : ahead.offsets()[0];
    long least = Math.min(first, next.isEmpty() ? Long.MAX_VALUE : next.peek().at);
    return least == Long.MAX_VALUE ? -1 : least;
  }

  private void admit() {
    Gathering gathering = new Gathering(ahead);
    open.add(gathering);
    if (!gathering.done) {
      next.add(gathering);
    }
    fetch();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    while (ahead != null && (ahead.offsets().length == 0 || ahead.offsets()[0] <= record.offset())) {
      admit();
    }
    for (Gathering g = next.peek(); g != null && (g.done || g.at <= record.offset()); g = next.peek()) {
      next.poll();
      if (g.done) {
        continue;
      }
      if (g.at == record.offset()) {
        RecordView view = RecordView.of(record);
        long bytes = (record.value() == null ? 0 : record.value().length) + OVERHEAD;
        g.records.add(view);
        g.bytes += bytes;
        held += bytes;
        mostHeld = Math.max(mostHeld, held);
      }
      g.step();
      if (!g.done) {
        next.add(g);
      }
    }
  }

  /** What is below this offset is not in the log. */
  private void missing(long below) {
    while (ahead != null && (ahead.offsets().length == 0 || ahead.offsets()[0] < below)) {
      admit();
    }
    for (Gathering g = next.peek(); g != null && (g.done || g.at < below); g = next.peek()) {
      next.poll();
      while (!g.done && g.at < below) {
        g.step();
      }
      if (!g.done) {
        next.add(g);
      }
    }
  }

  private void give(Sink sink) throws InterruptedException {
    while (!open.isEmpty() && open.peek().done) {
      give(open.poll(), sink);
    }
  }

  private void give(Gathering g, Sink sink) throws InterruptedException {
    held -= g.bytes;
    sink.take(g.stream, g.stream.quarantine() != null ? histories.records(g.stream) : g.records);
  }

  /** Completes the oldest streams from where their records lie ahead, all in one go, and gives them on. */
  private void complete(int partition, Sink sink) throws InterruptedException {
    List<Gathering> oldest = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    long freed = 0;
    while (!open.isEmpty() && freed < budget / 2 && (oldest.isEmpty() || (long) offsets.size() * OVERHEAD < budget / 2)) {
      Gathering g = open.poll();
      oldest.add(g);
      freed += g.bytes;
      for (int i = g.n; !g.done && i < g.stream.offsets().length; i++) {
        offsets.add(g.stream.offsets()[i]);
      }
    }
    Map<Long, RecordView> found = log.read(topic, partition, offsets);
    for (Gathering g : oldest) {
      for (int i = g.n; !g.done && i < g.stream.offsets().length; i++) {
        RecordView record = found.get(g.stream.offsets()[i]);
        if (record != null) {
          g.records.add(record);
        }
      }
      g.done = true;
      give(g, sink);
    }
  }

  /** Bytes of records that waited at the same time, at most. */
  long mostHeld() { return mostHeld; }

  @Override public void close() { consumer.close(CloseOptions.timeout(Duration.ZERO)); }
}
