package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What shows in a period's numbers: C11, C19, C20. Exact: whole numbers are compared, nothing is rounded. */
final class RateRules {
  private RateRules() {}

  /** C11 滥用剔除挂账: many more tickets are excluded or deferred than there should be, or than with its peers, the units of its kind. */
  record ExclusionAbuse() implements Rule {
    @Override public String id() { return "C11"; }

    @Override public void periodEnds(Instant from, Instant to, Ground g) {
      weigh("excluded", t -> t.excluded, from, g);
      weigh("deferred", t -> t.deferred, from, g);
    }

    private static void weigh(String what, Function<Tally, List<Ref>> which, Instant from, Ground g) {
      Map<Unit.Kind, List<Tally>> peers = new TreeMap<>();
      g.memory().units.forEach((unit, tally) -> {
        if (tally.tickets >= g.number("dispatched")) {
          g.units().find(unit).ifPresent(u -> peers.computeIfAbsent(u.kind(), k -> new ArrayList<>()).add(tally));
        }
      });
      // As fractions: a/b < c/d when a·d < c·b.
      peers.values().forEach(list -> list.sort((a, b) -> Long.compare((long) which.apply(a).size() * b.tickets, (long) which.apply(b).size() * a.tickets)));
      g.memory().units.forEach((unit, tally) -> {
        int count = which.apply(tally).size();
        if (tally.tickets < g.number("dispatched") || count < g.number("atLeast") || g.units().find(unit).isEmpty()) {
          return;
        }
        List<Tally> same = peers.get(g.units().require(unit).kind());
        Tally median = same.get((same.size() - 1) / 2);
        int usual = which.apply(median).size();
        boolean many = count * 100L > (long) g.number("percent") * tally.tickets;
        boolean more = usual > 0 && (long) count * median.tickets > (long) g.number("peers") * usual * tally.tickets;
        if (many || more) {
          g.about(SubjectKind.UNIT, unit).units(unit).since(from).refs(which.apply(tally))
              .figures(new TreeMap<>(Map.of(what, (long) count, "tickets", (long) tally.tickets, "peer", (long) usual, "peerTickets", (long) median.tickets))).raise();
        }
      });
    }
  }

  /** C19 满意率远低于解决率: what is called resolved leaves people dissatisfied. */
  record SatisfactionBelowResolution() implements Rule {
    @Override public String id() { return "C19"; }

    @Override public void periodEnds(Instant from, Instant to, Ground g) {
      g.memory().units.forEach((unit, t) -> {
        // S − M ≥ p points, in tenths: 10·resolved − tenths ≥ p/100 · 10·V.
        if (t.answered >= g.number("callbacks") && (10L * t.resolved - t.tenths) * 100 >= (long) g.number("points") * 10 * t.answered) {
          g.about(SubjectKind.UNIT, unit).units(unit).colour(Colour.WATCH).since(from).refs(t.resolvedYetDissatisfied)
              .figures(new TreeMap<>(Map.of("callbacks", (long) t.answered, "resolved", (long) t.resolved, "satisfiedTenths", t.tenths))).raise();
        }
      });
    }
  }

  /** C20 企业诉求热点: many tickets about one firm and few of them resolved; the question is to its regulator. */
  record EnterpriseHotspot() implements Rule {
    @Override public String id() { return "C20"; }

    @Override public void periodEnds(Instant from, Instant to, Ground g) {
      g.memory().enterprises.forEach((name, t) -> {
        if (t.tickets >= g.number("tickets") && t.answered > 0 && t.resolved * 100L < (long) g.number("percent") * t.answered) {
          List<Ref> refs = new ArrayList<>(t.about);
          refs.addAll(t.unresolved);
          g.about(SubjectKind.ENTERPRISE, name).colour(Colour.WATCH).since(from).refs(refs)
              .figures(new TreeMap<>(Map.of("tickets", (long) t.tickets, "callbacks", (long) t.answered, "resolved", (long) t.resolved))).raise();
        }
      });
    }
  }
}
