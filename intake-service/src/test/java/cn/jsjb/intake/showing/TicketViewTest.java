package cn.jsjb.intake.showing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SecretFields;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ticket hides by the same list as the history: every field of it that this service shows. */
class TicketViewTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  /** Where it is, a unit has to know; an official's answer is no claimant's word. */
  private static final List<String> FOR_ITS_UNIT = List.of("address");
  private static final IntakeEvent.RequestReceived RECEIVED = new IntakeEvent.RequestReceived("RX260506-000000001", "WECHAT", "wx-1", RequestType.COMPLAINT, "楼上王五", "王五夜里施工",
      Place.UNKNOWN, NOW, null, null, List.of(new IntakeEvent.Attachment("王五.jpg", "image/jpeg", 7, "0".repeat(64))), Map.of("WHO", List.of("王五家")), IntakeEvent.Claimant.UNKNOWN, null);
  private static final IntakeEvent.TicketRegistered FILED = new IntakeEvent.TicketRegistered(RequestType.COMPLAINT, new IntakeEvent.Classification("030201", null, Grade.GENERAL_7D, 0.9,
      List.of("王五", "施工"), "2021.3"), new IntakeEvent.Location(new Place("鲁谷街道", "110107", "110107011", null, null, null), 0.95, List.of("王五家"), "2023"));

  private static JsonNode shown(ComplaintEvent... events) {
    Complaint state = null;
    for (ComplaintEvent event : events) {
      state = Complaint.evolve(state, new Fact("c", "e", EventTypes.nameOf(event), 1, NOW, "test", "", "h", 0, 0, event));
    }
    return EventTypes.JSON.valueToTree(TicketView.of(new Row<>("c", 0, "h", 1, "e", null, null, state), new Complaint.Words("楼上王五", "王五夜里施工", null, RECEIVED.attachments(), RECEIVED.answers())));
  }

  private static List<String> words(JsonNode ticket) {
    List<String> words = new ArrayList<>();
    SecretFields.words().stream().filter(field -> !FOR_ITS_UNIT.contains(field)).forEach(field -> ticket.findValues(field).forEach(value -> words.add(value.toString())));
    return words;
  }

  @Test void what_was_said_before_a_request_became_confidential_is_hidden_too() {
    assertTrue(words(shown(RECEIVED, FILED)).toString().contains("王五.jpg"));
    JsonNode ticket = shown(RECEIVED, FILED, new IntakeEvent.TicketSupplemented("王五又来了", RECEIVED.attachments()), new IntakeEvent.ConfidentialityRequested("CLAIMANT"));
    assertFalse(words(ticket).toString().contains("王五"), words(ticket).toString());
    assertFalse(ticket.toString().contains("王五"), ticket.toString());
  }
}
