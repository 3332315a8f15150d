package cn.jsjb.runtime;

import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the broker answers, partitions of every log the service follows are followed, and the positions move while there is something to read.
 * (Kafka readiness of the platform answers UP when no broker was ever reached.)
 */
@Readiness
@ApplicationScoped
public class FollowingHealth implements HealthCheck {
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  @Inject @Any Instance<LogFollowing> logs;
  @Inject Pool pool;
  @Inject MeterRegistry metrics;
  @Inject KafkaCluster kafka;

  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
  private final AtomicBoolean looking = new AtomicBoolean();
  private Admin admin;
  private final List<Watch> watches = new ArrayList<>();

  void register(@Observes StartupEvent started) {
    for (LogFollowing log : logs) {
      Watch watch = new Watch(log);
      watches.add(watch);
      LogService<?> service = log.service();
      Follower<?> follower = service.follower();
      Tags tags = Tags.of("log", log.topic());
      metrics.gauge("jsjb.follower.lag", tags, watch, w -> w.lag);
      metrics.gauge("jsjb.follower.facts", tags, follower, Follower::facts);
      metrics.gauge("jsjb.follower.void", tags, follower, Follower::voids);
      metrics.gauge("jsjb.follower.alarms", tags, follower, Follower::alarms);
      metrics.gauge("jsjb.reactions", tags, service.reactor(), r -> r.reactions());
      metrics.gauge("jsjb.reactions.failed", tags, service.reactor(), r -> r.failures());
    }
  }

  @Override
  public synchronized HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("following " + watches.stream().map(w -> w.log.topic()).sorted().collect(Collectors.joining(", ")));
    try {
      boolean well = true;
      for (Watch watch : watches) {
        well &= watch.isWell(health, watches.size() == 1 ? "" : watch.log.topic() + ".");
      }
      return health.status(well).build();
    } catch (Exception away) {
      return health.down().withData("trouble", String.valueOf(away.getMessage())).build();
    }
  }

  /** Records that are in the logs and not yet in the tables, looked up some seconds ago at most, or never yet. Does not wait. */
  public long lag() {
    if (System.nanoTime() - lookedAt.get() > LOOK_AGAIN_NANOS && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().start(() -> {
        try {
          call();
        } finally {
          lookedAt.set(System.nanoTime());
          looking.set(false);
        }
      });
    }
    return watches.stream().mapToLong(w -> w.lag).sum();
  }

  /** One log. */
  private final class Watch {
    final LogFollowing log;
    private long movedAt = System.nanoTime();
    private long lastSum = -1;
    private volatile long lag;

    Watch(LogFollowing log) { this.log = log; }

    boolean isWell(HealthCheckResponseBuilder health, String prefix) throws Exception {
      Follower<?> follower = log.service().follower();
      Map<Integer, Long> owned = new HashMap<>();
      follower.owned().forEach(p -> owned.put(p, follower.position(p)));
      lag = lag(follower.topic(), owned);
      long sum = owned.values().stream().mapToLong(Long::longValue).sum();
      if (sum != lastSum || lag == 0) {
        movedAt = System.nanoTime();
        lastSum = sum;
      }
      boolean stuck = System.nanoTime() - movedAt > STUCK_NANOS;
      String trouble = log.trouble();
      health.withData(prefix + "partitions", owned.size()).withData(prefix + "lag", lag).withData(prefix + "quarantined", quarantined(follower.projection().table()));
      if (trouble != null) {
        health.withData(prefix + "trouble", trouble);
      }
      return !owned.isEmpty() && !stuck && trouble == null;
    }
  }

  private long lag(String topic, Map<Integer, Long> owned) throws Exception {
    if (admin == null) {
      admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 3_000, "request.timeout.ms", 3_000)));
    }
    var ends = admin.listOffsets(owned.keySet().stream().collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.latest())))
        .all().get(4, TimeUnit.SECONDS);
    return ends.entrySet().stream().mapToLong(e -> Math.max(0, e.getValue().offset() - owned.get(e.getKey().partition()))).sum();
  }

  private long quarantined(String table) throws Exception {
    return pool.query("SELECT count(*) FROM projection.%s WHERE quarantine IS NOT NULL".formatted(table))
        .execute().toCompletionStage().toCompletableFuture().get(4, TimeUnit.SECONDS).iterator().next().getLong(0);
  }
}
