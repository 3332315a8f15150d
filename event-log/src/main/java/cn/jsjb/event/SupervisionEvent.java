package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** What supervision-service can say about a ticket. */
public sealed interface SupervisionEvent extends ComplaintEvent {

  /** 回访 is due: the limit expired (REG §23), or both feedbacks exist and the waiting time is over. */
  record CallbackScheduled(int round, CallbackReason reason, Instant latestAt) implements SupervisionEvent {}

  enum CallbackReason { LIMIT_EXPIRED, BOTH_TOLD }

  /** The claimant was not reached; at most three attempts. */
  record CallbackAttempted(int round, int attempt, AttemptOutcome outcome, CallbackChannel channel) implements SupervisionEvent {}

  enum AttemptOutcome { NO_ANSWER, REFUSED, WRONG_NUMBER }

  /**
   * The three answers, as the claimant gave them.
   *
   * @param partly resolved in part: counts as not resolved, kept apart
   */
  record CallbackCompleted(int round, boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction,
      CallbackChannel channel, List<String> reasons, String recording) implements SupervisionEvent {}

  enum Satisfaction { SATISFIED, BASICALLY_SATISFIED, DISSATISFIED }

  enum CallbackChannel { PHONE, SMS, WEB, AI_VOICE }

  /** 二次办理: once automatically, with half the original limit (rule C-11). */
  record ReworkOrdered(int round, String reason) implements SupervisionEvent {}

  /**
   * 督办: after a second failure, or by a person.
   *
   * @param dueAt the limit of the supervised round; null leaves the limit as it was
   */
  record SupervisionOrdered(int round, String reason, String opinion, Instant dueAt) implements SupervisionEvent {
    public SupervisionOrdered(int round, String reason, String opinion) { this(round, reason, opinion, null); }
  }

  record TicketClosed(CloseKind kind) implements SupervisionEvent {}

  enum CloseKind { SATISFIED, UNRESOLVED_AFTER_SUPERVISION, UNREACHABLE, NOT_ASSESSED, WITHDRAWN }

  record TicketReopened(String reason) implements SupervisionEvent {}

  /** 查阅: the words of a confidential ticket were shown to an inspector (rule P7): who is the actor. Written before they are given out. */
  record SensitiveDataViewed(List<String> fields, String reason) implements SupervisionEvent {}
}
