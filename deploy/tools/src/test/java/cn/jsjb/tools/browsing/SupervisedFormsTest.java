package cn.jsjb.tools.browsing;

import static cn.jsjb.tools.browsing.Desks.DISTRICT;
import static cn.jsjb.tools.browsing.Desks.STREET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.jsjb.tools.Addresses.ServiceName;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a unit answers to supervision, what a district orders, and who is asked where no unit was found. */
class SupervisedFormsTest extends InBrowser {
  /** Until a list of work has it. */
  private static void marked(String mark, String id) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions()
        .until(() -> city().get(ServiceName.SUPERVISION, "/api/marked?mark=" + mark + "&size=500", "unit", STREET).path("items").findValuesAsText("complaintId").contains(id));
  }

  @Test void a_unit_finds_the_order_in_its_list_and_answers_it_at_the_desk() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 督办"));
    city().post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/supervisions", "supervisor", null, "{\"opinion\":\"多次反映未解决，请报告\"}");
    marked("ORDERED", id);
    try (Visit visit = as("unit", STREET)) {
      visit.go("/orders").looksGood("orders-of-a-unit");
      visit.page.locator("[data-reply='" + id + "']").click();
      visit.page.locator("#order-title").waitFor();
      visit.act("answerOrder").fill("f-text", "已组织联合整治，每日巡查").send("回复督办单");
      assertThat(visit.page.locator(".mechanisms")).containsText("均已回复");
    }
    Desks.said(id, "supervision.SupervisionReplied");
  }

  @Test void a_district_orders_of_a_street_and_closes_when_it_has_answered() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 区级督办"));
    try (Visit visit = as("district", DISTRICT)) {
      visit.atDesk(id).act("remind").fill("f-text", "请尽快联系诉求人").send("催办");
      visit.act("supervise").fill("f-opinion", "限期整改").send("下发督办");
      Desks.said(id, "supervision.SupervisionOrdered");
      city().post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/supervisions/1/reply", "unit", STREET, "{\"text\":\"已整改\"}");
      visit.page.reload();
      visit.page.locator("#order-title").waitFor();
      visit.act("closeOrder").fill("f-opinion", "整改到位").send("督办办结");
    }
    Desks.said(id, "supervision.SupervisionClosed");
  }

  @Test void a_unit_appeals_the_callback_with_evidence_and_only_once() throws Exception {
    String id = Desks.replied("小区门口游商占道 申诉");
    city().post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/callbacks", "callback", null, "{\"contacted\":true,\"resolved\":false,\"satisfaction\":\"DISSATISFIED\",\"channel\":\"PHONE\"}");
    Desks.until(id, "DISPATCHED");
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("appeal").fill("f-appealGround", "录音中诉求人表示已解决");
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).containsText("录音编号");
      visit.fill("f-recordings", "录音 20260506-17").send("考核申诉");
      assertThat(visit.page.locator("[data-action='appeal']")).hasCount(0);
    }
    Desks.said(id, "supervision.AssessmentAppealed");
  }

  @Test void what_has_no_place_waits_for_the_dispatcher_who_names_the_unit() throws Exception {
    String id = Desks.until(Desks.complainAt("小区门口游商占道 无地点", null), "CONSULTING");
    try (Visit visit = as("dispatcher", null)) {
      visit.go("/decisions");
      visit.page.locator("li[data-ticket='" + id + "']").waitFor();
      visit.looksGood("decisions-queued");
      var item = visit.page.locator("li[data-ticket='" + id + "']");
      item.getByText("派单", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true)).click();
      visit.choose("d-unit", "鲁谷").fill("d-reason", "与诉求人核实在鲁谷街道").send("派单");
      assertThat(item).hasCount(0);
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> STREET.equals(Desks.ticket(id).path("unitCode").asText()));
  }

  @Test void the_dispatcher_calls_a_consultation_and_the_bureau_concludes_it() throws Exception {
    String id = Desks.until(Desks.complainAt("小区门口游商占道 派单前会商", null), "CONSULTING");
    try (Visit visit = as("dispatcher", null)) {
      visit.go("/decisions");
      visit.page.locator("li[data-ticket='" + id + "']").getByText("召集会商").click();
      visit.choose("d-participants", "鲁谷");
      visit.page.keyboard().press("Escape");
      visit.fill("d-matter", "由谁承办").send("召集会商");
    }
    Desks.said(id, "dispatch.ConsultationOpened");
    try (Visit visit = as("bureau", null)) {
      visit.go("/decisions");
      visit.test("tab-QUEUED").click();
      visit.page.locator("li[data-ticket='" + id + "']").getByText("会商结论").click();
      visit.fill("d-minutes", "由鲁谷街道承办").choose("d-chosenUnit", "鲁谷").send("会商结论");
    }
    Desks.said(id, "dispatch.ConsultationConcluded");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> STREET.equals(Desks.ticket(id).path("unitCode").asText()));
  }
}
