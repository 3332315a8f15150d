package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.grouping.Grouping;
import cn.jsjb.intake.supplementing.Supplementing;
import java.util.List;

/** 集体诉求: neighbours who complain about the same. */
final class Groups extends Actor {
  Groups(Actors cast) { super(cast); }

  private static final String FOLLOWS = "policy:WhenGroupMovesThenMembersFollow";

  /** @param isDropped whether the first one loses interest before anybody answers */
  void openGroup(List<Life> neighbours, boolean isDropped) {
    DeskRules.Rules desk = rules.desk().at(sim.now());
    List<Life> here = neighbours.stream().filter(l -> !l.isOver() && (l.stage() == Stage.PENDING_DISPATCH || l.stage() == Stage.CONSULTING || l.stage().isWithUnit())).toList();
    if (here.size() < desk.group().claimants()) {
      return;
    }
    Life leader = here.getFirst();
    List<Life> members = here.subList(1, here.size() - 1);
    String dispatcher = people.operator(leader.chance);
    if (!(Grouping.open(leader.id, leader.intake, new Grouping.Open("同一小区多名居民反映同一事项", members.stream().map(Groups::other).toList(), List.of(leader.id)), desk) instanceof Decision.Accepted opened)) {
      return;
    }
    sim.command(leader, dispatcher, opened);
    leader.members.addAll(members);
    if (Grouping.add(leader.intake, other(here.getLast()), desk) instanceof Decision.Accepted added) {
      sim.command(leader, dispatcher, added);
      leader.members.add(here.getLast());
    }
    leader.members.forEach(member -> sim.command(member, FOLLOWS, Grouping.join(member.id, member.intake, leader.id, leader.intake)));
    if (isDropped) {
      sim.later(leader, in(5, 30, leader), () -> {
        if (leader.stage().isOpen() && !Grouping.isAnswered(leader.intake)) {
          sim.command(leader, leader.voice, Supplementing.withdraw(leader.intake, sim.words(leader, "问题已自行解决")));
        }
      });
    }
  }

  static Grouping.Other other(Life l) { return new Grouping.Other(l.id, l.intake); }

  /** The service's sweep: what the leader's last fact means for a member. */
  void follow(Life member, Life leader) {
    if (!member.isOver() && !leader.isOver() && Grouping.settle(member.intake, leader.intake) instanceof Decision.Accepted settled) {
      sim.command(member, FOLLOWS, settled);
    }
  }
}
