package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The description of the topics says what is in them, no more and no less. */
class AsyncApiTest {
  private static final ObjectNode DOCUMENT = AsyncApi.document(Place.class, type -> true);

  /** Payload of a message against its schema; strict: also every property it has is described. */
  private static Set<ValidationMessage> wrong(String pointer, JsonNode payload, boolean strict) {
    ObjectNode document = DOCUMENT.deepCopy();
    if (strict) {
      document.at("/components/schemas").forEach(schema -> {
        if (schema.has("properties")) {
          ((ObjectNode) schema).put("additionalProperties", false);
        }
      });
    }
    document.put("$ref", "#" + pointer);
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(payload);
  }

  private static JsonNode golden(String type) throws IOException {
    return EventTypes.JSON.readTree(AsyncApiTest.class.getResourceAsStream("/golden/%s.v%d.json".formatted(type, EventTypes.versionOf(type))));
  }

  @TestFactory Stream<DynamicTest> every_golden_event_is_as_described() {
    return EventTypes.all().keySet().stream().map(type -> DynamicTest.dynamicTest(type, () -> {
      String payload = "/components/messages/" + type + "/payload";
      assertEquals(Set.of(), wrong(payload, golden(type), true));
      for (String property : (Iterable<String>) golden(type)::fieldNames) {
        ObjectNode broken = (ObjectNode) golden(type);
        broken.set(property, broken.get(property).isObject() || broken.get(property).isArray() ? EventTypes.JSON.getNodeFactory().textNode("x") : EventTypes.JSON.createObjectNode());
        assertFalse(wrong(payload, broken, false).isEmpty(), property + " may be anything");
      }
    }));
  }

  @Test void every_type_of_event_is_a_message_of_the_log_and_nothing_else_is() {
    Set<String> described = new HashSet<>();
    for (String log : List.of(EventLog.COMPLAINTS, EventLog.OVERSIGHT, EventLog.PROGRAMME)) {
      Set<String> here = names(DOCUMENT.at("/channels/%s/messages".formatted(log)));
      here.forEach(type -> assertEquals(log, EventTypes.logOf(type)));
      described.addAll(here);
    }
    assertEquals(EventTypes.all().keySet(), described);
    for (String type : described) {
      JsonNode own = DOCUMENT.at("/components/messages/" + type + "/headers/allOf/1/properties");
      assertEquals(type, own.at("/ce_type/const").asText());
      assertEquals(EventTypes.sourceOf(type), own.at("/ce_source/const").asText());
    }
  }

  @Test void every_declared_topic_is_a_channel_and_nothing_else_is() {
    Set<String> addresses = new HashSet<>();
    DOCUMENT.get("channels").forEach(channel -> addresses.add(channel.get("address").asText()));
    Set<String> declared = TopicGuard.declared().stream().map(TopicGuard.Declared::name).collect(Collectors.toSet());
    declared.add("dispatch.{unitCode}");
    assertEquals(declared, addresses);
    TopicGuard.declared().forEach(topic -> assertEquals(topic.partitions(), DOCUMENT.at("/channels/" + topic.name() + "/bindings/kafka/partitions").asInt(), topic.name()));
    DOCUMENT.get("channels").fieldNames().forEachRemaining(channel -> {
      assertFalse(DOCUMENT.at("/channels/" + channel + "/messages").isEmpty(), channel);
      assertTrue(StreamSupport.stream(DOCUMENT.get("operations").spliterator(), false).anyMatch(o -> o.at("/channel/$ref").asText().equals("#/channels/" + channel)), channel);
    });
  }

  @Test void units_are_told_only_what_may_be_told() {
    ObjectNode some = AsyncApi.document(Place.class, type -> type.startsWith("dispatch."));
    assertTrue(names(some.at("/channels/dispatch/messages")).stream().allMatch(name -> name.startsWith("order.dispatch.")));
  }

  @Test void every_reference_leads_somewhere() {
    for (JsonNode reference : DOCUMENT.findValues("$ref")) {
      assertFalse(DOCUMENT.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
    assertEquals("3.0.0", DOCUMENT.get("asyncapi").asText());
    assertNotNull(DOCUMENT.at("/info/title").asText(null));
  }

  @Test void headers_of_a_written_fact_are_as_described() {
    Envelope envelope = EventLog.envelope("c-1", "6ba7b810-9dad-51d1-80b4-00c04fd430c8", new cn.jsjb.event.IntakeEvent.RequestUrged("催"), java.time.Instant.parse("2026-05-06T03:22:00Z"), 4, "channel:PHONE", "", "0".repeat(64));
    ObjectNode headers = EventTypes.JSON.createObjectNode();
    envelope.headers().forEach(h -> headers.put(h.key(), new String(h.value(), java.nio.charset.StandardCharsets.UTF_8)));
    assertEquals(Set.of(), wrong("/components/messages/intake.RequestUrged/headers", headers, false));
    for (String name : List.of("ce_time", "ce_previous", "ce_id")) {
      assertFalse(wrong("/components/messages/intake.RequestUrged/headers", headers.deepCopy().put(name, "x"), false).isEmpty(), name);
      ObjectNode without = headers.deepCopy();
      without.remove(name);
      assertFalse(wrong("/components/messages/intake.RequestUrged/headers", without, false).isEmpty(), name);
    }
  }

  @Test void a_request_is_as_described() throws IOException {
    String payload = "/components/messages/request/payload";
    assertEquals(Set.of(), wrong(payload, EventTypes.JSON.readTree("""
        {"channel":"WECHAT","channelMessageId":"wx-20260506-1","requestType":"COMPLAINT","title":"小区门口游商占道","content":"…",
         "claimant":{"name":"王某","phone":"13800000000","anonymous":false,"confidential":false},
         "place":{"address":"石景山区鲁谷街道六合园","districtCode":"110107","localityCode":"110107011","lon":116.2,"lat":39.9},
         "calledAt":"2026-05-06T11:22:00+08:00","category":null,"reportedParty":null,"attachments":[]}"""), true));
    assertFalse(wrong(payload, EventTypes.JSON.readTree("{\"channel\":\"WECHAT\"}"), false).isEmpty(), "neither words nor a title");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
