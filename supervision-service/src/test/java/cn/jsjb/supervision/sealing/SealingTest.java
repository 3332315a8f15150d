package cn.jsjb.supervision.sealing;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.SealEvent.SealBroken;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.Prover;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.Supervised;
import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.supervision.packing.PlainZip;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sealing on a Kafka and PostgreSQL of its own: it damages logs. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@QuarkusTestResource(value = SealKeyResource.class, restrictToAnnotatedClass = true)
@Tag("backing")
class SealingTest {
  private static final VerifierKey KEY = SealKeyResource.KEY.verifier("seal");

  @Inject Watching watching;

  private static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

  private static Map<Integer, List<byte[]>> leaves(String log) {
    Map<Integer, List<byte[]>> leaves = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : LOG.records(log)) {
      leaves.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(Merkle.leaf(HexFormat.of().parseHex(Chain.hash(RecordView.of(record)))));
    }
    return leaves;
  }

  private static byte[] root(List<byte[]> leaves) {
    Frontier tree = new Frontier();
    leaves.forEach(tree::append);
    return tree.root();
  }

  private static JsonNode seal() throws Exception { return EventTypes.JSON.readTree(as("inspector").post("/api/seals").then().statusCode(200).extract().asByteArray()).path("sealed"); }

  private static JsonNode of(JsonNode seals, String log, int partition) {
    for (JsonNode seal : seals) {
      if (seal.path("log").asText().equals(log) && seal.path("partition").asInt() == partition) {
        return seal;
      }
    }
    throw new AssertionError("no seal of " + log + "/" + partition);
  }

  @Test void every_partition_of_every_log_is_sealed_with_the_root_that_anybody_computes() throws Exception {
    new Supervised().replied();
    new Supervised().facts(Story.received());
    JsonNode sealed = seal();
    assertTrue(sealed.size() >= 12 + 4 + 3 + 1, sealed.toString());
    for (int partition = 0; partition < 12; partition++) {
      JsonNode seal = of(sealed, EventLog.COMPLAINTS, partition);
      List<byte[]> leaves = leaves(EventLog.COMPLAINTS).getOrDefault(partition, List.of());
      int size = seal.path("size").asInt();
      assertEquals(HexFormat.of().formatHex(root(leaves.subList(0, size))), seal.path("root").asText(), "partition " + partition);
      Checkpoint checkpoint = Checkpoint.open(utf8(seal.path("note").asText()), KEY);
      assertEquals("complaint-log/" + partition, checkpoint.origin());
      assertEquals(size, checkpoint.size());
    }
    // What was published is what is listed, and can be verified with the published key alone.
    VerifierKey published = VerifierKey.parse(as("unit", Story.LUGU).accept("text/plain").get("/api/seals/key").then().statusCode(200).extract().asString().lines().findFirst().orElseThrow());
    String note = of(sealed, EventLog.COMPLAINTS, 0).path("note").asText();
    assertTrue(LOG.records("log-seals").stream().anyMatch(r -> new String(r.value(), StandardCharsets.UTF_8).equals(note) && new String(r.key(), StandardCharsets.UTF_8).equals("complaint-log/0")));
    assertEquals("complaint-log/0", Checkpoint.open(utf8(note), published).origin());
  }

  @Test void a_log_that_grows_gets_a_new_checkpoint_that_is_consistent_with_the_old() throws Exception {
    Supervised ticket = new Supervised().facts(Story.received());
    int partition = LOG.facts(ticket.id).getFirst().partition();
    JsonNode before = of(seal(), EventLog.COMPLAINTS, partition);
    ticket.facts(Story.registered());
    JsonNode after = of(seal(), EventLog.COMPLAINTS, partition);
    assertTrue(after.path("size").asInt() > before.path("size").asInt());
    assertNotEquals(before.path("root"), after.path("root"));
    Prover prover = new Prover(after.path("size").asInt()).wantConsistency(before.path("size").asInt());
    leaves(EventLog.COMPLAINTS).get(partition).forEach(prover::take);
    assertTrue(Merkle.isConsistent(before.path("size").asInt(), after.path("size").asInt(), HexFormat.of().parseHex(before.path("root").asText()),
        HexFormat.of().parseHex(after.path("root").asText()), prover.consistency(before.path("size").asInt())));
    // Nothing new, nothing published.
    long seals = LOG.records("log-seals").stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals("complaint-log/" + partition)).count();
    assertEquals(after.path("size"), of(seal(), EventLog.COMPLAINTS, partition).path("size"));
    assertEquals(seals, LOG.records("log-seals").stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals("complaint-log/" + partition)).count());
    as("inspector").get("/api/seals?log=complaint-log&partition=" + partition).then().statusCode(200).body("items[0].size", equalTo(after.path("size").asInt()))
        .body("items.partition", not(hasItem(partition + 1))).body("total", greaterThan(1)).body("alarms", notNullValue());
  }

  @Test void a_verified_history_names_the_checkpoint_that_covers_it_and_none_before() {
    Supervised ticket = new Supervised().facts(Story.received()).until("RECEIVED");
    as("inspector").get("/api/history/" + ticket.id + "/verification").then().statusCode(200).body("valid", equalTo(true)).body("sealedBy", nullValue());
    as("supervisor").post("/api/seals").then().statusCode(200);
    int partition = LOG.facts(ticket.id).getFirst().partition();
    as("inspector").get("/api/history/" + ticket.id + "/verification").then().statusCode(200).body("valid", equalTo(true)).body("sealedBy.log", equalTo("complaint-log"))
        .body("sealedBy.partition", equalTo(partition)).body("sealedBy.size", greaterThan(0)).body("sealedBy.note", containsString("complaint-log/" + partition + "\n"));
    ticket.facts(Story.registered()).until("PENDING_DISPATCH");
    as("inspector").get("/api/history/" + ticket.id + "/verification").then().body("sealedBy", nullValue());
  }

  @Test void a_checkpoint_that_does_not_follow_and_a_log_that_is_not_as_sealed_raise_alarms_and_stop_the_sealing_there() throws Exception {
    seal();
    long checked = watching.checked();
    await().atMost(Duration.ofSeconds(20)).until(() -> watching.checked() > checked || watching.checked() >= 20);
    RestAssured.get("/q/health/well").then().statusCode(200).body("status", equalTo("UP"));

    // A thief of the key signs another history of an empty partition, without a roll that leads there.
    LOG.log().send(new ProducerRecord<>("log-seals", utf8("programme-log/3"), new Checkpoint("programme-log/3", 5, Merkle.leaf(new byte[32])).sign(SealKeyResource.KEY).bytes())).toCompletableFuture().join();
    // And a roll that fits its checkpoint, but not the log.
    long offset = LOG.log().send(new ProducerRecord<>("programme-log", 2, utf8("CL-1"), utf8("{}"))).toCompletableFuture().join().offset();
    assertEquals(0, offset, "nobody else writes there in this test");
    Roll forged = new Roll("programme-log/2", 0, List.of(new Roll.Entry(0, "ab".repeat(32), "CL-1")));
    Frontier tree = new Frontier();
    forged.entries().forEach(e -> tree.append(e.leaf()));
    LOG.log().send(new ProducerRecord<>("log-seals", utf8("programme-log/2"), forged.sign(SealKeyResource.KEY).bytes())).toCompletableFuture().join();
    LOG.log().send(new ProducerRecord<>("log-seals", utf8("programme-log/2"), new Checkpoint("programme-log/2", 1, tree.root()).sign(SealKeyResource.KEY).bytes())).toCompletableFuture().join();

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/seals").then().statusCode(200).body("alarms.origin", hasItem("programme-log/3"))
        .body("alarms.sentence", hasItem(containsString("no roll leads programme-log/3 from 0 records to 5"))).body("alarms.find { it.origin == 'programme-log/2' && it.offset == 0 }.complaintId", equalTo("CL-1")));
    RestAssured.get("/q/health").then().statusCode(503);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("supervisor").get("/api/evidence?status=BROKEN&complaint=CL-1").then().statusCode(200).body("total", equalTo(1))
        .body("items[0].state.broken.origin", equalTo("programme-log/2")).body("items[0].state.broken.offset", equalTo(0)).body("items[0].state.actor", equalTo("policy:Watching")));
    RestAssured.get("/q/health/well").then().statusCode(503).body("status", equalTo("DOWN"));
    RestAssured.get("/q/health/ready").then().statusCode(200);
    assertTrue(RestAssured.get("/q/metrics").asString().lines().anyMatch(l -> l.startsWith("jsjb_seals_alarms") && !l.endsWith(" 0.0")));
    as("admin").post("/api/seals").then().statusCode(200).body("refused", hasItem("programme-log/2")).body("refused", hasItem("programme-log/3")).body("refused", not(hasItem("complaint-log/0")));
  }

  @Test void an_alarm_of_an_earlier_day_holds_until_somebody_has_looked() {
    // In the log and not in the memory of this process, as after a restart.
    Alarm alarm = new Alarm("programme-log/1", 5, null, "the record was sealed and is gone", null);
    LOG.log().append("oversight-log", EventLog.envelope(alarm.id(), java.util.UUID.randomUUID().toString(), new SealBroken(alarm.origin(), alarm.offset(), null, alarm.sentence(), null), Instant.now(), 1, "policy:Watching", "",
        Chain.genesis(alarm.id()))).toCompletableFuture().join();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/evidence/" + alarm.id()).then().statusCode(200).body("status", equalTo("BROKEN")));
    as("admin").post("/api/seals").then().statusCode(200).body("refused", hasItem("programme-log/1"));
    RestAssured.get("/q/health/well").then().statusCode(503);
    as("inspector").body("{\"reason\":\"\"}").post("/api/evidence/" + alarm.id() + "/clearance").then().statusCode(422).body("field", equalTo("reason"));
    as("admin").body("{\"reason\":\"已核对\"}").post("/api/evidence/" + alarm.id() + "/clearance").then().statusCode(403);
    as("inspector").body("{\"reason\":\"由副本恢复，已核对\"}").post("/api/evidence/" + alarm.id() + "/clearance").then().statusCode(200).body("status", equalTo("CLEARED")).body("state.cleared.reason", equalTo("由副本恢复，已核对"));
    as("inspector").body("{\"reason\":\"再次\"}").post("/api/evidence/" + alarm.id() + "/clearance").then().statusCode(409);
    as("admin").post("/api/seals").then().statusCode(200).body("refused", not(hasItem("programme-log/1")));
    as("inspector").get("/api/seals").then().body("alarms.origin", not(hasItem("programme-log/1")));
    assertTrue(RestAssured.get("/q/metrics").asString().lines().anyMatch(l -> l.startsWith("jsjb_seals_age_seconds") && !l.endsWith("NaN")));
  }

  @Test void who_may_and_what_is_wrong() {
    for (String role : List.of("unit", "district", "operator", "dispatcher", "callback", "analyst", "leader", "adapter")) {
      as(role, Story.LUGU).get("/api/seals").then().statusCode(403).body("code", equalTo("ROLE_MISSING"));
      as(role, Story.LUGU).post("/api/seals").then().statusCode(403);
      as(role, Story.LUGU).get("/api/seals/key").then().statusCode(200).body("algorithm", equalTo("Ed25519")).body("vkeys", hasSize(greaterThan(12)));
    }
    RestAssured.get("/api/seals").then().statusCode(401);
    RestAssured.post("/api/seals").then().statusCode(401);
    RestAssured.get("/api/seals/key").then().statusCode(401);
    as("inspector").get("/api/seals?log=no-such-log").then().statusCode(422).body("field", equalTo("log"));
    as("inspector").get("/api/seals?partition=-1").then().statusCode(422).body("field", equalTo("partition"));
    as("inspector").get("/api/seals?size=0").then().statusCode(422).body("field", equalTo("size"));
    as("inspector").get("/api/seals?page=-1").then().statusCode(422).body("field", equalTo("page"));
    as("inspector").get("/api/seals?size=2").then().statusCode(200).body("items.size()", equalTo(2));
  }

  @Test void who_takes_evidence_out_is_recorded_where_no_ticket_role_reads() {
    Supervised ticket = new Supervised().facts(Story.received()).until("RECEIVED");
    String body = "{\"complaintId\":\"%s\",\"by\":\"李某\",\"reason\":\"信访核查\"}".formatted(ticket.id);
    int records = LOG.records(EventLog.COMPLAINTS).size();
    String id = as("inspector").body(body).post("/api/evidence").then().statusCode(201).extract().path("id");
    as("inspector").get("/api/evidence/" + id).then().statusCode(200).body("status", equalTo("EXPORTED")).body("state.exported.reason", equalTo("信访核查")).body("state.actor", containsString("inspector"));
    as("supervisor").get("/api/evidence?complaint=" + ticket.id).then().statusCode(200).body("total", equalTo(1));
    assertEquals(records, LOG.records(EventLog.COMPLAINTS).size(), "nothing in the ticket's own history tells the unit");
    as("inspector").body(body.replace("信访核查", "")).post("/api/evidence").then().statusCode(422).body("field", equalTo("reason"));
    as("inspector").body(body.replace(ticket.id, "nobody")).post("/api/evidence").then().statusCode(404);
    for (String role : List.of("unit", "district", "operator", "dispatcher", "callback", "analyst", "leader", "adapter", "admin")) {
      as(role, Story.LUGU).body(body).post("/api/evidence").then().statusCode(403);
      as(role, Story.LUGU).get("/api/evidence").then().statusCode(403);
      as(role, Story.LUGU).get("/api/evidence/" + id).then().statusCode(403);
    }
    RestAssured.get("/api/evidence").then().statusCode(401);
  }

  @Test void the_records_that_were_taken_out_verify_with_nothing_but_SHA_256_and_the_key() throws Exception {
    Supervised ticket = new Supervised().facts(Story.received()).until("RECEIVED");
    seal();
    ticket.facts(Story.registered()).until("PENDING_DISPATCH");
    String export = as("inspector").body("{\"complaintId\":\"%s\",\"reason\":\"核验链与封印\"}".formatted(ticket.id)).post("/api/evidence").then().statusCode(201).extract().path("id");
    as("inspector").get("/api/evidence/" + export + "/records").then().statusCode(200).body("records", hasSize(2)).body("proofs", hasSize(0)).body("checkpoint", nullValue());
    as("inspector").get("/api/evidence/" + export + "/pack").then().statusCode(409).body("code", equalTo("NOT_SEALED_YET"));
    seal();
    JsonNode taken = EventTypes.JSON.readTree(as("inspector").get("/api/evidence/" + export + "/records").then().statusCode(200).extract().asByteArray());
    String head = Chain.genesis(ticket.id);
    Checkpoint checkpoint = Checkpoint.open(utf8(taken.path("checkpoint").asText()), KEY);
    assertEquals("complaint-log/" + taken.path("partition").asInt(), checkpoint.origin());
    assertEquals(VerifierKey.parse(taken.path("key").asText()).toString(), KEY.named(checkpoint.origin()).toString());
    for (int i = 0; i < 2; i++) {
      JsonNode record = taken.path("records").get(i);
      java.security.MessageDigest sha256 = java.security.MessageDigest.getInstance("SHA-256");
      for (JsonNode value : record.path("values")) {
        byte[] bytes = java.util.Base64.getDecoder().decode(value.asText());
        sha256.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      assertEquals(head, new String(java.util.Base64.getDecoder().decode(record.path("values").get(9).asText()), StandardCharsets.UTF_8));
      byte[] hash = sha256.digest();
      head = HexFormat.of().formatHex(hash);
      JsonNode proof = taken.path("proofs").get(i);
      assertEquals(record.path("offset"), proof.path("offset"));
      List<byte[]> path = new ArrayList<>();
      proof.path("path").forEach(one -> path.add(java.util.Base64.getDecoder().decode(one.asText())));
      assertTrue(Merkle.includes(proof.path("index").asLong(), checkpoint.size(), Merkle.leaf(hash), path, checkpoint.root()), "record " + i);
    }
    as("inspector").get("/api/history/" + ticket.id).then().body("head", equalTo(head));

    // The pack is one that can be written in one way only, and holds what the tool makes of the same records.
    java.util.SortedMap<String, byte[]> pack = PlainZip.read(as("inspector").get("/api/evidence/" + export + "/pack").then().statusCode(200).contentType("application/zip").header("Content-Disposition", containsString(".zip")).extract().asByteArray());
    assertEquals(2, Pack.records(pack.get(Pack.RECORDS)).size());
    assertEquals("核验链与封印", Pack.About.parse(pack.get(Pack.ABOUT)).reason());
    assertTrue(new String(pack.get(Pack.CHAIN), StandardCharsets.UTF_8).contains(head));
    assertEquals(2, pack.keySet().stream().filter(name -> name.startsWith(Pack.PROOFS)).count());

    as("supervisor").get("/api/evidence/" + export + "/pack").then().statusCode(403);
    as("supervisor").get("/api/evidence/" + export + "/records").then().statusCode(403).body("code", equalTo("NOT_YOUR_EXPORT"));
    as("inspector").get("/api/evidence/nothing/records").then().statusCode(404);
    for (String role : List.of("unit", "district", "operator", "callback", "bureau", "leader", "admin")) {
      as(role, Story.LUGU).get("/api/evidence/" + export + "/records").then().statusCode(403);
    }
    RestAssured.get("/api/evidence/" + export + "/records").then().statusCode(401);
  }

  @Test void the_hour_seals_by_itself() {
    // The service seals at its first look when nothing was sealed in this hour.
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("inspector").get("/api/seals").then().body("total", greaterThan(0)));
    assertTrue(Instant.parse(as("inspector").get("/api/seals").path("items[0].publishedAt")).isAfter(Instant.now().minus(Duration.ofHours(1))));
  }
}
