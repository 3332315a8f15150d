package cn.jsjb.dispatch;

import cn.jsjb.event.DispatchEvent.PartKind;
import java.time.Instant;

/**
 * A part of the ticket that somebody else does for the first responder (协办、双派、转办), with its own clock.
 *
 * @param unit who does it; a committee has twelve digits
 * @param name office or property firm behind the unit, or null
 * @param clocked whether lateness becomes a fact
 * @param owed whether the ticket waits for its answer
 * @param stagedAt when the reason for a delay and the stage were last reported
 * @param released the ticket went to another first responder before the part was done
 */
public record Part(int number, PartKind kind, String unit, String name, String matter, String askedBy, Instant dueAt, boolean clocked, boolean owed,
    Instant signedAt, Instant stagedAt, Instant deliveredAt, boolean late, boolean released) {

  static Part of(int number, PartKind kind, String unit, String name, String matter, String askedBy, Instant dueAt, boolean clocked, boolean owed) {
    return new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, null, null, null, false, false);
  }

  public boolean isOpen() { return !released && deliveredAt == null; }

  /** Result or stage report: what the first responder needs to answer for the whole. */
  public boolean isAnswered() { return deliveredAt != null || stagedAt != null; }

  Part signed(Instant at) { return new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, at, stagedAt, deliveredAt, late, released); }

  Part staged(Instant at) { return new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, signedAt, at, deliveredAt, late, released); }

  Part delivered(Instant at) { return new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, signedAt, stagedAt, at, late, released); }

  Part asLate() { return new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, signedAt, stagedAt, deliveredAt, true, released); }

  Part asReleased() { return isOpen() ? new Part(number, kind, unit, name, matter, askedBy, dueAt, clocked, owed, signedAt, stagedAt, deliveredAt, late, true) : this; }
}
