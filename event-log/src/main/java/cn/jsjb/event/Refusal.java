package cn.jsjb.event;

import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Words;
import java.util.Arrays;
import java.util.Collection;

/** A refusal with the sentence that a person can act on, in both languages; a detail that is text of ours may be written {@code 中文 / English}, what a person wrote is {@link Words#same}. */
public record Refusal(Reason reason, Object... details) {
  public String chinese() { return said().chinese(); }

  public String english() { return said().english(); }

  private Words said() { return Words.of(reason.chinese(), reason.english(), Arrays.stream(details).map(this::told).toArray()); }

  /** A rule that refuses speaks of units and subjects by their names; who wrote something wrong is told what he wrote. */
  private Object told(Object detail) {
    return switch (detail) {
      case String code when reason.status() == 409 || reason.status() == 403 -> Names.of(code);
      case Collection<?> several -> Words.list(several.stream().map(one -> Words.of(told(one))).toList());
      case null -> Words.of(null);
      default -> detail;
    };
  }

  @Override public boolean equals(Object o) {
    return o instanceof Refusal r && r.reason == reason && Arrays.equals(r.details, details);
  }

  @Override public int hashCode() { return 31 * reason.hashCode() + Arrays.hashCode(details); }

  @Override public String toString() { return reason + ": " + english(); }
}
