package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.Duties;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ApprovalLevel;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.util.TreeMap;

/** Counts what the rules about rates need, in the period that is open when a fact is told. */
final class Tallying {
  private Tallying() {}

  private static final String ENTERPRISE = "ENTERPRISE";

  static void count(Fact fact, Trail t, Memory memory, Duties duties) {
    switch (fact.event()) {
      case IntakeEvent.TicketRegistered e -> {
        String party = t.enterprise == null ? null : t.enterprise.strip();
        t.enterprise = ENTERPRISE.equals(duties.at(fact.at()).subjectOf(party)) ? party : null;
        if (t.enterprise != null) {
          Tally tally = memory.enterprises.computeIfAbsent(t.enterprise, n -> new Tally());
          tally.tickets++;
          tally.about.add(t.received);
        }
        if (t.problem != null) {
          memory.volumes.computeIfAbsent(t.problem, p -> new TreeMap<>()).merge(Watching.day(fact.at()), 1, Integer::sum);
        }
      }
      case DispatchEvent.TicketDispatched e when e.round() == 1 -> of(memory, e.unit()).tickets++;
      case DispatchEvent.ObjectionUpheld e -> decided(t.objections.get(e.number()), null, memory);
      case DispatchEvent.ObjectionRejected e -> decided(t.objections.get(e.number()), Ref.of(fact), memory);
      case DispatchEvent.DeferralApproved e when e.level() == ApprovalLevel.CITY && t.promises.containsKey("deferral/" + e.number()) ->
          of(memory, t.promises.get("deferral/" + e.number()).unit()).deferred.add(Ref.of(fact));
      case SupervisionEvent.CallbackCompleted e when t.unit() != null -> {
        retract(t, memory);
        int tenths = switch (e.satisfaction()) {
          case SATISFIED -> 10;
          case BASICALLY_SATISFIED -> 9;
          case DISSATISFIED -> 0;
        };
        t.counted = new Trail.Counted(memory.periodEnds.toString(), t.unit(), e.resolved(), tenths, Ref.of(fact));
        add(t, memory, 1);
      }
      case SupervisionEvent.CallbackInvalidated e -> retract(t, memory);
      case SupervisionEvent.TicketExcluded e when t.exclusions.containsKey(e.number()) -> {
        of(memory, t.exclusions.get(e.number()).unit()).excluded.add(t.exclusions.get(e.number()));
        if (e.fromRates()) {
          retract(t, memory);
        }
      }
      case SupervisionEvent.ExclusionReversed e when t.exclusions.containsKey(e.number()) -> of(memory, t.exclusions.get(e.number()).unit()).excluded.remove(t.exclusions.remove(e.number()));
      default -> { }
    }
  }

  /** A ticket counts once in a period, with its last answers. */
  static void retract(Trail t, Memory memory) {
    if (t.counted != null && t.counted.period().equals(memory.periodEnds.toString())) {
      add(t, memory, -1);
    }
    t.counted = null;
  }

  private static void add(Trail t, Memory memory, int sign) {
    of(memory, t.counted.unit()).count(t.counted, sign);
    if (t.enterprise != null) {
      memory.enterprises.computeIfAbsent(t.enterprise, n -> new Tally()).count(t.counted, sign);
    }
  }

  private static void decided(Ref objection, Ref rejected, Memory memory) {
    if (objection != null) {
      Tally tally = of(memory, objection.unit());
      tally.objectionsDecided++;
      if (rejected != null) {
        tally.objectionsRejected.add(rejected);
      }
    }
  }

  static Tally of(Memory memory, String unit) { return memory.units.computeIfAbsent(unit, u -> new Tally()); }
}
