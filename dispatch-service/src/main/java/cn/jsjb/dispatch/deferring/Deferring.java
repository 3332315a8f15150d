package cn.jsjb.dispatch.deferring;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.Deferral;
import cn.jsjb.dispatch.Deferral.Status;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ApprovalLevel;
import cn.jsjb.event.DispatchEvent.DeferralApproved;
import cn.jsjb.event.DispatchEvent.DeferralCleared;
import cn.jsjb.event.DispatchEvent.DeferralExpired;
import cn.jsjb.event.DispatchEvent.DeferralMilestoneReported;
import cn.jsjb.event.DispatchEvent.DeferralRefused;
import cn.jsjb.event.DispatchEvent.DeferralRequested;
import cn.jsjb.event.DispatchEvent.Milestone;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.List;

/**
 * 挂账 and 销账 of a ticket (rules L1–L6): asked for by the unit with reason, promise and milestones, approved by the district, then by
 * the service bureau. Until then the clock runs. It ends with a new callback and the clearance, or with the promise broken.
 */
public final class Deferring {
  private Deferring() {}

  public record Request(String by, String reason, Instant promisedBy, List<Milestone> milestones, String explanation, Instant explainedAt) {}

  /** @param district the deciding district, null for the service bureau */
  public record Decide(String by, String district, int number, boolean approved, String note) {}

  public record Report(String by, int number, int milestone, String text, List<String> evidence) {}

  public record Clear(String by, int number, String note) {}

  public static Decision decide(Ticket ticket, Request command, Catalogue rules, Instant now) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when !t.stage().isWithUnit() -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "挂账 / deferred");
      case Ticket.Handling t -> request(t, command, rules, now);
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "挂账 / deferred");
    };
  }

  private static Decision request(Ticket.Handling t, Request command, Catalogue rules, Instant now) {
    Deferral last = t.lasting().deferral();
    Limits.Deferral limits = rules.limits().at(now).deferral();
    Instant latest = now.atZone(WorkingCalendar.BEIJING).plusMonths(limits.longestMonths()).toInstant();
    if (last != null && last.blocksAnother()) {
      return Decision.refuse(Reason.DEFERRAL_OPEN, last.number());
    }
    if (!limits.reasons().containsKey(command.reason())) {
      return Decision.refuse(Reason.UNKNOWN_DEFERRAL_REASON, command.reason());
    }
    if (!command.promisedBy().isAfter(t.assignment().dueAt()) || command.promisedBy().isAfter(latest) || command.explainedAt().isAfter(now)
        || command.milestones().stream().anyMatch(m -> !m.by().isAfter(now) || m.by().isAfter(command.promisedBy()))) {
      return Decision.refuse(Reason.DEFERRAL_OUT_OF_BOUNDS, limits.longestMonths());
    }
    return Decision.accept(new DeferralRequested(last == null ? 1 : last.number() + 1, command.by(), command.reason(), command.promisedBy(), command.milestones(), command.explanation(), command.explainedAt()));
  }

  /** A unit of the whole city has no district over it: the bureau decides at once, as it does about a district's own request. */
  public static Decision decide(Ticket ticket, Decide command, Catalogue rules) {
    Deferral d = ticket.lasting().deferral();
    if (d == null || d.number() != command.number() || !(ticket instanceof Ticket.Handling t) || !t.stage().isWithUnit() || d.status() != Status.REQUESTED && d.status() != Status.ENDORSED) {
      return Decision.refuse(Reason.NO_SUCH_DEFERRAL, command.number());
    }
    String district = rules.units().require(d.unit()).districtCode();
    boolean needsDistrict = district != null && !district.equals(d.unit());
    if (command.district() != null) {
      if (!command.district().equals(district) || !needsDistrict) {
        return Decision.refuse(Reason.OTHER_UNIT);
      }
      if (d.status() == Status.ENDORSED) {
        return Decision.refuse(Reason.NO_SUCH_DEFERRAL, command.number());
      }
      return Decision.accept(command.approved() ? new DeferralApproved(d.number(), ApprovalLevel.DISTRICT, d.promisedBy(), command.note(), command.by())
          : new DeferralRefused(d.number(), ApprovalLevel.DISTRICT, command.note(), command.by()));
    }
    if (needsDistrict && d.status() == Status.REQUESTED) {
      return Decision.refuse(Reason.DEFERRAL_DISTRICT_FIRST);
    }
    return Decision.accept(command.approved() ? new DeferralApproved(d.number(), ApprovalLevel.CITY, d.promisedBy(), command.note(), command.by())
        : new DeferralRefused(d.number(), ApprovalLevel.CITY, command.note(), command.by()));
  }

  public static Decision decide(Ticket ticket, Report command) {
    Deferral d = ticket.lasting().deferral();
    if (d == null || d.number() != command.number() || d.status() != Status.APPROVED || command.milestone() < 1 || command.milestone() > d.milestones().size()
        || d.milestones().get(command.milestone() - 1).reportedAt() != null) {
      return Decision.refuse(Reason.NO_SUCH_DEFERRAL, command.number());
    }
    return ticket instanceof Ticket.Handling t && t.heldBy(command.by()) ? Decision.accept(new DeferralMilestoneReported(d.number(), command.milestone(), command.by(), command.text(), command.evidence()))
        : Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, ticket.life().unit());
  }

  /** Also after the ticket has ended: the callback closes it at once. */
  public static Decision decide(Ticket ticket, Clear command) {
    Deferral d = ticket.lasting().deferral();
    if (d == null || d.number() != command.number() || d.status() != Status.APPROVED && d.status() != Status.EXPIRED) {
      return Decision.refuse(Reason.NO_SUCH_DEFERRAL, command.number());
    }
    return d.calledBack() ? Decision.accept(new DeferralCleared(d.number(), command.note(), command.by())) : Decision.refuse(Reason.NOT_CALLED_BACK_YET);
  }

  /** One fact for the broken promise; it takes the place of the overdue feedback. */
  public static final class WhenPromiseIsBrokenThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      Deferral d = ticket.lasting().deferral();
      return d != null && d.inForce() && ticket instanceof Ticket.Handling t && !t.answered() ? d.promisedBy() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Deferral d = ticket.lasting().deferral();
      return Decision.accept(new DeferralExpired(d.number(), ticket.life().unit(), d.promisedBy()));
    }
  }
}
