package cn.jsjb.dispatch.whistling;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.DepartmentRated;
import cn.jsjb.event.DispatchEvent.DepartmentReleased;
import cn.jsjb.event.DispatchEvent.DepartmentReported;
import cn.jsjb.event.DispatchEvent.WhistleAcknowledged;
import cn.jsjb.event.DispatchEvent.WhistleBlown;
import cn.jsjb.event.DispatchEvent.WhistleClosed;
import cn.jsjb.event.DispatchEvent.WhistleReportRefused;
import cn.jsjb.event.DispatchEvent.WhistleReviewed;
import cn.jsjb.event.DispatchEvent.WhistleTaskAssigned;
import cn.jsjb.event.DispatchEvent.WhistleTaskDone;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * 街乡吹哨、部门报到 (REG §16; STREET §5, §44; rules W1–W7): a locality summons the departments it needs (召集), gives them their tasks (指挥),
 * stamps their arrival, releases them with what the facts say (考核) and rates them (评价); the district reviews both sides.
 */
public final class Whistling {
  private Whistling() {}

  /** @param reportBy an agreed time, or null for the limit of the ground */
  public record Blow(String by, WhistleGround ground, String matter, List<String> departments, String meetAt, Instant reportBy, String approvedBy) {}

  public record Acknowledge(int whistle, String department) {}

  public record Refuse(int whistle, String department, String reason) {}

  /** @param arrivedAt as seen by the locality; not in the future */
  public record StampArrival(String by, int whistle, String department, Instant arrivedAt, List<String> persons) {}

  public record AssignTask(String by, int whistle, String department, String what, Instant dueAt, boolean generalise) {}

  public record FinishTask(int whistle, int task, String department, String result, List<String> evidence) {}

  public record Release(String by, int whistle, String department) {}

  public record Rate(String by, int whistle, String department, int timeliness, int measures, int result, String note) {}

  /** @param ratings department → 0…100, for those not rated before */
  public record Close(String by, int whistle, boolean solved, String summary, Map<String, Integer> ratings) {}

  /** @param by the district of the whistling locality */
  public record Review(String by, int whistle, boolean necessary, boolean specific, boolean prepared, String note, Map<String, Integer> departments) {}

  public static Decision decide(Ticket ticket, Blow command, Catalogue rules, Instant now) {
    return mayBlow(ticket, command.by(), rules).orElseGet(() -> {
      String district = rules.units().require(command.by()).districtCode();
      return notSummonable(command.departments(), List.of(district), rules).orElseGet(() -> Decision.accept(new WhistleBlown(ticket.whistles().size() + 1, command.ground(), command.matter(),
          List.copyOf(new LinkedHashSet<>(command.departments())), command.meetAt(), rules.limits().whistleAcknowledgeDue(command.ground(), now), reportBy(command.reportBy(), command.ground(), rules, now),
          command.by(), command.approvedBy(), rules.limits().at(now).version())));
    });
  }

  /** Only the first responder, once it has signed, while it has the ticket; and only a street or town. */
  static Optional<Decision> mayBlow(Ticket ticket, String by, Catalogue rules) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(by) -> Optional.of(Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit()));
      case Ticket.Handling t when t.assignment().signedAt() == null -> Optional.of(Decision.refuse(Reason.NOT_SIGNED_YET));
      case Ticket.Handling t when !t.stage().isWithUnit() -> Optional.of(Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "吹哨 / whistled for"));
      case Ticket.Handling t when rules.units().require(by).kind() != Unit.Kind.LOCALITY -> Optional.of(Decision.refuse(Reason.ONLY_LOCALITIES_WHISTLE, by));
      case Ticket.Handling t -> Optional.empty();
      case Ticket other -> Optional.of(Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "吹哨 / whistled for"));
    };
  }

  /** Departments of these districts, of the city, and utilities; nobody else. */
  static Optional<Decision> notSummonable(List<String> departments, List<String> districts, Catalogue rules) {
    for (String code : departments) {
      Unit unit = rules.units().find(code).orElse(null);
      if (unit == null) {
        return Optional.of(Decision.refuse(Reason.UNKNOWN_UNIT, code));
      }
      if (unit.kind() == Unit.Kind.LOCALITY || unit.kind() == Unit.Kind.DISTRICT || unit.kind() == Unit.Kind.ZONE) {
        return Optional.of(Decision.refuse(Reason.NOT_A_DEPARTMENT, unit.code()));
      }
      if (unit.districtCode() != null && !districts.contains(unit.districtCode())) {
        return Optional.of(Decision.refuse(Reason.OTHER_DISTRICTS_DEPARTMENT, unit.code()));
      }
    }
    return Optional.empty();
  }

  static Instant reportBy(Instant agreed, WhistleGround ground, Catalogue rules, Instant now) {
    return agreed != null && agreed.isAfter(now) ? agreed : rules.limits().whistleReportDue(ground, now);
  }

  public static Decision decide(Ticket ticket, Acknowledge command) {
    return summoned(ticket, command.whistle(), command.department(), (whistle, d) -> d.acknowledgedAt() != null ? Decision.refuse(Reason.ALREADY_TOLD)
        : Decision.accept(new WhistleAcknowledged(command.whistle(), command.department())));
  }

  /** A department that refused may still come; the refusal stays in the record. */
  public static Decision decide(Ticket ticket, Refuse command) {
    return summoned(ticket, command.whistle(), command.department(), (whistle, d) -> d.reportedAt() != null ? Decision.refuse(Reason.ALREADY_REPORTED, command.department())
        : d.refused() ? Decision.refuse(Reason.REFUSED_ALREADY, command.department())
        : Decision.accept(new WhistleReportRefused(command.whistle(), command.department(), command.reason())));
  }

  /** A department that was recorded as missing may still come: late, but there. */
  public static Decision decide(Ticket ticket, StampArrival command, Instant now) {
    return led(ticket, command.whistle(), command.by(), command.department(), (whistle, d) -> {
      if (d.reportedAt() != null) {
        return Decision.refuse(Reason.ALREADY_REPORTED, command.department());
      }
      Instant arrived = command.arrivedAt() == null || command.arrivedAt().isAfter(now) ? now : command.arrivedAt();
      return Decision.accept(new DepartmentReported(command.whistle(), command.department(), arrived, command.persons(), command.by()));
    });
  }

  public static Decision decide(Ticket ticket, AssignTask command) {
    return led(ticket, command.whistle(), command.by(), command.department(), (whistle, d) -> d.released() ? Decision.refuse(Reason.RELEASED_ALREADY, command.department())
        : Decision.accept(new WhistleTaskAssigned(command.whistle(), whistle.tasks().size() + 1, command.department(), command.what(), command.dueAt(), command.generalise(), command.by())));
  }

  public static Decision decide(Ticket ticket, FinishTask command) {
    return summoned(ticket, command.whistle(), command.department(), (whistle, d) ->
        whistle.tasks().stream().noneMatch(t -> t.number() == command.task() && t.department().equals(command.department()) && t.doneAt() == null)
            ? Decision.refuse(Reason.NO_SUCH_TASK, command.whistle(), command.task())
            : Decision.accept(new WhistleTaskDone(command.whistle(), command.task(), command.department(), command.result(), command.evidence())));
  }

  public static Decision decide(Ticket ticket, Release command) {
    return led(ticket, command.whistle(), command.by(), command.department(), (whistle, d) -> {
      if (d.released()) {
        return Decision.refuse(Reason.RELEASED_ALREADY, command.department());
      }
      if (d.reportedAt() == null) {
        return Decision.refuse(Reason.NOT_ARRIVED_YET, command.department());
      }
      if (whistle.hasOpenTask(command.department())) {
        return Decision.refuse(Reason.TASKS_OPEN, command.department());
      }
      List<Whistle.Task> own = whistle.tasks().stream().filter(t -> t.department().equals(command.department())).toList();
      int inTime = (int) own.stream().filter(t -> t.dueAt() == null || !t.doneAt().isAfter(t.dueAt())).count();
      return Decision.accept(new DepartmentReleased(command.whistle(), command.department(), !d.reportedAt().isAfter(whistle.reportBy()), own.size(), inTime, command.by()));
    });
  }

  /** The parts are within their greatest values; that is checked where they come in. */
  public static Decision decide(Ticket ticket, Rate command) {
    return led(ticket, command.whistle(), command.by(), command.department(), (whistle, d) -> Decision.accept(new DepartmentRated(command.whistle(), command.department(),
        command.timeliness(), command.measures(), command.result(), command.timeliness() + command.measures() + command.result(), command.note(), command.by())));
  }

  /** Whether the parts of a rating are within the limits of the day. */
  public static boolean isWithin(Rate rate, Limits.WhistleRating most) {
    return rate.timeliness() >= 0 && rate.timeliness() <= most.timeliness() && rate.measures() >= 0 && rate.measures() <= most.measures() && rate.result() >= 0 && rate.result() <= most.result();
  }

  /** 事不完，人不走: it closes when every department has come, refused or been recorded as missing, no task is open, and every department is rated. */
  public static Decision decide(Ticket ticket, Close command, Catalogue rules, Instant now) {
    return ledAll(ticket, command.whistle(), command.by(), whistle -> {
      for (var department : whistle.departments().entrySet()) {
        if (!department.getValue().isAnswered()) {
          return Decision.refuse(Reason.DEPARTMENTS_MISSING, department.getKey());
        }
        if (whistle.hasOpenTask(department.getKey())) {
          return Decision.refuse(Reason.TASKS_OPEN, department.getKey());
        }
      }
      for (var rating : command.ratings().entrySet()) {
        if (!whistle.departments().containsKey(rating.getKey())) {
          return Decision.refuse(Reason.NOT_SUMMONED, command.whistle(), rating.getKey());
        }
      }
      for (var department : whistle.departments().entrySet()) {
        if (department.getValue().rating() == null && command.ratings().get(department.getKey()) == null) {
          return Decision.refuse(Reason.RATING_MISSING, department.getKey());
        }
      }
      return whistle.sides() == null || whistle.sides().lead() != null ? Decision.accept(new WhistleClosed(command.whistle(), command.solved(), command.summary(), command.ratings()))
          : CrossDistrict.close(whistle, command, rules, now);
    });
  }

  /** Also after the ticket has ended: the review is monthly work. */
  public static Decision decide(Ticket ticket, Review command, Catalogue rules) {
    Whistle whistle = ticket.whistles().stream().filter(w -> w.number() == command.whistle() && w.closed()).findFirst().orElse(null);
    if (whistle == null) {
      return Decision.refuse(Reason.NOT_A_CLOSED_WHISTLE, command.whistle());
    }
    if (!rules.units().isWithin(whistle.by(), command.by())) {
      return Decision.refuse(Reason.OTHER_UNIT);
    }
    if (whistle.reviewed()) {
      return Decision.refuse(Reason.REVIEWED_ALREADY, command.whistle());
    }
    for (String department : command.departments().keySet()) {
      if (!whistle.departments().containsKey(department)) {
        return Decision.refuse(Reason.NOT_SUMMONED, command.whistle(), department);
      }
    }
    return Decision.accept(new WhistleReviewed(command.whistle(), command.necessary(), command.specific(), command.prepared(), command.note(), command.departments(), command.by()));
  }

  /** A summoned department speaks for itself. */
  private static Decision summoned(Ticket ticket, int number, String department, BiFunction<Whistle, Whistle.Attendance, Decision> decide) {
    Whistle whistle = ticket instanceof Ticket.Handling t ? t.openWhistle(number) : null;
    if (whistle == null || !whistle.blown()) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, number);
    }
    Whistle.Attendance attendance = whistle.departments().get(department);
    return attendance == null ? Decision.refuse(Reason.NOT_SUMMONED, number, department) : decide.apply(whistle, attendance);
  }

  /** The locality speaks about a department. */
  private static Decision led(Ticket ticket, int number, String by, String department, BiFunction<Whistle, Whistle.Attendance, Decision> decide) {
    return ledAll(ticket, number, by, whistle -> {
      Whistle.Attendance attendance = whistle.departments().get(department);
      return attendance == null ? Decision.refuse(Reason.NOT_SUMMONED, number, department) : decide.apply(whistle, attendance);
    });
  }

  private static Decision ledAll(Ticket ticket, int number, String by, java.util.function.Function<Whistle, Decision> decide) {
    Whistle whistle = ticket instanceof Ticket.Handling t ? t.openWhistle(number) : null;
    if (whistle == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, number);
    }
    String holder = ((Ticket.Handling) ticket).assignment().unit();
    if (!whistle.ledBy(by, holder)) {
      return whistle.sides() == null ? Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, holder) : Decision.refuse(Reason.NOT_A_SIDE, by);
    }
    return whistle.blown() ? decide.apply(whistle) : Decision.refuse(Reason.WAITS_FOR_SIGNATURES, whistle.sides().unsigned());
  }
}
