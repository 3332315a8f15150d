package cn.jsjb.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A Kafka of our own: one broker, or a few for tests that take one away. */
final class Kafka {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final List<KafkaNode> nodes;
  private final KafkaSecurity security;

  private Kafka(List<KafkaNode> nodes, KafkaSecurity security) {
    this.nodes = nodes;
    this.security = security;
  }

  /** Not started yet; {@code ports} has one for each broker. */
  static Kafka in(Path root, List<Integer> ports, KafkaSecurity security) {
    Path library = BrokerLibrary.find();
    Path folder = root.resolve("kafka");
    String clusterId = clusterId(folder, ports.size());
    List<KafkaNode> nodes = new ArrayList<>();
    List<Integer> controllerPorts = ports.stream().map(port -> Ports.free()).toList();
    for (int id = 1; id <= ports.size(); id++) {
      nodes.add(new KafkaNode(id, ports.get(id - 1), folder.resolve(Integer.toString(id)), library));
    }
    nodes.parallelStream().forEach(node -> node.prepare(clusterId, configuration(node, controllerPorts, security)));
    return new Kafka(List.copyOf(nodes), security);
  }

  String bootstrap() {
    return nodes.stream().map(Kafka::address).collect(Collectors.joining(","));
  }

  /** Settings of a client that may everything. */
  Map<String, String> operator() {
    return security.client(bootstrap());
  }

  Process process(int broker) {
    return node(broker).process();
  }

  void start() {
    nodes.forEach(KafkaNode::start);
    nodes.forEach(this::awaitReady);
  }

  void stop() {
    // All at once: a quorum whose members leave one by one loses its majority half-way, and the last waits in vain.
    Together.run(nodes.stream().<Runnable>map(node -> node::stop).toList());
  }

  void kill() {
    nodes.forEach(KafkaNode::kill);
  }

  void kill(int broker) {
    node(broker).kill();
  }

  void restart() {
    stop();
    start();
  }

  void restart(int broker) {
    node(broker).stop();
    node(broker).start();
    awaitReady(node(broker));
  }

  private KafkaNode node(int broker) {
    if (broker < 1 || broker > nodes.size()) {
      throw new IllegalArgumentException("there is no broker %d; there are %d, counted from 1".formatted(broker, nodes.size()));
    }
    return nodes.get(broker - 1);
  }

  /** Its port first, because the admin client would fill the log with what it thinks of a closed one. */
  private void awaitReady(KafkaNode node) {
    awaitUnlessGone(node, () -> Ports.answers(node.port()));
    Map<String, Object> settings = new HashMap<>(security.client(address(node)));
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL.toMillis() / 2);
    try (Admin admin = Admin.create(settings)) {
      awaitUnlessGone(node, () -> serves(node, admin));
    }
  }

  private static void awaitUnlessGone(KafkaNode node, java.util.function.BooleanSupplier condition) {
    Waiting.untilOrElse(START, () -> !node.isAlive() || condition.getAsBoolean(), () -> node.doesNotAnswer(START));
    if (!node.isAlive()) {
      throw node.endedBeforeItAnswered();
    }
  }

  /**
   * The cluster counts it among its brokers, and it answers a question that only it can. Either alone is not enough:
   * for some seconds after a kill the cluster still counts the dead, and a broker answers before it is let in.
   */
  private static boolean serves(KafkaNode node, Admin admin) {
    try {
      boolean counted = admin.describeCluster().nodes().get(CALL.toMillis(), TimeUnit.MILLISECONDS).stream().anyMatch(other -> other.id() == node.id());
      if (counted) {
        admin.describeLogDirs(List.of(node.id())).allDescriptions().get(CALL.toMillis(), TimeUnit.MILLISECONDS);
      }
      return counted;
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BackingUnavailable("The start was interrupted.", stopped);
    }
  }

  private static String address(KafkaNode node) {
    return "127.0.0.1:" + node.port();
  }

  private static String configuration(KafkaNode node, List<Integer> controllerPorts, KafkaSecurity security) {
    int brokers = controllerPorts.size();
    String voters = IntStream.rangeClosed(1, brokers).mapToObj(id -> id + "@127.0.0.1:" + controllerPorts.get(id - 1)).collect(Collectors.joining(","));
    return """
        process.roles=broker,controller
        node.id=%1$d
        controller.quorum.voters=%2$s
        controller.listener.names=CONTROLLER
        listeners=%7$s://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
        advertised.listeners=%7$s://127.0.0.1:%3$d
        auto.create.topics.enable=false
        # As safe as this many brokers allow: an acknowledged record is on a majority of up to three.
        default.replication.factor=%5$d
        min.insync.replicas=%6$d
        offsets.topic.replication.factor=%5$d
        transaction.state.log.replication.factor=%5$d
        transaction.state.log.min.isr=%6$d
        share.coordinator.state.topic.replication.factor=%5$d
        share.coordinator.state.topic.min.isr=%6$d
        # Nobody's history ends after a week unless its topic says so.
        log.retention.ms=-1
        compression.type=producer
        message.max.bytes=2097152
        replica.fetch.max.bytes=2097152
        group.initial.rebalance.delay.ms=0
        # A killed broker is let in again only when its old session is over: 9 s by default, too long for who waits.
        broker.heartbeat.interval.ms=1000
        broker.session.timeout.ms=4000
        # Small, for a machine shared with everything else. Hundreds of topics, few clients: two indexes of 10 MB for
        # each partition would reserve gigabytes, and fifty partitions of bookkeeping would be opened for nothing.
        num.network.threads=2
        num.io.threads=4
        background.threads=4
        log.index.size.max.bytes=1048576
        log.segment.bytes=268435456
        log.cleaner.dedupe.buffer.size=16777216
        offsets.topic.num.partitions=10
        transaction.state.log.num.partitions=10
        share.coordinator.state.topic.num.partitions=1
        """.formatted(node.id(), voters, node.port(), controllerPorts.get(node.id() - 1), Math.min(3, brokers), brokers >= 3 ? 2 : 1, security.protocol()) + security.broker();
  }

  /** Chosen at the first start; a folder made by three brokers is not readable by one. */
  private static String clusterId(Path folder, int brokers) {
    Path file = folder.resolve("cluster.properties");
    Properties cluster = new Properties();
    try {
      Files.createDirectories(folder);
      if (Files.notExists(file)) {
        cluster.setProperty("id", Uuid.randomUuid().toString());
        cluster.setProperty("brokers", Integer.toString(brokers));
        Path unfinished = folder.resolve("cluster.properties.unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
          cluster.store(out, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      try (InputStream in = Files.newInputStream(file)) {
        cluster.load(in);
      }
    } catch (IOException refused) {
      throw new BackingUnavailable("Kafka's folder %s cannot be used: %s".formatted(folder, refused), refused);
    }
    if (!Integer.toString(brokers).equals(cluster.getProperty("brokers"))) {
      throw new BackingUnavailable("The Kafka in %s was made with %s brokers and cannot be started with %d; ask for as many, or give another data folder."
          .formatted(folder, cluster.getProperty("brokers"), brokers));
    }
    return cluster.getProperty("id");
  }
}
