package cn.jsjb.dispatch.specialcasing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.dispatch.SpecialCase;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.Rhythm;
import cn.jsjb.event.DispatchEvent.Risk;
import cn.jsjb.event.DispatchEvent.SpecialCaseClosed;
import cn.jsjb.event.DispatchEvent.SpecialCaseMemberAdded;
import cn.jsjb.event.DispatchEvent.SpecialCaseOpened;
import cn.jsjb.event.DispatchEvent.SpecialCaseReportMissed;
import cn.jsjb.event.DispatchEvent.SpecialCaseStageReported;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 紧急诉求专案 (rules U1–U3): an urgent collective matter gets a task force, one speaker and a rhythm of reports, and closes when every member has its result. */
public final class SpecialCasing {
  private SpecialCasing() {}

  /** @param complaintId this ticket, which leads the case; {@code members} are the others */
  public record Open(String by, String complaintId, String matter, List<String> sources, List<String> members, int headcount, Risk risk, List<String> taskForce, String speaker, Rhythm rhythm) {}

  public record Add(String by, String complaintId, String source) {}

  public record Report(String by, String text) {}

  /** @param withoutResult members that have no result yet, as the tables of this service say */
  public record Close(String by, String text, List<String> withoutResult) {}

  public static Decision decide(Ticket ticket, Open command, Catalogue rules, Instant now) {
    if (!(ticket instanceof Ticket.Handling t) || !t.stage().isWithUnit()) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "转为专案 / made a special case");
    }
    Limits.SpecialCase limits = rules.limits().at(now).specialCase();
    if (!t.heldBy(command.by()) && !rules.units().isWithin(t.assignment().unit(), command.by())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit());
    }
    if (ticket.lasting().specialCase() != null && !ticket.lasting().specialCase().closed()) {
      return Decision.refuse(Reason.SPECIAL_CASE_OPEN);
    }
    if (command.risk() != Risk.HIGH && (t.assignment().grade() != Grade.URGENT_2H || command.headcount() < limits.headcount())) {
      return Decision.refuse(Reason.NO_SPECIAL_CASE_GROUND, limits.headcount());
    }
    for (String unit : command.taskForce()) {
      if (rules.units().find(unit).isEmpty()) {
        return Decision.refuse(Reason.UNKNOWN_UNIT, unit);
      }
    }
    List<String> members = new ArrayList<>(List.of(command.complaintId()));
    command.members().stream().filter(m -> !members.contains(m)).forEach(members::add);
    return Decision.accept(new SpecialCaseOpened(command.by(), command.matter(), command.sources(), List.copyOf(members), command.headcount(), command.risk(), command.taskForce(), command.speaker(), command.rhythm(),
        now.plus(command.rhythm() == Rhythm.HOURLY ? limits.hourly() : limits.daily())));
  }

  public static Decision decide(Ticket ticket, Add command) {
    return open(ticket, command.by()).orElseGet(() -> ticket.lasting().specialCase().members().contains(command.complaintId()) ? Decision.refuse(Reason.MEMBER_ALREADY, command.complaintId())
        : Decision.accept(new SpecialCaseMemberAdded(command.complaintId(), command.source(), command.by())));
  }

  public static Decision decide(Ticket ticket, Report command, Catalogue rules, Instant now) {
    return open(ticket, command.by()).orElseGet(() -> {
      Limits.SpecialCase limits = rules.limits().at(now).specialCase();
      return Decision.accept(new SpecialCaseStageReported(command.by(), command.text(), now.plus(ticket.lasting().specialCase().rhythm() == Rhythm.HOURLY ? limits.hourly() : limits.daily())));
    });
  }

  public static Decision decide(Ticket ticket, Close command) {
    return open(ticket, command.by()).orElseGet(() -> command.withoutResult().isEmpty() ? Decision.accept(new SpecialCaseClosed(command.by(), command.text()))
        : Decision.refuse(Reason.MEMBERS_WITHOUT_RESULT, command.withoutResult().getFirst()));
  }

  /** A result: reported to the hotline in this round, or the ticket has ended. */
  public static boolean hasResult(Ticket ticket) { return ticket != null && (!ticket.stage().isOpen() || ticket.life().hotlineTold()); }

  private static Optional<Decision> open(Ticket ticket, String by) {
    SpecialCase c = ticket.lasting().specialCase();
    return c == null || c.closed() ? Optional.of(Decision.refuse(Reason.NO_SPECIAL_CASE))
        : c.by().equals(by) || by.equals(ticket.life().unit()) || c.taskForce().contains(by) ? Optional.empty() : Optional.of(Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, c.by()));
  }

  /** The task force has been silent for longer than its rhythm; said once, until it reports again. */
  public static final class WhenStageReportIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      SpecialCase c = ticket.lasting().specialCase();
      return c == null || c.closed() || c.missed() ? null : c.reportBy();
    }

    @Override public Decision decide(Ticket ticket, Instant now) { return Decision.accept(new SpecialCaseReportMissed(ticket.lasting().specialCase().reportBy())); }
  }
}
