package cn.jsjb.analytics.counting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A list of figures and what they rest on. */
public record Board<T>(@JsonUnwrapped Basis basis, List<T> items, int total) {
  public static <T> Board<T> of(Basis basis, List<T> items) { return new Board<>(basis, items, items.size()); }
}
