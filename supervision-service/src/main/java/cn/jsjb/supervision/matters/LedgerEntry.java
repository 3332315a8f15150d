package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** An entry of the municipal ledger (市级挂账督办). */
@JsonTypeName("LEDGER")
public record LedgerEntry(Instant openedAt, String openedBy, LedgerEntryOpened about) implements Matter {
  static LedgerEntry evolve(LedgerEntry before, LedgerEvent event, Fact fact) {
    return switch (event) {
      case LedgerEntryOpened e -> new LedgerEntry(fact.at(), fact.actor(), e);
    };
  }

  @Override public String status() { return "OPEN"; }

  @Override public String unitCode() { return about.owner(); }

  @Override public String problemId() { return about.problem(); }

  @Override public Instant limitAt() { return about.dueAt(); }
}
