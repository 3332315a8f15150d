package cn.jsjb.event;

import java.util.Arrays;

/** A refusal with the sentence that a person can act on, Chinese first. */
public record Refusal(Reason reason, Object... details) {
  public String chinese() { return reason.chinese().formatted(details); }

  public String english() { return reason.english().formatted(details); }

  @Override public boolean equals(Object o) {
    return o instanceof Refusal r && r.reason == reason && Arrays.equals(r.details, details);
  }

  @Override public int hashCode() { return 31 * reason.hashCode() + Arrays.hashCode(details); }

  @Override public String toString() { return reason + ": " + english(); }
}
