package cn.jsjb.supervision.sealing;

import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Red in {@code /q/health} and {@code /q/health/well} while there is an alarm. Readiness stays green: the inspectors need the service now
 * more than ever.
 */
@Wellness
@ApplicationScoped
public class SealHealth implements HealthCheck {
  @Inject SealAlarms alarms;

  @Override public HealthCheckResponse call() {
    Collection<Alarm> all = alarms.all();
    HealthCheckResponseBuilder health = HealthCheckResponse.named("the logs are as they were sealed").withData("alarms", all.size());
    all.stream().limit(5).forEach(a -> health.withData("%s offset %d".formatted(a.origin(), a.offset()), a.sentence()));
    return health.status(all.isEmpty()).build();
  }
}
