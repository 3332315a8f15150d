package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * 挂账 of the ticket, the newest one.
 *
 * @param calledBack the claimant has been called back since it was approved: the ticket counts again, and it may be cleared
 */
public record Deferral(int number, Status status, String unit, String reason, Instant promisedBy, List<Milestone> milestones, boolean calledBack) {

  public enum Status { REQUESTED, ENDORSED, REFUSED, APPROVED, EXPIRED, CLEARED }

  public record Milestone(String what, Instant by, Instant reportedAt) {}

  /** The promise rules the ticket, in the place of the feedback limit. */
  public boolean inForce() { return status == Status.APPROVED && !calledBack; }

  /** Waits for a decision, or is in force. */
  public boolean blocksAnother() { return status == Status.REQUESTED || status == Status.ENDORSED || inForce(); }

  static Deferral evolve(Deferral d, ComplaintEvent event, Instant at) {
    return switch (event) {
      case DispatchEvent.DeferralRequested e -> new Deferral(e.number(), Status.REQUESTED, e.unit(), e.reason(), e.promisedBy(),
          e.milestones().stream().map(m -> new Milestone(m.what(), m.by(), null)).toList(), false);
      case ComplaintEvent e when d == null -> null;
      case DispatchEvent.DeferralApproved e -> d.as(e.level() == DispatchEvent.ApprovalLevel.CITY ? Status.APPROVED : Status.ENDORSED);
      case DispatchEvent.DeferralRefused e -> d.as(Status.REFUSED);
      case DispatchEvent.DeferralCleared e -> d.as(Status.CLEARED);
      case DispatchEvent.DeferralExpired e -> d.as(Status.EXPIRED);
      case DispatchEvent.DeferralMilestoneReported e -> {
        List<Milestone> next = new ArrayList<>(d.milestones);
        Milestone m = next.get(e.milestone() - 1);
        next.set(e.milestone() - 1, new Milestone(m.what, m.by, at));
        yield new Deferral(d.number, d.status, d.unit, d.reason, d.promisedBy, List.copyOf(next), d.calledBack);
      }
      case SupervisionEvent.CallbackCompleted e when d.status == Status.APPROVED || d.status == Status.EXPIRED -> new Deferral(d.number, d.status, d.unit, d.reason, d.promisedBy, d.milestones, true);
      default -> d;
    };
  }

  private Deferral as(Status next) { return new Deferral(number, next, unit, reason, promisedBy, milestones, calledBack); }
}
