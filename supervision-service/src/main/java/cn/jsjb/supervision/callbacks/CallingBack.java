package cn.jsjb.supervision.callbacks;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackAttempted;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.Positions;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.HalfDay;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;
import java.util.List;

/**
 * 回访: an agent of the hotline asks the claimant the three questions (rule C-2), or tries to. Nobody of a unit that has had the
 * ticket asks; attempts lie in different half-days.
 */
public final class CallingBack {
  private CallingBack() {}

  public sealed interface Call {
    String complaintId();

    /** Unit of the agent's token; null for the hotline's own people. */
    String agentUnit();

    /** The claimant answered. */
    record Answered(String complaintId, String agentUnit, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction,
        CallbackChannel channel, List<String> reasons, String recording, Satisfaction processSatisfaction, Positions positions, List<ClaimantReport> reports)
        implements Call {
      public Answered(String complaintId, String agentUnit, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction,
          CallbackChannel channel, List<String> reasons, String recording) {
        this(complaintId, agentUnit, contacted, resolved, partly, satisfaction, channel, reasons, recording, null, null, null);
      }
    }

    /** The claimant was not reached. */
    record NotReached(String complaintId, String agentUnit, AttemptOutcome outcome, CallbackChannel channel, String recording) implements Call {
      public NotReached(String complaintId, String agentUnit, AttemptOutcome outcome, CallbackChannel channel) { this(complaintId, agentUnit, outcome, channel, null); }
    }
  }

  /** @param terms those in force when the call became possible */
  public static Decision decide(Oversight o, Call call, Limits.Callback terms, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, call.complaintId());
    }
    if (call.agentUnit() != null && o.units().contains(call.agentUnit())) {
      return refuse(Reason.AGENT_OF_THE_HANDLING_UNIT, call.agentUnit());
    }
    return switch (o.life().stage()) {
      case RECEIVED, REGISTERED, LINKED, PENDING_DISPATCH, CONSULTING, DISPATCHED, SIGNED, HANDLING, DEFERRED, SUPERVISED, REWORK, REOPENED -> refuse(Reason.CALLBACK_TOO_EARLY);
      case ANSWERED, DIVERTED, DECLINED, CALLED_BACK, WITHDRAWN, CLOSED -> refuse(Reason.NOT_IN_THIS_STATE, o.life().stage(), "回访 / called back");
      case REPLIED, AWAITING_CALLBACK -> switch (call) {
        case Call.Answered a -> accept(new CallbackCompleted(o.life().round(), a.contacted(), a.resolved(), a.partly(), a.satisfaction(), a.channel(),
            a.reasons(), a.recording(), a.processSatisfaction(), a.positions(), a.reports() == null || a.reports().isEmpty() ? null : a.reports(), null));
        case Call.NotReached n when o.present().attempts() >= terms.attempts() -> refuse(Reason.ATTEMPTS_USED_UP, terms.attempts());
        case Call.NotReached n when terms.spaced() && o.present().lastAttemptAt() != null && HalfDay.of(o.present().lastAttemptAt()).equals(HalfDay.of(now)) -> refuse(Reason.SAME_HALF_DAY);
        case Call.NotReached n -> accept(new CallbackAttempted(o.life().round(), o.present().attempts() + 1, n.outcome(), n.channel(), n.recording()));
      };
    };
  }
}
