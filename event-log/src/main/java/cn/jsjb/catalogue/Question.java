package cn.jsjb.catalogue;

import java.util.List;

/**
 * Something a category needs to be told beside the words (分类补充问题).
 *
 * @param code upper-case ASCII, unique within a category
 * @param hint how to answer, such as the unit; null when nothing needs saying
 * @param values what may be chosen; empty unless the type is a list
 */
public record Question(String code, String name, String en, Type type, boolean required, String hint, List<Value> values) {

  /** The types of Open311 GeoReport v2, so that its clients can ask the same questions. */
  public enum Type { STRING, NUMBER, DATETIME, TEXT, SINGLEVALUELIST, MULTIVALUELIST }

  public record Value(String key, String name, String en) {}

  /** Whether one of the given values cannot be an answer; lengths are the caller's matter. */
  public boolean isAnsweredBy(List<String> given) {
    if (given.size() != 1 && type != Type.MULTIVALUELIST) {
      return false;
    }
    return given.stream().allMatch(value -> switch (type) {
      case STRING -> value.indexOf('\n') < 0;
      case TEXT -> true;
      case NUMBER -> value.matches("-?\\d{1,15}(\\.\\d{1,6})?");
      case DATETIME -> isTime(value);
      case SINGLEVALUELIST, MULTIVALUELIST -> values.stream().anyMatch(v -> v.key().equals(value));
    });
  }

  /** A time with offset, or a day. */
  private static boolean isTime(String value) {
    try {
      if (value.length() == 10) {
        java.time.LocalDate.parse(value);
      } else {
        java.time.OffsetDateTime.parse(value);
      }
      return true;
    } catch (java.time.format.DateTimeParseException e) {
      return false;
    }
  }
}
