package cn.jsjb.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The third rung and the default: both servers as processes of our own, real and durable. */
final class EmbeddedBacking implements Backing {
  private final DataDir dataDir;
  private final Kafka kafka;
  private final Postgres postgres;
  private final Thread atExit = new Thread(this::end, "stop the backing");
  private final AtomicBoolean ended = new AtomicBoolean();

  private EmbeddedBacking(DataDir dataDir, Kafka kafka, Postgres postgres) {
    this.dataDir = dataDir;
    this.kafka = kafka;
    this.postgres = postgres;
  }

  static EmbeddedBacking start(Options options) {
    // Ports first: the likeliest obstacle, and nothing has been written yet.
    int pgPort = Ports.free(options.pgPort(), "PostgreSQL", "BACKING_PG_PORT");
    List<Integer> kafkaPorts = IntStream.range(0, options.brokers())
        .map(index -> Ports.free(options.kafkaPort() == 0 ? 0 : options.kafkaPort() + index, "Kafka", "BACKING_KAFKA_PORT"))
        .boxed().toList();
    DataDir dataDir = DataDir.open(options.dataDir());
    AtomicReference<Kafka> kafka = new AtomicReference<>();
    AtomicReference<Postgres> postgres = new AtomicReference<>();
    try {
      Together.run(List.of(
          () -> {
            kafka.set(Kafka.in(dataDir.root(), kafkaPorts, options.secured() ? KafkaSecurity.sasl() : KafkaSecurity.NONE));
            kafka.get().start();
          },
          () -> {
            PgUser user = PgUser.choose();
            postgres.set(Postgres.in(dataDir.root(), pgPort, user, PgPrograms.unpackedIn(user.cache())));
            postgres.get().start();
          }));
    } catch (RuntimeException failed) {
      if (kafka.get() != null) {
        kafka.get().kill();
      }
      if (postgres.get() != null) {
        postgres.get().stop();
      }
      dataDir.close();
      throw failed;
    }
    EmbeddedBacking backing = new EmbeddedBacking(dataDir, kafka.get(), postgres.get());
    Runtime.getRuntime().addShutdownHook(backing.atExit);
    return backing;
  }

  @Override
  public String kafkaBootstrap() {
    return kafka.bootstrap();
  }

  @Override
  public Map<String, String> kafkaOperator() {
    return kafka.operator();
  }

  @Override
  public PgServer pg() {
    return postgres.server();
  }

  @Override
  public String description() {
    return "embedded Kafka %s%s at %s, embedded PostgreSQL %s at %s:%d, %s in %s".formatted(
        Versions.kafka(), isKafkaSecured() ? " (secured)" : "", kafkaBootstrap(), Versions.postgres(), pgHost(), pgPort(), dataDir.isKept() ? "kept" : "throw-away", dataDir.root());
  }

  @Override
  public Process kafkaProcess(int broker) {
    return kafka.process(broker);
  }

  @Override
  public Process postgresProcess() {
    return postgres.process();
  }

  @Override
  public void killKafka() {
    kafka.kill();
  }

  @Override
  public void killKafka(int broker) {
    kafka.kill(broker);
  }

  @Override
  public void restartKafka() {
    kafka.restart();
  }

  @Override
  public void restartKafka(int broker) {
    kafka.restart(broker);
  }

  @Override
  public void killPostgres() {
    postgres.kill();
  }

  @Override
  public void restartPostgres() {
    postgres.restart();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException theJvmIsEnding) {
      // Then the hook runs, and finds nothing left to do.
    }
  }

  /** Once: data to be thrown away needs no farewell. */
  private void end() {
    if (ended.compareAndSet(false, true)) {
      Together.run(dataDir.isKept() ? List.of(kafka::stop, postgres::stop) : List.of(kafka::kill, postgres::kill));
      dataDir.close();
    }
  }
}
