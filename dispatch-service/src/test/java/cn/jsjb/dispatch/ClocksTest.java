package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.deferring.Deferring;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.pausing.Pausing;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Reactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The clocks of a ticket: warning, extension, waiting for the claimant, deferral; and that the events alone give the same deadlines. */
class ClocksTest {
  private static final Instant DUE = Story.at("2026-05-13T11:22+08:00");

  private static Story<Ticket> handling() { return handling(Grade.GENERAL_7D); }

  private static Story<Ticket> handling(Grade grade) { return pending().given(dispatchedTo(LUGU, grade), signed(), contacted()); }

  private static Instant due(Story<Ticket> story) {
    assertEquals(((Ticket.Handling) story.state()).assignment().dueAt(), story.state().life().dueAt(), "the clock of the unit and the one all services show");
    return story.state().life().dueAt();
  }

  private static ComplaintEvent fire(Story<Ticket> story) {
    Policy<Ticket> policy = Wiring.policies(RULES).stream().filter(p -> p.dueAt(story.state()) != null && !p.dueAt(story.state()).isAfter(story.now())).findFirst().orElseThrow();
    ComplaintEvent event = ((Decision.Accepted) policy.decide(story.state(), story.now())).event();
    story.given(event);
    return event;
  }

  private static Instant next(Story<Ticket> story) { return Reactor.earliest(Wiring.policies(RULES), story.state()); }

  // 80 %

  @Test void a_unit_is_warned_once_when_four_fifths_are_over() {
    Story<Ticket> story = handling();
    assertEquals(Story.at("2026-05-12T01:46+08:00"), next(story));
    assertEquals(new LimitWarned(LUGU, DUE), fire(story.on("2026-05-12T01:46+08:00")));
    assertEquals(DUE, next(story), "the breach is next, no second warning");
  }

  @Test void what_is_late_already_is_not_warned_about() {
    Story<Ticket> story = handling().on("2026-05-14T00:00+08:00");
    assertEquals(new FeedbackOverdue(LUGU, DUE), fire(story));
    assertNull(next(story));
  }

  @Test void a_new_limit_has_a_warning_of_its_own() {
    Story<Ticket> story = handling().on("2026-05-12T02:00+08:00");
    fire(story);
    story.when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, Story.at("2026-05-27T11:22+08:00"), "客观条件所限", now), RULES, now)).accepted(TimeLimitExtended.class);
    assertEquals(Story.at("2026-05-23T06:34+08:00"), next(story));
  }

  // extension

  @Test void an_extension_needs_a_claimant_who_was_told_since_the_dispatch() {
    handling().when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, DUE.plusSeconds(60), "x", now.minusSeconds(1)), RULES, now)).refused(Reason.EXTENSION_OUT_OF_BOUNDS)
        .when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, DUE, "x", now), RULES, now)).refused(Reason.EXTENSION_OUT_OF_BOUNDS)
        .when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, DUE.plus(Duration.ofDays(15)), "x", now), RULES, now)).accepted(TimeLimitExtended.class);
    pending().given(dispatchedTo(LUGU)).when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, DUE.plusSeconds(60), "x", now), RULES, now)).refused(Reason.NOT_SIGNED_YET);
  }

  // waiting for the claimant

  private static Story<Ticket> asked() {
    Story<Ticket> story = handling().on("2026-05-08T09:00+08:00");
    story.when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "哪一栋楼？", null), RULES, now)).then(new ClaimantAsked(1, LUGU, "哪一栋楼？", Story.at("2026-05-11T09:00+08:00"), DUE.plus(Duration.ofDays(3))));
    return story;
  }

  @Test void the_limit_waits_for_the_claimant_no_longer_than_he_takes() {
    Story<Ticket> story = asked().on("2026-05-09T10:00+08:00");
    story.when((t, now) -> Pausing.decide(t, new Pausing.Answer(BAJIAO, 1, "x"), now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .when((t, now) -> Pausing.decide(t, new Pausing.Answer(LUGU, 2, "x"), now)).refused(Reason.NOT_PAUSED)
        .when((t, now) -> Pausing.decide(t, new Pausing.Answer(LUGU, 1, "三号楼"), now)).accepted(ClaimantAnswered.class);
    assertEquals(DUE.plus(Duration.ofHours(25)), due(story));
  }

  @Test void silence_ends_the_waiting_by_itself_and_does_not_move_the_limit_again() {
    Story<Ticket> story = asked().on("2026-05-11T09:00+08:00");
    assertEquals(new ClaimantAnswerMissed(1, story.now()), fire(story));
    assertEquals(DUE.plus(Duration.ofDays(3)), due(story));
    story.when((t, now) -> Pausing.decide(t, new Pausing.Answer(LUGU, 1, "x"), now)).refused(Reason.NOT_PAUSED);
  }

  @Test void what_the_claimant_adds_is_his_answer() {
    Story<Ticket> story = asked().on("2026-05-08T21:00+08:00").given(new IntakeEvent.TicketSupplemented("三号楼", List.of()));
    assertEquals(new ClaimantAnswered(1, null, DUE.plus(Duration.ofHours(12))), fire(story.on("2026-05-08T21:05+08:00")), "from when he said it");
  }

  @Test void waiting_has_limits() {
    asked().when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).refused(Reason.PAUSED_ALREADY);
    handling().when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", now.plus(Duration.ofDays(4))), RULES, now)).refused(Reason.PAUSE_OUT_OF_BOUNDS)
        .when((t, now) -> Pausing.decide(t, new Pausing.Ask(BAJIAO, "x", null), RULES, now)).refused(Reason.ONLY_THE_FIRST_RESPONDER)
        .on("2026-05-13T11:22+08:00").when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).refused(Reason.PAUSE_OUT_OF_BOUNDS);
    handling(Grade.URGENT_2H).when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).refused(Reason.NO_PAUSE);
    Story<Ticket> story = asked().given(new ClaimantAnswerMissed(1, Story.at("2026-05-11T09:00+08:00")));
    story.when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).accepted(ClaimantAsked.class);
    story.given(new ClaimantAnswerMissed(2, Story.at("2026-05-11T09:00+08:00"))).when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).refused(Reason.PAUSES_USED_UP);
  }

  @Test void the_waiting_survives_a_change_of_unit() {
    Story<Ticket> story = pending().given(dispatchedTo(LUGU), signed());
    story.on("2026-05-06T12:00+08:00").when((t, now) -> Pausing.decide(t, new Pausing.Ask(LUGU, "x", null), RULES, now)).accepted(ClaimantAsked.class);
    story.when((t, now) -> Objecting.decide(t, new Objecting.ObjectTo(LUGU, ObjectionGround.NOT_MY_AREA, "属地", BAJIAO, null), RULES, now)).accepted(DispatchObjected.class);
    story.on("2026-05-06T14:00+08:00").when((t, now) -> Objecting.decide(t, new Objecting.Decide(1, true, BAJIAO, "属实", null), RULES)).accepted(ObjectionUpheld.class);
    story.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
    // Seven days for the new unit, and what is left of the three days of waiting.
    assertEquals(Story.at("2026-05-16T12:00+08:00"), due(story));
    story.on("2026-05-07T14:00+08:00").when((t, now) -> Pausing.decide(t, new Pausing.Answer(BAJIAO, 1, "x"), now)).accepted(ClaimantAnswered.class);
    assertEquals(Story.at("2026-05-14T14:00+08:00"), due(story), "one day was waited for the new unit");
    story.given(new AssignmentSigned(BAJIAO, "x"));
    story.when((t, now) -> Pausing.decide(t, new Pausing.Ask(BAJIAO, "x", null), RULES, now)).accepted(ClaimantAsked.class);
    story.given(new ClaimantAnswerMissed(2, story.now())).when((t, now) -> Pausing.decide(t, new Pausing.Ask(BAJIAO, "x", null), RULES, now)).refused(Reason.PAUSES_USED_UP);
  }

  @Test void the_waiting_survives_a_change_of_class() {
    Story<Ticket> story = asked().given(new IntakeEvent.TicketReclassified(null, new IntakeEvent.Classification(STREET_MATTER, null, Grade.COMPLEX_15D, 1, List.of(), "t"), null, "更正"));
    assertTrue(story.state().lasting().pause().open());
    assertEquals(DUE.plus(Duration.ofDays(3)), due(story));
    story.on("2026-05-08T10:00+08:00").when((t, now) -> Pausing.decide(t, new Pausing.Answer(LUGU, 1, "x"), now)).accepted(ClaimantAnswered.class);
    assertEquals(DUE.plus(Duration.ofHours(1)), due(story));
  }

  // 挂账

  private static final Instant PROMISE = Story.at("2026-11-30T18:00+08:00");

  private static Deferring.Request request(Instant promise, Instant milestone) {
    return new Deferring.Request(LUGU, "NEEDS_ENGINEERING", promise, List.of(new Milestone("完成设计", milestone)), "已当面说明", Story.at("2026-05-06T11:00+08:00"));
  }

  private static Story<Ticket> deferred() {
    Story<Ticket> story = handling();
    story.when((t, now) -> Deferring.decide(t, request(PROMISE, Story.at("2026-07-31T18:00+08:00")), RULES, now)).accepted(DeferralRequested.class);
    story.when((t, now) -> Deferring.decide(t, new Deferring.Decide(SHIJINGSHAN, SHIJINGSHAN, 1, true, "属实"), RULES)).accepted(DeferralApproved.class);
    story.when((t, now) -> Deferring.decide(t, new Deferring.Decide(BUREAU, null, 1, true, "同意"), RULES)).accepted(DeferralApproved.class);
    return story;
  }

  @Test void the_district_decides_then_the_city_and_until_then_the_clock_runs() {
    Story<Ticket> story = handling();
    story.when((t, now) -> Deferring.decide(t, request(PROMISE, Story.at("2026-12-31T18:00+08:00")), RULES, now)).refused(Reason.DEFERRAL_OUT_OF_BOUNDS)
        .when((t, now) -> Deferring.decide(t, request(Story.at("2027-05-07T00:00+08:00"), PROMISE), RULES, now)).refused(Reason.DEFERRAL_OUT_OF_BOUNDS)
        .when((t, now) -> Deferring.decide(t, request(DUE, DUE), RULES, now)).refused(Reason.DEFERRAL_OUT_OF_BOUNDS)
        .when((t, now) -> Deferring.decide(t, new Deferring.Request(LUGU, "NO_TIME", PROMISE, List.of(), "x", now), RULES, now)).refused(Reason.UNKNOWN_DEFERRAL_REASON)
        .when((t, now) -> Deferring.decide(t, request(PROMISE, PROMISE), RULES, now)).accepted(DeferralRequested.class);
    story.when((t, now) -> Deferring.decide(t, request(PROMISE, PROMISE), RULES, now)).refused(Reason.DEFERRAL_OPEN)
        .when((t, now) -> Deferring.decide(t, new Deferring.Decide(BUREAU, null, 1, true, "x"), RULES)).refused(Reason.DEFERRAL_DISTRICT_FIRST)
        .when((t, now) -> Deferring.decide(t, new Deferring.Decide("110105", "110105", 1, true, "x"), RULES)).refused(Reason.OTHER_UNIT)
        .when((t, now) -> Deferring.decide(t, new Deferring.Decide(SHIJINGSHAN, SHIJINGSHAN, 1, true, "x"), RULES)).accepted(DeferralApproved.class);
    assertEquals(DUE, due(story));
    assertEquals(Stage.HANDLING, story.state().stage());
    story.when((t, now) -> Deferring.decide(t, new Deferring.Decide(SHIJINGSHAN, SHIJINGSHAN, 1, true, "x"), RULES)).refused(Reason.NO_SUCH_DEFERRAL)
        .when((t, now) -> Deferring.decide(t, new Deferring.Decide(BUREAU, null, 1, true, "同意"), RULES)).accepted(DeferralApproved.class);
    assertEquals(PROMISE, due(story));
    assertEquals(Stage.DEFERRED, story.state().stage());
    story.when((t, now) -> Extending.decide(t, new Extending.Extend(LUGU, PROMISE.plusSeconds(60), "x", now), RULES, now)).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void a_refused_deferral_may_be_asked_for_again() {
    Story<Ticket> story = handling();
    story.when((t, now) -> Deferring.decide(t, request(PROMISE, PROMISE), RULES, now)).accepted(DeferralRequested.class);
    story.when((t, now) -> Deferring.decide(t, new Deferring.Decide(SHIJINGSHAN, SHIJINGSHAN, 1, false, "可以解决"), RULES)).accepted(DeferralRefused.class);
    assertEquals(2, story.when((t, now) -> Deferring.decide(t, request(PROMISE, PROMISE), RULES, now)).accepted(DeferralRequested.class).number());
  }

  @Test void it_is_cleared_after_a_new_callback_only_and_counts_again_from_then() {
    Story<Ticket> story = deferred();
    story.when((t, now) -> Deferring.decide(t, new Deferring.Report(LUGU, 1, 2, "x", List.of()))).refused(Reason.NO_SUCH_DEFERRAL)
        .when((t, now) -> Deferring.decide(t, new Deferring.Report(LUGU, 1, 1, "设计完成", List.of()))).accepted(DeferralMilestoneReported.class);
    story.when((t, now) -> Deferring.decide(t, new Deferring.Report(LUGU, 1, 1, "x", List.of()))).refused(Reason.NO_SUCH_DEFERRAL)
        .when((t, now) -> Deferring.decide(t, new Deferring.Clear(BUREAU, 1, "x"))).refused(Reason.NOT_CALLED_BACK_YET);
    story.when((t, now) -> Reporting.decide(t, new Reporting.Reply(LUGU, "已完工", "PHONE"))).accepted(ResultRepliedToClaimant.class);
    story.when((t, now) -> Reporting.decide(t, new Reporting.Report(LUGU, Outcome.RESOLVED, "已完工", List.of()))).accepted(ResultReportedToHotline.class);
    assertEquals(Stage.REPLIED, story.state().stage());
    assertNull(new Deferring.WhenPromiseIsBrokenThenSaySo().dueAt(story.state()), "kept");
    story.given(new SupervisionEvent.CallbackCompleted(1, true, true, false, SupervisionEvent.Satisfaction.SATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null), new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED));
    story.when((t, now) -> Deferring.decide(t, new Deferring.Clear(BUREAU, 1, "回访满意"))).then(new DeferralCleared(1, "回访满意", BUREAU))
        .when((t, now) -> Deferring.decide(t, new Deferring.Clear(BUREAU, 1, "x"))).refused(Reason.NO_SUCH_DEFERRAL);
  }

  @Test void a_broken_promise_is_one_fact_whoever_looks_first() {
    Story<Ticket> story = deferred().given(new LimitWarned(LUGU, PROMISE)).on("2026-11-30T18:00+08:00");
    assertEquals(new DeferralExpired(1, LUGU, PROMISE), fire(story));
    assertEquals(Stage.HANDLING, story.state().stage());
    assertNull(next(story), "no overdue feedback beside it");
    Story<Ticket> called = deferred().given(new SupervisionEvent.CallbackScheduled(1, SupervisionEvent.CallbackReason.LIMIT_EXPIRED, PROMISE.plusSeconds(86400))).on("2026-11-30T18:00+08:00");
    assertEquals(new DeferralExpired(1, LUGU, PROMISE), fire(called));
    assertNull(next(called));
  }

  // days

  @Test void an_inquiry_in_a_year_without_a_holiday_list_is_dispatched_and_says_how_it_was_counted() {
    Story<Ticket> known = ticket().given(received(), registered(STREET_MATTER, Grade.INQUIRY, SHIJINGSHAN, LUGU)).on("2026-12-21T10:00+08:00");
    TicketDispatched counted = known.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
    assertEquals("WORKING/" + RULES.calendar().version(), counted.versions().get("days"));
    assertEquals(Story.at("2026-12-24T10:00+08:00"), counted.dueAt());
    Story<Ticket> beyond = ticket().given(received(), registered(STREET_MATTER, Grade.INQUIRY, SHIJINGSHAN, LUGU)).on("2026-12-30T10:00+08:00");
    TicketDispatched inDaysOfTheCalendar = beyond.when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
    assertEquals(Story.at("2027-01-02T10:00+08:00"), inDaysOfTheCalendar.dueAt());
    assertEquals("CALENDAR/" + RULES.calendar().version() + " ends", inDaysOfTheCalendar.versions().get("days"));
  }

  // laws

  /** The same deadlines from the events alone, by a model that knows nothing of the states. */
  @Test void the_events_alone_give_the_same_deadlines() {
    int compared = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<Fact> facts = new ArrayList<>();
      Ticket ticket = null;
      Instant now = Story.at("2026-03-02T08:00+08:00").plus(Duration.ofMinutes(random.nextInt(60 * 24 * 90)));
      Grade grade = Grade.values()[random.nextInt(Grade.values().length)];
      for (ComplaintEvent event : List.of(received(), registered(STREET_MATTER, grade, SHIJINGSHAN, LUGU))) {
        ticket = told(facts, ticket, event, now);
      }
      for (int step = 0; step < 40; step++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(60 * 14)));
        ComplaintEvent event = something(ticket, random, now);
        if (event != null) {
          ticket = told(facts, ticket, event, now);
        }
      }
      String story = facts.stream().map(f -> f.at() + " " + f.event()).toList().toString();
      Ticket again = null;
      for (Fact fact : facts) {
        again = Ticket.evolve(again, fact);
      }
      assertEquals(ticket, again, story);
      if (ticket instanceof Ticket.Handling h && h.stage().isWithUnit()) {
        assertEquals(recomputed(facts), h.assignment().dueAt(), story);
        compared++;
        assertEquals(h.assignment().dueAt(), h.life().dueAt(), story);
      }
      try {
        assertEquals(ticket, EventTypes.JSON.readValue(EventTypes.JSON.writeValueAsBytes(ticket), Ticket.class), "the table gives back what was folded");
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }
    assertTrue(compared > 100, compared + " of the stories end with a running clock");
  }

  private static Ticket told(List<Fact> facts, Ticket ticket, ComplaintEvent event, Instant at) {
    Fact fact = new Fact("c-1", "e-" + facts.size(), EventTypes.nameOf(event), facts.size() + 1, at, "t", "", "h", 0, facts.size(), event);
    facts.add(fact);
    return Ticket.evolve(ticket, fact);
  }

  private static ComplaintEvent something(Ticket ticket, Random random, Instant now) {
    for (Policy<Ticket> policy : Wiring.policies(RULES)) {
      if (policy.dueAt(ticket) != null && !policy.dueAt(ticket).isAfter(now)) {
        return policy.decide(ticket, now) instanceof Decision.Accepted a ? a.event() : null;
      }
    }
    String holder = ticket.life().unit();
    Decision decision = holder == null ? null : switch (random.nextInt(11)) {
      case 0, 1 -> cn.jsjb.dispatch.signing.Signing.decide(ticket, new cn.jsjb.dispatch.signing.Signing.Sign(holder, "x"));
      case 2 -> Pausing.decide(ticket, new Pausing.Ask(holder, "x", now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 80)))), RULES, now);
      case 3 -> ticket.lasting().pause() == null ? null : Pausing.decide(ticket, new Pausing.Answer(holder, ticket.lasting().pause().number(), "x"), now);
      case 4 -> Extending.decide(ticket, new Extending.Extend(holder, ticket.life().dueAt().plus(Duration.ofHours(1 + random.nextInt(400))), "x", now), RULES, now);
      case 5 -> Objecting.decide(ticket, new Objecting.ObjectTo(holder, ObjectionGround.NOT_MY_AREA, "x", holder.equals(LUGU) ? BAJIAO : LUGU, null), RULES, now);
      case 6 -> Objecting.decide(ticket, new Objecting.Decide(ticket instanceof Ticket.Handling h ? h.objections().size() : 0, random.nextBoolean(), holder.equals(LUGU) ? BAJIAO : LUGU, "x", null), RULES);
      case 7 -> Deferring.decide(ticket, new Deferring.Request(holder, "SEASON", now.plus(Duration.ofDays(1 + random.nextInt(300))), List.of(), "x", now), RULES, now);
      case 8 -> Deferring.decide(ticket, new Deferring.Decide(SHIJINGSHAN, random.nextBoolean() ? SHIJINGSHAN : null, ticket.lasting().deferral() == null ? 1 : ticket.lasting().deferral().number(), random.nextInt(4) > 0, "x"), RULES);
      case 9 -> Decision.accept(new IntakeEvent.TicketSupplemented("x", List.of()));
      default -> ticket.stage().isWithUnit() && random.nextInt(6) == 0 ? Decision.accept(new SupervisionEvent.SupervisionOrdered(ticket.life().round() + 1, "x", "x", random.nextBoolean() ? null : now.plus(Duration.ofDays(3)))) : null;
    };
    return decision instanceof Decision.Accepted a ? a.event() : null;
  }

  /** Start of the clock and its length by the rules of the recorded version; then what each later fact says about time, and nothing else. */
  private static Instant recomputed(List<Fact> facts) {
    Instant due = null;
    Instant asked = null, until = null;
    for (Fact fact : facts) {
      switch (fact.event()) {
        case TicketDispatched e -> {
          Limits.Rules rules = RULES.limits().find(e.versions().get("limits")).orElseThrow();
          Limits.Limit limit = rules.grades().get(e.grade()).feedback();
          limit = e.round() > 1 ? limit.half() : limit;
          due = limit.days() == Limits.Days.CALENDAR || e.versions().get("days").startsWith("CALENDAR") ? fact.at().plus(limit.length()) : RULES.calendar().plusWorking(fact.at(), limit.length());
          if (until != null && fact.at().isBefore(until)) {
            due = due.plus(Duration.between(fact.at(), until));
            asked = fact.at();
          }
        }
        case ClaimantAsked e -> {
          asked = fact.at();
          until = e.until();
          due = due.plus(Duration.between(asked, until));
        }
        case ClaimantAnswered e -> {
          // What was not waited is given back; the answer may have come with an earlier supplement.
          Instant supplied = supplement(facts, asked, fact.at(), e.answer() == null);
          Instant end = supplied == null ? fact.at() : supplied;
          due = due.minus(Duration.between(end.isAfter(until) ? until : end.isBefore(asked) ? asked : end, until));
          until = null;
        }
        case ClaimantAnswerMissed e -> until = null;
        case TimeLimitExtended e -> due = e.newDueAt();
        case DeferralApproved e -> {
          if (e.level() == ApprovalLevel.CITY) {
            due = e.promisedBy();
            until = null;
          }
        }
        case SupervisionEvent.SupervisionOrdered e -> {
          due = e.dueAt() == null ? due : e.dueAt();
          until = null;
        }
        default -> { }
      }
    }
    return due;
  }

  private static Instant supplement(List<Fact> facts, Instant from, Instant to, boolean automatic) {
    return !automatic ? null : facts.stream().filter(f -> f.event() instanceof IntakeEvent.TicketSupplemented && !f.at().isBefore(from) && !f.at().isAfter(to)).map(Fact::at).findFirst().orElse(null);
  }

  @Test void no_breach_is_told_twice() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Fact> facts = new ArrayList<>();
      Ticket ticket = null;
      Instant now = Story.at("2026-03-02T08:00+08:00");
      for (ComplaintEvent event : List.of(received(), registered(STREET_MATTER, Grade.GENERAL_7D, SHIJINGSHAN, LUGU))) {
        ticket = told(facts, ticket, event, now);
      }
      for (int step = 0; step < 60; step++) {
        now = now.plus(Duration.ofHours(random.nextInt(20)));
        ComplaintEvent event = something(ticket, random, now);
        if (event != null) {
          ticket = told(facts, ticket, event, now);
        }
      }
      List<ComplaintEvent> breaches = facts.stream().map(Fact::event).filter(e -> e instanceof SignOverdue || e instanceof ContactOverdue || e instanceof FeedbackOverdue || e instanceof LimitWarned || e instanceof DeferralExpired).toList();
      assertEquals(breaches.size(), breaches.stream().distinct().count(), breaches.toString());
      assertFalse(facts.isEmpty());
      assertNotNull(ticket);
    }
  }
}
