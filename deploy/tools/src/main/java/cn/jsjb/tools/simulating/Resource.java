package cn.jsjb.tools.simulating;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The written part of the play: invented people and texts, assumed delays. */
final class Resource {
  private Resource() {}

  static JsonNode read(String name) {
    try (InputStream in = Resource.class.getResourceAsStream("/demo/" + name)) {
      return EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(node -> strings.add(node.asText()));
    return List.copyOf(strings);
  }
}
