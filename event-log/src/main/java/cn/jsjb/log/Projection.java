package cn.jsjb.log;

import cn.jsjb.event.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A fold with a table: one row a stream, and optionally counts derived from the rows. Pure: it knows no clock, no random and no
 * I/O, so that live following, rebuilding and replaying as of any time give the same rows.
 */
public interface Projection<S> {
  /** Table of the rows, inside the schema {@code projection}. */
  String table();

  /** The state is kept as JSON of this type; sealed types carry their name. */
  Class<S> stateType();

  /** Folds one fact; {@code state} is null before the first. A fold that throws quarantines its stream. */
  S evolve(S state, Fact fact);

  /** A void record of the stream; most projections do not care. */
  default S voided(S state, RecordView record) { return state; }

  /** Columns beside the law's own (id, partition, head, sequence, …), for queries. */
  List<Column<S>> columns();

  /** When this state next needs a reaction (policy or timer), or null. The to-do list of the service is the index on it. */
  default Instant dueAt(S state) { return null; }

  /** Table of the counts, or null when the projection keeps none. */
  default String tallyTable() { return null; }

  /** Names of the count columns. */
  default List<String> tallyColumns() { return List.of(); }

  /**
   * What this state contributes to which cells (cell → one number a count column). A count is the sum of the contributions of all
   * rows, so it moves by the difference between before and after, and can never count a ticket twice.
   */
  default Map<String, long[]> contributions(S state) { return Map.of(); }
}
