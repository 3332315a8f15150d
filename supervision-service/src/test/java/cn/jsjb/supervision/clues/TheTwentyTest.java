package cn.jsjb.supervision.clues;

import cn.jsjb.event.ClueEvent;
import static cn.jsjb.supervision.Story.BABAOSHAN;
import static cn.jsjb.supervision.Story.LUGU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.ProactiveEvent;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskProposed;
import cn.jsjb.event.Spot;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.Story;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule with a history that fires and one that just does not. */
class TheTwentyTest {
  private static final Satisfaction YES = Satisfaction.SATISFIED, NO = Satisfaction.DISSATISFIED;
  private static final String WATER = "110107D01";
  /** The end of the period in which the stories begin (rule C-7). */
  private static final Instant PERIOD_END = Instant.parse("2026-05-18T16:00:00Z");

  private static Told told() { return new Told(); }

  private static Clue one(List<Clue> clues) {
    assertEquals(1, clues.size(), clues.toString());
    return clues.getFirst();
  }

  private static void falseResolved(Told t, String ticket, String unit) { t.sent(ticket, unit).answered(ticket, unit, Outcome.RESOLVED).calledBack(ticket, 1, true, false, NO); }

  @Test void the_rules_are_twenty_and_each_has_its_data() {
    assertEquals(IntStream.rangeClosed(1, 20).mapToObj("C%02d"::formatted).toList(), TheTwenty.RULES.stream().map(Rule::id).toList());
    assertEquals(IntStream.rangeClosed(1, 20).mapToObj("C%02d"::formatted).toList(), ClueRules.get().all().stream().map(ClueRules.Rule::id).toList());
    ClueRules.get().all().forEach(r -> r.versions().forEach(v -> v.parameters().forEach((name, p) -> assertTrue(!p.basis().isBlank(), r.id() + " " + name))));
  }

  @Test void C01_three_tickets_of_a_unit_and_category_that_were_not_resolved() {
    Told t = told();
    falseResolved(t, "a", LUGU);
    falseResolved(t, "b", LUGU);
    falseResolved(t, "other", BABAOSHAN);
    assertEquals(List.of(), t.of("C01"));
    t.days(29);
    falseResolved(t, "c", LUGU);
    Clue clue = one(t.of("C01"));
    assertEquals(new ClueEvent.ClueSubject(SubjectKind.UNIT, LUGU), clue.subject());
    assertEquals(Colour.YELLOW, clue.colour());
    assertEquals(List.of("K3"), clue.conducts());
    assertEquals("010101", clue.category());
    assertEquals(Set.of("a", "b", "c"), clue.evidence().stream().map(ClueEvent.Evidence::stream).collect(Collectors.toSet()));
    assertEquals(6, clue.evidence().size());
    assertEquals(new ClueEvent.Evidence("c", t.last()), clue.evidence().getLast());
  }

  @Test void C01_not_when_the_first_is_thirty_days_old_nor_when_it_was_resolved_in_part() {
    Told t = told();
    falseResolved(t, "a", LUGU);
    falseResolved(t, "b", LUGU);
    t.sent("part", LUGU).answered("part", LUGU, Outcome.RESOLVED).facts("part", new SupervisionEvent.CallbackCompleted(1, true, false, true, NO, SupervisionEvent.CallbackChannel.PHONE, List.of(), null));
    t.sent("said-so", LUGU).answered("said-so", LUGU, Outcome.UNRESOLVED).calledBack("said-so", 1, true, false, NO);
    t.days(30);
    falseResolved(t, "c", LUGU);
    assertEquals(List.of(), t.of("C01"));
  }

  @Test void C01_six_are_red_and_twice_on_one_ticket_is_enough() {
    Told t = told();
    "abcdef".chars().forEach(c -> falseResolved(t, String.valueOf((char) c), LUGU));
    assertEquals(List.of(Colour.YELLOW, Colour.RED), t.of("C01").stream().map(Clue::colour).toList());
    assertEquals(12, t.of("C01").getLast().evidence().size());
    Told one = told();
    falseResolved(one, "x", LUGU);
    one.facts("x", Story.rework(2), Story.dispatched(2)).answered("x", LUGU, Outcome.RESOLVED).calledBack("x", 2, true, false, NO);
    assertEquals(new ClueEvent.ClueSubject(SubjectKind.TICKET, "x"), one(one.of("C01")).subject());
  }

  @Test void C02_the_same_matter_three_times_after_a_resolved() {
    Told t = told();
    t.sent("a", LUGU).answered("a", LUGU, Outcome.RESOLVED);
    t.facts("b", Story.received(), Story.registered()).days(20).facts("c", Story.received(), Story.registered());
    t.facts("else", Told.receivedFrom("another caller", false), Story.registered());
    assertEquals(List.of(), t.of("C02"));
    // A person says that it is the same matter, whoever calls.
    t.facts("else", new IntakeEvent.DuplicateLinked("a", "RX", IntakeEvent.LinkKind.SAME_MATTER, false, null, null));
    Clue clue = one(t.of("C02"));
    assertEquals(LUGU, clue.unit());
    assertEquals(List.of("a", "b", "c", "else"), clue.evidence().stream().map(ClueEvent.Evidence::stream).toList());
    assertTrue(!clue.subject().id().contains("hash-of-phone"));
  }

  @Test void C02_not_before_the_resolved_and_not_after_ninety_days() {
    Told t = told();
    t.facts("early", Story.received(), Story.registered());
    t.sent("a", LUGU).answered("a", LUGU, Outcome.RESOLVED);
    t.facts("b", Story.received(), Story.registered()).facts("c", Story.received(), Story.registered()).days(90).facts("d", Story.received(), Story.registered());
    assertEquals(List.of(), t.of("C02"));
  }

  @Test void C03_five_reworks_and_supervisions_of_one_matter() {
    Told t = told();
    t.sent("a", LUGU).facts("a", Story.rework(2), Story.supervised(3));
    t.sent("b", LUGU).facts("b", Story.rework(2), Story.supervised(3));
    assertEquals(List.of(), t.of("C03"));
    t.sent("c", LUGU).facts("c", Story.rework(2));
    Clue clue = one(t.of("C03"));
    assertEquals(Colour.RED, clue.colour());
    assertEquals(5, clue.evidence().size());
  }

  @Test void C04_the_third_hop_is_yellow_the_fourth_red_and_two_rejected_objections_are_enough() {
    Told t = told();
    t.facts("a", Story.received(), Story.registered(), Told.hop(1, LUGU, Story.DUE), Told.objected(1, LUGU), Told.hop(2, BABAOSHAN, Story.DUE));
    assertEquals(List.of(), t.of("C04"));
    t.facts("a", Told.hop(3, WATER, Story.DUE), Told.hop(4, LUGU, Story.DUE));
    assertEquals(List.of(Colour.YELLOW, Colour.RED), t.of("C04").stream().map(Clue::colour).toList());
    assertEquals(List.of(LUGU), t.of("C04").getFirst().units());
    Told returns = told();
    returns.sent("b", LUGU).facts("b", Told.objected(1, LUGU), new DispatchEvent.ObjectionRejected(1, "不成立"), Told.objected(2, LUGU));
    assertEquals(List.of(), returns.of("C04"));
    returns.facts("b", new DispatchEvent.ObjectionRejected(2, "不成立"));
    assertEquals(Colour.YELLOW, one(returns.of("C04")).colour());
  }

  private static Told returning(int rejected, int upheld) {
    Told t = told();
    for (int i = 0; i < rejected + upheld; i++) {
      t.sent("t" + i, LUGU).facts("t" + i, Told.objected(1, LUGU), i < rejected ? new DispatchEvent.ObjectionRejected(1, "不成立") : new DispatchEvent.ObjectionUpheld(1, BABAOSHAN, "成立"));
    }
    return t.until(PERIOD_END);
  }

  @Test void C05_five_rejected_and_half_of_all() {
    Clue clue = one(returning(5, 5).of("C05"));
    assertEquals(LUGU, clue.unit());
    assertEquals(5, clue.evidence().size());
    assertEquals(10L, clue.figures().get("decided"));
    assertEquals(PERIOD_END, clue.to());
    assertEquals(List.of(), returning(4, 0).of("C05"));
    assertEquals(List.of(), returning(5, 6).of("C05"));
  }

  @Test void C06_what_was_promised_was_not_kept() {
    Told t = told();
    t.sent("a", LUGU).facts("a", new DispatchEvent.DeferralRequested(1, LUGU, "POLICY_GAP", Story.DUE, List.of(), "已说明", Story.START));
    assertEquals(List.of(), t.of("C06"));
    t.facts("a", new DispatchEvent.DeferralExpired(1, LUGU, Story.DUE));
    assertEquals(2, one(t.of("C06")).evidence().size());
    t.sent("b", LUGU).facts("b", new DispatchEvent.CommitmentIssued(1, LUGU, List.of(new DispatchEvent.Obligation("恢复", Story.DUE)), List.of("1号楼"), List.of(), Story.DUE, List.of()),
        new DispatchEvent.CommitmentObligationFulfilled(1, 1, LUGU, List.of()));
    t.sent("c", LUGU).facts("c", new DispatchEvent.TolerantHandlingStarted(1, LUGU, "办证", List.of()), new DispatchEvent.TolerantHandlingFailed(1, 1, Story.DUE));
    assertEquals(List.of("a", "c"), t.of("C06").stream().map(Clue::complaint).toList());
  }

  private static DispatchEvent missed(String department) { return new DispatchEvent.WhistleReportMissed(1, department, Story.DUE); }

  @Test void C07_missed_twice_in_thirty_days_or_refused_once() {
    Told t = told();
    t.sent("a", LUGU).facts("a", missed(WATER)).days(30).sent("b", LUGU).facts("b", missed(WATER));
    assertEquals(List.of(), t.of("C07"), "the first is thirty days old");
    t.days(29).sent("c", LUGU).facts("c", missed(WATER));
    Clue yellow = one(t.of("C07"));
    assertEquals(Colour.YELLOW, yellow.colour());
    assertEquals(WATER, yellow.unit());
    t.facts("c", new DispatchEvent.WhistleReportRefused(1, "110107D02", "不属于我单位"));
    assertEquals(Colour.RED, t.of("C07").getLast().colour());
  }

  @Test void C08_three_times_late_and_not_a_word_why() {
    Told t = told();
    for (String ticket : List.of("a", "b")) {
      t.sent(ticket, LUGU).facts(ticket, new DispatchEvent.FeedbackOverdue(LUGU, Story.DUE));
    }
    t.sent("excused", LUGU).facts("excused", new DispatchEvent.TimeLimitExtended(LUGU, Story.DUE, "第十五条", Story.START), new DispatchEvent.FeedbackOverdue(LUGU, Story.DUE));
    t.sent("part", BABAOSHAN).facts("part", new DispatchEvent.CoHandlingRequested(1, LUGU, "部分", Story.DUE, BABAOSHAN, "1"),
        new DispatchEvent.CoHandlingStageReported(1, LUGU, "待检测", "已排期", Story.DUE), new DispatchEvent.PartOverdue(1, DispatchEvent.PartKind.CO_HANDLING, LUGU, Story.DUE));
    assertEquals(List.of(), t.of("C08"));
    t.facts("part", new DispatchEvent.PartOverdue(2, DispatchEvent.PartKind.CO_HANDLING, LUGU, Story.DUE));
    assertEquals(3, one(t.of("C08")).evidence().size());
  }

  @Test void C09_a_committee_gets_what_is_not_on_its_list() {
    Told t = told();
    IntakeEvent.Classification listed = new IntakeEvent.Classification("060204", null, cn.jsjb.catalogue.Grade.GENERAL_7D, 1, List.of(), "1");
    IntakeEvent.Location there = ((IntakeEvent.TicketRegistered) Story.registered()).location();
    t.facts("on-the-list", Story.received(), new IntakeEvent.TicketRegistered(null, listed, there), Story.dispatched(1),
        new DispatchEvent.SubDispatched(1, LUGU, "110107011001", "调解", Story.DUE, "2021.1"));
    t.sent("to-a-unit", LUGU).facts("to-a-unit", new DispatchEvent.SubDispatched(1, LUGU, BABAOSHAN, "转办", Story.DUE, "2021.1"));
    assertEquals(List.of(), t.of("C09"));
    t.sent("a", LUGU).facts("a", new DispatchEvent.SubDispatched(1, LUGU, "110107011001", "清理", Story.DUE, "2021.1"));
    assertEquals(LUGU, one(t.of("C09")).unit());
  }

  /** Dissatisfied, contacted, satisfied so long after. */
  private static void changed(Told t, String ticket, Duration after) {
    t.sent(ticket, LUGU).answered(ticket, LUGU, Outcome.RESOLVED).calledBack(ticket, 1, true, true, NO).facts(ticket, Story.rework(2), Story.dispatched(2), Told.contacted(LUGU))
        .days(after.minusMinutes(1).toMillis() / 86_400_000.0).calledBack(ticket, 2, true, true, YES);
  }

  @Test void C10_three_changes_of_mind_within_a_day_of_a_contact() {
    Told t = told();
    changed(t, "a", Duration.ofHours(24));
    changed(t, "b", Duration.ofHours(1));
    changed(t, "late", Duration.ofHours(25));
    assertEquals(List.of(), t.of("C10"));
    changed(t, "c", Duration.ofHours(1));
    Clue clue = one(t.of("C10"));
    assertEquals(Colour.RED, clue.colour());
    assertEquals(9, clue.evidence().size());
    assertEquals(Set.of("a", "b", "c"), clue.evidence().stream().map(ClueEvent.Evidence::stream).collect(Collectors.toSet()));
  }

  private static Told deferring(int deferred, int all) {
    Told t = told();
    for (int i = 0; i < all; i++) {
      t.sent("t" + i, LUGU);
      if (i < deferred) {
        t.facts("t" + i, new DispatchEvent.DeferralRequested(1, LUGU, "POLICY_GAP", Story.DUE, List.of(), "已说明", Story.START),
            new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.DISTRICT, Story.DUE, null, "110107"),
            new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, Story.DUE, null, "110000D30"));
      }
    }
    return t.until(PERIOD_END);
  }

  @Test void C11_more_than_a_tenth_deferred() {
    assertEquals(3, one(deferring(3, 29).of("C11")).evidence().size());
    assertEquals(List.of(), deferring(3, 30).of("C11"), "a tenth is not more than a tenth");
    assertEquals(List.of(), deferring(3, 19).of("C11"), "too few to tell");
  }

  @Test void C11_or_more_than_twice_what_its_peers_do() {
    for (int mine : new int[] {4, 5}) {
      Told t = told();
      String[] peers = {LUGU, BABAOSHAN, "110107003"};
      for (int u = 0; u < 3; u++) {
        for (int i = 0; i < 100; i++) {
          String id = u + "/" + i;
          t.sent(id, peers[u]);
          if (i < (u == 0 ? mine : 2)) {
            t.facts(id, new DispatchEvent.DeferralRequested(1, peers[u], "POLICY_GAP", Story.DUE, List.of(), "已说明", Story.START),
                new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, Story.DUE, null, "110000D30"));
          }
        }
      }
      assertEquals(mine == 5 ? 1 : 0, t.until(PERIOD_END).of("C11").size(), mine + " against 2 of a hundred");
    }
  }

  @Test void C12_the_unit_says_contacted_the_claimant_says_no() {
    Told t = told();
    t.sent("nobody-said-so", LUGU).facts("nobody-said-so", new DispatchEvent.ClaimantContacted(LUGU, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.NOT_REACHED, false, null))
        .calledBack("nobody-said-so", 1, false, false, NO);
    t.sent("true", LUGU).answered("true", LUGU, Outcome.RESOLVED).calledBack("true", 1, true, true, YES);
    assertEquals(List.of(), t.of("C12"));
    t.sent("a", LUGU).answered("a", LUGU, Outcome.RESOLVED).calledBack("a", 1, false, true, YES);
    assertEquals("a", one(t.of("C12")).complaint());
  }

  private static Told hotspot(int tickets) {
    Told t = told();
    for (int i = 0; i < tickets; i++) {
      t.days(1).facts("h" + i, Told.receivedFrom("caller " + i, false), Story.registered());
    }
    return t;
  }

  @Test void C13_a_hotspot_sixty_days_old_and_nobody_has_taken_it_on() {
    Told t = hotspot(10);
    Instant since = t.now();
    t.days(25).facts("more", Told.receivedFrom("x", false), Story.registered()).days(25).facts("and more", Told.receivedFrom("y", false), Story.registered());
    t.until(since.plus(Duration.ofDays(60)).minusMillis(1));
    assertEquals(List.of(), t.of("C13"));
    Clue clue = one(t.until(since.plus(Duration.ofDays(60))).of("C13"));
    assertEquals(LUGU, clue.unit());
    assertEquals(10, clue.evidence().size());
  }

  @Test void C13_not_when_the_street_accepted_the_task_that_analytics_proposed_but_proposing_is_not_enough() {
    ProactiveTaskProposed proposed = new ProactiveTaskProposed(ProactiveEvent.Origin.HOTSPOT, "hot", "H1", null, "010101", new Spot(Spot.Kind.CELL, "8931aa4ac1bffff", LUGU.substring(0, 6), LUGU), List.of(), LUGU,
        LocalDate.of(2026, 6, 1), "2026.1");
    Told accepted = hotspot(10);
    accepted.hear("task", proposed, new ProactiveEvent.ProactiveTaskAccepted(LUGU, "增设疏导点", LocalDate.of(2026, 7, 1))).days(25).facts("more", Told.receivedFrom("x", false), Story.registered()).days(36);
    assertEquals(List.of(), accepted.until(accepted.now()).of("C13"));
    Told silent = hotspot(10);
    silent.hear("task", proposed).days(25).facts("more", Told.receivedFrom("x", false), Story.registered()).days(25).facts("and more", Told.receivedFrom("y", false), Story.registered()).days(11);
    assertEquals(LUGU, one(silent.until(silent.now()).of("C13")).unit());
  }

  @Test void C13_not_when_somebody_has_nor_when_it_went_quiet_nor_when_it_was_none() {
    Told taken = hotspot(10);
    taken.learn(new Learned.ProactiveTaskTaken("p", "e", taken.now(), "010101", LUGU)).days(50).facts("more", Told.receivedFrom("x", false), Story.registered()).days(11);
    assertEquals(List.of(), taken.until(taken.now()).of("C13"));
    assertEquals(List.of(), hotspot(10).days(61).facts("late", Told.receivedFrom("x", false), Story.registered()).of("C13"));
    Told none = hotspot(9);
    assertEquals(List.of(), none.days(59).facts("more", Told.receivedFrom("x", false), Story.registered()).days(5).until(none.now()).of("C13"));
  }

  private static Told completedTask(int before, int after) {
    Told t = told();
    for (int i = 0; i < before; i++) {
      t.facts("b" + i, Told.receivedFrom("b" + i, false), Story.registered());
    }
    t.days(2).learn(new Learned.TaskCompleted("MT2021-P07", "done", t.now(), "MT2021-P07", "T001", "110000D09"));
    for (int i = 0; i < after; i++) {
      t.facts("a" + i, Told.receivedFrom("a" + i, false), Story.registered());
    }
    return t.days(61).until(t.now());
  }

  @Test void C14_done_on_paper_and_a_fifth_more_tickets_or_a_failed_spot_check() {
    Clue clue = one(completedTask(20, 24).of("C14"));
    assertEquals("MT2021-P07", clue.problem());
    assertEquals(24L, clue.figures().get("after"));
    assertEquals(List.of(new ClueEvent.Evidence("MT2021-P07", "done")), clue.evidence());
    assertEquals(List.of(), completedTask(20, 23).of("C14"));
    assertEquals(List.of(), completedTask(19, 40).of("C14"), "too few to tell");
    Told checked = told().sent("x", LUGU);
    checked.learn(new Learned.TaskCompleted("P", "done", checked.now(), "MT2021-P01", "T1", "110000D03"))
        .learn(new Learned.SpotCheckFailed("P", "failed", checked.now(), "MT2021-P01", "T1", null));
    assertEquals(List.of("done", "failed"), one(checked.of("C14")).evidence().stream().map(ClueEvent.Evidence::event).sorted().toList());
    assertEquals("110000D03", checked.of("C14").getFirst().unit());
  }

  @Test void C15_somebody_off_the_path_saw_the_person_of_a_confidential_ticket() {
    Told t = told();
    IntakeEvent viewed = new IntakeEvent.SensitiveDataViewed(List.of("phone"), "联系");
    t.facts("open", Told.receivedFrom("x", false), Story.registered(), Story.dispatched(1)).by("unit:" + BABAOSHAN + "/user:a").facts("open", viewed);
    t.facts("secret", Told.receivedFrom("y", true), Story.registered(), Story.dispatched(1)).by("unit:" + LUGU + "/user:a").facts("secret", viewed)
        .by("unit:110107/user:d").facts("secret", viewed).by("callback:9").facts("secret", viewed);
    assertEquals(List.of(), t.of("C15"));
    t.by("unit:" + BABAOSHAN + "/user:a").facts("secret", viewed);
    Clue clue = one(t.of("C15"));
    assertEquals(BABAOSHAN, clue.unit());
    assertEquals(Colour.RED, clue.colour());
    assertEquals(List.of("K4"), clue.conducts());
  }

  private static SupervisionEvent says(int round, SupervisionEvent.ReportKind kind, String unit, String person) {
    return new SupervisionEvent.CallbackCompleted(round, true, true, false, YES, SupervisionEvent.CallbackChannel.PHONE, List.of(), "rec-1", null, null,
        List.of(new SupervisionEvent.ClaimantReport(kind, unit, person, null, "原话")), null);
  }

  @Test void C10_or_when_the_claimant_says_that_he_was_pressed() {
    Told t = told();
    t.sent("a", LUGU).facts("a", says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, null));
    assertEquals(List.of(), t.of("C10"));
    t.sent("b", LUGU).facts("b", says(1, SupervisionEvent.ReportKind.PRESSURE, LUGU, null));
    assertEquals(Colour.RED, one(t.of("C10")).colour());
    assertEquals("b", t.of("C10").getFirst().complaint());
  }

  @Test void C16_any_word_of_retaliation() {
    Told t = told();
    t.sent("a", LUGU).facts("a", says(1, SupervisionEvent.ReportKind.PRESSURE, LUGU, null));
    assertEquals(List.of(), t.of("C16"));
    t.sent("b", LUGU).facts("b", says(1, SupervisionEvent.ReportKind.RETALIATION, BABAOSHAN, "王某"));
    Clue clue = one(t.of("C16"));
    assertEquals(Colour.RED, clue.colour());
    assertEquals(BABAOSHAN, clue.unit());
    assertEquals(List.of("K5"), clue.conducts());
  }

  @Test void C17_the_same_person_named_twice_in_ninety_days() {
    Told t = told();
    t.sent("a", LUGU).facts("a", says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, "王某"));
    t.sent("namesake", LUGU).facts("namesake", says(1, SupervisionEvent.ReportKind.RUDENESS, BABAOSHAN, "王某"));
    t.sent("nobody", LUGU).facts("nobody", says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, null), says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, null));
    t.days(90).sent("late", LUGU).facts("late", says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, "王某"));
    assertEquals(List.of(), t.of("C17"), "the first is ninety days old");
    t.days(80).sent("b", LUGU).facts("b", says(1, SupervisionEvent.ReportKind.RUDENESS, LUGU, " 王某"));
    Clue clue = one(t.of("C17"));
    assertEquals(SubjectKind.PERSON, clue.subject().kind());
    assertEquals(List.of("late", "b"), clue.evidence().stream().map(ClueEvent.Evidence::stream).toList());
  }

  private static Told excluding(int excluded, int all, boolean reversed) {
    Told t = told();
    for (int i = 0; i < all; i++) {
      t.sent("t" + i, LUGU);
      if (i < excluded) {
        t.facts("t" + i, new SupervisionEvent.TicketExcluded(1, "UNTRUE", true, false, List.of(), LUGU, "110000D30", null, false, null, "1"));
      }
    }
    if (reversed) {
      t.facts("t0", new SupervisionEvent.ExclusionReversed(1, "依据不足", "110000D30", null, false, null));
    }
    return t.until(PERIOD_END);
  }

  @Test void C11_more_than_a_tenth_excluded_unless_it_was_taken_back() {
    assertEquals(3, one(excluding(3, 29, false).of("C11")).evidence().size());
    assertEquals(List.of(), excluding(3, 30, false).of("C11"));
    assertEquals(List.of(), excluding(3, 29, true).of("C11"));
  }

  @Test void C18_half_a_year_open_and_not_on_the_ledger() {
    Told t = told();
    t.sent("a", LUGU).sent("closed", LUGU).facts("closed", Story.closed(SupervisionEvent.CloseKind.SATISFIED));
    t.sent("ledger", LUGU).facts("ledger", new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, Story.DUE, null, "110000D30"));
    t.until(Story.START.plus(Duration.ofDays(180)));
    assertEquals(List.of(), t.of("C18"));
    t.until(Story.START.plus(Duration.ofDays(181)));
    assertEquals("a", one(t.of("C18")).complaint());
    t.facts("ledger", new DispatchEvent.DeferralExpired(1, LUGU, Story.DUE));
    assertEquals("ledger", t.of("C18").getLast().complaint());
    assertEquals(2, t.of("C18").size());
  }

  private static Told asked(int resolved, int dissatisfied, int all) {
    Told t = told();
    for (int i = 0; i < all; i++) {
      t.sent("t" + i, LUGU).calledBack("t" + i, 1, true, i < resolved, i < dissatisfied ? NO : YES);
    }
    return t.until(PERIOD_END);
  }

  @Test void C19_fifteen_points_between_resolved_and_satisfied() {
    Clue clue = one(asked(30, 5, 30).of("C19"));
    assertEquals(Colour.WATCH, clue.colour());
    assertEquals(5, clue.evidence().size());
    assertEquals(List.of(), clue.conducts());
    assertEquals(List.of(), asked(30, 4, 30).of("C19"), "13.3 points");
    assertEquals(List.of(), asked(29, 29, 29).of("C19"), "too few callbacks");
  }

  private static Told about(String party, int tickets, int resolved) {
    Told t = told();
    for (int i = 0; i < tickets; i++) {
      t.facts("t" + i, Told.receivedAbout(party), Story.registered(), Story.dispatched(1)).calledBack("t" + i, 1, true, i < resolved, YES);
    }
    return t.until(PERIOD_END);
  }

  @Test void C20_twenty_tickets_about_one_firm_and_few_resolved() {
    Clue clue = one(about("京禾健身有限公司", 20, 11).of("C20"));
    assertEquals(new ClueEvent.ClueSubject(SubjectKind.ENTERPRISE, "京禾健身有限公司"), clue.subject());
    assertEquals(29, clue.evidence().size());
    assertNull(clue.unit());
    assertEquals(List.of(), about("京禾健身有限公司", 20, 12).of("C20"), "60 % is not below 60 %");
    assertEquals(List.of(), about("京禾健身有限公司", 19, 0).of("C20"));
    assertEquals(List.of(), about("王某", 20, 0).of("C20"), "not an enterprise");
  }

  @Test void a_story_without_a_beginning_stops_its_own_stream_and_no_other() {
    Told t = told();
    t.facts("torn", Story.registered(), Story.dispatched(1), Told.contacted(LUGU)).calledBack("torn", 1, false, false, NO);
    t.sent("a", LUGU).answered("a", LUGU, Outcome.RESOLVED).calledBack("a", 1, false, true, YES);
    assertEquals(List.of("a"), t.clues.stream().map(Clue::complaint).toList());
  }

  @Test void a_clue_is_the_same_clue_whenever_it_is_found() {
    Told once = told();
    Told again = told();
    falseResolved(once, "a", LUGU);
    falseResolved(again, "a", LUGU);
    once.calledBack("a", 1, false, false, NO);
    again.calledBack("a", 1, false, false, NO);
    assertEquals(once.clues.stream().map(Clue::id).toList(), again.clues.stream().map(Clue::id).toList());
    assertTrue(!once.clues.isEmpty());
  }
}
