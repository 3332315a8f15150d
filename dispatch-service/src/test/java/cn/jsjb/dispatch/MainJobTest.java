package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.EventLog;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job through HTTP, Kafka and PostgreSQL: from registration to both feedbacks, and every wrong turn on the way. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "database", value = "dispatch"), @ResourceArg(name = "feeds", value = "all")})
class MainJobTest {
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  private static RequestSpecification as(String role, String unit) { return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON); }

  private static RequestSpecification lugu() { return as("unit", LUGU); }

  private String registeredTicket() { return registeredTicket(STREET_MATTER, Grade.GENERAL_7D); }

  /** Intake's two facts, as intake would write them; the policy dispatches. */
  private String registeredTicket(String category, Grade grade) {
    String id = UUID.randomUUID().toString();
    log.append(id, received(), Instant.now());
    log.append(id, registered(category, grade, SHIJINGSHAN, LUGU), Instant.now());
    awaitStatus(id, "DISPATCHED");
    return id;
  }

  private static void awaitStatus(String id, String status) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().statusCode(200).body("status", equalTo(status)));
  }

  private static List<ConsumerRecord<byte[], byte[]>> feed(String unit, String id) {
    return log.records("dispatch." + unit).stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(id)).toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) { return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8); }

  @Test void a_ticket_goes_from_the_street_to_both_feedbacks_and_every_step_is_a_fact_and_is_told() throws Exception {
    String id = registeredTicket();
    Response order = lugu().get("/api/tickets/" + id);
    order.then().statusCode(200).body("unitCode", equalTo(LUGU)).body("content", equalTo("每天傍晚都有游商占道")).body("dueAt", notNullValue()).body("ticketNo", equalTo("RX260506-000000001"));

    String etag = lugu().body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200).body("status", equalTo("SIGNED")).header("ETag", notNullValue()).extract().header("ETag");
    lugu().header("If-Match", etag).body("{\"how\":\"PHONE\",\"outcome\":\"REACHED\",\"note\":\"已电话联系\"}").post("/api/tickets/" + id + "/contacts").then().statusCode(200).body("status", equalTo("HANDLING"));
    lugu().body(Map.of("ground", "EMERGENCY", "matter", "游商占道", "departments", List.of(URBAN_ENFORCEMENT), "meetAt", "南门")).post("/api/tickets/" + id + "/whistles").then().statusCode(200);
    as("unit", URBAN_ENFORCEMENT).post("/api/tickets/" + id + "/whistles/1/acknowledgements").then().statusCode(200);
    lugu().body(Map.of("department", URBAN_ENFORCEMENT, "persons", List.of("王某"))).post("/api/tickets/" + id + "/whistles/1/reports").then().statusCode(200);
    lugu().body(Map.of("solved", true, "summary", "已劝离", "ratings", Map.of(URBAN_ENFORCEMENT, 95))).post("/api/tickets/" + id + "/whistles/1/closure").then().statusCode(200);
    lugu().body("{\"text\":\"已劝离并加强巡查\"}").post("/api/tickets/" + id + "/reply").then().statusCode(200);
    lugu().body("{\"outcome\":\"RESOLVED\",\"text\":\"已劝离\",\"evidence\":[]}").post("/api/tickets/" + id + "/result").then().statusCode(200).body("status", equalTo("REPLIED"));

    List<Fact> facts = log.facts(id);
    assertEquals(List.of("intake.RequestReceived", "intake.TicketRegistered", "dispatch.TicketDispatched", "dispatch.AssignmentSigned", "dispatch.ClaimantContacted", "dispatch.WhistleBlown",
        "dispatch.WhistleAcknowledged", "dispatch.DepartmentReported", "dispatch.WhistleClosed", "dispatch.ResultRepliedToClaimant", "dispatch.ResultReportedToHotline"), facts.stream().map(Fact::type).toList());
    assertEquals("policy:WhenTicketIsPendingThenDispatch", facts.get(2).actor());
    assertEquals(facts.get(1).id(), facts.get(2).cause(), "the dispatch says what led to it");
    assertEquals("unit:" + LUGU + "/user:test-unit", facts.get(3).actor());

    // The street and its district were told everything since the dispatch, in order; the department since the whistle.
    List<String> expected = facts.stream().skip(2).map(Fact::id).toList();
    for (String unit : List.of(LUGU, SHIJINGSHAN)) {
      assertEquals(expected, feed(unit, id).stream().map(r -> header(r, "ce_id")).toList(), unit);
    }
    assertEquals(facts.stream().skip(5).map(Fact::id).toList(), feed(URBAN_ENFORCEMENT, id).stream().map(r -> header(r, "ce_id")).toList());
    JsonNode first = EventTypes.JSON.readTree(feed(LUGU, id).getFirst().value());
    assertEquals("每天傍晚都有游商占道", first.get("content").asText());
    assertEquals("DISPATCHED", first.get("status").asText());
    assertEquals("1.0", header(feed(LUGU, id).getFirst(), "ce_specversion"));
    assertTrue(header(feed(LUGU, id).getFirst(), "ce_time").endsWith("Z"));
  }

  @Test void deadlines_become_facts_by_themselves() {
    String id = UUID.randomUUID().toString();
    Instant lastWeek = Instant.now().minus(Duration.ofDays(9));
    log.appendTogether(id, lastWeek, received(), registered(), new cn.jsjb.event.DispatchEvent.TicketDispatched(1, 1, LUGU, cn.jsjb.event.DispatchEvent.Mode.DIRECT, List.of(SHIJINGSHAN), null, Map.of(), Grade.GENERAL_7D,
        lastWeek.plus(Duration.ofHours(2)), lastWeek.plus(Duration.ofDays(1)), lastWeek.plus(Duration.ofDays(7)), null));
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(
        List.of("dispatch.SignOverdue", "dispatch.ContactOverdue", "dispatch.FeedbackOverdue"), log.story(id).stream().filter(t -> t.endsWith("Overdue")).toList()));
    as("admin", null).get("/api/tickets/" + id).then().body("overdue", equalTo(true));
  }

  @Test void rework_comes_back_to_the_unit() {
    String id = registeredTicket();
    log.append(id, signed(), Instant.now());
    log.append(id, contacted(), Instant.now());
    log.append(id, replied(), Instant.now());
    log.append(id, reported(), Instant.now());
    log.append(id, new SupervisionEvent.CallbackCompleted(1, true, false, false, SupervisionEvent.Satisfaction.DISSATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null), Instant.now());
    log.append(id, new SupervisionEvent.ReworkOrdered(2, "未解决"), Instant.now());
    awaitStatus(id, "DISPATCHED");
    lugu().get("/api/tickets/" + id).then().body("round", equalTo(2)).body("unitCode", equalTo(LUGU));
  }

  @Test void a_refused_command_says_why_and_changes_nothing() {
    String id = registeredTicket();
    int before = log.facts(id).size();
    lugu().body("{\"text\":\"x\"}").post("/api/tickets/" + id + "/reply").then().statusCode(409).contentType("application/problem+json").body("code", equalTo("NOT_SIGNED_YET")).body("detail", equalTo("请先签收工单。"));
    lugu().body("{\"ground\":\"EMERGENCY\",\"matter\":\"x\",\"departments\":[\"nobody\"]}").post("/api/tickets/" + id + "/whistles").then().statusCode(422).body("code", equalTo("UNKNOWN_UNIT")).body("field", equalTo("departments"));
    lugu().body("{\"how\":\"PIGEON\",\"outcome\":\"REACHED\"}").post("/api/tickets/" + id + "/contacts").then().statusCode(422).body("field", equalTo("how"));
    lugu().body("{\"how\":").post("/api/tickets/" + id + "/contacts").then().statusCode(400).body("code", equalTo("MALFORMED"));
    lugu().body("{\"how\":\"PHONE\"}").post("/api/tickets/" + id + "/contacts").then().statusCode(422).body("code", equalTo("FIELD_MISSING")).body("field", equalTo("outcome"));
    lugu().header("If-Match", "\"" + "0".repeat(64) + "\"").body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(412).body("code", equalTo("STALE"));
    lugu().body("{}").post("/api/tickets/" + UUID.randomUUID() + "/signature").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    assertEquals(before, log.facts(id).size());
  }

  @Test void a_command_with_a_key_may_be_repeated() {
    String id = registeredTicket();
    String first = lugu().header("Idempotency-Key", "k-1").body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200).extract().header("ETag");
    String again = lugu().header("Idempotency-Key", "k-1").body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200).extract().header("ETag");
    assertEquals(first, again);
    assertEquals(1, log.story(id).stream().filter("dispatch.AssignmentSigned"::equals).count());
    lugu().body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(409).body("code", equalTo("ALREADY_SIGNED"));
  }

  @Test void no_unit_sees_or_touches_anothers() {
    String id = registeredTicket();
    int before = log.facts(id).size();
    for (String stranger : List.of(BAJIAO, "110105001", URBAN_ENFORCEMENT)) {
      as("unit", stranger).get("/api/tickets/" + id).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
      as("unit", stranger).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(403);
      as("unit", stranger).get("/api/units/" + LUGU + "/orders").then().statusCode(403);
      as("unit", stranger).get("/api/units/" + LUGU + "/orders/stream").then().statusCode(403);
    }
    as("district", "110105").get("/api/tickets/" + id).then().statusCode(403);
    as("district", SHIJINGSHAN).get("/api/tickets/" + id).then().statusCode(200);
    as("district", SHIJINGSHAN).get("/api/units/" + LUGU + "/orders").then().statusCode(200).body("items.complaintId", hasItem(id));
    as("unit", SHIJINGSHAN).get("/api/units/" + LUGU + "/orders").then().statusCode(403);
    as("unit", null).get("/api/tickets/" + id).then().statusCode(403);
    given().get("/api/tickets/" + id).then().statusCode(401);
    given().header("Authorization", Tokens.forged("admin", null)).get("/api/tickets/" + id).then().statusCode(401);
    given().header("Authorization", Tokens.expired("admin", null)).get("/api/tickets/" + id).then().statusCode(401);
    as("analyst", null).contentType(ContentType.JSON).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(403).body("code", equalTo("ROLE_MISSING"));
    assertEquals(before, log.facts(id).size());
  }

  @Test void orders_are_listed_by_deadline_with_counts() {
    String general = registeredTicket();
    String urgent = registeredTicket(STREET_MATTER, Grade.URGENT_2H);
    List<String> ids = lugu().get("/api/units/" + LUGU + "/orders?state=DISPATCHED&size=500").then().statusCode(200)
        .body("total", greaterThanOrEqualTo(2)).body("counts.DISPATCHED", greaterThanOrEqualTo(2)).extract().path("items.complaintId");
    assertTrue(ids.indexOf(urgent) < ids.indexOf(general), "the most pressing first");
    lugu().get("/api/units/" + LUGU + "/orders?state=NONSENSE").then().statusCode(422).body("field", equalTo("state"));
    lugu().get("/api/units/" + LUGU + "/orders?size=100000").then().statusCode(422).body("field", equalTo("size"));
    lugu().get("/api/units/" + LUGU + "/orders?state=CLOSED").then().statusCode(200).body("items.complaintId", not(hasItem(urgent)));
  }

  @Test void new_orders_arrive_as_server_sent_events_and_a_client_that_comes_back_misses_nothing() throws Exception {
    BlockingQueue<String[]> seen = new LinkedBlockingQueue<>();
    String id;
    long last;
    try (Sse stream = new Sse(LUGU, null, seen)) {
      id = awaitFirst(seen);
      last = Long.parseLong(seen.peek() == null ? "0" : seen.peek()[0]);
    }
    String missed = registeredTicket();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !feed(LUGU, missed).isEmpty());
    seen.clear();
    try (Sse stream = new Sse(LUGU, Long.toString(last), seen)) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> seen.stream().anyMatch(e -> e[1].contains(missed)));
    }
    assertTrue(id != null);
  }

  /** Registers tickets until the stream, which starts at the end of the feed, is known to listen. */
  private String awaitFirst(BlockingQueue<String[]> seen) {
    List<String> made = new ArrayList<>();
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
      made.add(registeredTicket());
      String[] event = seen.poll(2, TimeUnit.SECONDS);
      if (event != null) {
        seen.add(event);
      }
      return event != null && made.stream().anyMatch(m -> event[1].contains(m));
    });
    return made.getLast();
  }

  /** A plain client of server-sent events: [id, data]. */
  private static final class Sse implements AutoCloseable {
    private final Socket socket;

    Sse(String unit, String lastEventId, BlockingQueue<String[]> into) throws Exception {
      socket = new Socket("localhost", io.restassured.RestAssured.port);
      socket.getOutputStream().write(("GET /api/units/%s/orders/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: %s\r\n%s\r\n"
          .formatted(unit, Tokens.as("unit", unit), lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")).getBytes(StandardCharsets.US_ASCII));
      Thread.ofVirtual().start(() -> {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
          String eventId = null;
          for (String line; (line = lines.readLine()) != null; ) {
            if (line.startsWith("id:")) {
              eventId = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
              into.add(new String[] {eventId, line.substring(5)});
            }
          }
        } catch (java.io.IOException closed) {
          // the test has hung up
        }
      });
    }

    /** An HttpURLConnection would wait here for the next event. */
    @Override public void close() throws java.io.IOException { socket.close(); }
  }

  @Test void readiness_says_what_it_follows() {
    given().get("/q/health/ready").then().statusCode(200).body("checks.find { it.name == 'following complaint-log' }.data.partitions", equalTo(12));
  }

  @Test void poison_in_the_log_stops_its_own_stream_only() {
    String sick = registeredTicket();
    List<Fact> chain = log.facts(sick);
    log.write(new cn.jsjb.log.Envelope(UUID.randomUUID().toString(), "/supervision-service", "supervision.TicketClosed", sick, Instant.now(), 1, chain.size() + 1, "test", "", chain.getLast().hash(),
        "{\"kind\":".getBytes(StandardCharsets.UTF_8)));
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> lugu().body("{}").post("/api/tickets/" + sick + "/signature").then().statusCode(409).body("code", equalTo("QUARANTINED")));
    registeredTicket();
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test void rebuilt_tables_equal_live_ones_and_the_service_goes_on() {
    String before = registeredTicket();
    lugu().body("{}").post("/api/tickets/" + before + "/signature").then().statusCode(200);
    List<String> live = RealTables.ticket();
    int told = log.records("dispatch." + LUGU).size();
    as("admin", null).post("/api/rebuilds").then().statusCode(202);
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> as("admin", null).get("/api/rebuilds").then().body("items[0].state", equalTo("SWITCHED")));
    assertEquals(live, RealTables.ticket());
    assertEquals(told, log.records("dispatch." + LUGU).size(), "a rebuild tells nobody anything");
    as("unit", LUGU).post("/api/rebuilds").then().statusCode(403);
    String after = registeredTicket();
    lugu().body("{}").post("/api/tickets/" + after + "/signature").then().statusCode(200);
  }

  private static final class RealTables {
    static List<String> ticket() {
      var backing = RealBacking.shared();
      try (var connection = java.sql.DriverManager.getConnection(backing.jdbcUrl("dispatch"), backing.pgUser(), backing.pgPassword());
          var rows = connection.createStatement().executeQuery("SELECT row_to_json(t)::text FROM projection.ticket t ORDER BY id")) {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
          all.add(rows.getString(1));
        }
        return all;
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
