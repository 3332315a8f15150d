package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service as one user among others: what access.json gives it is enough for all it does, and each unit reads its own. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, restrictToAnnotatedClass = true, initArgs = {@ResourceArg(name = "database", value = "dispatch"),
    @ResourceArg(name = "feeds", value = LUGU + "," + BAJIAO + "," + SHIJINGSHAN), @ResourceArg(name = "user", value = "dispatch-service")})
class SecuredKafkaTest {
  @Test void the_service_dispatches_tells_streams_and_rebuilds_with_a_name_of_its_own() {
    String id = UUID.randomUUID().toString();
    try (TheLog intake = new TheLog(RealBacking.as("intake-service")); TheLog lugu = new TheLog(RealBacking.as("unit-" + LUGU)); TheLog bajiao = new TheLog(RealBacking.as("unit-" + BAJIAO))) {
      intake.append(id, received(), Instant.now());
      intake.append(id, registered(STREET_MATTER, Grade.GENERAL_7D, SHIJINGSHAN, LUGU), Instant.now());
      Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().header("Authorization", Tokens.as("unit", LUGU)).get("/api/tickets/" + id).then().statusCode(200).body("status", equalTo("DISPATCHED")));
      given().header("Authorization", Tokens.as("unit", LUGU)).contentType(ContentType.JSON).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200);
      given().get("/q/health/ready").then().statusCode(200);

      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> lugu.records("dispatch." + LUGU).size() == 2);
      assertEquals(List.of("dispatch.TicketDispatched", "dispatch.AssignmentSigned"), lugu.records("dispatch." + LUGU).stream().map(r -> new String(r.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList());
      assertThrows(TopicAuthorizationException.class, () -> bajiao.records("dispatch." + LUGU));

      given().header("Authorization", Tokens.as("admin", null)).post("/api/rebuilds").then().statusCode(202);
      Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().header("Authorization", Tokens.as("admin", null)).get("/api/rebuilds").then().body("items[0].state", equalTo("SWITCHED")));
      given().header("Authorization", Tokens.as("admin", null)).post("/api/units/" + LUGU + "/orders/retelling").then().statusCode(200).body("sent", equalTo(0));
    }
    assertTrue(RealBacking.secured().isKafkaSecured());
  }
}
