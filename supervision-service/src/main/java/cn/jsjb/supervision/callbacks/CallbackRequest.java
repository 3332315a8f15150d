package cn.jsjb.supervision.callbacks;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import java.util.List;

/** A call as an agent writes it down: three answers and a channel, or the outcome of an attempt and a channel. */
public record CallbackRequest(Boolean contacted, Boolean resolved, Boolean partly, Satisfaction satisfaction, CallbackChannel channel, List<String> reasons,
    String recording, AttemptOutcome outcome) {
  private static final int REASONS = 20, REASON_LENGTH = 200, RECORDING_LENGTH = 500;

  Call toCall(String complaintId, String agentUnit) {
    Input.required("channel", channel);
    if (outcome != null) {
      if (contacted != null || resolved != null || satisfaction != null) {
        throw Refused.field("outcome", Reason.FIELD_INVALID, "outcome", "要么三项回答，要么未接通 / either three answers or an attempt");
      }
      return new Call.NotReached(complaintId, agentUnit, outcome, channel);
    }
    Input.required("contacted", contacted);
    Input.required("resolved", resolved);
    Input.required("satisfaction", satisfaction);
    boolean inPart = Boolean.TRUE.equals(partly);
    if (resolved && inPart) {
      throw Refused.field("partly", Reason.FIELD_INVALID, "partly", "部分解决不算解决，resolved 应为 false / resolved in part is not resolved");
    }
    List<String> why = reasons == null ? List.of() : reasons;
    if (why.size() > REASONS || why.stream().anyMatch(r -> r == null)) {
      throw Refused.field("reasons", Reason.FIELD_INVALID, "reasons", "≤ " + REASONS);
    }
    why.forEach(r -> Input.atMost(REASON_LENGTH, "reasons", r));
    return new Call.Answered(complaintId, agentUnit, contacted, resolved, inPart, satisfaction, channel, why, Input.atMost(RECORDING_LENGTH, "recording", recording));
  }
}
