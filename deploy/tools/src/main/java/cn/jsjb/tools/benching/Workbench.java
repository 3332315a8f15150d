package cn.jsjb.tools.benching;

import cn.jsjb.local.Backing;
import cn.jsjb.local.Options;
import cn.jsjb.log.TopicGuard;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka and a PostgreSQL for one run, durable as in service, and what several figures share. Made when first asked for. */
final class Workbench implements AutoCloseable {
  /** As the complaint log (deploy/topics): a chain's place is decided by it. */
  static final int PARTITIONS = 12;

  private final Bench bench;
  private Backing backing;
  private Vertx vertx;
  private final Map<Integer, History> histories = new HashMap<>();
  private TakingIn.Endpoints endpoints;
  private Running running;

  Workbench(Bench bench) { this.bench = bench; }

  Backing backing() {
    if (running != null) {
      // One installation at a time: what idles beside a measurement still costs.
      running.close();
      running = null;
    }
    if (backing == null) {
      backing = Backing.start(Options.throwAway());
    }
    return backing;
  }

  Cpu cpu() { return backing == null ? Cpu.nowHere() : Cpu.now(backing); }

  /** The history that is followed and rebuilt: written once a run. */
  History history() { return history(bench.events()); }

  /** One of this length. */
  History history(int events) {
    backing();
    return histories.computeIfAbsent(events, n -> History.write(bench, this, n));
  }

  TakingIn.Endpoints endpoints() throws Exception {
    backing();
    if (endpoints == null) {
      endpoints = TakingIn.Endpoints.start(bench, this);
    }
    return endpoints;
  }

  void endEndpoints() {
    if (endpoints != null) {
      endpoints.close();
      endpoints = null;
    }
  }

  /** A whole installation, as {@code deploy/up} starts it. */
  Running running() throws Exception {
    if (running == null) {
      close();
      running = Running.start(bench);
    }
    return running;
  }

  void topic(String name) { topics(backing().kafkaBootstrap(), List.of(like(name))); }

  /** A topic as the log is. */
  static TopicGuard.Declared like(String name) { return new TopicGuard.Declared(name, PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1")); }

  static void topics(String bootstrap, List<TopicGuard.Declared> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicGuard.create(admin, topics, (short) 1);
    }
  }

  static List<TopicPartition> partitions(String topic) {
    return java.util.stream.IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) { return consumer(backing.kafkaBootstrap(), settings); }

  static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrap);
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A database with the tables of one service, as its own migrations make them. */
  Database database(String name, Class<?> ofService) throws Exception {
    backing().createDatabase(name);
    Database database = new Database(name);
    database.sql("DROP SCHEMA IF EXISTS projection CASCADE; CREATE SCHEMA projection");
    database.sql(migrations(ofService));
    return database;
  }

  /** The migrations of the service whose class this is; every service's folder is called the same. */
  static String migrations(Class<?> ofService) throws Exception {
    URI place = ofService.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(place))) {
      return concatenated(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
      return concatenated(jar.getPath("/"));
    }
  }

  private static String concatenated(Path root) throws IOException {
    StringBuilder sql = new StringBuilder();
    try (Stream<Path> files = Files.list(root.resolve("db/migration"))) {
      for (Path file : files.sorted().toList()) {
        sql.append(Files.readString(file)).append('\n');
      }
    }
    return sql.toString();
  }

  final class Database implements AutoCloseable {
    private final String name;
    private Pool pool;

    private Database(String name) { this.name = name; }

    Connection connect() throws SQLException { return DriverManager.getConnection(backing.jdbcUrl(name), backing.pgUser(), backing.pgPassword()); }

    void sql(String statements) throws SQLException {
      try (Connection connection = connect(); Statement statement = connection.createStatement()) {
        statement.execute(statements);
      }
    }

    /** As the services' own (event-log's configuration). */
    Pool pool() {
      if (pool == null) {
        if (vertx == null) {
          vertx = Vertx.vertx();
        }
        pool = PgBuilder.pool().using(vertx).with(new PoolOptions().setMaxSize(24)).connectingTo(new PgConnectOptions().setHost(backing.pgHost())
            .setPort(backing.pgPort()).setUser(backing.pgUser()).setPassword(backing.pgPassword()).setDatabase(name).setCachePreparedStatements(true)).build();
      }
      return pool;
    }

    @Override public void close() {
      if (pool != null) {
        pool.close().toCompletionStage().toCompletableFuture().join();
      }
    }
  }

  @Override public void close() {
    endEndpoints();
    if (running != null) {
      running.close();
      running = null;
    }
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      vertx = null;
    }
    if (backing != null) {
      backing.close();
      backing = null;
      histories.clear();
    }
  }
}
