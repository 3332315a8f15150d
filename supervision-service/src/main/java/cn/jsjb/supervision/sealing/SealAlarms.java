package cn.jsjb.supervision.sealing;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealEvent.SealBroken;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.matters.Matter;
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
 * metric {@code jsjb.seals.alarms} counts, it is a fact of the oversight-log, and the partition is not sealed any further.
 */
@ApplicationScoped
public class SealAlarms {
  private static final Logger LOG = Logger.getLogger(SealAlarms.class);
  private static final int MOST = 1_000;
  private static final String COUNTED = "jsjb.seals.alarms";

  @Inject MeterRegistry metrics;
  @Inject LogService<Matter> matters;

  private final Map<String, Alarm> alarms = new ConcurrentSkipListMap<>();

  /** @param offset -1 where it is about the partition @param complaintId null where unknown */
  public record Alarm(String origin, long offset, String complaintId, String sentence) {}

  /** There from the start, at zero. */
  void register(@Observes StartupEvent started) { metrics.counter(COUNTED); }

  void raise(Alarm alarm) {
    if (alarms.size() < MOST && alarms.putIfAbsent("%s %020d %s".formatted(alarm.origin, alarm.offset, alarm.sentence), alarm) == null) {
      Thread.ofVirtual().start(() -> record(alarm));
      metrics.counter(COUNTED).increment();
      LOG.errorf("SEAL ALARM %s offset %d complaint %s: %s", alarm.origin, alarm.offset, alarm.complaintId, alarm.sentence);
    }
  }

  /** The same alarm is one fact, whoever finds it and however often. */
  private void record(Alarm alarm) {
    String id = Ids.named("seal-alarm", alarm.origin, Long.toString(alarm.offset), alarm.sentence).toString();
    try {
      var outcome = matters.commands().handle(new Command<Matter>(id, "policy:Watching", id, null, (there, now) -> there != null ? Decision.refuse(Reason.RECORDED_ALREADY, alarm.origin)
          : Decision.accept(new SealBroken(alarm.origin, alarm.offset, alarm.complaintId, alarm.sentence))));
      if (outcome instanceof Outcome.Away<Matter> || outcome instanceof Outcome.Unknown<Matter>) {
        LOG.warnf("the alarm about %s is not known to be in the oversight-log; it will be raised again at the next start", alarm.origin);
      }
    } catch (RuntimeException away) {
      LOG.warnf("the alarm about %s is not in the oversight-log: %s", alarm.origin, away.getMessage());
    }
  }

  boolean isSuspect(String origin) { return alarms.values().stream().anyMatch(a -> a.origin.equals(origin)); }

  Collection<Alarm> all() { return List.copyOf(alarms.values()); }
}
