package cn.jsjb.supervision;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What a request has to fulfil before it is a command; a refusal names the field. */
public final class Input {
  private Input() {}

  public static <T> T required(String field, T value) {
    if (value == null || value instanceof String text && text.isBlank()) {
      throw Refused.field(field, Reason.FIELD_MISSING, field);
    }
    return value;
  }

  public static String atMost(int characters, String field, String value) {
    if (value != null && value.codePointCount(0, value.length()) > characters) {
      throw Refused.field(field, Reason.FIELD_TOO_LONG, field, characters);
    }
    return value;
  }

  /** RFC 3339 with offset, or null. A plus sign that a URL turned into a blank is understood. */
  public static Instant time(String field, String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.strip().replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "RFC 3339, 2026-05-06T11:22:00+08:00");
    }
  }
}
