package cn.jsjb.tools.browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Token;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SigningInTest extends InBrowser {
  private static final Pattern PROBLEMS = Pattern.compile(".*#/(live|problems)");

  @Test void a_role_is_chosen_with_the_mouse_and_left_again() {
    try (Visit visit = stranger()) {
      visit.go("/problems");
      assertThat(visit.page).hasURL(Pattern.compile(".*#/sign-in\\?to=.*"));
      visit.test("role-leader").check();
      visit.test("enter").click();
      assertThat(visit.page).hasURL(Pattern.compile(".*#/problems.*"));
      visit.settled();
      assertThat(visit.heading()).hasText("每月一题");
      visit.test("language").click();
      assertThat(visit.heading()).hasText("Monthly topics");
      visit.test("sign-out").click();
      assertThat(visit.page).hasURL(Pattern.compile(".*#/sign-in.*"));
    }
  }

  @Test void a_unit_is_found_by_typing_its_name() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in");
      visit.test("role-unit").check();
      assertThat(visit.test("enter")).isDisabled();
      Locator unit = visit.page.getByRole(com.microsoft.playwright.options.AriaRole.COMBOBOX, new com.microsoft.playwright.Page.GetByRoleOptions().setName("单位"));
      unit.click();
      unit.fill("鲁谷");
      visit.page.getByRole(com.microsoft.playwright.options.AriaRole.OPTION, new com.microsoft.playwright.Page.GetByRoleOptions().setName("鲁谷街道")).click();
      visit.test("enter").click();
      visit.page.locator("nav#side").waitFor();
      assertTrue(visit.page.locator("header .who").textContent().contains("鲁谷街道"));
    }
  }

  @Test void the_whole_way_goes_by_keyboard() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in");
      visit.page.locator("body").press("Tab");
      assertEquals("跳到正文", visit.page.evaluate("document.activeElement.textContent"), "the first stop skips the navigation");
      visit.page.keyboard().press("Enter");
      assertEquals("content", visit.page.evaluate("document.activeElement.id"));
      visit.page.keyboard().press("Tab");
      assertEquals("radio", visit.page.evaluate("document.activeElement.type"));
      visit.page.keyboard().press("Space");
      for (int i = 0; i < 5 && !"enter".equals(visit.page.evaluate("document.activeElement.dataset?.test ?? ''")); i++) {
        visit.page.keyboard().press("Tab");
      }
      visit.page.keyboard().press("Enter");
      assertThat(visit.page).hasURL(PROBLEMS);
      visit.settled();
      for (int i = 0; i < 25 && !"/#/rankings".equals(visit.page.evaluate("document.activeElement.getAttribute('href') ?? ''").toString().replaceFirst("^#", "/#")); i++) {
        visit.page.keyboard().press("Tab");
      }
      visit.page.keyboard().press("Enter");
      assertThat(visit.page).hasURL(Pattern.compile(".*#/rankings.*"));
    }
  }

  /** The issuer is played by routes of the browser; everything of the console is real. */
  @Test void an_issuer_of_the_city_signs_in_by_code_and_proof_key() {
    try (Visit visit = stranger()) {
      String home = city().addresses.of(ServiceName.ANALYTICS).toString();
      String issuer = home + "/realms/city";
      AtomicReference<String> challenge = new AtomicReference<>();
      visit.page.route("**/api/public/console", route -> {
        ObjectNode answer = json(route.fetch().text());
        answer.putObject("signIn").put("local", false).putObject("oidc").put("authority", issuer).put("clientId", "console").put("scope", "openid profile");
        answer.withObject("/signIn").putArray("roles");
        route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(answer.toString()));
      });
      visit.page.route(issuer + "/.well-known/openid-configuration", route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(
          "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/auth\",\"token_endpoint\":\"%1$s/token\"}".formatted(issuer))));
      visit.page.route(issuer + "/auth?*", route -> {
        Map<String, String> asked = form(URI.create(route.request().url()).getRawQuery());
        assertEquals("S256", asked.get("code_challenge_method"));
        assertEquals("code", asked.get("response_type"));
        challenge.set(asked.get("code_challenge"));
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<meta http-equiv=refresh content=\"0;url=%s?code=once&amp;state=%s\">".formatted(asked.get("redirect_uri"), asked.get("state"))));
      });
      visit.page.route(issuer + "/token", route -> {
        Map<String, String> asked = form(route.request().postData());
        assertEquals("once", asked.get("code"));
        assertEquals(challenge.get(), sha256(asked.get("code_verifier")), "the proof fits the challenge");
        String token = Token.sign(city().installation, "leader", null, "市领导", Duration.ofHours(1), Clock.systemUTC());
        route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{\"access_token\":\"%1$s\",\"id_token\":\"%1$s\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"openid profile\"}".formatted(token)));
      });
      visit.go("/rankings");
      assertThat(visit.test("role-leader")).hasCount(0);
      visit.test("issuer").click();
      assertThat(visit.page).hasURL(Pattern.compile(".*/#/rankings.*"));
      visit.settled();
      assertThat(visit.heading()).hasText("排名");
      assertTrue(!visit.page.url().contains("code="), "the code does not stay in the address");
    }
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) EventTypes.JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&")).map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test void whoever_may_not_is_told_so() {
    try (Visit visit = as("callback", null)) {
      visit.go("/problems");
      assertThat(visit.heading()).hasText("无权查看");
      visit.go("/no-such-page");
      assertThat(visit.heading()).hasText("没有这个页面");
    }
  }

  @Test void it_looks_good() {
    try (Visit visit = stranger()) {
      visit.go("/sign-in").looksGood("sign-in");
    }
  }
}
