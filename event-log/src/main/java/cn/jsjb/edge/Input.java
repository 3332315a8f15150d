package cn.jsjb.edge;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Reason;
import java.util.List;
import java.util.Optional;

/** Checks of what came in; each refusal names the field. Lengths are in code points, so that a rare Han character counts as one. */
public final class Input {
  private Input() {}

  public static <T> T required(String field, T value) {
    if (value == null || value instanceof String s && s.isBlank() || value instanceof List<?> l && l.isEmpty()) {
      throw Refused.field(field, Reason.FIELD_MISSING, field);
    }
    return value;
  }

  public static String text(String field, String value, int atMost) { return atMost(field, required(field, value), atMost); }

  public static String atMost(String field, String value, int atMost) {
    if (value != null && value.codePointCount(0, value.length()) > atMost) {
      throw Refused.field(field, Reason.FIELD_TOO_LONG, field, atMost);
    }
    return value;
  }

  /** Code of a unit of the directory. */
  public static String unit(String field, String code) {
    required(field, code);
    if (Catalogue.get().units().find(code).isEmpty()) {
      throw Refused.field(field, Reason.UNKNOWN_UNIT, code);
    }
    return code;
  }

  public static int page(Integer page) { return between("page", Optional.ofNullable(page).orElse(0), 0, 1_000_000); }

  public static int size(Integer size) { return between("size", Optional.ofNullable(size).orElse(50), 1, 500); }

  /** A whole number of a query; null is null. As text, because a parameter that is no number would be "not found" otherwise. */
  public static Integer number(String field, String text) {
    try {
      return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "0…");
    }
  }

  /** {@code true} or {@code false}; null is false. */
  public static boolean flag(String field, String text) {
    if (text == null || text.isBlank() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "true, false");
    }
    return true;
  }

  /** One of these names. */
  public static <E extends Enum<E>> E oneOf(String field, Class<E> names, String text) {
    try {
      return Enum.valueOf(names, text.strip());
    } catch (IllegalArgumentException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, java.util.Arrays.toString(names.getEnumConstants()));
    }
  }

  private static int between(String field, int value, int from, int to) {
    if (value < from || value > to) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, from + "…" + to);
    }
    return value;
  }
}
