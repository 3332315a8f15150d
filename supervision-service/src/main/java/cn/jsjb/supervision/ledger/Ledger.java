package cn.jsjb.supervision.ledger;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.Decision;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.Reason;
import java.time.Instant;

/** Keeping the municipal ledger (市级挂账督办, SP8). */
public final class Ledger {
  private Ledger() {}

  public static Decision open(LedgerEntryOpened entry, Instant now) {
    if (!entry.dueAt().isAfter(now)) {
      return refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future");
    }
    return accept(entry);
  }
}
