package cn.jsjb.tools.browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.supervision.packing.PlainZip;
import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Those who supervise: what was said by whom, proved in the browser; clues, ledger, orders. */
class InspectorDesksTest extends InBrowser {
  @Test void a_complaint_is_traced_taken_back_in_time_and_proved_in_the_browser() throws Exception {
    String id = Desks.replied("小区门口游商占道 回溯");
    city().post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/callbacks", "callback", null, "{\"contacted\":true,\"resolved\":false,\"satisfaction\":\"DISSATISFIED\",\"channel\":\"PHONE\"}");
    city().get(ServiceName.INTAKE, "/api/complaints/" + id + "/claimant?reason=%E6%A0%B8%E6%9F%A5", "operator", null);
    JsonNode history = Desks.history(id);
    try (Visit visit = as("inspector", null)) {
      visit.go("/trace");
      visit.page.locator("#no").fill(history.path("ticketNo").asText());
      visit.test("find").click();
      assertThat(visit.test("timeline")).containsText("已劝离");
      // The unit says resolved, the claimant says not.
      assertThat(visit.test("claim").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("不相符")).first()).isVisible();
      assertThat(visit.test("viewed")).containsText("核查");
      visit.page.locator("#as-of").fill("2");
      assertThat(visit.test("as-of")).containsText(Pattern.compile("截至 \\d{4}年"));
      assertThat(visit.test("timeline")).not().containsText("已劝离");
      String last = visit.page.locator("#as-of").getAttribute("max");
      visit.page.locator("#as-of").fill(last);
      assertThat(visit.test("as-of")).hasText("现在");

      visit.test("verify-now").click();
      assertThat(visit.test("chain")).hasText("链完整", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
      if (visit.test("seal-now").isVisible()) {
        visit.test("seal-now").click();
      }
      assertThat(visit.test("seal")).hasText("封印有效", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
      assertThat(visit.test("verify-panel")).containsText("与服务器给出的链头一致");
      Download download = visit.page.waitForDownload(() -> visit.test("pack").click());
      SortedMap<String, byte[]> pack = PlainZip.read(Files.readAllBytes(download.path()));
      assertTrue(Pack.records(pack.get(Pack.RECORDS)).size() >= Integer.parseInt(last));
      assertTrue(pack.containsKey(Pack.COVER));
      visit.shot("trace-verified");
    }
    try (Visit visit = as("inspector", null)) {
      visit.go("/trace?id=" + id);
      assertThat(visit.test("timeline")).containsText("已劝离");
      visit.looksGood("trace");
    }
  }

  @Test void a_record_that_was_changed_on_its_way_is_found_by_the_browser_alone() throws Exception {
    String id = Desks.until(Desks.complain("小区门口游商占道 篡改"), "DISPATCHED");
    try (Visit visit = as("inspector", null)) {
      visit.page.route(Pattern.compile(".*/api/evidence/[^/]+/records"), route -> {
        var answer = route.fetch();
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(answer.text().replaceFirst("\"values\":\\[\"[A-Za-z0-9+/=]{8}", "\"values\":[\"QUFBQUFB")));
      });
      visit.go("/trace?id=" + id);
      visit.test("verify-now").click();
      assertThat(visit.test("chain")).hasText("链有问题");
      assertThat(visit.test("verify-panel")).containsText("与服务器给出的链头不一致");
      visit.shot("trace-broken");
    }
  }

  @Test void a_clue_is_opened_and_dismissed_with_a_reason() throws Exception {
    assertTrue(city().get(ServiceName.SUPERVISION, "/api/clues?state=RAISED", "inspector", null).path("total").asInt() > 0, "the demo city has clues");
    try (Visit visit = as("inspector", null)) {
      visit.go("/clues");
      visit.page.locator("[data-clue]").first().click();
      visit.test("clue").waitFor();
      visit.shot("clue-open");
      visit.test("dismiss").click();
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).containsText("排除理由");
      visit.page.locator("#d-reason").fill("经查属季节性集中反映，无人有责");
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("“排除”已记录");
      assertThat(visit.test("clue")).containsText("已排除");
      visit.looksGood("clues");
    }
  }

  @Test void an_entry_of_the_ledger_is_opened_and_its_progress_written_down() throws Exception {
    try (Visit visit = as("supervisor", null)) {
      visit.go("/ledger");
      visit.test("open-entry").click();
      visit.page.locator("#d-title").fill("六合园南门占道经营长效治理");
      visit.page.locator("#d-owner").fill("鲁谷");
      visit.page.locator(".el-select-dropdown__item:visible").first().click();
      visit.page.locator("#d-goal").fill("早晚高峰无游商，连续三十天");
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("“新增挂账”已记录");
      assertThat(visit.test("ledger")).containsText("六合园南门占道经营长效治理");
      visit.looksGood("ledger");
    }
  }

  @Test void an_alarm_is_cleared_with_the_reason_of_who_looked_at_it() {
    String id = "0198c0de-0000-7000-8000-00000000a1a2", one = "{\"id\":\"%s\",\"status\":\"BROKEN\",\"state\":{\"openedAt\":\"2026-05-06T03:22:00Z\",\"actor\":\"policy:Watching\",\"broken\":{\"origin\":\"complaint-log/3\",\"offset\":17,\"complaint\":null,\"sentence\":\"the record at offset 17 is another than was sealed\"}}}".formatted(id);
    AtomicReference<String> cleared = new AtomicReference<>();
    try (Visit visit = as("inspector", null)) {
      // A log that does not fit its seals is not to be had here: what the service says of one is put before the page.
      visit.page.route(Pattern.compile(".*/api/evidence\\?.*status=BROKEN.*"), route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
          .setBody(cleared.get() == null ? "{\"items\":[" + one + "],\"total\":1}" : "{\"items\":[],\"total\":0}")));
      visit.page.route(Pattern.compile(".*/api/evidence/" + id + ".*"), route -> {
        if (route.request().method().equals("POST")) {
          cleared.set(route.request().postData());
        }
        route.fulfill(new Route.FulfillOptions().setContentType("application/json").setHeaders(Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Headers", "*")).setBody(one));
      });
      visit.go("/evidence");
      assertThat(visit.test("alarms")).containsText("诉求日志 · 分区 4");
      visit.test("clear-alarm").click();
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).containsText("查明的原因");
      visit.page.locator("#d-reason").fill("演练：磁盘换过，已按副本核对");
      assertThat(visit.test("form-trouble")).hasCount(0);
      visit.isAccessible("the form of an alarm");
      visit.shot("evidence-alarm");
      visit.test("send").click();
      assertThat(visit.test("notice")).containsText("“解除警报”已记录");
      assertThat(visit.test("alarms")).hasCount(0);
    }
    assertTrue(cleared.get().contains("按副本核对"), cleared.get());
  }

  @Test void orders_and_evidence_look_good() throws Exception {
    try (Visit visit = as("supervisor", null)) {
      visit.go("/orders").looksGood("orders");
      visit.go("/evidence");
      visit.test("seal-all").click();
      assertThat(visit.test("notice")).containsText("已记录", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
      visit.looksGood("evidence");
    }
  }
}
