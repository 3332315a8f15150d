package cn.jsjb.analytics.publishing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which parts of a total are not told, so that nobody is pointed at: those of 1 to {@code smallest − 1} tickets, and, when that leaves the sum of the untold so small
 * that they could be found by subtraction, the next larger parts too. Nought is told: it is nobody.
 */
final class SmallNumbers {
  private SmallNumbers() {}

  /** Whether rates of so many answers are told, fractions and all: of fewer they could point at somebody, and while answers still come in each would be the difference of two looks. */
  static boolean areRatesTold(long answers, int smallest, Instant complete, Instant now) { return answers >= smallest && !now.isBefore(complete); }

  /** @return places in the list of what is not told */
  static Set<Integer> untold(List<Long> parts, int smallest) {
    Set<Integer> untold = new HashSet<>();
    long hidden = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) > 0 && parts.get(i) < smallest) {
        untold.add(i);
        hidden += parts.get(i);
      }
    }
    List<Integer> next = new ArrayList<>(IntStream.range(0, parts.size()).filter(i -> parts.get(i) >= smallest).boxed().sorted(Comparator.comparing(parts::get)).toList());
    while (!untold.isEmpty() && (untold.size() == 1 || hidden < smallest) && !next.isEmpty()) {
      int one = next.removeFirst();
      untold.add(one);
      hidden += parts.get(one);
    }
    return untold;
  }
}
