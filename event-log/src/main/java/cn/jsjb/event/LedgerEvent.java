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
}
