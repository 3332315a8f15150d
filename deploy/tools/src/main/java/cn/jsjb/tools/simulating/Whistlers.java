package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.dispatch.whistling.Whistling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 吹哨报到: the locality that summons, and the departments that come or stay away. */
final class Whistlers extends Actor {
  Whistlers(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double MISSING_COMES_LATE = 0.5, ACKNOWLEDGES = 0.92;

  void blow(Life l) {
    Assignment a = l.assignment();
    if (l.handling() == null || !l.stage().isWithUnit()) {
      return;
    }
    WhistleGround ground = switch (a.grade()) {
      case URGENT_2H -> WhistleGround.EMERGENCY;
      case LIVELIHOOD_24H -> l.chance.happens(0.5) ? WhistleGround.EMERGENCY : WhistleGround.LAW_ENFORCEMENT;
      default -> l.chance.happens(0.45) ? WhistleGround.LAW_ENFORCEMENT : l.chance.happens(0.8) ? WhistleGround.PUBLIC_PROBLEM : WhistleGround.CAMPAIGN;
    };
    Texts.Whistle whistle = l.chance.oneOf(texts.whistles(ground.name()));
    List<String> all = new ArrayList<>(whistle.roles().stream().map(role -> department(rules.units().require(l.unit()).districtCode(), role)).flatMap(Optional::stream).distinct().toList());
    int wanted = 1 + Integer.parseInt(delays.choice("/branches/whistleDepartments").draw(l.chance));
    while (all.size() > wanted) {
      all.remove(l.chance.below(all.size()));
    }
    if (all.isEmpty()) {
      cast.responders.answer(l, Duration.ZERO);
      return;
    }
    sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.Blow(l.unit(), ground, whistle.matter(), all, l.telling.address(), null,
        people.approver(l.unit(), l.chance)), rules, sim.now()));
  }

  void departmentsCome(Life l, int whistle, WhistleGround ground, List<String> departments, Instant reportBy) {
    l.closingWhistle = false;
    for (String department : departments) {
      if (sim.wrongs().staysAway(department)) {
        continue;
      }
      boolean stays = l.chance.happens(delays.share("departmentMissesReport"));
      if (l.chance.happens(stays ? MISSING_COMES_LATE : ACKNOWLEDGES)) {
        sim.ifStillInHand(l, sim.now().plus(delays.draw("/other/whistleAcknowledge/" + ground, l.chance)), () -> acknowledge(l, whistle, department));
      }
      Instant usual = sim.now().plus(delays.draw("/other/whistleReportIn/" + ground, l.chance));
      Instant inTime = reportBy.minusSeconds(20);
      if (!stays) {
        sim.ifStillInHand(l, usual.isBefore(inTime) ? usual : inTime, () -> arrive(l, whistle, department));
      } else if (l.chance.happens(MISSING_COMES_LATE)) {
        sim.ifStillInHand(l, reportBy.plus(Duration.ofMinutes(l.chance.between(5, 90))), () -> arrive(l, whistle, department));
      }
    }
  }

  private static Whistle.Attendance attendance(Life l, int whistle, String department) {
    Whistle open = l.handling() == null ? null : l.handling().openWhistle(whistle);
    return open == null ? null : open.departments().get(department);
  }

  private void acknowledge(Life l, int whistle, String department) {
    Whistle.Attendance there = attendance(l, whistle, department);
    if (there != null && there.acknowledgedAt() == null && there.reportedAt() == null && !there.refused()) {
      sim.command(l, staff(l, department), Whistling.decide(l.dispatch, new Whistling.Acknowledge(whistle, department)));
    }
  }

  private void arrive(Life l, int whistle, String department) {
    Whistle.Attendance there = attendance(l, whistle, department);
    if (there != null && there.reportedAt() == null && !there.refused()) {
      sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.StampArrival(l.unit(), whistle, department, sim.now(), List.of(people.of(department, l.chance))), sim.now()));
    }
  }

  void closeWhistle(Life l, int number) {
    Whistle open = l.handling() == null ? null : l.handling().openWhistle(number);
    if (open == null || l.closingWhistle || !isDone(open) || !open.departments().values().stream().allMatch(Whistle.Attendance::isAnswered)) {
      return;
    }
    l.closingWhistle = true;
    sim.ifStillInHand(l, soonerOf(delays.draw("/other/whistleOnSite/" + open.ground(), l.chance), l.assignment(), 0.35), () -> {
      Whistle now = l.isInHand() ? l.handling().openWhistle(number) : null;
      if (now != null && !isDone(now)) {
        l.closingWhistle = false;
      } else if (now != null) {
        Map<String, Integer> ratings = ratings(l, now);
        boolean solved = l.chance.happens(delays.share("whistleSolved"));
        sim.command(l, staff(l), Whistling.decide(l.dispatch, new Whistling.Close(l.unit(), number, solved,
            solved ? "各部门现场会商，问题已处置，责任单位落实后续管理。" : "现场处置部分完成，剩余事项列入计划。", ratings), rules, sim.now()));
      }
    });
  }

  /** 事不完，人不走. */
  private static boolean isDone(Whistle whistle) { return whistle.departments().keySet().stream().noneMatch(whistle::hasOpenTask); }

  /** Of those who have none yet. */
  Map<String, Integer> ratings(Life l, Whistle whistle) {
    Map<String, Integer> ratings = new LinkedHashMap<>();
    whistle.departments().forEach((department, there) -> {
      if (there.rating() == null) {
        ratings.put(department, there.reportedAt() == null ? 0 : there.missed() ? l.chance.between(40, 70) : l.chance.between(80, 100));
      }
    });
    return ratings;
  }
}
