package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * 待诉求人补充: the limit waits for the claimant. It belongs to the ticket and not to a unit or a class, so that a change of either neither
 * ends it nor gives a new one.
 *
 * @param used how often the limit has waited in this round
 * @param from since when, or since the dispatch to another unit in the middle of it
 * @param until when it ends by itself
 * @param dueBefore the limit as it would be without the waiting since {@code from}
 * @param suppliedAt when the claimant supplemented the request while it waited; the clock runs from then
 */
public record Pause(int number, int round, int used, Instant from, Instant until, Instant dueBefore, Instant suppliedAt, boolean open) {

  /** The limit when the waiting ends at this time. */
  public Instant dueIfEndedAt(Instant end) { return dueBefore.plus(Duration.between(from, end.isAfter(until) ? until : end.isBefore(from) ? from : end)); }

  static Pause evolve(Pause pause, ComplaintEvent event, int round, Instant dueBefore, Instant at) {
    return switch (event) {
      case DispatchEvent.ClaimantAsked e -> new Pause(e.number(), round, pause == null || pause.round != round ? 1 : pause.used + 1, at, e.until(), dueBefore, null, true);
      case ComplaintEvent e when pause == null || !pause.open -> pause;
      case DispatchEvent.ClaimantAnswered e -> pause.ended();
      case DispatchEvent.ClaimantAnswerMissed e -> pause.ended();
      case SupervisionEvent.ReworkOrdered e -> pause.ended();
      case SupervisionEvent.SupervisionOrdered e when e.round() > round -> pause.ended();
      case SupervisionEvent.TicketReopened e -> pause.ended();
      case DispatchEvent.DeferralApproved e when e.level() == DispatchEvent.ApprovalLevel.CITY -> pause.ended();
      case IntakeEvent.TicketSupplemented e -> pause.suppliedAt != null ? pause : new Pause(pause.number, pause.round, pause.used, pause.from, pause.until, pause.dueBefore, at, true);
      // Another unit in the middle of it: its limit includes what is left of the waiting.
      case DispatchEvent.TicketDispatched e -> at.isBefore(pause.until) ? new Pause(pause.number, e.round(), pause.used, at, pause.until,
          e.dueAt().minus(Duration.between(at, pause.until)), pause.suppliedAt, true) : pause;
      case DispatchEvent.TimeLimitExtended e -> new Pause(pause.number, pause.round, pause.used, pause.from, pause.until,
          e.newDueAt().minus(Duration.between(pause.from, pause.until)), pause.suppliedAt, true);
      default -> pause;
    };
  }

  private Pause ended() { return new Pause(number, round, used, from, until, dueBefore, suppliedAt, false); }
}
