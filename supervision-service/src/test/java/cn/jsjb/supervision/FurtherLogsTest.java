package cn.jsjb.supervision;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.Fact;
import cn.jsjb.event.YearEvent.TopicYearPublished;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.programme.Programme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three logs, one law: what holds for complaint-log holds for the other two. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class FurtherLogsTest {
  private static final String PLACE = "110107002";

  @Inject LogService<Matter> matters;
  @Inject LogService<Programme> programmes;

  private static String entry(String title) {
    return "{\"kind\":\"PROBLEM\",\"title\":\"%s\",\"goal\":\"月底前完成\",\"owner\":\"%s\",\"problem\":\"MT2021-P07\",\"dueAt\":\"%s\"}"
        .formatted(title, PLACE, Instant.now().plus(Duration.ofDays(30)));
  }

  @Test void an_entry_is_a_fact_of_its_own_log_and_nowhere_else() {
    String title = "挂账 " + UUID.randomUUID();
    var answer = as("supervisor").header("Idempotency-Key", title).body(entry(title)).post("/api/ledger");
    String id = answer.then().statusCode(201).body("status", equalTo("OPEN")).extract().path("id");
    assertEquals(id, as("supervisor").header("Idempotency-Key", title).body(entry(title)).post("/api/ledger").then().statusCode(201).extract().path("id"));
    List<Fact> chain = LOG.facts(EventLog.OVERSIGHT, id);
    assertEquals(List.of("oversight.LedgerEntryOpened"), chain.stream().map(Fact::type).toList());
    assertEquals(answer.header("ETag"), "\"" + chain.getFirst().hash() + "\"");
    assertTrue(LOG.facts(id).isEmpty());
    as("inspector").get("/api/ledger/" + id).then().statusCode(200).body("state.about.title", equalTo(title));
    as("inspector").get("/api/ledger?owner=%s&status=OPEN&size=500".formatted(PLACE)).then().statusCode(200).body("items.id", hasItem(id)).body("items.state.about.owner", everyItem(equalTo(PLACE)))
        .body("total", greaterThan(0));
    for (String role : List.of("adapter", "operator", "dispatcher", "unit", "callback", "bureau", "district", "analyst", "leader", "admin")) {
      as(role, "110107").get("/api/ledger/" + id).then().statusCode(403);
      as(role, "110107").get("/api/ledger").then().statusCode(403);
      as(role, "110107").body(entry(title)).post("/api/ledger").then().statusCode(403);
    }
    RestAssured.get("/api/ledger").then().statusCode(401);
    as("supervisor").get("/api/ledger/" + UUID.randomUUID()).then().statusCode(404);
    as("supervisor").body(entry(title).replace(PLACE, "999")).post("/api/ledger").then().statusCode(422).body("field", equalTo("owner"));
    as("supervisor").body(entry(title).replaceAll("\"dueAt\":\"20", "\"dueAt\":\"19")).post("/api/ledger").then().statusCode(422);
  }

  @Test void a_programme_is_folded_and_a_rebuild_brings_everything_back() {
    String problem = "MT2099-P" + (System.nanoTime() % 1_000_000_000);
    var envelope = EventLog.envelope(problem, UUID.randomUUID().toString(), new TopicYearPublished(2099, "每月一题", "2099.1", "SYNTHETIC"), Instant.now(), 1, "test", "", Chain.genesis(problem));
    LOG.log().append(EventLog.PROGRAMME, envelope).toCompletableFuture().join();
    await().atMost(Duration.ofSeconds(20)).until(() -> programmes.follower().loadFresh(problem) != null);
    String id = as("supervisor").body(entry("重建")).post("/api/ledger").then().statusCode(201).extract().path("id");
    Programme published = programmes.follower().loadFresh(problem).state();
    Row<Matter> before = matters.follower().loadFresh(id);

    String run = as("admin").post("/api/rebuilds").then().statusCode(202).extract().path("id");
    await().atMost(Duration.ofSeconds(90)).until(() -> "SWITCHED".equals(as("admin").get("/api/rebuilds").path("items.find { it.id == '%s' }.state".formatted(run))));

    Row<Matter> after = matters.follower().loadFresh(id);
    assertEquals(before.head(), after.head());
    assertEquals(before.state(), after.state());
    assertEquals(published, programmes.follower().loadFresh(problem).state());
    // And it goes on where it was.
    String next = as("supervisor").body(entry("重建之后")).post("/api/ledger").then().statusCode(201).extract().path("id");
    assertNotNull(matters.follower().loadFresh(next));
    assertEquals(0, matters.follower().quarantined());
    RestAssured.get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem(containsString("complaint-log, oversight-log, programme-log")));
  }
}
