package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
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

  @Test void thirty_one_unpaid_workers_from_two_sources_are_one_special_case() {
    String phone = signedBy(LUGU, SHIJINGSHAN, Grade.GENERAL_7D);
    String platform = registered(new IntakeEvent.RequestReceived("RX260506-000000031", "WAGE_PLATFORM", "wage-31", RequestType.COMPLAINT, "拖欠工资", "三十一人三个月工资", Place.UNKNOWN,
        Instant.now(), null, null, List.of(), IntakeEvent.Claimant.UNKNOWN), Grade.GENERAL_7D, SHIJINGSHAN, LUGU);
    unit(LUGU, platform, "signature", Map.of()).statusCode(200);
    String labour = RULES.units().cityUnit("LABOUR").orElseThrow().code();
    Map<String, Object> opening = Map.of("matter", "拖欠三十一人三个月工资", "sources", List.of("PHONE:m-1", "WAGE_PLATFORM:wage-31"), "members", List.of(platform), "headcount", 31, "risk", "HIGH",
        "taskForce", List.of(labour), "speaker", "王副主任");
    as("unit", labour).get("/api/tickets/" + phone).then().statusCode(403);
    post("unit", BAJIAO, phone, "special-case", opening).statusCode(403).body("code", equalTo("OTHER_UNIT"));
    unit(LUGU, phone, "special-case", Map.of("matter", "x", "members", List.of(UUID.randomUUID().toString()), "headcount", 31, "risk", "HIGH", "taskForce", List.of(labour), "speaker", "x")).statusCode(404);
    unit(LUGU, phone, "special-case", Map.of("matter", "x", "headcount", 31, "risk", "LOW", "taskForce", List.of(labour), "speaker", "x")).statusCode(409).body("code", equalTo("NO_SPECIAL_CASE_GROUND"));
    unit(LUGU, phone, "special-case", opening).statusCode(200).body("specialCase.members", hasSize(2)).body("specialCase.sources", hasItem("WAGE_PLATFORM:wage-31"));
    as("unit", labour).get("/api/tickets/" + phone).then().statusCode(200);
    unit(labour, phone, "special-case/reports", Map.of("text", "已约谈用人单位")).statusCode(200);
    unit(labour, phone, "joint-interviews", Map.of("interviewed", List.of("某建筑公司"), "interviewers", List.of(labour), "outcome", "限期支付")).statusCode(200);
    unit(LUGU, phone, "settlements", Map.of("parties", List.of("工人代表", "某建筑公司"), "amountFen", 7_584_960, "terms", "三日内支付")).statusCode(409).body("code", equalTo("MEDIATION_ORDER"));
    unit(LUGU, phone, "mediations", Map.of("parties", List.of("工人代表", "某建筑公司"), "minutes", 300, "outcome", "达成协议")).statusCode(200);
    unit(LUGU, phone, "settlements", Map.of("parties", List.of("工人代表", "某建筑公司"), "amountFen", 7_584_960, "terms", "三日内支付")).statusCode(200);
    unit(LUGU, phone, "judicial-confirmations", Map.of("court", "石景山区人民法院", "document", "确1号")).statusCode(200);
    for (String member : List.of(phone, platform)) {
      unit(LUGU, phone, "special-case/closure", Map.of("text", "工资发放完毕")).statusCode(409).body("code", equalTo("MEMBERS_WITHOUT_RESULT"));
      unit(LUGU, member, "contacts", Map.of("how", "PHONE", "outcome", "REACHED")).statusCode(200);
      unit(LUGU, member, "reply", Map.of("text", "工资已发放")).statusCode(200);
      unit(LUGU, member, "result", Map.of("outcome", "RESOLVED", "text", "工资已发放")).statusCode(200).body("status", equalTo("REPLIED"));
    }
    unit(LUGU, phone, "special-case/closure", Map.of("text", "工资发放完毕")).statusCode(200).body("specialCase.closed", equalTo(true));
  }

  @Test void the_276_households_do_not_wait_for_the_developers_fault() {
    String id = signedBy(LUGU, SHIJINGSHAN, Grade.COMPLEX_15D);
    List<String> households = java.util.stream.IntStream.rangeClosed(1, 276).mapToObj(i -> "户" + i).toList();
    unit(LUGU, id, "contacts", Map.of("how", "VISIT", "outcome", "REACHED", "metInPerson", true)).statusCode(200);
    unit(LUGU, id, "liability", Map.of("matter", "开发商擅自改变规划，不能办证", "innocent", households, "unlawful", List.of("地下违建"), "tracks", List.of())).statusCode(422).body("field", equalTo("tracks"));
    unit(LUGU, id, "liability", Map.of("matter", "开发商擅自改变规划，不能办证", "innocent", households, "atFault", List.of("占用公共部位户"), "unlawful", List.of("地下违建"),
        "tracks", List.of(Map.of("wrongdoer", "某开发公司", "matter", "擅自改变规划", "unit", URBAN_ENFORCEMENT)))).statusCode(200).body("noFault.separation.waiting", hasSize(276));
    unit(LUGU, id, "tolerances", Map.of("matter", "首次登记", "items", List.of(Map.of("what", "规划核验意见", "owner", "某开发公司", "dueAt", Instant.now().plusSeconds(5).toString(), "consequence", "列入失信")))).statusCode(200);
    unit(LUGU, id, "commitments", Map.of("obligations", List.of(Map.of("what", "督促恢复原状", "dueAt", Instant.now().plusSeconds(8).toString())), "covered", List.of("户1", "地下违建"), "evidence", List.of("承诺书")))
        .statusCode(409).body("code", equalTo("NOT_INNOCENT"));
    unit(LUGU, id, "commitments", Map.of("obligations", List.of(Map.of("what", "督促恢复原状", "dueAt", Instant.now().plusSeconds(8).toString())), "covered", households, "evidence", List.of("承诺书"))).statusCode(200);
    unit(LUGU, id, "liability/citizens", Map.of("served", households, "note", "当日发证")).statusCode(200).body("noFault.separation.waiting", hasSize(0)).body("noFault.separation.tracks[0].concluded", equalTo(false));
    unit(LUGU, id, "reply", Map.of("text", "产权证已发放")).statusCode(200);
    unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "产权证已发放")).statusCode(200).body("status", equalTo("REPLIED"));
    log.append(id, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED), Instant.now());
    awaitStatus(id, "CLOSED");
    // The ticket is closed; what is owed is not.
    Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertEquals(
        List.of("dispatch.TolerantHandlingFailed", "dispatch.CommitmentBreached"), log.story(id).stream().filter(t -> t.endsWith("Failed") || t.endsWith("Breached")).toList()));
    unit(URBAN_ENFORCEMENT, id, "liability/tracks/1", Map.of("text", "处罚到位", "concluded", true)).statusCode(200);
    unit(LUGU, id, "commitments/1/obligations/1", Map.of("evidence", List.of("验收单"))).statusCode(200);
    unit(BAJIAO, id, "commitments/1/obligations/1", Map.of("evidence", List.of("x"))).statusCode(403);
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertTrue(told(SHIJINGSHAN, id).contains("dispatch.CommitmentBreached"), "the district hears of the broken commitment after the ticket has ended"));
  }

  @Test void the_visit_at_three_in_the_morning_after_three_dissatisfied_callbacks() {
    String id = signedBy(LUGU, SHIJINGSHAN, Grade.GENERAL_7D);
    for (int round = 1; round <= 3; round++) {
      unit(LUGU, id, "contacts", Map.of("how", "PHONE", "outcome", "REACHED")).statusCode(200);
      unit(LUGU, id, "reply", Map.of("text", "白天未听到噪声")).statusCode(200);
      unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "白天未听到噪声")).statusCode(200).body("status", equalTo("REPLIED"));
      log.append(id, new SupervisionEvent.CallbackCompleted(round, true, false, false, SupervisionEvent.Satisfaction.DISSATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of("夜里才有噪声"), null), Instant.now());
      log.append(id, round == 1 ? new SupervisionEvent.ReworkOrdered(2, "未解决") : new SupervisionEvent.SupervisionOrdered(round + 1, "再次不满意", "夜间查看", Instant.now().plus(Duration.ofDays(3))), Instant.now());
      if (round == 1) {
        awaitStatus(id, "DISPATCHED");
        unit(LUGU, id, "signature", Map.of()).statusCode(200);
      } else {
        awaitStatus(id, "SUPERVISED");
      }
    }
    Instant three = java.time.ZonedDateTime.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(1).withHour(3).withMinute(0).withSecond(0).withNano(0).toInstant();
    unit(LUGU, id, "appointments", Map.of("at", Instant.now().minusSeconds(60).toString(), "place", "三号楼")).statusCode(409).body("code", equalTo("IN_THE_PAST"));
    unit(LUGU, id, "appointments", Map.of("at", three.toString(), "place", "三号楼二单元")).statusCode(200).body("evidence.appointments[0].kept", equalTo(false));
    unit(LUGU, id, "appointments/1/visit", Map.of("people", List.of("李某"), "note", "噪声来自楼顶风机")).statusCode(200).body("evidence.appointments[0].kept", equalTo(true));
    unit(LUGU, id, "visits", Map.of("at", Instant.now().toString(), "place", "三号楼", "facts", "风机夜间运行", "isTrue", true, "photos", List.of("照片一"))).statusCode(200);
    post("leader", null, id, "instructions", Map.of("text", "举一反三，排查全街道夜间风机")).statusCode(200);
    unit(LUGU, id, "instructions", Map.of("text", "x")).statusCode(403);
    unit(LUGU, id, "related-problems", Map.of("description", "五号楼风机同样扰民")).statusCode(200);
    unit(LUGU, id, "deliberations", Map.of("kind", "ROUND_TABLE", "parties", List.of("居民", "物业"), "opinions", List.of("夜间停机"), "decision", "二十二时后停机")).statusCode(200);
    unit(LUGU, id, "certificates", Map.of("committee", "110105001001", "ground", "x", "effect", "x")).statusCode(422).body("field", equalTo("committee"));
    unit(LUGU, id, "enforcements", Map.of("party", "某物业", "basis", "噪声污染防治法", "measure", "责令改正")).statusCode(200);
    unit(LUGU, id, "escalations", Map.of("to", SHIJINGSHAN, "reason", "涉及多街道", "opinion", "建议全区排查")).statusCode(200);
    post("district", SHIJINGSHAN, id, "escalations/1/decision", Map.of("opinion", "同意", "measures", List.of("全区排查"))).statusCode(200).body("evidence.escalations[0].decided", equalTo(true));
    unit(LUGU, id, "reply", Map.of("text", "风机已加装隔声罩")).statusCode(409).body("code", equalTo("CONTACT_FIRST"));
    unit(LUGU, id, "contacts", Map.of("how", "VISIT", "outcome", "REACHED", "metInPerson", true, "note", "凌晨三点上门")).statusCode(200);
    unit(LUGU, id, "reply", Map.of("text", "风机已加装隔声罩")).statusCode(200);
    unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "风机已加装隔声罩")).statusCode(200).body("status", equalTo("REPLIED"));
  }

  @Test void waiting_for_the_claimant_ends_with_his_supplement() {
    String id = signedBy(LUGU, SHIJINGSHAN, Grade.GENERAL_7D);
    Instant due = Instant.parse(as("admin", null).get("/api/tickets/" + id).jsonPath().getString("dueAt"));
    unit(LUGU, id, "pauses", Map.of("question", "")).statusCode(422).body("field", equalTo("question"));
    unit(LUGU, id, "pauses", Map.of("question", "请补充楼栋号")).statusCode(200).body("pause.open", equalTo(true));
    assertTrue(Instant.parse(as("admin", null).get("/api/tickets/" + id).jsonPath().getString("dueAt")).isAfter(due.plus(Duration.ofDays(2))));
    post("unit", BAJIAO, id, "pauses/1/answer", Map.of("answer", "x")).statusCode(403);
    log.append(id, new IntakeEvent.TicketSupplemented("三号楼", List.of()), Instant.now());
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().body("pause.open", equalTo(false)));
    Instant after = Instant.parse(as("admin", null).get("/api/tickets/" + id).jsonPath().getString("dueAt"));
    assertTrue(!after.isBefore(due) && after.isBefore(due.plus(Duration.ofMinutes(2))), "moved by what was waited: " + Duration.between(due, after));
  }

  @Test void a_deferred_ticket_goes_through_two_approvals_a_new_callback_and_clearance() {
    String id = signedBy(LUGU, SHIJINGSHAN, Grade.GENERAL_7D);
    Instant promise = Instant.now().plus(Duration.ofDays(200));
    Map<String, Object> request = Map.of("reason", "NEEDS_ENGINEERING", "promisedBy", promise.toString(), "milestones", List.of(Map.of("what", "完成设计", "by", Instant.now().plus(Duration.ofDays(60)).toString())),
        "explanation", "已当面说明", "explainedAt", Instant.now().minusSeconds(5).toString());
    unit(LUGU, id, "contacts", Map.of("how", "PHONE", "outcome", "REACHED")).statusCode(200);
    unit(LUGU, id, "deferrals", Map.of("reason", "NEEDS_ENGINEERING", "promisedBy", promise.toString(), "milestones", List.of(), "explanation", "x", "explainedAt", promise.toString())).statusCode(422).body("field", equalTo("milestones"));
    unit(LUGU, id, "deferrals", request).statusCode(200);
    post("bureau", null, id, "deferrals/1/decision", Map.of("approved", true, "note", "同意")).statusCode(409).body("code", equalTo("DEFERRAL_DISTRICT_FIRST"));
    unit(LUGU, id, "deferrals/1/decision", Map.of("approved", true, "note", "同意")).statusCode(403).body("code", equalTo("ROLE_MISSING"));
    post("district", "110105", id, "deferrals/1/decision", Map.of("approved", true, "note", "同意")).statusCode(403).body("code", equalTo("OTHER_UNIT"));
    post("district", SHIJINGSHAN, id, "deferrals/1/decision", Map.of("approved", true, "note", "属实")).statusCode(200).body("status", equalTo("HANDLING"));
    post("bureau", null, id, "deferrals/1/decision", Map.of("approved", true, "note", "同意")).statusCode(200).body("status", equalTo("DEFERRED")).body("statusName", equalTo("已挂账"));
    unit(LUGU, id, "deferrals/1/milestones", Map.of("milestone", 1, "text", "设计完成")).statusCode(200);
    unit(LUGU, id, "reply", Map.of("text", "已完工")).statusCode(200);
    unit(LUGU, id, "result", Map.of("outcome", "RESOLVED", "text", "已完工")).statusCode(200).body("status", equalTo("REPLIED"));
    post("supervisor", null, id, "deferrals/1/clearance", Map.of("note", "x")).statusCode(409).body("code", equalTo("NOT_CALLED_BACK_YET"));
    log.append(id, new SupervisionEvent.CallbackCompleted(1, true, true, false, SupervisionEvent.Satisfaction.SATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null), Instant.now());
    log.append(id, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED), Instant.now());
    awaitStatus(id, "CLOSED");
    post("supervisor", null, id, "deferrals/1/clearance", Map.of("note", "回访满意")).statusCode(200).body("deferral.status", equalTo("CLEARED"));
  }

  @Test void the_working_calendar_warns_before_it_ends() {
    given().get("/q/health/well").then().body("checks.find { it.name == 'working calendar' }.data.knownUntil", equalTo("2026-12-31"));
    given().get("/q/health/ready").then().statusCode(200);
  }
}
