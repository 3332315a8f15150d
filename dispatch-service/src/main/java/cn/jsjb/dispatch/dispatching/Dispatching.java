package cn.jsjb.dispatch.dispatching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Matter;
import cn.jsjb.dispatch.Pause;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage().chinese(), "派单");
    }
    return switch (pending.why()) {
      case REGISTERED -> Decision.accept(finder(pending, rules).map(u -> to(pending, u, 1, pending.life().round(), grade(pending.matter(), null), null, List.of(), rules, now, "街乡镇自行发现"))
          .orElseGet(() -> byCatalogue(pending, rules, now)));
      case UNDECIDED -> Decision.accept(to(pending, superior(pending.matter(), rules).orElseGet(() -> bureau(rules)), 1, pending.life().round(), grade(pending.matter(), null), null, List.of(), rules, now,
          "限时内未核定，由属地区统筹（条例第十二条）"));
      case REFERRED -> Decision.accept(to(pending, rules.units().find(pending.target()).orElseGet(() -> bureau(rules)), pending.last() == null ? 1 : pending.last().hop() + 1, pending.life().round(),
          grade(pending.matter(), null), null, List.of(), rules, now, "超出职责范围，请指导监督"));
      case OBJECTION_UPHELD -> Decision.accept(to(pending, rules.units().require(pending.target()), pending.hops() + 1, pending.life().round(), grade(pending.matter(), null),
          null, List.of(), rules, now, "异议成立，改派"));
      case REWORK, REOPENED -> pending.last() == null ? Decision.accept(byCatalogue(pending, rules, now))
          : Decision.accept(to(pending, rules.units().require(pending.last().unit()), 1, pending.life().round(), pending.last().grade(), null,
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
    if (unit.name().equals(ticket.matter().reportedParty())) {
      return Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, unit.name());
    }
    return switch (ticket) {
      case Ticket.Handling t when t.heldBy(unit.code()) -> Decision.refuse(Reason.SAME_UNIT, unit.name());
      case Ticket.Handling t when command.byDistrict() && (!t.heldBy(command.by()) || !rules.units().isWithin(unit.code(), command.by())) ->
          Decision.refuse(Reason.OTHER_UNIT);
      case Ticket.Handling t when t.assignment().mode() == Mode.CONSULTATION || t.assignment().mode() == Mode.DISTRICT ->
          Decision.accept(to(t, unit, t.assignment().hop() + 1, t.life().round(), t.assignment().grade(), null, List.of(), rules, now, command.reason()));
      case Ticket.Pending t -> Decision.accept(to(t, unit, t.hops() + 1, t.life().round(), grade(t.matter(), null), null, List.of(), rules, now, command.reason()));
      case Ticket other -> Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage().chinese(), "改派");
    };
  }

  /** What a locality found by itself is its own, to whistle for (rule W10; assumption). */
  private static Optional<Unit> finder(Ticket.Pending t, Catalogue rules) {
    String locality = t.life().found() && t.matter().place() != null ? t.matter().place().localityCode() : null;
    return rules.units().find(locality).filter(u -> !u.name().equals(t.matter().reportedParty()));
  }

  private static TicketDispatched byCatalogue(Ticket.Pending t, Catalogue rules, Instant now) {
    Matter matter = t.matter();
    return switch (rules.dispatch().match(matter.category(), now)) {
      case DispatchCatalogue.Match.Ambiguous(var entries, var version) ->
          to(t, bureau(rules), 1, t.life().round(), grade(matter, null), null, List.of(), rules, now, "目录中有 %d 项同样适用，会商".formatted(entries.size()));
      case DispatchCatalogue.Match.Found(var entry, var version) -> {
        Optional<Unit> unit = DispatchCatalogue.unitFor(entry.target(), matter.placeCode(), rules.units())
            .filter(u -> !u.name().equals(matter.reportedParty()));
        List<String> notified = entry.alsoNotify() == null ? List.of()
            : DispatchCatalogue.unitFor(entry.alsoNotify(), matter.placeCode(), rules.units()).map(u -> List.of(u.code())).orElse(List.of());
        yield to(t, unit.or(() -> superior(matter, rules)).orElseGet(() -> bureau(rules)), 1, t.life().round(), grade(matter, entry.grade()), entry.id(), notified, rules, now, null);
      }
    };
  }

  /** The unit's own report never goes to itself: its district takes it (rule P2), or the bureau. */
  private static Optional<Unit> superior(Matter matter, Catalogue rules) {
    return Optional.ofNullable(matter.placeCode()).flatMap(rules.units()::districtOf).filter(d -> !d.name().equals(matter.reportedParty()));
  }

  private static Unit bureau(Catalogue rules) { return rules.units().cityUnit(SERVICE_BUREAU).orElseThrow(() -> new IllegalStateException("the directory has no service bureau")); }

  private static Grade grade(Matter matter, Grade byEntry) {
    Grade own = matter.grade() == null ? Grade.GENERAL_7D : matter.grade();
    // The catalogue may make a matter more urgent than its category, never less.
    return byEntry == null || own.compareTo(byEntry) <= 0 ? own : byEntry;
  }

  private static TicketDispatched to(Ticket t, Unit unit, int hop, int round, Grade grade, String entry, List<String> notified, Catalogue rules, Instant now, String reason) {
    Mode mode = switch (unit.kind()) {
      case DISTRICT -> Mode.DISTRICT;
      case CITY_DEPARTMENT -> unit.equals(bureau(rules)) ? Mode.CONSULTATION : Mode.DIRECT;
      default -> Mode.DIRECT;
    };
    List<String> copies = new ArrayList<>(notified);
    if (unit.kind() == Unit.Kind.LOCALITY || unit.kind() == Unit.Kind.ZONE) {
      copies.add(unit.districtCode());
    }
    Limits.Limit limit = rules.limits().feedback(grade, round, now);
    // Another unit while the claimant is waited for: what is left of the waiting is not taken from it.
    Pause pause = t.lasting().pause();
    boolean waiting = pause != null && pause.open() && pause.round() == round && pause.until().isAfter(now);
    Instant due = waiting ? rules.limits().due(limit, now).plus(Duration.between(now, pause.until())) : rules.limits().due(limit, now);
    return new TicketDispatched(hop, round, unit.code(), mode, List.copyOf(copies), entry,
        Map.of("dispatch", rules.dispatch().version(), "limits", rules.limits().at(now).version(), "units", rules.units().version(), "days", rules.limits().countedAs(limit, now)),
        grade, rules.limits().signDue(grade, now), rules.limits().contactDue(grade, now), due, reason);
  }
}
