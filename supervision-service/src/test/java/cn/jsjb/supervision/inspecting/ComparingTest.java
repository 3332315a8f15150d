package cn.jsjb.supervision.inspecting;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.supervision.inspecting.Claim.Kind;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import cn.jsjb.supervision.inspecting.Claim.Said;
import cn.jsjb.supervision.inspecting.Claim.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the unit wrote, what the claimant said, what later events show. Events: 0 received … 4 contacted, 5 replied, 6 reported. */
class ComparingTest extends Written {
  private final List<Repeat> repeats = new ArrayList<>();

  private ComparingTest given(ComplaintEvent... facts) {
    for (ComplaintEvent fact : facts) {
      fact(fact);
    }
    return this;
  }

  private ComparingTest replied(ComplaintEvent... more) {
    return given(received(), registered(), dispatched(1), signed(), contacted(), repliedToClaimant(), reported()).given(more);
  }

  private List<Claim> claims() { return Comparing.claims(Replay.of(records), repeats, false); }

  private Claim claim(Kind kind) { return claims().stream().filter(c -> c.kind() == kind).reduce((a, b) -> b).orElseThrow(); }

  private static SupervisionEvent answers(int round, boolean contacted, boolean resolved, boolean partly) {
    return new SupervisionEvent.CallbackCompleted(round, contacted, resolved, partly, Satisfaction.BASICALLY_SATISFIED, CallbackChannel.PHONE, List.of(), null);
  }

  private static List<String> ids(List<Said> said) { return said.stream().map(Said::eventId).toList(); }

  @Test void of_very_many_repeats_the_newest_are_looked_at_and_all_are_counted() {
    List<Repeat> all = new java.util.ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      all.add(new Repeat("c" + i, null, LUGU, at(i), "e" + i));
    }
    Repeats.Found found = Repeats.Found.of(all);
    assertEquals(3_000, found.total());
    assertEquals(200, found.items().size());
    assertEquals("c2999", found.items().getLast().complaintId());
  }

  @Test void before_anybody_has_called_back_nothing_stands_beside_it() {
    replied();
    assertEquals(List.of(Kind.CONTACT, Kind.REPLY, Kind.RESULT), claims().stream().map(Claim::kind).toList());
    for (Claim claim : claims()) {
      assertEquals(LUGU, claim.unit());
      assertEquals(Standing.OPEN, claim.claimantSays());
      assertEquals(Standing.OPEN, claim.laterShows());
    }
    assertEquals("event-6", claim(Kind.RESULT).said().eventId());
    assertTrue(claim(Kind.RESULT).said().words().contains("已清理"));
  }

  @Test void resolved_and_the_claimant_says_so_too() {
    replied(answers(1, true, true, false));
    assertEquals(Standing.AGREES, claim(Kind.RESULT).claimantSays());
    assertEquals(List.of("event-7"), ids(claim(Kind.RESULT).claimant()));
    assertEquals(Standing.AGREES, claim(Kind.CONTACT).claimantSays());
    assertEquals("诉求人说法：相符；后续事件：尚无", claim(Kind.RESULT).sentence());
  }

  @Test void resolved_and_the_claimant_says_no_and_it_was_sent_back() {
    replied(answers(1, true, false, false), rework(2));
    Claim result = claim(Kind.RESULT);
    assertEquals(Standing.DIFFERS, result.claimantSays());
    assertEquals(Standing.DIFFERS, result.laterShows());
    assertEquals(List.of("event-8"), ids(result.later()));
    assertEquals(Standing.OPEN, claim(Kind.CONTACT).laterShows(), "that he was contacted is not put in doubt by it");
  }

  @Test void partly_is_neither() {
    replied(answers(1, true, false, true));
    assertEquals(Standing.PARTLY, claim(Kind.RESULT).claimantSays());
  }

  @Test void contacted_says_the_unit_and_the_claimant_says_nobody_called() {
    replied(answers(1, false, true, false));
    assertEquals(Standing.DIFFERS, claim(Kind.CONTACT).claimantSays());
    assertEquals(Standing.DIFFERS, claim(Kind.REPLY).claimantSays());
    assertEquals(Standing.AGREES, claim(Kind.RESULT).claimantSays());
  }

  @Test void who_was_not_reached_claims_nothing() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.ClaimantContacted(LUGU, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.NOT_REACHED, false, null));
    assertEquals(List.of(), claims());
  }

  @Test void an_explanation_is_no_result_but_somebody_must_have_heard_it() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.EXPLAINED, "不属于违建", List.of()), answers(1, true, false, false));
    assertEquals(Standing.AGREES, claim(Kind.RESULT).claimantSays());
    setUp();
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.EXPLAINED, "不属于违建", List.of()), answers(1, false, false, false));
    assertEquals(Standing.DIFFERS, claim(Kind.RESULT).claimantSays());
  }

  private void setUp() {
    records.clear();
    head = cn.jsjb.log.Chain.genesis("c1");
  }

  @Test void a_unit_that_says_unresolved_is_believed_when_the_claimant_says_the_same() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.UNRESOLVED, "待立项", List.of()), answers(1, true, false, false));
    assertEquals(Standing.AGREES, claim(Kind.RESULT).claimantSays());
  }

  @Test void each_round_stands_by_itself() {
    replied(answers(1, true, false, false), rework(2), dispatched(2), signed(), contacted(), repliedToClaimant(), reported(), answers(2, true, true, false));
    List<Claim> results = claims().stream().filter(c -> c.kind() == Kind.RESULT).toList();
    assertEquals(List.of(Standing.DIFFERS, Standing.AGREES), results.stream().map(Claim::claimantSays).toList());
    assertEquals(Standing.OPEN, results.getLast().laterShows(), "what came before it is not later");
  }

  @Test void the_same_matter_again_after_it_was_called_resolved() {
    replied(answers(1, true, true, false));
    repeats.add(new Repeat("c2", "RX260601-000000002", LUGU, at(100), "link-1"));
    Claim result = claim(Kind.RESULT);
    assertEquals(Standing.AGREES, result.claimantSays());
    assertEquals(Standing.DIFFERS, result.laterShows());
    assertEquals(List.of("link-1"), ids(result.later()));
    assertEquals("c2", result.later().getFirst().complaintId());
  }

  @Test void the_same_matter_while_it_was_still_being_handled_shows_nothing() {
    replied();
    repeats.add(new Repeat("c2", "RX260506-000000002", LUGU, at(3), "link-1"));
    assertEquals(Standing.OPEN, claim(Kind.RESULT).laterShows());
    assertEquals(List.of(), claim(Kind.RESULT).later());
  }

  @Test void an_urge_stands_beside_it_and_proves_nothing() {
    replied(new IntakeEvent.RequestUrged("还没修好"));
    assertEquals(List.of("event-7"), ids(claim(Kind.RESULT).later()));
    assertEquals(Standing.OPEN, claim(Kind.RESULT).laterShows());
  }

  @Test void a_look_back_shows_whether_it_held() {
    replied(answers(1, true, true, false), new SupervisionEvent.LookBackRecorded(1, SupervisionEvent.LookBackResult.HOLDS, "仍然干净", List.of(), false, "110000"));
    assertEquals(Standing.AGREES, claim(Kind.RESULT).laterShows());
    given(new SupervisionEvent.LookBackRecorded(2, SupervisionEvent.LookBackResult.RECURRED, "又来了", List.of(), false, "110000"));
    assertEquals(Standing.DIFFERS, claim(Kind.RESULT).laterShows());
  }

  @Test void answers_that_cannot_stand_say_nothing_any_more() {
    replied(answers(1, true, false, false), new SupervisionEvent.CallbackInvalidated(1, SupervisionEvent.Invalidation.QUALITY_CHECK, "问错了人", null, "110000", "1"));
    assertEquals(Standing.OPEN, claim(Kind.RESULT).claimantSays());
    assertEquals(List.of("event-7"), ids(claim(Kind.RESULT).claimant()), "they stay in the history");
    assertEquals(List.of("event-8"), ids(claim(Kind.RESULT).later()));
  }

  @Test void a_whistle_called_solved_is_a_claim_of_the_locality() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.WhistleClosed(1, true, "当场清理", Map.of()), reported(), answers(1, true, false, false));
    assertEquals(LUGU, claim(Kind.WHISTLE).unit());
    assertEquals(Standing.DIFFERS, claim(Kind.WHISTLE).claimantSays());
  }

  @Test void not_as_reported_says_the_visit() {
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.FieldVisitRecorded(LUGU, at(4), "六合园", "未见摊位", false, List.of()), reported(), answers(1, true, false, false));
    assertEquals(Standing.DIFFERS, claim(Kind.VISIT).claimantSays());
    setUp();
    given(received(), registered(), dispatched(1), signed(), new DispatchEvent.FieldVisitRecorded(LUGU, at(4), "六合园", "七个摊位", true, List.of()));
    assertEquals(List.of(), claims(), "to find what was reported is no claim against the claimant");
  }

  @Test void a_promise_is_kept_or_broken_and_once_broken_stays_so() {
    DispatchEvent approved = new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, at(50), "同意", "110000");
    given(received(), registered(), dispatched(1), signed(), approved, new DispatchEvent.DeferralCleared(1, "已竣工", "110000"));
    assertEquals(Standing.AGREES, claim(Kind.PROMISE).laterShows());
    setUp();
    given(received(), registered(), dispatched(1), signed(), approved, new DispatchEvent.DeferralExpired(1, LUGU, at(50)), new DispatchEvent.DeferralCleared(1, "补办", "110000"));
    assertEquals(Standing.DIFFERS, claim(Kind.PROMISE).laterShows());
    assertEquals(2, claim(Kind.PROMISE).later().size());
  }

  @Test void a_result_that_lost_its_race_is_void_and_nobody_answered_it() {
    given(received(), registered(), dispatched(1), signed());
    String before = head;
    given(contacted());
    write(reported(), before);
    given(reported(), answers(1, true, true, false));
    List<Claim> results = claims().stream().filter(c -> c.kind() == Kind.RESULT).toList();
    assertEquals(List.of(Standing.VOID, Standing.AGREES), results.stream().map(Claim::claimantSays).toList());
    assertEquals("所写未成为事实，作废", results.getFirst().sentence());
    assertEquals("event-5", results.getFirst().said().eventId());
  }

  @Test void a_retry_of_a_fact_says_nothing_new() {
    replied();
    write("event-6", reported(), "0".repeat(64), "/dispatch-service", EventTypes.write(reported()), at(6));
    assertEquals(1, claims().stream().filter(c -> c.kind() == Kind.RESULT).count());
  }

  @Test void words_that_are_not_for_everybody_are_left_out_and_the_comparison_stays() {
    replied(answers(1, true, false, false));
    List<Claim> hidden = Comparing.claims(Replay.of(records), repeats, true);
    assertEquals(claims().size(), hidden.size());
    for (Claim claim : hidden) {
      assertNull(claim.said().words());
    }
    assertEquals(Standing.DIFFERS, hidden.getLast().claimantSays());
  }

  @Test void who_looked_is_listed_and_a_look_needs_a_reason() {
    given(received(), new IntakeEvent.SensitiveDataViewed(List.of("name", "phone"), "回访"), new SupervisionEvent.SensitiveDataViewed(Viewing.FIELDS, "核查线索 C01"));
    HistoryView inspectors = HistoryView.of("c1", Replay.of(records), null, false, false);
    assertEquals(List.of("event-1", "event-2"), inspectors.viewedBy().stream().map(View::eventId).toList());
    assertEquals("核查线索 C01", inspectors.viewedBy().getLast().reason());
    assertEquals("unit:110107011/user:li", inspectors.viewedBy().getLast().actor());
    HistoryView units = HistoryView.of("c1", Replay.of(records), null, false, true);
    assertNull(units.viewedBy());
    assertNull(units.records().getLast().actor());
    assertNull(units.records().getLast().payload());
    assertEquals(new cn.jsjb.event.Decision.Accepted(new SupervisionEvent.SensitiveDataViewed(Viewing.FIELDS, "核查")), Viewing.decide(Replay.of(records).state(), " 核查 "));
    assertTrue(Viewing.decide(Replay.of(records).state(), " ") instanceof cn.jsjb.event.Decision.Refused);
    assertTrue(Viewing.decide(null, "核查") instanceof cn.jsjb.event.Decision.Refused);
  }

  @Test void the_timeline_is_in_the_order_of_what_happened_and_says_what_was_entered_late() {
    replied(answers(1, true, false, false));
    Instant early = at(2).plusSeconds(60);
    head = cn.jsjb.log.Chain.hash(write("late", new DispatchEvent.FieldVisitRecorded(LUGU, early, "六合园", "七个摊位", true, List.of()), head, "/dispatch-service",
        EventTypes.write(new DispatchEvent.FieldVisitRecorded(LUGU, early, "六合园", "七个摊位", true, List.of())), early));
    Timeline timeline = Timeline.of("c1", Replay.of(records), null, Repeats.Found.of(List.of(new Repeat("c2", "RX260601-000000002", LUGU, at(100), "link-1"))), false, false);
    List<Timeline.Item> items = timeline.items();
    assertEquals(List.of("event-2", "late", "event-3"), items.subList(2, 5).stream().map(Timeline.Item::eventId).toList());
    Timeline.Item late = items.get(3);
    assertEquals("2026-05-06T13:23+08:00", late.at().toString());
    assertEquals("2026-05-06T19:22+08:00", late.loggedAt().toString());
    assertEquals("现场查看", late.name());
    assertEquals("鲁谷街道", late.unitName());
    assertTrue(late.words().contains("七个摊位"), late.words());
    assertNull(items.getFirst().loggedAt());
    assertEquals("已联系 · 未解决 · 基本满意", items.getLast().words());
    assertEquals("Asia/Shanghai", timeline.zone());
    assertEquals(List.of(new Timeline.Related("c2", "FOLLOWED_BY", "link-1")), timeline.related());
    assertFalse(Timeline.of("c1", Replay.of(records), null, Repeats.Found.NONE, true, true).items().stream().anyMatch(i -> i.words() != null));
  }
}
