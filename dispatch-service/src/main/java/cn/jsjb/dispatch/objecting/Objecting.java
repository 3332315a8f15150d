package cn.jsjb.dispatch.objecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Objection;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.dispatching.ReportedParty;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.DispatchObjected;
import cn.jsjb.event.DispatchEvent.ObjectionGround;
import cn.jsjb.event.DispatchEvent.ObjectionRejected;
import cn.jsjb.event.DispatchEvent.ObjectionUpheld;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.List;

/**
 * 派单异议 (REG §12, §14; rules D8, D9): a unit may say "not mine", with ground, legal basis and the right unit. The clock runs on and it stays
 * first responder until somebody else decides otherwise.
 */
public final class Objecting {
  private Objecting() {}

  public record ObjectTo(String by, ObjectionGround ground, String legalBasis, String suggestedUnit, String note, List<String> evidence) {
    public ObjectTo(String by, ObjectionGround ground, String legalBasis, String suggestedUnit, String note) { this(by, ground, legalBasis, suggestedUnit, note, List.of()); }
  }

  /** @param byUnit the deciding district, or null for the bureau, which may decide every objection */
  public record Decide(int number, boolean upheld, String newUnit, String reason, String byUnit) {}

  public static Decision decide(Ticket ticket, ObjectTo command, Catalogue rules, Instant now) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when !t.stage().isWithUnit() -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "提出派单异议 / objected to");
      case Ticket.Handling t -> object(t, command, rules, now);
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "提出派单异议 / objected to");
    };
  }

  private static Decision object(Ticket.Handling t, ObjectTo command, Catalogue rules, Instant now) {
    Assignment a = t.assignment();
    Limits.Objection limits = rules.limits().at(a.at()).objection();
    Objection open = t.objections().stream().filter(Objection::open).findFirst().orElse(null);
    long own = t.objections().stream().filter(o -> o.unit().equals(command.by())).count();
    if (open != null) {
      return Decision.refuse(Reason.OBJECTION_OPEN, open.number());
    }
    if (command.by().equals(t.duty().designated())) {
      return Decision.refuse(Reason.DESIGNATED, command.by());
    }
    if (limits.notFor().contains(a.grade())) {
      return Decision.refuse(Reason.URGENT_ACTS_FIRST);
    }
    if (own >= limits.timesPerUnit()) {
      return Decision.refuse(Reason.OBJECTIONS_USED_UP, limits.timesPerUnit());
    }
    if (now.isAfter(a.at().plus(limits.within()))) {
      return Decision.refuse(Reason.OBJECTION_TOO_LATE, (int) limits.within().toHours());
    }
    if (rules.units().find(command.suggestedUnit()).isEmpty()) {
      return Decision.refuse(Reason.UNKNOWN_UNIT, command.suggestedUnit());
    }
    return Decision.accept(new DispatchObjected(t.objections().size() + 1, command.by(), command.ground(), command.legalBasis(), command.suggestedUnit(), command.note(),
        command.evidence(), now.plus(limits.decideWithin())));
  }

  /** The reviewer is never the objector: a district decides about what lies inside it, the bureau about everything. */
  public static Decision decide(Ticket ticket, Decide command, Catalogue rules, Instant now) {
    String reviewer = command.byUnit() != null ? command.byUnit() : rules.units().cityUnit("SERVICE_BUREAU").orElseThrow().code();
    if (!(ticket instanceof Ticket.Handling t) || t.objections().stream().noneMatch(o -> o.open() && o.number() == command.number())) {
      return Decision.refuse(Reason.NO_OPEN_OBJECTION, command.number());
    }
    if (command.byUnit() != null && (command.byUnit().equals(t.assignment().unit()) || !rules.units().isWithin(t.assignment().unit(), command.byUnit()))) {
      return Decision.refuse(Reason.OTHER_UNIT);
    }
    if (!command.upheld()) {
      return Decision.accept(new ObjectionRejected(command.number(), command.reason(), reviewer));
    }
    // Who has answered has taken it on; the callback follows.
    if (!t.stage().isWithUnit()) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "改派 / handed on");
    }
    Unit newUnit = rules.units().find(command.newUnit()).orElse(null);
    if (newUnit == null) {
      return Decision.refuse(Reason.UNKNOWN_UNIT, command.newUnit());
    }
    if (!rules.units().isActive(newUnit.code(), now)) {
      return Decision.refuse(Reason.UNIT_INACTIVE, newUnit.code());
    }
    if (ReportedParty.is(newUnit, t.matter(), rules)) {
      return Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, newUnit.code());
    }
    if (t.heldBy(command.newUnit())) {
      return Decision.refuse(Reason.SAME_UNIT, command.newUnit());
    }
    if (command.byUnit() != null && !rules.units().isWithin(command.newUnit(), command.byUnit())) {
      return Decision.refuse(Reason.OTHER_UNIT);
    }
    return Decision.accept(new ObjectionUpheld(command.number(), command.newUnit(), command.reason(), reviewer));
  }
}
