package cn.jsjb.supervision.appealing;

import static cn.jsjb.supervision.Story.*;
import static cn.jsjb.supervision.appealing.Appealing.CLAIMANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.AppealAbout;
import cn.jsjb.event.SupervisionEvent.AppealRejected;
import cn.jsjb.event.SupervisionEvent.AppealUpheld;
import cn.jsjb.event.SupervisionEvent.AssessmentAppealed;
import cn.jsjb.event.SupervisionEvent.CallbackInvalidated;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.ExclusionRefused;
import cn.jsjb.event.SupervisionEvent.ExclusionReversed;
import cn.jsjb.event.SupervisionEvent.Invalidation;
import cn.jsjb.event.SupervisionEvent.TicketExcluded;
import cn.jsjb.supervision.Loop.Appeal;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.appealing.Appealing.Decide;
import cn.jsjb.supervision.appealing.Appealing.Raise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppealingTest {
  private static final Assessment ASSESSMENT = Catalogue.get().assessment();
  private static final Instant NOW = at(48);
  private static final Instant LOCK = Instant.parse("2026-06-07T16:00:00Z");

  private static Story.Then appeal(Story story, String by, AppealAbout about, int subject, Instant now) {
    return story.when(o -> Appealing.decide(o, new Raise("c1", by, about, subject, "录音中称已解决", List.of("rec-1")), ASSESSMENT, now));
  }

  private static SupervisionEvent appealed(int number, String by, AppealAbout about, int subject) {
    return new AssessmentAppealed(number, by, about, subject, "录音中称已解决", List.of("rec-1"), "2026-05", "2019.1");
  }

  private static Story.Then decide(Story story, boolean upheld, String by, Instant now) {
    return story.when(o -> Appealing.decide(o, new Decide("c1", 1, upheld, "属实", by), ASSESSMENT, now));
  }

  private static final Story UNRESOLVED = replied(unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION));

  @Test void a_unit_appeals_about_the_newest_callback_with_recordings() {
    appeal(UNRESOLVED, LUGU, AppealAbout.CALLBACK, 1, NOW).then(appealed(1, LUGU, AppealAbout.CALLBACK, 1));
    appeal(UNRESOLVED, LUGU, AppealAbout.CALLBACK, 2, NOW).thenRefused(Reason.NOTHING_TO_APPEAL);
    appeal(UNRESOLVED, BABAOSHAN, AppealAbout.CALLBACK, 1, NOW).thenRefused(Reason.OTHER_UNIT);
    appeal(UNRESOLVED, CLAIMANT, AppealAbout.CALLBACK, 1, NOW).thenRefused(Reason.NOTHING_TO_APPEAL);
    appeal(replied(unresolved(1), appealed(1, LUGU, AppealAbout.CALLBACK, 1)), LUGU, AppealAbout.CALLBACK, 1, NOW).thenRefused(Reason.APPEALED_ALREADY);
  }

  @Test void only_before_the_period_is_locked() {
    appeal(UNRESOLVED, LUGU, AppealAbout.CALLBACK, 1, LOCK.minusMillis(1)).then(appealed(1, LUGU, AppealAbout.CALLBACK, 1));
    appeal(UNRESOLVED, LUGU, AppealAbout.CALLBACK, 1, LOCK).thenRefused(Reason.PERIOD_LOCKED);
  }

  @Test void decided_by_somebody_else_once() {
    Story open = replied(unresolved(1), appealed(1, LUGU, AppealAbout.CALLBACK, 1));
    decide(open, true, "bureau:li", NOW).then(new AppealUpheld(1, "属实", "bureau:li", false));
    decide(open, true, "bureau:li", LOCK).then(new AppealUpheld(1, "属实", "bureau:li", true));
    decide(open, false, "bureau:li", NOW).then(new AppealRejected(1, "属实", "bureau:li"));
    decide(open, true, LUGU, NOW).thenRefused(Reason.OWN_PROPOSAL);
    decide(replied(unresolved(1), appealed(1, LUGU, AppealAbout.CALLBACK, 1), new AppealRejected(1, "x", "b")), true, "bureau:li", NOW).thenRefused(Reason.NO_OPEN_APPEAL);
  }

  @Test void upheld_about_a_callback_the_answers_are_struck_out_and_he_is_called_again() {
    Story upheld = replied(unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION), appealed(1, LUGU, AppealAbout.CALLBACK, 1), new AppealUpheld(1, "属实", "bureau:li", false));
    upheld.whenPoliciesAreAskedAt(NOW).then(new CallbackInvalidated(1, Invalidation.APPEAL, "属实", NOW.plus(Duration.ofDays(1)), "bureau:li", "2019.1"));
    Story done = replied(unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION), appealed(1, LUGU, AppealAbout.CALLBACK, 1), new AppealUpheld(1, "属实", "bureau:li", false),
        new CallbackInvalidated(1, Invalidation.APPEAL, "属实", NOW.plus(Duration.ofDays(1)), "bureau:li", "2019.1"));
    assertEquals(Appeal.Status.CARRIED_OUT, done.state().loop().appeal(1).status());
    done.whenPoliciesAreAskedAt(NOW).thenNothing();
  }

  @Test void upheld_about_a_refused_exclusion_it_is_excluded() {
    SupervisionEvent[] story = {unresolved(1), closed(CloseKind.UNRESOLVED_AFTER_SUPERVISION), proposed(1, "UNTRUE", true, false), new ExclusionRefused(1, "证据不足", "bureau:li"),
        appealed(1, LUGU, AppealAbout.EXCLUSION_REFUSED, 1), new AppealUpheld(1, "新证据", "bureau:wang", true)};
    TicketExcluded fact = (TicketExcluded) replied(story).whenPoliciesAreAskedAt(LOCK).accepted();
    assertEquals(1, fact.appeal());
    assertEquals("bureau:wang", fact.approvedBy());
    assertTrue(fact.afterLock(), "a restatement");
    assertEquals(Absence.EXCLUDED, fact.contribution().why());
    SupervisionEvent[] done = java.util.Arrays.copyOf(story, story.length + 1);
    done[story.length] = fact;
    replied(done).whenPoliciesAreAskedAt(LOCK).thenNothing();
    appeal(replied(unresolved(1), proposed(1, "UNTRUE", true, false)), LUGU, AppealAbout.EXCLUSION_REFUSED, 1, NOW).thenRefused(Reason.NOTHING_TO_APPEAL);
  }

  @Test void a_claimant_has_his_matter_count_again() {
    Story before = replied(unresolved(1), proposed(1, "BEYOND_REASON", true, false));
    TicketExcluded excluded = new TicketExcluded(1, "BEYOND_REASON", true, false, List.of(), LUGU, "bureau:li", null, false, null, "2019.1");
    assertFalse(before.state().contribution(ASSESSMENT).why() == Absence.EXCLUDED);
    Story story = replied(unresolved(1), rework(2), proposed(1, "BEYOND_REASON", true, false), excluded);
    appeal(story, LUGU, AppealAbout.EXCLUSION, 1, NOW).thenRefused(Reason.NOTHING_TO_APPEAL);
    appeal(story, CLAIMANT, AppealAbout.EXCLUSION, 1, NOW).then(appealed(1, CLAIMANT, AppealAbout.EXCLUSION, 1));
    ExclusionReversed back = (ExclusionReversed) replied(unresolved(1), rework(2), proposed(1, "BEYOND_REASON", true, false), excluded, appealed(1, CLAIMANT, AppealAbout.EXCLUSION, 1),
        new AppealUpheld(1, "诉求合理", "bureau:wang", false)).whenPoliciesAreAskedAt(NOW).accepted();
    assertTrue(back.contribution().valid());
    assertEquals(1, back.appeal());
  }
}
