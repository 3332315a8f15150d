package cn.jsjb.intake.abusing;

import static cn.jsjb.intake.Stories.filed;
import static cn.jsjb.intake.Stories.received;
import static cn.jsjb.intake.Stories.story;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseRestricted;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.AbuseWarned;
import cn.jsjb.event.IntakeEvent.ClaimantErased;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class AbusingTest {
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");
  private static final DeskRules.Rules RULES = Catalogue.get().desk().at(NOW);

  @Test void the_steps_are_taken_one_after_the_other() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D);
    story.when(warn(AbuseStep.CRITICISED, null)).refused(Reason.WARN_FIRST);
    story.when(warn(AbuseStep.DISSUADED, null)).accepted(AbuseWarned.class);
    story.when(warn(AbuseStep.CONSEQUENCES_TOLD, AbuseStep.DISSUADED)).refused(Reason.WARN_FIRST);
    story.when(warn(AbuseStep.CRITICISED, AbuseStep.DISSUADED)).accepted(AbuseWarned.class);
    story.when(warn(AbuseStep.DISSUADED, AbuseStep.CRITICISED)).accepted(AbuseWarned.class);
    assertEquals(AbuseStep.CRITICISED, story.state().ticket().desk().abuse().step(), "the furthest stays");
    assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage(), "the ticket goes its way");
  }

  @Test void a_restriction_takes_all_steps_and_ends_by_itself() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D);
    story.when(restrict(Duration.ofDays(7), AbuseStep.CRITICISED)).refused(Reason.WARN_FIRST);
    story.when(restrict(Duration.ofDays(7), null)).refused(Reason.WARN_FIRST);
    story.when(restrict(Duration.ofDays(30).plusMillis(1), AbuseStep.CONSEQUENCES_TOLD)).refused(Reason.RESTRICTION_TOO_LONG);
    story.when(restrict(Duration.ZERO, AbuseStep.CONSEQUENCES_TOLD)).refused(Reason.RESTRICTION_TOO_LONG);
    story.when((c, now) -> Abusing.lift(c, "x", now)).refused(Reason.NOT_FOUND);
    story.when(restrict(Duration.ofDays(30), AbuseStep.CONSEQUENCES_TOLD)).accepted(AbuseRestricted.class);
    story.when((c, now) -> Abusing.lift(c, "误判", now)).then(new AbuseRestricted(AbuseKind.OCCUPYING_THE_LINE, NOW, "误判"));
  }

  @Test void nothing_is_held_against_somebody_who_cannot_be_recognised() {
    filed(RequestType.COMPLAINT, Grade.GENERAL_7D).given(new ClaimantErased("x")).when(warn(AbuseStep.DISSUADED, null)).refused(Reason.NO_CALLER_KNOWN);
    story().when(warn(AbuseStep.DISSUADED, null)).refused(Reason.NOT_FOUND);
  }

  @Test void a_restricted_callers_emergency_goes_on_at_once() {
    WhenRequestIsReceivedThenRegister policy = WhenRequestIsReceivedThenRegister.withTheCatalogue();
    Disposition hold = new Disposition(DispositionKind.HOLD, null, null, null, null, null);
    Story<Complaint> story = story().given(received(null, "楼道里有很大的天然气味，快来人", hold));
    assertFalse(story.when(policy::decide).accepted(TicketRegistered.class).atDesk());
    assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage());
    Story<Complaint> other = story().given(received(null, "路灯又不亮了", hold));
    other.when(policy::decide).accepted(TicketRegistered.class);
    assertEquals(Stage.REGISTERED, other.state().ticket().life().stage());
  }

  private static BiFunction<Complaint, Instant, Decision> warn(AbuseStep step, AbuseStep taken) { return (c, now) -> Abusing.warn(c, step, AbuseKind.INSULT, "录音", taken); }

  private static BiFunction<Complaint, Instant, Decision> restrict(Duration length, AbuseStep taken) {
    return (c, now) -> Abusing.restrict(c, AbuseKind.OCCUPYING_THE_LINE, now.plus(length), "录音", taken, RULES, now);
  }
}
