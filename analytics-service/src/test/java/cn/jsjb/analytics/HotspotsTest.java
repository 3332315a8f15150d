package cn.jsjb.analytics;

import static cn.jsjb.analytics.Story.BAJIAO;
import static cn.jsjb.analytics.Story.LUGU;
import static cn.jsjb.analytics.Story.SHIJINGSHAN;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vendors gather, somebody calls again and again; the service says so on the log, the street acts, and what is taken away as a file is what the answers say. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, restrictToAnnotatedClass = true, initArgs = {@ResourceArg(name = "database", value = "analytics"), @ResourceArg(name = "alone", value = "hotspots")})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotspotsTest {
  private static final String VENDORS = "020301", WATER = "010101";
  /** Two positions in one cell, and one a kilometre away. */
  private static final double[] HERE = {116.20010, 39.90010}, BESIDE = {116.20015, 39.90012}, ELSEWHERE = {116.21300, 39.90900};
  private static final Instant NOW = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  private static String leader;
  private static TheLog log;
  private static String generalised;

  @Inject LogService<ProgrammeStream> programme;
  @Inject LogService<TicketFigures> tickets;

  @BeforeAll
  static void aMonthOfASmallCity() {
    log = new TheLog(org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    leader = Tokens.as("leader");
    for (int i = 0; i < 12; i++) {
      append(ticket(NOW.minus(Duration.ofHours(6L * i + 1)), "vendors-" + i, VENDORS, LUGU, i % 2 == 0 ? HERE : BESIDE));
    }
    for (int i = 0; i < 3; i++) {
      append(ticket(NOW.minus(Duration.ofDays(9L * i).plusHours(2)), "again", WATER, BAJIAO, null));
    }
    for (int i = 0; i < 4; i++) {
      append(ticket(NOW.minus(Duration.ofHours(5L * i + 1)), "few-" + i, VENDORS, LUGU, ELSEWHERE));
    }
    Story closed = ticket(NOW.minus(Duration.ofDays(3)), "general", "020101", LUGU, HERE).dispatched(LUGU).signed(LUGU);
    closed.whistled(1).tell(new DispatchEvent.WhistleTaskAssigned(1, 1, Story.URBAN_ENFORCEMENT, "全街道排查", NOW, true, LUGU));
    generalised = append(closed.feedback(LUGU).calledBack(true, cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED).closed());
    append(ticket(NOW.minus(Duration.ofDays(4)), "like", "020101", LUGU, ELSEWHERE));
  }

  private static Story ticket(Instant at, String claimant, String category, String locality, double[] position) {
    Story story = Story.received(at, "WECHAT", RequestType.COMPLAINT);
    IntakeEvent.RequestReceived r = (IntakeEvent.RequestReceived) story.steps.removeFirst().event();
    story.tell(new IntakeEvent.RequestReceived(r.ticketNo(), r.channel(), r.channelMessageId(), r.requestType(), r.title(), r.content(), r.place(), at, null, null, List.of(),
        new IntakeEvent.Claimant(false, false, null, claimant + "-keyed-hash-of-a-phone", "four")));
    Place place = new Place("某处", locality.substring(0, 6), locality, locality + "001", position == null ? null : position[0], position == null ? null : position[1]);
    return story.later(Duration.ofMinutes(1)).tell(new IntakeEvent.TicketRegistered(RequestType.COMPLAINT, new IntakeEvent.Classification(category, null, Grade.GENERAL_7D, 0.9, List.of(), "2021.1"),
        new IntakeEvent.Location(place, 0.9, List.of(), "nbs-2023")));
  }

  private static String append(Story story) {
    story.steps.forEach(step -> log.appendNext(story.id, step.event(), step.at()));
    return story.id;
  }

  @BeforeEach
  void everythingIsFound() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> json("/api/hotspots").getInt("total") >= 3 && json("/api/proactive-tasks").getInt("total") >= 3);
  }

  private static ValidatableResponse get(String path, String token) { return as(token).get(path).then(); }

  private static RequestSpecification as(String token) { return given().header("Authorization", token).contentType("application/json").when(); }

  private static JsonPath json(String path) { return json(path, leader); }

  private static JsonPath json(String path, String token) { return get(path, token).statusCode(200).extract().jsonPath(); }

  private static byte[] file(String path) { return get(path, leader).statusCode(200).extract().asByteArray(); }

  private static String idOf(String rule, String category) { return json("/api/hotspots?rule=" + rule + "&category=" + category).getString("items[0].id"); }

  private static String taskOf(String category) { return json("/api/proactive-tasks").getString("items.find{it.category=='%s' && it.origin=='HOTSPOT'}.id".formatted(category)); }

  // ---- found

  @Test @Order(1) void three_are_found_and_told_on_the_log_and_nothing_else() {
    JsonPath found = json("/api/hotspots");
    assertEquals(Set.of("H1/" + VENDORS, "H4/" + VENDORS, "H3/" + WATER),
        found.<Map<String, Object>>getList("items").stream().map(i -> i.get("rule") + "/" + i.get("category")).collect(Collectors.toSet()));
    for (String id : found.<String>getList("items.id")) {
      List<String> told = log.facts(EventLog.PROGRAMME, id).stream().map(Fact::type).toList();
      assertEquals("analytics.HotspotDetected", told.getFirst());
      assertTrue(told.stream().skip(1).allMatch("analytics.HotspotExtended"::equals), "one open hotspot a rule and scope: " + told);
    }
    JsonPath frequent = json("/api/hotspots/" + idOf("H1", VENDORS));
    assertEquals("CELL", frequent.getString("spot.kind"));
    assertEquals(7, frequent.getList("spot.boundary").size());
    assertEquals(LUGU, frequent.getString("unitCode"));
    assertEquals("鲁谷街道", frequent.getString("unitName"));
    assertEquals(10, frequent.getInt("evidence.tickets"));
    assertEquals(10, frequent.getInt("evidence.measures.tickets"));
    assertEquals("30 天内 10 件及以上", frequent.getString("evidence.threshold"));
    assertEquals(12, frequent.getInt("tickets"));
    assertEquals("2026.1", frequent.getString("version"));
    assertEquals(3, frequent.getList("categoryPath").size());
    assertEquals("COMMUNITY", json("/api/hotspots/" + idOf("H3", WATER)).getString("spot.kind"));
    assertEquals(List.of(), log.facts(EventLog.PROGRAMME, idOf("H1", VENDORS)).stream().map(f -> new String(cn.jsjb.event.EventTypes.write(f.said()))).filter(t -> t.contains("keyed-hash")).toList(), "nothing of a person");
  }

  @Test @Order(2) void a_figure_opens_its_tickets() {
    PlainHotspots plain = PlainHotspots.of(log.facts());
    for (Map<String, Object> item : json("/api/hotspots").<Map<String, Object>>getList("items")) {
      JsonPath behind = json("/api/tickets?size=500&figure=" + item.get("figure") + "/received");
      assertEquals(item.get("tickets"), behind.getInt("total"));
      assertEquals(plain.scope((String) item.get("category"), item.get("rule").equals("H3") ? BAJIAO : LUGU, item.get("rule").equals("H3") ? null : HERE), new TreeSet<>(behind.<String>getList("items.complaintId")));
    }
  }

  @Test @Order(3) void one_task_for_two_rules_of_a_scope_and_one_for_a_closed_ticket() {
    JsonPath tasks = json("/api/proactive-tasks");
    assertEquals(3, tasks.getInt("total"));
    assertEquals(1, tasks.<Map<String, Object>>getList("items").stream().filter(t -> VENDORS.equals(t.get("category"))).count());
    JsonPath like = json("/api/proactive-tasks/" + tasks.getString("items.find{it.origin=='GENERALISED'}.id"));
    assertEquals(generalised, like.getString("complaintId"));
    assertEquals(LUGU, like.getString("unitCode"));
    assertEquals(1, like.getList("similar").size(), "the other place with the same matter");
    assertEquals("CELL", like.getString("similar[0].kind"));
    assertNotNull(json("/api/hotspots/" + idOf("H4", VENDORS)).getString("taskId"));
  }

  // ---- acted upon

  @Test @Order(4) void the_street_takes_it_on_and_completes_it_once() {
    String id = taskOf(VENDORS);
    String street = Tokens.as("unit", LUGU);
    String accept = "{\"measures\":\"=增设疏导点\",\"plannedFor\":\"2099-06-30\"}";
    get("/api/proactive-tasks/" + id, street).statusCode(200).header("ETag", notNullValue()).body("status", equalTo("PROPOSED"));
    as(street).body("{\"result\":\"好了\"}").post("/api/proactive-tasks/" + id + "/completion").then().statusCode(409);
    for (String other : List.of(Tokens.as("unit", BAJIAO), Tokens.as("district", SHIJINGSHAN))) {
      as(other).body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
      as(other).body("{\"reason\":\"不归它管\"}").post("/api/proactive-tasks/" + id + "/decline").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    }
    as(leader).body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(403);
    given().contentType("application/json").body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(401);
    as(street).header("If-Match", "\"stale\"").body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(412);
    as(street).body("{\"measures\":\"x\",\"plannedFor\":\"2020-01-01\"}").post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(422);
    as(street).body("{\"plannedFor\":\"2099-01-01\"}").post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(422).body("field", equalTo("measures"));
    as(street).body("{\"measures\":\"x\",\"plannedFor\":\"soon\"}").post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(422).body("field", equalTo("plannedFor"));
    as(street).body(accept).post("/api/proactive-tasks/no-such/acceptance").then().statusCode(404);
    assertEquals(1, log.facts(EventLog.PROGRAMME, id).size(), "a refusal says nothing");
    String etag = as(street).header("Idempotency-Key", "k1").body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(200).body("status", equalTo("ACCEPTED")).extract().header("ETag");
    assertEquals(etag, as(street).header("Idempotency-Key", "k1").body(accept).post("/api/proactive-tasks/" + id + "/acceptance").then().statusCode(200).extract().header("ETag"));
    as(street).body("{\"reason\":\"不归我管\"}").post("/api/proactive-tasks/" + id + "/decline").then().statusCode(409);
    as(Tokens.as("district", SHIJINGSHAN)).header("If-Match", etag).body("{\"result\":\"区里说好了\"}").post("/api/proactive-tasks/" + id + "/completion").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    as(street).header("If-Match", etag).body("{\"result\":\"已设疏导点三处\",\"evidence\":[\"照片\"]}").post("/api/proactive-tasks/" + id + "/completion").then().statusCode(200).body("status", equalTo("COMPLETED")).body("evidence[0]", equalTo("照片"));
    assertEquals(List.of("analytics.ProactiveTaskProposed", "analytics.ProactiveTaskAccepted", "analytics.ProactiveTaskCompleted"), log.facts(EventLog.PROGRAMME, id).stream().map(Fact::type).toList());
    assertTrue(log.facts(EventLog.PROGRAMME, id).stream().allMatch(f -> f.type().startsWith("analytics.")));
  }

  @Test @Order(5) void who_declines_says_why_and_the_district_is_asked() {
    String id = taskOf(WATER);
    as(Tokens.as("unit", BAJIAO)).body("{}").post("/api/proactive-tasks/" + id + "/decline").then().statusCode(422).body("field", equalTo("reason"));
    as(Tokens.as("unit", BAJIAO)).body("{\"reason\":\"管线由区里管理\"}").post("/api/proactive-tasks/" + id + "/decline").then().statusCode(200).body("status", equalTo("PROPOSED")).body("unitCode", equalTo(SHIJINGSHAN))
        .body("level", equalTo("DISTRICT")).body("declines[0].unitName", containsString("八角"));
    as(Tokens.as("unit", BAJIAO)).body("{\"reason\":\"再说一次\"}").post("/api/proactive-tasks/" + id + "/decline").then().statusCode(403);
    get("/api/proactive-tasks/" + id, Tokens.as("unit", BAJIAO)).statusCode(200);
    assertEquals(1, json("/api/proactive-tasks?unit=" + SHIJINGSHAN).getInt("total"));
  }

  @Test @Order(6) void a_unit_sees_its_own_only() {
    String bajiao = Tokens.as("unit", BAJIAO);
    assertEquals(List.of(WATER), json("/api/hotspots", bajiao).getList("items.category"));
    get("/api/hotspots/" + idOf("H1", VENDORS), bajiao).statusCode(403);
    get("/api/tickets?figure=hotspot:" + idOf("H1", VENDORS) + "/received", bajiao).statusCode(403);
    get("/api/proactive-tasks/" + taskOf(VENDORS), bajiao).statusCode(403);
    assertEquals(3, json("/api/hotspots", Tokens.as("district", SHIJINGSHAN)).getInt("total"));
    assertEquals(0, json("/api/hotspots", Tokens.as("district", "110105")).getInt("total"));
    get("/api/hotspots", Tokens.as("operator")).statusCode(403);
    given().get("/api/hotspots").then().statusCode(401);
    get("/api/hotspots/nothing", leader).statusCode(404);
    get("/api/topic-candidates?year=2027", bajiao).statusCode(403);
    get("/api/exports/topic-candidates.xlsx?year=2027", bajiao).statusCode(403);
    get("/api/exports/monthly-report.docx", bajiao).statusCode(403);
    assertFalse(json("/api/exports", bajiao).<String>getList("items.name").contains("topic-candidates"));
  }

  @ParameterizedTest @Order(6)
  @CsvSource(delimiter = '|', value = {"/api/hotspots?rule=H9 | rule", "/api/hotspots?status=SHUT | status", "/api/boards/heat?level=street | level", "/api/boards/heat?depth=3 | depth", "/api/boards/heat?category=x | category",
      "/api/boards/heat?district=999999 | district", "/api/topic-candidates | year", "/api/topic-candidates?year=27 | year", "/api/proactive-tasks?status=DONE | status", "/api/exports/rankings.xlsx?list=NONE | list",
      "/api/exports/rankings.xlsx?lst=LOCALITY | lst", "/api/exports/problems.csv?period=May | period"})
  void bad_input_names_the_field(String path, String field) { get(path, leader).statusCode(422).body("field", equalTo(field)).body("detail", notNullValue()); }

  // ---- counted

  @Test @Order(7) void the_heat_map_is_the_plain_count_and_opens_its_tickets() {
    PlainHotspots plain = PlainHotspots.of(log.facts());
    for (String period : plain.periods()) {
      JsonPath heat = json("/api/boards/heat?depth=6&period=" + period);
      Map<String, Integer> cells = new TreeMap<>();
      heat.<Map<String, Object>>getList("cells").forEach(c -> cells.put(c.get("place") + "/" + c.get("category"), (Integer) c.get("volume")));
      assertEquals(plain.volumes(period), cells);
      for (Map<String, Object> place : heat.<Map<String, Object>>getList("places")) {
        assertEquals(place.get("volume"), json("/api/tickets?period=%s&figure=%s/received".formatted(period, place.get("figure"))).getInt("total"));
        assertEquals(plain.claimants(period, (String) place.get("code")), place.get("claimants"));
      }
      for (Map<String, Object> cell : heat.<Map<String, Object>>getList("cells")) {
        assertEquals(cell.get("volume"), json("/api/tickets?period=%s&figure=%s/received".formatted(period, cell.get("figure"))).getInt("total"));
      }
    }
    JsonPath map = json("/api/boards/heat?level=cell&period=" + plain.periods().last());
    assertTrue(map.<Map<String, Object>>getList("places").stream().anyMatch(p -> p.get("boundary") != null && p.get("kind").equals("CELL")));
    get("/api/boards/heat", Tokens.as("operator")).statusCode(403);
  }

  @Test @Order(8) void candidates_are_counted_over_the_year() {
    int year = Integer.parseInt(Assessment.load().periodOf(NOW).key().substring(0, 4));
    JsonPath board = json("/api/topic-candidates?year=" + (year + 1));
    Map<String, Integer> received = new HashMap<>();
    PlainHotspots.of(log.facts()).volumesOfYear(year).forEach((category, n) -> received.put(category, n));
    assertFalse(board.getList("items").isEmpty());
    for (Map<String, Object> item : board.<Map<String, Object>>getList("items")) {
      assertEquals(received.get(item.get("category")), item.get("received"));
    }
    assertEquals("2026.1", board.getString("formula.version"));
    assertEquals(1, board.getInt("items.find{it.category=='020101'}.crossUnit"), "the one that was whistled for");
  }

  // ---- taken away

  @Test @Order(9) void a_workbook_says_what_the_answer_says() throws Exception {
    JsonPath hotspots = json("/api/hotspots");
    List<List<String>> rows = rows("/api/exports/hotspots.xlsx", 0);
    assertEquals("编号", rows.getFirst().getFirst());
    assertEquals(hotspots.getList("items").size(), rows.size() - 1);
    int id = rows.getFirst().indexOf("编号");
    int count = rows.getFirst().indexOf("件数");
    int claimants = rows.getFirst().indexOf("依据·诉求人数");
    int lon = rows.getFirst().indexOf("点位·经度");
    for (List<String> row : rows.subList(1, rows.size())) {
      String path = "items.find{it.id=='%s'}.".formatted(row.get(id));
      assertEquals(hotspots.getInt(path + "tickets"), new BigDecimal(row.get(count)).intValueExact());
      assertEquals(hotspots.getInt(path + "evidence.claimants"), new BigDecimal(row.get(claimants)).intValueExact());
      assertEquals(hotspots.get(path + "spot.lon") == null ? "" : "%.3f".formatted(hotspots.getDouble(path + "spot.lon")), row.get(lon).isEmpty() ? "" : "%.3f".formatted(Double.valueOf(row.get(lon))));
    }
    assertEquals(List.of(), rows.getFirst().stream().filter(h -> h.matches(".*[a-z]{3,}.*") && !h.matches(".*[zZ].*")).toList(), "a header without a word");
  }

  @Test @Order(10) void every_number_of_the_ranking_is_in_the_workbook_and_districts_have_sheets() throws Exception {
    String query = "list=LOCALITY&period=" + Assessment.load().periodOf(NOW).key();
    JsonPath ranking = json("/api/rankings?" + query);
    List<List<String>> rows = rows("/api/exports/rankings.xlsx?" + query, 0);
    assertEquals(ranking.getInt("total"), rows.size() - 1);
    List<String> header = rows.getFirst();
    for (int i = 0; i < ranking.getInt("total"); i++) {
      List<String> row = rows.get(i + 1);
      assertEquals(ranking.getString("items[%d].unitCode".formatted(i)), row.get(header.indexOf("单位编码")));
      assertEquals(ranking.getInt("items[%d].volume".formatted(i)), new BigDecimal(row.get(header.indexOf("诉求量"))).intValueExact());
      for (Figure figure : Figure.values()) {
        String name = header.stream().filter(h -> h.equals(cn.jsjb.analytics.exporting.HeaderOf.figure(figure))).findFirst().orElseThrow(() -> new AssertionError("no column for " + figure));
        assertEquals(ranking.getInt("items[%d].counts.%s".formatted(i, figure.json())), new BigDecimal(row.get(header.indexOf(name))).intValueExact(), figure.json());
      }
      String score = ranking.getString("items[%d].score".formatted(i));
      assertEquals(score == null ? 0 : new BigDecimal(score).compareTo(new BigDecimal(row.get(header.indexOf("得分")))), 0);
    }
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file("/api/exports/rankings.xlsx?" + query)))) {
      List<String> sheets = book.getSheets().map(Sheet::getName).toList();
      assertTrue(sheets.contains("石景山区 排名"), sheets.toString());
      assertEquals("说明", sheets.getLast());
      String told = book.findSheet("说明").orElseThrow().openStream().map(Row::toString).collect(Collectors.joining());
      assertNotNull(told);
    }
  }

  @Test @Order(11) void what_could_be_a_formula_is_none() throws Exception {
    List<List<String>> rows = rows("/api/exports/proactive-tasks.xlsx", 0);
    int measures = rows.getFirst().indexOf("措施");
    assertTrue(rows.stream().anyMatch(r -> r.get(measures).equals("'=增设疏导点")), rows.toString());
  }

  @Test @Order(12) void comma_separated_values_open_in_Excel_and_open_data_needs_no_token() {
    byte[] tickets = file("/api/exports/tickets.csv?period=" + Assessment.load().periodOf(NOW).key());
    assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, Arrays.copyOf(tickets, 3));
    String[] lines = new String(tickets, java.nio.charset.StandardCharsets.UTF_8).substring(1).split("\r\n");
    assertEquals(json("/api/tickets?period=" + Assessment.load().periodOf(NOW).key()).getInt("total"), lines.length - 1);
    assertTrue(lines[0].replace("\"", "").startsWith("工单标识,工单编号,状态"), lines[0]);
    given().get("/api/public/statistics.csv").then().statusCode(200).body(containsString("分类编码"));
    given().get("/api/public/statistics").then().statusCode(200).body("period", equalTo(java.time.YearMonth.parse(Assessment.load().periodOf(NOW).key()).minusMonths(1).toString()));
    for (String file : List.of("", ".csv")) {
      given().get("/api/public/statistics%s?period=%s".formatted(file, Assessment.load().periodOf(NOW).key())).then().statusCode(422).body("field", equalTo("period"));
    }
    given().get("/api/exports/tickets.csv").then().statusCode(401);
    get("/api/exports/nothing.xlsx", leader).statusCode(404);
    get("/api/exports/rankings.doc", leader).statusCode(404);
  }

  @Test @Order(13) void the_month_is_a_Word_document_with_charts() throws Exception {
    byte[] report = file("/api/exports/monthly-report.docx?period=" + Assessment.load().periodOf(NOW).key());
    java.nio.file.Files.write(java.nio.file.Path.of("target", "monthly-report.docx"), report);
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(report))) {
      String text = document.getParagraphs().stream().map(p -> p.getText()).collect(Collectors.joining("\n"));
      assertTrue(text.contains("接诉即办工作月报") && text.contains("五、热点与主动治理"), text);
      assertTrue(text.contains("本期受理诉求%d件".formatted(json("/api/tickets?figure=city/received&period=" + Assessment.load().periodOf(NOW).key()).getInt("total"))), text);
      assertEquals(2, document.getCharts().size());
      assertTrue(document.getTables().size() >= 4);
      assertEquals("仿宋", document.getParagraphs().get(1).getRuns().getFirst().getFontFamily(org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange.eastAsia));
    }
  }

  @Test @Order(13) void every_list_can_be_taken_away_and_has_words_for_its_columns() throws Exception {
    String period = Assessment.load().periodOf(NOW).key();
    Map<String, String> needs = Map.of("problem", "id=MT2021-P07", "rankings", "list=LOCALITY", "rankings-inner", "locality=" + LUGU, "topic-candidates", "year=" + (Integer.parseInt(period.substring(0, 4)) + 1),
        "unit", "code=" + LUGU, "locality-history", "code=" + LUGU, "annual", "year=" + period.substring(0, 4));
    List<String> without = new ArrayList<>();
    for (String name : json("/api/exports").<String>getList("items.name")) {
      if (name.equals("monthly-report") || name.equals("locked")) {
        continue;
      }
      String path = "/api/exports/%s.xlsx%s".formatted(name, needs.containsKey(name) ? "?" + needs.get(name) : "");
      byte[] file = get(path, leader).statusCode(200).header("Content-Disposition", containsString(name + ".xlsx")).extract().asByteArray();
      try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
        List<Sheet> sheets = book.getSheets().toList();
        assertEquals("说明", sheets.getLast().getName(), name);
        for (Sheet sheet : sheets.subList(0, sheets.size() - 1)) {
          sheet.read().getFirst().stream().map(c -> c.getText()).filter(h -> h.matches(".*[a-z]{2,}.*")).forEach(h -> without.add(name + "/" + sheet.getName() + ": " + h));
        }
      }
      get(path.replace(".xlsx", ".csv"), leader).statusCode(200);
    }
    assertEquals(List.of(), without);
    get("/api/exports/locked.xlsx?period=2001-01&version=1", leader).statusCode(404);
  }

  // ---- told again

  @Test @Order(14) void rebuilt_it_is_the_same_and_nothing_is_said_twice() {
    List<Map<String, Object>> before = json("/api/hotspots").getList("items");
    long facts = log.records(EventLog.PROGRAMME).size();
    String run = as(Tokens.as("admin")).post("/api/rebuilds").then().statusCode(202).extract().path("id");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> "SWITCHED".equals(json("/api/rebuilds", Tokens.as("admin")).getString("items.find{it.id=='" + run + "'}.state")));
    assertEquals(before, json("/api/hotspots").getList("items"));
    append(ticket(NOW.minus(Duration.ofHours(1)).plusSeconds(1), "one-more", VENDORS, LUGU, HERE));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> json("/api/hotspots/" + idOf("H1", VENDORS)).getInt("tickets") == 13);
    Awaitility.await().during(Duration.ofSeconds(11)).atMost(Duration.ofSeconds(15)).until(() -> log.records(EventLog.PROGRAMME).size() == facts);
  }

  private static List<List<String>> rows(String path, int sheet) throws Exception {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file(path)))) {
      List<List<String>> rows = new ArrayList<>();
      for (Row row : book.getSheet(sheet).orElseThrow().read()) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < row.getCellCount(); c++) {
          cells.add(row.getCell(c) == null ? "" : row.getCell(c).getRawValue() == null ? "" : row.getCell(c).getType() == org.dhatim.fastexcel.reader.CellType.NUMBER ? row.getCell(c).asNumber().toPlainString() : row.getCell(c).getText());
        }
        while (!rows.isEmpty() && cells.size() < rows.getFirst().size()) {
          cells.add("");
        }
        rows.add(cells);
      }
      return rows;
    }
  }
}
