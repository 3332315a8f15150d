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
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    for (int tries = 9; tries <= 10; tries++) {
      problem(command((String) null, page + "/urges", Map.of("phoneLast4", four)), 409, "NOT_IN_THIS_STATE", null);
    }
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

  // ---- groups

  @Test void six_claimants_are_one_group_and_every_member_gets_its_answer() {
    String estate = "石景山区鲁谷街道六合园" + java.util.UUID.randomUUID();
    List<String> ids = new java.util.ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(in("PENDING_DISPATCH", at(estate, phone())));
    }
    String leader = ids.getFirst();
    given().header("Authorization", Tokens.as("dispatcher")).get("/api/groups/suggestions").then().statusCode(200).body("items.find { it.spot == '" + estate + "' }.claimants", equalTo(6));
    Map<String, Object> group = Map.of("leader", leader, "matter", "六合园停水", "members", ids.subList(1, 5), "representatives", List.of(leader, ids.get(1)));
    problem(command(Tokens.as("operator"), "/api/groups", group), 403, "ROLE_MISSING", null);
    command((String) null, "/api/groups", group).statusCode(401);
    problem(command(Tokens.as("dispatcher"), "/api/groups", Map.of("leader", leader, "matter", "x", "members", ids.subList(1, 3))), 409, "NOT_A_GROUP", null);
    problem(command(Tokens.as("dispatcher"), "/api/groups", Map.of("leader", leader, "matter", "x", "members", List.of("nobody"))), 404, "NOT_FOUND", null);
    problem(command(Tokens.as("dispatcher"), "/api/groups", Map.of("leader", leader, "matter", "x")), 422, "FIELD_MISSING", "members");
    assertEquals(2, log.facts(leader).size());
    command(Tokens.as("dispatcher"), "/api/groups", group).statusCode(201).body("size", equalTo(5)).body("members[0].leads", equalTo(true)).body("members.findAll { it.representative }.size()", equalTo(2));
    for (String member : ids.subList(1, 5)) {
      await().untilAsserted(() -> see(member).body("status", equalTo("LINKED")).body("leader.complaintId", equalTo(leader)));
    }
    command(Tokens.as("operator"), "/api/groups/" + leader + "/members", Map.of("complaintId", ids.get(5))).statusCode(200).body("size", equalTo(6));
    problem(command(Tokens.as("operator"), "/api/groups/" + leader + "/members", Map.of("complaintId", ids.get(5))), 409, "IN_A_GROUP", null);
    await().untilAsserted(() -> see(ids.get(5)).body("status", equalTo("LINKED")));
    given().header("Authorization", Tokens.as("inspector")).get("/api/groups").then().statusCode(200).body("items.groupId", hasItem(leader)).body("total", greaterThan(0));
    assertEquals(403, given().header("Authorization", Tokens.as("unit", "110107010")).get("/api/groups/" + leader).statusCode());
    problem(given().header("Authorization", Tokens.as("dispatcher")).get("/api/groups/" + ids.get(1)).then(), 404, "NOT_FOUND", null);

    log.append(leader, Stories.dispatched(), Instant.now());
    await().untilAsserted(() -> given().header("Authorization", Tokens.as("unit", Stories.LUGU)).get("/api/groups/" + leader).then().statusCode(200).body("unitCode", equalTo(Stories.LUGU)));
    log.append(leader, Stories.signed(), Instant.now());
    log.append(leader, new DispatchEvent.ResultRepliedToClaimant(Stories.LUGU, "已恢复供水", "PHONE"), Instant.now());
    log.append(leader, new DispatchEvent.ResultReportedToHotline(Stories.LUGU, DispatchEvent.Outcome.RESOLVED, "已恢复供水", List.of()), Instant.now());
    for (String member : ids.subList(1, 6)) {
      await().untilAsserted(() -> see(member).body("status", equalTo("REPLIED")).body("replies.text", equalTo(List.of("已恢复供水"))).body("unitCode", equalTo(Stories.LUGU)));
      assertEquals(List.of("intake.RequestReceived", "intake.TicketRegistered", "intake.GroupJoined", "intake.GroupAnswered"), log.story(member));
    }
  }

  @Test void members_go_on_alone_when_the_group_ends_without_an_answer() {
    String estate = "石景山区鲁谷街道五芳园" + java.util.UUID.randomUUID();
    List<String> ids = new java.util.ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(in("PENDING_DISPATCH", at(estate, phone())));
    }
    command(Tokens.as("dispatcher"), "/api/groups", Map.of("leader", ids.getFirst(), "matter", "停水", "members", ids.subList(1, 5))).statusCode(201);
    for (String member : ids.subList(1, 5)) {
      await().untilAsserted(() -> see(member).body("status", equalTo("LINKED")));
    }
    command("operator", ids.getFirst(), "withdrawal", Map.of("reason", "来水了")).statusCode(200);
    for (String member : ids.subList(1, 5)) {
      await().untilAsserted(() -> see(member).body("status", equalTo("PENDING_DISPATCH")).body("leader", nullValue()));
    }
  }

  private static ObjectNode at(String estate, String phone) {
    ObjectNode request = request("HELP", "家里停水了", phone);
    request.putObject("place").put("address", estate).put("localityCode", Stories.LUGU);
    return request;
  }

  // ---- abuse

  @Test void a_restricted_caller_waits_at_the_desk_and_his_emergency_does_not() {
    String caller = phone();
    String id = in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯不亮", caller));
    Map<String, Object> until = Map.of("kind", "OCCUPYING_THE_LINE", "evidence", "三次告诫后仍占用热线", "until", Instant.now().plusSeconds(86_400).toString());
    problem(command("bureau", id, "restriction", until), 409, "WARN_FIRST", null);
    problem(command("operator", id, "refusal", Map.of("ground", "HARASSMENT", "explanation", "反复来电无诉求")), 409, "WARN_FIRST", null);
    for (String step : List.of("DISSUADED", "CRITICISED", "CONSEQUENCES_TOLD")) {
      command("operator", in("PENDING_DISPATCH", request("COMPLAINT", "路灯不亮" + step, caller)), "abuse", Map.of("step", step, "kind", "OCCUPYING_THE_LINE", "evidence", "录音")).statusCode(200);
    }
    problem(command("operator", id, "abuse", Map.of("step", "DISSUADED", "kind", "INSULT")), 422, "FIELD_MISSING", "evidence");
    problem(command("unit", id, "abuse", Map.of("step", "DISSUADED", "kind", "INSULT", "evidence", "x")), 403, "ROLE_MISSING", null);
    problem(command("operator", id, "restriction", until), 403, "ROLE_MISSING", null);
    command("bureau", id, "restriction", until).statusCode(200);
    await().untilAsserted(() -> given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + id + "/abuse").then().statusCode(200)
        .body("restricted", equalTo(true)).body("step", equalTo("CONSEQUENCES_TOLD")));
    assertEquals(403, given().header("Authorization", Tokens.as("unit", Stories.LUGU)).get("/api/complaints/" + id + "/abuse").statusCode());

    String held = in("REGISTERED", request("COMPLAINT", "门口路灯还是不亮", caller));
    in("PENDING_DISPATCH", request("HELP", "三号楼楼上着火了冒浓烟", caller));
    in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯不亮", phone()));
    command("operator", held, "refusal", Map.of("ground", "HARASSMENT", "explanation", "反复来电无诉求")).statusCode(200).body("status", equalTo("DECLINED")).body("disposal.ground", equalTo("HARASSMENT"));
    given().header("Authorization", Tokens.as("bureau")).delete("/api/complaints/" + id + "/restriction?reason=误判").then().statusCode(200);
    await().untilAsserted(() -> given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + id + "/abuse").then().body("restricted", equalTo(false)));
    in("PENDING_DISPATCH", request("COMPLAINT", "门口路灯又不亮", caller));
  }

  // ---- privacy

  @Test void whoever_must_not_be_known_is_masked_for_every_role_and_every_look_leaves_its_fact() {
    String phone = phone();
    ObjectNode anonymous = request("COMPLAINT", "门口路灯不亮", phone);
    anonymous.withObject("claimant").put("anonymous", true);
    ObjectNode confidential = request("COMPLAINT", "楼上邻居王五夜里施工", phone);
    confidential.withObject("claimant").put("confidential", true);
    for (ObjectNode request : List.of(anonymous, confidential, request("REPORT", "举报黑工厂排污", phone))) {
      String id = in("PENDING_DISPATCH", request);
      log.append(id, Stories.dispatched(), Instant.now());
      await().untilAsserted(() -> see(id).body("status", equalTo("DISPATCHED")));
      for (String role : List.of("adapter", "operator", "dispatcher", "callback", "bureau", "supervisor", "inspector", "leader", "admin")) {
        given().header("Authorization", Tokens.as(role)).get("/api/complaints/" + id).then().statusCode(200).body("claimant.name", equalTo("保密")).body("claimant.phone", equalTo("保密"));
      }
      given().header("Authorization", Tokens.as("unit", Stories.LUGU)).get("/api/complaints/" + id).then().statusCode(200).body("claimant.phone", equalTo("保密"));
      problem(look(id, Tokens.as("unit", Stories.LUGU), "联系"), 403, "CLAIMANT_IS_CONFIDENTIAL", null);
      for (String role : List.of("supervisor", "dispatcher", "leader", "admin", "analyst", "bureau")) {
        look(id, Tokens.as(role), "好奇").statusCode(403);
      }
      problem(look(id, Tokens.as("inspector"), ""), 422, "FIELD_MISSING", "reason");
      await().untilAsserted(() -> look(id, Tokens.as("inspector"), "核查线索 C07").statusCode(200).body("phone", equalTo(phone)));
      var fact = log.facts(id).getLast();
      assertEquals("inspector:test-inspector", fact.actor());
      assertEquals("核查线索 C07", ((IntakeEvent.SensitiveDataViewed) fact.event()).reason());
    }
  }

  @Test void an_erased_confidential_request_is_unreadable_for_ever_and_its_chain_stays_valid() throws Exception {
    ObjectNode request = request("COMPLAINT", "楼上邻居王五夜里施工", phone());
    request.withObject("claimant").put("confidential", true);
    String id = in("PENDING_DISPATCH", request);
    command("operator", id, "supplements", Map.of("text", "昨夜王五又施工")).statusCode(200).body("supplements[0].text", nullValue());
    command("operator", id, "urges", Map.of("text", "王五还在施工")).statusCode(200);
    await().untilAsserted(() -> look(id, Tokens.as("operator"), "核实").statusCode(200).body("content", containsString("王五")).body("supplements[0].text", equalTo("昨夜王五又施工")));
    for (var fact : log.facts(id)) {
      assertFalse(new String(EventTypes.write(fact.event()), StandardCharsets.UTF_8).contains("王五"), fact.type());
    }
    int before = log.facts(id).size();
    command("admin", id, "erasure", Map.of("reason", "本人要求")).statusCode(200).body("claimant.erased", equalTo(true));
    // Every key of the complaint has its tombstone in Kafka: the box's and those of the further words.
    Map<String, Boolean> keys = new java.util.HashMap<>();
    log.records(EventLog.KEYS).forEach(r -> {
      String key = new String(r.key(), StandardCharsets.UTF_8);
      if (key.startsWith(id + "/")) keys.put(key, r.value() != null);
    });
    assertEquals(3, keys.size());
    assertFalse(keys.containsValue(true), keys.toString());
    for (String role : List.of("operator", "callback", "inspector")) {
      problem(look(id, Tokens.as(role), "再看"), 409, "ERASED", null);
    }
    see(id).body("content", nullValue()).body("title", equalTo("保密诉求")).body("supplements[0].text", nullValue());
    problem(command("operator", id, "supplements", Map.of("text", "王五")), 409, "ERASED", null);
    command("operator", id, "urges", Map.of()).statusCode(200);
    var facts = log.facts(id);
    assertEquals(before + 2, facts.size(), "the chain goes on, fact by fact");
    assertEquals("intake.ClaimantErased", facts.get(before).type());
  }

  private static ValidatableResponse look(String id, String token, String reason) {
    return given().header("Authorization", token).queryParam("reason", reason).get("/api/complaints/" + id + "/claimant").then();
  }
}
