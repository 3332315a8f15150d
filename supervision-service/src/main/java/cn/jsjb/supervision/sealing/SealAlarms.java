package cn.jsjb.supervision.sealing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * What does not fit its seals. An alarm stays until somebody has looked and started the service again: {@link SealHealth} is red, the
 * metric {@code jsjb.seals.alarms} counts, the partition is not sealed any further.
 */
@ApplicationScoped
public class SealAlarms {
  private static final Logger LOG = Logger.getLogger(SealAlarms.class);
  private static final int MOST = 1_000;

  @Inject MeterRegistry metrics;

  private final Map<String, Alarm> alarms = new ConcurrentSkipListMap<>();

  /** @param offset -1 where it is about the partition @param complaintId null where unknown */
  public record Alarm(String origin, long offset, String complaintId, String sentence) {}

  void register(@Observes StartupEvent started) { metrics.gaugeMapSize("jsjb.seals.alarms", List.of(), alarms); }

  void raise(Alarm alarm) {
    if (alarms.size() < MOST && alarms.putIfAbsent("%s %020d %s".formatted(alarm.origin, alarm.offset, alarm.sentence), alarm) == null) {
      LOG.errorf("SEAL ALARM %s offset %d complaint %s: %s", alarm.origin, alarm.offset, alarm.complaintId, alarm.sentence);
    }
  }

  boolean isSuspect(String origin) { return alarms.values().stream().anyMatch(a -> a.origin.equals(origin)); }

  Collection<Alarm> all() { return List.copyOf(alarms.values()); }
}
