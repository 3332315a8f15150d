package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealEvent.SealBroken;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.CountsQuery;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.SealMatter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What does not fit its seals. An alarm is a fact of the oversight-log and stays until another fact clears it, whoever is restarted: as long
 * {@link SealHealth} is red, and the partition is not sealed any further. The metric {@code jsjb.seals.alarms} counts.
 */
@ApplicationScoped
public class SealAlarms {
  private static final Logger LOG = Logger.getLogger(SealAlarms.class);
  private static final String COUNTED = "jsjb.seals.alarms";

  @Inject MeterRegistry metrics;
  @Inject LogService<Matter> matters;
  @Inject CountsQuery counts;

  private final OpenAlarms alarms = new OpenAlarms();
  private volatile boolean heard;

  /** @param offset -1 where it is about the partition @param complaintId null where unknown @param found hash of what stands there instead; null for nothing */
  public record Alarm(String origin, long offset, String complaintId, String sentence, String found) {
    static Alarm of(SealBroken e) { return new Alarm(e.origin(), e.offset(), e.complaint(), e.sentence(), e.found()); }

    /** The same alarm is one fact, whoever finds it and however often. Something else at the same place is another: what was cleared is what was seen. */
    String id() { return found == null ? Ids.named("seal-alarm", origin, Long.toString(offset), sentence).toString() : Ids.named("seal-alarm", origin, Long.toString(offset), sentence, found).toString(); }
  }

  /** There from the start, at zero. */
  void register(@Observes StartupEvent started) { metrics.counter(COUNTED); }

  void raise(Alarm alarm) {
    Alarm told = alarms.raise(alarm);
    if (told != null) {
      Thread.ofVirtual().start(() -> record(told));
      metrics.counter(COUNTED).increment();
      LOG.errorf("SEAL ALARM %s offset %d complaint %s: %s", told.origin, told.offset, told.complaintId, told.sentence);
    }
  }

  /** Hears what the oversight-log says of alarms: those of earlier days and of other instances, and which of them are cleared; the long cleared ones once. */
  void refresh() {
    boolean isFirst = !heard;
    for (SealMatter matter : said(isFirst)) {
      Alarm alarm = Alarm.of(matter.broken());
      if (matter.cleared() != null) {
        alarms.clear(alarm);
      } else if (alarms.take(alarm)) {
        metrics.counter(COUNTED).increment();
      }
    }
    heard = true;
  }

  private List<SealMatter> said(boolean isFirst) {
    try {
      return counts.sealAlarms(isFirst ? null : alarms.ids());
    } catch (IllegalStateException away) {
      LOG.debug("alarms cannot be asked for", away);
      throw new Refused(Reason.AWAY);
    }
  }

  private void record(Alarm alarm) {
    String id = alarm.id();
    try {
      var outcome = matters.commands().handle(new Command<Matter>(id, "policy:Watching", id, null, (there, now) -> there != null ? Decision.refuse(Reason.RECORDED_ALREADY, alarm.origin)
          : Decision.accept(new SealBroken(alarm.origin, alarm.offset, alarm.complaintId, alarm.sentence, alarm.found))));
      if (outcome instanceof Outcome.Away<Matter> || outcome instanceof Outcome.Unknown<Matter>) {
        LOG.warnf("the alarm about %s is not known to be in the oversight-log; it will be raised again at the next start", alarm.origin);
      }
    } catch (RuntimeException away) {
      LOG.warnf("the alarm about %s is not in the oversight-log: %s", alarm.origin, away.getMessage());
    }
  }

  boolean isSuspect(String origin) { return alarms.isSuspect(origin); }

  Collection<Alarm> all() { return alarms.all(); }
}
