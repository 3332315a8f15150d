package cn.jsjb.supervision.excluding;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.ExclusionProposed;
import cn.jsjb.event.SupervisionEvent.ExclusionRefused;
import cn.jsjb.event.SupervisionEvent.ExclusionReversed;
import cn.jsjb.event.SupervisionEvent.TicketExcluded;
import cn.jsjb.rating.Standing;
import cn.jsjb.supervision.Loop.Exclusion;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;
import java.util.List;

/**
 * 剔除 (rules X1, X2, L6): the unit that answers for a ticket proposes with evidence and a reason in force that day, somebody else at the service bureau
 * decides. After the period is locked nothing new is proposed; what was proposed before and is decided after restates the period.
 */
public final class Excluding {
  private Excluding() {}

  /** @param fromRates, fromVolume null for what the reason allows */
  public record Propose(String complaintId, String unit, String reason, Boolean fromRates, Boolean fromVolume, List<String> evidence, String note) {}

  public record Decide(String complaintId, int number, boolean approved, String note, String by) {}

  public record Reverse(String complaintId, int number, String reason, String by) {}

  public static Decision decide(Oversight o, Propose command, SupervisionRules rules, Assessment assessment, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (!command.unit().equals(o.life().unit())) {
      return refuse(Reason.OTHER_UNIT);
    }
    SupervisionRules.Rules inForce = rules.at(now);
    SupervisionRules.Exclusion reason = inForce.exclusions().get(command.reason());
    if (reason == null) {
      return refuse(Reason.UNKNOWN_EXCLUSION_REASON, command.reason());
    }
    boolean rates = command.fromRates() == null ? reason.rates() : command.fromRates();
    boolean volume = command.fromVolume() == null ? reason.volume() : command.fromVolume();
    if (rates && !reason.rates() || volume && !reason.volume() || !rates && !volume) {
      return refuse(Reason.EXCLUSION_TOO_WIDE, command.reason());
    }
    if (o.loop().openExclusion() != null) {
      return refuse(Reason.EXCLUSION_OPEN, o.loop().openExclusion().number());
    }
    if (o.loop().standing() != null && o.loop().standing().deferral() == Standing.Deferral.IN_FORCE) {
      return refuse(Reason.DEFERRED_NOT_EXCLUDED);
    }
    String period = o.contribution(assessment).period();
    if (!now.isBefore(assessment.lockedAt(period))) {
      return refuse(Reason.PERIOD_LOCKED, period, assessment.lockedAt(period));
    }
    return accept(new ExclusionProposed(o.loop().exclusions().size() + 1, command.unit(), command.reason(), rates, volume, command.evidence(), command.note(), inForce.version()));
  }

  public static Decision decide(Oversight o, Decide command, SupervisionRules rules, Assessment assessment, Instant now) {
    Exclusion x = o == null ? null : o.loop().exclusion(command.number());
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (x == null || x.status() != Exclusion.Status.PROPOSED) {
      return refuse(Reason.NO_SUCH_EXCLUSION, command.number());
    }
    if (x.unit().equals(command.by())) {
      return refuse(Reason.OWN_PROPOSAL, command.by());
    }
    return accept(command.approved() ? excluded(o, x, command.note(), command.by(), null, rules, assessment, now) : new ExclusionRefused(x.number(), command.note(), command.by()));
  }

  public static Decision decide(Oversight o, Reverse command, Assessment assessment, Instant now) {
    Exclusion x = o == null ? null : o.loop().exclusion(command.number());
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (x == null || x.status() != Exclusion.Status.IN_FORCE) {
      return refuse(Reason.NO_SUCH_EXCLUSION, command.number());
    }
    return accept(reversed(o, x, command.reason(), command.by(), null, assessment, now));
  }

  /** The contribution is that of the ticket with this fact in it. */
  public static TicketExcluded excluded(Oversight o, Exclusion x, String note, String by, Integer appeal, SupervisionRules rules, Assessment assessment, Instant now) {
    String version = rules.at(now).version();
    TicketExcluded fact = new TicketExcluded(x.number(), x.reason(), x.fromRates(), x.fromVolume(), List.of(note), x.unit(), by, appeal, isLocked(o, assessment, now), null, version);
    return new TicketExcluded(x.number(), x.reason(), x.fromRates(), x.fromVolume(), List.of(note), x.unit(), by, appeal, fact.afterLock(), contribution(o, fact, assessment, now), version);
  }

  public static ExclusionReversed reversed(Oversight o, Exclusion x, String reason, String by, Integer appeal, Assessment assessment, Instant now) {
    ExclusionReversed fact = new ExclusionReversed(x.number(), reason, by, appeal, isLocked(o, assessment, now), null);
    return new ExclusionReversed(x.number(), reason, by, appeal, fact.afterLock(), contribution(o, fact, assessment, now));
  }

  public static boolean isLocked(Oversight o, Assessment assessment, Instant now) { return !now.isBefore(assessment.lockedAt(o.contribution(assessment).period())); }

  private static Contribution contribution(Oversight o, ComplaintEvent fact, Assessment assessment, Instant now) {
    return Standing.contribution(Standing.after(o.loop().standing(), fact, now), assessment, o.subject().receivedAt(), o.subject().type(), o.life().found(), o.finalAnswers());
  }
}
