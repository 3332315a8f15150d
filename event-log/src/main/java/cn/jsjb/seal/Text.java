package cn.jsjb.seal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reading text of which there is one way to write it: what is read back and written again gives the same bytes. */
final class Text {
  private Text() {}

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedSeal("not UTF-8");
    }
  }

  static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }

  /** RFC 4648, section 4, padded, without stray bits at the end. */
  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new MalformedSeal("not base64: %s", shown(text));
  }

  static byte[] hash(String text) {
    byte[] hash = base64(text);
    if (hash.length != Merkle.HASH) {
      throw new MalformedSeal("a hash has %d bytes, this one %d", Merkle.HASH, hash.length);
    }
    return hash;
  }

  /** ASCII decimal, no sign, no leading zero. */
  static long number(String text) {
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new MalformedSeal("not a number: %s", shown(text));
    }
    return Long.parseLong(text);
  }

  static String shown(String foreign) {
    String cut = foreign.length() > 60 ? foreign.substring(0, 60) + "…" : foreign;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
