package cn.jsjb.dispatch.evidencing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Evidence;
import cn.jsjb.dispatch.Evidence.Mediation;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.AppointmentKept;
import cn.jsjb.event.DispatchEvent.AppointmentMade;
import cn.jsjb.event.DispatchEvent.EscalationDecided;
import cn.jsjb.event.DispatchEvent.EscalationRequested;
import cn.jsjb.event.DispatchEvent.InstructionRecorded;
import cn.jsjb.event.DispatchEvent.JudicialConfirmationGranted;
import cn.jsjb.event.DispatchEvent.SettlementSigned;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.List;

/** What was done about a ticket, as facts with evidence: by whoever handles it or was drawn in, while it is open. */
public final class Evidencing {
  private Evidencing() {}

  /** @param fact says its unit itself */
  public record Note(String by, DispatchEvent fact) {}

  public record Appoint(String by, Instant at, String place, List<String> people) {}

  public record Keep(String by, int number, Instant arrivedAt, List<String> people, String note) {}

  public record Escalate(String by, String to, String reason, String opinion) {}

  public record Answer(String by, int number, String opinion, List<String> measures) {}

  public static Decision decide(Ticket ticket, Note command) {
    if (!(ticket instanceof Ticket.Handling t) || !t.stage().isOpen()) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "记录办理过程 / recorded on");
    }
    Mediation mediation = evidence(t).mediation();
    return switch (command.fact()) {
      case InstructionRecorded e -> Decision.accept(e);
      case DispatchEvent e when !t.concerns(command.by()) -> Decision.refuse(Reason.OTHER_UNIT);
      case DispatchEvent e when t.heldBy(command.by()) && t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case SettlementSigned e when mediation != Mediation.HELD -> Decision.refuse(Reason.MEDIATION_ORDER);
      case JudicialConfirmationGranted e when mediation != Mediation.SETTLED -> Decision.refuse(Reason.MEDIATION_ORDER);
      case DispatchEvent e -> Decision.accept(e);
    };
  }

  /** At the hour the claimant chose, whatever hour it is. */
  public static Decision decide(Ticket ticket, Appoint command, Instant now) {
    return !command.at().isAfter(now) ? Decision.refuse(Reason.IN_THE_PAST, "预约时间 / the appointment")
        : decide(ticket, new Note(command.by(), new AppointmentMade(evidence(ticket).appointments().size() + 1, command.by(), command.at(), command.place(), command.people())));
  }

  public static Decision decide(Ticket ticket, Keep command, Instant now) {
    return evidence(ticket).appointments().stream().noneMatch(a -> a.number() == command.number() && !a.kept()) ? Decision.refuse(Reason.NO_SUCH_APPOINTMENT, command.number())
        : decide(ticket, new Note(command.by(), new AppointmentKept(command.number(), command.by(), command.arrivedAt() == null || command.arrivedAt().isAfter(now) ? now : command.arrivedAt(), command.people(), command.note())));
  }

  /** Up: to the district, or to a department of the city or the own district. */
  public static Decision decide(Ticket ticket, Escalate command, Catalogue rules) {
    if (ticket instanceof Ticket.Handling t && !t.heldBy(command.by())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
    }
    Unit to = rules.units().find(command.to()).orElse(null);
    if (to == null) {
      return Decision.refuse(Reason.UNKNOWN_UNIT, command.to());
    }
    String district = rules.units().require(command.by()).districtCode();
    boolean upward = to.kind() == Unit.Kind.CITY_DEPARTMENT || (to.kind() == Unit.Kind.DISTRICT || to.kind() == Unit.Kind.DISTRICT_DEPARTMENT) && to.districtCode().equals(district);
    return !upward || to.code().equals(command.by()) ? Decision.refuse(Reason.ESCALATES_UPWARD, to.code())
        : decide(ticket, new Note(command.by(), new EscalationRequested(evidence(ticket).escalations().size() + 1, command.by(), command.to(), command.reason(), command.opinion())));
  }

  /** The receiver has to analyse and to give an opinion (REG §20). */
  public static Decision decide(Ticket ticket, Answer command) {
    return evidence(ticket).escalations().stream().noneMatch(e -> e.number() == command.number() && !e.decided() && e.to().equals(command.by())) ? Decision.refuse(Reason.NO_SUCH_ESCALATION, command.number())
        : decide(ticket, new Note(command.by(), new EscalationDecided(command.number(), command.by(), command.opinion(), command.measures())));
  }

  private static Evidence evidence(Ticket ticket) { return ticket.lasting().evidence() == null ? new Evidence(null, null, null) : ticket.lasting().evidence(); }
}
