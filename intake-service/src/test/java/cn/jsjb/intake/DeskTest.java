package cn.jsjb.intake;

import static cn.jsjb.intake.Desks.command;
import static cn.jsjb.intake.Desks.in;
import static cn.jsjb.intake.Desks.phone;
import static cn.jsjb.intake.Desks.post;
import static cn.jsjb.intake.Desks.problem;
import static cn.jsjb.intake.Desks.request;
import static cn.jsjb.intake.Desks.see;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the hotline's desk decides itself, through HTTP and Kafka. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(RealBacking.class)
class DeskTest {
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  // ---- disposition

  @Test void an_inquiry_is_answered_from_the_knowledge_base_and_says_from_which_version() {
    given().header("Authorization", Tokens.as("operator")).queryParam("q", "暖气不热多少度达标").get("/api/knowledge").then().statusCode(200)
        .body("items[0].id", equalTo("KB-013")).body("items[0].answer", containsString("18℃")).body("items[0].answerEn", containsString("18 °C")).body("total", greaterThan(0));
    String id = in("PENDING_DISPATCH", request("INQUIRY", "暖气不热多少度达标", phone()));
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + id + "/disposition").then().statusCode(200)
        .body("items[0].test", equalTo("INQUIRY")).body("items[0].code", equalTo("KB-013")).body("items.test", hasItem("DISPATCH"));
    problem(command("operator", id, "answer", Map.of("item", "KB-999")), 422, "UNKNOWN_KNOWLEDGE", "item");
    problem(command("operator", id, "answer", Map.of()), 422, "FIELD_MISSING", "item");
    problem(command("dispatcher", id, "answer", Map.of("item", "KB-013")), 403, "ROLE_MISSING", null);
    command((String) null, "/api/complaints/" + id + "/answer", Map.of("item", "KB-013")).statusCode(401);
    problem(command("operator", "nobody", "answer", Map.of("item", "KB-013")), 404, "NOT_FOUND", null);
    assertEquals(2, log.facts(id).size());
    command("operator", id, "answer", Map.of("item", "KB-013")).statusCode(200).body("status", equalTo("ANSWERED")).body("disposal.item", equalTo("KB-013")).body("disposal.version", equalTo("2021.1"));
    given().header("Authorization", Tokens.as("inspector")).get("/api/knowledge/KB-013?version=2021.1").then().statusCode(200).body("unitCode", equalTo("110000D05"));
    problem(given().header("Authorization", Tokens.as("inspector")).get("/api/knowledge/KB-013?version=1999").then(), 404, "NOT_FOUND", null);
    given().get("/api/knowledge").then().statusCode(401);
    problem(command("operator", id, "answer", Map.of("item", "KB-013")), 409, "NOT_IN_THIS_STATE", null);
    String help = in("PENDING_DISPATCH", request("HELP", "门口路灯不亮", phone()));
    problem(command("operator", help, "answer", Map.of("item", "KB-013")), 409, "ONLY_INQUIRIES_ARE_ANSWERED", null);
  }

  @Test void an_operator_decides_during_the_call_and_nobody_dispatches_it() {
    ObjectNode request = request("INQUIRY", "请问居住证怎么办理", phone());
    request.putObject("disposition").put("kind", "ANSWER").put("item", "KB-001");
    String id = in("ANSWERED", request);
    assertEquals(List.of("intake.RequestReceived", "intake.TicketRegistered", "intake.InquiryAnswered"), log.story(id));
    assertEquals("policy:WhenTheOperatorHasDecidedThenDispose", log.facts(id).getLast().actor());
    see(id).body("category", org.hamcrest.Matchers.notNullValue()).body("disposal.text", containsString("派出所")).body("timeline.stage", equalTo(List.of("RECEIVED", "REGISTERED", "ANSWERED")));

    ObjectNode scope = request("COMPLAINT", "朋友借钱不还，要政府去催", phone());
    scope.putObject("disposition").put("kind", "REFUSAL").put("ground", "OUT_OF_SCOPE_ADVISED");
    see(in("DECLINED", scope)).body("disposal.text", containsString("12348"));

    ObjectNode channel = request("INQUIRY", "x", phone());
    channel.putObject("disposition").put("kind", "ANSWER").put("item", "KB-001");
    problem(post(channel, "adapter"), 403, "ROLE_MISSING", "disposition");
    channel.withObject("disposition").put("item", "KB-999");
    problem(post(channel, "operator"), 422, "UNKNOWN_KNOWLEDGE", "disposition.item");
    channel.put("requestType", "HELP");
    problem(post(channel, "operator"), 422, "FIELD_INVALID", "requestType");
    channel.putObject("disposition").put("kind", "REFUSAL").put("ground", "NO_NEW_FACTS");
    problem(post(channel, "operator"), 422, "FIELD_INVALID", "disposition.ground");
    channel.putObject("disposition").put("kind", "DIVERSION");
    problem(post(channel, "operator"), 422, "FIELD_MISSING", "disposition.target");
    channel.putObject("disposition");
    problem(post(channel, "operator"), 422, "FIELD_MISSING", "disposition.kind");
    assertEquals(List.of(), log.facts(Ids.complaint("PHONE", channel.get("channelMessageId").asText())));
  }

  @Test void an_emergency_is_handed_over_and_no_decision_holds_it_back() {
    ObjectNode fire = request("HELP", "三号楼楼上着火了冒浓烟", phone());
    fire.putObject("disposition").put("kind", "DIVERSION").put("target", "FIRE_119");
    see(in("DIVERTED", fire)).body("disposal.target", equalTo("FIRE_119")).body("disposal.text", containsString("撤离"));

    ObjectNode misjudged = request("HELP", "三号楼楼上着火了冒浓烟", phone());
    misjudged.putObject("disposition").put("kind", "REFUSAL").put("ground", "OUT_OF_SCOPE_ADVISED");
    String id = in("PENDING_DISPATCH", misjudged);
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + id + "/disposition").then().body("items[0].test", equalTo("EMERGENCY")).body("items[0].code", equalTo("FIRE_119"));
    problem(command("operator", id, "refusal", Map.of("ground", "OUT_OF_SCOPE_ADVISED")), 409, "EMERGENCY_GOES_FIRST", null);
    problem(command("operator", id, "diversion", Map.of("target", "PETITION")), 409, "EMERGENCY_GOES_FIRST", null);
    command("analyst", id, "emergency-risk", Map.of("facts", "高层火情，疏散百人", "toUnits", List.of("110107", "110000D05"))).statusCode(200)
        .body("status", equalTo("PENDING_DISPATCH")).body("risks[0].toUnits", equalTo(List.of("110107", "110000D05")));
    problem(command("operator", id, "emergency-risk", Map.of("facts", "x", "toUnits", List.of("1"))), 422, "UNKNOWN_UNIT", "toUnits[0]");
    problem(command("unit", id, "emergency-risk", Map.of("facts", "x", "toUnits", List.of("110107"))), 403, "ROLE_MISSING", null);
    command("operator", id, "diversion", Map.of("target", "FIRE_119")).statusCode(200).body("status", equalTo("DIVERTED"));
  }

  @Test void the_same_matter_without_new_facts_is_declined_with_the_operators_word() {
    String caller = phone();
    String first = in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯不亮", caller));
    String number = see(first).extract().path("ticketNo");
    String second = in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯还是不亮", caller));
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + second + "/disposition").then()
        .body("items.find { it.test == 'SAME_MATTER' }.code", equalTo(number));
    problem(command("operator", second, "refusal", Map.of("ground", "NO_NEW_FACTS")), 422, "FIELD_MISSING", "earlierTicketNo");
    problem(command("operator", second, "refusal", Map.of("ground", "NO_NEW_FACTS", "earlierTicketNo", number)), 409, "NEW_FACTS_MAY_EXIST", null);
    problem(command("operator", second, "refusal", Map.of("ground", "NO_NEW_FACTS", "earlierTicketNo", "RX260501-000000000", "confirmed", true)), 404, "NOT_FOUND", null);
    problem(command("operator", in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯不亮", phone())), "refusal", Map.of("ground", "NO_NEW_FACTS", "earlierTicketNo", number, "confirmed", true)),
        409, "NOT_THE_SAME_MATTER", null);
    command("operator", second, "refusal", Map.of("ground", "NO_NEW_FACTS", "earlierTicketNo", number, "confirmed", true)).statusCode(200)
        .body("status", equalTo("DECLINED")).body("disposal.earlierTicketNo", equalTo(number));
    see(first).body("status", equalTo("PENDING_DISPATCH"));
  }

  @Test void a_ticket_is_held_until_the_operator_lets_it_go() {
    ObjectNode held = request("COMPLAINT", "门口路灯不亮", phone());
    held.putObject("disposition").put("kind", "HOLD");
    String id = in("REGISTERED", held);
    problem(command("adapter", id, "release", Map.of()), 403, "ROLE_MISSING", null);
    command("dispatcher", id, "release", Map.of("reason", "已核实")).statusCode(200).body("status", equalTo("PENDING_DISPATCH"));
    problem(command("dispatcher", id, "release", Map.of()), 409, "NOT_IN_THIS_STATE", null);
  }

  @Test void what_is_out_of_scope_goes_to_the_unit_that_may_guide() {
    String id = in("PENDING_DISPATCH", request("COMPLAINT", "健身房老板与会员的合同纠纷", phone()));
    problem(command("dispatcher", id, "scope-referral", Map.of("unit", "1", "advice", "x")), 422, "UNKNOWN_UNIT", "unit");
    problem(command("dispatcher", id, "scope-referral", Map.of("unit", "110000D04")), 422, "FIELD_MISSING", "advice");
    problem(command("callback", id, "scope-referral", Map.of("unit", "110000D04", "advice", "x")), 403, "ROLE_MISSING", null);
    command("dispatcher", id, "scope-referral", Map.of("unit", "110000D04", "advice", "请指导双方协商")).statusCode(200)
        .body("status", equalTo("PENDING_DISPATCH")).body("disposal.unit", equalTo("110000D04")).body("disposal.target", nullValue()).body("risks", hasSize(0));
  }

  // ---- the claimant's page

  @Test void the_claimant_sees_adds_urges_and_withdraws_by_number_and_last_four_digits() {
    String phone = phone();
    String four = phone.substring(7);
    String id = in("PENDING_DISPATCH", request("HELP", "门口路灯不亮", phone));
    String page = "/api/progress/" + see(id).extract().path("ticketNo");
    given().get(page + "?phoneLast4=" + four).then().statusCode(200).body("stage", equalTo("PENDING_DISPATCH")).body("status", equalTo("待派单")).body("statusEn", equalTo("waiting for dispatch"))
        .body("may", equalTo(List.of("supplement", "urge", "withdraw"))).body("hint", nullValue()).body("timeline.stage", equalTo(List.of("RECEIVED", "PENDING_DISPATCH")));
    String key = java.util.UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      given().header("Idempotency-Key", key).contentType("application/json").body(Map.of("phoneLast4", four, "text", "又坏了两盏")).post(page + "/supplements").then().statusCode(200)
          .body("supplements.text", equalTo(List.of("又坏了两盏")));
    }
    problem(command((String) null, page + "/supplements", Map.of("phoneLast4", four)), 422, "FIELD_MISSING", "text");
    problem(command((String) null, page + "/urges", Map.of("text", "快")), 422, "FIELD_MISSING", "phoneLast4");
    String wrongFour = four.equals("0000") ? "0001" : "0000";
    String wrong = problem(command((String) null, page + "/urges", Map.of("phoneLast4", wrongFour)), 404, "NOT_FOUND", null).extract().asString();
    assertEquals(wrong, problem(command((String) null, "/api/progress/RX260506-000000000/urges", Map.of("phoneLast4", four)), 404, "NOT_FOUND", null).extract().asString());
    command((String) null, page + "/urges", Map.of("phoneLast4", four)).statusCode(200).body("urges", equalTo(1));
    command((String) null, page + "/withdrawal", Map.of("phoneLast4", four, "text", "自己修好了")).statusCode(200).body("stage", equalTo("WITHDRAWN")).body("may", equalTo(List.of("supplement")));
    problem(command((String) null, page + "/urges", Map.of("phoneLast4", four)), 409, "NOT_IN_THIS_STATE", null);
    assertEquals("claimant", log.facts(id).getLast().actor());
    assertEquals(List.of("intake.TicketSupplemented", "intake.RequestUrged", "intake.RequestWithdrawn"), log.story(id).subList(2, 5));
    // Ten tries a ticket and source are used up: no more, not even with the right digits, and it says when.
    String retry = problem(command((String) null, page + "/urges", Map.of("phoneLast4", four)), 429, "TOO_MANY_REQUESTS", null).extract().header("Retry-After");
    org.junit.jupiter.api.Assertions.assertTrue(Integer.parseInt(retry) > 2, retry);
  }

  @Test void in_an_emergency_the_page_says_where_to_call_and_a_decision_is_told_with_its_reason() {
    String phone = phone();
    String urgent = in("PENDING_DISPATCH", request("HELP", "路面塌了一个大坑", phone));
    given().get("/api/progress/" + see(urgent).extract().path("ticketNo") + "?phoneLast4=" + phone.substring(7)).then().statusCode(200).body("hint.chinese", containsString("119")).body("hint.english", containsString("120"));
    ObjectNode scope = request("COMPLAINT", "朋友借钱不还，要政府去催", phone);
    scope.putObject("disposition").put("kind", "REFUSAL").put("ground", "OUT_OF_SCOPE_ADVISED");
    given().get("/api/progress/" + see(in("DECLINED", scope)).extract().path("ticketNo") + "?phoneLast4=" + phone.substring(7)).then().statusCode(200)
        .body("status", equalTo("不予受理")).body("decision.text", containsString("12348")).body("decision.ground", equalTo("OUT_OF_SCOPE_ADVISED"));
  }
}
