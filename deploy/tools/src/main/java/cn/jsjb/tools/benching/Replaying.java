package cn.jsjb.tools.benching;

import cn.jsjb.log.Rebuild;
import cn.jsjb.supervision.Oversights;
import cn.jsjb.supervision.inspecting.LogReader;
import cn.jsjb.supervision.inspecting.PeriodReplay;
import cn.jsjb.supervision.inspecting.PeriodReplay.Written;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.benching.Figure.Goal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * {@code replay}: every ticket of a long period as supervision-service streams it (records, hashes, verdicts, payloads, folded state, claims), without
 * HTTP, against a plain consumer: one that polls the same topic and reads key, headers and payload of each record, but does not judge, hash, parse or
 * write. And one ticket among all of them, against a seek and a poll of one record.
 */
final class Replaying {
  private static final int EVENTS = 1_000_000;
  private static final int LOOKS = 2_000;
  private static final long[] MARKS = {100_000, 300_000, 1_000_000};

  private Replaying() {}

  static List<Figure> measure(Bench bench, Workbench workbench) throws Exception {
    History history = workbench.history(bench.isQuick() ? bench.events() : Math.max(bench.events(), EVENTS));
    Map<String, Object> kafka = Map.of("bootstrap.servers", workbench.backing().kafkaBootstrap());
    try (Workbench.Database database = workbench.database("bench_replay", Oversights.class)) {
      new Rebuild<>(history.topic(), new Oversights(List.of()), kafka, database::connect).run();
      LogReader log = LogReader.of(kafka);
      try {
        PeriodReplay replay = new PeriodReplay(database.pool(), log, history.topic());
        String memory = memory(bench, replay, history);
        Rounds rounds = Rounds.alternate("replay", bench, () -> ours(replay, history, new Counting()), () -> plain(workbench, history, true));
        double bare = Spread.of(plain(workbench, history, false), plain(workbench, history, false), plain(workbench, history, false)).median();
        List<String> ids = ids(database);
        Rounds one = Rounds.alternate("replay one among %,d, p99 ms".formatted(ids.size()), bench, () -> one(replay, ids).getValueAtPercentile(99) / 1e6, () -> seeks(workbench, history));
        Histogram looks = one(replay, ids);
        return List.of(
            new Figure("replay", "events/s", rounds.ours(), rounds.reference(), Goal.atLeast(0.5, 0, rounds.ours(), rounds.reference()),
                "%s, %,d tickets; reference: one consumer that polls, reads key, headers and payload of each record, and counts; one that only polls: %,.0f events/s (%.2f×); %s".formatted(
                    history.described(), ids.size(), bare, rounds.ours().median() / bare, memory)),
            new Figure("replay-one", "ms p99", one.ours(), one.reference(), Goal.below(100, one.ours()),
                "one ticket of %,d, %,d looks a round: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms in the last; reference: seek and poll of one record".formatted(ids.size(), LOOKS,
                    looks.getValueAtPercentile(50) / 1e6, looks.getValueAtPercentile(99) / 1e6, looks.getMaxValue() / 1e6)));
      } finally {
        log.close();
      }
    }
  }

  private static double ours(PeriodReplay replay, History history, Counting out) throws IOException {
    long began = System.nanoTime();
    Written written = replay.all(Instant.now(), out);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (written.records() != history.events() || written.bytes() != out.bytes || written.tickets() != out.lines) {
      throw new Trouble("%,d records of %,d were replayed, %,d lines of %,d tickets", written.records(), history.events(), out.lines, written.tickets());
    }
    return history.events() / seconds;
  }

  /** What lives in the heap after so many events; the collector runs first, so that it is what is held and not what is rubbish. */
  private static String memory(Bench bench, PeriodReplay replay, History history) throws IOException {
    Counting out = new Counting();
    List<String> said = new ArrayList<>();
    long before = used();
    out.atMarks((events, used) -> said.add("%,dk %.0f MB".formatted(events / 1_000, Math.max(0, used - before) / 1048576.0)));
    ours(replay, history, out);
    String words = "heap held while replaying, above the %d MB before: %s".formatted(before >> 20, String.join(", ", said));
    bench.say("%s", words);
    return words;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** @param reads whether it looks at what it gets */
  private static double plain(Workbench workbench, History history, boolean reads) {
    try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of("max.poll.records", 500, "max.partition.fetch.bytes", 4 << 20, "fetch.max.bytes", 32 << 20, "receive.buffer.bytes", 1 << 20))) {
      List<TopicPartition> all = List.copyOf(history.ends().keySet());
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long bytes = 0;
      long began = System.nanoTime();
      for (long read = 0; read < history.events(); ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          bytes += (reads ? read(record) : 0) + record.value().length;
          read++;
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      if (bytes < history.events()) {
        throw new Trouble("the reference read nothing");
      }
      return history.events() / seconds;
    }
  }

  private static int read(ConsumerRecord<byte[], byte[]> record) {
    int bytes = new String(record.key(), StandardCharsets.UTF_8).length();
    for (Header header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    return bytes;
  }

  private static List<String> ids(Workbench.Database database) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT id FROM projection.oversight ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static Histogram one(PeriodReplay replay, List<String> ids) throws IOException {
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < LOOKS; i++) {
      long began = System.nanoTime();
      byte[] line = replay.one(ids.get((int) (i * 7_919L % ids.size())));
      nanos.recordValue(System.nanoTime() - began);
      if (line.length < 100) {
        throw new Trouble("a ticket was replayed as nothing");
      }
    }
    return nanos;
  }

  private static double seeks(Workbench workbench, History history) {
    Histogram nanos = new Histogram(3);
    try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of("max.poll.records", 1, "max.partition.fetch.bytes", 64 << 10, "fetch.max.wait.ms", 5))) {
      List<Map.Entry<TopicPartition, Long>> parts = List.copyOf(history.ends().entrySet());
      for (int i = 0; i < LOOKS; i++) {
        Map.Entry<TopicPartition, Long> part = parts.get(i % parts.size());
        long began = System.nanoTime();
        consumer.assign(List.of(part.getKey()));
        consumer.seek(part.getKey(), i * 7_919L % part.getValue());
        while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
          // A poll may end between the answer and the records.
        }
        nanos.recordValue(System.nanoTime() - began);
      }
    }
    return nanos.getValueAtPercentile(99) / 1e6;
  }

  /** Takes everything and keeps nothing but how much it was. */
  private static final class Counting extends OutputStream {
    interface Mark {
      void at(long events, long used);
    }

    private static final byte[] RECORD = "\"offset\":".getBytes(StandardCharsets.US_ASCII);
    long bytes;
    long lines;
    private long events;
    private int next;
    private Mark mark;

    void atMarks(Mark each) { mark = each; }

    @Override public void write(int one) { throw new UnsupportedOperationException("a byte at a time"); }

    @Override public void write(byte[] piece, int from, int length) {
      bytes += length;
      for (int i = from; i < from + length; i++) {
        lines += piece[i] == '\n' ? 1 : 0;
        if (mark != null && piece[i] == '"' && java.util.Arrays.equals(piece, i, Math.min(from + length, i + RECORD.length), RECORD, 0, RECORD.length)) {
          events++;
        }
      }
      if (mark != null && next < MARKS.length && events >= MARKS[next]) {
        mark.at(MARKS[next++], used());
      }
    }
  }
}
