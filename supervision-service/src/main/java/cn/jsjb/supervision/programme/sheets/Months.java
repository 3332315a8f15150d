package cn.jsjb.supervision.programme.sheets;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Months as offices write them: {@code 1-3、6}. */
final class Months {
  private Months() {}

  static String write(List<Integer> months) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < months.size(); i++) {
      int first = i;
      while (i + 1 < months.size() && months.get(i + 1) == months.get(i) + 1) {
        i++;
      }
      parts.add(first == i ? String.valueOf(months.get(i)) : months.get(first) + "-" + months.get(i));
    }
    return String.join("、", parts);
  }

  /** Null when it is none. */
  static List<Integer> read(String text) {
    TreeSet<Integer> months = new TreeSet<>();
    for (String part : text.replace("月", "").split("[、,，;；\\s]+")) {
      String[] ends = part.split("[-–—~～至]", 2);
      try {
        int from = Integer.parseInt(ends[0].strip());
        int to = ends.length == 1 ? from : Integer.parseInt(ends[1].strip());
        if (from < 1 || to > 12 || from > to) {
          return null;
        }
        for (int m = from; m <= to; m++) {
          months.add(m);
        }
      } catch (NumberFormatException none) {
        return null;
      }
    }
    return List.copyOf(months);
  }
}
