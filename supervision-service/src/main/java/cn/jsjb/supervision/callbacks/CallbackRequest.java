package cn.jsjb.supervision.callbacks;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.Positions;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import java.util.List;
import java.util.regex.Pattern;

/** A call as an agent writes it down: three answers and a channel, or the outcome of an attempt and a channel. */
public record CallbackRequest(Boolean contacted, Boolean resolved, Boolean partly, Satisfaction satisfaction, CallbackChannel channel, List<String> reasons,
    String recording, AttemptOutcome outcome, Satisfaction processSatisfaction, Positions positions, List<ClaimantReport> reports) {
  private static final int REASONS = 20, REASON_LENGTH = 200, RECORDING_LENGTH = 500, REPORTS = 10, WORDS = 500, PERSON = 100;
  private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("\\d{2,3}:[0-5]\\d");

  public CallbackRequest(Boolean contacted, Boolean resolved, Boolean partly, Satisfaction satisfaction, CallbackChannel channel, List<String> reasons, String recording,
      AttemptOutcome outcome) {
    this(contacted, resolved, partly, satisfaction, channel, reasons, recording, outcome, null, null, null);
  }

  Call toCall(String complaintId, String agentUnit) {
    Input.required("channel", channel);
    Input.atMost(RECORDING_LENGTH, "recording", recording);
    if (outcome != null) {
      if (contacted != null || resolved != null || satisfaction != null) {
        throw Refused.field("outcome", Reason.FIELD_INVALID, "outcome", "要么三项回答，要么未接通 / either three answers or an attempt");
      }
      if (channel != CallbackChannel.PHONE && channel != CallbackChannel.AI_VOICE) {
        throw Refused.field("channel", Reason.FIELD_INVALID, "channel", "只有电话才会接不通；短信、网络请发送链接 / only calls fail to connect; by SMS or web send a link");
      }
      return new Call.NotReached(complaintId, agentUnit, outcome, channel, recording);
    }
    if (channel == CallbackChannel.AI_VOICE) {
      // No person heard it: the recording is the only witness.
      Input.required("recording", recording);
    }
    return answered(complaintId, agentUnit);
  }

  /** The three answers, checked; by whatever way they came. */
  Call.Answered answered(String complaintId, String agentUnit) {
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
    return new Call.Answered(complaintId, agentUnit, contacted, resolved, inPart, satisfaction, channel, why, recording, processSatisfaction, checkedPositions(), checkedReports());
  }

  private Positions checkedPositions() {
    if (positions == null) {
      return null;
    }
    Input.required("recording", recording);
    for (String position : new String[] {positions.contacted(), positions.resolved(), positions.satisfied()}) {
      if (position != null && !MINUTES_AND_SECONDS.matcher(position).matches()) {
        throw Refused.field("positions", Reason.FIELD_INVALID, "positions", "mm:ss");
      }
    }
    return positions;
  }

  private List<ClaimantReport> checkedReports() {
    if (reports == null || reports.isEmpty()) {
      return null;
    }
    if (reports.size() > REPORTS) {
      throw Refused.field("reports", Reason.FIELD_INVALID, "reports", "≤ " + REPORTS);
    }
    for (ClaimantReport report : reports) {
      Input.required("reports", report);
      Input.required("reports.kind", report.kind());
      Input.atMost(WORDS, "reports.words", Input.required("reports.words", report.words()));
      Input.atMost(PERSON, "reports.person", report.person());
      if (report.unit() != null && Catalogue.get().units().find(report.unit()).isEmpty()) {
        throw Refused.field("reports.unit", Reason.UNKNOWN_UNIT, report.unit());
      }
    }
    return List.copyOf(reports);
  }
}
