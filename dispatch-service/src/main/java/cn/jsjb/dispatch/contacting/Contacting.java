package cn.jsjb.dispatch.contacting;

import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ClaimantContacted;
import cn.jsjb.event.DispatchEvent.ContactMethod;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.event.Reason;

/** 联系诉求人 (REG §15(1)): what the unit says it did; whether the claimant agrees is asked in the callback. */
public final class Contacting {
  private Contacting() {}

  public record Contact(String by, ContactMethod how, ContactOutcome outcome, boolean metInPerson, String note) {}

  public static Decision decide(Ticket ticket, Contact command) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when t.stage().isWithUnit() || !t.life().hotlineTold() || !t.life().claimantTold() ->
          Decision.accept(new ClaimantContacted(command.by(), command.how(), command.outcome(), command.metInPerson(), command.note()));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "记录联系 / called about");
    };
  }
}
