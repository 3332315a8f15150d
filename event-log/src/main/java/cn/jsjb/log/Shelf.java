package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The rows of one partition on their way: hot ones in memory, cold ones in the shadow table. */
final class Shelf<S> {
  private final Connection connection;
  private final int partition;
  private final Projection<S> projection;
  private final int most;
  private final AtomicLong rows;
  private final RowCodec<S> codec;
  private final String table;
  private final LinkedHashMap<String, Row<S>> hot = new LinkedHashMap<>(1024, 0.75f, true);
  /** Rows that are in the table, as they are there; only those need looking up and upserting. */
  private final Map<String, Row<S>> written = new HashMap<>();
  private final ObjectReader stateReader;
  private final Map<String, long[]> tallies = new TreeMap<>();
  /** Which ids may be in the table, by hash: a stream that cannot be there need not be asked for. Null when any may. */
  private final BitSet inTable;

  /**
   * @param most rows that are kept in memory
   * @param rows counts those that were written first
   * @param tableHasRows whether the shadow table may have streams of this partition already
   */
  Shelf(Projection<S> projection, Connection connection, int partition, boolean tableHasRows, int most, AtomicLong rows) {
    this.projection = projection;
    this.most = most;
    this.rows = rows;
    this.codec = new RowCodec<>(projection);
    this.table = Rebuild.SHADOW + "." + projection.table();
    this.stateReader = EventTypes.JSON.readerFor(projection.stateType());
    this.connection = connection;
    this.partition = partition;
    this.inTable = tableHasRows ? null : new BitSet();
  }

  void apply(RecordView record) throws SQLException, IOException {
    String id = record.key();
    Row<S> row = id == null ? null : row(id, record);
    Verdict verdict = Chain.judge(row == null ? null : row.head(), record);
    if (verdict.isFact()) {
      hot.put(id, Folding.fact(projection, row, record, null, false));
      if (hot.size() > most) {
        writeColdest();
      }
    } else if (row != null) {
      S kept = projection.voided(row.state(), record);
      if (kept != row.state()) {
        hot.put(id, row.with(kept));
      }
    }
  }

  private Row<S> row(String id, RecordView record) throws SQLException {
    Row<S> row = hot.get(id);
    return row != null || inTable != null && !inTable.get(bit(id)) ? row : fromTable(id);
  }

  private static int bit(String id) { return id.hashCode() & (1 << 24) - 1; }

  private Row<S> fromTable(String id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT id, partition, head, sequence, last_event, commands, quarantine, state FROM " + table + " WHERE id = ?")) {
      query.setString(1, id);
      try (ResultSet found = query.executeQuery()) {
        if (!found.next()) {
          return null;
        }
        String state = found.getString(8);
        Row<S> row = new Row<>(found.getString(1), found.getInt(2), found.getString(3), found.getLong(4), found.getString(5), found.getString(6), found.getString(7),
            state == null ? null : stateReader.readValue(state));
        written.put(id, row);
        hot.put(id, row);
        return row;
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a state that was just written cannot be read", e);
      }
    }
  }

  private void writeColdest() throws SQLException, IOException {
    List<Row<S>> coldest = new ArrayList<>(most / 2);
    var oldest = hot.values().iterator();
    while (oldest.hasNext() && coldest.size() < most / 2) {
      coldest.add(oldest.next());
      oldest.remove();
    }
    write(coldest);
    for (Row<S> row : coldest) {
      written.remove(row.id());
      if (inTable != null) {
        inTable.set(bit(row.id()));
      }
    }
  }

  void writeAll() throws SQLException, IOException {
    write(hot.values());
    hot.clear();
    writeTallies();
  }

  private void write(Collection<Row<S>> rowsToWrite) throws SQLException, IOException {
    List<Row<S>> fresh = new ArrayList<>();
    List<Row<S>> changed = new ArrayList<>();
    for (Row<S> row : rowsToWrite) {
      Row<S> there = written.get(row.id());
      if (there == null) {
        fresh.add(row);
      } else if (there != row) {
        changed.add(row);
      }
    }
    copy(table, fresh);
    if (!changed.isEmpty()) {
      try (Statement ddl = connection.createStatement()) {
        ddl.execute("CREATE TEMP TABLE IF NOT EXISTS again (LIKE %s INCLUDING DEFAULTS) ON COMMIT DROP".formatted(table));
        ddl.execute("TRUNCATE again");
        copy("again", changed);
        String names = String.join(", ", codec.names());
        ddl.execute("INSERT INTO %s (%s) SELECT %s FROM again %s".formatted(table, names, names, codec.onConflict()));
      }
    }
    if (projection.tallyTable() != null) {
      Map<String, Row<S>> before = new HashMap<>();
      changed.forEach(row -> before.put(row.id(), written.get(row.id())));
      List<Row<S>> all = new ArrayList<>(fresh);
      all.addAll(changed);
      codec.moves(all, before).forEach((cell, move) -> {
        long[] sum = tallies.computeIfAbsent(cell, c -> new long[move.length]);
        for (int i = 0; i < move.length; i++) {
          sum[i] += move[i];
        }
      });
    }
    rows.addAndGet(fresh.size());
  }

  private void writeTallies() throws SQLException {
    if (projection.tallyTable() == null || tallies.isEmpty()) {
      return;
    }
    List<String> counts = projection.tallyColumns();
    String columns = String.join(", ", counts);
    String values = "?, ?" + ", ?".repeat(counts.size());
    String moves = counts.stream().map(c -> "%1$s = t.%1$s + EXCLUDED.%1$s".formatted(c)).collect(Collectors.joining(", "));
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO %s.%s AS t (partition, cell, %s) VALUES (%s) ON CONFLICT (partition, cell) DO UPDATE SET %s"
        .formatted(Rebuild.SHADOW, projection.tallyTable(), columns, values, moves))) {
      for (Map.Entry<String, long[]> tally : tallies.entrySet()) {
        insert.setInt(1, partition);
        insert.setString(2, tally.getKey());
        for (int i = 0; i < tally.getValue().length; i++) {
          insert.setLong(3 + i, tally.getValue()[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void copy(String into, Collection<Row<S>> copied) throws SQLException, IOException {
    if (copied.isEmpty()) {
      return;
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY %s (%s) FROM STDIN".formatted(into, String.join(", ", codec.names())));
    ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
    try {
      for (Row<S> row : copied) {
        line(codec.values(row), text);
        if (text.size() > 1 << 15) {
          send(copy, text);
        }
      }
      send(copy, text);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(CopyIn copy, ByteArrayOutputStream text) throws SQLException {
    copy.writeToCopy(text.toByteArray(), 0, text.size());
    text.reset();
  }

  /** One line of COPY's text format. */
  private void line(Object[] values, ByteArrayOutputStream text) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.write('\t');
      }
      switch (values[i]) {
        case null -> text.writeBytes(NULL);
        case String s -> escape(s.getBytes(StandardCharsets.UTF_8), text);
        case Object other -> text.writeBytes(other.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    text.write('\n');
  }

  private static final byte[] NULL = {'\\', 'N'};

  /** In UTF-8 no byte of a longer character looks like one of these. */
  private static void escape(byte[] bytes, ByteArrayOutputStream text) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      int letter = switch (bytes[i]) {
        case '\\' -> '\\';
        case '\t' -> 't';
        case '\n' -> 'n';
        case '\r' -> 'r';
        default -> 0;
      };
      if (letter != 0) {
        text.write(bytes, from, i - from);
        text.write('\\');
        text.write(letter);
        from = i + 1;
      }
    }
    text.write(bytes, from, bytes.length - from);
  }
}
