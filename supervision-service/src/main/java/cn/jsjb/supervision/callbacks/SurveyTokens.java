package cn.jsjb.supervision.callbacks;

import cn.jsjb.log.PrivateBox;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * One-time tokens: the complaint's id and a keyed hash that nobody without the secret can make. The same link is the same token, so that a repeated
 * request finds it again and it need not be kept; the log has a second keyed hash of it.
 */
final class SurveyTokens {
  private static final int ID = 22, LONGEST = 100;
  private final PrivateBox box;

  SurveyTokens(PrivateBox box) { this.box = box; }

  String token(String complaintId, int number) {
    UUID id = UUID.fromString(complaintId);
    byte[] bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + box.match("survey-token", complaintId, Integer.toString(number));
  }

  String hash(String token) { return box.match("survey", token); }

  /** The complaint a token speaks of; empty for what is none. */
  static Optional<String> complaint(String token) {
    if (token == null || token.length() <= ID || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(0, ID)));
      return Optional.of(new UUID(bytes.getLong(), bytes.getLong()).toString());
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
