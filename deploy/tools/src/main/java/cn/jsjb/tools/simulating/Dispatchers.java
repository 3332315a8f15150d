package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.consulting.Consulting;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.supervision.reworking.Supervising;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** 派单: the bureau and the districts. */
final class Dispatchers extends Actor {
  Dispatchers(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double IS_SUPERVISED_BY_HAND = 0.002, HANDS_DOWN = 0.6, DECIDED_LATE = 0.03;

  void takeOver(Life l, DispatchEvent.TicketDispatched e) {
    l.hands++;
    l.outcome = null;
    l.closingWhistle = false;
    Assignment a = l.assignment();
    switch (e.mode()) {
      case CONSULTATION -> sim.ifStillInHand(l, soonerOf(delays.draw("/consultation", l.chance), a, 0.5), () -> {
        if (l.stage() == Stage.CONSULTING && Dispatching.mustConsult(e.hop(), rules, sim.now())) {
          sim.command(l, convener(l, e.unit()), Consulting.decide(l.dispatch, new Consulting.Open(speaker(e.unit()), DispatchEvent.ConsultationKind.BEFORE_DISPATCH, "多次改派，明确承办单位",
              l.handling().duty().holders().stream().filter(u -> rules.units().isActive(u, sim.now())).toList(), null), rules, sim.now()));
        } else if (l.stage() == Stage.CONSULTING) {
          sim.command(l, bureau(l), Dispatching.decide(l.dispatch, new Dispatching.DispatchTo(elsewhere(l), "会商确定", null, false), rules, sim.now()));
        }
      });
      case DISTRICT -> {
        Optional<String> below = below(l, e.unit());
        if (below.isPresent() && l.chance.happens(HANDS_DOWN)) {
          sim.ifStillInHand(l, soonerOf(delays.draw(a.grade(), "sign", l.chance), a, 0.3), () -> {
            if (l.stage() == Stage.DISPATCHED) {
              sim.command(l, staff(l, e.unit()), Dispatching.decide(l.dispatch, new Dispatching.DispatchTo(below.get(), "区级转办", e.unit(), true), rules, sim.now()));
            }
          });
        } else {
          cast.responders.sign(l);
        }
      }
      case DIRECT, LIAISON, REGIONAL -> cast.responders.sign(l);
    }
    if (l.chance.happens(IS_SUPERVISED_BY_HAND)) {
      sim.ifStillInHand(l, share(a, l.chance.between(0.3, 0.8)), () -> {
        // What was never signed for cannot be handled under supervision either.
        if (l.isInHand() && l.assignment().signedAt() != null && l.stage() != Stage.SUPERVISED && l.assignment().round() == 1) {
          sim.command(l, "supervisor:" + people.of("110000D30", l.chance), Supervising.decide(l.supervision,
              new Supervising.OrderSupervision(l.id, "BY_HAND", "请主要负责同志阅处，限期办结。", null, unit -> true), rules.limits(), sim.now()));
        }
      });
    }
  }

  /** The consultation ends with one of those who had it, and that one keeps it. */
  void designate(Life l, DispatchEvent.ConsultationOpened e) {
    sim.ifStillInHand(l, sim.now().plus(delays.draw("/consultation", l.chance)), () -> {
      if (l.stage() == Stage.CONSULTING) {
        sim.command(l, convener(l, l.unit()), Consulting.decide(l.dispatch, new Consulting.Conclude(speaker(l.unit()), e.number(), null, "各方确认权属，一致同意指定承办单位。",
            l.chance.oneOf(e.participants().stream().filter(u -> !u.equals(l.unit())).toList()), true, List.of()), rules, sim.now()));
      }
    });
  }

  private Consulting.Speaker speaker(String queue) {
    return rules.units().require(queue).kind() == Unit.Kind.DISTRICT ? new Consulting.Speaker(queue, true) : new Consulting.Speaker(null, false);
  }

  private String convener(Life l, String queue) { return rules.units().require(queue).kind() == Unit.Kind.DISTRICT ? staff(l, queue) : bureau(l); }

  private Optional<String> below(Life l, String district) {
    if (l.spot.localityCode() != null && rules.units().isWithin(l.spot.localityCode(), district)) {
      return Optional.of(l.spot.localityCode());
    }
    List<Unit> localities = rules.units().localitiesOf(district);
    return localities.isEmpty() ? Optional.empty() : Optional.of(l.chance.oneOf(localities).code());
  }

  void decideObjection(Life l, DispatchEvent.DispatchObjected e) {
    boolean upheld = (l.chance.happens(delays.share("objectionUpheld")) || sim.wrongs().does(l, Wrongs.Kind.CAROUSEL)) && !sim.wrongs().does(l, Wrongs.Kind.BLIND_RETURN);
    Instant at = l.chance.happens(DECIDED_LATE) ? e.decideBy().plus(Duration.ofMinutes(l.chance.between(15, 240))) : sim.now().plus(delays.draw("/other/objectionDecision", l.chance));
    sim.ifStillInHand(l, at, () -> {
      if (l.handling() != null && l.stage().isOpen()) {
        sim.command(l, bureau(l), Objecting.decide(l.dispatch, new Objecting.Decide(e.number(), upheld, upheld ? e.suggestedUnit() : null,
            upheld ? "异议成立，依据充分。" : "异议不成立，仍由首接单位负责到底。", null), rules, sim.now()));
      }
    });
  }
}
