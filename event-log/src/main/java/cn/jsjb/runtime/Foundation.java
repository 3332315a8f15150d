package cn.jsjb.runtime;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.TopicGuard;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What every service gets from outside: the clock, the log, the secret, and the check of the topics. */
@Startup
@Singleton
public class Foundation {
  private static final Logger LOG = Logger.getLogger(Foundation.class);

  @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap;
  @ConfigProperty(name = "jsjb.secret.file") java.util.Optional<Path> secretFile;
  @jakarta.inject.Inject EventLog log;

  /** A cluster that cannot be a log of record stops the service; a cluster that is away is waited for. */
  @PostConstruct
  void checkTopics() {
    Thread.ofVirtual().name("topic-guard").start(() -> {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", 10_000, "default.api.timeout.ms", 20_000))) {
        while (true) {
          try {
            admin.describeCluster().nodes().get();
            break;
          } catch (java.util.concurrent.ExecutionException away) {
            LOG.warnf("Kafka at %s does not answer yet; waiting", bootstrap);
          }
        }
        List<String> violations = TopicGuard.violations(admin, TopicGuard.declared());
        if (!violations.isEmpty()) {
          violations.forEach(v -> LOG.fatalf("topics: %s", v));
          Quarkus.asyncExit(1);
          return;
        }
        log.meet(EventLog.COMPLAINTS, EventLog.KEYS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Produces @Singleton
  Clock clock() { return Clock.systemUTC(); }

  @Produces @Singleton
  EventLog eventLog() { return new EventLog(Map.of("bootstrap.servers", bootstrap)); }

  void close(@Disposes EventLog log) { log.close(); }

  /** 32 bytes, base64, from a file that only the service may read; never from the repository. */
  @Produces @Singleton
  PrivateBox privateBox() throws IOException {
    Path file = secretFile.orElseThrow(() -> new IllegalStateException("set jsjb.secret.file (JSJB_SECRET_FILE): a file with 32 random bytes in base64"));
    return new PrivateBox(Base64.getDecoder().decode(Files.readString(file).strip()));
  }
}
