package cn.jsjb.event;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Where a ticket stands: the state machine of domain 3.4, folded from the facts of all three writers. It exists once; every
 * service embeds it, so that no two of them can disagree about a status.
 *
 * @param unit first responder (首接单位), null before dispatch
 * @param dueAt feedback limit of the current round, null before dispatch
 * @param claimantTold, hotlineTold the two halves of the dual feedback (双反馈) in the current round
 * @param round 1 for the first handling; each rework, supervision or reopening starts another
 * @param found 街乡自行发现: there is no claimant, so nobody to be told or called back; {@code claimantTold} is true from the start
 */
public record LifeCycle(Stage stage, String unit, Instant dueAt, @JsonInclude(NON_DEFAULT) boolean claimantTold, @JsonInclude(NON_DEFAULT) boolean hotlineTold, int round,
    @JsonInclude(NON_DEFAULT) boolean found) {

  public static final LifeCycle NONE = new LifeCycle(null, null, null, false, false, 1, false);
  /** The channel of matters that a locality found by itself (S003: a whistle without a claimant, rule W10). */
  private static final String FOUND_BY_THE_LOCALITY = "LOCALITY";

  /** Total: a fact that the state machine does not expect here changes nothing. Facts are history, they are not argued with. */
  public LifeCycle after(ComplaintEvent event) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> new LifeCycle(Stage.RECEIVED, unit, dueAt, claimantTold, hotlineTold, round, FOUND_BY_THE_LOCALITY.equals(e.channel()));
      case IntakeEvent.TicketRegistered e -> at(e.atDesk() ? Stage.REGISTERED : Stage.PENDING_DISPATCH);
      case IntakeEvent.InquiryAnswered e -> whileOpen(Stage.ANSWERED);
      case IntakeEvent.TicketDiverted e -> whileOpen(Stage.DIVERTED);
      case IntakeEvent.TicketDeclined e -> whileOpen(Stage.DECLINED);
      case IntakeEvent.ScopeOversightReferred e -> whileOpen(Stage.PENDING_DISPATCH);
      case IntakeEvent.TicketReleased e -> stage == Stage.REGISTERED ? at(Stage.PENDING_DISPATCH) : this;
      case IntakeEvent.GroupJoined e -> whileOpen(Stage.LINKED);
      case IntakeEvent.GroupLeft e -> stage == Stage.LINKED ? at(Stage.PENDING_DISPATCH) : this;
      case IntakeEvent.GroupAnswered e -> stage == Stage.LINKED ? new LifeCycle(Stage.REPLIED, e.unit(), e.dueAt(), true, true, round, found) : this;
      case IntakeEvent.RequestWithdrawn e -> whileOpen(Stage.WITHDRAWN);
      case IntakeEvent e -> this;

      case DispatchEvent.TicketDispatched e -> new LifeCycle(
          e.mode() == DispatchEvent.Mode.CONSULTATION ? Stage.CONSULTING : Stage.DISPATCHED, e.unit(), e.dueAt(), found, false, e.round(), found);
      case DispatchEvent.AssignmentSigned e -> stage == Stage.DISPATCHED ? at(Stage.SIGNED) : this;
      case DispatchEvent.ClaimantContacted e -> stage == Stage.SIGNED || stage == Stage.SUPERVISED ? at(Stage.HANDLING) : this;
      case DispatchEvent.WhistleBlown e -> stage == Stage.SIGNED || stage == Stage.SUPERVISED ? at(Stage.HANDLING) : this;
      case DispatchEvent.CoHandlingRequested e -> stage == Stage.SIGNED ? at(Stage.HANDLING) : this;
      case DispatchEvent.DualDispatched e -> stage == Stage.SIGNED ? at(Stage.HANDLING) : this;
      case DispatchEvent.SubDispatched e -> stage == Stage.SIGNED ? at(Stage.HANDLING) : this;
      case DispatchEvent.CrossDistrictWhistleProposed e -> stage == Stage.SIGNED || stage == Stage.SUPERVISED ? at(Stage.HANDLING) : this;
      case DispatchEvent.ResultRepliedToClaimant e -> told(true, hotlineTold);
      case DispatchEvent.ResultReportedToHotline e -> told(claimantTold, true);
      case DispatchEvent.TimeLimitExtended e -> limit(stage, e.newDueAt());
      case DispatchEvent.ClaimantAsked e -> limit(stage, e.dueAt());
      case DispatchEvent.ClaimantAnswered e -> limit(stage, e.dueAt());
      case DispatchEvent.DeferralApproved e -> e.level() == DispatchEvent.ApprovalLevel.CITY && stage.isWithUnit() ? limit(Stage.DEFERRED, e.promisedBy()) : this;
      case DispatchEvent.DeferralExpired e -> stage == Stage.DEFERRED ? at(Stage.HANDLING) : this;
      case DispatchEvent.ObjectionUpheld e -> at(Stage.PENDING_DISPATCH);
      case DispatchEvent.ConsultationConcluded e -> stage.isOpen() && e.chosenUnit() != null && !e.chosenUnit().equals(unit) ? at(Stage.PENDING_DISPATCH) : this;
      case DispatchEvent e -> this;

      case SupervisionEvent.CallbackScheduled e -> at(Stage.AWAITING_CALLBACK);
      case SupervisionEvent.CallbackCompleted e -> at(Stage.CALLED_BACK);
      case SupervisionEvent.CallbackInvalidated e -> e.callAgainBy() == null ? this : at(Stage.AWAITING_CALLBACK);
      case SupervisionEvent.ReworkOrdered e -> new LifeCycle(Stage.REWORK, unit, dueAt, found, false, e.round(), found);
      // An order of the present round wants an answer and leaves the ticket where it is.
      case SupervisionEvent.SupervisionOrdered e when e.round() <= round -> this;
      case SupervisionEvent.SupervisionOrdered e -> new LifeCycle(
          Stage.SUPERVISED, unit, e.dueAt() == null ? dueAt : e.dueAt(), found, false, e.round(), found);
      case SupervisionEvent.TicketReopened e -> new LifeCycle(Stage.REOPENED, unit, dueAt, found, false, round + 1, found);
      case SupervisionEvent.TicketClosed e -> at(Stage.CLOSED);
      case SupervisionEvent e -> this;
    };
  }

  private LifeCycle whileOpen(Stage next) { return stage.isOpen() ? at(next) : this; }

  private LifeCycle limit(Stage next, Instant due) { return new LifeCycle(next, unit, due, claimantTold, hotlineTold, round, found); }

  private LifeCycle at(Stage next) { return new LifeCycle(next, unit, dueAt, claimantTold, hotlineTold, round, found); }

  private LifeCycle told(boolean claimant, boolean hotline) {
    Stage next = stage.isWithUnit() && claimant && hotline ? Stage.REPLIED : stage;
    return new LifeCycle(next, unit, dueAt, claimant, hotline, round, found);
  }
}
