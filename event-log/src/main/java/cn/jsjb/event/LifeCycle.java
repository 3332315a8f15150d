package cn.jsjb.event;

import java.time.Instant;

/**
 * Where a ticket stands: the state machine of domain 3.4, folded from the facts of all three writers. It exists once; every
 * service embeds it, so that no two of them can disagree about a status.
 *
 * @param unit first responder (首接单位), null before dispatch
 * @param dueAt feedback limit of the current round, null before dispatch
 * @param claimantTold, hotlineTold the two halves of the dual feedback (双反馈) in the current round
 * @param round 1 for the first handling; each rework, supervision or reopening starts another
 */
public record LifeCycle(Stage stage, String unit, Instant dueAt, boolean claimantTold, boolean hotlineTold, int round) {

  public static final LifeCycle NONE = new LifeCycle(null, null, null, false, false, 1);

  /** Total: a fact that the state machine does not expect here changes nothing. Facts are history, they are not argued with. */
  public LifeCycle after(ComplaintEvent event) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> at(Stage.RECEIVED);
      case IntakeEvent.TicketRegistered e -> at(e.atDesk() ? Stage.REGISTERED : Stage.PENDING_DISPATCH);
      case IntakeEvent.InquiryAnswered e -> whileOpen(Stage.ANSWERED);
      case IntakeEvent.TicketDiverted e -> whileOpen(Stage.DIVERTED);
      case IntakeEvent.TicketDeclined e -> whileOpen(Stage.DECLINED);
      case IntakeEvent.ScopeOversightReferred e -> whileOpen(Stage.PENDING_DISPATCH);
      case IntakeEvent.TicketReleased e -> stage == Stage.REGISTERED ? at(Stage.PENDING_DISPATCH) : this;
      case IntakeEvent.GroupJoined e -> whileOpen(Stage.LINKED);
      case IntakeEvent.GroupLeft e -> stage == Stage.LINKED ? at(Stage.PENDING_DISPATCH) : this;
      case IntakeEvent.GroupAnswered e -> stage == Stage.LINKED ? new LifeCycle(Stage.REPLIED, e.unit(), e.dueAt(), true, true, round) : this;
      case IntakeEvent.RequestWithdrawn e -> whileOpen(Stage.WITHDRAWN);
      case IntakeEvent e -> this;

      case DispatchEvent.TicketDispatched e -> new LifeCycle(
          e.mode() == DispatchEvent.Mode.CONSULTATION ? Stage.CONSULTING : Stage.DISPATCHED, e.unit(), e.dueAt(), false, false, e.round());
      case DispatchEvent.AssignmentSigned e -> stage == Stage.DISPATCHED ? at(Stage.SIGNED) : this;
      case DispatchEvent.ClaimantContacted e -> stage == Stage.SIGNED || stage == Stage.SUPERVISED ? at(Stage.HANDLING) : this;
      case DispatchEvent.WhistleBlown e -> stage == Stage.SIGNED || stage == Stage.SUPERVISED ? at(Stage.HANDLING) : this;
      case DispatchEvent.ResultRepliedToClaimant e -> told(true, hotlineTold);
      case DispatchEvent.ResultReportedToHotline e -> told(claimantTold, true);
      case DispatchEvent.TimeLimitExtended e -> new LifeCycle(stage, unit, e.newDueAt(), claimantTold, hotlineTold, round);
      case DispatchEvent.ObjectionUpheld e -> at(Stage.PENDING_DISPATCH);
      case DispatchEvent e -> this;

      case SupervisionEvent.CallbackScheduled e -> at(Stage.AWAITING_CALLBACK);
      case SupervisionEvent.CallbackCompleted e -> at(Stage.CALLED_BACK);
      case SupervisionEvent.ReworkOrdered e -> new LifeCycle(Stage.REWORK, unit, dueAt, false, false, e.round());
      case SupervisionEvent.SupervisionOrdered e -> new LifeCycle(
          Stage.SUPERVISED, unit, e.dueAt() == null ? dueAt : e.dueAt(), false, false, e.round());
      case SupervisionEvent.TicketReopened e -> new LifeCycle(Stage.REOPENED, unit, dueAt, false, false, round + 1);
      case SupervisionEvent.TicketClosed e -> at(Stage.CLOSED);
      case SupervisionEvent e -> this;
    };
  }

  private LifeCycle whileOpen(Stage next) { return stage.isOpen() ? at(next) : this; }

  private LifeCycle at(Stage next) { return new LifeCycle(next, unit, dueAt, claimantTold, hotlineTold, round); }

  private LifeCycle told(boolean claimant, boolean hotline) {
    Stage next = stage.isWithUnit() && claimant && hotline ? Stage.REPLIED : stage;
    return new LifeCycle(next, unit, dueAt, claimant, hotline, round);
  }
}
