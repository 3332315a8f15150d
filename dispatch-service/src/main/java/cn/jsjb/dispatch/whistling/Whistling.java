package cn.jsjb.dispatch.whistling;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.DepartmentReported;
import cn.jsjb.event.DispatchEvent.WhistleAcknowledged;
import cn.jsjb.event.DispatchEvent.WhistleBlown;
import cn.jsjb.event.DispatchEvent.WhistleClosed;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** 街乡吹哨、部门报到 (REG §16; STREET §5, §44; rules W1–W5): a locality summons the departments it needs, they report in, it stamps and rates them. */
public final class Whistling {
  private Whistling() {}

  /** @param reportBy an agreed time, or null for the limit of the ground */
  public record Blow(String by, WhistleGround ground, String matter, List<String> departments, String meetAt, Instant reportBy, String approvedBy) {}

  public record Acknowledge(int whistle, String department) {}

  /** @param arrivedAt as seen by the locality; not in the future */
  public record StampArrival(String by, int whistle, String department, Instant arrivedAt, List<String> persons) {}

  /** @param ratings department → 0…100 */
  public record Close(String by, int whistle, boolean solved, String summary, Map<String, Integer> ratings) {}

  public static Decision decide(Ticket ticket, Blow command, Catalogue rules, Instant now) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(command.by()) -> Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
      case Ticket.Handling t when t.assignment().signedAt() == null -> Decision.refuse(Reason.NOT_SIGNED_YET);
      case Ticket.Handling t when !t.stage().isWithUnit() -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage().chinese(), "吹哨");
      case Ticket.Handling t -> blow(t, command, rules, now);
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage().chinese(), "吹哨");
    };
  }

  private static Decision blow(Ticket.Handling t, Blow command, Catalogue rules, Instant now) {
    if (rules.units().require(command.by()).kind() != Unit.Kind.LOCALITY) {
      return Decision.refuse(Reason.ONLY_LOCALITIES_WHISTLE, command.by());
    }
    for (String code : command.departments()) {
      Unit unit = rules.units().find(code).orElse(null);
      if (unit == null) {
        return Decision.refuse(Reason.UNKNOWN_UNIT, code);
      }
      if (unit.kind() == Unit.Kind.LOCALITY || unit.kind() == Unit.Kind.DISTRICT || unit.kind() == Unit.Kind.ZONE) {
        return Decision.refuse(Reason.NOT_A_DEPARTMENT, unit.name());
      }
    }
    Instant acknowledgeBy = rules.limits().whistleAcknowledgeDue(command.ground(), now);
    Instant reportBy = command.reportBy() != null && command.reportBy().isAfter(now) ? command.reportBy() : rules.limits().whistleReportDue(command.ground(), now);
    return Decision.accept(new WhistleBlown(t.whistles().size() + 1, command.ground(), command.matter(), List.copyOf(new LinkedHashSet<>(command.departments())),
        command.meetAt(), acknowledgeBy, reportBy, command.by(), command.approvedBy(), rules.limits().at(now).version()));
  }

  public static Decision decide(Ticket ticket, Acknowledge command) {
    Whistle whistle = open(ticket, command.whistle());
    if (whistle == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    Whistle.Attendance attendance = whistle.departments().get(command.department());
    if (attendance == null) {
      return Decision.refuse(Reason.NOT_SUMMONED, command.whistle(), command.department());
    }
    return attendance.acknowledgedAt() != null ? Decision.refuse(Reason.ALREADY_TOLD) : Decision.accept(new WhistleAcknowledged(command.whistle(), command.department()));
  }

  /** A department that was recorded as missing may still come: late, but there. */
  public static Decision decide(Ticket ticket, StampArrival command, Instant now) {
    Whistle whistle = open(ticket, command.whistle());
    if (whistle == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    if (!((Ticket.Handling) ticket).heldBy(command.by())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, ((Ticket.Handling) ticket).assignment().unit());
    }
    Whistle.Attendance attendance = whistle.departments().get(command.department());
    if (attendance == null) {
      return Decision.refuse(Reason.NOT_SUMMONED, command.whistle(), command.department());
    }
    if (attendance.reportedAt() != null) {
      return Decision.refuse(Reason.ALREADY_REPORTED, command.department());
    }
    Instant arrived = command.arrivedAt() == null || command.arrivedAt().isAfter(now) ? now : command.arrivedAt();
    return Decision.accept(new DepartmentReported(command.whistle(), command.department(), arrived, command.persons(), command.by()));
  }

  /** 事不完，人不走: it closes when every department has come or has been recorded as missing. */
  public static Decision decide(Ticket ticket, Close command) {
    Whistle whistle = open(ticket, command.whistle());
    if (whistle == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    if (!((Ticket.Handling) ticket).heldBy(command.by())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, ((Ticket.Handling) ticket).assignment().unit());
    }
    for (var department : whistle.departments().entrySet()) {
      if (!department.getValue().isAnswered()) {
        return Decision.refuse(Reason.DEPARTMENTS_MISSING, department.getKey());
      }
    }
    for (var rating : command.ratings().entrySet()) {
      if (!whistle.departments().containsKey(rating.getKey())) {
        return Decision.refuse(Reason.NOT_SUMMONED, command.whistle(), rating.getKey());
      }
    }
    return Decision.accept(new WhistleClosed(command.whistle(), command.solved(), command.summary(), command.ratings()));
  }

  private static Whistle open(Ticket ticket, int number) { return ticket instanceof Ticket.Handling t ? t.openWhistle(number) : null; }
}
