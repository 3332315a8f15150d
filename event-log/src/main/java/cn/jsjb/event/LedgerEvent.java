package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** The municipal supervision ledger (市级挂账督办, SP8): problem-level items of the supervision office. Not the deferral of a ticket. */
public sealed interface LedgerEvent extends OversightEvent {
  /**
   * @param owner code of the unit that has to solve it
   * @param problem, locality what and where it is about, null where it does not apply
   * @param complaints tickets that led here
   */
  record LedgerEntryOpened(LedgerKind kind, String title, String goal, String owner, List<String> supporting, String problem, String locality, List<String> complaints,
      Instant dueAt) implements LedgerEvent {}

  /** PROJECT: a historic project (历史遗留项目台账). */
  enum LedgerKind { PROBLEM, PLACE, PROJECT }

  /**
   * The supervision office writes down what the owner reports.
   *
   * @param goalReached the owner says it is done: now somebody else verifies
   */
  record LedgerEntryProgressed(String note, boolean goalReached, List<String> evidence, String reportedBy) implements LedgerEvent {}

  /** The date has passed and the entry is not cleared. Once a date. */
  record LedgerEntryOverdue(Instant dueAt) implements LedgerEvent {}

  /** 销账: verified on the spot by somebody who is neither the owner nor the one who reported. */
  record LedgerEntryCleared(String finding, List<String> evidence, String verifiedBy, String verifierUnit) implements LedgerEvent {}

  /** Not what was promised, or, after clearing, a look-back (回头看) failed: the entry is open again. */
  record LedgerEntryReturned(String reason, Instant dueAt, String verifiedBy, boolean afterLookBack) implements LedgerEvent {}
}
