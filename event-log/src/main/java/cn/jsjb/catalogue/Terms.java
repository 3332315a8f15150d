package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that speak for a subject, as citizens write them, and words that rule it out.
 *
 * @param weights word to weight 1 (weak hint) … 5 (decides alone)
 * @param any the subject's own words, of which one must occur, so that many weak hints in a long text do not add up to it; empty for no such condition
 * @param not words that veto: the subject is another one, whatever else the text says
 */
public record Terms(Map<String, Integer> weights, List<String> any, List<String> not) {

  static Terms read(JsonNode node) {
    var weights = new LinkedHashMap<String, Integer>();
    node.required("terms").properties().forEach(term -> weights.put(term.getKey(), term.getValue().intValue()));
    return new Terms(Collections.unmodifiableMap(weights), Json.strings(node.path("any")), Json.strings(node.path("not")));
  }

  /** Sum of the weights of the words found, each counted once; 0 after a veto or without any of the subject's own words. */
  public int score(String text) {
    for (var word : not) if (text.contains(word)) return 0;
    if (!any.isEmpty() && any.stream().noneMatch(text::contains)) return 0;
    var score = 0;
    for (var term : weights.entrySet()) if (text.contains(term.getKey())) score += term.getValue();
    return score;
  }

  /** The words found, in the order of the catalogue, to tell a person why. */
  public List<String> foundIn(String text) {
    return weights.keySet().stream().filter(text::contains).toList();
  }
}
