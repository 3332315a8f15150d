package cn.jsjb.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one law: <b>a record is a fact if it names the fact before it. First one wins, like a git push.</b>
 *
 * <p>Every stream is a chain of facts. {@link #judge} compares a record with the head of its chain; whoever reads the
 * log in order, in any language, comes to the same verdicts. Record format and hash are frozen (architecture 1.1).
 */
public final class Chain {
  private Chain() {}

  /** What the law says about one record. Only {@link #FACT} moves the head; all others change nothing for any reader. */
  public enum Verdict {
    FACT,
    /** Names a predecessor that is not the head: a lost race, a retry, a repeat. */
    VOID_NOT_THE_HEAD,
    /** Its source may not write its type: an alarm. */
    VOID_FOREIGN_SOURCE,
    /** No key, a key that is not its subject, or one with the character NUL, which no table could hold: an alarm. */
    VOID_MISADDRESSED;

    public boolean isFact() { return this == FACT; }
    public boolean isAlarm() { return this == VOID_FOREIGN_SOURCE || this == VOID_MISADDRESSED; }
  }

  private static final HexFormat HEX = HexFormat.of();
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  });

  /** The predecessor that the first fact of a stream names: SHA-256 of the UTF-8 stream id, 64 lower-case hex digits. */
  public static String genesis(String streamId) {
    return HEX.formatHex(SHA_256.get().digest(streamId.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hash that the next fact has to name: each field as 4-byte big-endian length and bytes, in frozen order. */
  public static String hash(RecordView record) { return HEX.formatHex(SHA_256.get().digest(record.frozen())); }

  /**
   * Judges a record against the head of its chain.
   *
   * @param head hash of the last fact of {@code record.key()}, or null when the stream has none yet
   */
  public static Verdict judge(String head, RecordView record) {
    String key = record.key();
    if (!record.isAddressed()) {
      return Verdict.VOID_MISADDRESSED;
    }
    if (!mayWrite(record.source(), record.type())) {
      return Verdict.VOID_FOREIGN_SOURCE;
    }
    return record.follows(head == null ? genesis(key) : head) ? Verdict.FACT : Verdict.VOID_NOT_THE_HEAD;
  }

  /**
   * {@code dispatch.WhistleBlown} is written by {@code /dispatch-service} and by nobody else, known type or not; what begins with {@code oversight.} or
   * {@code programme.} by {@code /supervision-service}.
   */
  static boolean mayWrite(String source, String type) {
    if (type.startsWith("oversight.") || type.startsWith("programme.")) {
      return source.equals("/supervision-service");
    }
    int dot = type.indexOf('.');
    return dot > 0 && source.length() == dot + 9 && source.charAt(0) == '/'
        && source.regionMatches(1, type, 0, dot) && source.endsWith("-service");
  }
}
