package cn.jsjb.tools.browsing;

import static cn.jsjb.tools.browsing.Desks.DISTRICT;
import static cn.jsjb.tools.browsing.Desks.STREET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.tools.Addresses.ServiceName;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The people of the hotline: who takes calls, who settles doubts, who calls back, who decides. */
class HotlineDesksTest extends InBrowser {
  @Test void a_call_is_registered_in_under_a_minute_with_proposals_beside_the_form() throws Exception {
    Desks.until(Desks.complain("六合园南门游商占道", "石景山区鲁谷街道六合园南门，每天傍晚有游商占道经营，堵住出入口，没人管。"), "DISPATCHED");
    try (Visit visit = as("operator", null)) {
      visit.go("/operator");
      long begun = System.nanoTime();
      visit.page.locator("#call-content").fill("石景山区鲁谷街道六合园南门，每天傍晚还是有游商占道经营，堵住出入口，没人管");
      assertThat(visit.test("proposed-place")).containsText("鲁谷街道");
      assertThat(visit.test("proposed-category").locator("strong")).hasText(Pattern.compile("[\\u4e00-\\u9fff]{3,}"));
      assertThat(visit.test("proposed-unit")).not().hasText("—");
      assertThat(visit.test("duplicates")).containsText("六合园");
      visit.page.locator("#phone").fill("13912345678");
      visit.page.locator("#name").fill("赵某");
      visit.isAccessible("a call with its proposals");
      visit.shot("operator-call");
      visit.page.keyboard().press("Control+Enter");
      assertThat(visit.test("registered")).containsText(Pattern.compile("已登记 RX\\d{6}-[0-9A-Z]{9}"));
      assertTrue(System.nanoTime() - begun < Duration.ofMinutes(1).toNanos());
      assertThat(visit.page.locator("#call-content")).hasValue("");
      assertThat(visit.page.locator("#call-content")).isFocused();
      assertThat(visit.test("registered")).containsText("鲁谷街道", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }
  }

  @Test void the_form_of_a_call_looks_good() {
    try (Visit visit = as("operator", null)) {
      visit.go("/operator").looksGood("operator");
    }
  }

  @Test void an_emergency_is_said_aloud_and_passed_on() throws Exception {
    try (Visit visit = as("operator", null)) {
      visit.go("/operator");
      visit.test("register").click();
      assertThat(visit.test("form-trouble")).hasText("请填写诉求内容");
      visit.page.locator("#call-content").fill("家里着火了，冒浓烟，快来人，鲁谷街道六合园3号楼");
      assertThat(visit.page.locator(".urgent")).isVisible();
      visit.page.locator(".hints button").first().click();
      assertThat(visit.page.locator(".decided")).containsText("建议转往");
      visit.test("register").click();
      assertThat(visit.test("registered")).isVisible();
    }
  }

  @Test void a_doubtful_one_is_settled_from_the_queue() throws Exception {
    String id = city().post(ServiceName.INTAKE, "/api/complaints", "adapter", null, "{\"channel\":\"WECHAT\",\"channelMessageId\":\"%s\",\"content\":\"杨家园那条街路灯不亮，没人修\"}".formatted(UUID.randomUUID())).get("complaintId").asText();
    Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> city().get(ServiceName.INTAKE, "/api/complaints/" + id, "operator", null).path("status").asText().equals("REGISTERED"));
    try (Visit visit = as("operator", null)) {
      visit.go("/operator-queue").looksGood("operator-queue");
      visit.page.locator("[data-ticket='" + id + "']").click();
      visit.page.locator("form .chips button").first().click();
      visit.test("settle").click();
      assertThat(visit.test("notice")).containsText("已确认");
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !city().get(ServiceName.INTAKE, "/api/complaints/" + id, "operator", null).path("status").asText().equals("REGISTERED"));
  }

  @Test void the_callback_agent_asks_three_questions_and_writes_them_down() throws Exception {
    String id = Desks.replied("小区门口游商占道 回访");
    try (Visit visit = as("callback", null)) {
      visit.go("/callback");
      visit.test("state-replied").click();
      visit.page.locator("[data-ticket='" + id + "']").click();
      assertThat(visit.page.locator("#callback-ticket")).containsText("回访");
      visit.test("show-claimant").click();
      assertThat(visit.test("claimant")).containsText("138 1234 5678");
      visit.test("save-callback").click();
      assertThat(visit.test("form-trouble")).hasText("请回答全部三个问题");
      visit.page.locator("#callback-ticket").focus();
      visit.page.keyboard().press("1");
      visit.page.keyboard().press("1");
      visit.page.keyboard().press("2");
      visit.shot("callback-answered");
      visit.page.keyboard().press("Control+Enter");
      assertThat(visit.test("notice")).containsText("回访已记录");
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Desks.history(id).path("status").asText().equals("CLOSED"));
  }

  @Test void nobody_answers_and_that_is_written_down_too() throws Exception {
    String id = Desks.replied("小区门口游商占道 未接通");
    try (Visit visit = as("callback", null)) {
      visit.go("/callback");
      visit.test("state-replied").click();
      visit.page.locator("[data-ticket='" + id + "']").click();
      visit.looksGood("callback");
      visit.test("state-replied").click();
      visit.page.locator("[data-ticket='" + id + "']").click();
      visit.page.locator(".not-reached summary").click();
      visit.page.locator("[data-outcome='NO_ANSWER']").click();
      assertThat(visit.test("notice")).containsText("回访已记录");
    }
    assertTrue(Desks.history(id).toString().contains("supervision.CallbackAttempted"));
  }

  @Test void a_district_decides_an_objection() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 异议"), "DISPATCHED");
    Desks.tell(id, "objections", "{\"ground\":\"NOT_MY_AREA\",\"legalBasis\":\"条例第十四条\",\"suggestedUnit\":\"110107002\",\"note\":\"在老山街道\"}");
    try (Visit visit = as("district", DISTRICT)) {
      visit.go("/decisions");
      visit.page.locator("li[data-ticket='" + id + "']").waitFor();
      visit.looksGood("decisions");
      var item = visit.page.locator("li[data-ticket='" + id + "']");
      assertThat(item).containsText("鲁谷街道");
      assertThat(item).containsText("老山街道");
      item.getByText("不成立").click();
      visit.page.locator("#d-reason").fill("经核实在鲁谷街道辖区");
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("已记录");
      assertThat(item).hasCount(0);
    }
    assertTrue(Desks.history(id).toString().contains("dispatch.ObjectionRejected"));
    try (Visit visit = as("unit", STREET)) {
      visit.page.navigate(city().addresses.of(ServiceName.ANALYTICS) + "/#/decisions");
      assertThat(visit.heading()).hasText("无权查看");
    }
  }
}
