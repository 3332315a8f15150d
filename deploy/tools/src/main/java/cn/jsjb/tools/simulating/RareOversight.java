package cn.jsjb.tools.simulating;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.AppealAbout;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.appealing.Appealing;
import cn.jsjb.supervision.excluding.Excluding;
import cn.jsjb.supervision.ordering.Ordering;
import java.util.List;

/** 督办回复与办结、剔除、考核申诉: what follows when a ticket counts against somebody. */
final class RareOversight {
  /** Assumptions. */
  private static final double IS_DISPUTED = 0.12, WANTS_EXCLUSION = 0.6, IS_EXCLUDED = 0.5, IS_REVERSED = 0.25, CLAIMANT_APPEALS = 0.3, UNIT_APPEALS = 0.6, IS_UPHELD = 0.45;
  private static final List<String> REASONS = List.of("UNTRUE", "BEYOND_REASON", "NO_NEW_FACTS", "LEGAL_ROUTE", "OUT_OF_DUTIES");

  private final Rare rare;

  RareOversight(Rare rare) { this.rare = rare; }

  void after(Life l, ComplaintEvent event) {
    switch (event) {
      case SupervisionEvent.SupervisionOrdered e when e.number() > 0 -> answered(l, e.number(), e.units());
      case SupervisionEvent.CallbackCompleted e when l.supervision.life().unit() != null && (!e.resolved() || e.satisfaction() == SupervisionEvent.Satisfaction.DISSATISFIED) -> dispute(l, e.round());
      case SupervisionEvent.ExclusionProposed e -> rare.sim.later(l, rare.inDays(l, 0.5, 2), () -> rare.attempt(l, rare.bureau(l), () -> Excluding.decide(l.supervision,
          new Excluding.Decide(l.id, e.number(), l.chance.happens(IS_EXCLUDED), "证据经核实", "110000D30"), rare.rules.supervision(), rare.rules.assessment(), rare.sim.now())));
      case SupervisionEvent.TicketExcluded e -> excluded(l, e.number());
      case SupervisionEvent.ExclusionRefused e when l.chance.happens(UNIT_APPEALS) -> appeal(l, l.supervision.life().unit(), AppealAbout.EXCLUSION_REFUSED, e.number());
      case SupervisionEvent.AssessmentAppealed e -> rare.sim.later(l, rare.inDays(l, 0.5, 2), () -> rare.attempt(l, rare.bureau(l), () -> Appealing.decide(l.supervision,
          new Appealing.Decide(l.id, e.number(), l.chance.happens(IS_UPHELD), "调取录音复核", "110000D30"), rare.rules.assessment(), rare.sim.now())));
      default -> { }
    }
  }

  private void answered(Life l, int number, List<String> units) {
    units.forEach(unit -> rare.sim.later(l, rare.inDays(l, 0.3, 1.5), () -> rare.attempt(l, rare.staff(l, unit), () -> Ordering.decide(l.supervision,
        new Ordering.Reply(l.id, number, unit, "已成立专班整改，附整改情况。", List.of("整改报告.pdf"))))));
    String supervisor = "supervisor:" + rare.people.of("110000D30", l.chance);
    rare.sim.later(l, rare.inDays(l, 1.6, 3), () -> rare.attempt(l, supervisor, () -> Ordering.decide(l.supervision, new Ordering.Close(l.id, number, "整改到位，予以销号。", "110000D30", null, unit -> true))));
  }

  /** The unit does not think that it should count so: it wants it left out, or appeals against the callback. */
  private void dispute(Life l, int round) {
    if (!l.chance.happens(IS_DISPUTED)) {
      return;
    }
    l.disputed = true;
    String unit = l.supervision.life().unit();
    if (l.chance.happens(WANTS_EXCLUSION)) {
      rare.sim.later(l, rare.inDays(l, 0.3, 1.5), () -> rare.attempt(l, rare.staff(l, unit), () -> Excluding.decide(l.supervision, new Excluding.Propose(l.id, unit, l.chance.oneOf(REASONS), null, null, List.of("现场照片.jpg"),
          "附核实材料，申请不计入考核。"), rare.rules.supervision(), rare.rules.assessment(), rare.sim.now())));
    } else {
      appeal(l, unit, AppealAbout.CALLBACK, round);
    }
  }

  private void excluded(Life l, int number) {
    if (l.chance.happens(CLAIMANT_APPEALS)) {
      appeal(l, Appealing.CLAIMANT, AppealAbout.EXCLUSION, number);
    } else if (l.chance.happens(IS_REVERSED)) {
      rare.sim.later(l, rare.inDays(l, 0.5, 2), () -> rare.attempt(l, rare.bureau(l), () -> Excluding.decide(l.supervision, new Excluding.Reverse(l.id, number, "抽查发现理由不成立", "110000D30"), rare.rules.assessment(), rare.sim.now())));
    }
  }

  private void appeal(Life l, String by, AppealAbout about, int subject) {
    String actor = by.equals(Appealing.CLAIMANT) ? rare.people.operator(l.chance) : rare.staff(l, by);
    rare.sim.later(l, rare.inDays(l, 0.3, 2), () -> rare.attempt(l, actor, () -> Appealing.decide(l.supervision, new Appealing.Raise(l.id, by, about, subject, "回访记录与实际不符，请调取录音。", List.of("录音.mp3")), rare.rules.assessment(), rare.sim.now())));
  }

  /** Whether a dispute or an order outlives the ticket. */
  static boolean owes(Life l) {
    Oversight o = l.supervision;
    return l.disputed || o.loop().orders() != null && !o.loop().orders().open().isEmpty();
  }
}
