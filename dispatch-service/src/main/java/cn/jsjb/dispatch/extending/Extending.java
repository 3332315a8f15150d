package cn.jsjb.dispatch.extending;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.TimeLimitExtended;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import java.time.Instant;

/** 延期 (REG §15(2), rule T8): a lawful ground, before the limit expires, the claimant told; once, and not for urgent matters. */
public final class Extending {
  private Extending() {}

  public record Extend(String by, Instant newDueAt, String legalBasis, Instant claimantToldAt) {}

  public static Decision decide(Ticket ticket, Extend command, Catalogue rules, Instant now) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when !t.stage().isWithUnit() || t.stage() == Stage.DEFERRED -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "延期 / extended");
      case Ticket.Handling t -> extend(t.assignment(), command, rules, now);
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "延期 / extended");
    };
  }

  private static Decision extend(Assignment a, Extend command, Catalogue rules, Instant now) {
    Limits.Extension limits = rules.limits().at(a.at()).extension();
    int days = (int) limits.longest().toDays();
    if (limits.notFor().contains(a.grade())) {
      return Decision.refuse(Reason.NO_EXTENSION, a.grade());
    }
    if (a.extended()) {
      return Decision.refuse(Reason.EXTENDED_ALREADY);
    }
    if (!now.isBefore(a.dueAt()) || !command.newDueAt().isAfter(a.dueAt()) || command.newDueAt().isAfter(a.dueAt().plus(limits.longest()))
        || command.claimantToldAt().isAfter(now) || command.claimantToldAt().isBefore(a.at())) {
      return Decision.refuse(Reason.EXTENSION_OUT_OF_BOUNDS, days);
    }
    return Decision.accept(new TimeLimitExtended(command.by(), command.newDueAt(), command.legalBasis(), command.claimantToldAt()));
  }
}
