package cn.jsjb.supervision.appealing;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AppealAbout;
import cn.jsjb.event.SupervisionEvent.AppealRejected;
import cn.jsjb.event.SupervisionEvent.AppealUpheld;
import cn.jsjb.event.SupervisionEvent.AssessmentAppealed;
import cn.jsjb.supervision.Loop.Appeal;
import cn.jsjb.supervision.Loop.Exclusion;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Round;
import cn.jsjb.supervision.excluding.Excluding;
import java.time.Instant;
import java.util.List;

/** 考核申诉, before the period is locked: a unit about a callback or a refused exclusion, a claimant about his matter having been left out (rule X4). */
public final class Appealing {
  private Appealing() {}

  /** How a claimant's appeal is signed; the hotline takes it down for him. */
  public static final String CLAIMANT = "claimant";

  /** @param by unit, or {@link #CLAIMANT} @param subject round of the callback, or number of the exclusion */
  public record Raise(String complaintId, String by, AppealAbout about, int subject, String ground, List<String> recordings) {}

  public record Decide(String complaintId, int number, boolean upheld, String note, String by) {}

  public static Decision decide(Oversight o, Raise command, Assessment assessment, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    boolean claimants = command.by().equals(CLAIMANT);
    if (!claimants && !o.units().contains(command.by())) {
      return refuse(Reason.OTHER_UNIT);
    }
    if (claimants != (command.about() == AppealAbout.EXCLUSION) || !exists(o, command)) {
      return refuse(Reason.NOTHING_TO_APPEAL, Words.told(command.about(), command.subject()));
    }
    Appeal earlier = o.loop().appeals().stream().filter(a -> a.about() == command.about() && a.subject() == command.subject()).findFirst().orElse(null);
    if (earlier != null) {
      return refuse(Reason.APPEALED_ALREADY, earlier.number());
    }
    String period = o.contribution(assessment).period();
    if (!now.isBefore(assessment.lockedAt(period))) {
      return refuse(Reason.PERIOD_LOCKED, period, assessment.lockedAt(period));
    }
    return accept(new AssessmentAppealed(o.loop().appeals().size() + 1, command.by(), command.about(), command.subject(), command.ground(), command.recordings(), period,
        assessment.of(assessment.periodOf(now)).version()));
  }

  private static boolean exists(Oversight o, Raise command) {
    return switch (command.about()) {
      case CALLBACK -> {
        List<Round> answered = o.rounds().stream().filter(r -> r.answers() != null).toList();
        yield !answered.isEmpty() && answered.getLast().round() == command.subject();
      }
      case EXCLUSION_REFUSED -> is(o, command.subject(), Exclusion.Status.REFUSED) && o.loop().openExclusion() == null;
      case EXCLUSION -> is(o, command.subject(), Exclusion.Status.IN_FORCE);
    };
  }

  private static boolean is(Oversight o, int exclusion, Exclusion.Status status) {
    Exclusion x = o.loop().exclusion(exclusion);
    return x != null && x.status() == status;
  }

  /** The service bureau decides; an appeal raised in time may be decided after the lock, and restates the period then. */
  public static Decision decide(Oversight o, Decide command, Assessment assessment, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    Appeal appeal = o.loop().appeal(command.number());
    if (appeal == null || appeal.status() != Appeal.Status.OPEN) {
      return refuse(Reason.NO_OPEN_APPEAL, command.number());
    }
    if (appeal.by().equals(command.by())) {
      return refuse(Reason.OWN_PROPOSAL, command.by());
    }
    return accept(command.upheld() ? new AppealUpheld(appeal.number(), command.note(), command.by(), Excluding.isLocked(o, assessment, now))
        : new AppealRejected(appeal.number(), command.note(), command.by()));
  }
}
