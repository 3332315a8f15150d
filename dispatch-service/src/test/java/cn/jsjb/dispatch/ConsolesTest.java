package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.EventTypes;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a unit's console builds on: lists, streams, bulk actions, and a description that is true. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "database", value = "dispatch"), @ResourceArg(name = "feeds", value = "all")})
class ConsolesTest {
  /** Streets that no other test sends tickets to. */
  private static final String GUCHENG = "110107004", PINGGUOYUAN = "110107005", LAOSHAN = "110107002", GUANGNING = "110107009";
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  private static RequestSpecification as(String role, String unit) { return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON); }

  /** A ticket that was dispatched to the unit that long ago, with a limit that long from now. */
  private static String dispatched(String unit, Grade grade, Duration ago, Duration left) {
    String id = UUID.randomUUID().toString();
    Instant at = Instant.now().minus(ago);
    log.appendTogether(id, at, received(), registered(STREET_MATTER, grade, SHIJINGSHAN, unit), new TicketDispatched(1, 1, unit, Mode.DIRECT, List.of(SHIJINGSHAN), null, Map.of(), grade,
        Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(left), null));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> as("admin", null).get("/api/tickets/" + id).statusCode() == 200 && as("admin", null).get("/api/tickets/" + id).path("status").equals("DISPATCHED"));
    return id;
  }

  private static List<String> listed(String unit, String query) { return as("unit", unit).get("/api/units/" + unit + "/orders" + query).then().statusCode(200).extract().path("items.complaintId"); }

  @Test void a_console_is_offered_the_reasons_and_the_words_in_force() {
    as("callback", null).get("/api/catalogue/choices").then().statusCode(200).body("deferralReasons.code", hasItem("POLICY_GAP")).body("deferralReasons.name", hasItem("政策空白"))
        .body("exclusionReasons.size()", org.hamcrest.Matchers.greaterThan(3)).body("version.size()", equalTo(2));
    given().get("/api/catalogue/choices").then().statusCode(401);
    as("unit", GUCHENG).get("/api/catalogue/reply-templates?category=030201&outcome=RESOLVED").then().statusCode(200).body("items[0].id", equalTo("RT-07")).body("items.id", hasItem("RT-01"))
        .body("items.id", not(hasItem("RT-04"))).body("items[0].version", equalTo("2026.1"));
    as("unit", GUCHENG).get("/api/catalogue/reply-templates?outcome=GOOD").then().statusCode(422).body("field", equalTo("outcome"));
    as("operator", null).get("/api/catalogue/reply-templates").then().statusCode(403);
  }

  @Test void what_waits_for_a_decision_is_listed_to_whoever_decides_and_to_nobody_else() {
    String id = dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(5), Duration.ofDays(6));
    as("district", SHIJINGSHAN).get("/api/decisions?kind=OBJECTION").then().statusCode(200).body("items.complaintId", not(hasItem(id)));
    as("unit", LAOSHAN).body("{\"ground\":\"NOT_MY_AREA\",\"legalBasis\":\"条例第十四条\",\"suggestedUnit\":\"" + GUANGNING + "\",\"note\":\"在广宁\"}").post("/api/tickets/" + id + "/objections").then().statusCode(200);
    as("district", SHIJINGSHAN).get("/api/decisions?kind=OBJECTION").then().statusCode(200).body("items.complaintId", hasItem(id)).body("items.find { it.complaintId == '" + id + "' }.objections[0].open", equalTo(true));
    as("bureau", null).get("/api/decisions").then().statusCode(200).body("items.complaintId", hasItem(id));
    as("bureau", null).get("/api/decisions?kind=DEFERRAL").then().body("items.complaintId", not(hasItem(id)));
    as("district", "110105").get("/api/decisions").then().statusCode(200).body("items.complaintId", not(hasItem(id)));
    as("district", SHIJINGSHAN).body("{\"upheld\":false,\"reason\":\"在贵街道\"}").post("/api/tickets/" + id + "/objections/1/decision").then().statusCode(200);
    as("district", SHIJINGSHAN).get("/api/decisions").then().body("items.complaintId", not(hasItem(id)));
    as("bureau", null).get("/api/decisions?kind=x").then().statusCode(422).body("field", equalTo("kind"));
    as("unit", LAOSHAN).get("/api/decisions").then().statusCode(403);
    given().get("/api/decisions").then().statusCode(401);
  }

  @Test void a_console_pages_sorts_filters_and_counts_its_orders() {
    String late = dispatched(GUCHENG, Grade.GENERAL_7D, Duration.ofDays(8), Duration.ofHours(-1));
    String near = dispatched(GUCHENG, Grade.COMPLEX_15D, Duration.ofDays(14), Duration.ofDays(1));
    String urgent = dispatched(GUCHENG, Grade.URGENT_2H, Duration.ofMinutes(1), Duration.ofDays(2));
    String fresh = dispatched(GUCHENG, Grade.GENERAL_7D, Duration.ofMinutes(2), Duration.ofDays(7));
    as("unit", GUCHENG).body("{}").post("/api/tickets/" + fresh + "/signature").then().statusCode(200);

    assertEquals(List.of(late, near, urgent, fresh), listed(GUCHENG, ""));
    assertEquals(List.of(fresh, urgent, near, late), listed(GUCHENG, "?sort=-dueAt"));
    assertEquals(List.of(near, late, fresh, urgent), listed(GUCHENG, "?sort=createdAt"));
    assertEquals(List.of(urgent, late, fresh, near), listed(GUCHENG, "?sort=grade"), "the most urgent first, equal ones by deadline");
    assertEquals(List.of(late), listed(GUCHENG, "?overdue=true"));
    assertEquals(List.of(near), listed(GUCHENG, "?warn=true"));
    assertEquals(List.of(late, near), listed(GUCHENG, "?warn=true&overdue=true"));
    assertEquals(List.of(fresh), listed(GUCHENG, "?state=SIGNED,HANDLING"));
    List<String> paged = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      paged.addAll(listed(GUCHENG, "?size=2&page=" + page));
    }
    assertEquals(List.of(late, near, urgent, fresh), paged, "pages neither overlap nor leave out");

    as("unit", GUCHENG).get("/api/units/" + GUCHENG + "/orders?state=SIGNED&size=1").then().body("total", equalTo(1)).body("page", equalTo(0)).body("size", equalTo(1))
        .body("counts.DISPATCHED", equalTo(3)).body("counts.SIGNED", equalTo(1)).body("overdue", equalTo(1)).body("warn", equalTo(1));
    as("unit", GUCHENG).get("/api/units/" + GUCHENG + "/orders?overdue=true").then().body("total", equalTo(1));
    as("district", SHIJINGSHAN).get("/api/units/" + SHIJINGSHAN + "/orders?size=500").then().body("items.complaintId", hasItem(late));
  }

  @Test void a_wrong_question_is_told_which_part_is_wrong() {
    Map.of("state", "NONSENSE", "sort", "price", "overdue", "maybe", "warn", "2", "page", "x", "size", "0").forEach((field, value) ->
        as("unit", LUGU).queryParam(field, value).get("/api/units/" + LUGU + "/orders").then().statusCode(422).contentType("application/problem+json").body("field", equalTo(field)));
    as("admin", null).get("/api/units/nowhere/orders").then().statusCode(404);
    as("unit", BAJIAO).get("/api/units/" + LUGU + "/orders").then().statusCode(403);
    as("analyst", null).get("/api/units/" + LUGU + "/orders").then().statusCode(403);
    given().get("/api/units/" + LUGU + "/orders").then().statusCode(401);
  }

  @Test void one_click_signs_many_orders_and_each_has_a_fact_or_a_reason_of_its_own() {
    List<String> own = IntStream.range(0, 5).mapToObj(n -> dispatched(PINGGUOYUAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7))).toList();
    String signed = own.getLast();
    as("unit", PINGGUOYUAN).body("{}").post("/api/tickets/" + signed + "/signature").then().statusCode(200);
    String foreign = dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
    String unknown = UUID.randomUUID().toString();
    List<String> asked = Stream.concat(own.stream(), Stream.of(foreign, unknown, own.getFirst())).toList();

    Response answer = as("unit", PINGGUOYUAN).header("Idempotency-Key", "click-1").body(Map.of("complaintIds", asked)).post("/api/units/" + PINGGUOYUAN + "/orders/signatures");
    answer.then().statusCode(200).body("total", equalTo(7)).body("done", equalTo(4));
    Map<String, Integer> status = new java.util.HashMap<>();
    answer.jsonPath().getList("items", Map.class).forEach(i -> status.put((String) i.get("complaintId"), (Integer) i.get("status")));
    own.subList(0, 4).forEach(id -> assertEquals(200, status.get(id)));
    assertEquals(409, status.get(signed));
    assertEquals(403, status.get(foreign));
    assertEquals(404, status.get(unknown));
    answer.then().body("items.find { it.complaintId == '" + signed + "' }.problem.code", equalTo("ALREADY_SIGNED")).body("items.find { it.complaintId == '" + foreign + "' }.problem.code", equalTo("OTHER_UNIT"));

    for (String id : own) {
      assertEquals(1, log.story(id).stream().filter("dispatch.AssignmentSigned"::equals).count(), "one fact each");
    }
    assertEquals("unit:" + PINGGUOYUAN + "/user:test-unit", log.facts(own.getFirst()).getLast().actor());
    assertFalse(log.story(foreign).contains("dispatch.AssignmentSigned"));

    // The same click again: nothing new, and the same answer.
    as("unit", PINGGUOYUAN).header("Idempotency-Key", "click-1").body(Map.of("complaintIds", asked)).post("/api/units/" + PINGGUOYUAN + "/orders/signatures").then().statusCode(200).body("done", equalTo(4));
    assertEquals(1, log.story(own.getFirst()).stream().filter("dispatch.AssignmentSigned"::equals).count());
  }

  @Test void a_bulk_action_has_the_same_borders_as_a_single_one() {
    String path = "/api/units/" + LUGU + "/orders/signatures";
    as("unit", LUGU).body("{}").post(path).then().statusCode(422).body("field", equalTo("complaintIds"));
    as("unit", LUGU).body("{\"complaintIds\":[]}").post(path).then().statusCode(422).body("field", equalTo("complaintIds"));
    as("unit", LUGU).body("{\"complaintIds\":[\"\"]}").post(path).then().statusCode(422).body("field", equalTo("complaintIds"));
    as("unit", LUGU).body("{\"complaintIds\":[null]}").post(path).then().statusCode(422);
    as("unit", LUGU).body(Map.of("complaintIds", IntStream.range(0, 201).mapToObj(Integer::toString).toList())).post(path).then().statusCode(422).body("field", equalTo("complaintIds"));
    as("unit", BAJIAO).body("{\"complaintIds\":[\"x\"]}").post(path).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    as("district", SHIJINGSHAN).body("{\"complaintIds\":[\"x\"]}").post(path).then().statusCode(403);
    as("dispatcher", null).body("{\"complaintIds\":[\"x\"]}").post(path).then().statusCode(403);
    given().contentType(ContentType.JSON).body("{\"complaintIds\":[\"x\"]}").post(path).then().statusCode(401);
  }

  // server-sent events

  /** A plain client that can be cut off: ids and data as they come, over a socket of its own. */
  private static final class Cable implements AutoCloseable {
    final Socket socket;
    final BufferedReader lines;
    String lastId;

    Cable(String unit, String lastEventId) throws IOException {
      socket = new Socket("localhost", io.restassured.RestAssured.port);
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(("GET /api/units/%s/orders/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: %s\r\n%s\r\n"
          .formatted(unit, Tokens.as("unit", unit), lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")).getBytes(StandardCharsets.US_ASCII));
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next event's CloudEvent; remembers the id as a browser does. */
    JsonNode next() throws IOException {
      String data = null;
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith("id:")) {
          lastId = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring(5);
        } else if (line.isEmpty() && data != null) {
          return EventTypes.JSON.readTree(data);
        }
      }
      throw new IOException("the stream ended");
    }

    /** Reads until it is told where it starts. */
    Cable awaitStart() throws IOException {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (lastId == null) {
        assertTrue(System.nanoTime() < deadline, "it is not told where it starts");
        String line = lines.readLine();
        if (line.startsWith("id:")) {
          lastId = line.substring(3).strip();
        }
      }
      return this;
    }

    /** Without a goodbye, as a cable that is pulled. */
    @Override public void close() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> feed(String unit) { return log.records("dispatch." + unit); }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) { return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8); }

  private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) { return records.stream().map(r -> header(r, "ce_id")).toList(); }

  @Test void a_console_that_is_cut_off_again_and_again_misses_nothing_and_sees_nothing_twice() throws Exception {
    dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
    int before = feed(LAOSHAN).size();
    List<String> seen = new ArrayList<>();
    String last;
    try (Cable stream = new Cable(LAOSHAN, null).awaitStart()) {
      last = stream.lastId;
    }
    // Cut off before the first event: it still knows where to go on.
    String first = dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
    CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
      for (int n = 0; n < 6; n++) {
        String id = dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
        as("unit", LAOSHAN).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200);
      }
    });
    int expected = 1 + 2 * 6;
    while (seen.size() < expected) {
      try (Cable stream = new Cable(LAOSHAN, last)) {
        for (int n = 0; n < 3 && seen.size() < expected; n++) {
          seen.add(stream.next().get("id").asText());
          last = stream.lastId;
        }
      }
    }
    work.join();
    assertEquals(ids(feed(LAOSHAN)).subList(before, before + expected), seen);
    assertEquals(expected, new HashSet<>(seen).size());
    assertTrue(log.facts(first).stream().anyMatch(f -> f.id().equals(seen.getFirst())));
  }

  @Test void a_slow_console_gets_a_long_backlog_whole_and_does_not_hold_up_a_quick_one() throws Exception {
    String unit = GUANGNING;
    int earlier = feed(unit).size();
    int many = 5_000;
    byte[] payload = EventTypes.JSON.writeValueAsBytes(Map.of("complaintId", "x", "padding", "字".repeat(700)));
    List<CompletableFuture<?>> written = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      List<Header> headers = List.of(head("ce_specversion", "1.0"), head("ce_id", "backlog-" + n), head("ce_type", "dispatch.AssignmentSigned"));
      written.add(log.log().send(new ProducerRecord<>("dispatch." + unit, null, "x".getBytes(StandardCharsets.UTF_8), payload, headers)).toCompletableFuture());
    }
    written.forEach(CompletableFuture::join);
    try (Cable slow = new Cable(unit, Integer.toString(earlier - 1)); Cable quick = new Cable(unit, Long.toString(feed(unit).size() - 1L)).awaitStart()) {
      assertEquals("backlog-0", slow.next().get("id").asText());
      String fresh = dispatched(unit, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
      assertEquals(fresh, quick.next().get("subject").asText(), "while the slow one has read one event of thousands");
      for (int n = 1; n < many; n++) {
        assertEquals("backlog-" + n, slow.next().get("id").asText());
      }
      assertEquals(fresh, slow.next().get("subject").asText());
    }
  }

  private static Header head(String name, String value) { return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)); }

  @Test void a_console_whose_topic_is_missing_waits_for_it_and_holds_up_nobody() throws Exception {
    String unit = "110119102";
    RealBacking.feeds(List.of(unit));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealBacking.shared().kafkaBootstrap()))) {
      admin.deleteTopics(List.of("dispatch." + unit)).all().get();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !admin.listTopics().names().get().contains("dispatch." + unit));
    }
    try (Cable waiting = new Cable(unit, "3").awaitStart()) {
      assertEquals("-1", waiting.lastId, "a topic that is made anew has nothing that was seen");
      // Everybody else is served as ever: who is there already, and who comes now.
      try (Cable quick = new Cable(LAOSHAN, null)) {
        long began = System.nanoTime();
        quick.awaitStart();
        String order = dispatched(LAOSHAN, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
        assertEquals(order, quick.next().get("subject").asText());
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(4).toNanos(), "nobody waits for what is not there");
      }
      RealBacking.feeds(List.of(unit));
      String order = dispatched(unit, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
      assertEquals(order, waiting.next().get("subject").asText());
      assertEquals("0", waiting.lastId);
    }
  }

  @Test void a_stream_is_ones_own_and_a_wrong_place_to_go_on_is_refused() {
    for (String wrong : List.of("yesterday", "-2", "1.5")) {
      as("unit", LUGU).header("Last-Event-ID", wrong).accept("text/event-stream").get("/api/units/" + LUGU + "/orders/stream").then().statusCode(422);
    }
    as("unit", BAJIAO).get("/api/units/" + LUGU + "/orders/stream").then().statusCode(403);
    as("inspector", null).get("/api/units/" + LUGU + "/orders/stream").then().statusCode(403);
    given().get("/api/units/" + LUGU + "/orders/stream").then().statusCode(401);
  }

  // what could not be sent

  @Test void a_unit_whose_topic_was_missing_is_reported_and_told_everything_again() throws Exception {
    // No other test has anything to do with it: everything is told again, and that is counted.
    String unit = "110119101";
    RealBacking.feeds(List.of(unit));
    String before = dispatched(unit, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> feed(unit).size() == 1);
    given().get("/q/health/well").then().statusCode(200);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealBacking.shared().kafkaBootstrap()))) {
      admin.deleteTopics(List.of("dispatch." + unit)).all().get();
      List<String> told = new ArrayList<>(List.of(before));
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
        told.add(dispatched(unit, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7)));
        return given().get("/q/health/well").statusCode() == 503;
      });
      given().get("/q/health/well").then().body("checks.find { it.name == 'telling the consoles' }.data.'" + unit + "'", org.hamcrest.Matchers.notNullValue());
      given().get("/q/health/ready").then().statusCode(200);
      assertTrue(given().get("/q/metrics").then().extract().asString().lines().anyMatch(l -> l.startsWith("jsjb_feed_unsent") && !l.endsWith(" 0.0")), "the gauge says so");
      as("unit", unit).body("{}").post("/api/tickets/" + before + "/signature").then().statusCode(200);

      as("admin", null).post("/api/units/" + unit + "/orders/retelling").then().statusCode(409).body("code", equalTo("NO_FEED"));
      RealBacking.feeds(List.of(unit));
      as("admin", null).post("/api/units/" + unit + "/orders/retelling").then().statusCode(200);
      given().get("/q/health/well").then().statusCode(200);
      List<String> expected = new ArrayList<>();
      for (String id : told) {
        log.facts(id).stream().skip(2).map(f -> f.id()).forEach(expected::add);
      }
      List<String> all = ids(feed(unit));
      assertEquals(new HashSet<>(expected), new HashSet<>(all));
      assertEquals(expected.size(), all.size(), "nothing twice");
      as("admin", null).post("/api/units/" + unit + "/orders/retelling").then().statusCode(200).body("sent", equalTo(0));
      // From here on it is told as everybody else.
      String after = dispatched(unit, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> feed(unit).stream().anyMatch(r -> header(r, "ce_subject").equals(after)));
    }
    as("unit", unit).post("/api/units/" + unit + "/orders/retelling").then().statusCode(403);
    as("admin", null).post("/api/units/nowhere/orders/retelling").then().statusCode(404);
    given().post("/api/units/" + unit + "/orders/retelling").then().statusCode(401);
  }

  // the description of the topics

  @Test void what_is_sent_to_units_is_as_the_asyncapi_document_says() throws Exception {
    ObjectNode document = (ObjectNode) EventTypes.JSON.readTree(given().get("/q/asyncapi").then().statusCode(200).extract().asByteArray());
    String id = dispatched(LUGU, Grade.GENERAL_7D, Duration.ofMinutes(1), Duration.ofDays(7));
    as("unit", LUGU).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200);
    log.append(id, contacted(), Instant.now());
    as("unit", LUGU).body(Map.of("ground", "EMERGENCY", "matter", "游商占道", "departments", List.of(URBAN_ENFORCEMENT), "meetAt", "南门")).post("/api/tickets/" + id + "/whistles").then().statusCode(200);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> feed(LUGU).stream().filter(r -> header(r, "ce_subject").equals(id)).count() == 4);
    Set<String> types = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : feed(LUGU)) {
      String type = header(record, "ce_type");
      types.add(type);
      assertTrue(document.at("/channels/dispatch/messages").has("order." + type), type);
      JsonNode payload = EventTypes.JSON.readTree(record.value());
      ObjectNode headers = EventTypes.JSON.createObjectNode();
      record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
      assertEquals(Set.of(), wrong(document, "/components/messages/order." + type + "/payload", payload), type);
      assertEquals(Set.of(), wrong(document, "/components/messages/order." + type + "/headers", headers), type);
      Set<String> described = new HashSet<>();
      document.at("/components/schemas/OrderView/properties").fieldNames().forEachRemaining(described::add);
      described.add("event");
      payload.fieldNames().forEachRemaining(name -> assertTrue(described.contains(name), name + " is not described"));
    }
    assertTrue(types.containsAll(Set.of("dispatch.TicketDispatched", "dispatch.AssignmentSigned", "dispatch.ClaimantContacted", "dispatch.WhistleBlown")), types.toString());
    for (String inside : List.of("intake.RequestReceived", "intake.SensitiveDataViewed", "intake.ClaimantErased")) {
      assertFalse(document.at("/channels/dispatch/messages").has("order." + inside));
    }
  }

  private static Set<?> wrong(ObjectNode document, String pointer, JsonNode payload) {
    ObjectNode copy = document.deepCopy();
    copy.put("$ref", "#" + pointer);
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(copy, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(payload);
  }
}
