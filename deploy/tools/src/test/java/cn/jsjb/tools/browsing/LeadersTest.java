package cn.jsjb.tools.browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.tools.Addresses.ServiceName;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaders open: every page does its main task, and every figure opens as many tickets as it says. */
class LeadersTest extends InBrowser {
  /** The period with the most tickets of the demo month. */
  private static String period() {
    try {
      String running = city().get(ServiceName.ANALYTICS, "/api/periods", "leader", null).get("running").asText();
      String before = java.time.YearMonth.parse(running).minusMonths(1).toString();
      return received(running) > received(before) ? running : before;
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static long received(String period) throws Exception { return city().get(ServiceName.ANALYTICS, "/api/tickets?size=1&period=" + period, "leader", null).get("total").asLong(); }

  @Test void from_the_27_problems_to_a_district_to_the_tickets() {
    try (Visit visit = as("leader", null)) {
      visit.go("/problems?period=" + period());
      assertEquals(27, visit.page.locator("article.card").count());
      visit.page.locator("article.card h3 a", new Page.LocatorOptions().setHasText("街头游商占道经营")).click();
      visit.settled();
      assertThat(visit.heading()).hasText("街头游商占道经营");
      assertThat(visit.page.locator("[role=img] svg path").first()).isVisible();
      Locator figure = visit.page.locator("section:has(h2:text-is('各区分布')) a.figure").first();
      long said = number(figure.textContent());
      figure.click();
      visit.settled();
      assertEquals(said, number(visit.page.locator("nav.pager .muted").first().textContent()), "as many tickets as the figure said");
      visit.page.locator("table.plain tbody a").first().click();
      visit.settled();
      assertThat(visit.heading()).hasText(Pattern.compile("RX\\d{6}-.+"));
    }
  }

  @Test void a_ranking_is_chosen_searched_and_opened() {
    try (Visit visit = as("leader", null)) {
      visit.go("/rankings?period=" + period());
      assertTrue(visit.page.locator("table.plain tbody tr").count() > 50);
      visit.page.getByPlaceholder("查找单位").fill("鲁谷");
      assertThat(visit.page.locator("table.plain tbody tr")).hasCount(1);
      visit.page.getByPlaceholder("查找单位").fill("");
      visit.page.locator("label", new Page.LocatorOptions().setHas(visit.page.getByText("公共服务企业", new Page.GetByTextOptions().setExact(true)))).first().click();
      visit.settled();
      assertTrue(visit.page.locator("table.plain tbody tr").count() > 3);
    }
  }

  @Test void the_live_wall_moves_when_a_complaint_arrives() throws Exception {
    try (Visit visit = as("leader", null)) {
      visit.go("/live");
      assertThat(visit.test("line")).hasText("实时");
      long before = number(visit.test("live-received").textContent());
      city().post(ServiceName.INTAKE, "/api/complaints", "operator", null, """
          {"channel":"PHONE","channelMessageId":"%s","title":"路灯不亮","content":"石景山区鲁谷街道六合园南路路灯不亮","claimant":{"name":"王某","phone":"13800000000"}}""".formatted(UUID.randomUUID()));
      visit.page.waitForFunction("before => Number(document.querySelector(\"[data-test='live-received']\").textContent.replace(/\\D/g, '')) > before", (double) before);
    }
  }

  @Test void the_rankings_fit_an_office_screen_in_both_languages() {
    try (Visit visit = as("leader", null)) {
      visit.go("/rankings?period=" + period());
      for (String language : new String[] {"zh", "en"}) {
        visit.wear(language, "light");
        assertFalse(visit.scrollsSideways(), language);
      }
    }
  }

  @Test void a_list_is_taken_home_as_a_workbook() throws Exception {
    try (Visit visit = as("leader", null)) {
      visit.go("/rankings?period=" + period());
      Download file = visit.page.waitForDownload(() -> visit.test("export").click());
      byte[] bytes = Files.readAllBytes(file.path());
      assertEquals("PK", new String(bytes, 0, 2, java.nio.charset.StandardCharsets.US_ASCII), "a workbook");
      assertTrue(file.suggestedFilename().endsWith(".xlsx"), file.suggestedFilename());
    }
  }

  @Test void large_type_is_larger_and_nothing_sticks_out() {
    try (Visit visit = as("leader", null)) {
      visit.go("/problems?period=" + period());
      double before = ((Number) visit.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")).doubleValue();
      visit.test("elderly").click();
      assertThat(visit.page.locator("html")).hasClass(Pattern.compile(".*elderly.*"));
      // Not at once: even without motion a size takes a moment to change.
      visit.page.waitForFunction("before => parseFloat(getComputedStyle(document.body).fontSize) >= before * 1.2", before);
      visit.isAccessible("problems in large type");
      visit.fits("problems in large type");
      assertEquals(0, visit.page.evaluate("() => [...document.querySelectorAll('article.card')].filter(card => card.scrollWidth > card.clientWidth + 1 || [...card.querySelectorAll('.bar')].some(bar => bar.clientWidth < 8)).length"), "cards that are too narrow");
      visit.shot("problems-large-type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "problems", "problems/MT2021-P07", "rankings", "hotspots", "boards", "tickets", "exports"})
  void it_looks_good(String page) {
    try (Visit visit = as("leader", null)) {
      visit.go("/" + page + "?period=" + period()).looksGood(page.replace("/MT2021-P07", "-one"));
    }
  }

  @Test void a_ticket_looks_good_to_those_who_may_read_its_history() {
    try (Visit visit = as("supervisor", null)) {
      visit.go("/tickets?period=" + period());
      visit.page.locator("table.plain tbody a").first().click();
      visit.settled();
      assertThat(visit.page.locator("ol.timeline li").first()).isVisible();
      visit.looksGood("ticket");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily", "urgent", "units", "classes", "localities", "population", "livelihood", "dispatching", "whistles", "ledger", "enterprises", "knowledge", "annual"})
  void every_board_looks_good(String board) throws Exception {
    try (Visit visit = as("leader", null)) {
      JsonNode busiest = city().get(ServiceName.ANALYTICS, "/api/rankings?list=LOCALITY&period=" + period(), "leader", null).get("items").get(0);
      visit.go("/boards/" + board + "?period=" + period() + "&code=" + busiest.get("unitCode").asText() + "&day=" + dayIn(period()));
      assertTrue(visit.page.locator(".sections .panel").count() > 0, "it shows something");
      visit.looksGood("board-" + board);
    }
  }

  /** A day in the middle of a period. */
  private static String dayIn(String period) { return period + "-05"; }

  private static long number(String text) { return Long.parseLong(text.replaceAll("\\D", "")); }

  @Test void tabs_of_the_hotspots_open_by_keyboard() {
    try (Visit visit = as("leader", null)) {
      visit.go("/hotspots");
      visit.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("热点").setExact(true)).focus();
      visit.page.keyboard().press("ArrowRight");
      visit.page.keyboard().press("Enter");
      assertThat(visit.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("主动治理任务"))).hasAttribute("aria-selected", "true");
    }
  }
}
