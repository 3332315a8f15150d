package cn.jsjb.supervision.pursuing;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.Supervised;
import cn.jsjb.supervision.clues.Watching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SP10 and SP11: clues out of the log of record, through HTTP and Kafka. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class TargetedSupervisionTest {
  @Inject DataSource database;

  private static final List<String> TICKET_ROLES = List.of("adapter", "operator", "dispatcher", "unit", "callback", "bureau", "district", "analyst", "leader", "admin");

  /** Contacted as the unit says; the claimant says that nobody called (C12). */
  private static String fakeContact() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.callBack("{\"contacted\":false,\"resolved\":true,\"satisfaction\":\"SATISFIED\",\"channel\":\"PHONE\"}").then().statusCode(200);
    return ticket.id;
  }

  private static String clueOf(String rule, String complaint) {
    String path = "items.find { it.state.raised.complaint == '%s' }.id".formatted(complaint);
    await().atMost(Duration.ofSeconds(60)).until(() -> as("inspector").get("/api/clues?rule=%s&size=500".formatted(rule)).path(path) != null);
    return as("inspector").get("/api/clues?rule=%s&size=500".formatted(rule)).path(path);
  }

  private static List<JsonPath> backRun(String body) {
    return as("inspector").body(body).post("/api/clues/back-runs").then().statusCode(200).extract().asString().lines().filter(l -> !l.isBlank()).map(JsonPath::from).toList();
  }

  @Test void SP11_a_clue_is_raised_once_shown_with_its_evidence_and_followed_to_its_end() {
    String ticket = fakeContact();
    String id = clueOf("C12", ticket);
    var shown = as("supervisor").get("/api/clues/" + id);
    shown.then().statusCode(200).body("status", equalTo("RAISED")).body("state.raised.ruleVersion", equalTo(1)).body("state.raised.colour", equalTo("YELLOW"))
        .body("state.raised.units", equalTo(List.of(Story.LUGU))).body("state.raised.conducts", equalTo(List.of("K3")))
        .body("evidence.record.type", equalTo(List.of("dispatch.ClaimantContacted", "supervision.CallbackCompleted"))).body("evidence.record.verdict", everyItem(equalTo("fact")))
        .body("evidence.record.hash", everyItem(notNullValue()));
    assertEquals(LOG.facts(ticket).stream().filter(f -> f.type().endsWith("ClaimantContacted") || f.type().endsWith("CallbackCompleted")).map(Fact::id).toList(), shown.path("evidence.event"));

    // A second node, or a new start from the beginning, can only say it again.
    ClueRaised raised = (ClueRaised) LOG.facts(EventLog.OVERSIGHT, id).getFirst().said();
    LOG.log().append(EventLog.OVERSIGHT, EventLog.envelope(id, UUID.randomUUID().toString(), raised, Instant.now(), 1, "policy:C12", "", Chain.genesis(id))).toCompletableFuture().join();
    assertEquals(List.of("oversight.ClueRaised"), LOG.facts(EventLog.OVERSIGHT, id).stream().map(Fact::type).toList());

    as("inspector").get("/api/clues?rule=C12&colour=YELLOW&state=RAISED&unit=%s&size=500".formatted(Story.LUGU)).then().statusCode(200).body("items.id", hasItem(id)).body("items.status", everyItem(equalTo("RAISED")));
    as("inspector").get("/api/clues?colour=GREEN").then().statusCode(422).body("field", equalTo("colour"));
    as("inspector").get("/api/clues?size=0").then().statusCode(422);
    as("inspector").get("/api/clues/" + UUID.randomUUID()).then().statusCode(404);
    as("inspector").get("/api/clues/rules").then().statusCode(200).body("total", equalTo(20));

    String head = shown.header("ETag");
    as("supervisor").body("{}").post("/api/clues/%s/assignment".formatted(id)).then().statusCode(422).body("field", equalTo("to"));
    as("supervisor").header("If-Match", head).body("{\"to\":\"inspector:li.ming\",\"note\":\"请调取录音\"}").post("/api/clues/%s/assignment".formatted(id)).then().statusCode(200).body("status", equalTo("ASSIGNED"));
    as("supervisor").header("If-Match", head).body("{\"to\":\"x\"}").post("/api/clues/%s/assignment".formatted(id)).then().statusCode(412);
    as("inspector").body("{\"reason\":\" \"}").post("/api/clues/%s/dismissal".formatted(id)).then().statusCode(422).body("field", equalTo("reason"));
    as("inspector", Story.LUGU).body("{\"reason\":\"误述\"}").post("/api/clues/%s/dismissal".formatted(id)).then().statusCode(403).body("code", equalTo("CLUE_OF_OWN_UNIT"));
    as("inspector").body("{\"finding\":\"属实\",\"conducts\":[\"K9\"]}").post("/api/clues/%s/verification".formatted(id)).then().statusCode(422).body("field", equalTo(null));
    as("inspector").body("{\"finding\":\"录音证实未联系\"}").post("/api/clues/%s/verification".formatted(id)).then().statusCode(200).body("status", equalTo("VERIFIED")).body("state.verified.conducts", equalTo(List.of("K3")));
    as("inspector").body("{\"reason\":\"误述\"}").post("/api/clues/%s/dismissal".formatted(id)).then().statusCode(409);
    assertEquals(List.of("oversight.ClueRaised", "oversight.ClueAssigned", "oversight.ClueVerified"), LOG.facts(EventLog.OVERSIGHT, id).stream().map(Fact::type).toList());
    assertEquals(List.of(), LOG.facts(ticket).stream().filter(f -> f.type().startsWith("oversight")).toList(), "nothing of it is in the log of tickets");
  }

  @Test void what_the_rules_remember_is_written_down_and_survives_a_new_start() {
    clueOf("C12", fakeContact());
    await().atMost(Duration.ofSeconds(60)).until(() -> {
      try (var connection = database.getConnection(); var row = connection.createStatement().executeQuery("SELECT fingerprint, memory FROM projection.clue_memory")) {
        if (!row.next()) {
          return false;
        }
        Watching again = Watching.resumed(row.getString(2), ClueRules.get(), Catalogue.get().units(), Catalogue.get().duties(), record -> List.of());
        assertEquals(row.getString(1), again.fingerprint());
        return again.remembered() > 0 && again.clock() != null;
      }
    });
  }

  @Test void SP11_nobody_on_the_way_of_a_ticket_reads_or_touches_a_clue() {
    String id = clueOf("C12", fakeContact());
    for (String role : TICKET_ROLES) {
      as(role, "110107").get("/api/clues").then().statusCode(403);
      as(role, "110107").get("/api/clues/" + id).then().statusCode(403);
      as(role, "110107").get("/api/clues/rules").then().statusCode(403);
      as(role, "110107").body("{\"to\":\"x\"}").post("/api/clues/%s/assignment".formatted(id)).then().statusCode(403);
      as(role, "110107").body("{\"finding\":\"x\"}").post("/api/clues/%s/verification".formatted(id)).then().statusCode(403);
      as(role, "110107").body("{\"reason\":\"x\"}").post("/api/clues/%s/dismissal".formatted(id)).then().statusCode(403);
      as(role, "110107").body("{}").post("/api/clues/back-runs").then().statusCode(403);
    }
    RestAssured.get("/api/clues").then().statusCode(401);
    RestAssured.get("/api/clues/" + id).then().statusCode(401);
    assertEquals(1, LOG.facts(EventLog.OVERSIGHT, id).size());
  }

  @Test void SP10_a_back_run_finds_what_the_rules_at_work_found_and_publishes_nothing() {
    String ticket = fakeContact();
    String id = clueOf("C12", ticket);
    List<JsonPath> lines = backRun("{\"rules\":{\"C12\":1}}");
    assertTrue(lines.stream().anyMatch(l -> id.equals(l.getString("id"))), "the same clue under the same id");
    assertEquals("done", lines.getLast().getString("is"));
    assertTrue(lines.stream().filter(l -> l.getString("is").equals("clue")).allMatch(l -> l.getString("clue.ruleId").equals("C12")));
    assertTrue(backRun("{\"rules\":{\"C12\":1},\"to\":\"2020-01-01T00:00:00Z\"}").stream().noneMatch(l -> l.getString("is").equals("clue")), "nothing was found by then");

    // One missed whistle is no clue; under parameters that are only proposed it would be.
    Supervised whistled = new Supervised().dispatched(Instant.now().plus(Duration.ofDays(7))).until("HANDLING");
    whistled.facts(new DispatchEvent.WhistleReportMissed(1, "110109D11", Instant.now()));
    String proposed = """
        {"rules":{"C07":2},"parameters":{"rules":[{"id":"C07","name":"吹哨不应","nameEn":"whistle not answered","conducts":["K2"],"versions":[{"version":2,"validFrom":"2019-01-01","basis":"proposed",
         "parameters":{"missed":{"value":"1","basis":"proposed"},"within":{"value":"P30D","basis":"proposed"}}}]}]}}""";
    List<String> evidence = backRun(proposed).stream().filter(l -> l.getString("is").equals("clue")).flatMap(l -> l.<String>getList("clue.evidence.stream").stream()).toList();
    assertTrue(evidence.contains(whistled.id));
    as("inspector").get("/api/clues?rule=C07&unit=110109D11").then().statusCode(200).body("total", equalTo(0));

    as("inspector").body("{\"rules\":{\"C99\":1}}").post("/api/clues/back-runs").then().statusCode(422).body("field", equalTo("rules"));
    as("inspector").body("{\"rules\":{\"C07\":7}}").post("/api/clues/back-runs").then().statusCode(422);
    as("inspector").body("{\"parameters\":{}}").post("/api/clues/back-runs").then().statusCode(422).body("field", equalTo("parameters"));
    as("inspector").body("{\"from\":\"2026-05-02T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\"}").post("/api/clues/back-runs").then().statusCode(422).body("field", equalTo("to"));
    as("inspector").get("/api/clues?rule=C12&size=500").then().body("items.id", hasItems(id));
  }
}
