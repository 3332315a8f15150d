package cn.jsjb.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules C-3, L4, L5, P5 and X2 for one ticket; example C-10 for many. */
class StandingTest {
  private static final Assessment RULES = Assessment.load();
  private static final Instant MAY_6 = Instant.parse("2026-05-06T03:22:00Z");
  private static final Instant JUNE_25 = Instant.parse("2026-06-25T02:00:00Z");

  private record Said(boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction) implements Standing.Answered {}

  private static final Said GOOD = new Said(true, true, false, Satisfaction.SATISFIED);

  private static Contribution counts(RequestType type, Standing.Answered answer, ComplaintEvent... events) {
    Standing standing = null;
    for (ComplaintEvent event : events) {
      standing = Standing.after(standing, event, JUNE_25);
    }
    return Standing.contribution(standing, RULES, MAY_6, type, false, answer);
  }

  @Test void a_valid_callback_counts_and_says_by_which_rules() {
    assertEquals(new Contribution("2026-05", true, null, true, true, Satisfaction.SATISFIED, true, "2019.1"), counts(RequestType.HELP, GOOD));
    assertEquals(false, counts(RequestType.HELP, new Said(true, true, true, Satisfaction.SATISFIED)).resolved(), "in part is not resolved");
  }

  @Test void what_is_not_valid_says_why() {
    assertEquals(Absence.TYPE_NOT_ASSESSED, counts(RequestType.PRAISE, GOOD).why());
    assertEquals(Absence.TYPE_NOT_ASSESSED, counts(null, GOOD).why());
    assertEquals(Absence.NOT_ANSWERED, counts(RequestType.HELP, null).why());
    assertEquals(Absence.ANSWERS_MISSING, counts(RequestType.HELP, new Said(true, true, false, null)).why());
    assertEquals(Absence.NO_CLAIMANT, Standing.contribution(null, RULES, MAY_6, RequestType.REPORT, true, GOOD).why());
    assertEquals(Absence.ANONYMOUS, counts(RequestType.HELP, GOOD, request(IntakeEvent.Claimant.UNKNOWN)).why());
    assertEquals(Absence.CALLBACK_INVALIDATED, counts(RequestType.HELP, GOOD, invalidated()).why());
    assertNull(counts(RequestType.HELP, GOOD, invalidated(), answered()).why());
  }

  @Test void the_two_flags_of_an_exclusion_are_independent() {
    assertEquals(Absence.EXCLUDED, counts(RequestType.HELP, GOOD, excluded(true, false)).why());
    assertEquals(true, counts(RequestType.HELP, GOOD, excluded(true, false)).inVolume());
    assertEquals(new Contribution("2026-05", true, null, true, true, Satisfaction.SATISFIED, false, "2019.1"), counts(RequestType.HELP, GOOD, excluded(false, true)));
    assertEquals(counts(RequestType.HELP, GOOD), counts(RequestType.HELP, GOOD, excluded(true, true), new SupervisionEvent.ExclusionReversed(1, "x", "b", null, false, null)));
  }

  @Test void deferred_it_is_out_and_back_in_the_period_of_the_callback() {
    assertEquals(Absence.DEFERRED, counts(RequestType.HELP, GOOD, deferred()).why());
    assertEquals("2026-07", counts(RequestType.HELP, GOOD, deferred(), answered()).period());
    assertEquals(true, counts(RequestType.HELP, GOOD, deferred(), answered()).valid());
  }

  @Test void a_broken_promise_is_unresolved_at_once_until_he_answers_again() {
    Contribution broken = counts(RequestType.HELP, GOOD, deferred(), new DispatchEvent.DeferralExpired(1, "110107011", JUNE_25));
    assertEquals(new Contribution("2026-07", true, null, true, false, Satisfaction.DISSATISFIED, true, "2019.1"), broken);
    assertEquals(true, counts(RequestType.HELP, GOOD, deferred(), new DispatchEvent.DeferralExpired(1, "110107011", JUNE_25), answered()).resolved());
    assertNull(Standing.after(null, new DispatchEvent.DeferralExpired(1, "110107011", JUNE_25), JUNE_25), "a promise that was never in force");
  }

  @Test void most_tickets_have_no_standing_of_their_own() {
    assertNull(Standing.after(null, answered(), MAY_6));
    Standing excluded = Standing.after(null, excluded(true, true), MAY_6);
    assertSame(excluded, Standing.after(excluded, new IntakeEvent.RequestUrged("催"), MAY_6));
    assertNull(Standing.after(excluded, new SupervisionEvent.ExclusionReversed(1, "x", "b", null, false, null), MAY_6));
  }

  /** Rule C-10: 520 tickets, 20 excluded, 10 deferred, 60 inquiries and praise, 30 never reached ⇒ V = 400; five of the unresolved excluded after an appeal ⇒ V = 395. */
  @Test void the_worked_example_of_C_10() {
    List<Contribution> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add(counts(RequestType.HELP, new Said(i >= 2, i < 360, false, i < 330 ? Satisfaction.SATISFIED : i < 370 ? Satisfaction.BASICALLY_SATISFIED : Satisfaction.DISSATISFIED)));
    }
    for (int i = 0; i < 20; i++) all.add(counts(RequestType.COMPLAINT, GOOD, excluded(true, false)));
    for (int i = 0; i < 10; i++) all.add(counts(RequestType.COMPLAINT, null, deferred()));
    for (int i = 0; i < 60; i++) all.add(counts(i % 2 == 0 ? RequestType.INQUIRY : RequestType.PRAISE, null));
    for (int i = 0; i < 30; i++) all.add(counts(RequestType.REPORT, null));
    assertEquals(520, all.stream().filter(Contribution::inVolume).count());
    ThreeRates before = rates(all);
    assertEquals(Fraction.of(360, 400), before.resolution());
    assertEquals(new BigDecimal("91.55"), before.score().rounded(2));
    for (int i = 365; i < 370; i++) {
      all.set(i, counts(RequestType.HELP, new Said(true, false, false, Satisfaction.BASICALLY_SATISFIED), excluded(true, false)));
    }
    assertEquals(Fraction.of(360, 395), rates(all).resolution());
    assertEquals(new BigDecimal("91.14"), rates(all).resolution().percent());
  }

  private static ThreeRates rates(List<Contribution> all) {
    List<Contribution> valid = all.stream().filter(Contribution::valid).toList();
    return ThreeRates.of(new ThreeRatesTest.Count(valid.size(), valid.stream().filter(Contribution::contacted).count(), valid.stream().filter(Contribution::resolved).count(),
        valid.stream().filter(c -> c.satisfaction() == Satisfaction.SATISFIED).count(), valid.stream().filter(c -> c.satisfaction() == Satisfaction.BASICALLY_SATISFIED).count()),
        RULES.formula(RULES.period(YearMonth.of(2026, 5)), null).orElseThrow());
  }

  private static IntakeEvent request(IntakeEvent.Claimant claimant) {
    return new IntakeEvent.RequestReceived("RX", "PHONE", "1", RequestType.HELP, "t", "c", Place.UNKNOWN, MAY_6, null, null, List.of(), claimant);
  }

  private static DispatchEvent deferred() { return new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, JUNE_25, "x", "b"); }

  private static SupervisionEvent answered() {
    return new SupervisionEvent.CallbackCompleted(1, true, true, false, Satisfaction.SATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null);
  }

  private static SupervisionEvent invalidated() { return new SupervisionEvent.CallbackInvalidated(1, SupervisionEvent.Invalidation.QUALITY_CHECK, "x", JUNE_25, "b", "2019.1"); }

  private static SupervisionEvent excluded(boolean rates, boolean volume) {
    return new SupervisionEvent.TicketExcluded(1, "UNTRUE", rates, volume, List.of(), "110107011", "b", null, false, null, "2019.1");
  }
}
