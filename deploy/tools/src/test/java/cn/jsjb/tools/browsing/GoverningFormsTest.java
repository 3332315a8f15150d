package cn.jsjb.tools.browsing;

import static cn.jsjb.tools.browsing.Desks.STREET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.YearMonth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tasks that the hotline's figures led to, and versions of a locked month. */
class GoverningFormsTest extends InBrowser {
  /** The same claimant three times about one matter in one community: the street is asked to act. @return the task */
  private static String proposed(String community, String name) throws Exception {
    for (int i = 0; i < 3; i++) {
      Desks.complainIn(community, "小区门口游商占道 热点" + i);
    }
    return Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
      for (JsonNode task : city().get(ServiceName.ANALYTICS, "/api/proactive-tasks?status=PROPOSED&unit=" + STREET + "&size=500", "leader", null).get("items")) {
        if (task.path("title").asText().contains(name)) {
          return task.path("id").asText();
        }
      }
      return null;
    }, found -> found != null);
  }

  private static JsonNode task(String id) throws Exception { return city().get(ServiceName.ANALYTICS, "/api/proactive-tasks/" + id, "leader", null); }

  private static Locator shown(Visit visit, String id) {
    visit.go("/hotspots");
    visit.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("主动治理任务")).click();
    Locator row = visit.page.locator("tr[data-task='" + id + "']");
    row.waitFor();
    return row;
  }

  @Test void a_street_takes_a_task_on_and_reports_it_done() throws Exception {
    String id = proposed("003", "永乐西南");
    try (Visit visit = as("unit", STREET)) {
      Locator row = shown(visit, id);
      row.locator("[data-act='acceptance']").click();
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).containsText("措施");
      visit.isAccessible("the form of a task");
      visit.fill("d-measures", "划定临时经营区，错时管理").send("承接");
      assertThat(row).containsText("治理中");
      assertEquals("ACCEPTED", task(id).path("status").asText());
      row.locator("[data-act='completion']").click();
      visit.fill("d-result", "临时经营区已启用，通道畅通").send("报告完成");
      assertThat(row).containsText("已完成");
    }
    assertEquals("COMPLETED", task(id).path("status").asText());
  }

  @Test void a_street_declines_a_task_with_its_reason_and_the_next_one_up_is_asked() throws Exception {
    String id = proposed("006", "久筑");
    try (Visit visit = as("unit", STREET)) {
      shown(visit, id).locator("[data-act='decline']").click();
      visit.fill("d-reason", "涉及两个街道，请区里统筹").send("不承接");
    }
    JsonNode declined = task(id);
    assertEquals("涉及两个街道，请区里统筹", declined.path("declines").path(0).path("reason").asText());
    assertNotEquals(STREET, declined.path("unitCode").asText());
  }

  @Test void a_locked_month_shows_its_versions_their_hashes_and_what_a_restatement_changed() throws Exception {
    YearMonth month = YearMonth.now().minusMonths(20), before = month.minusMonths(1);
    lock(month);
    // The month before is locked later: ranks are compared with a version then, and the text that is hashed is another.
    lock(before);
    city().post(ServiceName.ANALYTICS, "/api/periods/" + month + "/restatements", "bureau", null, "{\"cause\":\"上月锁定后重新比较名次\"}");
    JsonNode versions = city().get(ServiceName.ANALYTICS, "/api/periods/" + month, "leader", null).path("versions");
    assertEquals(2, versions.size());
    try (Visit visit = as("leader", null)) {
      visit.go("/rankings?period=" + month);
      assertThat(visit.test("versions")).containsText(versions.get(0).path("hash").asText());
      Locator second = visit.page.locator("[data-version='2']");
      assertThat(second).containsText(versions.get(1).path("hash").asText());
      assertThat(second).containsText("上月锁定后重新比较名次");
      visit.test("before-2").click();
      assertThat(visit.test("same")).isVisible();
      visit.test("with-now").click();
      assertThat(visit.test("same")).isVisible();
      visit.page.locator("label", new Page.LocatorOptions().setHas(visit.page.getByText("最新锁定", new Page.GetByTextOptions().setExact(true)))).first().click();
      assertThat(visit.test("shown-hash")).containsText(versions.get(1).path("hash").asText().substring(0, 12));
      visit.looksGood("rankings-versions");
    }
  }

  private static void lock(YearMonth month) throws Exception {
    city().post(ServiceName.ANALYTICS, "/api/periods", "bureau", null, "{\"period\":\"%s\"}".formatted(month));
    city().post(ServiceName.ANALYTICS, "/api/periods/" + month + "/lock", "bureau", null, "{}");
  }
}
