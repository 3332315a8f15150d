package cn.jsjb.analytics.locking;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.AssessmentPeriod.Publication;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Period;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodLocked;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodOpened;
import cn.jsjb.event.PeriodEvent.AssessmentRestated;
import cn.jsjb.event.PeriodEvent.RankingPublished;
import cn.jsjb.event.PeriodEvent.ReviewMeetingRecorded;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The life of an assessment period (domain 4.9 C-7, C-10): opened, locked when limits, callbacks and appeals are over, published, reviewed; and restated as a new
 * version whenever what was locked is no longer what is counted. Nothing here changes a version that is there.
 */
public final class Locking {
  private Locking() {}

  public record Publish(int version, String document) {}

  public record Meet(int version, LocalDate heldOn, String chair, List<String> praised, List<String> criticised, String text) {}

  public static Decision open(AssessmentPeriod p, Period period, Assessment rules, Instant now) {
    if (p != null) {
      return refuse(Reason.PERIOD_OPENED_ALREADY, period.key());
    }
    if (now.isBefore(period.from().toInstant())) {
      return refuse(Reason.PERIOD_NOT_BEGUN, period.key());
    }
    return accept(new AssessmentPeriodOpened(period.key(), period.from().toInstant(), period.to().toInstant(), rules.lockedAt(period.key()), rules.of(period).version()));
  }

  /** @param snapshot what is counted now */
  public static Decision lock(AssessmentPeriod p, Snapshot snapshot, Instant now) {
    if (p == null) {
      return refuse(Reason.NOT_FOUND, snapshot.period());
    }
    if (p.latest() != null) {
      return refuse(Reason.RESTATE_INSTEAD, snapshot.period());
    }
    return now.isBefore(p.opened().lockableFrom()) ? refuse(Reason.TOO_EARLY_TO_LOCK, snapshot.period(), p.opened().lockableFrom().atZone(Period.ZONE).toLocalDate())
        : accept(new AssessmentPeriodLocked(1, snapshot));
  }

  /** @param tickets by whose change it came, as far as they are named */
  public static Decision restate(AssessmentPeriod p, String cause, List<String> tickets, Snapshot snapshot) {
    if (p == null) {
      return refuse(Reason.NOT_FOUND, snapshot.period());
    }
    if (p.latest() == null) {
      return refuse(Reason.PERIOD_NOT_LOCKED, snapshot.period());
    }
    return p.latest().hash().equals(snapshot.hash()) ? refuse(Reason.NOTHING_CHANGED, snapshot.period())
        : accept(new AssessmentRestated(p.latest().number() + 1, cause, tickets, snapshot));
  }

  public static Decision publish(AssessmentPeriod p, String period, Publish command) {
    if (p == null || p.latest() != null && p.version(command.version()).isEmpty()) {
      return refuse(Reason.NOT_FOUND, p == null ? period : period + " v" + command.version());
    }
    if (p.latest() == null) {
      return refuse(Reason.PERIOD_NOT_LOCKED, period);
    }
    Publication newest = p.published();
    if (newest != null && newest.version() == command.version()) {
      return refuse(Reason.PUBLISHED_ALREADY, period, command.version());
    }
    return newest != null && newest.version() > command.version() ? refuse(Reason.OLDER_THAN_PUBLISHED, newest.version(), command.version())
        : accept(new RankingPublished(command.version(), p.version(command.version()).orElseThrow().hash(), command.document()));
  }

  public static Decision meet(AssessmentPeriod p, String period, Meet command, Instant now) {
    if (p == null) {
      return refuse(Reason.NOT_FOUND, period);
    }
    if (p.publications().stream().noneMatch(one -> one.version() == command.version())) {
      return refuse(Reason.NOT_PUBLISHED, period, command.version());
    }
    LocalDate today = now.atZone(Period.ZONE).toLocalDate();
    return command.heldOn().isAfter(today) ? refuse(Reason.IN_THE_FUTURE, "heldOn", today)
        : accept(new ReviewMeetingRecorded(p.meetings().size() + 1, command.version(), command.heldOn(), command.chair(), command.praised(), command.criticised(), command.text()));
  }
}
