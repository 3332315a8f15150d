package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.ReportKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import cn.jsjb.supervision.clues.Window.Sign;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is done to claimants: C10, C15, C16, C17. */
final class ClaimantRules {
  private ClaimantRules() {}

  /** C10 施压改评: dissatisfied turns to satisfied right after the unit has been in touch, again and again; or the claimant says that he was pressed. */
  record SatisfactionUnderPressure() implements Rule {
    @Override public String id() { return "C10"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      reported(fact, ReportKind.PRESSURE).forEach(report -> {
        String by = report.unit() == null ? t.unit() : report.unit();
        g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(by).category(t.category).colour(Colour.RED).by(Ref.of(fact)).raise();
      });
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

    @Override public void see(Fact fact, Trail t, Ground g) {
      reported(fact, ReportKind.RETALIATION).forEach(report -> {
        String unit = report.unit() == null ? t.unit() : report.unit();
        g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(unit).category(t.category).colour(Colour.RED).by(Ref.of(fact)).raise();
      });
    }
  }

  /** C17 态度恶劣: claimants name the same person of a unit more than once; who is not named cannot be told apart. */
  record Rudeness() implements Rule {
    @Override public String id() { return "C17"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      reported(fact, ReportKind.RUDENESS).filter(report -> report.person() != null && !report.person().isBlank()).forEach(report -> {
        String unit = report.unit() == null ? t.unit() : report.unit();
        String person = unit + "/" + report.person().strip();
        g.weigh(g.sign("person|" + person, List.of(Ref.of(fact, unit)), g.span("within"), true), g.number("times"), 0, g.about(SubjectKind.PERSON, person).units(unit));
      });
    }
  }

  private static Stream<ClaimantReport> reported(Fact fact, ReportKind kind) {
    return fact.event() instanceof SupervisionEvent.CallbackCompleted e && e.reports() != null ? e.reports().stream().filter(r -> r.kind() == kind) : Stream.empty();
  }
}
