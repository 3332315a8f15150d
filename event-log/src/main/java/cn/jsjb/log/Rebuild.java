package cn.jsjb.log;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Builds the projection anew beside the live one and switches. Reads every partition from 0 to the end captured at the start,
 * folds in memory and writes with COPY into the schema {@code rebuilding}; then stops the live follower at its position rows,
 * catches up to exactly these positions, and renames the schemas in the same transaction. Readers see the old tables until
 * the new ones are complete. It neither reacts nor tells anybody anything: it cannot reach a policy.
 *
 * <p>Memory is bounded: a worker keeps at most {@link #KEPT} rows; the coldest are written out and read back if they come again.
 */
public final class Rebuild<S> {
  static final String SHADOW = "rebuilding";
  /** More than cores: each waits for the broker and for PostgreSQL now and then. */
  private static final int WORKERS = 4;
  /** A row with its state is some 2 KB: a quarter of the heap for all workers, so that the service can go on beside. */
  private static final int KEPT = Math.clamp(Runtime.getRuntime().maxMemory() / 4 / WORKERS / 2_048, 5_000, 150_000);

  /** Opens connections to the service's database. */
  public interface Connections {
    Connection open() throws SQLException;
  }

  /** @param total records to read, known from the start */
  public record Progress(long events, long total, long rows, long millis) {
    public double percent() { return total == 0 ? 100 : Math.min(100, 100.0 * events / total); }

    public long eventsPerSecond() { return millis == 0 ? 0 : events * 1000 / millis; }

    public long etaSeconds() { return events == 0 ? -1 : Math.max(0, (total - events) * millis / events / 1000); }
  }

  private final String topic;
  private final Projection<S> projection;
  private final Map<String, Object> kafka;
  private final Connections connections;
  private final int most;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private volatile long total;
  private volatile long startedAt;
  private volatile long endedAt;

  public Rebuild(String topic, Projection<S> projection, Map<String, ?> kafka, Connections connections) { this(topic, projection, kafka, connections, KEPT); }

  /** @param most rows that a worker keeps in memory */
  Rebuild(String topic, Projection<S> projection, Map<String, ?> kafka, Connections connections, int most) {
    this.most = most;
    this.topic = topic;
    this.projection = projection;
    this.kafka = new HashMap<>(kafka);
    this.connections = connections;
  }

  public Progress progress() {
    long until = endedAt != 0 ? endedAt : System.nanoTime();
    return new Progress(events.get(), total, rows.get(), startedAt == 0 ? 0 : Math.max(1, (until - startedAt) / 1_000_000));
  }

  /** Asks how much there is to read, so that the progress of several can be told before the first begins. */
  public void measure() { total = ends().values().stream().mapToLong(Long::longValue).sum(); }

  /** Builds and switches. Throws with the live tables untouched when anything fails. */
  public void run() throws SQLException {
    build();
    switchOver();
  }

  /** The shadow tables up to the captured end, without switching: what {@link #run} does first. */
  public void build() throws SQLException {
    startedAt = System.nanoTime();
    try (Connection connection = connections.open()) {
      prepare(connection);
    }
    Map<TopicPartition, Long> ends = ends();
    total = ends.values().stream().mapToLong(Long::longValue).sum();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().name("rebuild-", 0).daemon().factory());
    try {
      Queue<Map.Entry<TopicPartition, Long>> left = new ConcurrentLinkedQueue<>(ends.entrySet());
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        parts.add(workers.submit(() -> {
          try (Connection connection = connections.open(); KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (Map.Entry<TopicPartition, Long> part = left.poll(); part != null; part = left.poll()) {
              fold(connection, consumer, part.getKey(), 0, part.getValue());
            }
          }
          return null;
        }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the rebuild failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the rebuild was interrupted; the live tables are as they were", e);
    } finally {
      workers.shutdownNow();
    }
    try (Connection connection = connections.open()) {
      index(connection);
    }
    endedAt = System.nanoTime();
  }

  private void switchOver() throws SQLException {
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      Map<Integer, Long> live = new TreeMap<>();
      try (Statement lock = connection.createStatement();
          ResultSet positions = lock.executeQuery("SELECT log, partition, next_offset FROM projection.position ORDER BY log, partition FOR UPDATE")) {
        while (positions.next()) {
          if (positions.getString(1).equals(topic)) {
            live.put(positions.getInt(2), positions.getLong(3));
          }
        }
      }
      // The live followers, of other logs too, now wait for us. A reader must not be thrown back behind what it has seen: catch up to its positions.
      try (Connection folding = connections.open(); KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        for (Map.Entry<Integer, Long> position : live.entrySet()) {
          fold(folding, consumer, new TopicPartition(topic, position.getKey()), positionOf(position.getKey()), position.getValue());
        }
      }
      try (Statement ddl = connection.createStatement()) {
        // Positions of other logs are not ours to rebuild: they move along.
        ddl.execute("INSERT INTO %1$s.position (log, partition, next_offset, epoch) SELECT log, partition, next_offset, epoch FROM projection.position p WHERE p.log <> '%2$s'".formatted(SHADOW, topic));
        for (String table : tables(connection, "projection")) {
          if (!rebuilt(table)) {
            ddl.execute("ALTER TABLE projection.%s SET SCHEMA %s".formatted(table, SHADOW));
          }
        }
        // A follower that waits for a row of the old table finds that it has been replaced, and starts from the new one.
        ddl.execute("UPDATE projection.position SET next_offset = %d".formatted(Follower.REPLACED));
        ddl.execute("ALTER SCHEMA projection RENAME TO replaced");
        ddl.execute("ALTER SCHEMA %s RENAME TO projection".formatted(SHADOW));
      }
      connection.commit();
    }
    // Only now, and on its own: a drop waits for readers of the old tables, and nobody should wait for it.
    try (Connection connection = connections.open(); Statement ddl = connection.createStatement()) {
      ddl.execute("DROP SCHEMA replaced CASCADE");
    }
  }

  private boolean rebuilt(String table) {
    return table.equals("position") || table.equals(projection.table()) || table.equals(projection.tallyTable());
  }

  private void prepare(Connection connection) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SHADOW));
      ddl.execute("DROP SCHEMA IF EXISTS replaced CASCADE");
      ddl.execute("CREATE SCHEMA " + SHADOW);
      for (String table : tables(connection, "projection")) {
        if (rebuilt(table)) {
          ddl.execute("CREATE TABLE %1$s.%2$s (LIKE projection.%2$s INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMMENTS)%3$s".formatted(SHADOW, table, settings(connection, table)));
          for (Map.Entry<String, String> index : indexes(connection, table).entrySet()) {
            if (index.getValue().contains("UNIQUE INDEX")) {
              ddl.execute(index.getValue());
            }
          }
        }
      }
    }
  }

  /** The other indexes are cheaper to build once at the end. */
  private void index(Connection connection) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      for (String table : List.of(projection.table())) {
        for (Map.Entry<String, String> index : indexes(connection, table).entrySet()) {
          if (!index.getValue().contains("UNIQUE INDEX")) {
            ddl.execute(index.getValue());
          }
        }
      }
      ddl.execute("ANALYZE %s.%s".formatted(SHADOW, projection.table()));
    }
  }

  private static List<String> tables(Connection connection, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1")) {
      query.setString(1, schema);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
    }
    return tables;
  }

  /** What LIKE leaves behind, such as {@code  WITH (fillfactor=70)}; empty when there is none. */
  private static String settings(Connection connection, String table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT ' WITH (' || array_to_string(reloptions, ', ') || ')' FROM pg_class WHERE oid = ?::regclass")) {
      query.setString(1, "projection." + table);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getString(1) != null ? found.getString(1) : "";
      }
    }
  }

  /** Index name → the statement that makes the same index on the shadow table. */
  private static Map<String, String> indexes(Connection connection, String table) throws SQLException {
    Map<String, String> indexes = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'projection' AND tablename = ? ORDER BY 1")) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          indexes.put(found.getString(1), found.getString(2).replace(" ON projection.", " ON " + SHADOW + "."));
        }
      }
    }
    return indexes;
  }

  private Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    // What a poll hands over lives until it is folded: few at a time die young, 20,000 at a time are copied by the collector again and again.
    settings.putIfAbsent("max.poll.records", 500);
    settings.putIfAbsent("max.partition.fetch.bytes", 4 * 1024 * 1024);
    settings.putIfAbsent("fetch.max.bytes", 32 * 1024 * 1024);
    settings.putIfAbsent("receive.buffer.bytes", 1024 * 1024);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private long positionOf(int partition) throws SQLException {
    try (Connection connection = connections.open();
        PreparedStatement query = connection.prepareStatement("SELECT next_offset FROM %s.position WHERE log = ? AND partition = ?".formatted(SHADOW))) {
      query.setString(1, topic);
      query.setInt(2, partition);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getLong(1) : 0;
      }
    }
  }

  /** Folds one partition from an offset to an end into the shadow tables; one transaction, position included. */
  private void fold(Connection connection, KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) throws SQLException {
    if (from >= to) {
      // On the connection at hand: all workers asking for a second one would wait for each other.
      upsertPosition(connection, partition.partition(), Math.max(from, to));
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return;
    }
    connection.setAutoCommit(false);
    try (Statement session = connection.createStatement()) {
      session.execute("SET LOCAL synchronous_commit = off");
    }
    Shelf<S> shelf = new Shelf<>(projection, connection, partition.partition(), from > 0, most, rows);
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    try {
      long next = from;
      while (next < to) {
        List<ConsumerRecord<byte[], byte[]>> batch = consumer.poll(Duration.ofSeconds(5)).records(partition);
        if (batch.isEmpty() && consumer.position(partition) <= next) {
          throw new IllegalStateException("Kafka gave nothing for %s at %d".formatted(partition, next));
        }
        long before = next;
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          if (record.offset() >= to) {
            break;
          }
          shelf.apply(RecordView.of(record));
          next = record.offset() + 1;
        }
        next = batch.isEmpty() ? consumer.position(partition) : next;
        events.addAndGet(next - before);
        if (!batch.isEmpty() && batch.getLast().offset() >= to) {
          break;
        }
      }
      shelf.writeAll();
      upsertPosition(connection, partition.partition(), to);
      connection.commit();
    } catch (IOException e) {
      throw new SQLException("COPY failed", e);
    }
  }

  private void upsertPosition(Connection connection, int partition, long next) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(
        "INSERT INTO %s.position (log, partition, next_offset, epoch) SELECT ?, ?, ?, coalesce(max(epoch), 0) + 1 FROM projection.position ON CONFLICT (log, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset".formatted(SHADOW))) {
      upsert.setString(1, topic);
      upsert.setInt(2, partition);
      upsert.setLong(3, next);
      upsert.executeUpdate();
    }
  }
}
