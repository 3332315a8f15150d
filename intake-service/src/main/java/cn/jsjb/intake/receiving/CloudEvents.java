package cn.jsjb.intake.receiving;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** CloudEvents 1.0 that carry a request, in binary or structured mode. */
final class CloudEvents {
  private CloudEvents() {}

  sealed interface Read {}

  /** @param id names the message where the request itself has no {@code channelMessageId} */
  record Event(String id, JsonNode data) implements Read {}

  record Unreadable(String field, Refusal refusal) implements Read {}

  /** @param attribute gives the header of a context attribute in binary mode, or null */
  static Read read(String contentType, UnaryOperator<String> attribute, byte[] body) {
    if (body == null || body.length == 0 || body.length > Intake.LARGEST) {
      return new Unreadable(null, body == null || body.length == 0 ? new Refusal(Reason.MALFORMED, "JSON") : new Refusal(Reason.TOO_LARGE, Intake.LARGEST / 1024 + " KB"));
    }
    try {
      JsonNode json = EventTypes.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(body);
      if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/cloudevents")) {
        return of(attribute, json);
      }
      return structured(json);
    } catch (IOException | RuntimeException e) {
      return new Unreadable(null, new Refusal(Reason.MALFORMED, "JSON"));
    }
  }

  /** An event in structured mode: attributes and data in one JSON object. */
  static Read structured(JsonNode json) {
    try {
      JsonNode data = json.get("data_base64") == null ? json.get("data") : EventTypes.JSON.readTree(json.get("data_base64").binaryValue());
      return of(name -> json.path(name).isTextual() ? json.path(name).asText() : null, data);
    } catch (IOException | RuntimeException e) {
      return new Unreadable(null, new Refusal(Reason.MALFORMED, "JSON"));
    }
  }

  private static Read of(UnaryOperator<String> attribute, JsonNode data) {
    for (String name : new String[] {"specversion", "id", "source", "type"}) {
      String value = attribute.apply(name);
      if (value == null || value.isBlank()) {
        return new Unreadable(name, new Refusal(Reason.FIELD_MISSING, name));
      }
    }
    if (!attribute.apply("specversion").equals("1.0")) {
      return new Unreadable("specversion", new Refusal(Reason.FIELD_INVALID, "specversion", "1.0"));
    }
    if (data == null || !data.isObject()) {
      return new Unreadable("data", new Refusal(Reason.FIELD_MISSING, "data"));
    }
    return new Event(attribute.apply("id"), data);
  }
}
