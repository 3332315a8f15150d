package cn.jsjb.intake;

import static cn.jsjb.intake.Desks.command;
import static cn.jsjb.intake.Desks.in;
import static cn.jsjb.intake.Desks.phone;
import static cn.jsjb.intake.Desks.problem;
import static cn.jsjb.intake.Desks.request;
import static cn.jsjb.intake.Desks.see;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intelligent acceptance, through HTTP and Kafka: what is proposed, what waits for a person, what is suggested. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(RealBacking.class)
class AcceptanceTest {
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  @Test void an_ambiguous_place_waits_in_its_queue_until_an_operator_settles_it() {
    String id = in("REGISTERED", request("HELP", "杨家园那条街路灯不亮，没人修", phone()));
    see(id).body("waiting.doubts", contains("PLACE")).body("waiting.candidates", hasSize(2)).body("localityCode", nullValue());
    queue("PLACE").body("items.complaintId", hasItem(id));
    queue("CLASSIFICATION").body("items.complaintId", not(hasItem(id)));
    String locality = see(id).extract().path("waiting.candidates[0]");
    command("operator", id, "classification", Map.of("place", Map.of("localityCode", locality), "reason", "电话问清")).statusCode(200);
    becomes(id, "PENDING_DISPATCH");
    see(id).body("localityCode", equalTo(locality)).body("waiting", nullValue());
    queue("PLACE").body("items.complaintId", not(hasItem(id)));
    assertEquals(List.of("intake.RequestReceived", "intake.TicketRegistered", "intake.TicketReclassified", "intake.TicketReleased"), log.story(id));
  }

  @Test void an_unsure_category_waits_until_somebody_decides_or_confirms() {
    String id = in("REGISTERED", request("HELP", "你好在吗我有个事", phone()));
    queue("CLASSIFICATION").body("items.complaintId", hasItem(id));
    problem(command("operator", id, "classification", Map.of("reason", "x")), 422, "FIELD_MISSING", "category");
    command("unit", id, "classification", Map.of("category", "030201", "reason", "x")).statusCode(403);
    command("dispatcher", id, "classification", Map.of("category", "030201", "reason", "听录音")).statusCode(200);
    becomes(id, "PENDING_DISPATCH");
    see(id).body("category", equalTo("030201")).body("problemId", equalTo("MT2021-P15"));
    String other = in("REGISTERED", request("HELP", "喂喂听得见吗", phone()));
    command("operator", other, "classification", Map.of("confirmed", true, "reason", "确实没有内容")).statusCode(200);
    becomes(other, "PENDING_DISPATCH");
    problem(command("operator", other, "classification", Map.of("confirmed", true, "reason", "再来")), 409, "NOT_IN_THIS_STATE", null);
  }

  @Test void the_queues_are_the_hotlines_and_have_names() {
    given().header("Authorization", Tokens.as("unit", "110107011")).get("/api/complaints?queue=PLACE").then().statusCode(403);
    given().get("/api/complaints?queue=PLACE").then().statusCode(401);
    problem(given().header("Authorization", Tokens.as("operator")).get("/api/complaints?queue=ALL").then(), 422, "FIELD_INVALID", "queue");
  }

  @Test void the_same_matter_is_suggested_before_posting_and_beside_a_ticket() {
    String phone = phone();
    String first = in("PENDING_DISPATCH", request("HELP", "鲁谷街道六合园南社区3号楼门口的路灯不亮了，晚上走路看不见", phone));
    String alike = in("PENDING_DISPATCH", request("HELP", "鲁谷街道六合园南社区3号楼门口路灯不亮，晚上走路看不见人", phone()));
    Map<String, Object> draft = Map.of("content", "鲁谷街道六合园南社区3号楼门口的路灯还是不亮，晚上走路看不见", "phone", phone);
    var before = given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(draft).post("/api/complaints/suggestions").then().statusCode(200)
        .body("items.complaintId", hasItem(alike));
    before.body("items[0].complaintId", equalTo(first)).body("items[0].sameMatter", equalTo(true)).body("items[0].similarity", greaterThan(0.5f))
        .body("items[0].why", hasItem("同一来电人 / same caller"));
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints/" + alike + "/suggestions").then().statusCode(200)
        .body("items.complaintId", hasItem(first)).body("items.find { it.complaintId == '" + first + "' }.sameMatter", equalTo(false));
    given().header("Authorization", Tokens.as("adapter")).contentType("application/json").body(draft).post("/api/complaints/suggestions").then().statusCode(403);
    given().contentType("application/json").body(draft).post("/api/complaints/suggestions").then().statusCode(401);
    problem(given().header("Authorization", Tokens.as("operator")).contentType("application/json").body("{}").post("/api/complaints/suggestions").then(), 422, "FIELD_MISSING", "content");
    given().header("Authorization", Tokens.as("operator")).get("/api/complaints/none/suggestions").then().statusCode(404);
    given().header("Authorization", Tokens.as("unit", "110107011")).get("/api/complaints/" + first + "/suggestions").then().statusCode(403);
  }

  @Test void what_is_proposed_while_the_operator_types_is_what_is_filed_and_nothing_is_written() {
    String words = "鲁谷街道六合园南社区5号楼前的路灯不亮了，晚上走路看不见";
    String first = in("PENDING_DISPATCH", request("HELP", words, phone()));
    long before = log.records("complaint-log").size();
    Map<String, Object> call = Map.of("content", words, "phone", phone());
    var proposed = given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(call).post("/api/proposals").then().statusCode(200)
        .body("location.place.localityCode", equalTo("110107011")).body("duplicates.complaintId", hasItem(first)).body("doubts", hasSize(0)).body("disposition[-1].outcome", equalTo("DISPATCH"));
    see(first).body("category", equalTo(proposed.extract().path("classification.category"))).body("grade", equalTo(proposed.extract().path("classification.grade")));
    given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(Map.of("content", "家里着火了，冒浓烟，快来人")).post("/api/proposals").then().statusCode(200)
        .body("classification.grade", equalTo("URGENT_2H")).body("disposition[0].test", equalTo("EMERGENCY")).body("disposition[0].outcome", equalTo("DIVERSION"));
    given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(Map.of("content", "杨家园那条街路灯不亮，没人修")).post("/api/proposals").then().statusCode(200)
        .body("location.candidates", hasSize(2)).body("doubts", hasItem("PLACE"));
    assertEquals(before, log.records("complaint-log").size());
    problem(given().header("Authorization", Tokens.as("operator")).contentType("application/json").body("{}").post("/api/proposals").then(), 422, "FIELD_MISSING", "content");
    problem(given().header("Authorization", Tokens.as("operator")).contentType("application/json").body(Map.of("content", "x", "category", "999999")).post("/api/proposals").then(), 422, "UNKNOWN_CATEGORY", "category");
    given().header("Authorization", Tokens.as("unit", "110107011")).contentType("application/json").body(call).post("/api/proposals").then().statusCode(403);
    given().contentType("application/json").body(call).post("/api/proposals").then().statusCode(401);
  }

  @Test void a_repeat_caller_is_counted_as_of_each_request() {
    String phone = phone();
    String first = in("PENDING_DISPATCH", request("HELP", "鲁谷街道路灯不亮没人修", phone));
    String second = in("PENDING_DISPATCH", request("HELP", "鲁谷街道垃圾堆满没人清运", phone));
    see(first).body("calls.monthCount", equalTo(1));
    see(second).body("calls.monthCount", equalTo(2)).body("calls.yearCount", equalTo(2));
    given().header("Authorization", Tokens.as("callback")).get("/api/complaints/" + second).then().statusCode(200).body("calls.monthCount", equalTo(2)).body("ticketNo", not(nullValue()));
    see(in("PENDING_DISPATCH", request("HELP", "鲁谷街道路灯不亮没人修", null))).body("calls", nullValue());
  }

  private static io.restassured.response.ValidatableResponse queue(String name) {
    return given().header("Authorization", Tokens.as("operator")).get("/api/complaints?size=200&queue=" + name).then().statusCode(200);
  }

  private static void becomes(String id, String status) { await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> see(id).body("status", equalTo(status))); }
}
