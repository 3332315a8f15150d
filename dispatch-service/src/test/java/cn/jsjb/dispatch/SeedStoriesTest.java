package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.SupervisionEvent;
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

/** The stories of the city's reports, played through HTTP, Kafka and PostgreSQL. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "database", value = "dispatch"), @ResourceArg(name = "feeds", value = "all")})
class SeedStoriesTest {
  private static final String BAIZHIFANG = "110102019", YOUANMEN = "110106001", XICHENG = "110102", FENGTAI = "110106";
  private static final String HOUSING = RULES.units().cityUnit("HOUSING").orElseThrow().code();
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  private static RequestSpecification as(String role, String unit) { return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON); }

  private static ValidatableResponse unit(String unit, String id, String path, Object body) { return post("unit", unit, id, path, body); }

  private static ValidatableResponse post(String role, String unit, String id, String path, Object body) { return as(role, unit).body(body).post("/api/tickets/" + id + "/" + path).then(); }

  /** Intake's two facts, as intake would write them; the policy dispatches. */
  private static String registered(ComplaintEvent received, Grade grade, String district, String locality) {
    String id = UUID.randomUUID().toString();
    log.append(id, received, Instant.now());
    log.append(id, Stories.registered(STREET_MATTER, grade, district, locality), Instant.now());
    awaitStatus(id, "DISPATCHED");
    return id;
  }

  private static String signedBy(String locality, String district, Grade grade) {
    String id = registered(received(), grade, district, locality);
    unit(locality, id, "signature", Map.of()).statusCode(200);
    return id;
  }

  private static void awaitStatus(String id, String status) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().statusCode(200).body("status", equalTo(status)));
  }

  private static List<String> told(String unit, String id) {
    return log.records("dispatch." + unit).stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(id)).map(r -> new String(r.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
  }

  @Test void the_burst_pipe_is_dispatched_in_minutes_and_the_water_company_stays_until_it_is_mended() {
    String id = UUID.randomUUID().toString();
    var emergency = RULES.dispatch().entries().stream().filter(e -> e.alsoNotify() != null).findFirst().orElseThrow();
    String category = RULES.categories().all().stream().filter(c -> c.code().startsWith(emergency.category())).findFirst().orElseThrow().code();
    log.append(id, received(), Instant.now());
    log.append(id, Stories.registered(category, Grade.URGENT_2H, SHIJINGSHAN, LUGU), Instant.now());
    awaitStatus(id, "DISPATCHED");
    List<Fact> facts = log.facts(id);
    assertTrue(Duration.between(facts.getFirst().at(), facts.getLast().at()).compareTo(Duration.ofMinutes(5)) < 0, "out within five minutes of the call");
    as("admin", null).get("/api/tickets/" + id).then().body("grade", equalTo("URGENT_2H")).body("copyTo", hasSize(2));
    unit(LUGU, id, "signature", Map.of()).statusCode(200);
    unit(LUGU, id, "whistles", Map.of("ground", "EMERGENCY", "matter", "自来水管爆裂", "departments", List.of(WATER, URBAN_ENFORCEMENT), "meetAt", "六合园南门", "approvedBy", "街道主任")).statusCode(200)
        .body("status", equalTo("HANDLING"));
    unit(WATER, id, "whistles/1/acknowledgements", Map.of()).statusCode(200);
    unit(WATER, id, "whistles/1/reports", Map.of("department", WATER)).statusCode(409).body("code", equalTo("ONLY_THE_FIRST_RESPONDER"));
    unit(LUGU, id, "whistles/1/reports", Map.of("department", WATER, "persons", List.of("抢修班"))).statusCode(200);
    unit(URBAN_ENFORCEMENT, id, "whistles/1/refusals", Map.of("reason", "人员均在外执法")).statusCode(200);
    unit(LUGU, id, "whistles/1/tasks", Map.of("department", WATER, "what", "关阀抢修并恢复供水")).statusCode(200);
    unit(LUGU, id, "whistles/1/closure", Map.of("solved", true, "summary", "已修复", "ratings", Map.of(WATER, 96, URBAN_ENFORCEMENT, 0))).statusCode(409).body("code", equalTo("TASKS_OPEN"));
    unit(LUGU, id, "whistles/1/tasks/1/result", Map.of("result", "x")).statusCode(409).body("code", equalTo("NOT_SUMMONED"));
    unit(WATER, id, "whistles/1/tasks/1/result", Map.of("result", "六小时恢复供水", "evidence", List.of("照片"))).statusCode(200);
    unit(LUGU, id, "whistles/1/releases", Map.of("department", WATER)).statusCode(200);
    unit(LUGU, id, "whistles/1/ratings", Map.of("department", WATER, "timeliness", 31, "measures", 30, "result", 40)).statusCode(422);
    unit(LUGU, id, "whistles/1/ratings", Map.of("department", WATER, "timeliness", 30, "measures", 29, "result", 39)).statusCode(200);
    unit(LUGU, id, "whistles/1/closure", Map.of("solved", true, "summary", "已修复", "ratings", Map.of(URBAN_ENFORCEMENT, 0))).statusCode(200)
        .body("whistles[0].departments.'" + WATER + "'.rating", equalTo(98));
    post("district", "110105", id, "whistles/1/review", Map.of("necessary", true, "specific", true, "prepared", true)).statusCode(403);
    unit(LUGU, id, "whistles/1/review", Map.of("necessary", true, "specific", true, "prepared", true)).statusCode(403).body("code", equalTo("ROLE_MISSING"));
    post("district", SHIJINGSHAN, id, "whistles/1/review", Map.of("necessary", true, "specific", true, "prepared", true, "departments", Map.of(WATER, 95))).statusCode(200);
    assertTrue(told(SHIJINGSHAN, id).contains("dispatch.WhistleReportRefused"), "the district is told of the refusal");
    as("unit", BAJIAO).body(Map.of("department", WATER)).post("/api/tickets/" + id + "/whistles/1/reports").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
  }

  @Test void the_building_astride_two_districts_is_one_whistle_with_two_signatures() {
    String id = signedBy(BAIZHIFANG, XICHENG, Grade.COMPLEX_15D);
    as("unit", YOUANMEN).get("/api/tickets/" + id).then().statusCode(403);
    unit(BAIZHIFANG, id, "whistles", Map.of("ground", "PUBLIC_PROBLEM", "matter", "楼体跨两区，外墙脱落", "departments", List.of(HOUSING), "localities", List.of("110102018"))).statusCode(409).body("code", equalTo("NEEDS_TWO_DISTRICTS"));
    unit(BAIZHIFANG, id, "whistles", Map.of("ground", "PUBLIC_PROBLEM", "matter", "楼体跨两区，外墙脱落", "departments", List.of(HOUSING), "localities", List.of(YOUANMEN))).statusCode(200);
    as("unit", YOUANMEN).get("/api/tickets/" + id).then().statusCode(200);
    as("district", FENGTAI).get("/api/tickets/" + id).then().statusCode(200);
    as("unit", HOUSING).get("/api/tickets/" + id).then().statusCode(403);
    unit(HOUSING, id, "whistles/1/acknowledgements", Map.of()).statusCode(403);
    unit(YOUANMEN, id, "whistles/1/signatures", Map.of("approvedBy", "街道主任")).statusCode(200).body("whistles[0].reportBy", notNullValue());
    unit(HOUSING, id, "whistles/1/acknowledgements", Map.of()).statusCode(200);
    post("bureau", null, id, "whistles/1/designation", Map.of("locality", YOUANMEN, "reason", "x")).statusCode(409).body("code", equalTo("NO_DISAGREEMENT"));
    // A ticket of the other side hangs on the same whistle; its result stays its own.
    String other = signedBy(YOUANMEN, FENGTAI, Grade.COMPLEX_15D);
    unit(YOUANMEN, other, "whistle-links", Map.of("complaintId", id, "whistle", 1)).statusCode(200);
    unit(YOUANMEN, other, "whistle-links", Map.of("complaintId", UUID.randomUUID().toString(), "whistle", 1)).statusCode(409);
    unit(YOUANMEN, id, "whistles/1/reports", Map.of("department", HOUSING)).statusCode(200);
    unit(YOUANMEN, id, "whistles/1/closure", Map.of("solved", true, "summary", "两区共同加固", "ratings", Map.of(HOUSING, 90))).statusCode(200).body("whistles[0].closed", equalTo(false));
    unit(BAIZHIFANG, id, "whistles/1/closure", Map.of("solved", true, "summary", "两区共同加固")).statusCode(200).body("whistles[0].closed", equalTo(true));
    for (String district : List.of(XICHENG, FENGTAI)) {
      assertTrue(told(district, id).containsAll(List.of("dispatch.CrossDistrictWhistleProposed", "dispatch.CrossDistrictWhistleBlown", "dispatch.WhistleClosed")), district);
    }
    assertFalse(told(HOUSING, id).contains("dispatch.CrossDistrictWhistleProposed"), "a department hears of it when it is summoned");
  }

  @Test void sixteen_departments_answer_one_whistle() {
    List<String> sixteen = RULES.units().ofKind(Unit.Kind.CITY_DEPARTMENT).stream().map(Unit::code).filter(c -> !c.equals(BUREAU)).limit(16).toList();
    String id = registered(new IntakeEvent.RequestReceived("RX260506-000000016", "LOCALITY", "mine-1", RequestType.REPORT, "废弃金矿", "街道巡查发现盗采痕迹", Place.UNKNOWN,
        Instant.now(), null, null, List.of(), IntakeEvent.Claimant.UNKNOWN), Grade.COMPLEX_15D, SHIJINGSHAN, LUGU);
    unit(LUGU, id, "signature", Map.of()).statusCode(200);
    unit(LUGU, id, "whistles", Map.of("ground", "CAMPAIGN", "matter", "废弃金矿综合整治", "departments", sixteen)).statusCode(200).body("whistles[0].departments.size()", equalTo(16));
    for (String department : sixteen) {
      unit(department, id, "whistles/1/acknowledgements", Map.of()).statusCode(200);
      unit(LUGU, id, "whistles/1/reports", Map.of("department", department)).statusCode(200);
    }
    unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "x")).statusCode(409).body("code", equalTo("WHISTLE_OPEN"));
    unit(LUGU, id, "whistles/1/closure", Map.of("solved", true, "summary", "一百一十七天完成整治", "ratings", sixteen.stream().collect(java.util.stream.Collectors.toMap(d -> d, d -> 90)))).statusCode(200);
    unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "整治完成")).statusCode(200).body("status", equalTo("REPLIED"));
    for (String department : sixteen) {
      assertTrue(told(department, id).contains("dispatch.WhistleClosed"), department);
    }
  }
}
