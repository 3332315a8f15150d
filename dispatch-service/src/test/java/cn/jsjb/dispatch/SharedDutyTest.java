package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** First responder and all who work with it, through HTTP, Kafka and PostgreSQL. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "database", value = "dispatch"), @ResourceArg(name = "feeds", value = "all")})
class SharedDutyTest {
  private static final String COMMUNITY = RULES.communities().of(LUGU).getFirst().code(), GUCHENG = "110107009";
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  private static RequestSpecification as(String role, String unit) { return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON); }

  private static ValidatableResponse post(String role, String unit, String id, String path, Object body) { return as(role, unit).body(body).post("/api/tickets/" + id + path).then(); }

  private static ValidatableResponse unit(String unit, String id, String path, Object body) { return post("unit", unit, id, path, body); }

  private static String registeredTicket(String category, String district, String locality, String status) {
    String id = UUID.randomUUID().toString();
    log.append(id, received(), Instant.now());
    log.append(id, registered(category, Grade.GENERAL_7D, district, locality), Instant.now());
    awaitStatus(id, status);
    return id;
  }

  private static String handledByLugu(String category) {
    String id = registeredTicket(category, SHIJINGSHAN, LUGU, "DISPATCHED");
    unit(LUGU, id, "/signature", "{}").statusCode(200);
    unit(LUGU, id, "/contacts", Map.of("how", "PHONE", "outcome", "REACHED")).statusCode(200);
    return id;
  }

  private static void awaitStatus(String id, String status) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().statusCode(200).body("status", equalTo(status)));
  }

  private static void awaitUnit(String id, String unit) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().statusCode(200).body("unitCode", equalTo(unit)).body("status", not(equalTo("PENDING_DISPATCH"))));
  }

  private static long told(String unit, String id) {
    return log.records("dispatch." + unit).stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(id)).count();
  }

  @Test void co_handling_the_street_may_not_answer_before_the_other_unit_has() {
    String id = handledByLugu(STREET_MATTER);
    as("unit", URBAN_ENFORCEMENT).get("/api/tickets/" + id).then().statusCode(403);
    unit(LUGU, id, "/co-handlings", Map.of("unit", URBAN_ENFORCEMENT, "part", "核查占道许可")).statusCode(200).body("duty.parts", hasSize(1)).body("duty.parts[0].unit", equalTo(URBAN_ENFORCEMENT));
    as("unit", URBAN_ENFORCEMENT).get("/api/tickets/" + id).then().statusCode(200);
    as("unit", URBAN_ENFORCEMENT).get("/api/units/" + URBAN_ENFORCEMENT + "/orders?size=500").then().statusCode(200).body("items.complaintId", hasItem(id));
    assertEquals(1, told(URBAN_ENFORCEMENT, id));

    unit(LUGU, id, "/result", Map.of("outcome", "RESOLVED", "text", "已清理")).statusCode(409).body("code", equalTo("PARTS_OPEN"));
    unit(URBAN_ENFORCEMENT, id, "/objections", Map.of("ground", "NOT_MY_DUTY", "legalBasis", "x", "suggestedUnit", WATER)).statusCode(409).body("code", equalTo("ONLY_THE_FIRST_RESPONDER"));
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/result", Map.of("outcome", "RESOLVED", "text", "已核查")).statusCode(409).body("code", equalTo("PART_NOT_ACCEPTED"));
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/acceptance", "{}").statusCode(200);
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/stage-report", Map.of("reason", "需调取档案", "progress", "已立案")).statusCode(200);
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/result", Map.of("outcome", "RESOLVED", "text", "已核查", "evidence", List.of("照片一"))).statusCode(200);
    unit(LUGU, id, "/reply", Map.of("text", "已清理")).statusCode(200);
    unit(LUGU, id, "/result", Map.of("outcome", "RESOLVED", "text", "已清理")).statusCode(200).body("status", equalTo("REPLIED"));
    assertTrue(log.story(id).containsAll(List.of("dispatch.CoHandlingRequested", "dispatch.CoHandlingAccepted", "dispatch.CoHandlingStageReported", "dispatch.CoHandlingResultDelivered")));
  }

  @Test void a_late_part_is_one_fact_by_itself() {
    String id = UUID.randomUUID().toString();
    Instant lastWeek = Instant.now().minus(Duration.ofDays(5));
    log.appendTogether(id, lastWeek, received(), registered(), new DispatchEvent.TicketDispatched(1, 1, LUGU, DispatchEvent.Mode.DIRECT, List.of(SHIJINGSHAN), null, Map.of(), Grade.GENERAL_7D,
        lastWeek.plus(Duration.ofHours(2)), lastWeek.plus(Duration.ofDays(1)), lastWeek.plus(Duration.ofDays(7)), null), signed(), contacted(),
        new DispatchEvent.CoHandlingRequested(1, URBAN_ENFORCEMENT, "x", lastWeek.plus(Duration.ofDays(2)), LUGU, "2019.1"), new DispatchEvent.CoHandlingRequested(2, WATER, "y", lastWeek.plus(Duration.ofDays(3)), LUGU, "2019.1"));
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(2, log.story(id).stream().filter("dispatch.PartOverdue"::equals).count()));
    as("admin", null).get("/api/tickets/" + id).then().body("duty.parts.late", equalTo(List.of(true, true)));
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/acceptance", "{}").statusCode(200);
    unit(URBAN_ENFORCEMENT, id, "/co-handlings/1/result", Map.of("outcome", "RESOLVED", "text", "已核查")).statusCode(409).body("code", equalTo("PART_OWES_A_STAGE_REPORT"));
  }

  /** S002: 石景山鲁谷, a private parking lock, sent at once to the street's office and to community and property firm; done in a day instead of two or three. */
  @Test void the_parking_lock_is_dispatched_to_two_sides_and_done_in_a_day() {
    String id = handledByLugu("040404");
    unit(LUGU, id, "/dual-dispatch", Map.of("office", "街道城管办", "community", RULES.communities().of(BAJIAO).getFirst().code(), "matter", "私装地锁")).statusCode(409).body("code", equalTo("NOT_IN_THE_LOCALITY"));
    unit(LUGU, id, "/dual-dispatch", Map.of("office", "街道城管办", "community", "999", "matter", "私装地锁")).statusCode(422).body("field", equalTo("community"));
    unit(LUGU, id, "/dual-dispatch", Map.of("office", "街道城管办", "community", COMMUNITY, "property", "某物业公司", "matter", "私装地锁")).statusCode(200)
        .body("duty.parts.kind", equalTo(List.of("DUAL_OFFICE", "DUAL_COMMUNITY"))).body("status", equalTo("HANDLING"));
    unit(LUGU, id, "/parts/1/signature", Map.of("signer", "城管办")).statusCode(200);
    unit(COMMUNITY, id, "/parts/2/signature", Map.of("signer", "居委会")).statusCode(200);
    unit(COMMUNITY, id, "/parts/1/result", Map.of("outcome", "RESOLVED", "text", "x")).statusCode(409).body("code", equalTo("NOT_YOUR_PART"));
    unit(LUGU, id, "/parts/1/result", Map.of("outcome", "RESOLVED", "text", "地锁已拆除")).statusCode(200);
    unit(LUGU, id, "/reply", Map.of("text", "地锁已拆除")).statusCode(200);
    unit(LUGU, id, "/result", Map.of("outcome", "RESOLVED", "text", "地锁已拆除")).statusCode(409).body("code", equalTo("PARTS_OPEN"));
    unit(COMMUNITY, id, "/parts/2/result", Map.of("outcome", "RESOLVED", "text", "物业已恢复路面")).statusCode(200);
    unit(LUGU, id, "/result", Map.of("outcome", "RESOLVED", "text", "地锁已拆除")).statusCode(200).body("status", equalTo("REPLIED"));
    List<Fact> facts = log.facts(id);
    assertTrue(Duration.between(facts.getFirst().at(), facts.getLast().at()).compareTo(Duration.ofDays(1)) < 0);
    DispatchEvent.DualDispatched both = facts.stream().map(Fact::event).filter(DispatchEvent.DualDispatched.class::isInstance).map(DispatchEvent.DualDispatched.class::cast).findFirst().orElseThrow();
    assertTrue(both.policy().dispatch() && both.policy().supervise() && both.policy().feedback());
  }

  @Test void a_committee_gets_only_what_stands_on_its_list() {
    String id = handledByLugu("060404");
    unit(LUGU, id, "/sub-dispatches", Map.of("to", COMMUNITY, "matter", "楼道堆物")).statusCode(200);
    as("unit", COMMUNITY).get("/api/tickets/" + id).then().statusCode(200).body("unitCode", equalTo(LUGU));
    unit(COMMUNITY, id, "/parts/1/signature", "{}").statusCode(200);
    unit(COMMUNITY, id, "/parts/1/result", Map.of("outcome", "RESOLVED", "text", "已清理")).statusCode(200);
    unit(COMMUNITY, id, "/result", Map.of("outcome", "RESOLVED", "text", "x")).statusCode(409).body("code", equalTo("ONLY_THE_FIRST_RESPONDER"));
    String other = handledByLugu(STREET_MATTER);
    unit(LUGU, other, "/sub-dispatches", Map.of("to", COMMUNITY, "matter", "x")).statusCode(409).body("code", equalTo("NOT_ON_THE_COMMUNITY_LIST"));
    post("dispatcher", null, other, "/dispatches", Map.of("unit", COMMUNITY, "reason", "x")).statusCode(422).body("code", equalTo("UNKNOWN_UNIT"));
  }

  @Test void a_case_nobody_knows_is_settled_by_a_consultation_before_dispatch() {
    String id = registeredTicket(STREET_MATTER, null, null, "CONSULTING");
    post("dispatcher", null, id, "/consultations", Map.of("kind", "BEFORE_DISPATCH", "matter", "地点不详", "participants", List.of(LUGU, BAJIAO))).statusCode(200).body("duty.consultations[0].open", equalTo(true));
    as("unit", BAJIAO).get("/api/tickets/" + id).then().statusCode(200);
    as("unit", GUCHENG).get("/api/tickets/" + id).then().statusCode(403);
    post("dispatcher", null, id, "/consultations/1/conclusion", Map.of("minutes", "x", "chosenUnit", LUGU)).statusCode(403);
    unit(BAJIAO, id, "/consultations/1/conclusion", Map.of("minutes", "x", "chosenUnit", LUGU)).statusCode(409).body("code", equalTo("ONLY_THE_FIRST_RESPONDER"));
    post("bureau", null, id, "/consultations/1/conclusion", Map.of("minutes", "双方确认在鲁谷", "chosenUnit", LUGU, "divisions", List.of(Map.of("unit", BAJIAO, "part", "提供影像")))).statusCode(200);
    awaitUnit(id, LUGU);
    as("unit", BAJIAO).get("/api/tickets/" + id).then().statusCode(200).body("duty.parts[0].unit", equalTo(BAJIAO)).body("duty.designated", nullValue());
  }

  @Test void responsibility_is_divided_on_the_spot() {
    String id = handledByLugu(STREET_MATTER);
    unit(LUGU, id, "/consultations", Map.of("kind", "ON_SITE", "matter", "现场勘查", "participants", List.of(URBAN_ENFORCEMENT, WATER), "meetAt", "南门")).statusCode(200);
    unit(LUGU, id, "/consultations/1/conclusion", Map.of("minutes", "x", "chosenUnit", URBAN_ENFORCEMENT)).statusCode(409).body("code", equalTo("ON_SITE_KEEPS_THE_TICKET"));
    unit(LUGU, id, "/consultations/1/conclusion", Map.of("minutes", "分工明确", "chosenUnit", LUGU, "divisions",
        List.of(Map.of("unit", URBAN_ENFORCEMENT, "part", "清理摊点"), Map.of("unit", WATER, "part", "修复井盖")))).statusCode(200).body("duty.parts", hasSize(2));
    unit(WATER, id, "/co-handlings/2/acceptance", "{}").statusCode(200);
    unit(LUGU, id, "/result", Map.of("outcome", "RESOLVED", "text", "x")).statusCode(409).body("code", equalTo("PARTS_OPEN"));
  }

  /** PRESS-25 (Jiaozhou): a ticket given back again and again. Here the third hand-over is a consultation, and its word binds. */
  @Test void a_ticket_handed_on_three_times_ends_in_a_binding_designation() {
    String id = registeredTicket(STREET_MATTER, SHIJINGSHAN, LUGU, "DISPATCHED");
    Map<String, String> objection = Map.of("ground", "NOT_MY_AREA", "legalBasis", "属地管理", "suggestedUnit", BAJIAO, "note", "在隔壁");
    unit(LUGU, id, "/objections", objection).statusCode(200);
    post("district", "110105", id, "/objections/1/decision", Map.of("upheld", true, "newUnit", BAJIAO, "reason", "属实")).statusCode(403);
    unit(LUGU, id, "/objections/1/decision", Map.of("upheld", true, "newUnit", BAJIAO, "reason", "属实")).statusCode(403);
    post("district", SHIJINGSHAN, id, "/objections/1/decision", Map.of("upheld", true, "newUnit", BAJIAO, "reason", "属实")).statusCode(200);
    awaitUnit(id, BAJIAO);
    as("unit", LUGU).get("/api/tickets/" + id).then().statusCode(403);
    unit(BAJIAO, id, "/objections", Map.of("ground", "NOT_MY_AREA", "legalBasis", "属地管理", "suggestedUnit", GUCHENG)).statusCode(200);
    post("bureau", null, id, "/objections/2/decision", Map.of("upheld", true, "newUnit", GUCHENG, "reason", "属实")).statusCode(200);
    awaitStatus(id, "CONSULTING");
    awaitUnit(id, SHIJINGSHAN);
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().body("duty.escalatedTo", equalTo(SHIJINGSHAN)));
    post("district", SHIJINGSHAN, id, "/dispatches", Map.of("unit", GUCHENG, "reason", "x")).statusCode(409).body("code", equalTo("CONSULTATION_REQUIRED"));
    post("district", SHIJINGSHAN, id, "/consultations", Map.of("kind", "BEFORE_DISPATCH", "matter", "多次改派", "participants", List.of(LUGU, BAJIAO, GUCHENG))).statusCode(200);
    post("district", SHIJINGSHAN, id, "/consultations/1/conclusion", Map.of("minutes", "以门牌为准", "chosenUnit", BAJIAO)).statusCode(409).body("code", equalTo("BINDING_REQUIRED"));
    post("district", SHIJINGSHAN, id, "/consultations/1/conclusion", Map.of("minutes", "以门牌为准", "chosenUnit", BAJIAO, "bindingDesignation", true)).statusCode(200);
    awaitUnit(id, BAJIAO);
    unit(BAJIAO, id, "/objections", Map.of("ground", "NOT_MY_AREA", "legalBasis", "属地管理", "suggestedUnit", GUCHENG)).statusCode(409).body("code", equalTo("DESIGNATED"));
    unit(BAJIAO, id, "/signature", "{}").statusCode(200);
    List<String> story = log.story(id);
    assertEquals(4, story.stream().filter("dispatch.TicketDispatched"::equals).count());
    assertEquals(1, story.stream().filter("dispatch.PingPongDetected"::equals).count());
  }

  @Test void bad_input_names_the_field_and_nobody_else_gets_in() {
    String id = handledByLugu(STREET_MATTER);
    int before = log.facts(id).size();
    unit(LUGU, id, "/co-handlings", Map.of("unit", WATER)).statusCode(422).body("field", equalTo("part"));
    unit(LUGU, id, "/co-handlings", Map.of("unit", "nobody", "part", "x")).statusCode(422).body("code", equalTo("UNKNOWN_UNIT"));
    unit(LUGU, id, "/co-handlings", Map.of("unit", WATER, "part", "x", "dueAt", "2099-01-01T00:00:00Z")).statusCode(409).body("code", equalTo("PART_LIMIT_OUT_OF_BOUNDS"));
    unit(LUGU, id, "/consultations", Map.of("kind", "PARTY", "matter", "x", "participants", List.of(WATER))).statusCode(422).body("field", equalTo("kind"));
    unit(LUGU, id, "/consultations", Map.of("kind", "ON_SITE", "matter", "x", "participants", List.of())).statusCode(422).body("field", equalTo("participants"));
    unit(LUGU, id, "/parts/7/result", Map.of("outcome", "RESOLVED", "text", "x")).statusCode(409).body("code", equalTo("NO_SUCH_PART"));
    for (String path : List.of("/co-handlings", "/dual-dispatch", "/sub-dispatches", "/consultations", "/co-handlings/1/acceptance", "/parts/1/signature", "/consultations/1/conclusion")) {
      Map<String, Object> body = Map.of("unit", WATER, "part", "x", "office", "x", "community", COMMUNITY, "to", COMMUNITY, "matter", "x", "kind", "ON_SITE", "participants", List.of(WATER), "minutes", "x", "chosenUnit", LUGU);
      unit(GUCHENG, id, path, body).statusCode(403);
      post("analyst", null, id, path, body).statusCode(403).body("code", equalTo("ROLE_MISSING"));
      given().contentType(ContentType.JSON).body(body).post("/api/tickets/" + id + path).then().statusCode(401);
      unit(LUGU, UUID.randomUUID().toString(), path, body).statusCode(404);
    }
    assertEquals(before, log.facts(id).size());
  }
}
