package cn.jsjb.log;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.local.Backing;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic and a database of one's own for a test of the law, and a plain loop that follows. */
final class Workshop implements AutoCloseable {
  final Backing backing = RealBacking.shared();
  final String topic = "law-" + UUID.randomUUID();
  final String database = "law_" + UUID.randomUUID().toString().replace("-", "");
  final int partitions;
  final EventLog log = new EventLog(Map.of("bootstrap.servers", backing.kafkaBootstrap()));
  private final Vertx vertx = Vertx.vertx();
  private final List<Loop> loops = new ArrayList<>();
  final Pool pool;

  Workshop(int partitions) {
    this.partitions = partitions;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", backing.kafkaBootstrap()))) {
      TopicGuard.create(admin, List.of(new TopicGuard.Declared(topic, partitions, Map.of())), (short) 1);
    }
    backing.createDatabase(database);
    sql("""
        CREATE SCHEMA projection;
        CREATE TABLE projection.position (log text, partition int, next_offset bigint NOT NULL, epoch bigint NOT NULL DEFAULT 0, PRIMARY KEY (log, partition));
        CREATE TABLE projection.tale (id text COLLATE "C" PRIMARY KEY, partition int NOT NULL, head text NOT NULL, sequence bigint NOT NULL, last_event text NOT NULL,
          commands text, quarantine text, due_at timestamptz, state text, urged int, title text);
        CREATE INDEX tale_due ON projection.tale (due_at) WHERE due_at IS NOT NULL;
        CREATE TABLE projection.tally (partition int, cell text, tales bigint NOT NULL, urges bigint NOT NULL, PRIMARY KEY (partition, cell));
        CREATE TABLE projection.bystander (note text); INSERT INTO projection.bystander VALUES ('not of this log');
        """);
    pool = PgBuilder.pool().using(vertx).with(new PoolOptions().setMaxSize(16)).connectingTo(new PgConnectOptions().setHost(backing.pgHost())
        .setPort(backing.pgPort()).setUser(backing.pgUser()).setPassword(backing.pgPassword()).setDatabase(database).setCachePreparedStatements(true)).build();
  }

  Connection connect() throws SQLException { return DriverManager.getConnection(backing.jdbcUrl(database), backing.pgUser(), backing.pgPassword()); }

  void sql(String statements) {
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One line a row, in a fixed order: what two databases are compared by. */
  List<String> rows(String query) {
    try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append(found.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything a projection holds, positions included. */
  List<String> tables() {
    List<String> all = new ArrayList<>(rows("SELECT * FROM projection.tale ORDER BY id"));
    all.addAll(rows("SELECT cell, sum(tales), sum(urges) FROM projection.tally GROUP BY cell HAVING sum(tales) <> 0 OR sum(urges) <> 0 ORDER BY cell"));
    all.addAll(rows("SELECT log, partition, next_offset FROM projection.position WHERE next_offset > 0 ORDER BY partition"));
    return all;
  }

  void emptyTables() { sql("TRUNCATE projection.tale, projection.tally, projection.position"); }

  Follower<Tale> follower() { return new Follower<>(topic, new Tale.InATable(), pool); }

  Follower<Tale> follower(Pool through) { return new Follower<>(topic, new Tale.InATable(), through); }

  /** Every record from 0 to the end, by partition. */
  Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> all = all();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records = new java.util.TreeMap<>();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> records.computeIfAbsent(r.partition(), p -> new ArrayList<>()).add(r));
      }
      return records;
    }
  }

  private List<TopicPartition> all() { return java.util.stream.IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList(); }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(Map.of("bootstrap.servers", backing.kafkaBootstrap(), "auto.offset.reset", "earliest", "enable.auto.commit", false,
        "max.poll.records", 1_000), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Follows until closed, as a service does. */
  final class Loop implements AutoCloseable {
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread thread;

    Loop(Follower<Tale> follower) {
      thread = Thread.ofPlatform().daemon().start(() -> {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
          consumer.assign(all());
          follower.assigned(java.util.stream.IntStream.range(0, partitions).boxed().toList()).forEach((p, offset) -> consumer.seek(new TopicPartition(topic, p), offset));
          while (!stopping.get()) {
            var batch = consumer.poll(Duration.ofMillis(20));
            for (TopicPartition partition : batch.partitions()) {
              boolean done = false;
              while (!done && !stopping.get()) {
                try {
                  Follower.Applied applied = follower.apply(partition.partition(), batch.records(partition));
                  if (applied.seek()) {
                    consumer.seek(partition, applied.next());
                  }
                  done = true;
                } catch (IllegalStateException again) {
                  Thread.onSpinWait();
                }
              }
            }
          }
        }
      });
    }

    @Override public void close() {
      stopping.set(true);
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Loop follow(Follower<Tale> follower) {
    Loop loop = new Loop(follower);
    loops.add(loop);
    return loop;
  }

  static ComplaintEvent received(String title) {
    return new IntakeEvent.RequestReceived("RX260506-000000001", "PHONE", "m-" + title, RequestType.COMPLAINT, title, "内容 " + title, Place.UNKNOWN,
        Instant.parse("2026-05-06T03:22:00Z"), null, null, List.of(), IntakeEvent.Claimant.UNKNOWN);
  }

  /** Appends an event with a predecessor of the caller's choice and waits for the broker. */
  Envelope append(String stream, ComplaintEvent event, long sequence, String previous) {
    Envelope envelope = EventLog.envelope(stream, UUID.randomUUID().toString(), event, Instant.parse("2026-05-06T03:22:00Z"), sequence, "test", "", previous);
    log.append(topic, envelope).toCompletableFuture().join();
    return envelope;
  }

  @Override public void close() {
    loops.forEach(Loop::close);
    pool.close();
    vertx.close();
    log.close();
  }
}
