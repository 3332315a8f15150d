package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.SecretFields;
import cn.jsjb.log.RecordView;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A payload as it may be shown. Most have nothing to hide and are passed on as they are; in the others the mask
 * takes the place of what is hidden. What cannot be done on the bytes is parsed.
 */
@JsonSerialize(using = Payload.Writing.class)
public final class Payload {
  private static final byte[] MASK = ("\"" + SecretFields.MASK + "\"").getBytes(StandardCharsets.UTF_8);

  private final byte[] plain;
  private final JsonNode masked;

  private Payload(byte[] plain, JsonNode masked) {
    this.plain = plain;
    this.masked = masked;
  }

  /**
   * Null when it is not JSON.
   *
   * @param isRead it has been read as an event, so that its JSON is sound as far as it goes
   * @param hideWords whether the claimant's own words are hidden too
   * @param toUnit shown to a unit or district: what a claimant reports about a unit is not told to the unit (REG §8)
   */
  static Payload of(RecordView record, boolean isRead, boolean hideWords, boolean toUnit) {
    boolean reports = toUnit && record.type().equals("supervision.CallbackCompleted");
    byte[] shown = isRead && !hideWords && !reports ? masked(record.value()) : null;
    if (shown != null) {
      return new Payload(shown, null);
    }
    try {
      JsonNode masked = SecretFields.mask(record.type(), EventTypes.JSON.readTree(record.value()), hideWords);
      if (reports && masked instanceof ObjectNode object) {
        object.remove("reports");
      }
      return new Payload(null, masked);
    } catch (IOException notJson) {
      return null;
    }
  }

  public JsonNode tree() {
    try {
      return masked != null ? masked : EventTypes.JSON.readTree(plain);
    } catch (IOException impossible) {
      throw new IllegalStateException("it was read before", impossible);
    }
  }

  /**
   * The same JSON, with a mask for every value that is always hidden: the array itself where there is none. Null where it is better
   * parsed: not one object from the first byte to the last, more than one line, a name with escapes. Of sound JSON only.
   */
  static byte[] masked(byte[] json) {
    ByteArrayOutputStream spliced = null;
    int kept = 0;
    int depth = 0;
    for (int i = 0; i < json.length; i++) {
      byte c = json[i];
      if (c == '"') {
        int from = i + 1;
        i = end(json, i);
        if (i < 0) {
          return null;
        }
        if (i + 1 < json.length && json[i + 1] == ' ') {
          return null;
        }
        if (i + 1 < json.length && json[i + 1] == ':') {
          if (hasEscape(json, from, i)) {
            return null;
          }
          if (SecretFields.isPerson(json, from, i)) {
            int last = value(json, i + 2);
            if (last < 0) {
              return null;
            }
            if (json[i + 2] != 'n') {
              spliced = spliced == null ? new ByteArrayOutputStream(json.length) : spliced;
              spliced.write(json, kept, i + 2 - kept);
              spliced.writeBytes(MASK);
              kept = last + 1;
            }
            i = last;
          }
        }
      } else if (c == '{' || c == '[') {
        if (depth++ == 0 && (c != '{' || i > 0)) {
          return null;
        }
      } else if (c == '}' || c == ']') {
        if (--depth == 0) {
          if (i < json.length - 1) {
            return null;
          }
          if (spliced == null) {
            return json;
          }
          spliced.write(json, kept, json.length - kept);
          return spliced.toByteArray();
        }
      } else if (c >= 0 && c < ' ') {
        return null;
      }
    }
    return null;
  }

  /** Where the string that begins here ends, or -1. */
  private static int end(byte[] json, int quote) {
    for (int i = quote + 1; i < json.length; i++) {
      if (json[i] == '"') {
        return i;
      }
      if (json[i] == '\\') {
        i++;
      } else if (json[i] >= 0 && json[i] < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean hasEscape(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The last byte of the string, object or null that begins here, or -1: what is hidden is one of these. */
  private static int value(byte[] json, int from) {
    if (from >= json.length) {
      return -1;
    }
    if (json[from] == '"') {
      return end(json, from);
    }
    if (json[from] == 'n') {
      return from + 3 < json.length ? from + 3 : -1;
    }
    int depth = 0;
    for (int i = from; i < json.length && (json[from] == '{' || json[from] == '['); i++) {
      if (json[i] == '"') {
        i = end(json, i);
        if (i < 0) {
          return -1;
        }
      } else if (json[i] == '{' || json[i] == '[') {
        depth++;
      } else if ((json[i] == '}' || json[i] == ']') && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  static final class Writing extends StdSerializer<Payload> {
    private static final long serialVersionUID = 1L;

    Writing() { super(Payload.class); }

    @Override public void serialize(Payload payload, JsonGenerator out, SerializerProvider provider) throws IOException {
      if (payload.masked != null) {
        out.writeTree(payload.masked);
      } else {
        out.writeRawValue(new Bytes(payload.plain));
      }
    }
  }

  /** UTF-8 that goes into the output as it is. */
  private record Bytes(byte[] utf8) implements SerializableString {
    @Override public String getValue() { return new String(utf8, StandardCharsets.UTF_8); }
    @Override public int charLength() { return getValue().length(); }
    @Override public char[] asQuotedChars() { throw new UnsupportedOperationException("raw JSON is never quoted"); }
    @Override public byte[] asUnquotedUTF8() { return utf8; }
    @Override public byte[] asQuotedUTF8() { throw new UnsupportedOperationException("raw JSON is never quoted"); }

    @Override public int appendUnquotedUTF8(byte[] buffer, int offset) {
      if (offset + utf8.length > buffer.length) {
        return -1;
      }
      System.arraycopy(utf8, 0, buffer, offset, utf8.length);
      return utf8.length;
    }

    @Override public int appendQuotedUTF8(byte[] buffer, int offset) { throw new UnsupportedOperationException("raw JSON is never quoted"); }
    @Override public int appendQuoted(char[] buffer, int offset) { throw new UnsupportedOperationException("raw JSON is never quoted"); }

    @Override public int appendUnquoted(char[] buffer, int offset) {
      String text = getValue();
      if (offset + text.length() > buffer.length) {
        return -1;
      }
      text.getChars(0, text.length(), buffer, offset);
      return text.length();
    }

    @Override public int writeQuotedUTF8(OutputStream out) { throw new UnsupportedOperationException("raw JSON is never quoted"); }

    @Override public int writeUnquotedUTF8(OutputStream out) throws IOException {
      out.write(utf8);
      return utf8.length;
    }

    @Override public int putQuotedUTF8(ByteBuffer buffer) { throw new UnsupportedOperationException("raw JSON is never quoted"); }

    @Override public int putUnquotedUTF8(ByteBuffer buffer) {
      if (utf8.length > buffer.remaining()) {
        return -1;
      }
      buffer.put(utf8);
      return utf8.length;
    }
  }
}
