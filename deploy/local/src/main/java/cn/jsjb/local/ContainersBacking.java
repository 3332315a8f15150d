package cn.jsjb.local;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The second rung: both servers in containers, by Testcontainers. */
final class ContainersBacking implements Backing {
  private final KafkaContainer kafka;
  private final PostgreSQLContainer postgres;

  private ContainersBacking(KafkaContainer kafka, PostgreSQLContainer postgres) {
    this.kafka = kafka;
    this.postgres = postgres;
  }

  @SuppressWarnings("resource") // closed by close()
  static ContainersBacking start() {
    if (!dockerAnswers()) {
      throw new BackingUnavailable("Containers were asked for, but no Docker engine answers here;"
          + " start Docker (or set DOCKER_HOST), or use BACKING=embedded, which needs none.");
    }
    ContainersBacking backing = new ContainersBacking(
        new KafkaContainer("apache/kafka:" + Versions.kafka()).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
        // The image of the same major version: the archive's third number is its packager's.
        new PostgreSQLContainer("postgres:" + Versions.postgresMajor()).withCommand("postgres", "-c", "max_connections=200"));
    try {
      Startables.deepStart(backing.kafka, backing.postgres).join();
      return backing;
    } catch (RuntimeException failed) {
      backing.close();
      throw new BackingUnavailable("Docker answers, but the containers did not start: " + failed.getMessage(), failed);
    }
  }

  @Override
  public String kafkaBootstrap() {
    return kafka.getBootstrapServers();
  }

  @Override
  public PgServer pg() {
    return new PgServer(postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        postgres.getUsername(), postgres.getPassword(), postgres.getDatabaseName(), "");
  }

  @Override
  public String description() {
    return "containers, Kafka at %s, %s (thrown away at the end)".formatted(kafkaBootstrap(), pg());
  }

  @Override
  public void close() {
    kafka.stop();
    postgres.stop();
  }

  private static boolean dockerAnswers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException | LinkageError unreachable) {
      return false;
    }
  }
}
