package cn.jsjb.dispatch.dispatching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.Matter;
import cn.jsjb.dispatch.Pause;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * 派单: to the one unit that must answer, with grade and limit on the ticket (REG §12, §13; rules D1–D6, D12). The catalogue of the
 * day decides; what it cannot decide goes to the district (兜底), and what has no place either goes to the service bureau.
 */
public final class Dispatching {
  private Dispatching() {}

  /** A person names the unit: for tickets in consultation, or a district handing down what it was sent. */
  public record DispatchTo(String unit, String reason, String by, boolean byDistrict) {}

  /** The role of the municipal service bureau (市政务服务局) in the directory: where consultations are held. */
  static final String SERVICE_BUREAU = "SERVICE_BUREAU";

  /** The automatic dispatch. Accepts every pending ticket: somebody always has to answer. */
  public static Decision decide(Ticket ticket, Catalogue rules, Instant now) {
    if (!(ticket instanceof Ticket.Pending pending)) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "派单 / dispatched");
    }
    return switch (pending.why()) {
      case REGISTERED -> Decision.accept(finder(pending, rules).map(u -> to(pending, u, 1, pending.life().round(), grade(pending.matter(), null), null, List.of(), rules, now, "街乡镇自行发现"))
          .orElseGet(() -> byCatalogue(pending, rules, now)));
      case UNDECIDED -> Decision.accept(to(pending, fit(Optional.ofNullable(pending.matter().placeCode()).flatMap(rules.units()::districtOf).map(Unit::code).orElse(null), pending.matter(), rules, now), 1, pending.life().round(), grade(pending.matter(), null), null, List.of(), rules, now,
          "限时内未核定，由属地区统筹（条例第十二条）"));
      case REFERRED -> Decision.accept(to(pending, fit(pending.target(), pending.matter(), rules, now), pending.last() == null ? 1 : pending.last().hop() + 1, pending.life().round(),
          grade(pending.matter(), null), null, List.of(), rules, now, "超出职责范围，请指导监督"));
      case OBJECTION_UPHELD -> mustConsult(pending.hops() + 1, rules, now)
          ? Decision.accept(to(pending, escalation(pending.duty(), pending.last().unit(), pending.target(), rules), Mode.CONSULTATION, pending.hops() + 1, pending.life().round(), pending.last().grade(),
              null, List.of(), rules, now, "第 %d 次派单，须会商并作出有约束力的指定".formatted(pending.hops() + 1)))
          : Decision.accept(to(pending, fit(pending.target(), pending.matter(), rules, now), pending.hops() + 1, pending.life().round(), pending.last().grade(),
              null, List.of(), rules, now, "异议成立，改派"));
      case DESIGNATED -> Decision.accept(to(pending, rules.units().require(pending.target()), pending.hops() + 1, pending.life().round(), pending.last().grade(),
          null, List.of(), rules, now, "会商确定"));
      case REWORK, REOPENED -> pending.last() == null ? Decision.accept(byCatalogue(pending, rules, now))
          : Decision.accept(to(pending, fit(pending.last().unit(), pending.matter(), rules, now), 1, pending.life().round(), pending.last().grade(), null,
              List.of(), rules, now, pending.why() == Ticket.Why.REWORK ? "二次办理" : "重新办理"));
    };
  }

  /** A dispatcher, the bureau or the district names the unit. */
  public static Decision decide(Ticket ticket, DispatchTo command, Catalogue rules, Instant now) {
    Optional<Unit> named = rules.units().find(command.unit());
    if (named.isEmpty()) {
      return Decision.refuse(Reason.UNKNOWN_UNIT, command.unit());
    }
    Unit unit = named.get();
    if (ReportedParty.is(unit, ticket.matter(), rules)) {
      return Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, unit.code());
    }
    if (!rules.units().isActive(unit.code(), now)) {
      return Decision.refuse(Reason.UNIT_INACTIVE, unit.code());
    }
    return switch (ticket) {
      case Ticket.Handling t when t.heldBy(unit.code()) -> Decision.refuse(Reason.SAME_UNIT, unit.code());
      case Ticket.Handling t when command.byDistrict() && (!t.heldBy(command.by()) || !rules.units().isWithin(unit.code(), command.by())) ->
          Decision.refuse(Reason.OTHER_UNIT);
      case Ticket.Handling t when t.stage() != Stage.CONSULTING && (!t.stage().isWithUnit() || t.life().hotlineTold()) -> Decision.refuse(Reason.NOT_IN_THIS_STATE, t.stage(), "改派 / handed on");
      case Ticket.Handling t when t.duty().consultation().isPresent() -> Decision.refuse(Reason.CONSULTATION_OPEN, t.duty().consultation().get().number());
      case Ticket.Handling t when t.assignment().mode() == Mode.CONSULTATION && mustConsult(t.assignment().hop(), rules, t.assignment().at()) -> Decision.refuse(Reason.CONSULTATION_REQUIRED);
      case Ticket.Pending t when t.why() == Ticket.Why.DESIGNATED || t.why() == Ticket.Why.OBJECTION_UPHELD && mustConsult(t.hops() + 1, rules, now) -> Decision.refuse(Reason.CONSULTATION_REQUIRED);
      case Ticket.Handling t when t.assignment().mode() == Mode.CONSULTATION || t.assignment().mode() == Mode.DISTRICT ->
          Decision.accept(to(t, unit, t.assignment().hop() + 1, t.life().round(), t.assignment().grade(), null, List.of(), rules, now, command.reason()));
      case Ticket.Pending t -> Decision.accept(to(t, unit, t.hops() + 1, t.life().round(), grade(t.matter(), null), null, List.of(), rules, now, command.reason()));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), "改派 / handed on");
    };
  }

  /** What a locality found by itself is its own, to whistle for (rule W10; assumption). */
  private static Optional<Unit> finder(Ticket.Pending t, Catalogue rules) {
    String locality = t.life().found() && t.matter().place() != null ? t.matter().place().localityCode() : null;
    return rules.units().find(locality).filter(u -> !ReportedParty.is(u, t.matter(), rules));
  }

  private static TicketDispatched byCatalogue(Ticket.Pending t, Catalogue rules, Instant now) {
    Matter matter = t.matter();
    Duties.Rules duties = rules.duties().at(now);
    // What endangers life is acted on where it is (rule D12); who has to be asked beyond the city comes after.
    if (grade(matter, null) != Grade.URGENT_2H) {
      if (matter.placeCode() == null && matter.place() != null && duties.regional().takes(matter.place().address())) {
        return to(t, rules.units().require(duties.regional().unit()), Mode.REGIONAL, 1, t.life().round(), grade(matter, null), null, List.of(), rules, now, "京津冀事项（条例第二十一条）");
      }
      if (duties.liaison().takes(matter.reportedParty())) {
        return to(t, rules.units().require(duties.liaison().unit()), Mode.LIAISON, 1, t.life().round(), grade(matter, null), null, List.of(), rules, now, "涉驻京单位事项（条例第二十二条）");
      }
    }
    var about = DispatchCatalogue.About.of(matter.category(), duties.subjectOf(matter.reportedParty()), matter.placeCode(), rules.units());
    return switch (rules.dispatch().match(about, now)) {
      case DispatchCatalogue.Match.Ambiguous(var entries, var version) ->
          to(t, bureau(rules), 1, t.life().round(), grade(matter, null), null, List.of(), rules, now, "目录中有 %d 项同样适用，会商".formatted(entries.size()));
      case DispatchCatalogue.Match.Found(var entry, var version) -> {
        Optional<Unit> unit = DispatchCatalogue.unitFor(entry.target(), matter.placeCode(), rules.units());
        List<String> notified = entry.alsoNotify() == null ? List.of()
            : DispatchCatalogue.unitFor(entry.alsoNotify(), matter.placeCode(), rules.units())
                .flatMap(u -> rules.units().active(u, now)).filter(u -> !ReportedParty.is(u, matter, rules)).map(u -> List.of(u.code())).orElse(List.of());
        yield to(t, fit(unit.or(() -> Optional.ofNullable(matter.placeCode()).flatMap(rules.units()::districtOf)).map(Unit::code).orElse(null), matter, rules, now), 1, t.life().round(), grade(matter, entry.grade()), entry, notified, rules, now, null);
      }
    };
  }

  /** The unit itself when it may have it. A unit's own report goes to its superior (rule P2), and so does the work of a unit that has been closed without a successor; at the top, to the bureau. */
  private static Unit fit(String code, Matter matter, Catalogue rules, Instant now) {
    Optional<Unit> unit = rules.units().find(code).flatMap(u -> rules.units().active(u, now));
    for (int level = 0; level < 5 && unit.isPresent() && ReportedParty.is(unit.get(), matter, rules); level++) {
      unit = rules.units().find(unit.get().parent()).flatMap(u -> rules.units().active(u, now));
    }
    return unit.filter(u -> !ReportedParty.is(u, matter, rules)).orElseGet(() -> bureau(rules));
  }

  /** From this hop on a consultation names the unit (rule D9). */
  public static boolean mustConsult(int hop, Catalogue rules, Instant at) { return hop >= rules.limits().at(at).objection().consultationFromHop(); }

  /** Who can end it: the district when all that had it, and the one proposed, are its own and it is not itself the objector; else the bureau. */
  public static Unit escalation(Duty duty, String objector, String proposed, Catalogue rules) {
    Set<Optional<Unit>> districts = Stream.concat(duty.holders().stream(), Stream.ofNullable(proposed)).map(rules.units()::districtOf).collect(Collectors.toSet());
    return districts.size() == 1 ? districts.iterator().next().filter(d -> !d.code().equals(objector)).orElseGet(() -> bureau(rules)) : bureau(rules);
  }

  static Unit bureau(Catalogue rules) { return rules.units().cityUnit(SERVICE_BUREAU).orElseThrow(() -> new IllegalStateException("the directory has no service bureau")); }

  private static Grade grade(Matter matter, Grade byEntry) {
    Grade own = matter.grade() == null ? Grade.GENERAL_7D : matter.grade();
    // The catalogue may make a matter more urgent than its category, never less.
    return byEntry == null || own.compareTo(byEntry) <= 0 ? own : byEntry;
  }

  private static TicketDispatched to(Ticket t, Unit unit, int hop, int round, Grade grade, DispatchCatalogue.Entry entry, List<String> notified, Catalogue rules, Instant now, String reason) {
    Mode mode = switch (unit.kind()) {
      case DISTRICT -> Mode.DISTRICT;
      case CITY_DEPARTMENT -> unit.code().equals(bureau(rules).code()) ? Mode.CONSULTATION : Mode.DIRECT;
      default -> Mode.DIRECT;
    };
    return to(t, unit, mode, hop, round, grade, entry, notified, rules, now, reason);
  }

  private static TicketDispatched to(Ticket t, Unit unit, Mode mode, int hop, int round, Grade grade, DispatchCatalogue.Entry entry, List<String> notified, Catalogue rules, Instant now, String reason) {
    List<String> copies = new ArrayList<>(notified);
    if (unit.kind() == Unit.Kind.LOCALITY || unit.kind() == Unit.Kind.ZONE) {
      copies.add(unit.districtCode());
    }
    Limits.Limit limit = rules.limits().feedback(grade, round, now);
    // Another unit while the claimant is waited for: what is left of the waiting is not taken from it.
    Pause pause = t.lasting().pause();
    boolean waiting = pause != null && pause.open() && pause.round() == round && pause.until().isAfter(now);
    Instant due = waiting ? rules.limits().due(limit, now).plus(Duration.between(now, pause.until())) : rules.limits().due(limit, now);
    Map<String, String> versions = new TreeMap<>(Map.of("dispatch", rules.dispatch().version(), "limits", rules.limits().at(now).version(), "units", rules.units().version(),
        "days", rules.limits().countedAs(limit, now)));
    if (entry != null) {
      versions.put("entry", Integer.toString(entry.rule().version()));
    }
    return new TicketDispatched(hop, round, unit.code(), mode, copies.stream().distinct().toList(), entry == null ? null : entry.id(), versions,
        grade, rules.limits().signDue(grade, now), rules.limits().contactDue(grade, now), due, reason);
  }
}
