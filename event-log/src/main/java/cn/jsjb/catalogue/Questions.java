package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each category asks beside the words. A heading's questions are asked for all categories below it, before their own. */
public final class Questions {
  private final String version;
  private final LocalDate validFrom;
  private final Map<String, List<Question>> byPrefix = new LinkedHashMap<>();

  private Questions(String version, LocalDate validFrom) {
    this.version = version;
    this.validFrom = validFrom;
  }

  static Questions read(JsonNode file) {
    var questions = new Questions(Json.text(file, "version"), LocalDate.parse(Json.text(file, "validFrom")));
    for (var set : file.required("sets")) {
      var list = new ArrayList<Question>();
      for (var node : set.required("questions")) list.add(question(node));
      if (questions.byPrefix.put(Json.text(set, "category"), List.copyOf(list)) != null)
        throw new IllegalStateException("two sets of questions for " + Json.text(set, "category"));
    }
    return questions;
  }

  private static Question question(JsonNode node) {
    var values = new ArrayList<Question.Value>();
    for (var value : node.path("values")) values.add(new Question.Value(Json.text(value, "key"), Json.text(value, "name"), Json.text(value, "en")));
    var type = Question.Type.valueOf(Json.text(node, "type"));
    if (values.isEmpty() == type.name().endsWith("LIST")) throw new IllegalStateException("a list has values and nothing else has: " + Json.text(node, "code"));
    return new Question(Json.text(node, "code"), Json.text(node, "name"), Json.text(node, "en"), type, node.path("required").asBoolean(), Json.textOrNull(node, "hint"), List.copyOf(values));
  }

  public String version() {
    return version;
  }

  public LocalDate validFrom() {
    return validFrom;
  }

  /** All questions of a third-level category, the general ones first; empty when it asks none. */
  public List<Question> of(String category) {
    var all = new ArrayList<Question>();
    for (var length : new int[] {2, 4, 6})
      if (category.length() >= length) all.addAll(byPrefix.getOrDefault(category.substring(0, length), List.of()));
    return List.copyOf(all);
  }

  /** Codes of headings and categories that ask something. */
  public List<String> asking() {
    return List.copyOf(byPrefix.keySet());
  }
}
