package cn.jsjb.tools.benching;

import cn.jsjb.log.Column;
import cn.jsjb.log.Follower;
import cn.jsjb.log.Lanes;
import cn.jsjb.log.Projection;
import cn.jsjb.runtime.LogFollowing;
import cn.jsjb.tools.benching.Figure.Goal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code follow}: a follower in the services' loop catches up on a backlog, transaction by transaction, against a consumer written by hand.
 * The reference has two threads with half of the partitions each, holds every state in memory, never reads the table, and writes each poll with one
 * upsert of arrays, counts and position in one transaction.
 */
final class Following {
  private static final int THREADS = 2;

  private Following() {}

  static List<Figure> measure(Bench bench, Workbench workbench) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Subject<?> subject : Subject.all()) {
      figures.add(measure(bench, workbench, subject));
    }
    return figures;
  }

  private static <S> Figure measure(Bench bench, Workbench workbench, Subject<S> subject) throws Exception {
    History history = workbench.history();
    try (Workbench.Database database = subject.database(workbench)) {
      Rounds rounds = Rounds.alternate("follow " + subject.name(), bench, () -> ours(workbench, subject, history, database), () -> byHand(workbench, subject, history, database));
      return new Figure("follow" + subject.suffix(), "events/s", rounds.ours(), rounds.reference(), Goal.atLeast(0.6, 60_000, rounds.ours(), rounds.reference()),
          "tables of %s; %s; heap of both %d MB".formatted(subject.name(), history.described(), Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private static <S> double ours(Workbench workbench, Subject<S> subject, History history, Workbench.Database database) throws Exception {
    Projection<S> projection = subject.projection().get();
    Subject.emptyTables(database, projection);
    Follower<S> follower = new Follower<>(history.topic(), projection, database.pool());
    long began = System.nanoTime();
    try (Loop<S> loop = new Loop<>(workbench, follower)) {
      loop.until(history.ends());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Rebuilding.check(database, "projection", projection, history);
    return history.events() / seconds;
  }

  /** The services' loop (LogFollowing) without its container: the same consumer settings, the same lanes. */
  static final class Loop<S> implements AutoCloseable {
    private final Follower<S> follower;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Lanes<ConsumerRecord<byte[], byte[]>> lanes;
    private volatile RuntimeException broken;

    Loop(Workbench workbench, Follower<S> follower) {
      this.follower = follower;
      this.lanes = new Lanes<>("follow-", LogFollowing.IN_FLIGHT, LogFollowing.READ_AHEAD, LogFollowing.REST, () -> follower.awaiting().isAnyoneWaiting(),
          ConsumerRecord::offset, this::apply);
      this.consumer = workbench.consumer(Map.of("max.poll.records", 1_000, "fetch.min.bytes", 1, "max.partition.fetch.bytes", 262_144));
      consumer.assign(Workbench.partitions(follower.topic()));
      follower.assigned(IntStream.range(0, Workbench.PARTITIONS).boxed().toList())
          .forEach((partition, offset) -> consumer.seek(new TopicPartition(follower.topic(), partition), offset));
    }

    void until(Map<TopicPartition, Long> ends) throws InterruptedException {
      while (ends.entrySet().stream().anyMatch(end -> follower.position(end.getKey().partition()) < end.getValue())) {
        turn(Duration.ofMillis(5));
      }
    }

    void turn(Duration patience) throws InterruptedException {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(patience);
      for (TopicPartition partition : batch.partitions()) {
        lanes.submit(partition.partition(), batch.records(partition));
      }
      if (broken != null) {
        throw broken;
      }
    }

    private void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
      try {
        if (follower.apply(partition, records).seek()) {
          broken = new IllegalStateException("a gap in a log without gaps");
        }
      } catch (RuntimeException failed) {
        broken = failed;
      }
    }

    @Override public void close() {
      lanes.close();
      consumer.close();
    }
  }

  private static <S> double byHand(Workbench workbench, Subject<S> subject, History history, Workbench.Database database) throws Exception {
    Projection<S> projection = subject.projection().get();
    Subject.emptyTables(database, projection);
    for (TopicPartition partition : history.ends().keySet()) {
      database.sql("INSERT INTO by_hand.position (log, partition, next_offset) VALUES ('%s', %d, 0)".formatted(history.topic(), partition.partition()));
    }
    database.pool();
    long began = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<java.util.concurrent.Future<?>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int mine = thread;
        parts.add(threads.submit(() -> {
          new Hand<>(workbench, new ByHand<>(subject.projection().get()), history, database).follow(mine);
          return null;
        }));
      }
      for (var part : parts) {
        part.get();
      }
    } finally {
      threads.shutdownNow();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Rebuilding.check(database, "by_hand", projection, history);
    return history.events() / seconds;
  }

  /** One thread of the reference. */
  private static final class Hand<S> {
    private final Workbench workbench;
    private final ByHand<S> table;
    private final History history;
    private final Workbench.Database database;
    private final List<String> types;
    private final String upsert;
    private final String tally;

    Hand(Workbench workbench, ByHand<S> table, History history, Workbench.Database database) {
      this.workbench = workbench;
      this.table = table;
      this.history = history;
      this.database = database;
      Map<String, Column<S>> columns = table.projection.columns().stream().collect(Collectors.toMap(Column::name, c -> c));
      List<String> names = table.names();
      types = names.stream().map(name -> switch (name) {
        case "id", "head", "last_event", "commands", "quarantine", "state" -> "text";
        case "partition" -> "int";
        case "sequence" -> "bigint";
        case "due_at" -> "timestamptz";
        default -> switch (columns.get(name).type()) {
          case TEXT -> "text";
          case INT -> "int";
          case BIGINT -> "bigint";
          case BOOLEAN -> "boolean";
          case DOUBLE -> "double precision";
          case TIMESTAMPTZ -> "timestamptz";
        };
      }).toList();
      upsert = "INSERT INTO by_hand.%s (%s) SELECT * FROM unnest(%s) ON CONFLICT (id) DO UPDATE SET %s".formatted(table.projection.table(), String.join(", ", names),
          IntStream.range(0, types.size()).mapToObj(i -> "$%d::%s[]".formatted(i + 1, types.get(i))).collect(Collectors.joining(", ")),
          names.stream().filter(name -> !name.equals("id") && !(columns.containsKey(name) && columns.get(name).once())).map(name -> name + " = EXCLUDED." + name).collect(Collectors.joining(", ")));
      List<String> counts = table.projection.tallyColumns();
      tally = table.projection.tallyTable() == null ? null : "INSERT INTO by_hand.%s AS t (partition, cell, %s) SELECT * FROM unnest($1::int[], $2::text[], %s) ON CONFLICT (partition, cell) DO UPDATE SET %s".formatted(
          table.projection.tallyTable(), String.join(", ", counts), IntStream.range(0, counts.size()).mapToObj(i -> "$%d::bigint[]".formatted(i + 3)).collect(Collectors.joining(", ")),
          counts.stream().map(c -> "%1$s = t.%1$s + EXCLUDED.%1$s".formatted(c)).collect(Collectors.joining(", ")));
    }

    void follow(int thread) throws Exception {
      List<TopicPartition> mine = history.ends().keySet().stream().filter(p -> p.partition() % THREADS == thread).toList();
      SqlConnection connection = await(database.pool().getConnection());
      try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of("max.poll.records", 5_000, "max.partition.fetch.bytes", 4_194_304))) {
        consumer.assign(mine);
        consumer.seekToBeginning(mine);
        long left = mine.stream().mapToLong(history.ends()::get).sum();
        while (left > 0) {
          ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
          batch.forEach(table::apply);
          left -= batch.count();
          write(connection, batch);
        }
      } finally {
        connection.close();
      }
    }

    private void write(SqlConnection connection, ConsumerRecords<byte[], byte[]> batch) throws Exception {
      if (batch.isEmpty()) {
        return;
      }
      Future<Transaction> begun = connection.begin();
      List<Future<?>> written = new ArrayList<>();
      written.add(connection.preparedQuery(upsert).execute(rows()));
      Map<String, long[]> sums = new HashMap<>();
      if (tally != null) {
        table.tally(table.dirty, sums);
        sums.values().removeIf(numbers -> java.util.Arrays.stream(numbers).allMatch(n -> n == 0));
        if (!sums.isEmpty()) {
          written.add(connection.preparedQuery(tally).execute(counts(sums)));
        }
      }
      for (TopicPartition partition : batch.partitions()) {
        written.add(connection.preparedQuery("UPDATE by_hand.position SET next_offset = $3 WHERE log = $1 AND partition = $2")
            .execute(Tuple.of(history.topic(), partition.partition(), batch.records(partition).getLast().offset() + 1)));
      }
      for (Future<?> one : written) {
        await(one);
      }
      await(await(begun).commit());
      table.dirty.forEach(held -> {
        held.isDirty = false;
        held.written = held.state;
      });
      table.dirty.clear();
    }

    private Tuple rows() {
      Object[][] arrays = new Object[types.size()][];
      for (int c = 0; c < arrays.length; c++) {
        arrays[c] = switch (types.get(c)) {
          case "text" -> new String[table.dirty.size()];
          case "int" -> new Integer[table.dirty.size()];
          case "bigint" -> new Long[table.dirty.size()];
          case "boolean" -> new Boolean[table.dirty.size()];
          case "timestamptz" -> new OffsetDateTime[table.dirty.size()];
          default -> new Double[table.dirty.size()];
        };
      }
      for (int r = 0; r < table.dirty.size(); r++) {
        Object[] values = table.values(table.dirty.get(r));
        for (int c = 0; c < arrays.length; c++) {
          arrays[c][r] = values[c];
        }
      }
      return Tuple.wrap((Object[]) arrays);
    }

    private Tuple counts(Map<String, long[]> sums) {
      int n = sums.size();
      List<Map.Entry<String, long[]>> sorted = sums.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
      Object[] arrays = new Object[2 + table.projection.tallyColumns().size()];
      Integer[] partitions = new Integer[n];
      String[] cells = new String[n];
      for (int r = 0; r < n; r++) {
        String key = sorted.get(r).getKey();
        partitions[r] = Integer.parseInt(key.substring(0, key.indexOf('\t')));
        cells[r] = key.substring(key.indexOf('\t') + 1);
      }
      arrays[0] = partitions;
      arrays[1] = cells;
      for (int c = 2; c < arrays.length; c++) {
        Long[] column = new Long[n];
        for (int r = 0; r < n; r++) {
          column[r] = sorted.get(r).getValue()[c - 2];
        }
        arrays[c] = column;
      }
      return Tuple.wrap(arrays);
    }
  }

  static <T> T await(Future<T> future) throws Exception { return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS); }
}
