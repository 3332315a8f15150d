package cn.jsjb.tools.simulating;

import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.intake.erasing.Erasing;
import cn.jsjb.intake.supplementing.Supplementing;
import cn.jsjb.supervision.reworking.Supervising;
import java.util.List;

/** 诉求人, and the operators who speak for him. */
final class Claimants extends Actor {
  Claimants(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double SUPPLEMENTS = 0.035, HIDES_LATER = 0.006, IS_ERASED = 0.006;

  void claimantGoesOn(Life l) {
    if (l.chance.happens(delays.share("withdrawn"))) {
      sim.later(l, sim.now().plus(delays.draw("/other/withdraw", l.chance)), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.withdraw(l.intake, sim.words(l, l.chance.oneOf(List.of("问题已自行解决", "双方已私下协商一致", "诉求人表示不再反映")))));
        }
      });
    }
    if (l.chance.happens(SUPPLEMENTS)) {
      sim.later(l, in(5, 2_880, l), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.supplement(l.intake, sim.words(l, l.telling.fill(l.chance.oneOf(List.of("补充：今天{time}又发生了一次，可以提供视频。", "补充：同楼还有{count}户有同样情况。",
              "补充：地点在{estate}{building}号楼{unit}单元门口。", "补充：已拍照，{date}的情况也在里面。")))), List.of()));
        }
      });
    }
    if (l.chance.happens(HIDES_LATER)) {
      sim.later(l, in(30, 4_000, l), () -> {
        if (!l.intake.ticket().confidential()) {
          sim.command(l, l.voice, Supplementing.hide(l.intake, "CLAIMANT"));
        }
      });
    }
    if (l.chance.happens(delays.share("urge"))) {
      sim.later(l, in(300, 9_000, l), () -> {
        if (l.stage().isOpen()) {
          sim.command(l, l.voice, Supplementing.urge(l.intake, sim.words(l, l.chance.oneOf(texts.list("/closings/angry")))));
        }
      });
    }
  }

  void closed(Life l, SupervisionEvent.TicketClosed e) {
    boolean reopens = e.kind() != SupervisionEvent.CloseKind.WITHDRAWN && l.supervision.assessed() && l.chance.happens(delays.share("reopened"));
    boolean erased = l.hasPhone() && l.chance.happens(IS_ERASED);
    if (reopens) {
      sim.later(l, in(1_440, 12_000, l), () -> {
        if (l.stage() == Stage.CLOSED) {
          sim.command(l, people.operator(l.chance), Supervising.decide(l.supervision, new Supervising.Reopen(l.id, "诉求人来电反映问题反弹，重新办理。")));
        }
      });
    } else if (erased) {
      sim.later(l, in(600, 7_000, l), () -> {
        String key = l.intake.ticket().keyId();
        if (sim.command(l, people.operator(l.chance), Erasing.erase(l.intake, "诉求人要求删除个人信息"))) {
          sim.forget(l, key);
        }
        endUnlessOwing(l);
      });
    } else {
      endUnlessOwing(l);
    }
  }

  /** What was promised outlives the ticket. */
  private static void endUnlessOwing(Life l) {
    if (!RareServing.owes(l) && !RareWaiting.owes(l) && !RareOversight.owes(l)) {
      l.end();
    }
  }
}
