package cn.jsjb.dispatch.deadlines;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.WorkingCalendar;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Says in time that next year's holidays are missing. The service works on (limits are counted in calendar days then), so this is no matter of readiness. */
@Wellness
@ApplicationScoped
public class CalendarHealth implements HealthCheck {
  /** The longest limit counted in working days, with the longest holiday in it. */
  private static final int DAYS_AHEAD = 30;

  @Inject Catalogue rules;
  @Inject Clock clock;

  void register(@Observes StartupEvent started, MeterRegistry metrics) { metrics.gauge("jsjb.calendar.days.known", this, CalendarHealth::daysKnown); }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("working calendar").status(daysKnown() >= DAYS_AHEAD)
        .withData("knownUntil", rules.calendar().knownUntil().toString()).withData("daysKnown", daysKnown()).build();
  }

  private long daysKnown() { return ChronoUnit.DAYS.between(LocalDate.now(clock.withZone(WorkingCalendar.BEIJING)), rules.calendar().knownUntil()); }
}
