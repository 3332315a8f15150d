package cn.jsjb.dispatch.reporting;

import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.DispatchEvent.ResultRepliedToClaimant;
import cn.jsjb.event.DispatchEvent.ResultReportedToHotline;
import cn.jsjb.event.Reason;
import java.util.List;
import java.util.Optional;

/** 双反馈 (REG §15(3)): the claimant is told, the hotline is told. Only both together are a reply. */
public final class Reporting {
  private Reporting() {}

  public record Reply(String by, String text, String channel) {}

  public record Report(String by, Outcome outcome, String text, List<String> evidence) {}

  public static Decision decide(Ticket ticket, Reply command) {
    return switch (ticket) {
      case Ticket.Handling t when refusal(t, command.by()).isPresent() -> refusal(t, command.by()).get();
      case Ticket.Handling t when t.life().claimantTold() -> Decision.refuse(Reason.ALREADY_TOLD);
      case Ticket.Handling t when t.assignment().contactedAt() == null -> Decision.refuse(Reason.CONTACT_FIRST);
      case Ticket.Handling t -> Decision.accept(new ResultRepliedToClaimant(command.by(), command.text(), command.channel()));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "答复 / answered");
    };
  }

  public static Decision decide(Ticket ticket, Report command) {
    return switch (ticket) {
      case Ticket.Handling t when refusal(t, command.by()).isPresent() -> refusal(t, command.by()).get();
      case Ticket.Handling t when t.life().hotlineTold() -> Decision.refuse(Reason.ALREADY_TOLD);
      case Ticket.Handling t when t.duty().unanswered().isPresent() -> Decision.refuse(Reason.PARTS_OPEN, t.duty().unanswered().get().unit(), t.duty().unanswered().get().number());
      case Ticket.Handling t -> openWhistle(t).map(w -> Decision.refuse(Reason.WHISTLE_OPEN, w.number()))
          .orElseGet(() -> Decision.accept(new ResultReportedToHotline(command.by(), command.outcome(), command.text(), command.evidence())));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "反馈结果 / reported on");
    };
  }

  private static Optional<Decision> refusal(Ticket.Handling t, String by) {
    Assignment a = t.assignment();
    if (!t.heldBy(by)) {
      return Optional.of(Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, a.unit()));
    }
    if (a.signedAt() == null) {
      return Optional.of(Decision.refuse(Reason.NOT_SIGNED_YET));
    }
    return Optional.empty();
  }

  private static Optional<Whistle> openWhistle(Ticket.Handling t) { return t.whistles().stream().filter(w -> !w.closed()).findFirst(); }
}
