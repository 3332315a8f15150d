package cn.jsjb.intake.suggesting;

import java.util.HashSet;
import java.util.Set;

/**
 * How alike two texts are: shared pairs of neighbouring characters over all pairs (Jaccard), digits and marks left out. Exact, not
 * estimated: the few candidates of one place or one caller are compared as a whole.
 */
final class Likeness {
  private final Set<Integer> pairs = new HashSet<>();

  Likeness(String title, String content) {
    String text = (title == null ? "" : title) + '\n' + (content == null ? "" : content);
    int before = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c)) {
        before = c == '\n' ? -1 : before;
        continue;
      }
      if (before >= 0) {
        pairs.add(before << 16 | c);
      }
      before = c;
    }
  }

  /** 0…1; 0 when either says nothing. */
  double to(Likeness other) {
    int shared = 0;
    for (int pair : pairs) {
      shared += other.pairs.contains(pair) ? 1 : 0;
    }
    int all = pairs.size() + other.pairs.size() - shared;
    return all == 0 ? 0 : shared / (double) all;
  }
}
