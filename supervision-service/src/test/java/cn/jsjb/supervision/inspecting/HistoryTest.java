package cn.jsjb.supervision.inspecting;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.Supervised;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The inspectors' view, on a real Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class HistoryTest {
  @Inject LogService<Oversight> service;

  private static List<RecordView> recordsOf(String id) {
    return LOG.records(EventLog.COMPLAINTS).stream().map(RecordView::of).filter(r -> id.equals(r.key())).toList();
  }

  /** What the facts up to here fold to, told by nothing but the log. */
  private static JsonNode fold(List<Fact> facts) {
    Oversight state = null;
    for (Fact fact : facts) {
      state = Oversight.evolve(state, fact);
    }
    ObjectNode json = EventTypes.JSON.valueToTree(state);
    json.remove("offsets");
    return json;
  }

  private static JsonNode json(Response response) throws Exception { return EventTypes.JSON.readTree(response.asByteArray()); }

  /** Repeats the first record of the stream, as a channel that posts twice does. */
  private static void repeatTheFirst(String id) {
    Fact first = LOG.facts(id).getFirst();
    LOG.write(EventLog.envelope(id, first.id(), first.event(), first.at(), 1, first.actor(), first.cause(), Chain.genesis(id)));
  }

  @Test void as_known_at_every_step_it_is_the_fold_of_the_records_so_far() throws Exception {
    Supervised ticket = new Supervised().facts(Story.received());
    repeatTheFirst(ticket.id);
    ticket.facts(Story.registered(), Story.dispatched(1, Story.LUGU, Instant.now().plus(Duration.ofDays(7))), Story.signed(), Story.contacted()).told().until("REPLIED");
    ticket.answered(true, "SATISFIED").then().statusCode(200);
    ticket.until("CLOSED");

    List<RecordView> records = recordsOf(ticket.id);
    List<Fact> facts = LOG.facts(ticket.id);
    assertEquals(10, records.size());
    assertEquals(9, facts.size());
    for (int i = 0; i < facts.size(); i++) {
      Fact last = facts.get(i);
      JsonNode history = json(as("inspector").get("/api/history/" + ticket.id + "?asOfEvent=" + last.id()));
      assertEquals(fold(facts.subList(0, i + 1)), history.get("state"), "as of event " + i);
      assertEquals(last.hash(), history.get("head").asText());
      assertEquals(i + 1, history.get("facts").asInt());
    }
    for (RecordView until : records) {
      List<Fact> known = facts.stream().filter(f -> records.stream().anyMatch(r -> r.offset() == f.offset() && r.logTime() <= until.logTime())).toList();
      JsonNode history = json(as("inspector").queryParam("asOf", Instant.ofEpochMilli(until.logTime()).toString()).get("/api/history/" + ticket.id));
      assertEquals(fold(known), history.get("state"), "as of " + until.logTime());
    }
    JsonNode before = json(as("inspector").queryParam("asOf", "2020-01-01T00:00:00+08:00").get("/api/history/" + ticket.id));
    assertEquals(0, before.get("records").size());
    assertTrue(before.get("state").isNull());
  }

  @Test void every_record_is_shown_with_its_place_hash_and_verdict() {
    Supervised ticket = new Supervised().facts(Story.received());
    repeatTheFirst(ticket.id);
    ticket.facts(Story.registered()).until("PENDING_DISPATCH");
    List<Fact> facts = LOG.facts(ticket.id);
    await().atMost(Duration.ofSeconds(20)).until(() -> ticket.history().path("void").equals(1));
    Response history = ticket.history();
    history.then().statusCode(200).header("ETag", "\"" + facts.getLast().hash() + "\"").contentType(startsWith("application/json"))
        .body("records.verdict", equalTo(List.of("fact", "void", "fact"))).body("records[0].sequence", equalTo(1)).body("records[2].sequence", equalTo(2))
        .body("records[0].previous", equalTo(Chain.genesis(ticket.id))).body("records[2].previous", equalTo(facts.getFirst().hash()))
        .body("records[1].whyEn", containsString("not the head")).body("records[0].why", nullValue())
        .body("records[0].offset", equalTo((int) facts.getFirst().offset())).body("records[0].partition", equalTo(facts.getFirst().partition()))
        .body("records[0].type", equalTo("intake.RequestReceived")).body("records[0].actor", equalTo("test"))
        .body("records[0].payload.title", equalTo("小区门口游商占道")).body("status", equalTo("PENDING_DISPATCH"));
    assertFalse(history.asString().contains("c2VjcmV0") || history.asString().contains("hash-of-phone"));
  }

  @Test void a_chain_verifies_and_voids_are_counted() {
    Supervised ticket = new Supervised().replied();
    repeatTheFirst(ticket.id);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/history/" + ticket.id + "/verification").then().statusCode(200)
        .body("valid", equalTo(true)).body("facts", equalTo(7)).body("void", equalTo(1)).body("sealedBy", nullValue()).body("problems.size()", equalTo(0))
        .body("head", equalTo(LOG.facts(ticket.id).getLast().hash())));
  }

  @Test void a_quarantined_stream_still_shows_its_records() {
    Supervised ticket = new Supervised().facts(Story.received()).until("RECEIVED");
    String head = LOG.facts(ticket.id).getLast().hash();
    Envelope broken = new Envelope(UUID.randomUUID().toString(), "/intake-service", "intake.TicketRegistered", ticket.id, Instant.now(), 1, 2, "test", "", head,
        "{broken".getBytes());
    LOG.write(broken);
    Envelope after = EventLog.envelope(ticket.id, UUID.randomUUID().toString(), Story.dispatched(1), Instant.now(), 3, "test", "", broken.hash());
    LOG.write(after);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> ticket.history().then().statusCode(200).body("facts", equalTo(3)).body("records.size()", equalTo(3)));
    ticket.history().then().body("quarantine", containsString("UnreadableEventException")).body("records[1].payload", nullValue()).body("head", equalTo(after.hash()));
    as("inspector").get("/api/history/" + ticket.id + "/verification").then().body("valid", equalTo(false)).body("facts", equalTo(3))
        .body("problems[0]", containsString("quarantined"));
  }

  @Test void where_confidentiality_is_not_known_nothing_is_told() {
    String id = UUID.randomUUID().toString();
    // A story that does not begin with a request: set apart at its first fact, so that nobody knows what the claimant asked for.
    LOG.write(EventLog.envelope(id, UUID.randomUUID().toString(), new IntakeEvent.RequestUrged("我家漏水"), Instant.now(), 1, "test", "", Chain.genesis(id)));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/history/" + id).then().statusCode(200).body("state", nullValue()).body("quarantine", containsString("offset")));
    for (String path : List.of("", "/timeline")) {
      assertFalse(as("inspector").get("/api/history/" + id + path).asString().contains("漏水"), path);
      // A look cannot be recorded on it, so that there is none.
      as("inspector").queryParam("reason", "核查").get("/api/history/" + id + path).then().statusCode(409).body("code", equalTo("QUARANTINED"));
    }
  }

  @Test void confidentiality_asked_for_after_a_stream_was_set_apart_is_heard() {
    Supervised ticket = new Supervised().facts(Story.received()).until("RECEIVED");
    Envelope broken = new Envelope(UUID.randomUUID().toString(), "/intake-service", "intake.TicketRegistered", ticket.id, Instant.now(), 1, 2, "test", "",
        LOG.facts(ticket.id).getLast().hash(), "{broken".getBytes());
    LOG.write(broken);
    LOG.write(EventLog.envelope(ticket.id, UUID.randomUUID().toString(), new IntakeEvent.ConfidentialityRequested("全部"), Instant.now(), 3, "test", "", broken.hash()));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> ticket.history().then().statusCode(200).body("facts", equalTo(3)).body("records[0].payload.title", equalTo("＊＊＊")));
    assertFalse(as("inspector").get("/api/history/" + ticket.id + "/timeline").asString().contains("游商"));
  }

  @Test void who_may_look_and_who_may_not() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    for (String path : List.of("/api/history/" + ticket.id, "/api/history/" + ticket.id + "/verification")) {
      for (String role : List.of("inspector", "supervisor", "admin")) {
        as(role).get(path).then().statusCode(200);
      }
      as("unit", Story.LUGU).get(path).then().statusCode(200);
      as("district", "110107").get(path).then().statusCode(200);
      as("unit", Story.BABAOSHAN).get(path).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
      as("district", "110105").get(path).then().statusCode(403);
      for (String role : List.of("adapter", "operator", "callback", "analyst", "leader", "dispatcher")) {
        as(role).get(path).then().statusCode(403).body("code", equalTo("ROLE_MISSING"));
      }
      RestAssured.given().get(path).then().statusCode(401);
    }
    String unknown = UUID.randomUUID().toString();
    as("inspector").get("/api/history/" + unknown).then().statusCode(404).contentType("application/problem+json").body("code", equalTo("NOT_FOUND"));
    as("inspector").get("/api/history/" + unknown + "/verification").then().statusCode(404);
    as("inspector").get("/api/history/" + ticket.id + "?asOf=yesterday").then().statusCode(422).body("field", equalTo("asOf"));
    as("inspector").get("/api/history/" + ticket.id + "?asOfEvent=" + unknown).then().statusCode(422).body("field", equalTo("asOfEvent"));
    as("callback").get("/api/history?unit=" + Story.LUGU).then().statusCode(403);
    as("inspector").get("/api/history?from=now").then().statusCode(422).body("field", equalTo("from"));
  }

  @Test void a_unit_a_place_a_problem_a_period_as_lines() throws Exception {
    String place = "110107010";
    String unit = "110107009";
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Supervised one = new Supervised().facts(Story.received(), Story.registered(place, "MT2021-P21"), Story.dispatched(1, unit, Story.DUE.plus(Duration.ofDays(3_000))));
    Supervised two = new Supervised().facts(Story.received(), Story.registered(place, "MT2021-P22"), Story.dispatched(1, unit, Story.DUE.plus(Duration.ofDays(3_000))),
        Story.dispatched(1, Story.BABAOSHAN, Story.DUE.plus(Duration.ofDays(3_000))));
    one.until("DISPATCHED");
    await().atMost(Duration.ofSeconds(20)).until(() -> two.history().path("facts").equals(4));
    Instant known = Instant.ofEpochMilli(recordsOf(two.id).get(2).logTime());
    Instant end = Instant.now();

    assertEquals(List.of(one.id, two.id).stream().sorted().toList(), ids(lines("inspector", null, "locality", place)));
    assertEquals(List.of(one.id), ids(lines("inspector", null, "locality", place, "problem", "MT2021-P21")));
    assertEquals(List.of(one.id, two.id).stream().sorted().toList(), ids(lines("inspector", null, "unit", unit)));
    assertEquals(2, lines("inspector", null, "unit", unit, "from", start.toString(), "to", end.toString()).size());
    assertEquals(0, lines("inspector", null, "unit", unit, "from", end.toString()).size());
    assertEquals(0, lines("inspector", null, "unit", unit, "asOf", start.minusSeconds(1).toString()).size());
    JsonNode asKnown = lines("inspector", null, "unit", unit, "asOf", known.toString()).stream().filter(l -> l.get("complaintId").asText().equals(two.id)).findFirst().orElseThrow();
    assertEquals(unit, asKnown.get("unitCode").asText());
    // A unit sees its own tickets only, a district what lies inside it.
    assertEquals(List.of(one.id), ids(lines("unit", unit, "locality", place)));
    assertEquals(List.of(one.id, two.id).stream().sorted().toList(), ids(lines("district", "110107", "locality", place)));
    assertEquals(List.of(), ids(lines("district", "110105", "locality", place)));
  }

  @Test void a_district_a_community_an_enterprise_are_replayed_within_what_the_caller_sees() throws Exception {
    String enterprise = "北京某某物业" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "有限公司";
    String community = "110107902" + (100 + new java.util.Random().nextInt(900));
    Supervised one = new Supervised().facts(received(community, enterprise), Story.dispatched(1, Story.LUGU, Story.DUE.plus(Duration.ofDays(3_000))));
    Supervised other = new Supervised().facts(received(community, "另一家"), Story.dispatched(1, Story.BABAOSHAN, Story.DUE.plus(Duration.ofDays(3_000))));
    one.until("DISPATCHED");
    other.until("DISPATCHED");
    assertEquals(List.of(one.id), ids(lines("inspector", null, "enterprise", enterprise.substring(2, enterprise.length() - 4))));
    assertEquals(List.of(one.id, other.id).stream().sorted().toList(), ids(lines("inspector", null, "community", community)));
    assertEquals(List.of(one.id, other.id).stream().sorted().toList(), ids(lines("inspector", null, "community", community, "district", "110107")));
    assertEquals(List.of(), ids(lines("inspector", null, "community", community, "district", "110105")));
    assertEquals(List.of(one.id), ids(lines("unit", Story.LUGU, "community", community)));
    assertEquals(List.of(), ids(lines("district", "110105", "enterprise", enterprise)));
    as("inspector").queryParam("enterprise", "某").get("/api/history").then().statusCode(422).body("field", equalTo("enterprise"));
  }

  private static IntakeEvent received(String community, String enterprise) {
    return new IntakeEvent.RequestReceived("RX260506-000000009", "WECHAT", UUID.randomUUID().toString(), RequestType.COMPLAINT, "电梯停运", "三天了", new Place("六合园", "110107", "110107902", community,
        null, null), Instant.now(), null, enterprise, List.of(), new IntakeEvent.Claimant(false, false, null, null, null));
  }

  @Test void what_the_unit_wrote_stands_beside_what_the_claimant_said_and_what_came_later() throws Exception {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.answered(true, "SATISFIED").then().statusCode(200);
    ticket.until("CLOSED");
    Supervised again = new Supervised().facts(Story.received(), new IntakeEvent.DuplicateLinked(ticket.id, "RX260506-000000001", IntakeEvent.LinkKind.REPEAT, true, 0.9, "同一摊位"),
        Story.dispatched(1, Story.BABAOSHAN, Story.DUE.plus(Duration.ofDays(3_000))));
    again.until("DISPATCHED");
    List<Fact> facts = LOG.facts(ticket.id);
    String linked = LOG.facts(again.id).get(1).id();
    JsonNode result = claim(json(ticket.history()), "RESULT");
    assertEquals(facts.get(6).id(), result.at("/said/eventId").asText());
    assertEquals("AGREES", result.get("claimantSays").asText());
    assertEquals(facts.get(7).id(), result.at("/claimant/0/eventId").asText());
    assertEquals("DIFFERS", result.get("laterShows").asText());
    assertEquals(again.id, result.at("/later/0/complaintId").asText());
    assertEquals(linked, result.at("/later/0/eventId").asText());
    // Before the second request nobody could have known; and what belongs to another unit is not that unit's to see.
    JsonNode before = json(as("inspector").queryParam("asOf", Instant.ofEpochMilli(recordsOf(again.id).getFirst().logTime() - 1).toString()).get("/api/history/" + ticket.id));
    assertEquals("OPEN", claim(before, "RESULT").get("laterShows").asText());
    JsonNode unit = json(as("unit", Story.LUGU).get("/api/history/" + ticket.id));
    assertEquals("OPEN", claim(unit, "RESULT").get("laterShows").asText());
    assertTrue(unit.get("viewedBy").isNull());
    JsonNode timeline = json(as("inspector").get("/api/history/" + ticket.id + "/timeline"));
    assertEquals("受理", timeline.at("/items/0/name").asText());
    assertEquals(LOG.facts(ticket.id).size(), timeline.get("items").size());
    assertEquals("FOLLOWED_BY", timeline.at("/related/0/how").asText());
    // The period replay says the same of it, byte for byte.
    JsonNode line = lines("inspector", null, "unit", Story.LUGU).stream().filter(l -> l.get("complaintId").asText().equals(ticket.id)).findFirst().orElseThrow();
    JsonNode single = json(ticket.history());
    for (String field : List.of("ticketNo", "status", "facts", "void", "head", "records", "state", "claims", "repeats", "viewedBy")) {
      assertEquals(single.get(field), line.get(field), field);
    }
    for (String path : List.of("/timeline")) {
      as("unit", Story.BABAOSHAN).get("/api/history/" + ticket.id + path).then().statusCode(403);
      as("leader").get("/api/history/" + ticket.id + path).then().statusCode(403);
      as("callback").get("/api/history/" + ticket.id + path).then().statusCode(200);
      RestAssured.given().get("/api/history/" + ticket.id + path).then().statusCode(401);
      as("inspector").get("/api/history/" + UUID.randomUUID() + path).then().statusCode(404);
    }
  }

  @Test void requests_about_the_same_matter_are_paged_with_their_number() throws Exception {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    List<Supervised> again = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      again.add(new Supervised().facts(Story.received(), new IntakeEvent.DuplicateLinked(ticket.id, "RX260506-000000001", IntakeEvent.LinkKind.REPEAT, true, 0.9, null),
          // The same said again says nothing new.
          new IntakeEvent.DuplicateLinked(ticket.id, "RX260506-000000001", IntakeEvent.LinkKind.REPEAT, true, null, "再次确认"),
          Story.dispatched(1, i == 0 ? Story.LUGU : Story.BABAOSHAN, Story.DUE.plus(Duration.ofDays(3_000)))));
    }
    for (Supervised one : again) {
      one.until("DISPATCHED");
    }
    String path = "/api/history/" + ticket.id + "/repeats";
    JsonNode first = json(as("inspector").get(path + "?size=2"));
    assertEquals(3, first.get("total").asInt());
    assertEquals(2, first.get("items").size());
    JsonNode last = json(as("inspector").get(path + "?size=2&page=1"));
    assertEquals(3, last.get("total").asInt());
    assertEquals(1, last.get("items").size());
    as("inspector").get(path + "?size=2&page=9").then().statusCode(200).body("items.size()", equalTo(0)).body("total", equalTo(3));
    List<String> said = new ArrayList<>(first.get("items").findValuesAsText("linkedBy"));
    said.addAll(last.get("items").findValuesAsText("linkedBy"));
    assertEquals(again.stream().map(a -> LOG.facts(a.id).get(1).id()).sorted().toList(), said.stream().sorted().toList());
    assertEquals(3, json(ticket.history()).get("repeats").asInt());
    assertEquals(3, json(as("inspector").get("/api/history/" + ticket.id + "/timeline")).get("repeats").asInt());
    // As of the record that says so it is known, a millisecond before it is not; and a unit is told of its own.
    long said2 = recordsOf(again.get(2).id).get(1).logTime();
    assertEquals(again.stream().filter(a -> recordsOf(a.id).get(1).logTime() <= said2).count(), json(as("inspector").queryParam("asOf", Instant.ofEpochMilli(said2).toString()).get(path)).get("total").asInt());
    long said0 = again.stream().mapToLong(a -> recordsOf(a.id).get(1).logTime()).min().orElseThrow();
    as("inspector").queryParam("asOf", Instant.ofEpochMilli(said0 - 1).toString()).get(path).then().statusCode(200).body("total", equalTo(0)).body("items.size()", equalTo(0));
    as("unit", Story.LUGU).get(path).then().statusCode(200).body("total", equalTo(1)).body("items[0].complaintId", equalTo(again.getFirst().id));
    as("unit", Story.BABAOSHAN).get(path).then().statusCode(403);
    as("leader").get(path).then().statusCode(403);
    as("inspector").get("/api/history/" + UUID.randomUUID() + "/repeats").then().statusCode(404);
    as("inspector").get(path + "?size=0").then().statusCode(422).body("field", equalTo("size"));
  }

  private static JsonNode claim(JsonNode history, String kind) {
    for (JsonNode claim : history.get("claims")) {
      if (claim.get("kind").asText().equals(kind)) {
        return claim;
      }
    }
    throw new AssertionError(history.get("claims").toString());
  }

  @Test void the_words_of_a_confidential_ticket_are_shown_for_a_reason_and_with_a_trace() throws Exception {
    Supervised ticket = new Supervised().facts(asked(), new IntakeEvent.ConfidentialityRequested("全部"), Story.registered(), Story.dispatched(1, Story.LUGU, Story.DUE.plus(Duration.ofDays(3_000))));
    ticket.until("DISPATCHED");
    assertEquals("＊＊＊", json(ticket.history()).at("/records/0/payload/title").asText());
    assertEquals("＊＊＊", json(as("inspector").get("/api/history/" + ticket.id + "?asOfEvent=" + LOG.facts(ticket.id).getFirst().id())).at("/records/0/payload/title").asText());
    as("inspector").queryParam("reason", " ").get("/api/history/" + ticket.id).then().statusCode(422).body("field", equalTo("reason"));
    as("inspector").queryParam("reason", "长".repeat(201)).get("/api/history/" + ticket.id).then().statusCode(422).body("field", equalTo("reason"));
    assertEquals(4, LOG.facts(ticket.id).size(), "nothing was shown, nothing is recorded");
    JsonNode shown = json(as("inspector").header("Idempotency-Key", "look-1").queryParam("reason", "核查线索 C01").get("/api/history/" + ticket.id));
    assertEquals("小区门口游商占道", shown.at("/records/0/payload/title").asText());
    assertEquals("核查线索 C01", shown.at("/viewedBy/0/reason").asText());
    assertTrue(shown.at("/viewedBy/0/actor").asText().startsWith("inspector:"));
    as("inspector").header("Idempotency-Key", "look-1").queryParam("reason", "核查线索 C01").get("/api/history/" + ticket.id).then().statusCode(200);
    assertEquals(List.of("supervision.SensitiveDataViewed"), LOG.story(ticket.id).subList(4, LOG.story(ticket.id).size()));
    // A unit gets no words for any reason, and is not told who looked.
    Response unit = as("unit", Story.LUGU).queryParam("reason", "好奇").get("/api/history/" + ticket.id);
    unit.then().statusCode(200).body("records[0].payload.title", equalTo("＊＊＊")).body("records[4].actor", nullValue()).body("records[4].payload", nullValue());
    assertFalse(unit.asString().contains("inspector:"));
    for (String secret : List.of("三单元", "李家", "ESTATE")) {
      assertFalse(unit.asString().contains(secret), secret);
    }
    as("district", "110107").get("/api/history/" + ticket.id).then().statusCode(200).body("records[0].payload.answers", equalTo("＊＊＊")).body("records[0].payload.attachments[0].name", equalTo("＊＊＊"));
    JsonNode line = lines("inspector", null, "unit", Story.LUGU).stream().filter(l -> l.get("complaintId").asText().equals(ticket.id)).findFirst().orElseThrow();
    assertEquals("＊＊＊", line.at("/records/0/payload/title").asText());
    assertEquals(5, LOG.facts(ticket.id).size());
  }

  /** With answers and a picture, as a channel sends it before its claimant asks that nobody be told. */
  private static IntakeEvent asked() {
    return new IntakeEvent.RequestReceived("RX260506-000000008", "WECHAT", UUID.randomUUID().toString(), RequestType.COMPLAINT, "小区门口游商占道", "三单元", Place.UNKNOWN, Instant.now(), null, null,
        List.of(new IntakeEvent.Attachment("李家.jpg", "image/jpeg", 7, "0".repeat(64))), java.util.Map.of("EXTENT", List.of("ESTATE")), new IntakeEvent.Claimant(false, false, null, null, null), null);
  }

  private static List<JsonNode> lines(String role, String scope, String... parameters) throws Exception {
    var request = as(role, scope);
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    Response response = request.get("/api/history");
    response.then().statusCode(200).contentType(startsWith("application/x-ndjson"));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : response.asString().lines().toList()) {
      lines.add(EventTypes.JSON.readTree(line));
    }
    return lines;
  }

  private static List<String> ids(List<JsonNode> lines) { return lines.stream().map(l -> l.get("complaintId").asText()).sorted().toList(); }
}
