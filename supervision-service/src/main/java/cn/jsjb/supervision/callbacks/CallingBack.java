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
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.Oversight;
import java.util.List;

/** 回访: an agent of the hotline asks the claimant the three questions (rule C-2), or tries to. */
public final class CallingBack {
  private CallingBack() {}

  public sealed interface Call {
    String complaintId();

    /** Unit of the agent's token; null for the hotline's own people. */
    String agentUnit();

    /** The claimant answered. */
    record Answered(String complaintId, String agentUnit, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction,
        CallbackChannel channel, List<String> reasons, String recording) implements Call {}

    /** The claimant was not reached. */
    record NotReached(String complaintId, String agentUnit, AttemptOutcome outcome, CallbackChannel channel) implements Call {}
  }

  /** @param terms those in force when the call became possible */
  public static Decision decide(Oversight o, Call call, Limits.Callback terms) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, call.complaintId());
    }
    if (call.agentUnit() != null && call.agentUnit().equals(o.life().unit())) {
      return refuse(Reason.AGENT_OF_THE_HANDLING_UNIT, o.life().unit());
    }
    return switch (o.life().stage()) {
      case RECEIVED, REGISTERED, LINKED, PENDING_DISPATCH, CONSULTING, DISPATCHED, SIGNED, HANDLING, DEFERRED, SUPERVISED, REWORK, REOPENED -> refuse(Reason.CALLBACK_TOO_EARLY);
      case ANSWERED, DIVERTED, DECLINED, CALLED_BACK, WITHDRAWN, CLOSED -> refuse(Reason.NOT_IN_THIS_STATE, o.life().stage().chinese() + " / " + o.life().stage(), "回访 / called back");
      case REPLIED, AWAITING_CALLBACK -> switch (call) {
        case Call.Answered a -> accept(new CallbackCompleted(o.life().round(), a.contacted(), a.resolved(), a.partly(), a.satisfaction(), a.channel(),
            a.reasons(), a.recording()));
        case Call.NotReached n when o.present().attempts() >= terms.attempts() -> refuse(Reason.ATTEMPTS_USED_UP, terms.attempts());
        case Call.NotReached n -> accept(new CallbackAttempted(o.life().round(), o.present().attempts() + 1, n.outcome(), n.channel()));
      };
    };
  }
}
