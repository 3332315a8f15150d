package cn.jsjb.supervision.clues;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who passes what to whom: C04, C05, C07, C09. */
final class SendingRules {
  private SendingRules() {}

  /** C04 工单空转: from hand to hand, or sent back in vain more than once. RED comes with the next hop, as a clue of its own. */
  record Carousel() implements Rule {
    @Override public String id() { return "C04"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (!(fact.event() instanceof DispatchEvent.TicketDispatched || fact.event() instanceof DispatchEvent.ObjectionRejected)) {
        return;
      }
      if (t.hop >= g.number("redHops") && t.carousel < 2) {
        t.carousel = 2;
        found(fact, t, g, t.dispatches, Colour.RED);
      } else if (t.hop >= g.number("hops") && t.carousel < 1) {
        t.carousel = 1;
        found(fact, t, g, t.dispatches, Colour.YELLOW);
      } else if (t.rejected.size() >= g.number("rejected") && t.carousel < 1) {
        t.carousel = 1;
        found(fact, t, g, t.rejected, Colour.YELLOW);
      }
    }

    /** Concerned are those who said "not mine"; where none did, those who had it. */
    private static void found(Fact fact, Trail t, Ground g, List<Ref> refs, Colour colour) {
      List<Ref> all = new ArrayList<>(refs);
      all.addAll(t.objections.values());
      Stream<String> units = (t.objections.isEmpty() ? t.dispatches : t.objections.values()).stream().map(Ref::unit);
      g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(units).category(t.category).colour(colour).refs(all)
          .figures(Map.of("hops", (long) t.hop, "rejected", (long) t.rejected.size())).raise();
    }
  }

  /** C05 盲目退单: half of what it sent back, and no less than a few, came back to it. Weighed when the period is over. */
  record BlindReturn() implements Rule {
    @Override public String id() { return "C05"; }

    @Override public void periodEnds(Instant from, Instant to, Ground g) {
      g.memory().units.forEach((unit, tally) -> {
        int rejected = tally.objectionsRejected.size();
        if (rejected >= g.number("rejected") && rejected * 100L >= (long) g.number("percent") * tally.objectionsDecided) {
          g.about(SubjectKind.UNIT, unit).units(unit).since(from).refs(tally.objectionsRejected)
              .figures(Map.of("rejected", (long) rejected, "decided", (long) tally.objectionsDecided)).raise();
        }
      });
    }
  }

  /** C07 吹哨不应: a department stays away more than once, or says that it will not come. */
  record WhistleNotAnswered() implements Rule {
    @Override public String id() { return "C07"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      switch (fact.event()) {
        case DispatchEvent.WhistleReportMissed e -> g.weigh(g.sign("unit|" + e.department(), List.of(Ref.of(fact)), g.span("within"), false), g.number("missed"), 0,
            g.about(SubjectKind.UNIT, e.department()).units(e.department()));
        case DispatchEvent.WhistleReportRefused e -> g.about(SubjectKind.UNIT, e.department()).ticket(fact.streamId()).units(e.department()).category(t.category).colour(Colour.RED)
            .by(Ref.of(fact)).raise();
        default -> { }
      }
    }
  }

  /** C09 向社区甩单: a committee is given what is not on the community list of the day. */
  record PushedDown() implements Rule {
    private static final int CODE_OF_A_COMMITTEE = 12;

    @Override public String id() { return "C09"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (fact.event() instanceof DispatchEvent.SubDispatched e && e.to() != null && e.to().length() == CODE_OF_A_COMMITTEE
          && !g.duties().at(fact.at()).isCommunityMatter(t.category)) {
        g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(e.from()).category(t.category).by(Ref.of(fact)).raise();
      }
    }
  }
}
