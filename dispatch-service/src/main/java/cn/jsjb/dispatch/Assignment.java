package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.DispatchEvent;
import java.time.Instant;
import java.util.List;

/**
 * A unit has the ticket (首接单位), with its clocks.
 *
 * @param hop 1 for the first dispatch of a round
 * @param signLate, contactLate, feedbackLate whether the breach is a fact already; each is one once
 */
public record Assignment(String unit, DispatchEvent.Mode mode, int hop, int round, List<String> copyTo, Grade grade, Instant at, Instant signBy,
    Instant contactBy, Instant dueAt, Instant signedAt, Instant contactedAt, boolean extended, boolean signLate, boolean contactLate, boolean feedbackLate) {

  static Assignment of(DispatchEvent.TicketDispatched e, Instant at) {
    return new Assignment(e.unit(), e.mode(), e.hop(), e.round(), e.copyTo(), e.grade(), at, e.signBy(), e.contactBy(), e.dueAt(), null, null, false, false, false, false);
  }

  Assignment signed(Instant when) {
    return new Assignment(unit, mode, hop, round, copyTo, grade, at, signBy, contactBy, dueAt, when, contactedAt, extended, signLate, contactLate, feedbackLate);
  }

  Assignment contacted(Instant when) {
    return new Assignment(unit, mode, hop, round, copyTo, grade, at, signBy, contactBy, dueAt, signedAt, when, extended, signLate, contactLate, feedbackLate);
  }

  Assignment extendedTo(Instant newDueAt) {
    return new Assignment(unit, mode, hop, round, copyTo, grade, at, signBy, contactBy, newDueAt, signedAt, contactedAt, true, signLate, contactLate, feedbackLate);
  }

  /** Another limit, which is no extension: the claimant was waited for, or the ticket was deferred. */
  Assignment dueAt(Instant newDueAt) {
    return new Assignment(unit, mode, hop, round, copyTo, grade, at, signBy, contactBy, newDueAt, signedAt, contactedAt, extended, signLate, contactLate, feedbackLate);
  }

  Assignment late(boolean sign, boolean contact, boolean feedback) {
    return new Assignment(unit, mode, hop, round, copyTo, grade, at, signBy, contactBy, dueAt, signedAt, contactedAt, extended,
        signLate || sign, contactLate || contact, feedbackLate || feedback);
  }

  /** Supervision gave it back to the same unit: feedback starts over. @param newDueAt null when the limit stands */
  Assignment again(int newRound, Instant newDueAt) {
    return new Assignment(unit, mode, hop, newRound, copyTo, grade, at, signBy, contactBy, newDueAt == null ? dueAt : newDueAt, signedAt, null, extended,
        signLate, contactLate, feedbackLate && newDueAt == null);
  }
}
