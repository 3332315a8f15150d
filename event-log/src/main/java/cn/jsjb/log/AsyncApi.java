package cn.jsjb.log;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The one AsyncAPI 3 document of all topics. What people write stands in {@code deploy/topics/asyncapi.json}; partitions and settings
 * come from {@code topics.json}, and one message for each type of event from the register of events, its schema from the type itself:
 * what Jackson writes is what is described, and an event that is added is described from then on.
 */
public final class AsyncApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<String, String> MESSAGES = Map.of("complaint-inbox", "request", "complaint-keys", "wrappedKey", "rules-log", "rulesFact", "log-seals", "checkpoint");

  private final ObjectNode document = (ObjectNode) read("asyncapi.json");
  private final ObjectNode schemas = document.withObject("/components/schemas");
  private final ObjectNode messages = document.withObject("/components/messages");

  private AsyncApi() {}

  /**
   * @param order what a unit is shown of a ticket, beside the event
   * @param told whether units are told of facts of this type
   */
  public static ObjectNode document(Class<?> order, Predicate<String> told) {
    AsyncApi api = new AsyncApi();
    JsonNode summaries = api.document.remove("x-summaries");
    ObjectNode view = api.reference(EventTypes.JSON.constructType(order));
    EventTypes.all().forEach((name, type) -> {
      ObjectNode payload = api.reference(EventTypes.JSON.constructType(type));
      String summary = summaries.path(name).asText(name);
      api.message(EventTypes.logOf(name), name, "", summary, "FactHeaders", payload);
      if (told.test(name)) {
        ObjectNode both = NODES.objectNode();
        ObjectNode event = NODES.objectNode().put("type", "object");
        event.putArray("required").add("event");
        event.putObject("properties").set("event", payload);
        both.putArray("allOf").add(view).add(event);
        api.message("dispatch", name, "order.", summary, "CloudEventHeaders", both);
      }
    });
    MESSAGES.forEach((channel, message) -> api.document.withObject("/channels/" + channel + "/messages").putObject(message).put("$ref", "#/components/messages/" + message));
    api.bind();
    return api.document;
  }

  private void message(String channel, String type, String prefix, String summary, String headers, ObjectNode payload) {
    String id = prefix + type;
    ObjectNode message = messages.putObject(id).put("name", type).put("title", type).put("summary", summary).put("contentType", "application/json");
    ObjectNode own = NODES.objectNode().put("type", "object");
    own.putObject("properties").setAll(Map.of("ce_type", NODES.objectNode().put("const", type), "ce_source", NODES.objectNode().put("const", EventTypes.sourceOf(type))));
    message.putObject("headers").putArray("allOf").add(NODES.objectNode().put("$ref", "#/components/schemas/" + headers)).add(own);
    message.set("payload", payload);
    document.withObject("/channels/" + channel + "/messages").putObject(id).put("$ref", "#/components/messages/" + id);
  }

  /** Partitions and settings of each channel, as they are declared and checked at every start. */
  private void bind() {
    for (TopicGuard.Declared topic : TopicGuard.declared()) {
      bind(topic.name(), topic);
    }
    bind("dispatch", TopicGuard.feedOf("{unitCode}"));
  }

  private void bind(String channel, TopicGuard.Declared topic) {
    ObjectNode kafka = document.withObject("/channels/" + channel + "/bindings/kafka").put("topic", topic.name()).put("partitions", topic.partitions());
    ObjectNode settings = kafka.putObject("topicConfiguration");
    topic.settings().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(setting -> {
      switch (setting.getKey()) {
        // Those that the binding knows have its types; the others are the broker's words.
        case "cleanup.policy" -> settings.putArray(setting.getKey()).add(setting.getValue());
        case "retention.ms", "retention.bytes", "delete.retention.ms", "max.message.bytes" -> settings.put(setting.getKey(), Long.parseLong(setting.getValue()));
        default -> kafka.withObject("/x-settings").put(setting.getKey(), setting.getValue());
      }
    });
    kafka.put("bindingVersion", "0.5.0");
  }

  /** A schema that can stand anywhere: objects by reference. */
  private ObjectNode reference(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (type.isPrimitive() || raw == Boolean.class || Number.class.isAssignableFrom(raw)) {
      return NODES.objectNode().put("type", raw == boolean.class || raw == Boolean.class ? "boolean" : isWhole(raw) ? "integer" : "number");
    }
    if (CharSequence.class.isAssignableFrom(raw) || raw == Duration.class || raw == LocalTime.class) {
      return NODES.objectNode().put("type", "string");
    }
    if (raw == Instant.class) {
      return NODES.objectNode().put("type", "string").put("format", "date-time");
    }
    if (raw == LocalDate.class) {
      return NODES.objectNode().put("type", "string").put("format", "date");
    }
    if (type.isEnumType()) {
      ArrayNode names = NODES.arrayNode();
      for (Object constant : raw.getEnumConstants()) {
        names.add(EventTypes.JSON.valueToTree(constant).asText());
      }
      return NODES.objectNode().put("type", "string").set("enum", names);
    }
    if (type.isMapLikeType()) {
      return NODES.objectNode().put("type", "object").set("additionalProperties", reference(type.getContentType()));
    }
    if (type.isCollectionLikeType() || type.isArrayType()) {
      return NODES.objectNode().put("type", "array").set("items", reference(type.getContentType()));
    }
    if (!raw.isRecord()) {
      return NODES.objectNode();
    }
    String name = raw.getEnclosingClass() == null ? raw.getSimpleName() : raw.getEnclosingClass().getSimpleName() + "." + raw.getSimpleName();
    if (!schemas.has(name)) {
      schemas.putObject(name);
      schemas.set(name, object(type));
    }
    return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  private static boolean isWhole(Class<?> number) {
    return number != double.class && number != float.class && number != Double.class && number != Float.class && number != BigDecimal.class && (number != Number.class || number == BigInteger.class);
  }

  /** What Jackson writes of a record. Primitives are always there; the rest is left out where it is null, or is null. */
  private ObjectNode object(JavaType type) {
    JsonInclude include = type.getRawClass().getAnnotation(JsonInclude.class);
    boolean nulls = include != null && include.value() == JsonInclude.Include.ALWAYS;
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ArrayNode required = NODES.arrayNode();
    ObjectNode properties = NODES.objectNode();
    for (BeanPropertyDefinition property : EventTypes.JSON.getSerializationConfig().introspect(type).findProperties()) {
      if (!property.couldSerialize()) {
        continue;
      }
      ObjectNode of = reference(property.getPrimaryType());
      if (nulls || property.getPrimaryType().isPrimitive()) {
        required.add(property.getName());
      }
      properties.set(property.getName(), nulls && !property.getPrimaryType().isPrimitive() ? nullable(of) : of);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.set("properties", properties);
  }

  private static ObjectNode nullable(ObjectNode schema) {
    ObjectNode either = NODES.objectNode();
    either.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
    return either;
  }

  private static JsonNode read(String name) {
    try (InputStream in = AsyncApi.class.getResourceAsStream("/topics/" + name)) {
      return EventTypes.JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
