package cn.jsjb.dispatch;

import java.time.Instant;

/** 派单异议. @param decideBy limit of the review, null when it has none; @param open not decided yet; @param late the review took too long, and that is a fact already */
public record Objection(int number, String unit, String suggestedUnit, Instant decideBy, boolean open, boolean late) {
  Objection decided() { return new Objection(number, unit, suggestedUnit, decideBy, false, late); }

  Objection asLate() { return new Objection(number, unit, suggestedUnit, decideBy, open, true); }
}
