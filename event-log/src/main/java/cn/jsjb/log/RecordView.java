package cn.jsjb.log;

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

  private final String key;
  private final byte[] keyBytes;
  private final int partition;
  private final long offset;
  private final long logTime;
  private byte[] id = NONE;
  private byte[] source = NONE;
  private byte[] type = NONE;
  private byte[] subject = NONE;
  private byte[] time = NONE;
  private byte[] schemaVersion = NONE;
  private byte[] sequence = NONE;
  private byte[] actor = NONE;
  private byte[] cause = NONE;
  private byte[] previous = NONE;
  private final byte[] value;
  /** Decoded once: judging and folding ask for them several times. */
  private String idText;
  private String typeText;
  private String causeText;

  private RecordView(byte[] key, int partition, long offset, long logTime, byte[] value) {
    this.key = key(key);
    this.keyBytes = key;
    this.partition = partition;
    this.offset = offset;
    this.logTime = logTime;
    this.value = value == null ? NONE : value;
  }

  /** Reads a Kafka record. Never throws: what is missing stays empty, and the law then finds the record void. */
  public static RecordView of(ConsumerRecord<byte[], byte[]> record) {
    RecordView view = new RecordView(record.key(), record.partition(), record.offset(), record.timestamp(), record.value());
    for (Header header : record.headers()) {
      view.take(header.key(), header.value());
    }
    return view;
  }

  /** A key with the character NUL, which no table could hold, is none. */
  private static String key(byte[] bytes) {
    String key = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    return key == null || key.indexOf('\0') >= 0 ? null : key;
  }

  /** The view of a record that is still to be written; it has no place in the log yet. */
  static RecordView of(Envelope e) {
    RecordView view = new RecordView(e.subject().getBytes(StandardCharsets.UTF_8), -1, -1, -1, e.data());
    e.headers().forEach(header -> view.take(header.key(), header.value()));
    return view;
  }

  private void take(String name, byte[] given) {
    byte[] bytes = given == null ? NONE : given;
    switch (name) {
      case "ce_id" -> id = bytes;
      case "ce_source" -> source = bytes;
      case "ce_type" -> type = bytes;
      case "ce_subject" -> subject = bytes;
      case "ce_time" -> time = bytes;
      case "ce_schemaversion" -> schemaVersion = bytes;
      case "ce_sequence" -> sequence = bytes;
      case "ce_actor" -> actor = bytes;
      case "ce_cause" -> cause = bytes;
      case "ce_previous" -> previous = bytes;
      default -> { /* specversion, content-type, trace context: outside the hash */ }
    }
  }

  /** The fields in the order in which the hash takes them (architecture 1.1; frozen); an absent one is empty. Not to be changed. */
  public byte[][] hashed() {
    return new byte[][] {id, source, type, subject, time, schemaVersion, sequence, actor, cause, previous, value};
  }

  /** Stream id, or null when the record has no key that could be one. */
  public String key() { return key; }
  public int partition() { return partition; }
  public long offset() { return offset; }
  /** When the broker appended the record (LogAppendTime), epoch milliseconds. */
  public long logTime() { return logTime; }
  public String id() { return idText == null ? idText = text(id) : idText; }
  public String source() { return Words.of(source); }
  public String type() { return typeText == null ? typeText = Words.of(type) : typeText; }
  public String subject() { return text(subject); }
  public String time() { return text(time); }
  public String actor() { return Words.of(actor); }
  public String cause() { return causeText == null ? causeText = text(cause) : causeText; }
  public String previous() { return text(previous); }

  /** Whether this record names that hash as its predecessor. */
  boolean follows(String hash) {
    if (previous.length != hash.length()) {
      return false;
    }
    for (int i = 0; i < previous.length; i++) {
      if (previous[i] != hash.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the key is the subject, byte for byte. */
  boolean isAddressed() { return key != null && Arrays.equals(keyBytes, subject); }

  public byte[] value() { return value; }

  /** Schema version of the payload; 1 when the header is absent. Throws NumberFormatException on garbage. */
  public int schemaVersion() {
    if (schemaVersion.length == 1 && schemaVersion[0] >= '1' && schemaVersion[0] <= '9') {
      return schemaVersion[0] - '0';
    }
    return schemaVersion.length == 0 ? 1 : Integer.parseInt(text(schemaVersion));
  }

  /** {@code ce_sequence}, 0 when it cannot be read: it is for people, the law does not use it. */
  public long sequence() {
    try {
      return Long.parseLong(text(sequence));
    } catch (NumberFormatException absentOrGarbage) {
      return 0;
    }
  }

  /** {@code ce_time}. Throws DateTimeParseException on garbage. */
  public Instant at() {
    long millis = Rfc3339.millis(time);
    return millis == Rfc3339.UNUSUAL ? Instant.parse(time()) : Instant.ofEpochMilli(millis);
  }

  private static String text(byte[] bytes) { return new String(bytes, StandardCharsets.UTF_8); }

  /** The few words that come again in every record (types, sources, desks), decoded once. A race costs one more decoding. */
  private static final class Words {
    private record Word(byte[] bytes, String text) {}

    private static final Word[] KNOWN = new Word[4_096];

    static String of(byte[] bytes) {
      if (bytes.length > 100) {
        return RecordView.text(bytes);
      }
      int slot = Arrays.hashCode(bytes) & KNOWN.length - 1;
      Word known = KNOWN[slot];
      if (known == null || !Arrays.equals(known.bytes, bytes)) {
        known = new Word(bytes, RecordView.text(bytes));
        KNOWN[slot] = known;
      }
      return known.text;
    }
  }
}
