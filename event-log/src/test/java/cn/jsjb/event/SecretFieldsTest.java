package cn.jsjb.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is hidden stays hidden, whatever kind of value it is. */
class SecretFieldsTest {
  private static JsonNode golden(String type) throws Exception {
    try (InputStream in = SecretFieldsTest.class.getResourceAsStream("/golden/%s.v1.json".formatted(type))) {
      return EventTypes.JSON.readTree(in);
    }
  }

  @Test void a_confidential_request_tells_nothing_in_the_claimants_words() throws Exception {
    JsonNode request = SecretFields.mask("intake.RequestReceived", golden("intake.RequestReceived"), true);
    for (String place : List.of("/title", "/content", "/answers", "/place/address", "/attachments/0/name", "/disposition/text", "/claimant/box", "/claimant/phoneHash", "/claimant/lastFourHash")) {
      assertEquals(SecretFields.MASK, request.at(place).asText(), place);
    }
    assertEquals("110107011", request.at("/place/localityCode").asText());
    assertEquals("image/jpeg", request.at("/attachments/0/mediaType").asText());
    assertEquals(64, request.at("/attachments/0/sha256").asText().length());
  }

  @Test void without_confidentiality_only_the_person_is_hidden() throws Exception {
    JsonNode request = SecretFields.mask("intake.RequestReceived", golden("intake.RequestReceived"), false);
    assertEquals("小区门口游商占道", request.at("/title").asText());
    assertEquals("ESTATE", request.at("/answers/EXTENT/0").asText());
    assertEquals("a.jpg", request.at("/attachments/0/name").asText());
    assertEquals(SecretFields.MASK, request.at("/claimant/box").asText());
  }

  @Test void any_kind_of_value_is_hidden_and_null_stays_null() throws Exception {
    for (String value : List.of("\"x\"", "17", "true", "[\"x\"]", "{\"a\":[\"x\"]}")) {
      assertEquals("{\"answers\":\"＊＊＊\"}", SecretFields.mask("any", EventTypes.JSON.readTree("{\"answers\":%s}".formatted(value)), true).toString(), value);
    }
    assertEquals("[{\"title\":null}]", SecretFields.mask("any", EventTypes.JSON.readTree("[{\"title\":null}]"), true).toString());
  }

  @Test void a_word_that_is_an_officials_elsewhere_is_the_claimants_where_he_withdraws() {
    assertTrue(SecretFields.isWords("intake.RequestWithdrawn", "reason"));
    assertFalse(SecretFields.isWords("intake.TicketReclassified", "reason"));
  }

  @Test void what_people_at_the_place_said_or_are_is_hidden_with_where_it_is() throws Exception {
    for (String field : List.of("supervision.CallbackCompleted/reasons", "dispatch.AppointmentMade/place", "dispatch.FieldVisitRecorded/place", "dispatch.FieldVisitRecorded/facts", "dispatch.MediationHeld/parties",
        "dispatch.SettlementSigned/parties", "dispatch.LiabilitySeparated/innocent", "dispatch.LiabilitySeparated/tracks/0/wrongdoer", "dispatch.CitizensServed/served", "dispatch.WhistleBlown/meetAt",
        "dispatch.WhistleTaskDone/result", "supervision.AssessmentAppealed/ground")) {
      String type = field.substring(0, field.indexOf('/'));
      assertEquals(SecretFields.MASK, SecretFields.mask(type, golden(type), true).at(field.substring(type.length())).asText(), field);
      assertEquals(golden(type), SecretFields.mask(type, golden(type), false), field);
    }
    assertEquals(golden("dispatch.DepartmentRated").get("result"), SecretFields.mask("dispatch.DepartmentRated", golden("dispatch.DepartmentRated"), true).get("result"), "a score");
  }

  /** A field that is new, or hidden no more, is decided about by writing it into the list. */
  @Test void every_text_of_every_event_of_a_complaint_is_decided_about() throws Exception {
    List<String> decided = new ArrayList<>();
    EventTypes.all().forEach((type, event) -> {
      if (EventTypes.logOf(type).equals("complaint-log")) {
        Map<String, Set<String>> texts = new TreeMap<>(Comparator.comparingInt((String what) -> List.of("open", "hidden", "never").indexOf(what)));
        decide(type, event, texts);
        if (!texts.isEmpty()) {
          decided.add(type + ": " + texts.entrySet().stream().map(e -> e.getKey() + " " + String.join(" ", e.getValue())).collect(Collectors.joining("; ")));
        }
      }
    });
    try (InputStream in = SecretFieldsTest.class.getResourceAsStream("/texts-of-events.txt")) {
      List<String> listed = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).sorted().toList();
      assertEquals(String.join("\n", listed), decided.stream().sorted().collect(Collectors.joining("\n")));
    }
  }

  private static void decide(String type, Class<?> record, Map<String, Set<String>> texts) {
    for (RecordComponent field : record.getRecordComponents()) {
      Set<Class<?>> classes = new LinkedHashSet<>();
      classes(field.getGenericType(), classes);
      boolean isText = classes.contains(String.class);
      List<Class<?>> inside = classes.stream().filter(Class::isRecord).toList();
      String name = field.getName();
      String what = SecretFields.PERSON.contains(name) ? "never" : SecretFields.isWords(type, name) ? "hidden" : isText ? "open" : null;
      if (what != null && (isText || !inside.isEmpty())) {
        texts.computeIfAbsent(what, none -> new TreeSet<>()).add(name);
      } else if (what == null) {
        inside.forEach(one -> decide(type, one, texts));
      }
    }
  }

  private static void classes(Type type, Set<Class<?>> found) {
    switch (type) {
      case Class<?> one -> found.add(one);
      case ParameterizedType several -> List.of(several.getActualTypeArguments()).forEach(one -> classes(one, found));
      default -> throw new IllegalStateException("a field of " + type);
    }
  }

  @Test void the_words_by_which_a_request_was_filed_are_the_claimants() throws Exception {
    JsonNode filed = SecretFields.mask("intake.TicketRegistered", golden("intake.TicketRegistered"), true);
    assertEquals(SecretFields.MASK, filed.at("/classification/words").asText());
    assertEquals(SecretFields.MASK, filed.at("/location/words").asText());
  }
}
