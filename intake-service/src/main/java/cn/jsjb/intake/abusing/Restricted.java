package cn.jsjb.intake.abusing;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The restricted callers, by keyed hash, in memory: requests are taken in without a database. A list that is a second old only
 * means that one request is looked at later or earlier.
 */
@Singleton
public class Restricted {
  private static final Logger LOG = Logger.getLogger(Restricted.class);

  private final Pool pool;
  private final Clock clock;
  private volatile Map<String, Instant> until = Map.of();

  public Restricted(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  public boolean isRestricted(String phoneHash) {
    Instant end = phoneHash == null ? null : until.get(phoneHash);
    return end != null && end.isAfter(clock.instant());
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void refresh() {
    try {
      Map<String, Instant> now = new HashMap<>();
      pool.query("SELECT phone_hash, max(restricted_until) FROM projection.complaint WHERE restricted_until > now() AND phone_hash IS NOT NULL GROUP BY 1").execute()
          .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).forEach(row -> now.put(row.getString(0), row.getOffsetDateTime(1).toInstant()));
      until = now;
    } catch (Exception away) {
      LOG.debugf("restricted callers: %s", away.getMessage());
    }
  }
}
