package cn.jsjb.log;

import cn.jsjb.event.Rfc3339;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record of a log as the law sees it: headers and raw bytes, nothing parsed.
 *
 * <p>Headers are read in one pass; when a header is repeated the last one counts, as Kafka's own clients say.
 * An absent header is an empty byte string.
 */
public final class RecordView {
  private static final byte[] NONE = new byte[0];
  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  /** The fields in the order in which the hash takes them (architecture 1.1; frozen). */
  private static final int ID = 0, SOURCE = 1, TYPE = 2, SUBJECT = 3, TIME = 4, SCHEMA_VERSION = 5, SEQUENCE = 6, ACTOR = 7, CAUSE = 8, PREVIOUS = 9, VALUE = 10, FIELDS = 11;

  private final String key;
  private final int partition;
  private final long offset;
  private final long logTime;
  /** What the hash is taken of, and all there is: one array, because many records wait in memory for others of their stream. */
  private final byte[] frozen;
  private final boolean isAddressed;
  /** Decoded once: judging and folding ask for them several times. */
  private String idText;
  private String typeText;
  private String causeText;
  private String timeText;

  private RecordView(byte[] key, int partition, long offset, long logTime, byte[][] fields) {
    this.key = key(key);
    this.partition = partition;
    this.offset = offset;
    this.logTime = logTime;
    this.isAddressed = this.key != null && Arrays.equals(key, fields[SUBJECT]);
    this.frozen = frozen(fields);
  }

  /** Reads a Kafka record. Never throws: what is missing stays empty, and the law then finds the record void. */
  public static RecordView of(ConsumerRecord<byte[], byte[]> record) {
    return new RecordView(record.key(), record.partition(), record.offset(), record.timestamp(), fields(record.headers(), record.value()));
  }

  /** The view of a record that is still to be written; it has no place in the log yet. */
  static RecordView of(Envelope e) { return new RecordView(e.subject().getBytes(StandardCharsets.UTF_8), -1, -1, -1, fields(e.headers(), e.data())); }

  /** A key with the character NUL, which no table could hold, is none. */
  private static String key(byte[] bytes) {
    String key = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    return key == null || key.indexOf('\0') >= 0 ? null : key;
  }

  private static byte[][] fields(Iterable<Header> headers, byte[] value) {
    byte[][] fields = new byte[FIELDS][];
    Arrays.fill(fields, NONE);
    for (Header header : headers) {
      int field = field(header.key());
      if (field >= 0) {
        byte[] bytes = header.value();
        fields[field] = bytes == null ? NONE : bytes;
      }
    }
    fields[VALUE] = value == null ? NONE : value;
    return fields;
  }

  private static int field(String header) {
    return switch (header) {
      case "ce_id" -> ID;
      case "ce_source" -> SOURCE;
      case "ce_type" -> TYPE;
      case "ce_subject" -> SUBJECT;
      case "ce_time" -> TIME;
      case "ce_schemaversion" -> SCHEMA_VERSION;
      case "ce_sequence" -> SEQUENCE;
      case "ce_actor" -> ACTOR;
      case "ce_cause" -> CAUSE;
      case "ce_previous" -> PREVIOUS;
      // specversion, content-type, trace context: outside the hash
      default -> -1;
    };
  }

  private static byte[] frozen(byte[][] fields) {
    int size = 0;
    for (byte[] field : fields) {
      size += Integer.BYTES + field.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (byte[] field : fields) {
      bytes.putInt(field.length).put(field);
    }
    return bytes.array();
  }

  /** What the hash is taken of: each field as 4-byte big-endian length and bytes, in frozen order. Not to be changed. */
  byte[] frozen() { return frozen; }

  /** The fields of the hash in their order; an absent one is empty. */
  public byte[][] hashed() {
    byte[][] fields = new byte[FIELDS][];
    int at = 0;
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = Arrays.copyOfRange(frozen, at + Integer.BYTES, at + Integer.BYTES + length(at));
      at += Integer.BYTES + fields[i].length;
    }
    return fields;
  }

  /** Where a field begins, with its length. */
  private int at(int field) {
    int at = 0;
    for (int i = 0; i < field; i++) {
      at += Integer.BYTES + length(at);
    }
    return at;
  }

  private int length(int at) { return (int) INT.get(frozen, at); }

  private String text(int field) {
    int at = at(field);
    return new String(frozen, at + Integer.BYTES, length(at), StandardCharsets.UTF_8);
  }

  private String word(int field) {
    int at = at(field);
    return Words.of(frozen, at + Integer.BYTES, length(at));
  }

  /** Stream id, or null when the record has no key that could be one. */
  public String key() { return key; }
  public int partition() { return partition; }
  public long offset() { return offset; }
  /** When the broker appended the record (LogAppendTime), epoch milliseconds. */
  public long logTime() { return logTime; }
  public String id() { return idText == null ? idText = text(ID) : idText; }
  public String source() { return word(SOURCE); }
  public String type() { return typeText == null ? typeText = word(TYPE) : typeText; }
  public String subject() { return text(SUBJECT); }
  public String time() { return timeText == null ? timeText = text(TIME) : timeText; }
  public String actor() { return word(ACTOR); }
  public String cause() { return causeText == null ? causeText = text(CAUSE) : causeText; }
  public String previous() { return text(PREVIOUS); }

  /** Whether this record names that hash as its predecessor. */
  boolean follows(String hash) {
    int at = at(PREVIOUS);
    if (length(at) != hash.length()) {
      return false;
    }
    for (int i = 0; i < hash.length(); i++) {
      if (frozen[at + Integer.BYTES + i] != hash.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the key is the subject, byte for byte. */
  boolean isAddressed() { return isAddressed; }

  /** The payload; a copy. */
  public byte[] value() {
    int at = at(VALUE);
    return Arrays.copyOfRange(frozen, at + Integer.BYTES, frozen.length);
  }

  /** Schema version of the payload; 1 when the header is absent. Throws NumberFormatException on garbage. */
  public int schemaVersion() {
    int at = at(SCHEMA_VERSION);
    byte first = length(at) == 1 ? frozen[at + Integer.BYTES] : 0;
    if (first >= '1' && first <= '9') {
      return first - '0';
    }
    return length(at) == 0 ? 1 : Integer.parseInt(text(SCHEMA_VERSION));
  }

  /** {@code ce_sequence}, 0 when it cannot be read: it is for people, the law does not use it. */
  public long sequence() {
    try {
      return Long.parseLong(text(SEQUENCE));
    } catch (NumberFormatException absentOrGarbage) {
      return 0;
    }
  }

  /** {@code ce_time}. Throws DateTimeParseException on garbage. */
  public Instant at() { return Rfc3339.parse(time()); }

  /** The few words that come again in every record (types, sources, desks), decoded once. A race costs one more decoding. */
  private static final class Words {
    private record Word(byte[] bytes, String text) {}

    private static final int LONGEST = 100;
    private static final Word[] KNOWN = new Word[4_096];

    static String of(byte[] bytes, int from, int length) {
      if (length > LONGEST) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
      }
      int hash = 1;
      for (int i = from; i < from + length; i++) {
        hash = 31 * hash + bytes[i];
      }
      int slot = hash & KNOWN.length - 1;
      Word known = KNOWN[slot];
      if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)) {
        known = new Word(Arrays.copyOfRange(bytes, from, from + length), new String(bytes, from, length, StandardCharsets.UTF_8));
        KNOWN[slot] = known;
      }
      return known.text;
    }
  }
}
