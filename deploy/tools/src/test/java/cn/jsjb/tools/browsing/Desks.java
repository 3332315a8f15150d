package cn.jsjb.tools.browsing;

import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cn.jsjb.event.EventTypes;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Tickets for the tests of the desks, made through the services like anybody's. */
final class Desks {
  /** 鲁谷街道 and its district. */
  static final String STREET = "110107011", DISTRICT = "110107";

  private Desks() {}

  /** A complaint that comes to 鲁谷街道. @return its id */
  static String complain(String title, String content) throws Exception {
    ObjectNode body = EventTypes.JSON.createObjectNode().put("channel", "PHONE").put("channelMessageId", "desk-" + UUID.randomUUID()).put("title", title).put("content", content);
    body.putObject("claimant").put("name", "王某").put("phone", "13812345678");
    body.putObject("place").put("address", "石景山区鲁谷街道六合园南门").put("localityCode", STREET);
    return InBrowser.city().post(ServiceName.INTAKE, "/api/complaints", "operator", null, body.toString()).get("complaintId").asText();
  }

  /** A complaint whose place is this, as JSON; null where it is not known. @return its id */
  static String complainAt(String title, String placeJson) throws Exception {
    ObjectNode body = EventTypes.JSON.createObjectNode().put("channel", "PHONE").put("channelMessageId", "desk-" + UUID.randomUUID()).put("title", title).put("content", "每天傍晚有游商占道经营，堵住出入口，请尽快处理。");
    body.putObject("claimant").put("name", "王某").put("phone", "13812345678");
    if (placeJson != null) {
      body.set("place", EventTypes.JSON.readTree(placeJson));
    }
    return InBrowser.city().post(ServiceName.INTAKE, "/api/complaints", "operator", null, body.toString()).get("complaintId").asText();
  }

  /** A complaint in a community of 鲁谷街道, such as {@code 001}, 双锦园. @return its id */
  static String complainIn(String community, String title) throws Exception {
    return complainAt(title, "{\"address\":\"石景山区鲁谷街道\",\"localityCode\":\"%1$s\",\"communityCode\":\"%1$s%2$s\"}".formatted(STREET, community));
  }

  /** Dispatched to 鲁谷街道 and signed for. */
  static String signed(String id) throws Exception {
    until(id, "DISPATCHED");
    tell(id, "signature", "{}");
    until(id, "SIGNED");
    return said(id, "dispatch.AssignmentSigned");
  }

  static String complain(String title) throws Exception { return complain(title, "石景山区鲁谷街道六合园南门，每天傍晚有游商占道经营，堵住出入口，请尽快处理。"); }

  static JsonNode ticket(String id) throws Exception { return InBrowser.city().get(ServiceName.DISPATCH, "/api/tickets/" + id, "admin", null); }

  /** Waits until the ticket is there, and in this state. */
  static String until(String id, String status) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> status.equals(ticket(id).path("status").asText()));
    return id;
  }

  static void tell(String id, String what, String json) throws Exception { InBrowser.city().post(ServiceName.DISPATCH, "/api/tickets/" + id + "/" + what, "unit", STREET, json); }

  /** Handled and told to both: the claimant may be called. */
  static String replied(String title) throws Exception {
    String id = until(complain(title), "DISPATCHED");
    tell(id, "signature", "{}");
    tell(id, "contacts", "{\"how\":\"PHONE\",\"outcome\":\"REACHED\"}");
    tell(id, "reply", "{\"text\":\"已劝离，安排了傍晚巡查。\"}");
    tell(id, "result", "{\"outcome\":\"RESOLVED\",\"text\":\"已劝离\"}");
    until(id, "REPLIED");
    return said(id, "dispatch.ResultReportedToHotline");
  }

  /** Waits until this is a fact of the ticket for those who supervise, too. */
  static String said(String id, String type) {
    Awaitility.await(type).atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> StreamSupport.stream(history(id).path("records").spliterator(), false)
        .anyMatch(r -> type.equals(r.path("type").asText()) && "fact".equals(r.path("verdict").asText())));
    return id;
  }

  static JsonNode history(String id) throws Exception { return InBrowser.city().get(ServiceName.SUPERVISION, "/api/history/" + id, "inspector", null); }
}
