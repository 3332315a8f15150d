package cn.jsjb.tools.benching;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Projection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The reference: what a good engineer would write by hand for one table. The same work on each record (hash, compare, parse, fold) and the
 * same columns; every state in memory, and nothing of what makes the law a law: no other writer, no restart, no quarantine, nobody who waits.
 * Uses the domain's fold and columns, and nothing of {@code cn.jsjb.log} that does work. One thread each.
 */
final class ByHand<S> {
  private static final byte[] NONE = new byte[0];
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> FIRST = List.of("id", "partition", "head", "sequence", "last_event", "commands", "quarantine", "due_at", "state");

  /** A stream in memory. */
  static final class Held<S> {
    final String id;
    final int partition;
    byte[] head;
    long sequence;
    String lastEvent;
    String commands;
    S state;
    S written;
    boolean isDirty;
    boolean isInTable;
    Object[] once;

    Held(String id, int partition) {
      this.id = id;
      this.partition = partition;
    }
  }

  final Projection<S> projection;
  final Map<String, Held<S>> streams = new HashMap<>();
  final List<Held<S>> dirty = new ArrayList<>();
  private final List<Column<S>> columns;
  private final ObjectWriter json;
  private final MessageDigest sha256;
  private final byte[] length = new byte[4];
  long voids;

  ByHand(Projection<S> projection) {
    this.projection = projection;
    this.columns = projection.columns();
    this.json = EventTypes.JSON.writerFor(projection.stateType());
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void apply(ConsumerRecord<byte[], byte[]> record) {
    byte[] id = NONE, source = NONE, type = NONE, subject = NONE, time = NONE, version = NONE, sequence = NONE, actor = NONE, cause = NONE, previous = NONE;
    for (Header header : record.headers()) {
      switch (header.key()) {
        case "ce_id" -> id = header.value();
        case "ce_source" -> source = header.value();
        case "ce_type" -> type = header.value();
        case "ce_subject" -> subject = header.value();
        case "ce_time" -> time = header.value();
        case "ce_schemaversion" -> version = header.value();
        case "ce_sequence" -> sequence = header.value();
        case "ce_actor" -> actor = header.value();
        case "ce_cause" -> cause = header.value();
        case "ce_previous" -> previous = header.value();
        default -> { }
      }
    }
    String key = text(record.key());
    Held<S> stream = streams.get(key);
    if (!Arrays.equals(previous, stream == null ? hex(sha256.digest(record.key())) : stream.head)) {
      voids++;
      return;
    }
    if (stream == null) {
      stream = new Held<>(key, record.partition());
      streams.put(key, stream);
    }
    hash(id);
    hash(source);
    hash(type);
    hash(subject);
    hash(time);
    hash(version);
    hash(sequence);
    hash(actor);
    hash(cause);
    hash(previous);
    hash(record.value());
    stream.head = hex(sha256.digest());
    stream.sequence++;
    stream.lastEvent = text(id);
    String wireName = text(type);
    String causedBy = text(cause);
    if (causedBy.startsWith("command:")) {
      stream.commands = stream.commands == null ? stream.lastEvent : stream.commands + "," + stream.lastEvent;
    }
    Fact fact = new Fact(key, stream.lastEvent, wireName, stream.sequence, Instant.parse(text(time)), text(actor), causedBy, null, record.partition(), record.offset(),
        EventTypes.read(wireName, 1, record.value()));
    stream.state = projection.evolve(stream.state, fact);
    if (stream.once == null) {
      S first = stream.state;
      stream.once = columns.stream().filter(Column::once).map(c -> c.value().apply(first)).toArray();
    }
    if (!stream.isDirty) {
      stream.isDirty = true;
      dirty.add(stream);
    }
  }

  private void hash(byte[] field) {
    int n = field.length;
    length[0] = (byte) (n >>> 24);
    length[1] = (byte) (n >>> 16);
    length[2] = (byte) (n >>> 8);
    length[3] = (byte) n;
    sha256.update(length);
    sha256.update(field);
  }

  private static byte[] hex(byte[] hash) {
    byte[] digits = new byte[hash.length * 2];
    for (int i = 0; i < hash.length; i++) {
      digits[2 * i] = HEX[hash[i] >> 4 & 15];
      digits[2 * i + 1] = HEX[hash[i] & 15];
    }
    return digits;
  }

  private static String text(byte[] bytes) { return new String(bytes, StandardCharsets.UTF_8); }

  List<String> names() { return Stream.concat(FIRST.stream(), columns.stream().map(Column::name)).toList(); }

  /** In the order of {@link #names}, as JDBC and the reactive client take them. */
  Object[] values(Held<S> stream) {
    Object[] values = new Object[FIRST.size() + columns.size()];
    values[0] = stream.id;
    values[1] = stream.partition;
    values[2] = text(stream.head);
    values[3] = stream.sequence;
    values[4] = stream.lastEvent;
    values[5] = stream.commands;
    values[7] = sql(projection.dueAt(stream.state));
    try {
      values[8] = json.writeValueAsString(stream.state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    int once = 0;
    for (int i = 0; i < columns.size(); i++) {
      values[FIRST.size() + i] = sql(columns.get(i).once() ? stream.once[once++] : columns.get(i).value().apply(stream.state));
    }
    return values;
  }

  private static Object sql(Object value) { return value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value; }

  /** Adds what these streams count now to (partition, cell), and takes away what they counted when last written. */
  void tally(Iterable<Held<S>> of, Map<String, long[]> sums) {
    for (Held<S> stream : of) {
      Map<String, long[]> now = projection.contributions(stream.state);
      Map<String, long[]> then = stream.written == null ? Map.of() : projection.contributions(stream.written);
      if (now != then) {
        add(stream.partition, now, 1, sums);
        add(stream.partition, then, -1, sums);
      }
    }
  }

  private static void add(int partition, Map<String, long[]> counts, int sign, Map<String, long[]> sums) {
    counts.forEach((cell, numbers) -> {
      long[] sum = sums.computeIfAbsent(partition + "\t" + cell, c -> new long[numbers.length]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += sign * numbers[i];
      }
    });
  }
}
