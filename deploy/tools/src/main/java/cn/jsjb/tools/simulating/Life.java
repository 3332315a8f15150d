package cn.jsjb.tools.simulating;

import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Chain;
import cn.jsjb.supervision.Oversight;
import java.util.ArrayList;
import java.util.List;

/** One complaint under way: its chain so far, folded by each of the three writers, and what those who deal with it have in mind. */
final class Life {
  final String id;
  final Chance chance;
  final City.Spot spot;
  final Texts.Telling telling;
  /** Whether the claimant picks up the telephone at all. */
  final boolean reachable;
  /** Who speaks for the claimant when he adds something: an operator, or the channel. */
  final String voice;

  String head;
  String lastEvent = "";
  long sequence;
  Complaint intake;
  Ticket dispatch;
  Oversight supervision;

  /** Counts the hands it has been in; what one of them meant to do is void when the next has it. */
  int hands;
  /** What the unit says came of it in this round; null while it has said nothing. */
  Outcome outcome;
  /** The hands for whose work somebody has taken on to call back. */
  int calledBy;
  boolean closingWhistle;
  /** Somebody disputes how it counts: that goes on after it is closed. */
  boolean disputed;
  /** Those whose group it leads. */
  final List<Life> members = new ArrayList<>();
  /** When it is looked at next for policies that are due; epoch milliseconds. */
  long wake = Long.MAX_VALUE;

  Life(String id, Chance chance, Callers.Call call, boolean reachable, String voice) {
    this.id = id;
    this.head = Chain.genesis(id);
    this.chance = chance;
    this.spot = call.spot();
    this.telling = call.telling();
    this.reachable = reachable;
    this.voice = voice;
  }

  boolean isOver() { return sequence > 0 && intake == null; }

  /** Closed for good: only the agenda still knows it, and it weighs nothing. */
  void end() {
    intake = null;
    dispatch = null;
    supervision = null;
  }

  Stage stage() { return supervision.life().stage(); }

  Ticket.Handling handling() { return dispatch instanceof Ticket.Handling h ? h : null; }

  Assignment assignment() { return handling() == null ? null : handling().assignment(); }

  String unit() { return assignment().unit(); }

  /** The unit may still act: it has it, or has let the limit expire without an answer. */
  boolean isInHand() {
    return handling() != null && (stage().isWithUnit() || stage() == Stage.AWAITING_CALLBACK);
  }

  boolean hasPhone() { return intake.ticket().keyId() != null && !intake.ticket().erased(); }
}
