package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.dispatch.whistling.CrossDistrict;
import cn.jsjb.dispatch.whistling.Whistling;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rest of a whistle: refusals, tasks, release, rating, the district's review; and whistles across districts (rules W2–W9). */
final class RareWhistles implements Rare.Mechanism {
  /** Assumptions. */
  private static final double REFUSES = 0.08, GETS_A_TASK = 0.35, IS_RELEASED = 0.5, IS_RATED = 0.4, IS_REVIEWED = 0.35, DISAGREES = 0.6, IS_JOINED = 0.5, ARE_TWO = 0.35;
  private static final String CITY = "110000D30";
  /** A disagreement takes five working days to show; only a long limit lives to see it. */
  private static final Duration LONG = Duration.ofDays(10);

  private final Rare rare;
  /** Who leads an open whistle across districts, by each of its localities. */
  private final Map<String, Life> hosts = new HashMap<>();

  RareWhistles(Rare rare) { this.rare = rare; }

  @Override public boolean begins(Life l) { return crossDistrict(l); }

  boolean crossDistrict(Life l) {
    if (!rare.isLocality(l) || Duration.between(rare.sim.now(), l.assignment().dueAt()).compareTo(Duration.ofDays(3)) < 0) {
      return false;
    }
    List<Unit> districts = rare.rules.units().districts().stream().filter(d -> !d.code().equals(rare.district(l)) && !rare.rules.units().localitiesOf(d.code()).isEmpty()).toList();
    // Mostly one on the other side, now and then two.
    List<Unit> beyond = rare.rules.units().localitiesOf(l.chance.oneOf(districts).code());
    List<String> others = IntStream.rangeClosed(1, l.chance.happens(ARE_TWO) ? 2 : 1).mapToObj(n -> l.chance.oneOf(beyond).code()).distinct().toList();
    List<String> departments = List.of("URBAN_ENFORCEMENT", "ENVIRONMENT").stream().map(role -> rare.department(l, role)).flatMap(Optional::stream).toList();
    if (departments.isEmpty()) {
      return false;
    }
    rare.at(l, 0.03, () -> {
      if (!l.isInHand() || !rare.attempt(l, rare.staff(l), () -> CrossDistrict.decide(l.dispatch, new CrossDistrict.Propose(l.unit(), WhistleGround.PUBLIC_PROBLEM, "两区交界处无人管理，需共同处置", others, departments, "界河桥头",
          rare.people.approver(l.unit(), l.chance)), rare.rules, rare.sim.now()))) {
        rare.goOn(l);
      }
    });
    return true;
  }

  @Override public void after(Life l, ComplaintEvent event) {
    switch (event) {
      case DispatchEvent.WhistleBlown e -> summoned(l, e.whistle(), e.departments());
      case DispatchEvent.DepartmentReported e -> workOnSite(l, e.whistle(), e.department());
      case DispatchEvent.WhistleTaskDone e -> leave(l, e.whistle(), e.department());
      case DispatchEvent.WhistleClosed e -> {
        hosts.values().removeIf(host -> host == l);
        review(l, e);
      }
      case DispatchEvent.ClaimantContacted e -> join(l);
      case DispatchEvent.CrossDistrictWhistleProposed e -> coSign(l, e);
      case DispatchEvent.CrossDistrictWhistleBlown e -> whistlers().departmentsCome(l, e.whistle(), rare.ground(l, e.whistle()), e.departments(), e.reportBy());
      case DispatchEvent.WhistleClosureSigned e -> signClosing(l, e);
      case DispatchEvent.CrossDistrictDisagreementRaised e -> designate(l, e);
      case DispatchEvent.CrossDistrictLeadDesignated e when e.reportBy() != null ->
          whistlers().departmentsCome(l, e.whistle(), rare.ground(l, e.whistle()), List.copyOf(l.handling().openWhistle(e.whistle()).departments().keySet()), e.reportBy());
      case DispatchEvent.CrossDistrictLeadDesignated e -> rare.sim.ifStillInHand(l, rare.inDays(l, 0.1, 0.5), () -> close(l, e.whistle(), e.locality()));
      default -> { }
    }
  }

  private Whistlers whistlers() { return rare.cast.whistlers; }

  private static Whistle open(Life l, int whistle) { return l.isInHand() ? l.handling().openWhistle(whistle) : null; }

  private void summoned(Life l, int whistle, List<String> departments) {
    String one = l.chance.oneOf(departments);
    if (l.chance.happens(REFUSES)) {
      rare.sim.ifStillInHand(l, rare.sim.now().plus(Duration.ofMinutes(l.chance.between(3, 25))), () -> rare.attempt(l, rare.staff(l, one), () -> Whistling.decide(l.dispatch, new Whistling.Refuse(whistle, one, "该事项不属于我单位职责，不派员到场。"))));
    }
  }

  /** 指挥权: something to do for who has come, done in time as a rule. */
  private void workOnSite(Life l, int whistle, String department) {
    if (!l.chance.happens(GETS_A_TASK)) {
      return;
    }
    Instant now = rare.sim.now();
    Whistle open = open(l, whistle);
    if (open == null || !rare.attempt(l, rare.staff(l), () -> Whistling.decide(l.dispatch, new Whistling.AssignTask(l.unit(), whistle, department, "清理现场并落实后续看管", now.plus(Duration.ofHours(6)), l.chance.happens(0.2))))) {
      return;
    }
    int task = l.handling().openWhistle(whistle).tasks().size();
    rare.sim.ifStillInHand(l, now.plus(Duration.ofMinutes(l.chance.between(20, 420))), () -> rare.attempt(l, rare.staff(l, department), () -> Whistling.decide(l.dispatch,
        new Whistling.FinishTask(whistle, task, department, "已完成，现场恢复。", List.of("完成照片.jpg")))));
  }

  /** 考核权、评价权, before the whistle is closed. */
  private void leave(Life l, int whistle, String department) {
    if (l.chance.happens(IS_RELEASED)) {
      rare.attempt(l, rare.staff(l), () -> Whistling.decide(l.dispatch, new Whistling.Release(l.unit(), whistle, department)));
    }
    if (l.chance.happens(IS_RATED)) {
      Limits.WhistleRating most = rare.rules.limits().at(rare.sim.now()).whistleRating();
      rare.attempt(l, rare.staff(l), () -> Whistling.decide(l.dispatch, new Whistling.Rate(l.unit(), whistle, department, l.chance.between(most.timeliness() / 2, most.timeliness()),
          l.chance.between(most.measures() / 2, most.measures()), l.chance.between(most.result() / 2, most.result()), "到场及时，配合较好")));
    }
    whistlers().closeWhistle(l, whistle);
  }

  /** 双考核 (REG §33), by the district. */
  private void review(Life l, DispatchEvent.WhistleClosed e) {
    String district = rare.rules.units().require(l.dispatch.whistles().get(e.whistle() - 1).by()).districtCode();
    if (l.chance.happens(IS_REVIEWED)) {
      rare.sim.later(l, rare.inDays(l, 0.1, 1), () -> {
        Map<String, Integer> scores = new LinkedHashMap<>();
        l.dispatch.whistles().get(e.whistle() - 1).departments().forEach((department, there) -> scores.put(department, there.missed() || there.refused() ? l.chance.between(30, 60) : l.chance.between(75, 100)));
        rare.attempt(l, rare.staff(l, district), () -> Whistling.decide(l.dispatch, new Whistling.Review(district, e.whistle(), l.chance.happens(0.93), l.chance.happens(0.85), l.chance.happens(0.8), "哨声必要，准备可更充分", scores), rare.rules));
      });
    }
  }

  // across districts

  private void coSign(Life l, DispatchEvent.CrossDistrictWhistleProposed e) {
    e.localities().forEach(locality -> hosts.put(locality, l));
    boolean disagrees = l.chance.happens(DISAGREES) && isLong(l);
    e.localities().stream().skip(1).filter(locality -> !disagrees).forEach(locality -> rare.sim.ifStillInHand(l, rare.inDays(l, 0.05, 0.7), () ->
        rare.attempt(l, rare.staff(l, locality), () -> CrossDistrict.decide(l.dispatch, new CrossDistrict.CoSign(locality, e.whistle(), rare.people.approver(locality, l.chance)), rare.rules, rare.sim.now()))));
  }

  private boolean isLong(Life l) { return Duration.between(rare.sim.now(), l.assignment().dueAt()).compareTo(LONG) > 0; }

  private void signClosing(Life l, DispatchEvent.WhistleClosureSigned e) {
    Whistle open = open(l, e.whistle());
    if (open != null && !(l.chance.happens(DISAGREES) && isLong(l))) {
      open.sides().localities().stream().filter(locality -> !open.sides().closing().signed().contains(locality)).findFirst()
          .ifPresent(next -> rare.sim.ifStillInHand(l, rare.inDays(l, 0.05, 0.4), () -> close(l, e.whistle(), next)));
    }
  }

  /** Signs the closing decision that is there, or as the designated one closes alone. */
  private void close(Life l, int whistle, String locality) {
    Whistle open = open(l, whistle);
    if (open != null) {
      boolean solved = open.sides().closing() == null || open.sides().closing().solved();
      rare.attempt(l, rare.staff(l, locality), () -> Whistling.decide(l.dispatch, new Whistling.Close(locality, whistle, solved, "两区商定共管，各负其责。", whistlers().ratings(l, open)), rare.rules, rare.sim.now()));
    }
  }

  private void designate(Life l, DispatchEvent.CrossDistrictDisagreementRaised e) {
    String bureau = rare.bureau(l);
    rare.sim.ifStillInHand(l, rare.inDays(l, 0.05, 0.6), () -> {
      Whistle open = open(l, e.whistle());
      if (open != null) {
        rare.attempt(l, bureau, () -> CrossDistrict.decide(l.dispatch, new CrossDistrict.Designate(CITY, e.whistle(), l.unit(), "首接单位牵头，另一方配合"), rare.rules, rare.sim.now()));
      }
    });
  }

  /** Another ticket of one of the sides hangs on the same whistle. */
  private void join(Life l) {
    Life host = l.assignment() == null ? null : hosts.get(l.unit());
    Whistle open = host == null || host == l || host.isOver() || host.handling() == null ? null
        : host.handling().whistles().stream().filter(w -> !w.closed() && w.sides() != null).findFirst().orElse(null);
    if (open != null && l.chance.happens(IS_JOINED)) {
      rare.attempt(l, rare.staff(l), () -> CrossDistrict.decide(l.dispatch, new CrossDistrict.Join(l.unit(), host.id, open.number(), host.dispatch)));
    }
  }
}
