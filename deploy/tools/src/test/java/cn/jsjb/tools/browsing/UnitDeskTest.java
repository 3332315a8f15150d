package cn.jsjb.tools.browsing;

import static cn.jsjb.tools.browsing.Desks.STREET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The desk of a street: orders arrive by themselves, and are signed, handled and answered by keys alone or by thumb. */
class UnitDeskTest extends InBrowser {
  private static Locator order(Visit visit, String id) { return visit.page.locator("[data-ticket='" + id + "']"); }

  @Test void a_new_order_arrives_by_itself_with_sound_and_count() throws Exception {
    try (Visit visit = as("unit", STREET)) {
      visit.go("/unit");
      assertThat(visit.test("line")).hasText("实时接收");
      String id = Desks.until(Desks.complain("小区门口游商占道 实时"), "DISPATCHED");
      assertThat(order(visit, id)).isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions().setTimeout(15_000));
      assertThat(visit.page).hasTitle(Pattern.compile("^\\([1-9]\\d*\\) 承办工作台.*"));
      assertThat(order(visit, id)).containsText("新");
      order(visit, id).click();
      assertThat(visit.page.locator("#order-title")).hasText("小区门口游商占道 实时");
    }
  }

  @Test void from_signing_to_the_result_by_keys_alone() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 键盘"), "DISPATCHED");
    try (Visit visit = as("unit", STREET)) {
      visit.go("/unit?ticket=" + id);
      visit.page.locator("#order-title").waitFor();
      visit.page.keyboard().press("?");
      assertThat(visit.page.locator(".keys-help")).isVisible();
      visit.page.keyboard().press("Escape");
      assertThat(visit.page.locator(".keys-help")).isHidden();
      visit.page.keyboard().press("s");
      assertThat(visit.test("notice")).containsText("“签收”已记录");
      visit.page.keyboard().press("c");
      visit.test("send").waitFor();
      visit.page.getByLabel("备注").fill("说明了处理时间");
      visit.page.keyboard().press("Control+Enter");
      assertThat(visit.test("notice")).containsText("“联系诉求人”已记录");
      visit.page.keyboard().press("r");
      visit.page.locator("#f-template").selectOption("RT-01");
      assertThat(visit.test("send")).isDisabled();
      visit.page.locator("#f-text").fill("您好，路灯已修复，如再损坏请联系我们。");
      visit.page.keyboard().press("Control+Enter");
      assertThat(visit.test("notice")).containsText("“答复诉求人”已记录");
      visit.page.keyboard().press("f");
      visit.page.locator("#f-text").fill("更换灯泡两只，已亮");
      visit.photo("f-evidence", "处理后.jpg");
      visit.page.keyboard().press("Control+Enter");
      assertThat(visit.test("notice")).containsText("“反馈结果”已记录");
      visit.page.keyboard().press("]");
      assertThat(visit.test("tab-doing")).hasAttribute("aria-pressed", "true");
    }
    Desks.until(id, "REPLIED");
    assertTrue(Desks.history(id).toString().contains("处理后.jpg#"), "the photo is named by the fact");
  }

  @Test void a_whistle_summons_departments_chosen_by_name_and_stamps_who_came() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 吹哨"), "DISPATCHED");
    Desks.tell(id, "signature", "{}");
    try (Visit visit = as("unit", STREET)) {
      visit.go("/unit?ticket=" + id);
      visit.page.locator("[data-action='whistle']").click();
      visit.page.locator("#f-departments").fill("石景山");
      visit.page.locator(".el-select-dropdown__item:visible").first().click();
      visit.page.keyboard().press("Escape");
      visit.page.locator("#f-matter").fill("联合执法，清理占道货车");
      visit.page.locator("#f-meetAt").fill("六合园南门");
      visit.shot("unit-whistle");
      visit.isAccessible("the form of a whistle");
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("“吹哨”已记录");
      assertThat(visit.page.locator(".mechanisms")).containsText("已召唤");
      visit.page.locator("[data-action='arrived']").click();
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("“登记到场”已记录");
      assertThat(visit.page.locator(".mechanisms")).containsText("已到场");
    }
  }

  @Test void a_refusal_is_a_sentence_and_what_was_typed_stays_and_a_ticket_that_moved_on_is_shown_anew() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 拒绝"), "DISPATCHED");
    Desks.tell(id, "signature", "{}");
    try (Visit visit = as("unit", STREET)) {
      visit.expecting(409).expecting(412).go("/unit?ticket=" + id);
      visit.page.locator("#order-title").waitFor();
      // A reply before anybody was reached is refused by a rule.
      visit.page.keyboard().press("r");
      visit.page.locator("#f-text").fill("已经清理");
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).not().isEmpty();
      assertThat(visit.page.locator("#f-text")).hasValue("已经清理");
      visit.page.keyboard().press("Escape");
      visit.page.locator("[data-action='visit']").click();
      visit.page.locator("#f-facts").fill("现场已清理干净");
      // Somebody else of the unit is faster.
      Desks.tell(id, "contacts", "{\"how\":\"PHONE\",\"outcome\":\"REACHED\"}");
      visit.test("send").click();
      assertTrue(visit.test("form-trouble").or(visit.test("notice")).first().innerText().length() > 5);
      if (visit.test("form-trouble").isVisible()) {
        assertThat(visit.page.locator("#f-facts")).hasValue("现场已清理干净");
        visit.test("send").click();
      }
      assertThat(visit.test("notice")).containsText("“现场查看”已记录");
    }
  }

  @Test void many_are_signed_with_one_click_each_with_its_own_outcome() throws Exception {
    String first = Desks.until(Desks.complain("小区门口游商占道 批量一"), "DISPATCHED"), second = Desks.until(Desks.complain("小区门口游商占道 批量二"), "DISPATCHED");
    try (Visit visit = as("unit", STREET)) {
      visit.go("/unit");
      visit.page.locator("input[type=search]").fill("批量");
      visit.test("select-all").click();
      visit.test("sign-selected").click();
      assertThat(visit.test("notice")).containsText(Pattern.compile("已签收 [12] 件"));
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !Desks.ticket(first).path("signedAt").isNull() && !Desks.ticket(second).path("signedAt").isNull());
  }

  @Test void what_is_not_known_is_never_shown_as_done() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 未知"), "DISPATCHED");
    try (Visit visit = as("unit", STREET)) {
      int[] asked = {0};
      visit.page.route(Pattern.compile(".*/api/tickets/" + id + "/signature"), route -> {
        if (route.request().method().equals("POST") && asked[0]++ == 0) {
          route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(202).setHeaders(java.util.Map.of("Access-Control-Allow-Origin", "*", "Location", "/api/tickets/" + id)).setContentType("application/json").setBody("{\"known\":false}"));
        } else {
          route.resume();
        }
      });
      visit.go("/unit?ticket=" + id);
      visit.page.locator("[data-action='sign']").click();
      assertThat(visit.test("notice")).containsText("尚未确认");
      assertThat(visit.test("notice")).containsText("“签收”已记录");
      assertEquals(2, asked[0], "asked again with the same key");
    }
  }

  @Test void it_looks_good_in_both_languages_and_on_a_phone() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道，堵住出入口", "石景山区鲁谷街道六合园南门，每天傍晚五点到八点有十几个游商占道经营，堵住小区出入口，老人和孩子出行不便，多次反映没有解决。"), "DISPATCHED");
    Desks.tell(id, "signature", "{}");
    try (Visit visit = as("unit", STREET)) {
      visit.go("/unit").looksGood("unit-list");
      visit.go("/unit?ticket=" + id);
      visit.page.locator(".timeline").first().waitFor();
      visit.looksGood("unit");
      visit.page.setViewportSize(390, 860);
      visit.page.locator("[data-action='contact']").click();
      visit.test("send").waitFor();
      visit.shot("unit-form-phone");
      visit.isAccessible("a form on a phone");
    }
  }
}
