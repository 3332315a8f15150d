package cn.jsjb.tools.benching;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One measured figure beside its reference of the same run.
 *
 * @param reference null where there is nothing to compare with
 * @param goal null where none is set
 * @param note what a reader has to know to judge it, or null
 */
record Figure(String name, String unit, Spread ours, Spread reference, Goal goal, String note) {

  /** @param words such as {@code ≥ 0.7× and ≥ 200,000} */
  record Goal(String words, boolean isMet) {
    /** So much of the reference, and so much at all. */
    static Goal atLeast(double ratio, double value, Spread ours, Spread reference) {
      return new Goal(value == 0 ? "≥ %.1f×".formatted(ratio) : "≥ %.1f× and ≥ %,.0f".formatted(ratio, value),
          ours.median() >= ratio * reference.median() && ours.median() >= value);
    }

    static Goal atLeast(double value, Spread ours) { return new Goal("≥ %,.0f".formatted(value), ours.median() >= value); }

    static Goal below(double value, Spread ours) { return new Goal("< %,.0f".formatted(value), ours.median() < value); }
  }

  /** NaN where there is no reference. */
  double ratio() { return reference == null ? Double.NaN : ours.median() / reference.median(); }

  /** One line of {@code --json} (interface.md). */
  String json() {
    ObjectNode json = EventTypes.JSON.createObjectNode();
    json.put("figure", name).put("unit", unit).put("value", rounded(ours.median()));
    json.put("reference", reference == null ? null : rounded(reference.median()));
    json.put("ratio", reference == null ? null : Math.round(ratio() * 1000) / 1000.0);
    json.put("rounds", ours.rounds()).put("min", rounded(ours.min())).put("max", rounded(ours.max()));
    json.put("referenceMin", reference == null ? null : rounded(reference.min())).put("referenceMax", reference == null ? null : rounded(reference.max()));
    json.put("goal", goal == null ? null : goal.words()).put("met", goal == null ? null : goal.isMet()).put("note", note);
    return json.toString();
  }

  private static Double rounded(double value) { return value >= 1000 ? (double) Math.round(value) : Math.round(value * 100) / 100.0; }
}
