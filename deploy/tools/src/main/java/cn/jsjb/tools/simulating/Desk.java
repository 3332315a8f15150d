package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.Target;
import cn.jsjb.event.Place;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.abusing.Abusing;
import cn.jsjb.intake.classifying.Reclassifying;
import cn.jsjb.intake.disposing.Disposing;
import java.util.List;

/** The hotline's desk: looks again at what was registered, and decides what it can decide itself (处置). */
final class Desk extends Actor {
  Desk(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double IS_RECLASSIFIED = 0.01, PLACE_IS_FOUND = 0.4, ANSWERS_AT_ONCE = 0.4, SETTLES_AT_DESK = 0.01, IS_A_RISK = 0.05;

  void operatorLooksAgain(Life l, IntakeEvent.TicketRegistered e) {
    if (!e.doubts().isEmpty()) {
      // He asks the claimant where it is; some tickets nobody gets to in time.
      if (l.chance.happens(PLACE_IS_FOUND)) {
        Place found = e.doubts().contains(IntakeEvent.Doubt.PLACE) && l.spot.localityCode() != null ? new Place(null, l.spot.districtCode(), l.spot.localityCode(), null, null, null) : null;
        correct(l, new Reclassifying.Correct(null, null, null, null, found, true, "电话核实"));
      }
      return;
    }
    if (e.location().place().localityCode() == null && l.spot.localityCode() != null && l.chance.happens(PLACE_IS_FOUND)) {
      Place found = new Place(null, l.spot.districtCode(), l.spot.localityCode(), null, null, null);
      correct(l, new Reclassifying.Correct(null, null, null, null, found, "电话核实地点"));
    } else if (l.chance.happens(IS_RECLASSIFIED)) {
      Category filed = rules.categories().require(e.classification().category());
      List<Category> beside = rules.categories().all().stream().filter(c -> c.l2().equals(filed.l2()) && c != filed).toList();
      if (!beside.isEmpty()) {
        correct(l, new Reclassifying.Correct(null, l.chance.oneOf(beside).code(), null, null, null, "复核改分类"));
      }
    }
  }

  void deskDecides(Life l, IntakeEvent.TicketRegistered e) {
    if (e.atDesk()) {
      sim.later(l, in(2, 50, l), () -> {
        if (l.stage() == Stage.REGISTERED) {
          sim.command(l, people.operator(l.chance), Disposing.release(l.intake, "已核实，派单"));
        }
      });
    } else if (e.classification().grade() == Grade.URGENT_2H) {
      if (l.chance.happens(IS_A_RISK)) {
        sim.later(l, in(1, 10, l), () -> {
          if (l.stage().isOpen()) {
            sim.command(l, people.operator(l.chance), Disposing.reportRisk(l.intake, "可能引发突发事件，提请立即处置", List.of(rules.units().cityUnit("EMERGENCY").orElseThrow().code())));
          }
        });
      }
    } else if (l.chance.happens(e.requestType() == RequestType.INQUIRY ? ANSWERS_AT_ONCE : SETTLES_AT_DESK)) {
      sim.later(l, in(1, 8, l), () -> {
        boolean urgent = l.intake instanceof Complaint.Registered r && r.classification().grade() == Grade.URGENT_2H;
        if (!urgent && (l.stage() == Stage.PENDING_DISPATCH || l.stage() == Stage.CONSULTING || l.stage() == Stage.DISPATCHED)) {
          settle(l, people.operator(l.chance));
        }
      });
    }
  }

  private void settle(Life l, String operator) {
    DeskRules.Rules desk = rules.desk().at(sim.now());
    Unit market = rules.units().cityUnit("MARKET").orElseThrow();
    if (l.intake.ticket().requestType() == RequestType.INQUIRY) {
      Knowledge.Hit hit = l.chance.oneOf(rules.knowledge().search(null, sim.now(), Integer.MAX_VALUE));
      sim.command(l, operator, Disposing.answer(l.intake, hit.version().answer(), hit.item().id(), hit.version().version()));
      return;
    }
    switch (l.chance.oneOf(List.of("divert", "decline", "refer", "warn"))) {
      case "divert" -> {
        Target target = l.chance.oneOf(List.of(Target.LITIGATION, Target.ARBITRATION, Target.PETITION, Target.RECONSIDERATION));
        sim.command(l, operator, Disposing.divert(l.intake, target, desk.advice(target.name())));
      }
      case "decline" -> sim.command(l, operator, Disposing.decline(l.id, l.intake, new Disposing.Decline(Ground.OUT_OF_SCOPE_ADVISED, desk.advice(Ground.OUT_OF_SCOPE_ADVISED.name()), null, null, false, false), desk, sim.now()));
      case "refer" -> {
        if (!market.name().equals(l.intake.ticket().reportedParty())) {
          sim.command(l, operator, Disposing.refer(l.intake, market.code(), market.name(), "请指导双方依法协商"));
        }
      }
      default -> warn(l, 0);
    }
  }

  /** One step after the other, and then for a time the desk looks first. */
  private void warn(Life l, int step) {
    if (l.intake.ticket().phoneHash() == null) {
      return;
    }
    AbuseStep[] steps = AbuseStep.values();
    String operator = people.operator(l.chance);
    if (step < steps.length) {
      sim.command(l, operator, Abusing.warn(l.intake, steps[step], AbuseKind.OCCUPYING_THE_LINE, "反复来电占用热线，有录音", step == 0 ? null : steps[step - 1]));
      sim.later(l, in(10, 600, l), () -> warn(l, step + 1));
    } else {
      DeskRules.Rules desk = rules.desk().at(sim.now());
      sim.command(l, operator, Abusing.restrict(l.intake, AbuseKind.OCCUPYING_THE_LINE, sim.now().plus(desk.longestRestriction().dividedBy(4)), "三次告诫后仍占用热线", AbuseStep.CONSEQUENCES_TOLD, desk, sim.now()));
    }
  }

  private void correct(Life l, Reclassifying.Correct correction) {
    sim.later(l, in(10, 600, l), () -> {
      if (l.stage().isOpen() && (!correction.confirmed() || l.stage() == Stage.REGISTERED)) {
        sim.command(l, people.operator(l.chance), Reclassifying.decide(l.intake, correction, rules));
      }
    });
  }
}
