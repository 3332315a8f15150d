package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Deferral;
import cn.jsjb.dispatch.deferring.Deferring;
import cn.jsjb.dispatch.pausing.Pausing;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ApprovalLevel;
import cn.jsjb.event.DispatchEvent.Milestone;
import cn.jsjb.event.SupervisionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 待诉求人补充、挂账与销账: the limit waits, for the claimant or for what cannot be done now. */
final class RareWaiting implements Rare.Mechanism {
  /** Assumptions. */
  private static final double ANSWERS = 0.65, DISTRICT_REFUSES = 0.12, CITY_REFUSES = 0.12, KEEPS_ITS_PROMISE = 0.55;

  private final Rare rare;

  RareWaiting(Rare rare) { this.rare = rare; }

  @Override public boolean begins(Life l) { return ask(l); }

  boolean ask(Life l) {
    if (rare.rules.limits().at(l.assignment().at()).pause().notFor().contains(l.assignment().grade())) {
      return false;
    }
    rare.at(l, 0.05, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> Pausing.decide(l.dispatch, new Pausing.Ask(l.unit(), l.chance.oneOf(List.of("请补充购买凭证或合同照片。", "请提供具体楼号和方便入户的时间。", "请补充现场照片或视频。")),
          rare.inDays(l, 1, 2.8)), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  boolean defer(Life l) {
    Duration left = Duration.between(rare.sim.now(), l.assignment().dueAt());
    if (!rare.isLocality(l) || left.compareTo(Duration.ofDays(2)) < 0) {
      return false;
    }
    rare.at(l, 0.15, () -> {
      if (!l.isInHand()) {
        return;
      }
      Instant now = rare.sim.now();
      Instant promised = l.assignment().dueAt().plus(Duration.ofHours(l.chance.happens(0.6) || rare.sim.wrongs().does(l, Wrongs.Kind.BROKEN_PROMISE) ? l.chance.between(30, 120) : l.chance.between(300, 4_000)));
      List<Milestone> steps = List.of(new Milestone("完成现场勘查和方案", now.plus(Duration.between(now, promised).dividedBy(3))), new Milestone("完成施工和验收", promised.minus(Duration.ofHours(6))));
      if (!rare.attempt(l, rare.staff(l), () -> Deferring.decide(l.dispatch, new Deferring.Request(l.unit(), l.chance.oneOf(List.of("NEEDS_ENGINEERING", "HISTORICAL_UNDER_PLAN", "POLICY_GAP", "SEASON", "IN_LITIGATION")), promised, steps,
          "已向诉求人说明客观原因和承诺时限，诉求人表示理解。", now.minus(Duration.ofMinutes(25))), rare.rules, now))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  @Override public void after(Life l, ComplaintEvent event) {
    switch (event) {
      case DispatchEvent.ClaimantAsked e -> {
        if (l.chance.happens(ANSWERS)) {
          rare.sim.ifStillInHand(l, rare.sim.now().plus(Duration.between(rare.sim.now(), e.until()).dividedBy(l.chance.between(2, 8))),
              () -> rare.attempt(l, rare.staff(l), () -> Pausing.decide(l.dispatch, new Pausing.Answer(l.unit(), e.number(), "诉求人已补充材料。"), rare.sim.now())));
        }
      }
      case DispatchEvent.ClaimantAnswered e -> rare.goOn(l);
      case DispatchEvent.ClaimantAnswerMissed e -> rare.goOn(l);
      case DispatchEvent.DeferralRequested e -> decide(l, e.number());
      case DispatchEvent.DeferralRefused e -> rare.goOn(l);
      case DispatchEvent.DeferralApproved e when e.level() == ApprovalLevel.DISTRICT -> rare.sim.ifStillInHand(l, rare.moment(l, 0.1), () -> city(l, e.number()));
      case DispatchEvent.DeferralApproved e -> deferred(l, e);
      case SupervisionEvent.CallbackCompleted e -> clear(l);
      default -> { }
    }
  }

  private void decide(Life l, int number) {
    Unit unit = rare.rules.units().require(l.unit());
    boolean refuses = l.chance.happens(DISTRICT_REFUSES) && !rare.sim.wrongs().isMarked(l);
    rare.at(l, 0.1, () -> rare.attempt(l, rare.staff(l, unit.districtCode()), () -> Deferring.decide(l.dispatch, new Deferring.Decide(unit.districtCode(), unit.districtCode(), number, !refuses,
        refuses ? "本区可统筹资源在时限内解决，不同意挂账。" : "情况属实，同意挂账。"), rare.rules)));
  }

  private void city(Life l, int number) {
    boolean refuses = l.chance.happens(CITY_REFUSES) && !rare.sim.wrongs().isMarked(l);
    String bureau = rare.bureau(l);
    rare.attempt(l, bureau, () -> Deferring.decide(l.dispatch, new Deferring.Decide("110000D30", null, number, !refuses, refuses ? "客观原因不充分，请继续办理。" : "同意挂账，按节点跟踪。"), rare.rules));
  }

  /** Milestone by milestone, then the answer; or the promise is broken. */
  private void deferred(Life l, DispatchEvent.DeferralApproved e) {
    boolean keeps = l.chance.happens(KEEPS_ITS_PROMISE) && !rare.sim.wrongs().does(l, Wrongs.Kind.BROKEN_PROMISE);
    Deferral d = l.dispatch.lasting().deferral();
    for (int m = 1; m <= (keeps ? d.milestones().size() : 1); m++) {
      int milestone = m;
      Instant by = d.milestones().get(m - 1).by();
      rare.sim.ifStillInHand(l, by.minus(Duration.between(rare.sim.now(), by).dividedBy(10)), () -> rare.attempt(l, rare.staff(l), () -> Deferring.decide(l.dispatch, new Deferring.Report(l.unit(), e.number(), milestone,
          "节点任务已完成，附现场照片。", List.of("节点照片.jpg")))));
    }
    Instant answered = keeps ? e.promisedBy().minus(Duration.ofHours(4)) : e.promisedBy().plus(Duration.ofHours(l.chance.between(10, 60)));
    rare.sim.ifStillInHand(l, answered, () -> rare.goOn(l));
  }

  /** 销账 after the new callback (rule L4), by the bureau. */
  private void clear(Life l) {
    Deferral d = l.dispatch.lasting().deferral();
    if (d != null && d.calledBack() && (d.status() == Deferral.Status.APPROVED || d.status() == Deferral.Status.EXPIRED)) {
      String bureau = rare.bureau(l);
      rare.sim.later(l, rare.inDays(l, 0.1, 1.5), () -> rare.attempt(l, bureau, () -> Deferring.decide(l.dispatch, new Deferring.Clear("110000D30", d.number(), "已回访，诉求人确认，予以销账。"))));
    }
  }

  /** Whether something of this outlives the ticket. */
  static boolean owes(Life l) {
    Deferral d = l.dispatch.lasting().deferral();
    return d != null && (d.status() == Deferral.Status.APPROVED || d.status() == Deferral.Status.EXPIRED);
  }
}
