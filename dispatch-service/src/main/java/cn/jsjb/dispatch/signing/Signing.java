package cn.jsjb.dispatch.signing;

import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.AssignmentSigned;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;

/** 签收: the unit takes the ticket over. Late is still better than never: an overdue ticket can be signed for. */
public final class Signing {
  private Signing() {}

  public record Sign(String by, String signer) {}

  public static Decision decide(Ticket ticket, Sign command) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() != null -> Decision.refuse(Reason.ALREADY_SIGNED, t.assignment().unit());
      case Ticket.Handling t when t.stage() == Stage.DISPATCHED || t.stage() == Stage.CONSULTING || t.stage() == Stage.SUPERVISED -> Decision.accept(new AssignmentSigned(command.by(), command.signer()));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "签收 / signed for");
    };
  }
}
