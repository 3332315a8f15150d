package cn.jsjb.analytics.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the pages are told before a sign-in, and what a browser may do. The local issuer is not configured here, as in a real deployment. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = @ResourceArg(name = "database", value = "analytics"))
class ConsoleTest {
  private static final String CONSOLE = "http://console.test:8084";

  @Test void the_pages_learn_addresses_and_names_without_a_token() {
    given().get("/api/public/console").then().statusCode(200).body("services.dispatch", is(":8082")).body("services.analytics", is(""))
        .body("signIn.local", is(false)).body("signIn.roles.size()", is(0)).body("signIn.oidc", nullValue()).body("period", not(nullValue()));
    given().get("/api/public/console/names").then().statusCode(200).header("Cache-Control", containsString("max-age"))
        .body("units.find { it.code == '110107011' }.name", equalTo("鲁谷街道")).body("units.size()", greaterThan(400))
        .body("years.problems.flatten().size()", greaterThan(26)).body("stages.code", hasItem("AWAITING_CALLBACK")).body("channels.size()", greaterThan(10));
    given().get("/api/public/console/outlines").then().statusCode(200).body("features.size()", is(16));
  }

  @Test void without_the_local_issuer_there_is_no_local_sign_in() {
    given().contentType("application/json").body("{\"role\":\"admin\"}").post("/api/sign-in").then().statusCode(404).body("code", is("NOT_FOUND"));
  }

  @Test void only_the_console_may_ask_from_another_origin() {
    String token = Tokens.as("leader");
    given().header("Origin", CONSOLE).header("Authorization", token).get("/api/problems").then().statusCode(200)
        .header("Access-Control-Allow-Origin", is(CONSOLE)).header("Access-Control-Expose-Headers", containsString("ETag"))
        .header("Access-Control-Expose-Headers", containsString("Location")).header("Access-Control-Expose-Headers", containsString("Retry-After"));
    given().header("Origin", CONSOLE).header("Access-Control-Request-Method", "POST").header("Access-Control-Request-Headers", "authorization,if-match,idempotency-key,last-event-id")
        .options("/api/rebuilds").then().statusCode(200).header("Access-Control-Allow-Origin", is(CONSOLE));
    Response foreign = given().header("Origin", "https://elsewhere.example").header("Authorization", token).get("/api/problems");
    assertTrue(foreign.header("Access-Control-Allow-Origin") == null, foreign.headers().toString());
    assertTrue(given().header("Origin", "https://elsewhere.example").header("Access-Control-Request-Method", "POST").options("/api/rebuilds").header("Access-Control-Allow-Origin") == null);
  }

  @Test void a_page_says_what_may_run_in_it() {
    given().get("/").then().header("Content-Security-Policy", containsString("script-src 'self'")).header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Cache-Control", is("no-cache")).header("X-Content-Type-Options", is("nosniff"));
    given().get("/api/public/console").then().header("Content-Security-Policy", nullValue());
  }
}
