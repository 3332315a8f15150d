package cn.jsjb.dispatch.orders;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * {@code /q/health/well} and the gauge {@code jsjb.feed.unsent}: units that were not told something. A matter for a person, and no reason to
 * send callers elsewhere, so it is not readiness. (While Kafka is away following stands still, and readiness says so.)
 */
@Wellness
@ApplicationScoped
public class FeedHealth implements HealthCheck {
  @Inject Feed feed;
  @Inject MeterRegistry metrics;

  void register(@Observes StartupEvent started) { metrics.gauge("jsjb.feed.unsent", feed, Feed::unsentFacts); }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("telling the consoles").status(feed.unsentFacts() == 0);
    feed.unsent().forEach(health::withData);
    return health.build();
  }
}
