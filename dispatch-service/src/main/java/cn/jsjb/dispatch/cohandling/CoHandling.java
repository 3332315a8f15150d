package cn.jsjb.dispatch.cohandling;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DualPolicy;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.Matter;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.dispatching.ReportedParty;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.CoHandlingRequested;
import cn.jsjb.event.DispatchEvent.DualDispatched;
import cn.jsjb.event.DispatchEvent.SubDispatched;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Having others do parts: 协办 (REG §14, rules F1–F5), 双派双考 (rules DD1–DD4) and 转办 below the first responder (REG §17, rule D11). The first
 * responder keeps the ticket, its reply and its result; each part has a unit, a clock and an answer of its own.
 */
public final class CoHandling {
  private CoHandling() {}

  /** @param dueAt an agreed time, or null for the limit of the rules */
  public record Request(String by, String unit, String part, Instant dueAt) {}

  public record Dual(String by, String office, String community, String property, String matter, Instant dueAt) {}

  public record SubDispatch(String by, String to, String matter, Instant dueAt) {}

  /** The unit that is asked may not refuse: there is no command to do so. */
  public static Decision decide(Ticket ticket, Request command, Catalogue rules, Instant now) {
    Optional<Decision> refusal = refusal(ticket, command.by(), 1, "协办 / co-handled", rules, now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Ticket.Handling t = (Ticket.Handling) ticket;
    if (t.heldBy(command.unit())) {
      return Decision.refuse(Reason.SAME_UNIT, command.unit());
    }
    Optional<Decision> unfit = unfit(t.matter(), command.unit(), rules, now);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Instant due = due(t.assignment(), command.dueAt(), rules, now);
    return due == null ? outOfBounds(t) : Decision.accept(new CoHandlingRequested(t.duty().next(), command.unit(), command.part(), due, command.by(), rules.limits().at(now).version()));
  }

  /** Both sides are inside the locality, and both clocks start in the same moment. */
  public static Decision decide(Ticket ticket, Dual command, Catalogue rules, Instant now) {
    Optional<Decision> refusal = refusal(ticket, command.by(), 2, "双派 / dispatched to two sides", rules, now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Ticket.Handling t = (Ticket.Handling) ticket;
    Unit locality = rules.units().require(command.by());
    if (locality.kind() != Unit.Kind.LOCALITY) {
      return Decision.refuse(Reason.ONLY_LOCALITIES_DUAL, locality.code());
    }
    Duties.Rules duties = rules.duties().at(now);
    DualPolicy policy = duties.dualIn(locality.districtCode());
    if (!policy.dispatch()) {
      return Decision.refuse(Reason.DUAL_NOT_ALLOWED, locality.code());
    }
    if (!lies(command.community(), command.by(), rules)) {
      return Decision.refuse(Reason.NOT_IN_THE_LOCALITY, command.community(), locality.code());
    }
    if (t.duty().parts().stream().anyMatch(p -> p.isOpen() && switch (p.kind()) { case DUAL_OFFICE, DUAL_COMMUNITY -> true; case CO_HANDLING, SUB -> false; })) {
      return Decision.refuse(Reason.DUAL_OPEN);
    }
    Instant due = due(t.assignment(), command.dueAt(), rules, now);
    return due == null ? outOfBounds(t) : Decision.accept(new DualDispatched(t.duty().next(), command.by(), command.office(), command.community(), command.property(), command.matter(), due,
        policy, duties.version()));
  }

  /** A committee only gets what stands on the community list; a unit of the directory has to stand below the sender. */
  public static Decision decide(Ticket ticket, SubDispatch command, Catalogue rules, Instant now) {
    Optional<Decision> refusal = refusal(ticket, command.by(), 1, "转办 / passed on", rules, now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Ticket.Handling t = (Ticket.Handling) ticket;
    Duties.Rules duties = rules.duties().at(now);
    if (Duty.isCommittee(command.to())) {
      if (!lies(command.to(), command.by(), rules)) {
        return Decision.refuse(Reason.NOT_IN_THE_LOCALITY, command.to(), command.by());
      }
      if (!duties.isCommunityMatter(t.matter().category())) {
        return Decision.refuse(Reason.NOT_ON_THE_COMMUNITY_LIST, t.matter().category());
      }
    } else {
      Optional<Decision> unfit = unfit(t.matter(), command.to(), rules, now);
      if (unfit.isPresent()) {
        return unfit.get();
      }
      if (!command.by().equals(rules.units().require(command.to()).parent())) {
        return Decision.refuse(Reason.NOT_IN_THE_LOCALITY, command.to(), command.by());
      }
    }
    Instant due = due(t.assignment(), command.dueAt(), rules, now);
    return due == null ? outOfBounds(t) : Decision.accept(new SubDispatched(t.duty().next(), command.by(), command.to(), command.matter(), due, duties.version()));
  }

  private static Optional<Decision> refusal(Ticket ticket, String by, int parts, String what, Catalogue rules, Instant now) {
    int atMost = rules.duties().at(now).atMostParts();
    return Optional.ofNullable(switch (ticket) {
      case Ticket.Handling t when !t.heldBy(by) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when !t.stage().isWithUnit() -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), what);
      case Ticket.Handling t when t.life().hotlineTold() -> Decision.refuse(Reason.HOTLINE_TOLD_ALREADY);
      case Ticket.Handling t when t.duty().parts().size() + parts > atMost -> Decision.refuse(Reason.TOO_MANY_PARTS, atMost);
      case Ticket.Handling t -> null;
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), what);
    });
  }

  /** Why this unit cannot be given a part of it, if so. */
  static Optional<Decision> unfit(Matter matter, String code, Catalogue rules, Instant now) {
    Unit unit = rules.units().find(code).orElse(null);
    return Optional.ofNullable(unit == null ? Decision.refuse(Reason.UNKNOWN_UNIT, code)
        : !rules.units().isActive(code, now) ? Decision.refuse(Reason.UNIT_INACTIVE, unit.code())
        : ReportedParty.is(unit, matter, rules) ? Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, unit.code()) : null);
  }

  private static boolean lies(String community, String locality, Catalogue rules) {
    return rules.communities().find(community).filter(c -> c.localityCode().equals(locality)).isPresent();
  }

  /**
   * The limit of a part: the ticket's own less the margin of its grade (rule F2, 一天), or the ticket's own when that is past. A ticket that is late
   * itself gives a part the time of a first contact. Null when the agreed time lies outside.
   */
  public static Instant due(Assignment a, Instant agreed, Catalogue rules, Instant now) {
    Instant latest = a.dueAt().isAfter(now) ? a.dueAt() : rules.limits().contactDue(a.grade(), now);
    if (agreed != null) {
      return agreed.isAfter(now) && !agreed.isAfter(latest) ? agreed : null;
    }
    Instant byRule = rules.limits().partDue(a.grade(), a.at(), a.dueAt());
    return byRule.isAfter(now) ? byRule : latest;
  }

  private static Decision outOfBounds(Ticket.Handling t) { return Decision.refuse(Reason.PART_LIMIT_OUT_OF_BOUNDS, t.assignment().dueAt()); }
}
