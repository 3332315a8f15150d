package cn.jsjb.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How the tests talk to a backing: as any client would. */
final class Clients {
  private Clients() {}

  static Connection connect(Backing backing, String database) throws SQLException {
    return DriverManager.getConnection(backing.jdbcUrl(database), backing.pgUser(), backing.pgPassword());
  }

  static List<String> column(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  static void createTopics(Backing backing, List<NewTopic> topics) throws ExecutionException, InterruptedException {
    try (Admin admin = admin(backing)) {
      admin.createTopics(topics).all().get();
    }
  }

  static Admin admin(Backing backing) {
    return Admin.create(Map.of("bootstrap.servers", backing.kafkaBootstrap()));
  }

  static KafkaProducer<String, String> producer(Backing backing, Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(Map.of("bootstrap.servers", backing.kafkaBootstrap(), "acks", "all"));
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /** All values of the topic's first partition, in order. */
  static List<String> values(Backing backing, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
        Map.of("bootstrap.servers", backing.kafkaBootstrap()), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
