package cn.jsjb.dispatch.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.ReportKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Follower;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedPayloadTest {
  private static final Instant AT = Instant.parse("2026-05-06T03:22:00Z");

  @Test void what_a_claimant_reports_about_a_unit_is_not_told_to_the_unit() throws Exception {
    Ticket ticket = Ticket.evolve(null, fact(new IntakeEvent.RequestReceived("RX", "PHONE", "m-1", RequestType.COMPLAINT, "t", "c", Place.UNKNOWN, AT, null, null, List.of(), IntakeEvent.Claimant.UNKNOWN)));
    ticket = Ticket.evolve(ticket, fact(new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), "x", Map.of(), Grade.GENERAL_7D, AT, AT, AT, null)));
    Fact answered = fact(new CallbackCompleted(1, true, false, false, Satisfaction.DISSATISFIED, CallbackChannel.PHONE, List.of("没人来"), null, null, null,
        List.of(new ClaimantReport(ReportKind.RETALIATION, "110107011", "窗口7号", AT, "威胁停电")), null));
    JsonNode told = EventTypes.JSON.readTree(Feed.payload(new Follower.Told<>(answered, ticket, Ticket.evolve(ticket, answered))));
    assertEquals("没人来", told.at("/event/reasons/0").asText(), "its own raw result it gets (rule P6)");
    assertFalse(told.toString().contains("威胁停电") || told.toString().contains("RETALIATION"), told.toString());
    assertFalse(Feed.tells("supervision.SurveyLinkSent"));
  }

  private static Fact fact(ComplaintEvent event) { return new Fact("c1", "e", EventTypes.nameOf(event), 1, AT, "test", "", "hash", 0, 0, event); }
}
