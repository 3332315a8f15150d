package cn.jsjb.runtime;

import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the broker answers, partitions are followed, and the positions move while there is something to read. (Kafka
 * readiness of the platform answers UP when no broker was ever reached.)
 */
@Readiness
@ApplicationScoped
public class FollowingHealth implements HealthCheck {
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Inject LogService<?> service;
  @Inject ComplaintLogFollowing following;
  @Inject Pool pool;
  @Inject MeterRegistry metrics;
  @Inject KafkaCluster kafka;

  private Admin admin;
  private long movedAt = System.nanoTime();
  private long lastSum = -1;
  private volatile long lag;

  void register(@Observes StartupEvent started) {
    Follower<?> follower = service.follower();
    metrics.gauge("jsjb.follower.lag", this, h -> h.lag);
    metrics.gauge("jsjb.follower.facts", follower, Follower::facts);
    metrics.gauge("jsjb.follower.void", follower, Follower::voids);
    metrics.gauge("jsjb.follower.alarms", follower, Follower::alarms);
    metrics.gauge("jsjb.reactions", service.reactor(), r -> r.reactions());
    metrics.gauge("jsjb.reactions.failed", service.reactor(), r -> r.failures());
  }

  @Override
  public synchronized HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("following complaint-log");
    try {
      Map<Integer, Long> owned = new HashMap<>();
      service.follower().owned().forEach(p -> owned.put(p, service.follower().position(p)));
      lag = lag(owned);
      long sum = owned.values().stream().mapToLong(Long::longValue).sum();
      if (sum != lastSum || lag == 0) {
        movedAt = System.nanoTime();
        lastSum = sum;
      }
      boolean stuck = System.nanoTime() - movedAt > STUCK_NANOS;
      String trouble = following.trouble();
      health.withData("partitions", owned.size()).withData("lag", lag).withData("quarantined", quarantined());
      if (trouble != null) {
        health.withData("trouble", trouble);
      }
      return health.status(!owned.isEmpty() && !stuck && trouble == null).build();
    } catch (Exception away) {
      return health.down().withData("trouble", String.valueOf(away.getMessage())).build();
    }
  }

  public long lag() { return lag; }

  private long lag(Map<Integer, Long> owned) throws Exception {
    if (admin == null) {
      admin = Admin.create(kafka.client(Map.of("default.api.timeout.ms", 3_000, "request.timeout.ms", 3_000)));
    }
    String topic = service.follower().topic();
    var ends = admin.listOffsets(owned.keySet().stream().collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.latest())))
        .all().get(4, TimeUnit.SECONDS);
    return ends.entrySet().stream().mapToLong(e -> Math.max(0, e.getValue().offset() - owned.get(e.getKey().partition()))).sum();
  }

  private long quarantined() throws Exception {
    return pool.query("SELECT count(*) FROM projection.%s WHERE quarantine IS NOT NULL".formatted(service.follower().projection().table()))
        .execute().toCompletionStage().toCompletableFuture().get(4, TimeUnit.SECONDS).iterator().next().getLong(0);
  }
}
