package cn.jsjb.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Ids that repeat when the thing repeats: name-based UUIDs (RFC 9562 version 5) and the ticket number. */
public final class Ids {
  private Ids() {}

  /** Namespace of this system's names; drawn once, never changed. */
  private static final UUID SPACE = UUID.fromString("6f0c1a52-7d3e-4b0e-9c41-12345c0a1b2d");
  /** Crockford's base 32: no I, L, O, U, so that a number survives being read out on the telephone. */
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

  /** UUIDv5 of the parts; each part is length-prefixed, so that ("a","bc") and ("ab","c") differ. */
  public static UUID named(String... parts) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(bytes(SPACE));
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha1.update(bytes);
      }
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
      long high = hash.getLong() & ~0xF000L | 0x5000L;
      long low = hash.getLong() & ~(0xC0L << 56) | (0x80L << 56);
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** The complaint id: the same channel message is the same complaint, however often it is posted (rule CH1). */
  public static String complaint(String channel, String channelMessageId) {
    return named("complaint", channel, channelMessageId).toString();
  }

  /**
   * 工单编号: {@code RX} + yyMMdd + {@code -} + 9 Crockford base-32 characters (45 bits of the id). Known at once, no counter.
   *
   * @param day the day of the call in Asia/Shanghai
   */
  public static String ticketNo(String complaintId, LocalDate day) {
    long bits = UUID.fromString(complaintId).getLeastSignificantBits() & ((1L << 45) - 1);
    char[] tail = new char[9];
    for (int i = 8; i >= 0; i--, bits >>>= 5) {
      tail[i] = CROCKFORD[(int) (bits & 31)];
    }
    return "RX" + DAY.format(day) + "-" + new String(tail);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
  }
}
