package cn.jsjb.runtime;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.TopicGuard;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** Checks the topics at start, and has the producer know them before the first caller comes. */
@Startup
@Singleton
public class Guarding {
  private static final Logger LOG = Logger.getLogger(Guarding.class);

  @Inject KafkaCluster kafka;
  @Inject EventLog log;
  @Inject @Any Instance<LogFollowing> logs;

  /** A cluster that cannot be a log of record stops the service; a cluster that is away is waited for. */
  @PostConstruct
  void checkTopics() {
    Thread.ofVirtual().name("topic-guard").start(() -> {
      try (Admin admin = Admin.create(kafka.client(Map.of("request.timeout.ms", 10_000, "default.api.timeout.ms", 20_000)))) {
        while (true) {
          try {
            admin.describeCluster().nodes().get();
            break;
          } catch (java.util.concurrent.ExecutionException away) {
            LOG.warnf("Kafka at %s does not answer yet; waiting", kafka.address());
          }
        }
        List<String> violations = TopicGuard.violations(admin, TopicGuard.declared());
        if (!violations.isEmpty()) {
          violations.forEach(v -> LOG.fatalf("topics: %s", v));
          Quarkus.asyncExit(1);
          return;
        }
        log.meet(EventLog.KEYS);
        logs.forEach(followed -> log.meet(followed.topic()));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
