package cn.jsjb.local;

import java.util.Map;

/**
 * A real Kafka and a real PostgreSQL, ready to answer. Where they come from is a ladder whose first fitting rung is
 * taken: external servers, containers (only when asked for by name), processes of our own.
 */
public sealed interface Backing extends AutoCloseable permits ExternalBacking, ContainersBacking, EmbeddedBacking {

  static Backing start(Options options) {
    return Ladder.climb(options, Settings.ofThisProcess());
  }

  String kafkaBootstrap();

  /** How whoever runs Kafka reaches it: the bootstrap servers and, where it is secured, a name and a password that may everything. */
  default Map<String, String> kafkaOperator() {
    return Map.of("bootstrap.servers", kafkaBootstrap());
  }

  /** Whether access lists are in force. */
  default boolean isKafkaSecured() {
    return kafkaOperator().containsKey("sasl.mechanism");
  }

  /** Where PostgreSQL is and how to enter it; its parts are below. */
  PgServer pg();

  /** One line for a person: which rung, and where. */
  String description();

  default String pgHost() {
    return pg().host();
  }

  default int pgPort() {
    return pg().port();
  }

  default String pgUser() {
    return pg().user();
  }

  default String pgPassword() {
    return pg().password();
  }

  /** For JDBC; without user and password. */
  default String jdbcUrl(String database) {
    return pg().jdbcUrl(database);
  }

  /** For {@code quarkus.datasource.reactive.url}; without user and password. */
  default String reactiveUrl(String database) {
    return pg().reactiveUrl(database);
  }

  /** Does nothing where the database exists already, also when two processes ask at once. */
  default void createDatabase(String name) {
    pg().createDatabase(name);
  }

  /** The first broker's process, for tests that do to it what only they would do. */
  default Process kafkaProcess() {
    return kafkaProcess(1);
  }

  default Process kafkaProcess(int broker) {
    throw notOurs("Kafka");
  }

  default Process postgresProcess() {
    throw notOurs("PostgreSQL");
  }

  /** kill -9 of every broker; returns when they are gone. */
  default void killKafka() {
    throw notOurs("Kafka");
  }

  /** kill -9 of one broker, 1 being the first; returns when it is gone. */
  default void killKafka(int broker) {
    throw notOurs("Kafka");
  }

  /** Starts every broker on its old port and data, stopping first those that run; returns when they answer. */
  default void restartKafka() {
    throw notOurs("Kafka");
  }

  default void restartKafka(int broker) {
    throw notOurs("Kafka");
  }

  /** kill -9 of PostgreSQL and all its children; returns when they are gone. */
  default void killPostgres() {
    throw notOurs("PostgreSQL");
  }

  /** Starts PostgreSQL on its old port and data, stopping it first if it runs; returns when it answers. */
  default void restartPostgres() {
    throw notOurs("PostgreSQL");
  }

  /** Stops what was started; data in a given folder stays, throw-away data goes. */
  @Override
  void close();

  private UnsupportedOperationException notOurs(String what) {
    return new UnsupportedOperationException(
        "%s can be killed and restarted only where it is embedded; this is %s.".formatted(what, description()));
  }
}
