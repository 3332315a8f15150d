package cn.jsjb.tools.simulating;

import cn.jsjb.dispatch.NoFault;
import cn.jsjb.dispatch.SpecialCase;
import cn.jsjb.dispatch.specialcasing.SpecialCasing;
import cn.jsjb.dispatch.tolerating.NoFaultFirst;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.LiabilityTrack;
import cn.jsjb.event.DispatchEvent.MissingItem;
import cn.jsjb.event.DispatchEvent.Obligation;
import cn.jsjb.event.DispatchEvent.Rhythm;
import cn.jsjb.event.DispatchEvent.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** 无错优先、容缺、承诺、专案: many people at once, served before it is settled who is to blame. */
final class RareServing implements Rare.Mechanism {
  /** Assumptions. */
  private static final double ITEM_COMES = 0.7, OBLIGATION_IS_MET = 0.6, REPORTS_ON_TIME = 0.85;

  private final Rare rare;
  /** Who joined a case, by the case's complaint. */
  private final Map<String, List<Life>> members = new HashMap<>();
  /** The ticket of a unit that was last in its hands: the next one of a case that comes to light. */
  private final Map<String, Life> latest = new HashMap<>();

  RareServing(Rare rare) { this.rare = rare; }

  @Override public boolean begins(Life l) { return separate(l); }

  boolean separate(Life l) {
    String pursuer = rare.department(l, "HOUSING").orElse(null);
    if (pursuer == null || Duration.between(rare.sim.now(), l.assignment().dueAt()).compareTo(Duration.ofHours(20)) < 0) {
      return false;
    }
    List<String> households = IntStream.rangeClosed(1, l.chance.between(4, 14)).mapToObj(n -> "%d单元%d01".formatted(1 + n % 4, n)).distinct().toList();
    rare.at(l, 0.06, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Separate(l.unit(), "住户办证与企业违法建设分开处理", households, List.of("开发企业"), List.of("顶层加建部分"),
          List.of(new LiabilityTrack(1, "开发企业", "未按规划建设", pursuer))), rare.rules))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  boolean specialCase(Life l) {
    rare.at(l, 0.04, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> SpecialCasing.decide(l.dispatch, new SpecialCasing.Open(l.unit(), l.id, "涉众较多，转为专案统筹处置", List.of("HOTLINE"), List.of(), l.chance.between(12, 160), Risk.HIGH,
          List.of(l.unit()), rare.people.of(l.unit(), l.chance), Rhythm.DAILY), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  @Override public void after(Life l, ComplaintEvent event) {
    switch (event) {
      case DispatchEvent.AssignmentSigned e -> latest.put(l.unit(), l);
      case DispatchEvent.LiabilitySeparated e -> serve(l, e);
      case DispatchEvent.CitizensServed e when l.dispatch.lasting().noFault().separation().waiting().isEmpty() -> rare.goOn(l);
      case DispatchEvent.TolerantHandlingStarted e -> supply(l, e);
      case DispatchEvent.CommitmentIssued e -> fulfil(l, e);
      case DispatchEvent.SpecialCaseOpened e -> caseGoesOn(l, e);
      case DispatchEvent.SpecialCaseStageReported e -> nextReport(l, e.nextBy());
      case DispatchEvent.SpecialCaseReportMissed e -> report(l, rare.sim.now().plus(Duration.ofHours(l.chance.between(2, 9))));
      default -> { }
    }
  }

  /** Half now, with a missing paper named; the rest under the district's word. The wrongdoer is pursued by whose field it is. */
  private void serve(Life l, DispatchEvent.LiabilitySeparated e) {
    List<String> now = e.innocent().subList(0, e.innocent().size() / 2);
    List<String> later = e.innocent().subList(e.innocent().size() / 2, e.innocent().size());
    String unit = l.unit();
    String district = rare.district(l);
    rare.at(l, 0.1, () -> rare.attempt(l, rare.staff(l, unit), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Tolerate(unit, "缺一项材料先行办理",
        List.of(new MissingItem("消防验收意见", "区住建部门", rare.inDays(l, 2, 9), "逾期由责任单位说明"))), rare.sim.now())));
    rare.at(l, 0.2, () -> rare.attempt(l, rare.staff(l, unit), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Serve(unit, now, "第一批住户已办理"))));
    if (district != null) {
      rare.at(l, 0.25, () -> rare.attempt(l, rare.staff(l, district), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Commit(district, List.of(new Obligation("完成违法建设整改", rare.inDays(l, 4, 12)), new Obligation("补办规划核验", rare.inDays(l, 6, 16))),
          later, rare.inDays(l, 90, 365), List.of("承诺书.pdf")), rare.rules, rare.sim.now())));
    }
    rare.at(l, 0.4, () -> rare.attempt(l, rare.staff(l, unit), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Serve(unit, later, "凭政府承诺，其余住户已办理"))));
    LiabilityTrack track = e.tracks().getFirst();
    for (int step = 1; step <= 2; step++) {
      boolean concludes = step == 2;
      rare.sim.later(l, rare.inDays(l, step * 1.5, step * 4), () -> rare.attempt(l, rare.staff(l, track.unit()), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Pursue(track.unit(), track.number(),
          concludes ? "已作出行政处罚决定。" : "已立案调查开发企业。", concludes))));
    }
  }

  private void supply(Life l, DispatchEvent.TolerantHandlingStarted e) {
    for (int item = 1; item <= e.items().size(); item++) {
      int number = item;
      Instant due = e.items().get(item - 1).dueAt();
      Instant at = l.chance.happens(ITEM_COMES) ? due.minus(Duration.between(rare.sim.now(), due).dividedBy(4)) : due.plus(Duration.ofHours(l.chance.between(20, 70)));
      rare.sim.later(l, at, () -> rare.attempt(l, rare.staff(l, e.unit()), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Supply(e.unit(), e.number(), number, "材料已补齐"))));
    }
  }

  private void fulfil(Life l, DispatchEvent.CommitmentIssued e) {
    for (int o = 1; o <= e.obligations().size(); o++) {
      int number = o;
      Instant due = e.obligations().get(o - 1).dueAt();
      Instant at = l.chance.happens(OBLIGATION_IS_MET) ? due.minus(Duration.ofHours(12)) : due.plus(Duration.ofDays(l.chance.between(2, 6)));
      rare.sim.later(l, at, () -> rare.attempt(l, rare.staff(l, e.issuer()), () -> NoFaultFirst.decide(l.dispatch, new NoFaultFirst.Fulfil(e.issuer(), e.number(), number, List.of("完成情况.pdf")))));
    }
  }

  private void caseGoesOn(Life l, DispatchEvent.SpecialCaseOpened e) {
    Life other = latest.get(l.unit());
    if (other != null && other != l && !other.isOver()) {
      rare.sim.later(l, rare.inDays(l, 0.05, 0.3), () -> {
        if (rare.attempt(l, rare.staff(l, e.by()), () -> SpecialCasing.decide(l.dispatch, new SpecialCasing.Add(e.by(), other.id, "HOTLINE")))) {
          members.computeIfAbsent(l.id, id -> new ArrayList<>()).add(other);
        }
      });
    }
    nextReport(l, e.reportBy());
    rare.at(l, 0.5, () -> rare.goOn(l));
    tryToClose(l, 2);
  }

  private void nextReport(Life l, Instant by) {
    report(l, l.chance.happens(REPORTS_ON_TIME) ? by.minus(Duration.ofMinutes(l.chance.between(20, 180))) : by.plus(Duration.ofHours(l.chance.between(3, 20))));
  }

  private void report(Life l, Instant at) {
    rare.sim.later(l, at, () -> rare.attempt(l, rare.staff(l, l.dispatch.lasting().specialCase().by()), () -> SpecialCasing.decide(l.dispatch,
        new SpecialCasing.Report(l.dispatch.lasting().specialCase().by(), "专班今日会商一次，入户走访，进展正常。"), rare.rules, rare.sim.now())));
  }

  /** When everybody of the case has a result; looked at again every two days. */
  private void tryToClose(Life l, double days) {
    rare.sim.later(l, rare.inDays(l, days, days + 0.5), () -> {
      SpecialCase c = l.dispatch.lasting().specialCase();
      List<String> without = new ArrayList<>(members.getOrDefault(l.id, List.of()).stream().filter(m -> !m.isOver() && !SpecialCasing.hasResult(m.dispatch)).map(m -> m.id).toList());
      if (!SpecialCasing.hasResult(l.dispatch)) {
        without.add(l.id);
      }
      if (!rare.attempt(l, rare.staff(l, c.by()), () -> SpecialCasing.decide(l.dispatch, new SpecialCasing.Close(c.by(), "全部成员均有结果，专案办结。", without)))) {
        tryToClose(l, 2);
      }
    });
  }

  /** Whether something of this outlives the ticket, so that it must not be forgotten when it closes. */
  static boolean owes(Life l) {
    SpecialCase c = l.dispatch.lasting().specialCase();
    NoFault n = l.dispatch.lasting().noFault();
    return c != null && !c.closed() || n != null && (n.separation() != null && n.separation().tracks().stream().anyMatch(t -> !t.concluded())
        || n.tolerances().stream().flatMap(t -> t.items().stream()).anyMatch(NoFault.Item::isOpen) || n.commitments().stream().flatMap(t -> t.obligations().stream()).anyMatch(NoFault.Item::isOpen));
  }
}
