package cn.jsjb.tools.simulating;

import cn.jsjb.intake.linking.Linking;
import java.util.List;

/** 关联: neighbours who called about the same thing, too few or too late for a group. An operator links them; each keeps its own answer. */
final class RareLinks extends Actor {
  RareLinks(Actors cast) { super(cast); }

  void link(List<Life> neighbours) {
    List<Life> known = neighbours.stream().filter(l -> !l.isOver() && l.stage().isOpen()).toList();
    known.stream().skip(1).limit(3).forEach(l -> sim.later(l, sim.now().plusSeconds(l.chance.between(60, 3_600)), () -> {
      if (!known.getFirst().isOver()) {
        sim.command(l, people.operator(l.chance), Linking.decide(l.id, l.intake, known.getFirst().intake, new Linking.Link(known.getFirst().id, false, 0.8, "同一小区同一事项", 0)));
      }
    }));
  }
}
