package cn.jsjb.supervision.packing;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The excerpts of the catalogue that facts name by version: what decided, as it stood. */
public final class RulesNamed {
  private static final List<String> BOOKS = List.of("acceptance", "calendar", "categories", "desk", "dispatch-2021", "duties", "knowledge", "limits", "problems-2021", "questions");

  private RulesNamed() {}

  /** @return {@code limits@2021.1.json} → the version as it stands in the book */
  static SortedMap<String, byte[]> by(List<JsonNode> payloads) {
    SortedSet<String> versions = new TreeSet<>();
    payloads.forEach(payload -> collect(payload, versions));
    SortedMap<String, byte[]> excerpts = new TreeMap<>();
    for (String book : BOOKS) {
      JsonNode root = read(book);
      versions.forEach(version -> {
        if (root.path("version").asText().equals(version)) {
          // Of a book that is one version, the head: its entries are a whole city's.
          excerpts.put(name(book, version), bytes(EventTypes.JSON.createObjectNode().put("book", book).put("version", version).put("basis", root.path("basis").asText(root.path("source").asText()))
              .put("sha256", Pack.sha256(bytes(root)))));
        }
        for (JsonNode one : root.path("versions")) {
          if (one.path("version").asText().equals(version)) {
            excerpts.put(name(book, version), bytes(one));
          }
        }
      });
    }
    return excerpts;
  }

  private static String name(String book, String version) { return "%s@%s.json".formatted(book, version.replaceAll("[^A-Za-z0-9._-]", "_")); }

  private static void collect(JsonNode node, SortedSet<String> versions) {
    node.properties().forEach(field -> {
      String name = field.getKey();
      if (name.equals("version") || name.endsWith("Version")) {
        add(field.getValue(), versions);
      }
      if (name.equals("versions")) {
        field.getValue().forEach(value -> add(value, versions));
      }
      collect(field.getValue(), versions);
    });
    if (node.isArray()) {
      node.forEach(item -> collect(item, versions));
    }
  }

  private static void add(JsonNode value, SortedSet<String> versions) {
    if (value.isTextual() && !value.asText().isBlank()) {
      versions.add(value.asText());
    }
  }

  private static JsonNode read(String book) {
    try (InputStream in = EventTypes.class.getResourceAsStream("/catalogue/" + book + ".json")) {
      return in == null ? EventTypes.JSON.createObjectNode() : EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(book, e);
    }
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return (EventTypes.JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
