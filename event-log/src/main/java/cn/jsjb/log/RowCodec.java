package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of a projection as arrays for one {@code INSERT … SELECT unnest(…)}. */
final class RowCodec<S> {
  /** The law's own columns, before those of the projection. */
  private static final List<Column<?>> LAW = List.of(
      Column.text("id", null), Column.integer("partition", null), Column.text("head", null), Column.bigint("sequence", null),
      Column.text("last_event", null), Column.text("commands", null), Column.text("quarantine", null),
      Column.instant("due_at", null), Column.text("state", null));

  private final Projection<S> projection;
  private final ObjectWriter stateWriter;
  private final List<Column<S>> columns;

  RowCodec(Projection<S> projection) {
    this.projection = projection;
    this.columns = projection.columns();
    this.stateWriter = EventTypes.JSON.writerFor(projection.stateType());
  }

  List<String> names() { return Stream.concat(LAW.stream(), columns.stream()).map(Column::name).toList(); }

  String upsert(String table) {
    List<Column<?>> all = Stream.<Column<?>>concat(LAW.stream(), columns.stream()).toList();
    String unnest = IntStream.range(0, all.size()).mapToObj(i -> "$%d::%s[]".formatted(i + 1, all.get(i).type().sql)).collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) SELECT * FROM unnest(%s) %s".formatted(table, String.join(", ", names()), unnest, onConflict());
  }

  String onConflict() {
    return "ON CONFLICT (id) DO UPDATE SET " + Stream.<Column<?>>concat(LAW.stream(), columns.stream())
        .filter(c -> !c.once() && !c.name().equals("id"))
        .map(c -> c.name() + " = EXCLUDED." + c.name()).collect(Collectors.joining(", "));
  }

  Object[] values(Row<S> row) {
    Object[] values = new Object[LAW.size() + columns.size()];
    S state = row.state();
    values[0] = row.id();
    values[1] = row.partition();
    values[2] = row.head();
    values[3] = row.sequence();
    values[4] = Column.Type.toSql(row.lastEvent());
    values[5] = Column.Type.toSql(row.commands());
    values[6] = row.quarantine();
    // A quarantined stream reacts to nothing: its state is not what its facts say.
    Instant due = state == null || row.quarantine() != null ? null : projection.dueAt(state);
    values[7] = Column.Type.toSql(due);
    values[8] = json(state);
    int once = 0;
    for (int i = 0; i < columns.size(); i++) {
      Column<S> column = columns.get(i);
      values[LAW.size() + i] = !column.once() ? column.of(state) : row.once() == null ? null : row.once()[once++];
    }
    return values;
  }

  Object[] arrays(Collection<Row<S>> rows) {
    List<Column<?>> all = Stream.<Column<?>>concat(LAW.stream(), columns.stream()).toList();
    Object[][] arrays = new Object[all.size()][];
    for (int c = 0; c < arrays.length; c++) {
      arrays[c] = all.get(c).type().array(rows.size());
    }
    int r = 0;
    for (Row<S> row : rows) {
      Object[] values = values(row);
      for (int c = 0; c < arrays.length; c++) {
        arrays[c][r] = values[c];
      }
      r++;
    }
    return arrays;
  }

  private String json(S state) {
    try {
      return state == null ? null : stateWriter.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a state that cannot be written: " + projection.stateType().getSimpleName(), e);
    }
  }

  String tally(String table) {
    List<String> counts = projection.tallyColumns();
    String arrays = IntStream.range(0, counts.size()).mapToObj(i -> "$%d::bigint[]".formatted(i + 3)).collect(Collectors.joining(", "));
    return "INSERT INTO %s AS t (partition, cell, %s) SELECT $1, * FROM unnest($2::text[], %s) ON CONFLICT (partition, cell) DO UPDATE SET %s".formatted(
        table, String.join(", ", counts), arrays,
        counts.stream().map(c -> "%1$s = t.%1$s + EXCLUDED.%1$s".formatted(c)).collect(Collectors.joining(", ")));
  }

  /** By how much each cell moves; cells that do not move are left out. */
  Map<String, long[]> moves(Collection<Row<S>> after, Map<String, Row<S>> before) {
    if (projection.tallyTable() == null) {
      return Map.of();
    }
    Map<String, long[]> moves = new TreeMap<>();
    for (Row<S> row : after) {
      Map<String, long[]> now = contributions(row);
      Map<String, long[]> then = contributions(before.get(row.id()));
      // The same object says: nothing counts differently. Most facts are so.
      if (now != then) {
        add(moves, now, 1);
        add(moves, then, -1);
      }
    }
    moves.values().removeIf(counts -> Arrays.stream(counts).allMatch(c -> c == 0));
    return moves;
  }

  private Map<String, long[]> contributions(Row<S> row) {
    return row == null || row.state() == null ? Map.of() : projection.contributions(row.state());
  }

  private static void add(Map<String, long[]> moves, Map<String, long[]> contributions, int sign) {
    contributions.forEach((cell, counts) -> {
      long[] sum = moves.computeIfAbsent(cell, c -> new long[counts.length]);
      for (int i = 0; i < counts.length; i++) {
        sum[i] += sign * counts[i];
      }
    });
  }

  Object[] tallyArrays(int partition, Map<String, long[]> moves) {
    int counts = projection.tallyColumns().size();
    Object[] arrays = new Object[counts + 2];
    arrays[0] = partition;
    arrays[1] = moves.keySet().toArray(String[]::new);
    List<long[]> values = List.copyOf(moves.values());
    for (int c = 0; c < counts; c++) {
      Long[] column = new Long[values.size()];
      for (int r = 0; r < column.length; r++) {
        column[r] = values.get(r)[c];
      }
      arrays[c + 2] = column;
    }
    return arrays;
  }
}
