package cn.jsjb.intake.abusing;

import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseRestricted;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.AbuseWarned;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import java.time.Instant;

/**
 * 滥用热线 (REG §9, §37; rule I4): dissuade, criticise, tell the consequences, one after the other; only then may a caller be restricted,
 * for a time. A restriction means that the desk looks at his requests before they go on. Nothing is dropped, and an emergency
 * goes on at once.
 */
public final class Abusing {
  private Abusing() {}

  /** @param taken the furthest step taken with this caller, on whichever ticket; null for none */
  public static Decision warn(Complaint complaint, AbuseStep step, AbuseKind kind, String evidence, AbuseStep taken) {
    Decision no = nobody(complaint);
    if (no != null) {
      return no;
    }
    int next = taken == null ? 0 : taken.ordinal() + 1;
    return step.ordinal() > next ? Decision.refuse(Reason.WARN_FIRST, named(AbuseStep.values()[next])) : Decision.accept(new AbuseWarned(step, kind, evidence));
  }

  public static Decision restrict(Complaint complaint, AbuseKind kind, Instant until, String evidence, AbuseStep taken, DeskRules.Rules rules, Instant now) {
    Decision no = nobody(complaint);
    if (no != null) {
      return no;
    }
    if (taken != AbuseStep.CONSEQUENCES_TOLD) {
      return Decision.refuse(Reason.WARN_FIRST, named(taken == null ? AbuseStep.DISSUADED : AbuseStep.values()[taken.ordinal() + 1]));
    }
    return until.isAfter(now) && !until.isAfter(now.plus(rules.longestRestriction())) ? Decision.accept(new AbuseRestricted(kind, until, evidence))
        : Decision.refuse(Reason.RESTRICTION_TOO_LONG, rules.longestRestriction().toDays());
  }

  /** Ends the restriction that stands on this ticket. */
  public static Decision lift(Complaint complaint, String evidence, Instant now) {
    Decision no = nobody(complaint);
    if (no != null) {
      return no;
    }
    var abuse = complaint.ticket().desk().abuse();
    return abuse == null || abuse.until() == null || !abuse.until().isAfter(now) ? Decision.refuse(Reason.NOT_FOUND, "限制 / a restriction")
        : Decision.accept(new AbuseRestricted(abuse.kind(), now, evidence));
  }

  private static Decision nobody(Complaint complaint) {
    return complaint == null ? Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket") : complaint.ticket().phoneHash() == null ? Decision.refuse(Reason.NO_CALLER_KNOWN) : null;
  }

  private static String named(AbuseStep step) {
    return switch (step) {
      case DISSUADED -> "劝阻 / dissuade the caller";
      case CRITICISED -> "批评教育 / criticise";
      case CONSEQUENCES_TOLD -> "告知后果 / tell the consequences";
    };
  }
}
