package cn.jsjb.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("backing")
@QuarkusTestResource(RealBacking.class)
class IntakeTest {
  private static final String LUGU = "110107011";
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  // ---- receiving

  @Test void a_request_is_accepted_registered_and_readable() {
    String message = message();
    ObjectNode request = request(message);
    ValidatableResponse answer = post(request).statusCode(202).body("ticketNo", startsWith("RX260506-")).header("Location", containsString("/api/complaints/"));
    String id = answer.extract().path("complaintId");
    assertEquals(Ids.complaint("WECHAT", message), id);
    await().untilAsserted(() -> get(id, Tokens.as("operator")).statusCode(200).body("status", equalTo("PENDING_DISPATCH")));
    get(id, Tokens.as("operator")).header("ETag", notNullValue()).body("complaintId", equalTo(id)).body("problemId", equalTo("MT2021-P07")).body("localityCode", equalTo(LUGU))
        .body("content", containsString("游商")).body("claimant.name", equalTo("***")).body("unitCode", nullValue()).body("dueAt", nullValue());
    assertEquals(List.of("intake.RequestReceived", "intake.TicketRegistered"), log.story(id));
    Fact received = log.facts(id).getFirst();
    assertEquals("channel:WECHAT", received.actor());
    assertFalse(new String(EventTypes.write(received.event()), StandardCharsets.UTF_8).contains("13800000000"), "no phone number in the log");
  }

  @Test void who_prefers_to_wait_gets_the_folded_ticket() {
    String id = given().header("Authorization", Tokens.as("adapter")).header("Prefer", "respond-async, wait=10").contentType("application/json").body(request(message()).toString())
        .post("/api/complaints").then().statusCode(201).header("ETag", notNullValue()).header("Location", containsString("/api/complaints/"))
        .body("status", notNullValue()).body("ticketNo", startsWith("RX")).extract().path("complaintId");
    assertFalse(log.facts(id).isEmpty());
  }

  @Test void the_same_message_three_times_is_one_fact_and_one_ticket() {
    String message = message();
    List<String> ids = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ValidatableResponse answer = given().header("Authorization", Tokens.as("adapter")).header("Prefer", "wait=10").contentType("application/json")
          .body(request(message).put("title", "第" + i + "次").toString()).post("/api/complaints").then().statusCode(201);
      ids.add(answer.extract().path("complaintId"));
      numbers.add(answer.extract().path("ticketNo"));
    }
    assertEquals(1, ids.stream().distinct().count());
    assertEquals(1, numbers.stream().distinct().count());
    assertEquals(1, log.facts(ids.getFirst()).stream().filter(f -> f.event() instanceof IntakeEvent.RequestReceived).count());
    get(ids.getFirst(), Tokens.as("operator")).body("title", equalTo("第0次"));
  }

  @Test void bad_input_is_refused_with_a_sentence_and_changes_nothing() {
    String message = message();
    problem(postRaw("{\"channel\":"), 400, "MALFORMED", null);
    problem(postRaw("[]"), 400, "MALFORMED", null);
    problem(postRaw("null"), 400, "MALFORMED", null);
    problem(postRaw(""), 400, "MALFORMED", null);
    problem(postRaw(request(message) + "{}"), 400, "MALFORMED", null);
    problem(post(without(request(message), "channelMessageId")), 422, "FIELD_MISSING", "channelMessageId");
    problem(post(without(without(request(message), "title"), "content")), 422, "FIELD_MISSING", "content");
    problem(post(request(message).put("channel", "PIGEON")), 422, "UNKNOWN_CHANNEL", "channel");
    problem(post(request(message).put("requestType", "WISH")), 422, "FIELD_INVALID", "requestType");
    problem(post(request(message).put("calledAt", "yesterday")), 422, "FIELD_INVALID", "calledAt");
    problem(post(request(message).put("calledAt", "2126-05-06T11:22:00+08:00")), 422, "FIELD_INVALID", "calledAt");
    problem(post(request(message).put("content", "字".repeat(10_001))), 422, "FIELD_TOO_LONG", "content");
    problem(post(place(request(message), "110107", "999999999")), 422, "PLACE_IN_NO_LOCALITY", "place.localityCode");
    problem(post(place(request(message), "110105", LUGU)), 422, "PLACE_IN_NO_LOCALITY", "place.localityCode");
    problem(post(place(request(message), "999999", null)), 422, "PLACE_IN_NO_LOCALITY", "place.districtCode");
    problem(postRaw("{\"channel\":\"WECHAT\",\"content\":\"" + "x".repeat(600_000) + "\"}"), 413, "TOO_LARGE", null);
    given().header("Authorization", Tokens.as("adapter")).contentType("text/plain").body("hello").post("/api/complaints").then().statusCode(415);
    assertEquals(List.of(), log.facts(Ids.complaint("WECHAT", message)));
  }

  @Test void long_texts_and_rare_characters_arrive_whole() {
    String words = "𠮷𡈽".repeat(500) + "字".repeat(6_000) + "e\u0301";
    String id = post(request(message()).put("content", words)).statusCode(202).extract().path("complaintId");
    await().untilAsserted(() -> get(id, Tokens.as("operator")).statusCode(200));
    assertEquals(words.replace("e\u0301", "é"), get(id, Tokens.as("operator")).extract().path("content"));
  }

  @Test void only_adapters_and_operators_with_a_good_token_may_post() {
    String message = message();
    given().contentType("application/json").body(request(message).toString()).post("/api/complaints").then().statusCode(401);
    for (String token : List.of(Tokens.forged("adapter", null), Tokens.expired("adapter", null), "Bearer rubbish")) {
      given().header("Authorization", token).contentType("application/json").body(request(message).toString()).post("/api/complaints").then().statusCode(401);
    }
    given().header("Authorization", Tokens.as("unit", LUGU)).contentType("application/json").body(request(message).toString()).post("/api/complaints").then().statusCode(403);
    given().header("Authorization", Tokens.as("inspector")).contentType("application/x-ndjson").body("{}".getBytes(StandardCharsets.UTF_8)).post("/api/complaints/batch").then().statusCode(403);
    assertEquals(List.of(), log.facts(Ids.complaint("WECHAT", message)));
  }

  @Test void a_batch_answers_every_line_and_a_bad_line_stops_nothing() throws Exception {
    String run = message();
    List<String> lines = new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> request(run + i).toString()).toList());
    lines.set(10, "{\"channel\":");
    lines.set(20, request(run + 20).put("channel", "PIGEON").toString());
    lines.set(30, "");
    lines.set(40, "{\"content\":\"" + "x".repeat(600_000) + "\"}");
    String body = given().header("Authorization", Tokens.as("adapter")).contentType("application/x-ndjson").body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
        .post("/api/complaints/batch").then().statusCode(200).contentType(containsString("application/x-ndjson")).extract().asString();
    Map<Integer, JsonNode> answers = new java.util.HashMap<>();
    for (String line : body.split("\n")) {
      JsonNode answer = EventTypes.JSON.readTree(line);
      answers.put(answer.get("line").asInt(), answer);
    }
    assertEquals(299, answers.size());
    assertEquals("MALFORMED", answers.get(11).at("/problem/code").asText());
    assertEquals("channel", answers.get(21).at("/problem/field").asText());
    assertEquals(413, answers.get(41).at("/problem/status").asInt());
    assertEquals(Ids.complaint("WECHAT", run + "299"), answers.get(300).get("complaintId").asText());
    String last = Ids.complaint("WECHAT", run + "299");
    await().untilAsserted(() -> get(last, Tokens.as("operator")).statusCode(200).body("status", equalTo("PENDING_DISPATCH")));
    var facts = log.facts();
    assertEquals(296, IntStream.range(0, 300).filter(i -> facts.containsKey(Ids.complaint("WECHAT", run + i))).count());
  }

  @Test void the_inbox_takes_cloudevents_of_both_modes_and_passes_over_garbage() {
    String run = message();
    ProducerRecord<byte[], byte[]> binary = inbox(request(run + "binary").toString());
    Map.of("ce_specversion", "1.0", "ce_id", run, "ce_source", "/adapter/wechat", "ce_type", "inbox.RequestSent", "content-type", "application/json")
        .forEach((name, value) -> binary.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
    ObjectNode event = EventTypes.JSON.createObjectNode().put("specversion", "1.0").put("id", run + "structured").put("source", "/adapter/wechat").put("type", "inbox.RequestSent");
    event.set("data", without(request("x"), "channelMessageId"));
    ProducerRecord<byte[], byte[]> structured = inbox(event.toString());
    structured.headers().add(new RecordHeader("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8)));
    for (ProducerRecord<byte[], byte[]> message : List.of(inbox("garbage"), inbox("{}"), new ProducerRecord<byte[], byte[]>("complaint-inbox", 0, null, null), binary, binary, structured)) {
      log.log().send(message).toCompletableFuture().join();
    }
    for (String name : List.of("binary", "structured")) {
      String id = Ids.complaint("WECHAT", run + name);
      await().untilAsserted(() -> get(id, Tokens.as("operator")).statusCode(200).body("status", equalTo("PENDING_DISPATCH")));
      assertEquals(1, log.facts(id).stream().filter(f -> f.event() instanceof IntakeEvent.RequestReceived).count());
    }
    given().header("Authorization", Tokens.as("adapter")).contentType("application/cloudevents+json").body(event.put("id", run + "http").toString()).post("/api/cloudevents").then().statusCode(202)
        .body("complaintId", equalTo(Ids.complaint("WECHAT", run + "http")));
    problem(given().header("Authorization", Tokens.as("adapter")).contentType("application/cloudevents+json").body(without(event, "type").toString()).post("/api/cloudevents").then(), 422, "FIELD_MISSING", "type");
  }

  // ---- supplementing and correcting

  @Test void the_claimants_further_words_become_facts_once() {
    String id = registered(request(message()));
    String tag = get(id, Tokens.as("operator")).extract().header("ETag");
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      given().header("Authorization", Tokens.as("operator")).header("Idempotency-Key", key).contentType("application/json").body("{\"text\":\"昨晚又来了\"}")
          .post("/api/complaints/" + id + "/supplements").then().statusCode(200).header("ETag", notNullValue()).body("supplements.text", hasItem("昨晚又来了"));
    }
    assertEquals(1, log.story(id).stream().filter("intake.TicketSupplemented"::equals).count());
    problem(given().header("Authorization", Tokens.as("operator")).header("If-Match", tag).contentType("application/json").body("{}").post("/api/complaints/" + id + "/urges").then(), 412, "STALE", null);
    command(id, "urges", "{\"text\":\"快点\"}").statusCode(200).body("urges", equalTo(1));
    command(id, "confidentiality", "{}").statusCode(200).body("claimant.confidential", equalTo(true)).body("content", nullValue());
    problem(command(id, "confidentiality", "{}"), 409, "CONFIDENTIAL_ALREADY", null);
    problem(command(id, "supplements", "{}"), 422, "FIELD_MISSING", "text");
    problem(command(id, "supplements", "{\"text\":"), 400, "MALFORMED", null);
    command(id, "withdrawal", "{\"reason\":\"不用了\"}").statusCode(200).body("status", equalTo("WITHDRAWN"));
    problem(command(id, "urges", "{}"), 409, "NOT_IN_THIS_STATE", null);
    problem(command(UUID.randomUUID().toString(), "urges", "{}"), 404, "NOT_FOUND", null);
    given().header("Authorization", Tokens.as("unit", LUGU)).contentType("application/json").body("{}").post("/api/complaints/" + id + "/withdrawal").then().statusCode(403);
  }

  @Test void a_dispatcher_corrects_category_and_place() {
    String id = registered(request(message()));
    String body = "{\"category\":\"010101\",\"place\":{\"localityCode\":\"110105001\"},\"reason\":\"电话核实\"}";
    given().header("Authorization", Tokens.as("dispatcher")).contentType("application/json").body(body).post("/api/complaints/" + id + "/classification").then().statusCode(200)
        .body("category", equalTo("010101")).body("problemId", nullValue()).body("grade", equalTo("LIVELIHOOD_24H")).body("localityCode", equalTo("110105001"));
    problem(correct(id, "{\"category\":\"999999\",\"reason\":\"x\"}"), 422, "UNKNOWN_CATEGORY", "category");
    problem(correct(id, "{\"category\":\"010101\"}"), 422, "FIELD_MISSING", "reason");
    problem(correct(id, "{\"place\":{\"localityCode\":\"1\"},\"reason\":\"x\"}"), 422, "PLACE_IN_NO_LOCALITY", "place.localityCode");
    problem(correct(id, "{\"grade\":\"SOON\",\"reason\":\"x\"}"), 422, "FIELD_INVALID", "grade");
    given().header("Authorization", Tokens.as("adapter")).contentType("application/json").body(body).post("/api/complaints/" + id + "/classification").then().statusCode(403);
  }

  // ---- showing

  @Test void units_see_what_is_with_them_and_operators_have_lists() {
    String id = registered(request(message()));
    assertEquals(403, get(id, Tokens.as("unit", LUGU)).extract().statusCode());
    dispatch(id, LUGU);
    get(id, Tokens.as("unit", LUGU)).statusCode(200).body("unitCode", equalTo(LUGU)).body("dueAt", notNullValue());
    get(id, Tokens.as("district", "110107")).statusCode(200);
    problem(get(id, Tokens.as("unit", "110107001")), 403, "OTHER_UNIT", null);
    problem(get(id, Tokens.as("district", "110105")), 403, "OTHER_UNIT", null);
    problem(get("nobody", Tokens.as("operator")), 404, "NOT_FOUND", null);
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints?status=DISPATCHED&localityCode=" + LUGU + "&size=5").then().statusCode(200)
        .body("total", greaterThanOrEqualTo(1)).body("items.complaintId", hasItem(id)).body("items[0].ticketNo", startsWith("RX"));
    String number = get(id, Tokens.as("operator")).extract().path("ticketNo");
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints?ticketNo=" + number).then().statusCode(200).body("items", hasSize(1)).body("total", equalTo(1));
    problem(given().header("Authorization", Tokens.as("operator")).get("/api/complaints?status=NEW").then(), 422, "FIELD_INVALID", "status");
    problem(given().header("Authorization", Tokens.as("operator")).get("/api/complaints?size=1000").then(), 422, "FIELD_INVALID", "size");
    problem(given().header("Authorization", Tokens.as("operator")).queryParam("from", "today").get("/api/complaints").then(), 422, "FIELD_INVALID", "from");
    given().header("Authorization", Tokens.as("unit", LUGU)).get("/api/complaints").then().statusCode(403);
    given().get("/api/complaints").then().statusCode(401);
  }

  @Test void the_claimant_follows_his_ticket_with_the_last_four_digits() {
    ObjectNode request = request(message());
    String id = registered(request);
    String number = get(id, Tokens.as("operator")).extract().path("ticketNo");
    dispatch(id, LUGU);
    log.append(id, new DispatchEvent.ResultRepliedToClaimant(LUGU, "已清理", "PHONE"), Instant.now());
    await().untilAsserted(() -> given().get("/api/progress/" + number + "?phoneLast4=0000").then().statusCode(200).body("replies", hasSize(1)));
    given().get("/api/progress/" + number.toLowerCase(java.util.Locale.ROOT) + "?phoneLast4=0000").then().body("status", equalTo("已派单")).body("unit", equalTo("鲁谷街道"))
        .body("dueAt", containsString("+08:00")).body("replies[0].text", equalTo("已清理")).body("timeline.status", equalTo(List.of("已受理", "待派单", "已派单")));
    String wrong = problem(given().get("/api/progress/" + number + "?phoneLast4=0001").then(), 404, "NOT_FOUND", null).extract().asString();
    assertEquals(wrong, problem(given().get("/api/progress/RX260506-000000000?phoneLast4=0000").then(), 404, "NOT_FOUND", null).extract().asString());
    problem(given().get("/api/progress/" + number).then(), 422, "FIELD_MISSING", "phoneLast4");
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> problem(given().get("/api/progress/" + number + "?phoneLast4=0001").then(), 429, "TOO_MANY_REQUESTS", null).header("Retry-After", notNullValue()));
  }

  // ---- erasing

  @Test void a_look_at_the_claimant_leaves_its_fact() {
    String id = registered(request(message()));
    dispatch(id, LUGU);
    problem(claimant(id, Tokens.as("operator"), ""), 422, "FIELD_MISSING", "reason");
    await().untilAsserted(() -> claimant(id, Tokens.as("operator"), "回访核实").statusCode(200));
    claimant(id, Tokens.as("unit", LUGU), "联系诉求人").statusCode(200).body("name", equalTo("王某")).body("phone", equalTo("13800000000"));
    problem(claimant(id, Tokens.as("unit", "110107001"), "好奇"), 403, "OTHER_UNIT", null);
    claimant(id, Tokens.as("supervisor"), "好奇").statusCode(403);
    claimant(id, Tokens.as("dispatcher"), "好奇").statusCode(403);
    List<Fact> looks = log.facts(id).stream().filter(f -> f.event() instanceof IntakeEvent.SensitiveDataViewed).toList();
    assertEquals(2, looks.size());
    assertEquals("unit:110107011/user:test-unit", looks.getLast().actor());
    assertEquals(new IntakeEvent.SensitiveDataViewed(List.of("name", "phone"), "联系诉求人"), looks.getLast().event());
  }

  @Test void a_confidential_claimant_is_kept_from_the_unit_and_from_the_log() {
    ObjectNode request = request(message());
    request.putObject("claimant").put("name", "李四").put("phone", "13911112222").put("confidential", true);
    String id = registered(request);
    dispatch(id, LUGU);
    get(id, Tokens.as("unit", LUGU)).body("content", nullValue()).body("claimant.name", equalTo("保密"));
    problem(claimant(id, Tokens.as("unit", LUGU), "联系"), 403, "CLAIMANT_IS_CONFIDENTIAL", null);
    await().untilAsserted(() -> claimant(id, Tokens.as("callback"), "回访").statusCode(200).body("content", containsString("游商")));
    String record = new String(EventTypes.write(log.facts(id).getFirst().event()), StandardCharsets.UTF_8);
    assertFalse(record.contains("游商") || record.contains("李四") || record.contains("13911112222"));
  }

  @Test void what_is_erased_stays_erased_and_the_chain_stays_valid() {
    String message = message();
    String id = registered(request(message));
    await().untilAsserted(() -> claimant(id, Tokens.as("operator"), "核实").statusCode(200));
    given().header("Authorization", Tokens.as("operator")).contentType("application/json").body("{\"reason\":\"x\"}").post("/api/complaints/" + id + "/erasure").then().statusCode(403);
    problem(erase(id, "{}"), 422, "FIELD_MISSING", "reason");
    erase(id, "{\"reason\":\"本人要求\"}").statusCode(200).body("claimant.erased", equalTo(true));
    problem(claimant(id, Tokens.as("operator"), "再看"), 409, "ERASED", null);
    problem(erase(id, "{\"reason\":\"再次\"}"), 409, "ERASED", null);
    problem(given().get("/api/progress/" + get(id, Tokens.as("operator")).extract().path("ticketNo") + "?phoneLast4=0000").then(), 404, "NOT_FOUND", null);
    // The same message again brings a key again: it is void, and its key is destroyed too.
    post(request(message)).statusCode(202);
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(Map.of(), keysOf(id)));
    assertTrue(lastKeys(id).size() >= 2 && lastKeys(id).values().stream().allMatch(alive -> !alive), () -> "every key has its tombstone: " + lastKeys(id));
    assertEquals("intake.ClaimantErased", log.facts(id).getLast().type());
    problem(erase(registered(anonymous(message())), "{\"reason\":\"x\"}"), 409, "NOTHING_TO_ERASE", null);
  }

  @Test void what_is_said_after_the_end_is_kept_as_a_note_and_nothing_else_is_taken() {
    String id = registered(request(message()));
    log.append(id, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED), Instant.now());
    await().untilAsserted(() -> get(id, Tokens.as("operator")).body("status", equalTo("CLOSED")));
    command(id, "supplements", "{\"text\":\"还有\"}").statusCode(200).body("status", equalTo("CLOSED")).body("supplements[0].late", equalTo(true)).body("supplements[0].text", equalTo("还有"));
    problem(command(id, "urges", "{\"text\":\"快\"}"), 409, "NOT_IN_THIS_STATE", null);
    problem(command(id, "withdrawal", "{}"), 409, "NOT_IN_THIS_STATE", null);
  }

  @Test void health_tells_that_the_service_follows() { await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200)); }

  // ---- helpers

  private static String message() { return "t-" + UUID.randomUUID(); }

  private static ObjectNode request(String message) {
    ObjectNode request = EventTypes.JSON.createObjectNode().put("channel", "WECHAT").put("channelMessageId", message).put("requestType", "COMPLAINT")
        .put("title", "小区门口游商占道").put("content", "石景山区鲁谷街道六合园门口每天有游商占道经营").put("calledAt", "2026-05-06T11:22:00+08:00");
    request.putObject("claimant").put("name", "王某").put("phone", "13800000000").put("anonymous", false).put("confidential", false);
    return request;
  }

  private static ObjectNode anonymous(String message) { return without(request(message), "claimant"); }

  private static ObjectNode without(ObjectNode request, String field) {
    ObjectNode copy = request.deepCopy();
    copy.remove(field);
    return copy;
  }

  private static ObjectNode place(ObjectNode request, String district, String locality) {
    request.putObject("place").put("districtCode", district).put("localityCode", locality);
    return request;
  }

  private static ValidatableResponse post(ObjectNode request) { return postRaw(request.toString()); }

  private static ValidatableResponse postRaw(String body) {
    return given().header("Authorization", Tokens.as("adapter")).contentType("application/json").body(body).post("/api/complaints").then();
  }

  private static ValidatableResponse get(String id, String token) { return given().header("Authorization", token).get("/api/complaints/" + id).then(); }

  private static ValidatableResponse command(String id, String what, String body) {
    return given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(body).post("/api/complaints/" + id + "/" + what).then();
  }

  private static ValidatableResponse correct(String id, String body) { return command(id, "classification", body); }

  private static ValidatableResponse erase(String id, String body) {
    return given().header("Authorization", Tokens.as("bureau")).contentType("application/json").body(body).post("/api/complaints/" + id + "/erasure").then();
  }

  private static ValidatableResponse claimant(String id, String token, String reason) {
    return given().header("Authorization", token).queryParam("reason", reason).get("/api/complaints/" + id + "/claimant").then();
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String code, String field) {
    return answer.statusCode(status).contentType(containsString("application/problem+json")).body("code", equalTo(code)).body("detail", notNullValue()).body("field", field == null ? nullValue() : equalTo(field));
  }

  private static String registered(ObjectNode request) {
    String id = post(request).statusCode(202).extract().path("complaintId");
    await().untilAsserted(() -> get(id, Tokens.as("operator")).statusCode(200).body("status", equalTo("PENDING_DISPATCH")));
    return id;
  }

  private static void dispatch(String id, String unit) {
    Instant now = Instant.now();
    log.append(id, new DispatchEvent.TicketDispatched(1, 1, unit, DispatchEvent.Mode.DIRECT, List.of("110107"), "DC2021", Map.of(), Grade.GENERAL_7D, now, now, now.plusSeconds(604_800), null), now);
    await().untilAsserted(() -> get(id, Tokens.as("operator")).body("status", equalTo("DISPATCHED")));
  }

  private static ProducerRecord<byte[], byte[]> inbox(String value) {
    return new ProducerRecord<>("complaint-inbox", 0, null, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Keys of a complaint that the topic still holds. */
  private static Map<String, Boolean> keysOf(String id) {
    Map<String, Boolean> keys = new java.util.HashMap<>(lastKeys(id));
    keys.values().removeIf(alive -> !alive);
    return keys;
  }

  /** Key → whether its last record is a key and no tombstone. */
  private static Map<String, Boolean> lastKeys(String id) {
    Map<String, Boolean> last = new java.util.HashMap<>();
    log.records(EventLog.KEYS).forEach(r -> {
      String key = new String(r.key(), StandardCharsets.UTF_8);
      if (key.startsWith(id + "/")) last.put(key, r.value() != null);
    });
    return last;
  }
}
