package cn.jsjb.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
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

  @Test void the_words_by_which_a_request_was_filed_are_the_claimants() throws Exception {
    JsonNode filed = SecretFields.mask("intake.TicketRegistered", golden("intake.TicketRegistered"), true);
    assertEquals(SecretFields.MASK, filed.at("/classification/words").asText());
    assertEquals(SecretFields.MASK, filed.at("/location/words").asText());
  }
}
