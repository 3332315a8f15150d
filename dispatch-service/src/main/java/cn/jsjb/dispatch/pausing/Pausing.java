package cn.jsjb.dispatch.pausing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Pause;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ClaimantAnswerMissed;
import cn.jsjb.event.DispatchEvent.ClaimantAnswered;
import cn.jsjb.event.DispatchEvent.ClaimantAsked;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.log.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * 待诉求人补充: the unit needs an answer of the claimant, and the limit waits for it; not for urgent matters, not for long, not often. Signing
 * and first contact do not wait. The waiting ends with the answer, with a supplement of the claimant, or by itself.
 */
public final class Pausing {
  private Pausing() {}

  /** @param until null for the longest time the limits allow */
  public record Ask(String by, String question, Instant until) {}

  public record Answer(String by, int number, String answer) {}

  public static Decision decide(Ticket ticket, Ask command, Catalogue rules, Instant now) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when !t.stage().isWithUnit() || t.stage() == Stage.DEFERRED -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "等待诉求人补充 / paused for the claimant");
      case Ticket.Handling t when t.life().found() -> Decision.refuse(Reason.NOBODY_TO_ASK);
      case Ticket.Handling t -> ask(t, command, rules, now);
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "等待诉求人补充 / paused for the claimant");
    };
  }

  private static Decision ask(Ticket.Handling t, Ask command, Catalogue rules, Instant now) {
    Assignment a = t.assignment();
    Pause last = t.lasting().pause();
    Limits.Pause limits = rules.limits().at(a.at()).pause();
    Instant until = command.until() == null ? now.plus(limits.longest()) : command.until();
    if (limits.notFor().contains(a.grade())) {
      return Decision.refuse(Reason.NO_PAUSE, a.grade());
    }
    if (last != null && last.open()) {
      return Decision.refuse(Reason.PAUSED_ALREADY);
    }
    if (last != null && last.round() == t.life().round() && last.used() >= limits.times()) {
      return Decision.refuse(Reason.PAUSES_USED_UP, limits.times());
    }
    if (!now.isBefore(a.dueAt()) || !until.isAfter(now) || until.isAfter(now.plus(limits.longest()))) {
      return Decision.refuse(Reason.PAUSE_OUT_OF_BOUNDS, (int) limits.longest().toDays());
    }
    return Decision.accept(new ClaimantAsked(last == null ? 1 : last.number() + 1, command.by(), command.question(), until, a.dueAt().plus(Duration.between(now, until))));
  }

  public static Decision decide(Ticket ticket, Answer command, Instant now) {
    Pause pause = ticket.lasting().pause();
    if (!(ticket instanceof Ticket.Handling t) || pause == null || !pause.open() || pause.number() != command.number()) {
      return Decision.refuse(Reason.NOT_PAUSED, command.number());
    }
    return t.heldBy(command.by()) ? Decision.accept(new ClaimantAnswered(pause.number(), command.answer(), pause.dueIfEndedAt(now)))
        : Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
  }

  public static List<Policy<Ticket>> policies() { return List.of(new WhenClaimantSupplementsThenClockRunsOn(), new WhenClaimantStaysSilentThenClockRunsOn()); }

  private static Pause open(Ticket ticket) {
    Pause pause = ticket.lasting().pause();
    return ticket instanceof Ticket.Handling t && pause != null && pause.open() && t.stage().isWithUnit() ? pause : null;
  }

  /** What the claimant adds while he is asked is his answer. */
  public static final class WhenClaimantSupplementsThenClockRunsOn implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      Pause pause = open(ticket);
      return pause == null ? null : pause.suppliedAt();
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Pause pause = open(ticket);
      return Decision.accept(new ClaimantAnswered(pause.number(), null, pause.dueIfEndedAt(pause.suppliedAt())));
    }
  }

  /** The limit has been the right one all the time; this says that the waiting is over. */
  public static final class WhenClaimantStaysSilentThenClockRunsOn implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      Pause pause = open(ticket);
      return pause == null || pause.suppliedAt() != null ? null : pause.until();
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Pause pause = open(ticket);
      return Decision.accept(new ClaimantAnswerMissed(pause.number(), pause.until()));
    }
  }
}
