package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.LedgerEvent.LedgerEntryCleared;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerEntryOverdue;
import cn.jsjb.event.LedgerEvent.LedgerEntryProgressed;
import cn.jsjb.event.LedgerEvent.LedgerEntryReturned;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * An entry of the municipal ledger (市级挂账督办).
 *
 * @param dueAt the present date; {@code overdue} once it has passed, null before
 * @param last the newest word of the owner, and {@code reportedBy} who gave or wrote it
 * @param clearedAt null while it is not cleared
 * @param returns how often it was sent back
 */
@JsonTypeName("LEDGER")
public record LedgerEntry(Instant openedAt, Standing standing, LedgerEntryOpened about, Instant dueAt, Instant overdue, String last, String reportedBy, String writtenBy,
    Instant clearedAt, String verifiedBy, int returns) implements Matter {

  public enum Standing { OPEN, GOAL_REPORTED, CLEARED }

  static LedgerEntry evolve(LedgerEntry s, LedgerEvent event, Fact fact) {
    return switch (event) {
      case LedgerEntryOpened e -> new LedgerEntry(fact.at(), Standing.OPEN, e, e.dueAt(), null, null, null, null, null, null, 0);
      case LedgerEntryProgressed e -> new LedgerEntry(s.openedAt, e.goalReached() ? Standing.GOAL_REPORTED : Standing.OPEN, s.about, s.dueAt, s.overdue, e.note(), e.reportedBy(),
          fact.actor(), null, null, s.returns);
      case LedgerEntryOverdue e -> new LedgerEntry(s.openedAt, s.standing, s.about, s.dueAt, e.dueAt(), s.last, s.reportedBy, s.writtenBy, null, null, s.returns);
      case LedgerEntryCleared e -> new LedgerEntry(s.openedAt, Standing.CLEARED, s.about, s.dueAt, s.overdue, s.last, s.reportedBy, s.writtenBy, fact.at(), e.verifiedBy(), s.returns);
      case LedgerEntryReturned e -> new LedgerEntry(s.openedAt, Standing.OPEN, s.about, e.dueAt(), null, e.reason(), s.reportedBy, s.writtenBy, null, null, s.returns + 1);
    };
  }

  @Override public String status() { return standing.name(); }

  @Override public String unitCode() { return about.owner(); }

  @Override public String problemId() { return about.problem(); }

  @Override public Instant limitAt() { return standing == Standing.CLEARED ? null : dueAt; }
}
