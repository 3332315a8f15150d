package cn.jsjb.supervision.sealing;

import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Red in {@code /q/health} and {@code /q/health/well} while there is an alarm, and when any partition of any log has been behind its end for two hours. Readiness stays green: the inspectors need the service now
 * more than ever.
 */
@Wellness
@ApplicationScoped
public class SealHealth implements HealthCheck {
  /** Sealing is hourly: one that fails is tried again, two are missed. */
  private static final Duration MOST = Duration.ofHours(2);

  @Inject SealAlarms alarms;
  @Inject Sealing sealing;
  @Inject SealKeys keys;

  @Override public HealthCheckResponse call() {
    Collection<Alarm> all = alarms.all();
    HealthCheckResponseBuilder health = HealthCheckResponse.named("the logs are as they were sealed").withData("alarms", all.size());
    all.stream().limit(5).forEach(a -> health.withData("%s offset %d".formatted(a.origin(), a.offset()), a.sentence()));
    boolean isLate = isLate(keys.key().isPresent(), sealing.age());
    health.withData("minutes since everything was sealed", sealing.age().toMinutes());
    return health.status(all.isEmpty() && !isLate).build();
  }

  /** @param hasKey without a key nothing is sealed, and that is not late: the service says so at its start */
  static boolean isLate(boolean hasKey, Duration age) { return hasKey && age.compareTo(MOST) > 0; }
}
