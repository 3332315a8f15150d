package cn.jsjb.dispatch.consulting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Consultation;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.cohandling.CoHandling;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.dispatching.ReportedParty;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ConsultationConcluded;
import cn.jsjb.event.DispatchEvent.ConsultationKind;
import cn.jsjb.event.DispatchEvent.ConsultationOpened;
import cn.jsjb.event.DispatchEvent.Division;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 会商 (REG §12; rules D3, D9): before dispatch it settles who is responsible; on the spot the first responder and the others divide the work
 * (现场划分责任). After too many hand-overs it is the only way on, and whom it designates cannot give the ticket back.
 */
public final class Consulting {
  private Consulting() {}

  /** Who speaks. @param unit null for the service bureau and its dispatchers; @param district whether it speaks for all that lies inside it */
  public record Speaker(String unit, boolean district) {
    boolean mayLead(Ticket.Handling t, Catalogue rules) { return unit == null || district && rules.units().isWithin(t.assignment().unit(), unit); }
  }

  public record Open(Speaker by, ConsultationKind kind, String matter, List<String> participants, String meetAt) {}

  /** @param dueAt an agreed time, or null for the limit of the rules */
  public record Share(String unit, String part, Instant dueAt) {}

  /** @param attended null when all came */
  public record Conclude(Speaker by, int number, List<String> attended, String minutes, String chosenUnit, boolean binding, List<Share> shares) {}

  public static Decision decide(Ticket ticket, Open command, Catalogue rules, Instant now) {
    if (!(ticket instanceof Ticket.Handling t)) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "会商 / consulted about");
    }
    boolean before = command.kind() == ConsultationKind.BEFORE_DISPATCH;
    if (!command.by().mayLead(t, rules) && (before || !t.heldBy(command.by().unit()))) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
    }
    if (before ? !isQueued(t.assignment()) : !t.stage().isWithUnit() || t.life().hotlineTold()) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), before ? "派单前会商 / consulted about before dispatch" : "现场会商 / consulted about on the spot");
    }
    Optional<Consultation> open = t.duty().consultation();
    if (open.isPresent()) {
      return Decision.refuse(Reason.CONSULTATION_OPEN, open.get().number());
    }
    for (String participant : command.participants()) {
      Optional<Decision> unfit = unfit(participant, rules, now);
      if (unfit.isPresent()) {
        return unfit.get();
      }
    }
    return Decision.accept(new ConsultationOpened(t.duty().consultations().size() + 1, command.kind(), command.matter(), command.participants().stream().distinct().toList(), command.meetAt(),
        speaker(command.by(), rules)));
  }

  public static Decision decide(Ticket ticket, Conclude command, Catalogue rules, Instant now) {
    Consultation open = ticket instanceof Ticket.Handling t ? t.duty().consultation().filter(c -> c.number() == command.number()).orElse(null) : null;
    if (open == null || !(ticket instanceof Ticket.Handling t)) {
      return Decision.refuse(Reason.NO_OPEN_CONSULTATION, command.number());
    }
    if (!command.by().mayLead(t, rules) && (open.kind() == ConsultationKind.BEFORE_DISPATCH || !t.heldBy(command.by().unit()))) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
    }
    Optional<Decision> unfit = unfit(command.chosenUnit(), rules, now);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Unit chosen = rules.units().require(command.chosenUnit());
    boolean stays = t.heldBy(chosen.code());
    if (ReportedParty.is(chosen, t.matter(), rules)) {
      return Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, chosen.code());
    }
    if (stays && isQueued(t.assignment())) {
      return Decision.refuse(Reason.SAME_UNIT, chosen.code());
    }
    if (!stays && !command.by().mayLead(t, rules)) {
      return Decision.refuse(Reason.ON_SITE_KEEPS_THE_TICKET, t.assignment().unit());
    }
    if (!stays && t.stage() != Stage.CONSULTING && (!t.stage().isWithUnit() || t.life().hotlineTold())) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "改派 / handed on");
    }
    if (command.by().district() && !rules.units().isWithin(chosen.code(), command.by().unit())) {
      return Decision.refuse(Reason.OTHER_UNIT);
    }
    if (!stays && !command.binding() && Dispatching.mustConsult(t.assignment().hop() + 1, rules, t.assignment().at())) {
      return Decision.refuse(Reason.BINDING_REQUIRED);
    }
    return divide(t, command, open, stays, rules, now);
  }

  private static Decision divide(Ticket.Handling t, Conclude command, Consultation open, boolean stays, Catalogue rules, Instant now) {
    int atMost = rules.duties().at(now).atMostParts();
    if (t.duty().parts().size() + command.shares().size() > atMost) {
      return Decision.refuse(Reason.TOO_MANY_PARTS, atMost);
    }
    List<String> attended = command.attended() == null ? open.participants() : command.attended();
    for (String unit : attended) {
      if (!open.participants().contains(unit)) {
        return Decision.refuse(Reason.NOT_A_PARTICIPANT, unit);
      }
    }
    List<Division> divisions = new ArrayList<>();
    for (Share share : command.shares()) {
      if (!attended.contains(share.unit()) || share.unit().equals(command.chosenUnit())) {
        return Decision.refuse(Reason.NOT_A_PARTICIPANT, share.unit());
      }
      Instant due = due(t.assignment(), share.dueAt(), stays, rules, now);
      if (due == null) {
        return Decision.refuse(Reason.PART_LIMIT_OUT_OF_BOUNDS, t.assignment().dueAt());
      }
      divisions.add(new Division(t.duty().next() + divisions.size(), share.unit(), share.part(), due));
    }
    return Decision.accept(new ConsultationConcluded(open.number(), speaker(command.by(), rules), attended, command.minutes(), command.chosenUnit(), command.binding(), divisions));
  }

  /** A new first responder has a new limit, from now on. */
  private static Instant due(Assignment a, Instant agreed, boolean stays, Catalogue rules, Instant now) {
    if (stays) {
      return CoHandling.due(a, agreed, rules, now);
    }
    Instant parent = rules.limits().feedbackDue(a.grade(), now);
    return agreed == null ? rules.limits().partDue(a.grade(), now, parent) : agreed.isAfter(now) && !agreed.isAfter(parent) ? agreed : null;
  }

  /** It lies with a queue and not with a unit that answers for it. */
  private static boolean isQueued(Assignment a) { return a.mode() == Mode.CONSULTATION || a.mode() == Mode.DISTRICT && a.signedAt() == null; }

  private static Optional<Decision> unfit(String code, Catalogue rules, Instant now) {
    return Optional.ofNullable(rules.units().find(code).isEmpty() ? Decision.refuse(Reason.UNKNOWN_UNIT, code)
        : rules.units().isActive(code, now) ? null : Decision.refuse(Reason.UNIT_INACTIVE, code));
  }

  private static String speaker(Speaker by, Catalogue rules) { return by.unit() != null ? by.unit() : rules.units().cityUnit("SERVICE_BUREAU").orElseThrow().code(); }
}
