package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.LedgerEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * An entry of the municipal ledger (市级挂账督办, SP8), folded from {@code oversight-log}. Of that log analytics may know the ledger and nothing else
 * (architecture 1.2): every other kind of stream leaves no state here, only what the law needs to judge the next record.
 *
 * @param returns how often it was sent back; @param overdue a date of it has passed, and it is not cleared
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record LedgerEntry(LedgerEvent.LedgerKind kind, String title, String owner, String problem, String locality, List<String> complaints, Status status, boolean overdue, int returns,
    Instant openedAt, Instant dueAt, Instant clearedAt) {
  public enum Status { OPEN, GOAL_REPORTED, CLEARED }

  public LedgerEntry {
    complaints = complaints == null ? List.of() : complaints;
  }

  static LedgerEntry evolve(LedgerEntry before, Fact fact) {
    if (!(fact.said() instanceof LedgerEvent event) || before == null && !(event instanceof LedgerEvent.LedgerEntryOpened)) {
      return before;
    }
    return switch (event) {
      case LedgerEvent.LedgerEntryOpened e -> new LedgerEntry(e.kind(), e.title(), e.owner(), e.problem(), e.locality(), e.complaints(), Status.OPEN, false, 0, fact.at(), e.dueAt(), null);
      case LedgerEvent.LedgerEntryProgressed e -> before.now(e.goalReached() ? Status.GOAL_REPORTED : before.status, before.overdue, before.returns, before.dueAt, null);
      case LedgerEvent.LedgerEntryOverdue e -> before.now(before.status, true, before.returns, before.dueAt, null);
      case LedgerEvent.LedgerEntryCleared e -> before.now(Status.CLEARED, false, before.returns, before.dueAt, fact.at());
      case LedgerEvent.LedgerEntryReturned e -> before.now(Status.OPEN, false, before.returns + 1, e.dueAt(), null);
    };
  }

  private LedgerEntry now(Status status, boolean overdue, int returns, Instant dueAt, Instant clearedAt) {
    return new LedgerEntry(kind, title, owner, problem, locality, complaints, status, overdue, returns, openedAt, dueAt, clearedAt);
  }
}
