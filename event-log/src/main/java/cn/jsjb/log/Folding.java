package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import java.util.List;

/** One fact into one row: shared by following, rebuilding and replaying, so that they cannot differ. */
final class Folding {
  private Folding() {}

  /** Ids of facts that came from a client's Idempotency-Key have a cause that starts so. */
  static final String COMMAND = "command:";

  static Fact read(RecordView record, String hash, long sequence) {
    return new Fact(record.key(), record.id(), record.type(), sequence, record.at(), record.actor(), record.cause(), hash,
        record.partition(), record.offset(), EventTypes.read(record.type(), record.schemaVersion(), record.value()));
  }

  /** Advances the chain by a record already judged a fact. A fold that throws stops the state, not the chain. */
  static <S> Row<S> fact(Projection<S> projection, Row<S> row, RecordView record, List<Follower.Told<S>> told, boolean tell) {
    String hash = Chain.hash(record);
    long sequence = row == null ? 1 : row.sequence() + 1;
    String quarantine = row == null ? null : row.quarantine();
    S state = row == null ? null : row.state();
    if (quarantine == null) {
      try {
        Fact fact = read(record, hash, sequence);
        S before = state;
        state = projection.evolve(state, fact);
        if (tell) {
          told.add(new Follower.Told<>(fact, before, state));
        }
      } catch (RuntimeException e) {
        quarantine = "offset %d, %s: %s".formatted(record.offset(), printable(record.type()), reason(e));
      }
    }
    Object[] once = row == null ? once(projection, state) : row.once();
    return new Row<>(record.key(), record.partition(), hash, sequence, record.id(), commands(row, record), quarantine, state, once);
  }

  /** Long texts are in the first state and may be gone from a later one of the same batch. */
  private static <S> Object[] once(Projection<S> projection, S first) {
    return projection.columns().stream().filter(Column::once).map(c -> c.of(first)).toArray();
  }

  private static String reason(RuntimeException e) {
    return e instanceof EventTypes.UnreadableEventException ? e.getMessage()
        : e.getClass().getSimpleName() + " in the fold";
  }

  private static String commands(Row<?> row, RecordView record) {
    String earlier = row == null ? null : row.commands();
    if (!record.cause().startsWith(COMMAND)) {
      return earlier;
    }
    return earlier == null ? record.id() : earlier + "," + record.id();
  }

  /** Foreign bytes on their way into a log line: short, one line, no control characters. */
  static String printable(String foreign) {
    String cut = foreign.length() > 60 ? foreign.substring(0, 60) + "…" : foreign;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
