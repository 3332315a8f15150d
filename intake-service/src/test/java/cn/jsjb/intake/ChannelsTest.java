package cn.jsjb.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.intake.attaching.Pictures;
import cn.jsjb.intake.open311.GeoReportSchema;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every way in: Open311, the adapters' styles, CSV. */
@QuarkusTest
@TestProfile(ChannelsTest.Settings.class)
@Tag("backing")
@QuarkusTestResource(RealBacking.class)
class ChannelsTest {
  public static final class Settings implements QuarkusTestProfile {
    @Override public Map<String, String> getConfigOverrides() {
      try {
        return Map.of("jsjb.open311.api-keys", "fixmystreet:" + sha256("open-sesame"), "jsjb.attachments.dir", java.nio.file.Files.createTempDirectory("attachments").toString());
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static final String V2 = "/open311/v2";
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})";
  /** A client that adds no charset of its own to a content type. */
  private static final io.restassured.config.RestAssuredConfig PLAIN = io.restassured.RestAssured.config()
      .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  // ---- Open311 GeoReport v2

  @Test void open311_tells_itself_and_its_services_in_both_formats() {
    given().get(V2 + "/discovery.xml").then().statusCode(200).header("Content-Type", equalTo("text/xml")).body("discovery.endpoints.endpoint.type", hasItems("production", "test"));
    given().get(V2 + "/discovery.json").then().statusCode(200).body("endpoints", hasSize(2)).body("endpoints[1].formats", hasItems("text/xml", "application/json"));
    given().get(V2 + "/services.xml").then().statusCode(200).header("Content-Type", containsString("text/xml")).header("Content-Type", containsString("charset=utf-8"))
        .body("services.service.find { it.service_code == '010401' }.metadata", equalTo("true"));
    given().get(V2 + "/services.json").then().statusCode(200).header("Content-Type", containsString("application/json"))
        .body("find { it.service_code == '030201' }.metadata", equalTo(true)).body("find { it.service_code == '020204' }.metadata", equalTo(false)).body("[0].type", equalTo("realtime"));
    given().get(V2 + "/services/010401.xml").then().statusCode(200).body("service_definition.attributes.attribute[0].code", equalTo("ROOM_TEMPERATURE"));
    given().get(V2 + "/services/010401.json").then().statusCode(200).body("attributes[0].required", equalTo(true)).body("attributes[2].values.key", hasItem("ESTATE"));
    given().get(V2 + "/services/999999.xml").then().statusCode(404).header("Content-Type", containsString("text/xml")).body("errors.error.code", equalTo("404"));
    given().get(V2 + "/services/999999.json").then().statusCode(404).body("[0].code", equalTo(404)).body("[0].description", containsString("999999"));
  }

  /** A word that nobody said before; of letters, as six digits would be masked as a number. */
  private static String word() {
    return UUID.randomUUID().toString().substring(0, 8).chars().map(c -> Character.isDigit(c) ? c - '0' + 'g' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  @Test void an_open311_posting_is_a_request_like_any_other_and_shows_nothing_of_the_person() {
    String mark = word();
    String id = form("open-sesame", "service_code", "030201", "lat", "39.90123", "long", "116.23456", "address_string", "石景山区鲁谷街道六合园", "description", mark + " 路灯不亮，我叫王小明，电话13800001111",
        "first_name", "小明", "last_name", "王", "phone", "13800001111", "email", "wang@example.org", "attribute[LAMPS]", "3").post(V2 + "/requests.xml").then().statusCode(200)
        .body("service_requests.request.service_request_id", matchesPattern("RX\\d{6}-[0-9A-Z]{9}")).body("service_requests.request.token.size()", equalTo(0)).extract().path("service_requests.request.service_request_id");
    String shown = given().get(V2 + "/requests/" + id + ".json").then().body("", hasSize(1)).body("[0].service_request_id", equalTo(id)).body("[0].status", equalTo("open")).body("[0].service_code", equalTo("030201"))
        .body("[0].requested_datetime", matchesPattern(TIME)).body("[0].updated_datetime", matchesPattern(TIME)).body("[0].address", equalTo("石景山区鲁谷街道")).body("[0].lat", equalTo(39.901f)).extract().asString();
    assertTrue(shown.contains(mark), "the words of a public posting are public");
    for (String secret : List.of("王小明", "13800001111", "wang@example.org", "六合园")) {
      assertFalse(shown.contains(secret), secret);
    }
    String complaint = operator().get("/api/complaints?ticketNo=" + id).then().extract().path("items[0].complaintId");
    List<Fact> facts = log.facts(complaint);
    assertEquals("channel:OPEN311/client:fixmystreet", facts.getFirst().actor());
    IntakeEvent.RequestReceived received = (IntakeEvent.RequestReceived) facts.getFirst().event();
    assertEquals(Map.of("LAMPS", List.of("3")), received.answers());
    assertFalse(new String(EventTypes.write(received), StandardCharsets.UTF_8).contains("wang@example.org"));
    operator().get("/api/complaints/" + complaint).then().body("channel", equalTo("OPEN311")).body("answers.LAMPS", hasItem("3"));

    // Found by number and by id, by several, by box, by circle, by service and by state.
    given().get(V2 + "/requests/" + complaint + ".xml").then().statusCode(200).body("service_requests.request.service_request_id", equalTo(id));
    given().queryParam("service_request_id", id + ",RX000000-000000000").get(V2 + "/requests.xml").then().statusCode(200).body("service_requests.request.service_request_id", equalTo(id));
    for (Map<String, String> search : List.of(Map.of("bbox", "116.2,39.8,116.3,40"), Map.of("lat", "39.901", "long", "116.234", "radius", "200"), Map.of("service_code", "030201,020204", "status", "open"),
        Map.of("updated_after", Instant.now().minusSeconds(600).toString()), Map.of("start_date", time(Instant.now().minusSeconds(600)), "end_date", time(Instant.now().plusSeconds(600))))) {
      given().queryParams(search).get(V2 + "/requests.json").then().statusCode(200).body("service_request_id", hasItem(id));
    }
    for (Map<String, String> search : List.of(Map.of("bbox", "115,39,115.1,40"), Map.of("lat", "39.8", "long", "116.2"), Map.of("service_code", "020204"), Map.of("status", "closed"),
        Map.of("end_date", "2020-01-01T00:00:00Z"), Map.of("page", "1000", "page_size", "10"))) {
      given().queryParams(search).get(V2 + "/requests.json").then().statusCode(200).body("service_request_id", not(hasItem(id)));
    }

    // Closed in our state machine is closed there, and its updates tell the way.
    log.append(complaint, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED), Instant.now());
    await().untilAsserted(() -> given().get(V2 + "/requests/" + id + ".json").then().body("[0].status", equalTo("closed")));
    given().queryParam("start_date", time(Instant.now().minusSeconds(600))).get(V2 + "/servicerequestupdates.xml").then().statusCode(200)
        .body("service_request_updates.request_update.findAll { it.service_request_id == '" + id + "' }.size()", equalTo(3))
        .body("service_request_updates.request_update.findAll { it.service_request_id == '" + id + "' }[2].status", equalTo("closed"));
  }

  @Test void open311_says_what_is_wrong_in_the_format_that_was_asked() {
    String before = log.facts().size() + "";
    fault(form("open-sesame", "lat", "39", "long", "116"), 400, "service_code required");
    fault(form("open-sesame", "service_code", "999999", "lat", "39", "long", "116"), 404, "999999");
    fault(form("open-sesame", "service_code", "010401", "lat", "39", "long", "116"), 400, "ROOM_TEMPERATURE required");
    fault(form("open-sesame", "service_code", "010401", "lat", "39", "long", "116", "attribute[ROOM_TEMPERATURE]", "cold"), 400, "ROOM_TEMPERATURE");
    fault(form("open-sesame", "service_code", "020204", "description", "x"), 400, "Say where");
    fault(form("open-sesame", "service_code", "020204", "address_string", "x", "description", "字".repeat(4_001)), 400, "4000");
    fault(form("open-sesame", "service_code", "020204", "address_string", "x", "phone", "no number"), 400, "phone");
    fault(form("wrong", "service_code", "020204", "address_string", "x"), 403, "api_key");
    fault(form(null, "service_code", "020204", "address_string", "x"), 403, "api_key");
    fault(form(Tokens.as("unit", "110107011").substring(7), "service_code", "020204", "address_string", "x"), 403, "api_key");
    fault(form(Tokens.expired("adapter", null).substring(7), "service_code", "020204", "address_string", "x"), 403, "api_key");
    given().queryParam("start_date", "yesterday").get(V2 + "/requests.json").then().statusCode(400).body("[0].code", equalTo(400));
    given().queryParam("bbox", "1,2").get(V2 + "/requests.xml").then().statusCode(400).body("errors.error.description", containsString("bbox"));
    given().get(V2 + "/requests/RX000000-000000000.xml").then().statusCode(404).body("errors.error.code", equalTo("404"));
    given().get(V2 + "/tokens/abc.json").then().statusCode(404).body("[0].code", equalTo(404));
    assertEquals(before, log.facts().size() + "");
  }

  /** As FixMyStreet posts: the fields and the pictures as parts of one form. */
  @Test void a_posting_in_parts_brings_its_pictures_and_is_judged_before_they_are_kept() throws Exception {
    byte[] picture = Pictures.png(7);
    String long4000 = "井盖丢失，".repeat(700);
    String id = given().multiPart("api_key", "open-sesame").multiPart("service_code", "020204").multiPart("address_string", "石景山区鲁谷街道六合园", "text/plain; charset=UTF-8")
        .multiPart("description", long4000, "text/plain; charset=UTF-8").multiPart("first_name", "小明", "text/plain; charset=UTF-8").multiPart("photo1", "井盖.png", picture, "image/png").multiPart("photo2", "", new byte[0])
        .post(V2 + "/requests.xml").then().statusCode(200).extract().path("service_requests.request.service_request_id");
    GeoReportSchema.check(given().get(V2 + "/requests/" + id + ".xml").then().statusCode(200).extract().asByteArray());
    String complaint = operator().get("/api/complaints?ticketNo=" + id).then().extract().path("items[0].complaintId");
    IntakeEvent.RequestReceived received = (IntakeEvent.RequestReceived) log.facts(complaint).getFirst().event();
    assertEquals(long4000.strip(), received.content());
    assertEquals(1, received.attachments().size(), "an empty file field is no picture");
    assertEquals("image/png", received.attachments().getFirst().mediaType());
    String sha256 = received.attachments().getFirst().sha256();
    operator().get("/api/complaints/" + complaint + "/attachments/" + sha256).then().statusCode(200).contentType("image/png");

    String update = UUID.randomUUID().toString();
    given().multiPart("api_key", "open-sesame").multiPart("service_request_id", id).multiPart("update_id", update).multiPart("description", "again", "text/plain; charset=UTF-8").multiPart("media", "2.png", Pictures.png(9), "image/png")
        .post(V2 + "/servicerequestupdates.json").then().statusCode(200);
    IntakeEvent.TicketSupplemented said = log.facts(complaint).stream().map(Fact::event).filter(IntakeEvent.TicketSupplemented.class::isInstance).map(IntakeEvent.TicketSupplemented.class::cast).findFirst().orElseThrow();
    assertEquals(List.of("image/png"), said.attachments().stream().map(IntakeEvent.Attachment::mediaType).toList());

    // What is refused leaves neither fact nor picture behind.
    int before = log.facts().size();
    long kept = keptFiles();
    given().multiPart("api_key", "open-sesame").multiPart("service_code", "999999").multiPart("photo", "x.png", Pictures.png(33), "image/png").post(V2 + "/requests.json").then().statusCode(404);
    given().multiPart("api_key", "wrong").multiPart("service_code", "020204").multiPart("address_string", "x").multiPart("photo", "x.png", Pictures.png(34), "image/png").post(V2 + "/requests.json").then().statusCode(403);
    given().multiPart("api_key", "open-sesame").multiPart("service_code", "020204").multiPart("address_string", "x").multiPart("photo", "x.png", "no picture".getBytes(StandardCharsets.UTF_8), "image/png").post(V2 + "/requests.json").then().statusCode(400);
    given().multiPart("api_key", "open-sesame").multiPart("service_code", "020204").multiPart("address_string", "x").multiPart("photo", "x.png", Pictures.png(35), "image/png").post("/open311/test/v2/requests.json").then().statusCode(200);
    assertEquals(before, log.facts().size());
    assertEquals(kept, keptFiles());
  }

  @jakarta.inject.Inject cn.jsjb.intake.attaching.Orphans orphans;

  @Test void a_picture_that_nobody_named_is_swept_and_one_that_a_fact_names_never() throws Exception {
    String named = bring(41), forgotten = bring(42), fresh = bring(43), supplement = bring(44);
    ObjectNode request = request("WECHAT", "sweep-" + UUID.randomUUID());
    request.putArray("attachments").addObject().put("name", "a.png").put("sha256", named);
    String id = registered(request);
    operator().contentType("application/json").body(Map.of("text", "又拍了一张", "attachments", List.of(Map.of("name", "b.png", "sha256", supplement)))).post("/api/complaints/" + id + "/supplements").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    java.nio.file.Path folder = java.nio.file.Path.of(org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("jsjb.attachments.dir", String.class));
    for (String sha256 : List.of(named, forgotten, supplement)) {
      java.nio.file.Files.setLastModifiedTime(folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256), java.nio.file.attribute.FileTime.from(Instant.now().minus(java.time.Duration.ofDays(31))));
    }
    assertEquals(1, orphans.sweep(java.time.Duration.ofDays(30)));
    assertEquals(0, orphans.sweep(java.time.Duration.ofDays(30)));
    operator().get("/api/complaints/" + id + "/attachments/" + named).then().statusCode(200);
    operator().get("/api/complaints/" + id + "/attachments/" + supplement).then().statusCode(200);
    // The forgotten one has to be brought again before it can be named; the fresh one may still be.
    operator().contentType("application/json").body(Map.of("text", "x", "attachments", List.of(Map.of("name", "c.png", "sha256", forgotten)))).post("/api/complaints/" + id + "/supplements").then().statusCode(422).body("code", equalTo("ATTACHMENT_UNKNOWN"));
    operator().contentType("application/json").body(Map.of("text", "y", "attachments", List.of(Map.of("name", "d.png", "sha256", fresh)))).post("/api/complaints/" + id + "/supplements").then().statusCode(org.hamcrest.Matchers.lessThan(300));
  }

  private static String bring(int colour) { return operator().config(PLAIN).contentType("application/octet-stream").body(Pictures.png(colour)).post("/api/attachments?name=x.png").then().statusCode(201).extract().path("sha256"); }

  private static long keptFiles() throws java.io.IOException {
    try (var files = java.nio.file.Files.walk(java.nio.file.Path.of(org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("jsjb.attachments.dir", String.class)))) {
      return files.filter(java.nio.file.Files::isRegularFile).count();
    }
  }

  @Test void a_token_of_our_issuer_is_a_key_and_the_same_idempotency_key_the_same_request() {
    String key = UUID.randomUUID().toString();
    String token = Tokens.as("adapter").substring(7);
    String first = form(token, "service_code", "020204", "address_string", "石景山区鲁谷街道", "description", "小广告").header("Idempotency-Key", key).post(V2 + "/requests.json").then().statusCode(200)
        .body("[0].token", nullValue()).extract().path("[0].service_request_id");
    assertEquals(first, form(token, "service_code", "020204", "address_string", "石景山区鲁谷街道", "description", "小广告").header("Idempotency-Key", key).post(V2 + "/requests.json").then().extract().path("[0].service_request_id"));
    String bearer = form(null, "service_code", "020204", "address_string", "石景山区鲁谷街道").header("Authorization", Tokens.as("adapter")).post(V2 + "/requests.json").then().statusCode(200).extract().path("[0].service_request_id");
    assertFalse(bearer.equals(first));
  }

  @jakarta.inject.Inject cn.jsjb.log.PrivateBox box;

  @Test void a_token_becomes_a_number_as_soon_as_the_ticket_can_be_read() {
    String id = registered(request("PHONE", "k-" + UUID.randomUUID()));
    String number = operator().get("/api/complaints/" + id).then().extract().path("ticketNo");
    given().get(V2 + "/tokens/" + id + "-" + box.match("open311-token", id) + ".json").then().statusCode(200).body("[0].service_request_id", equalTo(number));
    String underWay = UUID.randomUUID().toString();
    String token = underWay + "-" + box.match("open311-token", underWay);
    given().get(V2 + "/tokens/" + token + ".json").then().statusCode(200).body("[0].service_request_id", equalTo("")).body("[0].token", equalTo(token));
    given().get(V2 + "/tokens/" + underWay + "-" + box.match("open311-token", id) + ".xml").then().statusCode(404).body("errors.error.code", equalTo("404"));
  }

  @Test void the_test_endpoint_judges_and_leaves_nothing_behind() {
    String id = form("open-sesame", "service_code", "020204", "address_string", "x", "description", "试一试").post("/open311/test/v2/requests.json").then().statusCode(200).body("[0].service_notice", containsString("not recorded"))
        .extract().path("[0].service_request_id");
    form("open-sesame", "service_code", "999999").post("/open311/test/v2/requests.json").then().statusCode(404);
    given().get("/open311/test/v2/services.xml").then().statusCode(200);
    given().get("/open311/test/v2/requests/" + id + ".json").then().statusCode(404);
  }

  @Test void confidential_requests_and_reports_are_never_listed() {
    String reported = registered(request("PHONE", "r-" + UUID.randomUUID()).put("requestType", "REPORT"));
    ObjectNode secret = request("PHONE", "s-" + UUID.randomUUID());
    secret.putObject("claimant").put("phone", "13911112222").put("confidential", true);
    String confidential = registered(secret);
    String plain = registered(request("PHONE", "p-" + UUID.randomUUID()));
    given().get(V2 + "/requests/" + plain + ".json").then().statusCode(200).body("[0].description", not(containsString("六合园门口")));
    operator().contentType("application/json").body("{}").post("/api/complaints/" + plain + "/confidentiality").then().statusCode(200);
    for (String hidden : List.of(reported, confidential, plain)) {
      given().get(V2 + "/requests/" + hidden + ".json").then().statusCode(404);
      given().queryParam("service_request_id", hidden).get(V2 + "/requests.json").then().statusCode(200).body("", hasSize(0));
      String number = operator().get("/api/complaints/" + hidden).then().extract().path("ticketNo");
      given().get(V2 + "/servicerequestupdates.json").then().statusCode(200).body("service_request_id", not(hasItem(number)));
    }
  }

  @Test void fixmystreets_update_is_kept_once_also_when_it_comes_late() {
    String id = registered(request("WECHAT", "u-" + UUID.randomUUID()));
    String number = operator().get("/api/complaints/" + id).then().extract().path("ticketNo");
    log.append(id, new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED), Instant.now());
    await().untilAsserted(() -> operator().get("/api/complaints/" + id).then().body("status", equalTo("CLOSED")));
    String update = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      form("open-sesame", "service_request_id", number, "update_id", update, "status", "FIXED", "updated_datetime", "2026-05-06T11:22:00+08:00", "description", "已经修好了").post(V2 + "/servicerequestupdates.xml").then()
          .statusCode(200).body("service_request_updates.request_update.update_id", notNullValue());
    }
    operator().get("/api/complaints/" + id).then().body("supplements.text", equalTo(List.of("[FIXED] 已经修好了"))).body("status", equalTo("CLOSED"));
    form("open-sesame", "service_request_id", "RX000000-000000000", "update_id", "1", "description", "x").post(V2 + "/servicerequestupdates.json").then().statusCode(404).body("[0].code", equalTo(404));
    form("open-sesame", "service_request_id", number, "update_id", "1").post(V2 + "/servicerequestupdates.json").then().statusCode(400).body("[0].description", containsString("description required"));
    form(null, "service_request_id", number, "update_id", "1", "description", "x").post(V2 + "/servicerequestupdates.json").then().statusCode(403);
  }

  // ---- channels as data, and the adapters' styles

  @Test void every_open_channel_of_the_catalogue_is_taken_and_a_closed_one_is_refused() {
    for (var channel : cn.jsjb.catalogue.Catalogue.get().channels().all()) {
      String message = "c-" + UUID.randomUUID();
      var answer = adapter().contentType("application/json").body(request(channel.code(), message).toString()).post("/api/complaints").then();
      if (channel.isOpenOn(java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")))) {
        answer.statusCode(202).body("complaintId", equalTo(Ids.complaint(channel.code(), message)));
      } else {
        answer.statusCode(422).body("code", equalTo("CHANNEL_CLOSED")).body("field", equalTo("channel"));
        assertEquals(List.of(), log.facts(Ids.complaint(channel.code(), message)));
      }
    }
  }

  @Test void an_idempotency_key_names_a_message_that_does_not_name_itself() {
    String key = "key-" + UUID.randomUUID();
    ObjectNode request = request("WINDOW", "x");
    request.remove("channelMessageId");
    adapter().contentType("application/json").body(request.toString()).post("/api/complaints").then().statusCode(422).body("field", equalTo("channelMessageId"));
    adapter().header("Idempotency-Key", key).contentType("application/json").body(request.toString()).post("/api/complaints").then().statusCode(202).body("complaintId", equalTo(Ids.complaint("WINDOW", key)));
  }

  @Test void cloudevents_come_in_binary_and_structured_and_in_batches_over_http() {
    String run = UUID.randomUUID().toString();
    ObjectNode data = request("GRID", "x");
    data.remove("channelMessageId");
    adapter().header("ce-specversion", "1.0").header("ce-id", run + "b").header("ce-source", "/grid").header("ce-type", "grid.Found").contentType("application/json").body(data.toString()).post("/api/cloudevents").then()
        .statusCode(202).body("complaintId", equalTo(Ids.complaint("GRID", run + "b")));
    adapter().contentType("application/cloudevents+json").body(event(run + "s", data).toString()).post("/api/cloudevents").then().statusCode(202).body("complaintId", equalTo(Ids.complaint("GRID", run + "s")));
    var batch = EventTypes.JSON.createArrayNode().add(event(run + "1", data)).add(event(run + "2", data)).add(event(run + "1", data));
    adapter().contentType("application/cloudevents-batch+json").body(batch.toString()).post("/api/cloudevents").then().statusCode(202).body("", hasSize(3)).body("[1].id", equalTo(run + "2"))
        .body("[1].complaintId", equalTo(Ids.complaint("GRID", run + "2"))).body("[2].complaintId", equalTo(Ids.complaint("GRID", run + "1")));
    assertEquals(1, log.facts(Ids.complaint("GRID", run + "1")).stream().filter(f -> f.event() instanceof IntakeEvent.RequestReceived).count());
    ObjectNode bad = event(run + "3", data.deepCopy().put("channel", "PIGEON"));
    batch.add(bad).add("no event").add(event(run + "4", data).put("specversion", "0.3"));
    adapter().contentType("application/cloudevents-batch+json").body(batch.toString()).post("/api/cloudevents").then().statusCode(207).body("[0].problem", nullValue()).body("[3].problem.code", equalTo("UNKNOWN_CHANNEL"))
        .body("[4].problem.code", equalTo("FIELD_MISSING")).body("[5].problem.field", equalTo("specversion"));
    for (String rubbish : List.of("{}", "[", "null", "")) {
      adapter().contentType("application/cloudevents-batch+json").body(rubbish).post("/api/cloudevents").then().statusCode(400).body("code", equalTo("MALFORMED"));
    }
    given().contentType("application/cloudevents-batch+json").body("[]").post("/api/cloudevents").then().statusCode(401);
    given().header("Authorization", Tokens.as("unit", "110107011")).contentType("application/cloudevents-batch+json").body("[]").post("/api/cloudevents").then().statusCode(403);
  }

  private static ObjectNode event(String id, ObjectNode data) {
    ObjectNode event = EventTypes.JSON.createObjectNode().put("specversion", "1.0").put("id", id).put("source", "/grid").put("type", "grid.Found");
    event.set("data", data);
    return event;
  }

  // ---- CSV

  @Test void a_table_is_answered_line_by_line_and_a_bad_line_stops_nothing() throws Exception {
    String run = UUID.randomUUID().toString();
    StringBuilder table = new StringBuilder("工单编号,渠道,标题,主要内容,来电号码,被反映区,来电时间\r\n");
    for (int i = 2; i <= 301; i++) {
      table.append(switch (i) {
        case 5 -> run + i + ",WINDOW,\"没有收尾,x,,,\r\n";
        case 7 -> run + i + ",PIGEON,路灯不亮,x,,,\r\n";
        case 9 -> run + i + ",WINDOW,路灯不亮,太多,,,,,,\r\n";
        case 11 -> run + i + ",WINDOW,路灯不亮,x,not a number,,\r\n";
        default -> run + i + ",WINDOW,路灯不亮,\"鲁谷街道，门口\"\"路灯\"\"不亮\",13800000000,石景山区,2026/5/6 11:22\r\n";
      });
    }
    for (byte[] body : List.of(table.toString().getBytes("GB18030"), ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8))) {
      String answers = adapter().config(PLAIN).contentType("text/csv").accept("application/x-ndjson").body(body).post("/api/complaints/csv").then().statusCode(200).contentType(containsString("application/x-ndjson")).extract().asString();
      Map<Integer, com.fasterxml.jackson.databind.JsonNode> lines = new java.util.HashMap<>();
      for (String line : answers.split("\n")) {
        var answer = EventTypes.JSON.readTree(line);
        lines.put(answer.get("line").asInt(), answer);
      }
      assertEquals(300, lines.size());
      assertEquals("MALFORMED", lines.get(5).at("/problem/code").asText());
      assertEquals("UNKNOWN_CHANNEL", lines.get(7).at("/problem/code").asText());
      assertEquals("MALFORMED", lines.get(9).at("/problem/code").asText());
      assertEquals("claimant.phone", lines.get(11).at("/problem/field").asText());
      assertEquals(Ids.complaint("WINDOW", run + 301), lines.get(301).get("complaintId").asText());
      assertEquals(run + 301, lines.get(301).get("channelMessageId").asText());
    }
    String last = Ids.complaint("WINDOW", run + 301);
    await().untilAsserted(() -> operator().get("/api/complaints/" + last).then().statusCode(200).body("localityCode", equalTo("110107011")).body("content", containsString("\"路灯\"")));
    var facts = log.facts();
    assertEquals(296, java.util.stream.IntStream.rangeClosed(2, 301).filter(i -> facts.containsKey(Ids.complaint("WINDOW", run + i))).count());
  }

  @Test void a_table_can_be_answered_as_a_table_and_its_header_is_checked_first() {
    String run = UUID.randomUUID().toString();
    String answer = adapter().config(PLAIN).contentType("text/csv; charset=utf-8").accept("text/csv").queryParam("channel", "GRID").body(("编号,channelMessageId,content\n1,=" + run + ",x\n2," + run + "b,\n").getBytes(StandardCharsets.UTF_8))
        .post("/api/complaints/csv").then().statusCode(200).contentType(containsString("text/csv")).extract().asString();
    assertTrue(answer.contains("line,channelMessageId,complaintId,ticketNo,code,field,detail"), answer);
    assertTrue(answer.contains("\"'=" + run + "\","), "no formula: " + answer);
    assertTrue(answer.contains("3," + run + "b,,,FIELD_MISSING,content,"), answer);
    for (String[] bad : List.of(new String[] {"a,b\n", "content"}, new String[] {"内容\nx\n", "channelMessageId"}, new String[] {"内容,工单编号\nx,1\n", "channel"})) {
      adapter().config(PLAIN).contentType("text/csv").body(bad[0].getBytes(StandardCharsets.UTF_8)).post("/api/complaints/csv").then().statusCode(422).body("field", equalTo(bad[1]));
    }
    adapter().config(PLAIN).contentType("text/csv").body(new byte[0]).post("/api/complaints/csv").then().statusCode(400);
    adapter().config(PLAIN).contentType("text/csv; charset=klingon").body("x".getBytes(StandardCharsets.UTF_8)).post("/api/complaints/csv").then().statusCode(422).body("field", equalTo("charset"));
    given().config(PLAIN).contentType("text/csv").body("x".getBytes(StandardCharsets.UTF_8)).post("/api/complaints/csv").then().statusCode(401);
    given().header("Authorization", Tokens.as("inspector")).config(PLAIN).contentType("text/csv").body("x".getBytes(StandardCharsets.UTF_8)).post("/api/complaints/csv").then().statusCode(403);
  }

  // ---- attachments

  @Test void a_picture_is_brought_named_by_its_hash_and_read_by_those_who_work_with_the_ticket() {
    byte[] picture = Pictures.jpeg(0x123456);
    ValidatableResponse brought = adapter().multiPart("file", "gate.jpg", picture, "image/jpeg").post("/api/attachments").then().statusCode(201).body("mediaType", equalTo("image/jpeg")).body("name", equalTo("gate.jpg"));
    String hash = brought.extract().path("sha256");
    assertEquals(hash, adapter().contentType("application/octet-stream").queryParam("name", "门口.exe").body(picture).post("/api/attachments").then().statusCode(201).body("name", equalTo("门口.exe")).extract().path("sha256"));
    ObjectNode request = request("WECHAT", "a-" + UUID.randomUUID());
    request.putArray("attachments").addObject().put("name", "门口.jpg").put("sha256", hash).put("mediaType", "text/html").put("size", 1);
    String id = registered(request);
    IntakeEvent.RequestReceived received = (IntakeEvent.RequestReceived) log.facts(id).getFirst().event();
    assertEquals("image/jpeg", received.attachments().getFirst().mediaType(), "what the store knows, not what the channel says");
    operator().get("/api/complaints/" + id).then().body("attachments[0].sha256", equalTo(hash));
    byte[] read = operator().get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(200).contentType("image/jpeg").header("X-Content-Type-Options", "nosniff").header("Content-Disposition", containsString("attachment")).extract().asByteArray();
    assertEquals(hash, java.util.HexFormat.of().formatHex(digest(read)));
    assertFalse(new String(read, StandardCharsets.ISO_8859_1).contains("Wang Xiaoming"));
    given().header("Authorization", Tokens.as("unit", "110107011")).get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    given().header("Authorization", Tokens.as("analyst")).get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(403);
    given().get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(401);
    operator().get("/api/complaints/" + id + "/attachments/" + "0".repeat(64)).then().statusCode(404);
    // Not of this ticket, although it is there.
    String other = registered(request("WECHAT", "o-" + UUID.randomUUID()));
    operator().get("/api/complaints/" + other + "/attachments/" + hash).then().statusCode(404);
    operator().contentType("application/json").body("{\"attachments\":[{\"name\":\"b\",\"sha256\":\"" + hash + "\"}]}").post("/api/complaints/" + other + "/supplements").then().statusCode(200).body("supplements[0].attachments[0].sha256", equalTo(hash));
    operator().get("/api/complaints/" + other + "/attachments/" + hash).then().statusCode(200);
  }

  @Test void what_a_unit_brings_as_evidence_is_read_by_those_who_work_with_the_ticket() {
    String lugu = "110107011";
    String hash = given().header("Authorization", Tokens.as("unit", lugu)).multiPart("file", "处理后.jpg", Pictures.jpeg(0x4711), "image/jpeg").post("/api/attachments").then().statusCode(201).extract().path("sha256");
    String id = registered(request("WECHAT", "e-" + UUID.randomUUID()));
    operator().get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(404);
    log.append(id, Stories.dispatched(), Instant.now());
    log.append(id, new DispatchEvent.FieldVisitRecorded(lugu, Instant.now(), "南门", "已清理", true, List.of("处理后.jpg#" + hash, "没有存下来的.jpg")), Instant.now());
    await().untilAsserted(() -> operator().get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(200).contentType("image/jpeg"));
    given().header("Authorization", Tokens.as("unit", lugu)).get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(200);
    given().header("Authorization", Tokens.as("unit", "110107010")).get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    operator().get("/api/complaints/" + registered(request("WECHAT", "f-" + UUID.randomUUID())) + "/attachments/" + hash).then().statusCode(404);
  }

  @Test void an_attachment_that_was_not_brought_or_is_none_is_refused() {
    String message = "n-" + UUID.randomUUID();
    ObjectNode request = request("WECHAT", message);
    request.putArray("attachments").addObject().put("name", "a.jpg").put("sha256", "0".repeat(64));
    adapter().contentType("application/json").body(request.toString()).post("/api/complaints").then().statusCode(422).body("code", equalTo("ATTACHMENT_UNKNOWN")).body("field", equalTo("attachments[0].sha256"));
    String batch = adapter().contentType("application/x-ndjson").body((request + "\n").getBytes(StandardCharsets.UTF_8)).post("/api/complaints/batch").then().statusCode(200).extract().asString();
    assertTrue(batch.contains("ATTACHMENT_UNKNOWN"), batch);
    assertEquals(List.of(), log.facts(Ids.complaint("WECHAT", message)));
    String other = registered(request("WECHAT", "m-" + UUID.randomUUID()));
    operator().contentType("application/json").body("{\"attachments\":[{\"name\":\"b\",\"sha256\":\"" + "0".repeat(64) + "\"}]}").post("/api/complaints/" + other + "/supplements").then().statusCode(422).body("field", equalTo("attachments[0].sha256"));
    adapter().contentType("image/jpeg").body("<html>no picture</html>".getBytes(StandardCharsets.UTF_8)).post("/api/attachments").then().statusCode(422).body("code", equalTo("ATTACHMENT_TYPE"));
    adapter().contentType("application/octet-stream").body(new byte[15_728_641]).post("/api/attachments").then().statusCode(413).body("code", equalTo("TOO_LARGE"));
    adapter().contentType("application/octet-stream").body(new byte[0]).post("/api/attachments").then().statusCode(422);
    given().contentType("image/jpeg").body(Pictures.jpeg(1)).post("/api/attachments").then().statusCode(401);
    given().header("Authorization", Tokens.as("inspector")).contentType("image/jpeg").body(Pictures.jpeg(1)).post("/api/attachments").then().statusCode(403);
  }

  @Test void the_pictures_of_a_confidential_request_are_looked_at_for_a_reason_and_with_a_trace() {
    String hash = adapter().contentType("image/png").body(Pictures.png(7)).post("/api/attachments").then().statusCode(201).extract().path("sha256");
    ObjectNode request = request("WECHAT", "k-" + UUID.randomUUID());
    request.putObject("claimant").put("phone", "13911112222").put("confidential", true);
    request.putArray("attachments").addObject().put("name", "王某的家.png").put("sha256", hash);
    String id = registered(request);
    assertFalse(new String(EventTypes.write(log.facts(id).getFirst().event()), StandardCharsets.UTF_8).contains("王某"));
    operator().get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(422).body("field", equalTo("reason"));
    operator().queryParam("reason", "回访核实").get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(200);
    assertEquals(new IntakeEvent.SensitiveDataViewed(List.of("attachment " + hash), "回访核实"), log.facts(id).getLast().event());
    log.append(id, new cn.jsjb.event.DispatchEvent.TicketDispatched(1, 1, "110107011", cn.jsjb.event.DispatchEvent.Mode.DIRECT, List.of("110107"), "DC2021", Map.of(), cn.jsjb.catalogue.Grade.GENERAL_7D, Instant.now(), Instant.now(),
        Instant.now().plusSeconds(604_800), null), Instant.now());
    await().untilAsserted(() -> operator().get("/api/complaints/" + id).then().body("status", equalTo("DISPATCHED")));
    given().header("Authorization", Tokens.as("unit", "110107011")).queryParam("reason", "好奇").get("/api/complaints/" + id + "/attachments/" + hash).then().statusCode(403).body("code", equalTo("CLAIMANT_IS_CONFIDENTIAL"));
  }

  // ---- the same matter from two sources

  @Test void the_same_matter_from_two_sources_is_linked_and_each_keeps_its_own_answer() {
    ObjectNode call = request("PHONE", "w-" + UUID.randomUUID());
    call.putObject("claimant").put("phone", "13912340000");
    ObjectNode clue = request("WAGE_PLATFORM", "w-" + UUID.randomUUID());
    clue.putObject("claimant").put("phone", "139-1234-0000");
    String master = registered(call);
    String linked = registered(clue);
    String body = "{\"masterId\":\"" + master + "\",\"similarity\":0.9,\"note\":\"同一工地\"}";
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      operator().header("Idempotency-Key", key).contentType("application/json").body(body).post("/api/complaints/" + linked + "/links").then().statusCode(200).body("link.masterId", equalTo(master)).body("link.kind", equalTo("CROSS_SOURCE"))
          .body("status", equalTo("PENDING_DISPATCH"));
    }
    assertEquals(1, log.facts(linked).stream().filter(f -> f.event() instanceof IntakeEvent.DuplicateLinked).count());
    operator().get("/api/complaints/" + master + "/links").then().statusCode(200).body("total", equalTo(1)).body("items[0].complaintId", equalTo(linked)).body("items[0].channel", equalTo("WAGE_PLATFORM")).body("link", nullValue());
    operator().get("/api/complaints/" + linked + "/links").then().statusCode(200).body("link.masterId", equalTo(master)).body("items", hasSize(0));
    log.append(linked, new cn.jsjb.event.DispatchEvent.ResultRepliedToClaimant("110107011", "工资已支付", "PHONE"), Instant.now());
    await().untilAsserted(() -> operator().get("/api/complaints/" + linked).then().body("replies.text", hasItem("工资已支付")));
    operator().get("/api/complaints/" + master).then().body("replies", hasSize(0));
    operator().contentType("application/json").body(body).post("/api/complaints/" + linked + "/links").then().statusCode(409).body("code", equalTo("LINKED_ALREADY"));
    operator().contentType("application/json").body(body).post("/api/complaints/" + master + "/links").then().statusCode(409).body("code", equalTo("LINKED_TO_ITSELF"));
    String third = registered(request("WECHAT", "w-" + UUID.randomUUID()));
    operator().contentType("application/json").body("{\"masterId\":\"" + third + "\"}").post("/api/complaints/" + master + "/links").then().statusCode(409).body("code", equalTo("HAS_LINKED_ONES"));
    operator().contentType("application/json").body("{\"masterId\":\"" + linked + "\"}").post("/api/complaints/" + third + "/links").then().statusCode(409).body("code", equalTo("MASTER_IS_LINKED"));
    operator().contentType("application/json").body("{}").post("/api/complaints/" + third + "/links").then().statusCode(422).body("field", equalTo("masterId"));
    operator().contentType("application/json").body("{\"masterId\":\"" + UUID.randomUUID() + "\"}").post("/api/complaints/" + third + "/links").then().statusCode(422).body("field", equalTo("masterId"));
    operator().contentType("application/json").body("{\"masterId\":\"" + third + "\"}").post("/api/complaints/" + UUID.randomUUID() + "/links").then().statusCode(404);
    adapter().contentType("application/json").body(body).post("/api/complaints/" + third + "/links").then().statusCode(403);
    given().contentType("application/json").body(body).post("/api/complaints/" + third + "/links").then().statusCode(401);
    given().header("Authorization", Tokens.as("unit", "110107001")).get("/api/complaints/" + master + "/links").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
  }

  // ---- helpers

  private static RequestSpecification operator() { return given().header("Authorization", Tokens.as("operator")); }

  private static RequestSpecification adapter() { return given().header("Authorization", Tokens.as("adapter")); }

  private static ObjectNode request(String channel, String message) {
    return EventTypes.JSON.createObjectNode().put("channel", channel).put("channelMessageId", message).put("requestType", "COMPLAINT").put("title", "小区门口游商占道").put("content", "石景山区鲁谷街道六合园门口每天有游商占道经营");
  }

  private static String registered(ObjectNode request) {
    String id = adapter().contentType("application/json").body(request.toString()).post("/api/complaints").then().statusCode(202).extract().path("complaintId");
    await().untilAsserted(() -> operator().get("/api/complaints/" + id).then().statusCode(200).body("status", equalTo("PENDING_DISPATCH")));
    return id;
  }

  /** Fields as name, value, name, value, … */
  private static RequestSpecification form(String key, String... fields) {
    RequestSpecification form = given().config(io.restassured.RestAssured.config().encoderConfig(io.restassured.config.EncoderConfig.encoderConfig().defaultContentCharset("UTF-8")))
        .contentType("application/x-www-form-urlencoded; charset=utf-8");
    for (int i = 0; i < fields.length; i += 2) {
      form.formParam(fields[i], fields[i + 1]);
    }
    return key == null ? form : form.formParam("api_key", key);
  }

  private static void fault(RequestSpecification form, int status, String says) {
    ValidatableResponse answer = form.post(V2 + "/requests.xml").then().statusCode(status).header("Content-Type", containsString("text/xml"));
    answer.body("errors.error.code", equalTo("" + status)).body("errors.error.description", containsString(says));
  }

  private static String sha256(String text) { return java.util.HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8))); }

  private static byte[] digest(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String time(Instant at) { return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(); }
}
