package cn.jsjb.tools.browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The claimant has no account: a number, four digits, or the link of the callback. */
class ClaimantsTest extends InBrowser {
  private static final String STREET = "110107011";

  private static JsonNode complain() throws Exception {
    return city().post(ServiceName.INTAKE, "/api/complaints", "operator", null, """
        {"channel":"PHONE","channelMessageId":"%s","title":"小区门口游商占道","content":"石景山区鲁谷街道六合园南门，每天傍晚有游商占道经营，堵住出入口。","claimant":{"name":"王某","phone":"13812345678"}}"""
        .formatted(UUID.randomUUID()));
  }

  @Test void looks_up_adds_and_urges() throws Exception {
    String ticketNo = complain().get("ticketNo").asText();
    try (Visit visit = stranger()) {
      visit.go("/progress");
      visit.page.getByLabel("工单编号").fill(ticketNo);
      visit.page.getByLabel("电话后四位").fill("0000");
      visit.test("look").click();
      assertThat(visit.page.locator("[role=alert]")).isVisible();
      visit.page.getByLabel("电话后四位").fill("5678");
      visit.test("look").click();
      visit.test("status").waitFor();
      visit.page.getByLabel("补充情况").fill("今天更严重了");
      visit.test("supplement").click();
      visit.awaitText("今天更严重了");
      visit.test("urge").click();
      assertThat(visit.test("urges")).hasText("已催办 1 次");
      visit.shot("progress-found");
    }
  }

  @Test void answers_the_three_questions_once() throws Exception {
    String id = complain().get("complaintId").asText();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
      JsonNode orders = city().get(ServiceName.DISPATCH, "/api/units/" + STREET + "/orders?state=DISPATCHED&size=100", "unit", STREET);
      for (JsonNode order : orders.get("items")) {
        if (order.get("complaintId").asText().equals(id)) {
          return true;
        }
      }
      return false;
    });
    for (String[] step : new String[][] {{"signature", "{}"}, {"contacts", "{\"how\":\"PHONE\",\"outcome\":\"REACHED\"}"}, {"reply", "{\"text\":\"已劝离，加强巡查\"}"}, {"result", "{\"outcome\":\"RESOLVED\",\"text\":\"已劝离\"}"}}) {
      city().post(ServiceName.DISPATCH, "/api/tickets/" + id + "/" + step[0], "unit", STREET, step[1]);
    }
    String[] link = new String[1];
    Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
      JsonNode sent = city().post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/surveys", "adapter", null, "{\"channel\":\"SMS\"}");
      link[0] = sent.get("path").asText();
      return true;
    });
    String token = link[0].substring(link[0].lastIndexOf('/') + 1);
    try (Visit visit = stranger()) {
      visit.go("/survey/" + token).looksGood("survey");
      visit.test("submit").click();
      assertThat(visit.page.locator("[role=alert]")).hasText("请先回答必答题。");
      visit.test("contacted-true").check();
      visit.test("resolved-true").check();
      visit.test("satisfaction-SATISFIED").check();
      visit.test("submit").click();
      assertThat(visit.test("intro")).containsText("谢谢");
      visit.go("/progress");
      visit.go("/survey/" + token);
      assertThat(visit.test("intro")).containsText("谢谢");
    }
    assertTrue(city().get(ServiceName.ANALYTICS, "/api/tickets/" + id, "leader", null).get("complaintId").asText().equals(id));
  }

  @Test void it_looks_good() {
    try (Visit visit = stranger()) {
      visit.go("/progress").looksGood("progress");
    }
  }
}
