package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the catalogue's files as trees: a missing field names itself, and no reflection is needed. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static JsonNode resource(String name) {
    try (var in = Json.class.getResourceAsStream("/catalogue/" + name)) {
      if (in == null) throw new IllegalStateException("catalogue/" + name + " is not on the class path");
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue/" + name + " is not readable JSON", e);
    }
  }

  static String text(JsonNode node, String field) {
    var value = textOrNull(node, field);
    if (value == null) throw new IllegalStateException("field %s is missing in %s".formatted(field, node.toString().substring(0, Math.min(120, node.toString().length()))));
    return value;
  }

  static String textOrNull(JsonNode node, String field) {
    var value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  static List<String> strings(JsonNode array) {
    var strings = new ArrayList<String>();
    for (var item : array) strings.add(item.asText());
    return List.copyOf(strings);
  }

  private Json() {}
}
