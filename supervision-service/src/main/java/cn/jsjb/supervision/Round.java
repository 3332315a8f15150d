package cn.jsjb.supervision;

import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackAttempted;
import cn.jsjb.event.SupervisionEvent.CallbackInvalidated;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CallbackScheduled;
import cn.jsjb.event.SupervisionEvent.SurveyLinkSent;
import java.time.Instant;

/**
 * The callback (回访) of one round of handling.
 *
 * @param reason why it became due, null when an agent called before it was
 * @param latestAt the time by which somebody has to have called (rule C-1), UTC
 * @param attempts calls that did not reach the claimant
 * @param survey the newest link that was sent, null for none
 * @param answers null until he was reached
 * @param struck answers that were found invalid; they count no more and are kept
 */
public record Round(int round, CallbackReason reason, Instant latestAt, int attempts, AttemptOutcome lastAttempt, Instant lastAttemptAt, Survey survey, Answers answers,
    Answers struck) {
  static Round opened(int round) { return new Round(round, null, null, 0, null, null, null, null, null); }

  Round scheduled(CallbackScheduled e) { return new Round(round, e.reason(), e.latestAt(), attempts, lastAttempt, lastAttemptAt, survey, answers, struck); }

  Round attempted(CallbackAttempted e, Instant at) { return new Round(round, reason, latestAt, e.attempt(), e.outcome(), at, survey, answers, struck); }

  Round sent(SurveyLinkSent e) {
    return new Round(round, reason, latestAt, attempts, lastAttempt, lastAttemptAt, new Survey(e.number(), e.channel(), e.tokenHash(), e.expiresAt()), answers, struck);
  }

  Round answered(Answers given) { return new Round(round, reason, latestAt, attempts, lastAttempt, lastAttemptAt, survey, given, struck); }

  /** He is called again, as often as the first time. */
  Round invalidated(CallbackInvalidated e) {
    return new Round(round, reason, e.callAgainBy() == null ? latestAt : e.callAgainBy(), 0, null, null, null, null, answers == null ? struck : answers);
  }

  /** As people see it: nothing by which a link could be recognised. */
  Round shown() {
    return survey == null ? this
        : new Round(round, reason, latestAt, attempts, lastAttempt, lastAttemptAt, new Survey(survey.number(), survey.channel(), null, survey.expiresAt()), answers, struck);
  }
}
