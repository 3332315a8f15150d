package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What speaks for a subject, as citizens write it, and what rules it out. How it is read and added up is the reader's.
 *
 * @param weights word to weight 1 (weak hint) … 5 (decides alone)
 * @param near words that say it only together: a lamp and "does not burn"
 * @param any the subject's own words, of which one must stand near, so that many weak hints in a long text do not add up to it; empty for no such condition
 * @param against word to weight: speaks for another subject
 * @param not words that veto: the subject is another one, whatever else the text says
 */
public record Terms(Map<String, Integer> weights, List<Near> near, List<String> any, Map<String, Integer> against, List<String> not) {

  /**
   * One of each part, near one another in one sentence, in any order.
   *
   * @param parts the ways to say each part; written {@code 路灯|灯杆 + 不亮|没亮}
   */
  public record Near(List<List<String>> parts, int weight) {
    static Near parse(String written, int weight) {
      var parts = new ArrayList<List<String>>();
      for (var part : written.split("\\+")) parts.add(List.of(part.strip().split("\\|")));
      if (parts.size() < 2) throw new IllegalStateException("nothing is near anything in " + written);
      return new Near(List.copyOf(parts), weight);
    }
  }

  /** These words as a later version amends them: a weight replaces an earlier one, 0 takes word or phrase away, the rest is added. */
  public Terms with(Terms later) {
    if (later == null) return this;
    var phrases = new LinkedHashMap<List<List<String>>, Near>();
    near.forEach(phrase -> phrases.put(phrase.parts(), phrase));
    later.near.forEach(phrase -> phrases.put(phrase.parts(), phrase));
    return new Terms(amended(weights, later.weights), phrases.values().stream().filter(phrase -> phrase.weight() != 0).toList(), joined(any, later.any), amended(against, later.against), joined(not, later.not));
  }

  private static Map<String, Integer> amended(Map<String, Integer> earlier, Map<String, Integer> later) {
    var weights = new LinkedHashMap<>(earlier);
    weights.putAll(later);
    weights.values().removeIf(weight -> weight == 0);
    return Collections.unmodifiableMap(weights);
  }

  private static List<String> joined(List<String> earlier, List<String> later) {
    return Stream.concat(earlier.stream(), later.stream()).distinct().toList();
  }

  static Terms read(JsonNode node) {
    var near = new ArrayList<Near>();
    node.path("near").properties().forEach(entry -> near.add(Near.parse(entry.getKey(), entry.getValue().intValue())));
    return new Terms(weights(node.path("terms")), List.copyOf(near), Json.strings(node.path("any")), weights(node.path("against")), Json.strings(node.path("not")));
  }

  private static Map<String, Integer> weights(JsonNode node) {
    var weights = new LinkedHashMap<String, Integer>();
    node.properties().forEach(term -> weights.put(term.getKey(), term.getValue().intValue()));
    return Collections.unmodifiableMap(weights);
  }
}
