package cn.jsjb.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Walks through the answer of a board: every whole number beside a {@code figure} must be the plain count of that figure and open exactly its tickets; every
 * rate must be what its counts make. A number that nobody knows fails, so that no figure is left out.
 */
final class Walk {
  /** What a figure opens: ids of the tickets, and the number as the answer repeats it. */
  record Opened(Set<String> tickets, long counted) {}

  /** No figures: what the answer rests on, what is derived from figures (and checked where it is made), or is compared elsewhere. */
  private static final Pattern NO_FIGURE = Pattern.compile("previous.*|lastYear.*|rank|ranked|rankGain|population|year|behind|weight|total|page|lockedRank|monthsOverdue|ledgerOpen|ageDays");
  private static final Set<String> NO_FIGURES = Set.of("formula", "source", "rules", "weights", "band", "watch", "minutes", "hops", "previousAnswers", "city", "tasks", "policies", "spotChecks", "telephone", "ages",
      "monthsInClass", "summary", "owners");

  private final PlainBoards truth;
  private final String period;
  private final Set<String> visible;
  private final Predicate<String> checked;
  private final BiFunction<String, String, Opened> open;
  private final Set<String> opened = new HashSet<>();
  int figures;

  /** @param visible tickets, or null for all; @param checked names of the figures to compare */
  Walk(PlainBoards truth, String period, Set<String> visible, Predicate<String> checked, BiFunction<String, String, Opened> open) {
    this.truth = truth;
    this.period = period;
    this.visible = visible;
    this.checked = checked;
    this.open = open;
  }

  Walk over(JsonNode board) {
    visit(board, null, period, "");
    assertTrue(figures > 0, "not one figure");
    return this;
  }

  private void visit(JsonNode node, String inherited, String inheritedPeriod, String path) {
    if (node.isArray()) {
      node.forEach(each -> visit(each, inherited, inheritedPeriod, path));
      return;
    }
    if (!node.isObject()) {
      return;
    }
    boolean own = node.has("figure") && !node.get("figure").isNull();
    String in = node.path("period").isTextual() ? node.get("period").asText() : inheritedPeriod;
    String figure = own ? node.get("figure").asText() : node.path("period").isTextual() && inherited != null ? inherited.replaceFirst("^year:\\d+@", "") : inherited;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.endsWith("Exact") || NO_FIGURES.contains(name)) {
        continue;
      }
      if (value.isIntegralNumber()) {
        if (!NO_FIGURE.matcher(name).matches() && figure != null) {
          compare(in, figure, name, value.asLong());
        } else if (figure == null) {
          assertTrue(NO_FIGURE.matcher(name).matches(), path + "." + name + " is a number without a figure");
        }
      } else {
        visit(value, figure, in, path + "." + name);
      }
    }
    rates(node, path);
  }

  private void compare(String in, String figure, String name, long number) {
    String id = figure + "/" + name;
    if (!checked.test(id)) {
      return;
    }
    String key = id.matches("(?:daily|live|year|overdue|open)\\b.*") ? id : in + " " + id;
    if (id.matches("whistles.*/dispatched")) {
      key = in + " " + id.replaceFirst("^whistles:?", "").replaceFirst("^/", "city/");
    }
    String known = truth.names(key).contains(key) || !(name.equals("volume") || name.equals("tickets")) ? key : key.substring(0, key.lastIndexOf('/')) + "/received";
    assertEquals(truth.number(known, visible), number, key);
    figures++;
    // All of the first period, of the others every fifth; and some that are nought.
    boolean all = in.equals("2026-07") || key.equals(id);
    if (opened.add(in + id) && (number > 0 ? all || opened.size() % 5 == 0 : opened.size() % 97 == 0)) {
      Opened behind = open.apply(id, in);
      assertEquals(truth.tickets(known, visible), behind.tickets(), key);
      assertEquals(number, behind.counted(), key);
    }
  }

  /** The three rates and the score are what the counts beside them make, 10 : 50 : 40. */
  private static void rates(JsonNode node, String path) {
    if (!node.has("resolutionRate")) {
      return;
    }
    JsonNode counts = node.has("counts") ? node.get("counts") : node;
    if (!counts.has("valid")) {
      fail(path + " has rates and no counts");
    }
    long valid = counts.get("valid").asLong();
    if (valid == 0) {
      assertTrue(node.get("resolutionRate").isNull() && node.get("score").isNull(), path);
      return;
    }
    BigDecimal satisfied = BigDecimal.valueOf(counts.get("satisfied").asLong()).add(BigDecimal.valueOf(counts.get("basically").asLong()).multiply(new BigDecimal("0.9")));
    BigDecimal score = BigDecimal.valueOf(10 * counts.get("contacted").asLong() + 50 * counts.get("resolved").asLong()).add(satisfied.multiply(BigDecimal.valueOf(40)));
    same(part(BigDecimal.valueOf(counts.get("contacted").asLong()), valid, 4), node.get("responseRate"), path);
    same(part(BigDecimal.valueOf(counts.get("resolved").asLong()), valid, 4), node.get("resolutionRate"), path);
    same(part(satisfied, valid, 4), node.get("satisfactionRate"), path);
    same(part(score, valid, 2), node.get("score"), path);
  }

  static BigDecimal part(BigDecimal part, long whole, int decimals) { return part.divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP); }

  static void same(BigDecimal expected, JsonNode shown, String path) { assertEquals(0, expected.compareTo(shown.decimalValue()), path + ": " + expected + " is shown as " + shown); }

  static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> both = new TreeSet<>(a);
    both.addAll(b);
    return both;
  }
}
