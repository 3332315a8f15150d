package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import cn.jsjb.supervision.clues.Window.Sign;
import java.time.Duration;
import java.util.List;

/** What is done to claimants: C10, C15, C16, C17. */
final class ClaimantRules {
  private ClaimantRules() {}

  /** C10 施压改评: dissatisfied turns to satisfied right after the unit has been in touch, again and again. */
  record SatisfactionUnderPressure() implements Rule {
    @Override public String id() { return "C10"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (fact.event() instanceof SupervisionEvent.CallbackCompleted e && e.satisfaction() != Satisfaction.DISSATISFIED && t.dissatisfiedBefore && t.contact != null
          && t.contact.at().isAfter(t.answeredBefore.at()) && Duration.between(t.contact.at(), fact.at()).compareTo(g.span("afterContact")) <= 0) {
        String unit = t.contact.unit();
        List<Sign> all = g.sign("unit|" + unit, List.of(t.answeredBefore, t.contact, Ref.of(fact)), g.span("within"), true).takeAll(g.number("changes"));
        if (all != null) {
          g.about(SubjectKind.UNIT, unit).units(unit).colour(Colour.RED).by(all).raise();
        }
      }
    }
  }

  /** C15 泄露隐私: somebody of a unit through whose hands the ticket did not go was shown the person of a confidential one. */
  record PrivacyLeak() implements Rule {
    private static final String UNIT = "unit:";

    @Override public String id() { return "C15"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (fact.event() instanceof IntakeEvent.SensitiveDataViewed && (t.confidential || t.type == RequestType.REPORT) && fact.actor().startsWith(UNIT)) {
        String unit = fact.actor().substring(UNIT.length(), fact.actor().indexOf('/') < 0 ? fact.actor().length() : fact.actor().indexOf('/'));
        if (!t.path.contains(unit)) {
          g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(unit).category(t.category).colour(Colour.RED).by(Ref.of(fact)).raise();
        }
      }
    }
  }

  /** C16 打击报复: the claimant says so, once is enough. */
  record Retaliation() implements Rule {
    @Override public String id() { return "C16"; }
  }

  /** C17 态度恶劣: claimants name the same person. */
  record Rudeness() implements Rule {
    @Override public String id() { return "C17"; }
  }
}
