package cn.jsjb.supervision.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One version of something. @param from first day on which it holds */
public record Dated<T>(int version, LocalDate from, T value) {
  /** The version in force on a day; null before the first. */
  public static <T> Dated<T> on(List<Dated<T>> versions, LocalDate day) {
    Dated<T> found = null;
    for (Dated<T> version : versions == null ? List.<Dated<T>>of() : versions) {
      if (!version.from.isAfter(day)) {
        found = version;
      }
    }
    return found;
  }

  static <T> Dated<T> last(List<Dated<T>> versions) { return versions == null || versions.isEmpty() ? null : versions.getLast(); }

  static <T> int next(List<Dated<T>> versions) { return last(versions) == null ? 1 : last(versions).version + 1; }

  static <T> List<Dated<T>> and(List<Dated<T>> versions, Dated<T> one) {
    List<Dated<T>> longer = new ArrayList<>(versions == null ? List.of() : versions);
    longer.add(one);
    return List.copyOf(longer);
  }
}
