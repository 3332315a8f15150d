package cn.jsjb.supervision.sealing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The key of the seals is changed: announced by both keys, and everything stays verifiable with either. On a Kafka of its own. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "user", value = ChangedKeyResource.USER), @ResourceArg(name = "database", value = "changed_key")}, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = ChangedKeyResource.class, restrictToAnnotatedClass = true)
class ChangedKeyTest {
  @Inject Watching watching;

  private static ValidatableResponse seal() { return given().header("Authorization", Tokens.as("inspector")).post("/api/seals").then(); }

  private static List<byte[]> notes(TheLog log) { return log.records("log-seals").stream().map(SealedLogs::value).toList(); }

  @Test void the_new_key_is_announced_by_both_before_it_signs_and_the_old_one_signs_nothing_more() throws Exception {
    try (TheLog log = new TheLog(RealBacking.as(ChangedKeyResource.USER))) {
      String complaint = java.util.UUID.randomUUID().toString();
      log.append(complaint, Story.received(), java.time.Instant.parse("2026-05-06T03:22:00Z"));
      seal().statusCode(200).body("refused", hasSize(0));
      seal().statusCode(200);
      List<byte[]> notes = notes(log);
      List<KeyChange> changes = KeyChange.among(notes::forEach);
      assertEquals(1, changes.size(), "announced once");
      assertArrayEquals(ChangedKeyResource.NEXT.verifier("x").raw(), changes.getFirst().next().raw());
      for (SealKey known : List.of(ChangedKeyResource.OLD, ChangedKeyResource.NEXT)) {
        SealBook book = new SealBook(known.verifier("x"), changes);
        notes.forEach(note -> assertFalse(book.take(note) instanceof Heard.Wrong));
        int partition = log.facts(complaint).getFirst().partition();
        assertEquals(1, book.last("complaint-log/" + partition).checkpoint().size());
      }
      // What is given out now is the new key; the newest checkpoint opens with it.
      VerifierKey published = VerifierKey.parse(given().header("Authorization", Tokens.as("inspector")).accept("text/plain").get("/api/seals/key").then().statusCode(200).extract().asString().lines().findFirst().orElseThrow());
      assertArrayEquals(ChangedKeyResource.NEXT.verifier("x").raw(), published.raw());
      Checkpoint.open(notes.getLast(), published);
      // The independent follower walks over the change too.
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> watching.checked() > 12);
      given().header("Authorization", Tokens.as("inspector")).get("/api/seals").then().statusCode(200).body("alarms", hasSize(0));

      // Whoever has the old key signs another history.
      log.log().send(new ProducerRecord<>("log-seals", "complaint-log/0".getBytes(StandardCharsets.UTF_8), new Checkpoint("complaint-log/0", 9, Merkle.empty()).sign(ChangedKeyResource.OLD).bytes())).toCompletableFuture().join();
      Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().header("Authorization", Tokens.as("inspector")).get("/api/seals").then()
          .body("alarms.sentence", hasItem(containsString("not signed by the key"))));
      assertTrue(notes(log).size() > notes.size());
    }
  }
}
