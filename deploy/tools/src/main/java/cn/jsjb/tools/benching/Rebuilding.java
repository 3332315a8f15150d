package cn.jsjb.tools.benching;

import cn.jsjb.log.Projection;
import cn.jsjb.log.Rebuild;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.benching.Figure.Goal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * {@code rebuild}: {@link Rebuild#build} against a consumer written by hand. Both read the same topic with two threads and no group, and end
 * with the same rows, counts and indexes in tables of their own.
 */
final class Rebuilding {
  private static final int THREADS = 2;

  private Rebuilding() {}

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
      Rounds rounds = Rounds.alternate("rebuild " + subject.name(), bench, () -> ours(workbench, subject, history, database), () -> byHand(workbench, subject, history, database));
      return new Figure("rebuild" + subject.suffix(), "events/s", rounds.ours(), rounds.reference(), Goal.atLeast(0.7, 200_000, rounds.ours(), rounds.reference()),
          "tables of %s; %s; heap of both %d MB".formatted(subject.name(), history.described(), Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private static <S> double ours(Workbench workbench, Subject<S> subject, History history, Workbench.Database database) throws Exception {
    Projection<S> projection = subject.projection().get();
    Subject.emptyTables(database, projection);
    Rebuild<S> rebuild = new Rebuild<>(history.topic(), projection, Map.of("bootstrap.servers", workbench.backing().kafkaBootstrap()), database::connect);
    long began = System.nanoTime();
    rebuild.build();
    double seconds = (System.nanoTime() - began) / 1e9;
    check(database, "rebuilding", projection, history);
    return history.events() / seconds;
  }

  private static <S> double byHand(Workbench workbench, Subject<S> subject, History history, Workbench.Database database) throws Exception {
    Projection<S> projection = subject.projection().get();
    Subject.emptyTables(database, projection);
    Map<String, String> indexes = withoutIndexes(database);
    long began = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int mine = thread;
        parts.add(threads.submit(() -> {
          readAndCopy(workbench, new ByHand<>(subject.projection().get()), history, mine, database);
          return null;
        }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } finally {
      threads.shutdownNow();
    }
    for (String statement : indexes.values()) {
      database.sql(statement);
    }
    database.sql("ANALYZE by_hand." + projection.table());
    double seconds = (System.nanoTime() - began) / 1e9;
    check(database, "by_hand", projection, history);
    return history.events() / seconds;
  }

  private static <S> void readAndCopy(Workbench workbench, ByHand<S> table, History history, int thread, Workbench.Database database) throws Exception {
    List<TopicPartition> mine = history.ends().keySet().stream().filter(p -> p.partition() % THREADS == thread).toList();
    try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of("max.poll.records", 500, "max.partition.fetch.bytes", 4 << 20, "fetch.max.bytes", 32 << 20,
        "receive.buffer.bytes", 1 << 20))) {
      consumer.assign(mine);
      consumer.seekToBeginning(mine);
      long left = mine.stream().mapToLong(history.ends()::get).sum();
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          table.apply(record);
          left--;
        }
      }
    }
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY by_hand.%s (%s) FROM STDIN".formatted(table.projection.table(), String.join(", ", table.names())));
      StringBuilder text = new StringBuilder(1 << 16);
      for (ByHand.Held<S> held : table.streams.values()) {
        line(table.values(held), text);
        if (text.length() > 1 << 15) {
          send(copy, text);
        }
      }
      send(copy, text);
      copy.endCopy();
      if (table.projection.tallyTable() != null) {
        Map<String, long[]> sums = new HashMap<>();
        table.tally(table.streams.values(), sums);
        CopyIn counts = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY by_hand.%s (partition, cell, %s) FROM STDIN".formatted(
            table.projection.tallyTable(), String.join(", ", table.projection.tallyColumns())));
        sums.forEach((cell, numbers) -> {
          text.append(cell);
          for (long number : numbers) {
            text.append('\t').append(number);
          }
          text.append('\n');
        });
        send(counts, text);
        counts.endCopy();
      }
      connection.commit();
    }
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private static void line(Object[] values, StringBuilder text) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      switch (values[i]) {
        case null -> text.append("\\N");
        case String s -> {
          for (int at = 0; at < s.length(); at++) {
            char c = s.charAt(at);
            switch (c) {
              case '\\' -> text.append("\\\\");
              case '\t' -> text.append("\\t");
              case '\n' -> text.append("\\n");
              case '\r' -> text.append("\\r");
              default -> text.append(c);
            }
          }
        }
        case Object other -> text.append(other);
      }
    }
    text.append('\n');
  }

  /** Takes the reference's indexes away, and says how to make them again: cheaper after the rows than with them. */
  private static Map<String, String> withoutIndexes(Workbench.Database database) throws SQLException {
    Map<String, String> again = new LinkedHashMap<>();
    try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
      try (ResultSet found = statement.executeQuery("""
          SELECT i.indexrelid::regclass, i.indrelid::regclass, pg_get_indexdef(i.indexrelid), pg_get_constraintdef(c.oid) FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
          WHERE i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'by_hand'::regnamespace) AND i.indrelid <> 'by_hand.position'::regclass""")) {
        while (found.next()) {
          again.put(found.getString(4) == null ? "DROP INDEX " + found.getString(1) : "ALTER TABLE %s DROP CONSTRAINT %s".formatted(found.getString(2), found.getString(1).replace("by_hand.", "")),
              found.getString(4) == null ? found.getString(3) : "ALTER TABLE %s ADD %s".formatted(found.getString(2), found.getString(4)));
        }
      }
      for (String drop : again.keySet()) {
        statement.execute(drop);
      }
    }
    return again;
  }

  /** A fast answer has to be the right one: as many rows as tickets, as many facts as records. */
  static void check(Workbench.Database database, String schema, Projection<?> projection, History history) throws SQLException {
    try (Connection connection = database.connect(); Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery("SELECT sum(sequence), count(*) FILTER (WHERE quarantine IS NOT NULL) FROM %s.%s".formatted(schema, projection.table()))) {
      counted.next();
      if (counted.getLong(1) != history.events() || counted.getLong(2) != 0) {
        throw new Trouble("%s.%s holds %,d facts of %,d, %d tickets are set apart", schema, projection.table(), counted.getLong(1), history.events(), counted.getLong(2));
      }
    }
  }
}
