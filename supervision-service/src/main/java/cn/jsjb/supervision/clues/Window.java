package cn.jsjb.supervision.clues;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signs that a rule has seen of one subject within its span of time. A sign is evidence of one clue of a colour: a second clue takes as many new ones.
 * Older signs than the span are dropped, so that no more is kept than the rule needs.
 */
final class Window {
  /** @param refs the events that make the sign; @param weighed it has been evidence of a YELLOW clue */
  record Sign(String stream, List<Ref> refs, Instant at, boolean weighed) {
    Sign asWeighed() { return new Sign(stream, refs, at, true); }
  }

  public Duration span;
  public List<Sign> signs = new ArrayList<>();

  /** Adds a sign; an earlier one of the same stream gives way when each ticket counts once. */
  void add(Sign sign, Duration within, Instant clock, boolean onceAStream) {
    span = within;
    if (onceAStream) {
      signs.removeIf(s -> s.stream().equals(sign.stream()) && !s.weighed());
      if (signs.stream().anyMatch(s -> s.stream().equals(sign.stream()))) {
        return;
      }
    }
    signs.add(sign);
    prune(clock);
  }

  void prune(Instant clock) { signs.removeIf(s -> !s.at().isAfter(clock.minus(span))); }

  /** All of them, when there are as many, and forgets them; else null. */
  List<Sign> takeAll(int many) {
    if (many <= 0 || signs.size() < many) {
      return null;
    }
    List<Sign> all = List.copyOf(signs);
    signs.clear();
    return all;
  }

  /** Those that have not been weighed yet, when there are as many, and marks them; else null. */
  List<Sign> weigh(int many) {
    List<Sign> fresh = signs.stream().filter(s -> !s.weighed()).toList();
    if (fresh.size() < many) {
      return null;
    }
    signs.replaceAll(s -> s.weighed() ? s : s.asWeighed());
    return fresh;
  }
}
