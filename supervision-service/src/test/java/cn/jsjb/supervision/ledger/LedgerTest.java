package cn.jsjb.supervision.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.event.Decision;
import cn.jsjb.event.LedgerEvent.LedgerEntryCleared;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerEntryOverdue;
import cn.jsjb.event.LedgerEvent.LedgerEntryProgressed;
import cn.jsjb.event.LedgerEvent.LedgerEntryReturned;
import cn.jsjb.event.LedgerEvent.LedgerKind;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.ledger.Ledger.Progress;
import cn.jsjb.supervision.ledger.Ledger.Verification;
import cn.jsjb.supervision.matters.LedgerEntry;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 市级挂账督办 (SP8). */
class LedgerTest {
  private static final String LUGU = "110107011", WATER = "110000U01", OTHER = "110000D01";
  private static final Instant JUNE = Story.at("2026-06-30T00:00+08:00"), JULY = Story.at("2026-07-31T00:00+08:00");
  private static final LedgerEntryOpened OPENED = new LedgerEntryOpened(LedgerKind.PROBLEM, "游商占道反复", "疏导点启用", LUGU, List.of(WATER), "MT2021-P07", LUGU, List.of(), JUNE);
  private static final LedgerEntryProgressed DONE = new LedgerEntryProgressed("已启用", true, List.of(), "李某");
  private static final WhenLedgerEntryIsLateThenSay LATE = new WhenLedgerEntryIsLateThenSay();

  private static Story<Matter> given(cn.jsjb.event.LedgerEvent... events) { return Story.<Matter>of(Matter::evolve).given(events); }

  private static Decision clear(Matter m, String verifier, String unit) { return Ledger.clear((LedgerEntry) m, new Verification("属实", List.of(), verifier, unit)); }

  @Test void an_entry_needs_a_date_that_is_still_to_come() {
    given().when((m, now) -> Ledger.open((LedgerEntry) m, OPENED, now)).then(OPENED);
    given().on("2026-06-30T00:00+08:00").when((m, now) -> Ledger.open((LedgerEntry) m, OPENED, now)).refused(Reason.FIELD_INVALID);
    given(OPENED).when((m, now) -> Ledger.open((LedgerEntry) m, OPENED, now)).refused(Reason.RECORDED_ALREADY);
  }

  @Test void only_what_the_owner_calls_done_can_be_cleared_and_only_by_somebody_else() {
    given(OPENED).when((m, now) -> clear(m, "supervisor:zhao", null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    given(OPENED, new LedgerEntryProgressed("过半", false, List.of(), "李某")).when((m, now) -> clear(m, "supervisor:zhao", null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    given(OPENED, DONE).when((m, now) -> clear(m, "supervisor:zhao", LUGU)).refused(Reason.VERIFIER_IS_INVOLVED);
    given(OPENED, DONE).when((m, now) -> clear(m, "supervisor:zhao", WATER)).refused(Reason.VERIFIER_IS_INVOLVED);
    // "test" wrote the progress down.
    given(OPENED, DONE).when((m, now) -> clear(m, "test", null)).refused(Reason.VERIFIER_IS_INVOLVED);
    given(OPENED, DONE).when((m, now) -> clear(m, "李某", null)).refused(Reason.VERIFIER_IS_INVOLVED);
    Story<Matter> cleared = given(OPENED, DONE).when((m, now) -> clear(m, "supervisor:zhao", OTHER)).then(new LedgerEntryCleared("属实", List.of(), "supervisor:zhao", OTHER));
    assertEquals("CLEARED", cleared.state().status());
    assertNull(cleared.state().limitAt());
    cleared.when((m, now) -> Ledger.progress((LedgerEntry) m, new Progress("x", false, List.of(), "李某"))).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    cleared.when((m, now) -> clear(m, "supervisor:qian", null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
  }

  @Test void what_is_not_so_goes_back_and_a_failed_look_back_opens_again() {
    given(OPENED).when((m, now) -> Ledger.giveBack((LedgerEntry) m, "未动", JULY, "supervisor:zhao", null, now)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    given(OPENED, DONE).when((m, now) -> Ledger.giveBack((LedgerEntry) m, "未动", now, "supervisor:zhao", null, now)).refused(Reason.FIELD_INVALID);
    given(OPENED, DONE).when((m, now) -> Ledger.giveBack((LedgerEntry) m, "未动", JULY, "supervisor:zhao", LUGU, now)).refused(Reason.VERIFIER_IS_INVOLVED);
    Story<Matter> back = given(OPENED, DONE).when((m, now) -> Ledger.giveBack((LedgerEntry) m, "未动", JULY, "supervisor:zhao", null, now)).then(new LedgerEntryReturned("未动", JULY, "supervisor:zhao", false));
    assertEquals(JULY, back.state().limitAt());
    back.when((m, now) -> clear(m, "supervisor:zhao", null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    Story<Matter> again = given(OPENED, DONE, new LedgerEntryCleared("属实", List.of(), "supervisor:zhao", null))
        .when((m, now) -> Ledger.giveBack((LedgerEntry) m, "反弹", JULY, "supervisor:qian", null, now)).then(new LedgerEntryReturned("反弹", JULY, "supervisor:qian", true));
    assertEquals("OPEN", again.state().status());
    assertEquals(1, assertInstanceOf(LedgerEntry.class, again.state()).returns());
  }

  @Test void a_date_that_passes_is_said_once_and_a_new_date_once_more() {
    Story<Matter> open = given(OPENED);
    assertEquals(JUNE, LATE.dueAt(open.state()));
    assertEquals(Decision.accept(new LedgerEntryOverdue(JUNE)), LATE.decide(open.state(), JUNE));
    assertNull(LATE.dueAt(given(OPENED, new LedgerEntryOverdue(JUNE)).state()));
    assertNull(LATE.dueAt(given(OPENED, new LedgerEntryOverdue(JUNE), DONE).state()), "reporting late does not say it again");
    assertEquals(JULY, LATE.dueAt(given(OPENED, new LedgerEntryOverdue(JUNE), DONE, new LedgerEntryReturned("未动", JULY, "x", false)).state()));
    assertNull(LATE.dueAt(given(OPENED, DONE, new LedgerEntryCleared("属实", List.of(), "supervisor:zhao", null)).state()));
  }
}
