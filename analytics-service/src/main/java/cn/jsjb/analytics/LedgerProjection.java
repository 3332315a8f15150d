package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Projection;
import java.util.List;

/** One row a stream of {@code oversight-log}; only ledger entries have a state. */
public final class LedgerProjection implements Projection<LedgerEntry> {
  @Override public String table() { return "ledger"; }

  @Override public Class<LedgerEntry> stateType() { return LedgerEntry.class; }

  @Override public LedgerEntry evolve(LedgerEntry state, Fact fact) { return LedgerEntry.evolve(state, fact); }

  @Override public List<Column<LedgerEntry>> columns() { return List.of(); }
}
