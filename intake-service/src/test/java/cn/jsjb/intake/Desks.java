package cn.jsjb.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.harness.Tokens;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Calls that the scenarios of the desk share. */
final class Desks {
  private Desks() {}

  static ObjectNode request(String type, String content, String phone) {
    ObjectNode request = EventTypes.JSON.createObjectNode().put("channel", "PHONE").put("channelMessageId", "d-" + UUID.randomUUID()).put("requestType", type).put("content", content);
    if (phone != null) request.putObject("claimant").put("name", "王某").put("phone", phone);
    return request;
  }

  static String phone() { return "139" + String.format("%08d", UUID.randomUUID().getMostSignificantBits() >>> 1 & 0x3ffffff); }

  static ValidatableResponse post(ObjectNode request, String role) {
    return given().header("Authorization", Tokens.as(role)).contentType("application/json").body(request.toString()).post("/api/complaints").then();
  }

  /** Posted by an operator and in this state soon. */
  static String in(String status, ObjectNode request) {
    String id = post(request, "operator").statusCode(202).extract().path("complaintId");
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> see(id).statusCode(200).body("status", equalTo(status)));
    return id;
  }

  static ValidatableResponse see(String id) { return given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + id).then(); }

  static ValidatableResponse command(String role, String id, String what, Map<String, ?> body) { return command(Tokens.as(role), "/api/complaints/" + id + "/" + what, body); }

  static ValidatableResponse command(String token, String path, Object body) {
    var call = given().contentType("application/json").body(body);
    return (token == null ? call : call.header("Authorization", token)).post(path).then();
  }

  static ValidatableResponse problem(ValidatableResponse answer, int status, String code, String field) {
    return answer.statusCode(status).contentType(containsString("application/problem+json")).body("code", equalTo(code)).body("detail", notNullValue()).body("detailEn", notNullValue())
        .body("field", field == null ? nullValue() : equalTo(field));
  }
}
