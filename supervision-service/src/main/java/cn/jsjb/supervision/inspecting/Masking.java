package cn.jsjb.supervision.inspecting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A payload as it may be shown: what is sealed stays sealed, and so does what would allow to recognise a caller. */
final class Masking {
  private Masking() {}

  static final String MASK = "＊＊＊";
  private static final Set<String> PERSON = Set.of("box", "phoneHash", "lastFourHash", "tokenHash");
  private static final Set<String> WORDS = Set.of("title", "content", "text", "note", "address", "question", "answer");

  private static final byte[][] PERSON_BYTES = PERSON.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  /** Whether the bytes from here to there are a name whose value is always hidden. */
  static boolean hides(byte[] json, int from, int to) {
    for (byte[] name : PERSON_BYTES) {
      if (Arrays.equals(json, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /** @param words whether the claimant's own words are hidden too (保密) */
  static JsonNode mask(JsonNode payload, boolean words) {
    if (payload instanceof ObjectNode object) {
      for (String field : List.copyOf(object.properties().stream().map(e -> e.getKey()).toList())) {
        JsonNode value = object.get(field);
        if (PERSON.contains(field) && !value.isNull() || words && WORDS.contains(field) && value.isTextual()) {
          object.set(field, TextNode.valueOf(MASK));
        } else {
          mask(value, words);
        }
      }
    } else if (payload instanceof ArrayNode array) {
      array.forEach(item -> mask(item, words));
    }
    return payload;
  }
}
