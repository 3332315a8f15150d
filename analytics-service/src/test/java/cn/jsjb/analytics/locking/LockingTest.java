package cn.jsjb.analytics.locking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.classifying.WhenRankingIsPublishedThenClassify;
import cn.jsjb.analytics.locking.Locking.Meet;
import cn.jsjb.analytics.locking.Locking.Publish;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.PeriodEvent;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodLocked;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodOpened;
import cn.jsjb.event.PeriodEvent.AssessmentRestated;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import cn.jsjb.event.PeriodEvent.RankingPublished;
import cn.jsjb.event.PeriodEvent.ReviewMeetingRecorded;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.PeriodEvent.Snapshot.Before;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockingTest {
  private static final Assessment RULES = Catalogue.get().assessment();
  private static final Period MAY = RULES.period(YearMonth.of(2026, 5));
  private static final String LUGU = "110107011";
  private static final AssessmentPeriodOpened OPENED = new AssessmentPeriodOpened("2026-05", Instant.parse("2026-04-18T16:00:00Z"), Instant.parse("2026-05-18T16:00:00Z"),
      Instant.parse("2026-06-07T16:00:00Z"), "2019.1");

  private static Story<ProgrammeStream> given(PeriodEvent... events) { return Story.<ProgrammeStream>of(ProgrammeStream::evolve).on("2026-06-08T09:00+08:00").given(events); }

  private static AssessmentPeriod period(ProgrammeStream state) { return (AssessmentPeriod) state; }

  /** Lists in which one street has so many valid answers, all good. */
  private static Snapshot snapshot(long valid) {
    Counts counts = Counts.NONE.with(Figure.RECEIVED, valid).with(Figure.VALID, valid).with(Figure.CONTACTED, valid).with(Figure.RESOLVED, valid).with(Figure.SATISFIED, valid);
    Assessment.Formula formula = RULES.formula(MAY, null).orElseThrow();
    return Standings.counted(Catalogue.get().units(), Map.of("locality:" + LUGU, counts), formula, RULES.of(MAY).scoreV2(), null)
        .snapshot("2026-05", Map.of("complaint-log", List.of(valid)), formula, RULES.of(MAY).scoreV2(), "2021.1", new Before("2026-04", null, null));
  }

  @Test void a_period_is_opened_once_it_has_begun_and_names_the_rules_that_judge_it() {
    given().on("2026-04-19T00:00+08:00").when((p, now) -> Locking.open(period(p), MAY, RULES, now)).then(OPENED)
        .when((p, now) -> Locking.open(period(p), MAY, RULES, now)).refused(Reason.PERIOD_OPENED_ALREADY);
    given().on("2026-04-18T23:59+08:00").when((p, now) -> Locking.open(period(p), MAY, RULES, now)).refused(Reason.PERIOD_NOT_BEGUN);
  }

  @Test void it_is_locked_when_limits_callbacks_and_appeals_are_over_and_only_once() {
    given(OPENED).on("2026-06-07T23:59+08:00").when((p, now) -> Locking.lock(period(p), snapshot(3), now)).refused(Reason.TOO_EARLY_TO_LOCK);
    given(OPENED).on("2026-06-08T00:00+08:00").when((p, now) -> Locking.lock(period(p), snapshot(3), now)).then(new AssessmentPeriodLocked(1, snapshot(3)))
        .when((p, now) -> Locking.lock(period(p), snapshot(4), now)).refused(Reason.RESTATE_INSTEAD);
    given().when((p, now) -> Locking.lock(period(p), snapshot(3), now)).refused(Reason.NOT_FOUND);
  }

  @Test void a_restatement_is_a_new_version_with_its_cause_and_the_one_before_stays() {
    var story = given(OPENED).when((p, now) -> Locking.restate(period(p), "申诉成立", List.of(), snapshot(3))).refused(Reason.PERIOD_NOT_LOCKED)
        .given(new AssessmentPeriodLocked(1, snapshot(3)));
    story.when((p, now) -> Locking.restate(period(p), "申诉成立", List.of(), snapshot(3))).refused(Reason.NOTHING_CHANGED)
        .when((p, now) -> Locking.restate(period(p), "申诉成立", List.of("t-1"), snapshot(2))).then(new AssessmentRestated(2, "申诉成立", List.of("t-1"), snapshot(2)));
    AssessmentPeriod p = period(story.state());
    assertEquals(List.of(1, 2), p.versions().stream().map(AssessmentPeriod.Version::number).toList());
    assertEquals(snapshot(3), p.versions().getFirst().snapshot());
    assertEquals("申诉成立", p.latest().cause());
    assertNull(p.versions().getFirst().cause());
  }

  @Test void the_same_counts_at_other_places_of_the_log_are_nothing_to_restate() {
    Snapshot s = snapshot(3);
    Snapshot later = new Snapshot(s.period(), null, Map.of("complaint-log", List.of(99L)), s.rules(), s.formula(), s.scoreV2(), s.units(), s.previous(), s.columns(), s.lists()).sealed();
    assertEquals(s.hash(), later.hash());
    given(OPENED, new AssessmentPeriodLocked(1, s)).when((p, now) -> Locking.restate(period(p), "x", List.of(), later)).refused(Reason.NOTHING_CHANGED);
  }

  @Test void what_is_locked_is_published_and_never_an_older_version_after_a_newer() {
    given(OPENED).when((p, now) -> Locking.publish(period(p), "2026-05", new Publish(1, null))).refused(Reason.PERIOD_NOT_LOCKED);
    given(OPENED, new AssessmentPeriodLocked(1, snapshot(3)), new AssessmentRestated(2, "x", List.of(), snapshot(2)))
        .when((p, now) -> Locking.publish(period(p), "2026-05", new Publish(3, null))).refused(Reason.NOT_FOUND)
        .when((p, now) -> Locking.publish(period(p), "2026-05", new Publish(2, "5 号"))).then(new RankingPublished(2, snapshot(2).hash(), "5 号"))
        .when((p, now) -> Locking.publish(period(p), "2026-05", new Publish(2, null))).refused(Reason.PUBLISHED_ALREADY)
        .when((p, now) -> Locking.publish(period(p), "2026-05", new Publish(1, null))).refused(Reason.OLDER_THAN_PUBLISHED);
  }

  @Test void a_meeting_reviews_what_is_published() {
    Meet meeting = new Meet(1, LocalDate.of(2026, 6, 8), "市委书记", List.of(LUGU), List.of(), "点评");
    given(OPENED, new AssessmentPeriodLocked(1, snapshot(3))).when((p, now) -> Locking.meet(period(p), "2026-05", meeting, now)).refused(Reason.NOT_PUBLISHED)
        .given(new RankingPublished(1, snapshot(3).hash(), null))
        .when((p, now) -> Locking.meet(period(p), "2026-05", new Meet(1, LocalDate.of(2026, 6, 9), "市委书记", List.of(), List.of(), "x"), now)).refused(Reason.IN_THE_FUTURE)
        .when((p, now) -> Locking.meet(period(p), "2026-05", meeting, now)).then(new ReviewMeetingRecorded(1, 1, LocalDate.of(2026, 6, 8), "市委书记", List.of(LUGU), List.of(), "点评"));
  }

  @Test void classes_follow_every_publication_once() {
    var policy = new WhenRankingIsPublishedThenClassify(RULES);
    var story = given(OPENED, new AssessmentPeriodLocked(1, snapshot(3)));
    assertNull(policy.dueAt(story.state()));
    story.given(new RankingPublished(1, snapshot(3).hash(), null));
    assertEquals(story.now(), policy.dueAt(story.state()));
    LocalityClassified said = (LocalityClassified) ((Decision.Accepted) policy.decide(story.state(), story.now())).said();
    assertEquals(new LocalityClassified(1, "2019.1", List.of(LUGU), List.of(), List.of(), List.of(LUGU)), said);
    story.given(said);
    assertNull(policy.dueAt(story.state()));
    story.given(new AssessmentRestated(2, "x", List.of(), snapshot(2)), new RankingPublished(2, snapshot(2).hash(), null));
    assertEquals(2, ((LocalityClassified) ((Decision.Accepted) policy.decide(story.state(), story.now())).said()).version());
  }

  @Test void the_state_survives_its_json_and_the_brief_is_small() throws Exception {
    ProgrammeStream state = given(OPENED, new AssessmentPeriodLocked(1, snapshot(3)), new RankingPublished(1, snapshot(3).hash(), null)).state();
    String json = EventTypes.JSON.writerFor(ProgrammeStream.class).writeValueAsString(state);
    ProgrammeStream read = EventTypes.JSON.readValue(json, ProgrammeStream.class);
    assertEquals(state, read);
    Snapshot again = period(read).latest().snapshot();
    assertEquals(again.hash(), Snapshot.hashOf(again.canonical()));
    assertTrue(state.brief().length() < 2_000, state.brief().length() + " characters");
    AssessmentPeriod brief = (AssessmentPeriod) EventTypes.JSON.readValue(state.brief(), ProgrammeStream.class);
    assertEquals(snapshot(3).hash(), brief.latest().hash());
    assertNull(brief.latest().snapshot());
  }
}
