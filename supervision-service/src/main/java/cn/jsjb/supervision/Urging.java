package cn.jsjb.supervision;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Instant;

/**
 * 催办 of the present round.
 *
 * @param number reminders so far, of all rounds
 * @param overdueAt when the feedback of this round was overdue, null while it is not
 * @param overdueUrged, overdueOrdered what followed from that
 * @param claimantUrges how often the claimant urged in this round, the last time at {@code claimantUrgedAt}
 */
public record Urging(int number, Instant overdueAt, boolean overdueUrged, boolean overdueOrdered, int claimantUrges, Instant claimantUrgedAt, boolean urgesUrged, boolean urgesOrdered) {
  private static final Urging NONE = new Urging(0, null, false, false, 0, null, false, false);

  static Urging after(Urging urging, ComplaintEvent event, boolean newRound, Instant at) {
    Urging u = urging == null ? NONE : newRound ? new Urging(urging.number, null, false, false, 0, null, false, false) : urging;
    Urging next = switch (event) {
      case DispatchEvent.FeedbackOverdue e -> new Urging(u.number, at, u.overdueUrged, u.overdueOrdered, u.claimantUrges, u.claimantUrgedAt, u.urgesUrged, u.urgesOrdered);
      case IntakeEvent.RequestUrged e -> new Urging(u.number, u.overdueAt, u.overdueUrged, u.overdueOrdered, u.claimantUrges + 1, at, u.urgesUrged, u.urgesOrdered);
      case SupervisionEvent.UrgeIssued e -> new Urging(e.number(), u.overdueAt, u.overdueUrged || e.cause() == SupervisionEvent.UrgeCause.OVERDUE, u.overdueOrdered, u.claimantUrges,
          u.claimantUrgedAt, u.urgesUrged || e.cause() == SupervisionEvent.UrgeCause.CLAIMANT_URGES, u.urgesOrdered);
      case SupervisionEvent.SupervisionOrdered e -> new Urging(u.number, u.overdueAt, u.overdueUrged, u.overdueOrdered || e.cause() == SupervisionEvent.SupervisionCause.OVERDUE,
          u.claimantUrges, u.claimantUrgedAt, u.urgesUrged, u.urgesOrdered || e.cause() == SupervisionEvent.SupervisionCause.CLAIMANT_URGES);
      default -> u;
    };
    return next.equals(NONE) ? null : next;
  }
}
