package cn.jsjb.supervision;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Fact;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CallbackScheduled;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The loop is closed over HTTP, on a real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class SupervisionTest {
  @Inject LogService<Oversight> service;

  @Test void replied_called_back_satisfied_closed() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.answered(true, "SATISFIED").then().statusCode(200).header("ETag", notNullValue()).header("Location", containsString("/api/history/" + ticket.id))
        .body("complaintId", equalTo(ticket.id)).body("ticketNo", equalTo("RX260506-000000001")).body("unitCode", equalTo(Story.LUGU))
        .body("localityCode", equalTo(Story.LUGU)).body("problemId", equalTo("MT2021-P07")).body("dueAt", notNullValue())
        .body("first.resolved", equalTo(true));
    ticket.until("CLOSED");
    assertEquals(List.of("supervision.CallbackCompleted", "supervision.TicketClosed"), LOG.story(ticket.id).subList(7, 9));
    ticket.history().then().body("state.closed", equalTo("SATISFIED"));
  }

  @Test void unresolved_three_times_is_rework_supervision_and_an_honest_end() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.answered(false, "DISSATISFIED").then().statusCode(200);
    ticket.until("REWORK");
    ticket.facts(Story.dispatched(2, Story.LUGU, Instant.now().plus(Duration.ofDays(3))), Story.signed(), Story.contacted()).told().until("REPLIED");
    ticket.answered(true, "DISSATISFIED").then().statusCode(200).body("round", equalTo(2));
    ticket.until("SUPERVISED");
    ticket.history().then().body("state.life.round", equalTo(3));
    ticket.facts(Story.contacted()).told().until("REPLIED");
    ticket.callBack("{\"contacted\":true,\"resolved\":false,\"partly\":true,\"satisfaction\":\"BASICALLY_SATISFIED\",\"channel\":\"SMS\",\"reasons\":[\"只修了一半\"],\"recording\":\"rec-7\"}")
        .then().statusCode(200);
    ticket.until("CLOSED");
    ticket.history().then().body("state.closed", equalTo("UNRESOLVED_AFTER_SUPERVISION"));
    assertEquals(1, ticket.count("supervision.ReworkOrdered"));
    assertEquals(1, ticket.count("supervision.SupervisionOrdered"));
  }

  @Test void reopened_it_starts_another_round() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    as("operator").body("{\"reason\":\"又来了\"}").post("/api/tickets/" + ticket.id + "/reopening").then().statusCode(409).body("code", equalTo("NOT_IN_THIS_STATE"));
    ticket.answered(true, "SATISFIED").then().statusCode(200);
    ticket.until("CLOSED");
    as("operator").body("{}").post("/api/tickets/" + ticket.id + "/reopening").then().statusCode(422).body("field", equalTo("reason"));
    as("callback").body("{\"reason\":\"又来了\"}").post("/api/tickets/" + ticket.id + "/reopening").then().statusCode(403);
    as("operator").body("{\"reason\":\"又来了\"}").post("/api/tickets/" + ticket.id + "/reopening").then().statusCode(200)
        .body("status", equalTo("REOPENED")).body("round", equalTo(2)).body("closed", nullValue());
  }

  @Test void three_calls_into_the_void_close_as_unreachable_and_withdrawn_is_closed_too() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    LOG.append(ticket.id, Story.attempted(1, 1), Instant.now().minus(Duration.ofDays(2)));
    LOG.append(ticket.id, Story.attempted(1, 2), Instant.now().minus(Duration.ofDays(1)));
    await().atMost(Duration.ofSeconds(20)).until(() -> Integer.valueOf(2).equals(ticket.history().path("state.rounds[0].attempts")));
    ticket.callBack("{\"outcome\":\"WRONG_NUMBER\",\"channel\":\"PHONE\"}").then().statusCode(200);
    ticket.until("CLOSED");
    ticket.history().then().body("state.closed", equalTo("UNREACHABLE"));
    Supervised withdrawn = new Supervised().facts(Story.received(), Story.registered(), Story.withdrawn()).until("CLOSED");
    withdrawn.history().then().body("state.closed", equalTo("WITHDRAWN"));
  }

  @Test void praise_is_closed_without_a_call() {
    Supervised ticket = new Supervised().facts(Story.received(RequestType.PRAISE), Story.registered(), Story.dispatched(1, Story.LUGU, Instant.now().plusSeconds(9_999)),
        Story.signed(), Story.contacted()).told().until("CLOSED");
    ticket.history().then().body("state.closed", equalTo("NOT_ASSESSED"));
  }

  @Test void a_limit_in_the_past_fires_exactly_once() {
    Instant due = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    Supervised ticket = new Supervised().facts(Story.received(), Story.registered(), Story.dispatched(1, Story.LUGU, due)).until("AWAITING_CALLBACK");
    for (int i = 0; i < 20; i++) {
      service.reactor().sweep();
    }
    // The same reaction once more, as a second node or a replay would send it.
    List<Fact> chain = LOG.facts(ticket.id);
    Fact scheduled = chain.getLast();
    Fact before = chain.get(chain.size() - 2);
    assertEquals(Ids.named("reaction", ticket.id, "WhenLimitExpiresThenCallBack", "1/" + due).toString(), scheduled.id());
    Envelope again = EventLog.envelope(ticket.id, scheduled.id(), scheduled.event(), scheduled.at(), scheduled.sequence(), scheduled.actor(), scheduled.cause(), before.hash());
    LOG.write(again);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/history/" + ticket.id + "/verification").then().statusCode(200)
        .body("valid", equalTo(true)).body("facts", equalTo(chain.size())).body("void", equalTo(1)));
    assertEquals(1, ticket.count("supervision.CallbackScheduled"));
    CallbackScheduled event = (CallbackScheduled) scheduled.event();
    assertEquals(CallbackReason.LIMIT_EXPIRED, event.reason());
    // A late answer of the unit does not take the callback back, and the claimant may be asked.
    ticket.told();
    ticket.answered(true, "SATISFIED").then().statusCode(200);
    ticket.until("CLOSED");
  }

  @Test void too_early_wrong_role_own_agent_and_bad_input_change_nothing() {
    Supervised ticket = new Supervised().dispatched(Instant.now().plus(Duration.ofDays(7))).until("HANDLING");
    ticket.answered(true, "SATISFIED").then().statusCode(409).contentType("application/problem+json").body("code", equalTo("CALLBACK_TOO_EARLY"));
    ticket.told().until("REPLIED");
    String body = "{\"contacted\":true,\"resolved\":true,\"satisfaction\":\"SATISFIED\",\"channel\":\"PHONE\"}";
    String path = "/api/tickets/" + ticket.id + "/callbacks";
    for (String role : List.of("adapter", "dispatcher", "unit", "district", "inspector", "analyst", "leader", "supervisor")) {
      as(role, Story.LUGU).body(body).post(path).then().statusCode(403);
    }
    as("callback", Story.LUGU).body(body).post(path).then().statusCode(403).body("code", equalTo("AGENT_OF_THE_HANDLING_UNIT"));
    RestAssured.given().contentType("application/json").body(body).post(path).then().statusCode(401);
    RestAssured.given().header("Authorization", Tokens.forged("callback", null)).contentType("application/json").body(body).post(path).then().statusCode(401);
    RestAssured.given().header("Authorization", Tokens.expired("callback", null)).contentType("application/json").body(body).post(path).then().statusCode(401);
    ticket.callBack("{\"contacted\":true,\"channel\":\"PHONE\"}").then().statusCode(422).body("field", equalTo("resolved"));
    ticket.callBack("{\"contacted\":true,\"resolved\":true,\"satisfaction\":\"HAPPY\",\"channel\":\"PHONE\"}").then().statusCode(422).body("field", equalTo("satisfaction"));
    ticket.callBack("{\"contacted\":").then().statusCode(400);
    ticket.callBack("").then().statusCode(422);
    as("callback").body(body).post("/api/tickets/" + UUID.randomUUID() + "/callbacks").then().statusCode(404);
    assertEquals(7, LOG.facts(ticket.id).size());
    ticket.history().then().body("status", equalTo("REPLIED"));
  }

  @Test void a_stale_etag_is_412_and_a_repeated_key_is_one_fact() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    String stale = LOG.facts(ticket.id).get(5).hash();
    String body = "{\"outcome\":\"NO_ANSWER\",\"channel\":\"PHONE\"}";
    String path = "/api/tickets/" + ticket.id + "/callbacks";
    as("callback").header("If-Match", "\"" + stale + "\"").body(body).post(path).then().statusCode(412).body("code", equalTo("STALE"));
    String head = ticket.history().header("ETag");
    as("callback").header("If-Match", head).header("Idempotency-Key", "k-1").body(body).post(path).then().statusCode(200);
    Response again = as("callback").header("If-Match", head).header("Idempotency-Key", "k-1").body(body).post(path);
    again.then().statusCode(200).body("rounds[0].attempts", equalTo(1));
    assertEquals(1, ticket.count("supervision.CallbackAttempted"));
  }

  @Test void two_agents_at_once_make_one_fact() throws Exception {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    try (var agents = java.util.concurrent.Executors.newFixedThreadPool(8)) {
      var calls = java.util.stream.IntStream.range(0, 8).mapToObj(i -> agents.submit(() -> ticket.answered(true, "SATISFIED").statusCode())).toList();
      int yes = 0;
      for (var call : calls) {
        int status = call.get();
        assertTrue(status == 200 || status == 409 || status == 412, "status " + status);
        yes += status == 200 ? 1 : 0;
      }
      assertEquals(1, yes);
    }
    assertEquals(1, ticket.count("supervision.CallbackCompleted"));
  }

  @Test void a_supervisor_or_the_own_district_orders_supervision() {
    Supervised ticket = new Supervised().dispatched(Instant.now().plus(Duration.ofDays(7))).until("HANDLING");
    String path = "/api/tickets/" + ticket.id + "/supervisions";
    as("district", "110105").body("{\"opinion\":\"限期解决\"}").post(path).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    as("unit", Story.LUGU).body("{\"opinion\":\"限期解决\"}").post(path).then().statusCode(403);
    as("supervisor").body("{\"reason\":\"媒体曝光\"}").post(path).then().statusCode(422).body("field", equalTo("opinion"));
    as("supervisor").body("{\"opinion\":\"限期解决\",\"dueAt\":\"2020-01-01T00:00:00Z\"}").post(path).then().statusCode(422);
    as("district", "110107").body("{\"opinion\":\"限期解决\"}").post(path).then().statusCode(200).body("status", equalTo("SUPERVISED")).body("escalation", equalTo("SUPERVISION"));
    as("supervisor").body("{\"opinion\":\"限期解决\"}").post(path).then().statusCode(409);
  }

  @Test void the_work_list_shows_who_is_to_be_called_and_nothing_of_the_person() {
    Supervised ticket = new Supervised().facts(Story.received(), Story.registered(),
        Story.dispatched(1, Story.LUGU, Instant.now().minusSeconds(3_600))).until("AWAITING_CALLBACK");
    ticket.callBack("{\"outcome\":\"NO_ANSWER\",\"channel\":\"AI_VOICE\"}").then().statusCode(200);
    Response list = as("callback").get("/api/callbacks?state=due&size=500");
    list.then().statusCode(200).body("items.complaintId", hasItem(ticket.id)).body("items.find { it.complaintId == '%s' }.rounds[0].attempts".formatted(ticket.id), equalTo(1))
        .body("items.find { it.complaintId == '%s' }.claimant.onFile".formatted(ticket.id), equalTo(true));
    assertTrue(list.jsonPath().getLong("total") >= 1);
    assertTrue(!list.asString().contains("hash-of-phone") && !list.asString().contains("c2VjcmV0"));
    as("callback", Story.LUGU).get("/api/callbacks?size=500").then().statusCode(200).body("items.complaintId", not(hasItem(ticket.id)));
    as("callback").get("/api/callbacks?size=1&page=0").then().statusCode(200).body("items.size()", equalTo(1));
    as("callback").get("/api/callbacks?state=replied").then().statusCode(200);
    as("callback").get("/api/callbacks?state=done").then().statusCode(200);
    as("callback").get("/api/callbacks?state=lost").then().statusCode(422).body("field", equalTo("state"));
    as("callback").get("/api/callbacks?size=0").then().statusCode(422).body("field", equalTo("size"));
    as("unit", Story.LUGU).get("/api/callbacks").then().statusCode(403);
  }

  @Test void ready_says_so() {
    RestAssured.get("/q/health/ready").then().statusCode(200);
  }
}
