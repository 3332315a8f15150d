package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** What supervision-service can say about a ticket. */
public sealed interface SupervisionEvent extends ComplaintEvent {

  /** 回访 is due: the limit expired (REG §23), or both feedbacks exist and the waiting time is over. @param version of the limits that said when */
  record CallbackScheduled(int round, CallbackReason reason, Instant latestAt, String version) implements SupervisionEvent {
    public CallbackScheduled(int round, CallbackReason reason, Instant latestAt) { this(round, reason, latestAt, null); }
  }

  enum CallbackReason { LIMIT_EXPIRED, BOTH_TOLD }

  /** The claimant was not reached; at most three attempts, in different half-days. @param recording of the call, or null */
  record CallbackAttempted(int round, int attempt, AttemptOutcome outcome, CallbackChannel channel, String recording) implements SupervisionEvent {
    public CallbackAttempted(int round, int attempt, AttemptOutcome outcome, CallbackChannel channel) { this(round, attempt, outcome, channel, null); }
  }

  enum AttemptOutcome { NO_ANSWER, REFUSED, /** Also the right number and the wrong person. */ WRONG_NUMBER }

  /**
   * 短信、网络回访: the claimant gets a link with a one-time token.
   *
   * @param number 1, 2, … within the ticket; only the newest link answers
   * @param tokenHash keyed hash of the token; the token itself is nowhere
   */
  record SurveyLinkSent(int round, int number, CallbackChannel channel, String tokenHash, Instant expiresAt, String version) implements SupervisionEvent {}

  /**
   * The three answers, as the claimant gave them.
   *
   * @param partly resolved in part: counts as not resolved, kept apart
   * @param processSatisfaction how he was treated, apart from the result; null when he was not asked
   * @param positions where in the recording the answers are heard; null without a recording
   * @param reports what he reported about the handling unit; null for nothing
   * @param survey number of the link he answered by; null when somebody asked him
   */
  record CallbackCompleted(int round, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction,
      CallbackChannel channel, List<String> reasons, String recording, Satisfaction processSatisfaction, Positions positions, List<ClaimantReport> reports, Integer survey)
      implements SupervisionEvent {
    public CallbackCompleted(int round, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction, CallbackChannel channel, List<String> reasons, String recording) {
      this(round, contacted, resolved, partly, satisfaction, channel, reasons, recording, null, null, null, null);
    }
  }

  enum Satisfaction { SATISFIED, BASICALLY_SATISFIED, DISSATISFIED }

  enum CallbackChannel { PHONE, SMS, WEB, AI_VOICE }

  /** Each {@code mm:ss} from the start of the recording; null where the question was not asked by voice. */
  record Positions(String contacted, String resolved, String satisfied) {}

  /**
   * What the claimant says was done to him (clue rules C10, C16, C17).
   *
   * @param unit code of the unit it is about
   * @param person name or number as the claimant gave it, or null
   * @param at when it happened as he says, or null
   */
  record ClaimantReport(ReportKind kind, String unit, String person, Instant at, String words) {}

  enum ReportKind { /** Was pressed for an answer or to withdraw. */ PRESSURE, /** 打击报复 */ RETALIATION, /** 态度粗暴 */ RUDENESS }

  /**
   * 回访无效: a quality check or an upheld appeal found that these answers cannot stand. They stay in the history and count no more.
   *
   * @param callAgainBy the claimant is to be called again by then; null where a new round of handling brings its own callback
   */
  record CallbackInvalidated(int round, Invalidation cause, String reason, Instant callAgainBy, String by, String version) implements SupervisionEvent {}

  enum Invalidation { QUALITY_CHECK, APPEAL }

  /** 二次办理: once automatically, with half the original limit (rule C-11). */
  record ReworkOrdered(int round, String reason) implements SupervisionEvent {}

  /** 催办: a reminder; it changes neither round nor limit. @param number 1, 2, … within the ticket */
  record UrgeIssued(int number, String unit, UrgeCause cause, String text, String version) implements SupervisionEvent {}

  enum UrgeCause { OVERDUE, /** The claimant urged again and again. */ CLAIMANT_URGES, BY_HAND }

  /**
   * 督办: after a second failure, by a person, or beside the handling when something was not kept. An order with the round after the present one
   * starts that round; an order with the present round leaves the ticket where it is and wants an answer.
   *
   * @param dueAt the limit of the supervised round; null leaves the limit as it was
   * @param number 1, 2, … within the ticket; 0 for one that wants no answer beside the next callback
   * @param units who has to answer for it
   * @param replyBy when
   */
  record SupervisionOrdered(int round, String reason, String opinion, Instant dueAt, int number, SupervisionLevel level, SupervisionCause cause, List<String> units,
      Instant replyBy, String version) implements SupervisionEvent {
    public SupervisionOrdered(int round, String reason, String opinion, Instant dueAt) { this(round, reason, opinion, dueAt, 0, null, null, null, null, null); }

    public SupervisionOrdered(int round, String reason, String opinion) { this(round, reason, opinion, null); }
  }

  enum SupervisionLevel { DISTRICT, CITY }

  /** The triggers (JN §28, WF §26). */
  enum SupervisionCause { UNSOLVED, OVERDUE, CLAIMANT_URGES, COMMITMENT_BREACHED, PROMISE_BROKEN, /** 影响恶劣, or another reason of a person. */ BY_HAND }

  /** 督办反馈 by one of the units ordered. */
  record SupervisionReplied(int number, String unit, String text, List<String> evidence) implements SupervisionEvent {}

  /** 督办办结, after every unit has answered. */
  record SupervisionClosed(int number, String opinion, String by) implements SupervisionEvent {}

  /** @param contribution what the ticket counts in the three rates, with the rules that said so; null where no rules were asked */
  record TicketClosed(CloseKind kind, Contribution contribution) implements SupervisionEvent {
    public TicketClosed(CloseKind kind) { this(kind, null); }
  }

  enum CloseKind { SATISFIED, UNRESOLVED_AFTER_SUPERVISION, UNREACHABLE, NOT_ASSESSED, WITHDRAWN }

  record TicketReopened(String reason) implements SupervisionEvent {}

  /** 查阅: the words of a confidential ticket were shown to an inspector (rule P7): who is the actor. Written before they are given out. */
  record SensitiveDataViewed(List<String> fields, String reason) implements SupervisionEvent {}

  /** 回头看 has come due (SP6). @param number 1, 2, … within the ticket */
  record LookBackScheduled(int number, Instant closedAt, Instant carryOutBy, String version) implements SupervisionEvent {}

  /** @param reopens the finding opens the ticket again */
  record LookBackRecorded(int number, LookBackResult result, String finding, List<String> evidence, boolean reopens, String by) implements SupervisionEvent {}

  enum LookBackResult { HOLDS, /** Came back. */ RECURRED, /** Was never done. */ NOT_DONE }

  /**
   * 申请剔除: the unit wants the ticket left out of its assessment.
   *
   * @param reason a code of the list in force
   * @param fromRates, fromVolume two independent flags (rule X2)
   */
  record ExclusionProposed(int number, String unit, String reason, boolean fromRates, boolean fromVolume, List<String> evidence, String note, String version) implements SupervisionEvent {}

  record ExclusionRefused(int number, String note, String by) implements SupervisionEvent {}

  /**
   * 剔除, approved by the service bureau.
   *
   * @param appeal the upheld appeal it carries out; null for an approved proposal
   * @param afterLock the period had been locked: this is a restatement
   */
  record TicketExcluded(int number, String reason, boolean fromRates, boolean fromVolume, List<String> evidence, String proposedBy, String approvedBy, Integer appeal,
      boolean afterLock, Contribution contribution, String version) implements SupervisionEvent {}

  /** The ticket counts again. */
  record ExclusionReversed(int number, String reason, String by, Integer appeal, boolean afterLock, Contribution contribution) implements SupervisionEvent {}

  /**
   * 考核申诉, before the period is locked.
   *
   * @param by unit that appeals, or {@code claimant} (rule X4)
   * @param subject round of the callback, or number of the exclusion
   * @param recordings evidence: references to recordings, pictures, documents
   */
  record AssessmentAppealed(int number, String by, AppealAbout about, int subject, String ground, List<String> recordings, String period, String version)
      implements SupervisionEvent {}

  enum AppealAbout { /** The claimant's answers do not say what was recorded. */ CALLBACK, /** An exclusion was refused. */ EXCLUSION_REFUSED, /** The matter was left out and should count. */ EXCLUSION }

  /** What follows is a fact of its own: the callback is invalidated, or the exclusion made or reversed. */
  record AppealUpheld(int number, String note, String by, boolean afterLock) implements SupervisionEvent {}

  record AppealRejected(int number, String note, String by) implements SupervisionEvent {}
}
