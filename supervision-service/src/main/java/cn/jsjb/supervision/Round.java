package cn.jsjb.supervision;

import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CallbackScheduled;
import java.time.Instant;

/**
 * The callback (回访) of one round of handling.
 *
 * @param reason why it became due, null when an agent called before it was
 * @param latestAt the time by which somebody has to have called (rule C-1), UTC
 * @param attempts calls that did not reach the claimant
 * @param answers null until he was reached
 */
public record Round(int round, CallbackReason reason, Instant latestAt, int attempts, AttemptOutcome lastAttempt, Answers answers) {
  static Round opened(int round) { return new Round(round, null, null, 0, null, null); }

  Round scheduled(CallbackScheduled e) { return new Round(round, e.reason(), e.latestAt(), attempts, lastAttempt, answers); }

  Round attempted(int attempt, AttemptOutcome outcome) { return new Round(round, reason, latestAt, attempt, outcome, answers); }

  Round answered(Answers given) { return new Round(round, reason, latestAt, attempts, lastAttempt, given); }
}
