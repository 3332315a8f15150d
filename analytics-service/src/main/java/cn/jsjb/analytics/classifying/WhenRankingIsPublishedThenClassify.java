package cn.jsjb.analytics.classifying;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.AssessmentPeriod.Publication;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.time.YearMonth;

/** The classes of localities follow from the lists that were published, by the rules of the period. */
public final class WhenRankingIsPublishedThenClassify implements Policy<ProgrammeStream> {
  private final Assessment assessment;

  public WhenRankingIsPublishedThenClassify(Assessment assessment) { this.assessment = assessment; }

  @Override public Instant dueAt(ProgrammeStream state) {
    if (!(state instanceof AssessmentPeriod p) || p.published() == null) {
      return null;
    }
    Publication newest = p.published();
    return p.classes() != null && p.classes().version() == newest.version() ? null : newest.at();
  }

  @Override public Decision decide(ProgrammeStream state, Instant now) {
    AssessmentPeriod p = (AssessmentPeriod) state;
    Snapshot snapshot = p.version(p.published().version()).orElseThrow().snapshot();
    Assessment.Version rules = assessment.of(assessment.period(YearMonth.parse(snapshot.period())));
    return Decision.accept(Classifying.classify(p.published().version(), Standings.locked(snapshot), rules.classSize(), rules.version()));
  }
}
