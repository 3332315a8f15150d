package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.event.DispatchEvent.ContactMethod;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.event.DispatchEvent.ObjectionGround;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.erasing.Erasing;
import cn.jsjb.supervision.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 承办单位: signs, contacts the claimant, objects, handles, answers. */
final class Responders extends Actor {
  Responders(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double FIRST_CALL_FAILS = 0.12, VISITS = 0.22, TELLS_HOTLINE_FIRST = 0.15;

  void sign(Life l) {
    Assignment a = l.assignment();
    sim.ifStillInHand(l, moment(l, a.at(), a.signBy(), "sign", "overdueSign", a), () -> {
      if (l.stage() == Stage.DISPATCHED && l.assignment().signedAt() == null) {
        sim.command(l, staff(l), Signing.decide(l.dispatch, new Signing.Sign(l.unit(), people.of(l.unit(), l.chance))));
      }
    });
  }

  void objectOrContact(Life l) {
    Assignment a = l.assignment();
    Limits.Objection limits = rules.limits().at(a.at()).objection();
    Instant at = latest(sim.now().plus(Duration.ofMinutes(2)), a.at().plus(delays.draw("/other/objection", l.chance)));
    boolean objects = l.chance.happens(delays.share(a.hop() == 1 ? "objection" : "secondObjection")) && a.round() == 1 && !limits.notFor().contains(a.grade())
        && !at.isAfter(a.at().plus(limits.within())) && a.hop() < limits.consultationFromHop();
    if (sim.wrongs().isMarked(l) && a.round() == 1) {
      objects = (sim.wrongs().does(l, Wrongs.Kind.CAROUSEL) || sim.wrongs().does(l, Wrongs.Kind.BLIND_RETURN) && a.hop() == 1) && a.hop() < limits.consultationFromHop()
          && !l.supervision.life().stage().equals(Stage.CONSULTING);
      // While there is time to object, else as soon as it is signed for.
      Instant last = a.at().plus(limits.within()).minusSeconds(1);
      at = latest(sim.now(), sim.now().plus(Duration.ofMinutes(3)).isBefore(last) ? sim.now().plus(Duration.ofMinutes(3)) : last);
      objects &= !at.isAfter(last);
    }
    if (!objects) {
      contact(l);
      return;
    }
    sim.ifStillInHand(l, at, () -> {
      if (l.stage().isWithUnit()) {
        boolean locality = rules.units().require(l.unit()).kind() == Unit.Kind.LOCALITY;
        sim.command(l, staff(l), Objecting.decide(l.dispatch, new Objecting.ObjectTo(l.unit(),
            locality ? l.chance.happens(0.6) ? ObjectionGround.NOT_MY_AREA : ObjectionGround.NOT_MY_DUTY : ObjectionGround.NOT_MY_DUTY,
            "《北京市接诉即办工作条例》第十二条及本单位三定方案", elsewhere(l), l.telling.fill("经核实，该事项不属于我单位管辖，{date}已现场核对。")), rules, sim.now()));
      }
    });
  }

  void contact(Life l) {
    Assignment a = l.assignment();
    Instant at = latest(sim.now().plus(Duration.ofMinutes(1)), moment(l, a.at(), a.contactBy(), "contact", "overdueContact", a));
    if (l.chance.happens(FIRST_CALL_FAILS) && at.isBefore(a.contactBy())) {
      sim.ifStillInHand(l, at, () -> contact(l, false));
      at = at.plus(soonest(Duration.ofMinutes(l.chance.between(15, 180)), Duration.between(at, a.contactBy()).dividedBy(2)));
    }
    sim.ifStillInHand(l, at, () -> contact(l, true));
  }

  void contact(Life l, boolean reached) {
    if (!mayContact(l)) {
      return;
    }
    boolean known = l.hasPhone() && !l.intake.ticket().hidesClaimant();
    String actor = staff(l);
    if (known) {
      sim.command(l, actor, Erasing.show(l.intake, l.unit(), List.of("name", "phone"), "联系诉求人"));
    }
    ContactMethod how = known ? ContactMethod.PHONE : l.chance.happens(0.5) ? ContactMethod.ONLINE : ContactMethod.VISIT;
    boolean done = sim.command(l, actor, Contacting.decide(l.dispatch, new Contacting.Contact(l.unit(), how, reached ? ContactOutcome.REACHED : ContactOutcome.NOT_REACHED,
        reached && how == ContactMethod.VISIT, reached ? l.telling.fill(l.chance.oneOf(texts.list("/contacts"))) : "电话无人接听，稍后再拨。")));
    if (done && reached) {
      handle(l);
    }
  }

  /** Once both are told and the hotline calls, the unit keeps still. */
  private static boolean mayContact(Life l) {
    return l.isInHand() && l.assignment().signedAt() != null && (l.stage().isWithUnit() || !l.supervision.life().claimantTold() || !l.supervision.life().hotlineTold());
  }

  private void handle(Life l) {
    Assignment a = l.assignment();
    boolean first = l.supervision.escalation() == Escalation.FIRST_HANDLING && l.stage() != Stage.SUPERVISED && l.stage().isWithUnit();
    if (first && sim.wrongs().isMarked(l)) {
      boolean defers = sim.wrongs().does(l, Wrongs.Kind.EXCLUSION_ABUSE) || sim.wrongs().does(l, Wrongs.Kind.BROKEN_PROMISE);
      boolean silent = sim.wrongs().does(l, Wrongs.Kind.LATE_WITHOUT_REASON) || defers && cast.defers(l);
      if (!silent) {
        answer(l, Duration.ZERO);
      }
      return;
    }
    if (first && cast.meetsSomethingRare(l)) {
      return;
    }
    if (first && rules.units().require(l.unit()).kind() == Unit.Kind.LOCALITY && l.chance.happens(delays.share("whistle", a.grade()))) {
      sim.ifStillInHand(l, soonerOf(delays.draw("/other/claimantContactToFieldVisit/" + timed(a.grade()), l.chance), a, 0.3), () -> cast.whistlers.blow(l));
    } else if (first && !rules.limits().at(a.at()).extension().notFor().contains(a.grade()) && l.chance.happens(delays.share("extension", a.grade()))) {
      sim.ifStillInHand(l, latest(sim.now().plus(Duration.ofMinutes(30)), share(a, l.chance.between(0.5, 0.9))), () -> extend(l));
    } else if (first && l.chance.happens(VISITS)) {
      sim.ifStillInHand(l, soonerOf(delays.draw("/other/claimantContactToFieldVisit/" + timed(a.grade()), l.chance), a, 0.5), () -> {
        if (mayContact(l)) {
          sim.command(l, staff(l), Contacting.decide(l.dispatch, new Contacting.Contact(l.unit(), ContactMethod.VISIT, ContactOutcome.REACHED, true,
              l.telling.fill("{time}到{estate}现场查看，与诉求人见面。"))));
        }
      });
      answer(l, Duration.ZERO);
    } else {
      answer(l, Duration.ZERO);
    }
  }

  private void extend(Life l) {
    if (!l.isInHand()) {
      return;
    }
    Assignment a = l.assignment();
    if (l.stage().isWithUnit() && sim.now().isBefore(a.dueAt()) && !a.extended()) {
      Duration longer = soonest(delays.draw("/other/extension", l.chance), rules.limits().at(a.at()).extension().longest());
      sim.command(l, staff(l), Extending.decide(l.dispatch, new Extending.Extend(l.unit(), a.dueAt().plus(longer), "《北京市接诉即办工作条例》第十五条：需依法履行检测、招标等程序",
          sim.now().minus(Duration.ofMinutes(20))), rules, sim.now()));
    } else {
      answer(l, Duration.ZERO);
    }
  }

  /** 双反馈, both halves. @param soonest from now */
  void answer(Life l, Duration soonest) {
    Assignment a = l.assignment();
    Instant due = l.supervision.life().dueAt();
    boolean again = l.supervision.escalation() != Escalation.FIRST_HANDLING;
    Instant at;
    if (again) {
      String path = l.stage() == Stage.SUPERVISED || l.supervision.escalation() == Escalation.SUPERVISION ? "/other/supervisionReply" : "/other/reworkReply";
      Duration whole = Duration.between(sim.now(), due);
      Duration drawn = delays.draw(path, l.chance);
      at = sim.now().plus(whole.isNegative() ? Duration.ofMinutes(30) : soonest(drawn, share(whole, 0.95)));
    } else {
      at = moment(l, a.at(), a.dueAt(), "reply", "overdueFeedback", a);
    }
    at = latest(at, sim.now().plus(soonest).plus(Duration.ofMinutes(3)));
    l.outcome = Outcome.valueOf(delays.choice("/branches/result", a.grade()).draw(l.chance));
    if (!again && sim.wrongs().does(l, Wrongs.Kind.FALSE_RESOLVED)) {
      l.outcome = Outcome.RESOLVED;
    }
    Duration between = Duration.ofMinutes(l.chance.between(1, a.grade() == Grade.URGENT_2H ? 4 : 45));
    boolean hotlineFirst = l.chance.happens(TELLS_HOTLINE_FIRST);
    sim.ifStillInHand(l, at, () -> tell(l, hotlineFirst));
    sim.ifStillInHand(l, at.plus(between), () -> tell(l, !hotlineFirst));
  }

  private void tell(Life l, boolean hotline) {
    Assignment a = l.assignment();
    if (!l.isInHand() || a.signedAt() == null) {
      return;
    }
    if (hotline && !l.supervision.life().hotlineTold() && l.dispatch.duty().unanswered().isEmpty() && l.handling().whistles().stream().allMatch(Whistle::closed)) {
      sim.command(l, staff(l), Reporting.decide(l.dispatch, new Reporting.Report(l.unit(), l.outcome, l.telling.answer(l.outcome),
          l.chance.happens(0.7) ? List.of("处理后照片.jpg") : List.of())));
    } else if (!hotline && !l.supervision.life().claimantTold() && a.contactedAt() != null) {
      sim.command(l, staff(l), Reporting.decide(l.dispatch, new Reporting.Reply(l.unit(), l.telling.answer(l.outcome), l.hasPhone() ? "PHONE" : "ONLINE")));
    }
  }

  /** Under supervision the same unit starts over. */
  void startOver(Life l) {
    l.hands++;
    l.outcome = null;
    if (l.handling() != null && l.assignment().signedAt() != null) {
      sim.ifStillInHand(l, sim.now().plus(Duration.ofMinutes(l.chance.between(20, 360))), () -> contact(l, true));
    }
  }
}
