package cn.jsjb.supervision.ledger;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.event.Decision;
import cn.jsjb.event.LedgerEvent.LedgerEntryOverdue;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.matters.LedgerEntry;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;

/** The date of a ledger entry has passed: a fact once a date, whatever else happens. */
public record WhenLedgerEntryIsLateThenSay() implements Policy<Matter> {
  @Override public Instant dueAt(Matter m) {
    return m instanceof LedgerEntry e && e.standing() != LedgerEntry.Standing.CLEARED && e.overdue() == null ? e.dueAt() : null;
  }

  @Override public Decision decide(Matter m, Instant now) { return accept(new LedgerEntryOverdue(((LedgerEntry) m).dueAt())); }
}
