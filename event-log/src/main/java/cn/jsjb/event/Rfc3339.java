package cn.jsjb.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads the forms in which this system writes times, {@code 2026-05-06T03:22:00Z} and {@code 2026-05-06T03:22:00.123Z} with up to nine digits,
 * without the JDK's way for all forms: a quarter of the time to read an event went there (measured in a replay).
 */
public final class Rfc3339 {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MOST_DIGITS = 9;

  private Rfc3339() {}

  /** As {@link Instant#parse}, with its exception. */
  public static Instant parse(String text) {
    Instant usual = usual(text);
    return usual == null ? Instant.parse(text) : usual;
  }

  /** Null when it is not of this form, or no such time: left to the JDK. */
  static Instant usual(String text) {
    int end = text.length() - 1;
    int digits = end - FORM.length() - 1;
    if (end < FORM.length() || text.charAt(end) != 'Z' || digits == 0 || digits > MOST_DIGITS) {
      return null;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i), c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return null;
      }
    }
    int nanos = 0;
    if (digits > 0) {
      if (text.charAt(FORM.length()) != '.') {
        return null;
      }
      for (int i = 0; i < MOST_DIGITS; i++) {
        char c = i < digits ? text.charAt(FORM.length() + 1 + i) : '0';
        if (c < '0' || c > '9') {
          return null;
        }
        nanos = nanos * 10 + c - '0';
      }
    }
    int year = two(text, 0) * 100 + two(text, 2), month = two(text, 5), day = two(text, 8), hour = two(text, 11), minute = two(text, 14), second = two(text, 17);
    if (month < 1 || month > 12 || !YearMonth.of(year, month).isValidDay(day) || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    return Instant.ofEpochSecond(((LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private static int two(String text, int at) { return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0'; }

  /** For JSON; all that is unusual is Jackson's own. */
  static final class Reading extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Reading() { super(Instant.class); }

    @Override public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      Instant usual = parser.hasToken(JsonToken.VALUE_STRING) ? usual(parser.getText()) : null;
      return usual == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : usual;
    }
  }
}
