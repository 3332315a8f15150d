package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Community;
import cn.jsjb.dispatch.Part;
import cn.jsjb.dispatch.cohandling.CoHandling;
import cn.jsjb.dispatch.cohandling.PartWork;
import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.consulting.Consulting;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ConsultationKind;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.DispatchEvent.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** 协办、双派、转办、现场会商: others do parts of it. */
final class RareParts implements Rare.Mechanism {
  /** Share of parts that are late; an assumption. */
  private static final double IS_LATE = 0.2;

  private final Rare rare;

  RareParts(Rare rare) { this.rare = rare; }

  @Override public boolean begins(Life l) { return coHandling(l); }

  boolean coHandling(Life l) {
    Optional<String> other = rare.department(l, l.chance.oneOf(List.of("MARKET", "HOUSING", "ENVIRONMENT", "CITY_MANAGEMENT", "HEALTH")));
    other.ifPresent(unit -> rare.at(l, 0.05, () -> ask(l, unit)));
    return other.isPresent();
  }

  private void ask(Life l, String unit) {
    if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> CoHandling.decide(l.dispatch, new CoHandling.Request(l.unit(), unit, "对所涉单位依职责检查并出具意见。", null), rare.rules, rare.sim.now()))) {
      rare.goOn(l);
    }
  }

  boolean dual(Life l) {
    List<Community> communities = l.spot.communities();
    if (!rare.isLocality(l) || communities.isEmpty() || !l.unit().equals(l.spot.localityCode())) {
      return false;
    }
    String community = l.chance.oneOf(communities).code();
    rare.at(l, 0.03, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> CoHandling.decide(l.dispatch, new CoHandling.Dual(l.unit(), l.chance.oneOf(List.of("城市管理办公室", "综合行政执法队", "平安建设办公室")), community, l.chance.oneOf(List.of("属地物业服务单位", "小区业委会")),
          "街道科室与社区、物业同步上门处置。", null), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  boolean subDispatch(Life l) {
    List<Community> communities = l.spot.communities();
    boolean below = rare.isLocality(l) && !communities.isEmpty() && l.unit().equals(l.spot.localityCode())
        && rare.rules.duties().at(rare.sim.now()).isCommunityMatter(l.dispatch.matter().category());
    if (!below) {
      return false;
    }
    String community = l.chance.oneOf(communities).code();
    rare.at(l, 0.04, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> CoHandling.decide(l.dispatch, new CoHandling.SubDispatch(l.unit(), community, "属社区职责清单事项，请居委会上门协调。", null), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  /** 现场会商: the first responder and two departments divide the work where it is. */
  boolean onSite(Life l) {
    List<String> others = List.of("MARKET", "HOUSING", "CITY_MANAGEMENT").stream().map(role -> rare.department(l, role)).flatMap(Optional::stream).distinct().limit(2).toList();
    if (!rare.isLocality(l) || others.isEmpty()) {
      return false;
    }
    rare.at(l, 0.05, () -> {
      Consulting.Speaker speaker = l.isInHand() ? new Consulting.Speaker(l.unit(), false) : null;
      if (speaker == null || !rare.attempt(l, rare.staff(l), () -> Consulting.decide(l.dispatch, new Consulting.Open(speaker, ConsultationKind.ON_SITE, "现场划分责任", others, l.telling.address()), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
        return;
      }
      int number = l.dispatch.duty().consultations().size();
      rare.at(l, 0.05, () -> {
        if (l.isInHand() && !rare.attempt(l, rare.staff(l), () -> Consulting.decide(l.dispatch, new Consulting.Conclude(speaker, number, null, "现场商定：属地牵头，各部门按职责分工。", l.unit(), false,
            others.stream().map(u -> new Consulting.Share(u, "依职责处置本部门事项", null)).toList()), rare.rules, rare.sim.now()))) {
          rare.goOn(l);
        }
      });
    });
    return true;
  }

  @Override public void after(Life l, ComplaintEvent event) {
    switch (event) {
      case DispatchEvent.CoHandlingRequested e -> work(l, e.number());
      case DispatchEvent.DualDispatched e -> {
        work(l, e.number());
        work(l, e.number() + 1);
      }
      case DispatchEvent.SubDispatched e -> work(l, e.number());
      case DispatchEvent.ConsultationConcluded e when !e.divisions().isEmpty() -> e.divisions().forEach(d -> work(l, d.number()));
      case DispatchEvent.CoHandlingResultDelivered e -> done(l);
      case DispatchEvent.PartReported e -> done(l);
      default -> { }
    }
  }

  private void done(Life l) {
    if (l.isInHand() && l.dispatch.duty().parts().stream().noneMatch(p -> p.owed() && p.isOpen())) {
      rare.goOn(l);
    }
  }

  private static Part open(Life l, int number) { return l.dispatch.duty().open(number).orElse(null); }

  /** Signed for soon; delivered in time as a rule. Who is late says why and how far it is, then delivers (REG §14). */
  private void work(Life l, int number) {
    Part part = open(l, number);
    Instant from = rare.sim.now();
    Duration whole = Duration.between(from, part.dueAt());
    boolean late = l.chance.happens(IS_LATE);
    Instant signed = from.plus(Duration.ofMillis((long) (whole.toMillis() * l.chance.between(0.02, 0.15))));
    Instant delivered = late ? part.dueAt().plus(Duration.ofMinutes(l.chance.between(90, 900))) : from.plus(Duration.ofMillis((long) (whole.toMillis() * l.chance.between(0.3, 0.9))));
    boolean co = part.kind() == PartKind.CO_HANDLING;
    rare.sim.ifStillInHand(l, signed, () -> rare.attempt(l, doer(l, part), () -> PartWork.decide(l.dispatch, new PartWork.Sign(doing(l, part), number, co, rare.people.of(doing(l, part), l.chance)))));
    if (late) {
      rare.sim.ifStillInHand(l, delivered.minus(Duration.ofMinutes(45)), () -> rare.attempt(l, doer(l, part), () -> PartWork.decide(l.dispatch, new PartWork.ReportStage(doing(l, part), number, co,
          "涉及多方核实", "已完成现场核查，正在出具意见", rare.sim.now().plus(Duration.ofHours(4))))));
    }
    rare.sim.ifStillInHand(l, delivered, () -> rare.attempt(l, doer(l, part), () -> PartWork.decide(l.dispatch, new PartWork.Deliver(doing(l, part), number, co,
        l.chance.happens(0.85) ? Outcome.RESOLVED : Outcome.PARTLY, "已按职责处置完毕，情况属实，已整改。", List.of()), rare.sim.now())));
  }

  /** A committee has no console: its desk speaks for it. */
  private static String doing(Life l, Part part) { return Duty.isCommittee(part.unit()) ? l.unit() : part.unit(); }

  private String doer(Life l, Part part) { return rare.staff(l, doing(l, part)); }
}
