package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.RecordView;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A payload as it may be shown. Nine of ten have nothing to hide and are passed on as they are; the others are parsed and masked.
 */
@JsonSerialize(using = Payload.Writing.class)
public final class Payload {
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
   */
  static Payload of(RecordView record, boolean isRead, boolean hideWords) {
    if (isRead && !hideWords && isPlain(record.value())) {
      return new Payload(record.value(), null);
    }
    try {
      return new Payload(null, Masking.mask(EventTypes.JSON.readTree(record.value()), hideWords));
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

  /** One object from the first byte to the last, on one line, without a name that is masked. Of sound JSON only. */
  static boolean isPlain(byte[] json) {
    int depth = 0;
    for (int i = 0; i < json.length; i++) {
      byte c = json[i];
      if (c == '"') {
        int from = i + 1;
        boolean escaped = false;
        for (i = from; i < json.length && json[i] != '"'; i++) {
          if (json[i] == '\\') {
            escaped = true;
            i++;
          } else if (json[i] >= 0 && json[i] < ' ') {
            return false;
          }
        }
        // A name written with escapes may be any name.
        if (i + 1 < json.length && (json[i + 1] == ':' || json[i + 1] == ' ') && (escaped || Masking.hides(json, from, i))) {
          return false;
        }
      } else if (c == '{' || c == '[') {
        if (depth++ == 0 && (c != '{' || i > 0)) {
          return false;
        }
      } else if (c == '}' || c == ']') {
        if (--depth == 0) {
          return i == json.length - 1;
        }
      } else if (c >= 0 && c < ' ') {
        return false;
      }
    }
    return false;
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
