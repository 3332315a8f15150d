package cn.jsjb.analytics;

import static cn.jsjb.analytics.Story.LUGU;
import static cn.jsjb.analytics.Story.SHIJINGSHAN;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.AppraisalEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.OversightEvent;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quarter of a small city on a real log: every board's every figure is the plain count of the log, and opens its tickets. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = @ResourceArg(name = "database", value = "analytics"))
class EveryFigureTest {
  private static final List<String> QUARTER = List.of("2026-07", "2026-08", "2026-09");
  private static final String DEPARTMENT = "110107D01";
  private static final String LEADER = Tokens.as("leader");
  private static final Predicate<String> ALL = figure -> true;

  private static TheLog log;
  private static PlainBoards truth;
  private static boolean applied;
  private static final Map<String, String> ledgerHeads = new HashMap<>();
  private static String led;

  @Inject LogService<TicketFigures> service;
  @Inject LogService<LedgerEntry> ledger;
  @Inject LogService<ProgrammeStream> programme;
  @ConfigProperty(name = "quarkus.http.test-port", defaultValue = "8081") int port;

  @BeforeAll
  static void playAQuarter() {
    log = TheLog.shared();
    Random random = new Random(20210720);
    List<Story> all = new ArrayList<>();
    for (int i = 0; i < 360; i++) {
      all.add(Story.believable(random, Instant.parse("2026-06-18T16:00:00Z"), Duration.ofDays(92)));
    }
    for (int i = 0; i < 40; i++) {
      all.add(Story.believable(random, Instant.parse("2025-08-18T16:00:00Z"), Duration.ofDays(30)));
    }
    // What the wall shows: today.
    for (int i = 0; i < 12; i++) {
      all.add(Story.believable(random, Instant.now().minus(Duration.ofMinutes(3 + i)), Duration.ofMillis(1)));
    }
    all.add(Story.received(Instant.now().minus(Duration.ofDays(9)), "PHONE", RequestType.HELP).registered("010101", null, LUGU).dispatched(LUGU).signed(LUGU).overdue(LUGU));
    all.forEach(story -> story.steps.forEach(step -> log.appendNext(story.id, step.event(), step.at())));
    led = all.getFirst().id;
    truth = PlainBoards.of(log.facts());
    oversee();
  }

  private static void oversee() {
    Instant at = Instant.parse("2026-08-01T02:00:00Z");
    LedgerEvent.LedgerEntryOpened open = new LedgerEvent.LedgerEntryOpened(LedgerEvent.LedgerKind.PROBLEM, "游商反复", "清零", LUGU, List.of(), "MT2021-P07", null, List.of(led), at.plus(Duration.ofDays(30)));
    LedgerEvent.LedgerEntryOpened place = new LedgerEvent.LedgerEntryOpened(LedgerEvent.LedgerKind.PLACE, "道路积水", "不再积水", "110101001", List.of(), null, null, List.of(), at.plus(Duration.ofDays(60)));
    say("ledger-late", at, open, new LedgerEvent.LedgerEntryOverdue(open.dueAt()), new LedgerEvent.LedgerEntryProgressed("已整治", true, List.of(), "张"));
    say("ledger-cleared", at, open, new LedgerEvent.LedgerEntryReturned("未见成效", at.plus(Duration.ofDays(50)), "督", false), new LedgerEvent.LedgerEntryCleared("已无游商", List.of(), "督", "110000D30"));
    say("ledger-open", at, place);
    say("appraisal-2026", at, new AppraisalEvent.AnnualAppraisalIssued(2026, "LOCALITY", "2021.1", List.of()));
    PlanEvent.Task task = new PlanEvent.Task(PlanEvent.CITY, "游商清零", null, null, null, List.of(3, 6), "110000D06", List.of(), "SYNTHETIC");
    LocalDate february = LocalDate.of(2026, 2, 1);
    programmeSays("MT2021-P07", new PlanEvent.TaskPlanned("late", 1, february, task), new PlanEvent.TaskPlanned("done", 1, february, task),
        new PlanEvent.TaskCompleted("done", LocalDate.of(2026, 6, 1), null, null, List.of(), "zhang"), new PlanEvent.TaskVerified("done", LocalDate.of(2026, 7, 1), true, "属实", "li"),
        new PlanEvent.TaskVerified("done", LocalDate.of(2026, 12, 1), false, "反弹", "li"));
  }

  private static void say(String stream, Instant at, OversightEvent... events) { append(EventLog.OVERSIGHT, stream, at, events); }

  private static void programmeSays(String stream, PlanEvent... events) { append(EventLog.PROGRAMME, stream, Instant.parse("2026-08-01T02:00:00Z"), events); }

  private static void append(String topic, String stream, Instant at, LoggedEvent... events) {
    String previous = Chain.genesis(stream);
    for (int i = 0; i < events.length; i++) {
      Envelope next = EventLog.envelope(stream, UUID.randomUUID().toString(), events[i], at.plusSeconds(i), i + 1, "test", "", previous);
      log.log().append(topic, next).toCompletableFuture().join();
      previous = next.hash();
    }
    ledgerHeads.put(topic + "/" + stream, previous);
  }

  @BeforeEach
  void everythingIsApplied() {
    if (applied) {
      return;
    }
    Map<String, Integer> lengths = new HashMap<>();
    log.facts().forEach((id, facts) -> lengths.put(id, facts.size()));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lengths.entrySet().stream().allMatch(e -> {
      var row = service.follower().load(e.getKey());
      return row != null && row.sequence() == e.getValue();
    }));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ledgerHeads.entrySet().stream().allMatch(e -> {
      String stream = e.getKey().substring(e.getKey().indexOf('/') + 1);
      var row = e.getKey().startsWith(EventLog.OVERSIGHT) ? ledger.follower().loadFresh(stream) : programme.follower().loadFresh(stream);
      return row != null && row.head().equals(e.getValue());
    }));
    applied = true;
  }

  private static JsonNode json(String path, String token) {
    try {
      return EventTypes.JSON.readTree(given().header("Authorization", token).when().get(path).then().statusCode(200).extract().asString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Walk.Opened behind(String figure, String period, String token) {
    Set<String> ids = new TreeSet<>();
    long counted = 0;
    for (int page = 0; ; page++) {
      var answer = given().header("Authorization", token).queryParam("figure", figure).queryParam("period", period).queryParam("size", 500).queryParam("page", page)
          .when().get("/api/tickets").then().statusCode(200).extract().jsonPath();
      ids.addAll(answer.getList("items.complaintId", String.class));
      counted = answer.getLong("counted");
      if (ids.size() >= answer.getLong("total")) {
        return new Walk.Opened(ids, counted);
      }
    }
  }

  private static Walk walk(String period, String token, Set<String> visible, Predicate<String> checked) { return new Walk(truth, period, visible, checked, (figure, in) -> behind(figure, in, token)); }

  private static Walk walk(String period) { return walk(period, LEADER, null, ALL); }

  // ---- every figure

  @ParameterizedTest
  @ValueSource(strings = {"/api/problems", "/api/rankings?list=LOCALITY", "/api/rankings?list=DISTRICT", "/api/rankings?list=DEPARTMENT", "/api/rankings?list=DISTRICT_DEPARTMENT", "/api/rankings?list=UTILITY",
      "/api/boards/units/110107011", "/api/boards/units/110107", "/api/boards/units/110000D06", "/api/boards/population", "/api/boards/livelihood", "/api/boards/dispatching", "/api/boards/whistles",
      "/api/boards/enterprises", "/api/boards/knowledge"})
  void every_figure_of_the_quarter_is_the_plain_count_and_opens_its_tickets(String board) {
    for (String period : QUARTER) {
      walk(period, LEADER, null, figure -> !figure.startsWith("ledger")).over(json(board + (board.contains("?") ? "&" : "?") + "period=" + period, LEADER));
    }
  }

  @Test void every_figure_of_the_years_is_the_plain_count() {
    walk("2026-09").over(json("/api/boards/annual?year=2026", LEADER));
    walk("2026-09").over(json("/api/boards/localities/" + LUGU + "?period=2026-09&years=3", LEADER));
    walk("2026-09").over(json("/api/boards/population?year=2026", LEADER));
  }

  @Test void every_figure_of_the_days_is_the_plain_count() {
    int figures = 0;
    for (LocalDate day = LocalDate.of(2026, 7, 10); day.isBefore(LocalDate.of(2026, 9, 30)); day = day.plusDays(9)) {
      JsonNode daily = json("/api/boards/daily?day=" + day, LEADER);
      figures += walk("2026-09").over(daily).figures;
      assertEquals(truth.number("daily:" + day.minusDays(1) + "/received", null), daily.get("previousVolume").asLong());
      assertEquals(truth.number("daily:" + day.minusDays(1) + "/valid", null), daily.get("previousAnswers").get("valid").asLong());
      JsonNode urgent = json("/api/boards/urgent?day=" + day, LEADER);
      for (JsonNode one : urgent.get("classes")) {
        figures += walk("2026-09").over(((com.fasterxml.jackson.databind.node.ObjectNode) one.deepCopy()).without("items")).figures;
        assertEquals(truth.tickets(one.get("figure").asText() + "/volume", null), new TreeSet<>(one.get("items").findValuesAsText("complaintId")));
      }
    }
    assertTrue(figures > 300, figures + " figures");
  }

  @Test void what_is_made_of_figures_is_made_exactly() {
    for (String period : QUARTER) {
      JsonNode sent = json("/api/boards/dispatching?period=" + period, LEADER);
      for (JsonNode hop : sent.get("hops")) {
        assertEquals(truth.number(period + " dispatching/hops" + hop.get("hops").asInt(), null), hop.get("tickets").asLong());
      }
      List<Long> seconds = truth.amounts(period + " seconds");
      for (int percent : new int[] {50, 90, 95, 99}) {
        Walk.same(Walk.part(BigDecimal.valueOf(seconds.get((int) Math.ceil(percent / 100.0 * seconds.size()) - 1)), 60, 1), sent.get("minutes").get("p" + percent), "p" + percent);
      }
      assertEquals(truth.number(period + " dispatching/within6", null), sent.get("minutes").get("within6").asLong());
      assertEquals(truth.tickets(period + " dispatching/within6", null), behind("dispatching/within6", period, LEADER).tickets());
      JsonNode whistles = json("/api/boards/whistles?period=" + period, LEADER);
      for (JsonNode place : whistles.get("localities")) {
        String cell = period + " " + place.get("figure").asText();
        if (place.get("ratings").asLong() > 0) {
          Walk.same(Walk.part(BigDecimal.valueOf(truth.number(period + " rating " + place.get("figure").asText(), null)), place.get("ratings").asLong(), 2), place.get("rating"), cell);
        }
        long dispatched = truth.number(period + " locality:" + place.get("code").asText() + "/dispatched", null);
        assertEquals(dispatched == 0, place.get("rate").isNull());
      }
      for (JsonNode district : json("/api/boards/population?period=" + period, LEADER).get("items")) {
        Walk.same(Walk.part(BigDecimal.valueOf(district.get("volume").asLong() * 10_000), district.get("population").asLong(), 2), district.get("per10k"), district.get("districtCode").asText());
      }
      List<BigDecimal> scores = new ArrayList<>();
      JsonNode livelihood = json("/api/boards/livelihood?period=" + period, LEADER);
      livelihood.get("items").forEach(tag -> {
        if (!tag.get("score").isNull()) {
          scores.add(new BigDecimal(tag.get("scoreExact").get("numerator").asText()).divide(new BigDecimal(tag.get("scoreExact").get("denominator").asText()), java.math.MathContext.DECIMAL128));
        }
      });
      assertEquals(Walk.part(scores.stream().reduce(BigDecimal.ZERO, BigDecimal::add), scores.size(), 2).doubleValue(), livelihood.get("index").asDouble(), 0.0051);
    }
  }

  @Test void deferrals_and_how_they_came_back() {
    long reentered = 0;
    for (String period : QUARTER) {
      JsonNode board = json("/api/boards/ledger?period=" + period, LEADER);
      JsonNode deferrals = board.get("deferrals");
      JsonNode reentry = ((com.fasterxml.jackson.databind.node.ObjectNode) deferrals).remove("reentry");
      walk(period).over(deferrals);
      reentered += reentry.get("valid").asLong();
      for (String answer : List.of("valid", "resolved", "dissatisfied")) {
        assertEquals(reentry.get(answer).asLong(), behind("deferrals:reentry/" + answer, period, LEADER).tickets().size());
      }
    }
    assertTrue(reentered > 0);
  }

  @Test void the_ledger_shows_its_entries_and_nothing_else_of_that_log() {
    JsonNode board = json("/api/boards/ledger?period=2026-08", LEADER);
    JsonNode entries = board.get("entries");
    assertEquals(List.of(3L, 2L, 1L, 1L, 1L, 1L), List.of("total", "open", "goalReported", "overdue", "cleared", "returned").stream().map(n -> entries.get(n).asLong()).toList());
    assertEquals(2, board.get("owners").size());
    assertEquals(Set.of(led), behind("ledger/overdue", "2026-08", LEADER).tickets());
    assertEquals(1, behind("ledger/overdue", "2026-08", LEADER).counted());
    assertEquals(Set.of(), behind("ledger:entry:ledger-open/tickets", "2026-08", LEADER).tickets());
    assertEquals(List.of("ledger-open"), json("/api/boards/ledger?period=2026-08", Tokens.as("unit", "110101001")).get("items").findValuesAsText("id"));
    assertEquals(2, json("/api/boards/ledger?period=2026-08", Tokens.as("district", SHIJINGSHAN)).get("items").size());
    assertEquals(null, ledger.follower().loadFresh("appraisal-2026").state());
    JsonNode problem = json("/api/problems/MT2021-P07?period=2026-08", LEADER);
    assertEquals(1, problem.get("ledgerOpen").asLong());
    assertEquals(62, problem.get("monthsOverdue").asLong(), "planned until June 2021, not done in August 2026");
    assertEquals(List.of(1L, 1L), List.of(problem.get("spotChecks").get("passed").asLong(), problem.get("spotChecks").get("done").asLong()));
  }

  // ---- now

  @Test void the_wall_shows_today_and_what_is_open() throws Exception {
    JsonNode live = json("/api/boards/live", LEADER);
    walk("2026-09").over(live);
    assertTrue(live.get("today").get("received").asLong() >= 1);
    assertTrue(live.get("open").get("overdue").asLong() >= 1);
    Instant first = Instant.parse(live.get("minutes").get(0).get("minute").asText());
    long hour = log.facts().values().stream().filter(f -> !f.getFirst().at().isBefore(first)).filter(f -> f.getFirst().at().isBefore(first.plus(Duration.ofHours(1)))).count();
    long shown = 0;
    for (JsonNode minute : live.get("minutes")) {
      shown += minute.get("received").asLong();
    }
    assertEquals(hour, shown);
    assertEquals(60, live.get("minutes").size());
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/boards/live/stream")).header("Authorization", LEADER).build();
    HttpResponse<java.io.InputStream> stream = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, stream.statusCode());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      long before = next(lines).get("open").get("total").asLong();
      Story fresh = Story.received(Instant.parse("2027-03-01T00:00:00Z"), "WECHAT", RequestType.HELP);
      log.appendNext(fresh.id, fresh.steps.getFirst().event(), fresh.steps.getFirst().at());
      assertEquals(before + 1, next(lines).get("open").get("total").asLong());
    }
  }

  private static JsonNode next(BufferedReader lines) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        return EventTypes.JSON.readTree(line.substring(5));
      }
    }
    throw new IllegalStateException("the stream ended");
  }

  // ---- who may see what

  @Test void a_unit_sees_its_own_tickets_only() {
    String token = Tokens.as("unit", LUGU);
    Set<String> own = truth.of(LUGU);
    for (String board : List.of("livelihood", "dispatching", "whistles", "enterprises", "knowledge", "units/" + LUGU)) {
      // Its own objections it sees also on tickets that are not its own any more.
      walk("2026-08", token, own, figure -> !figure.startsWith("objections")).over(json("/api/boards/" + board + "?period=2026-08", token));
    }
    assertEquals(truth.number("2026-08 objections:unit:" + LUGU + "/raised", null), json("/api/boards/units/" + LUGU + "?period=2026-08", token).get("objections").get("raised").asLong());
    JsonNode daily = json("/api/boards/daily?day=2026-08-01", token);
    assertEquals(truth.number("daily:2026-08-01/received", own), daily.get("volume").asLong());
    assertEquals(truth.number("open/total", own), json("/api/boards/live", token).get("open").get("total").asLong());
  }

  @Test void a_department_sees_where_it_was_summoned() {
    String token = Tokens.as("unit", DEPARTMENT);
    JsonNode mine = json("/api/boards/whistles?period=2026-08", token).get("departments");
    long summoned = truth.number("2026-08 whistles:department:" + DEPARTMENT + "/summoned", null);
    assertTrue(summoned > 0);
    for (JsonNode row : mine) {
      if (row.get("code").asText().equals(DEPARTMENT)) {
        assertEquals(summoned, row.get("summoned").asLong());
        assertEquals(truth.tickets("2026-08 whistles:department:" + DEPARTMENT + "/summoned", null), behind(row.get("figure").asText() + "/summoned", "2026-08", token).tickets());
        return;
      }
    }
    throw new AssertionError("its row is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "live/stream", "daily", "urgent", "units/110107011", "localities/110107011", "population", "livelihood", "dispatching", "whistles", "ledger", "enterprises", "knowledge", "annual"})
  void without_a_token_or_the_role_nothing_is_told(String board) {
    String path = "/api/boards/" + board;
    given().when().get(path).then().statusCode(401);
    given().header("Authorization", Tokens.forged("leader", null)).when().get(path).then().statusCode(401);
    for (String role : List.of("adapter", "operator", "dispatcher", "callback")) {
      given().header("Authorization", Tokens.as(role)).when().get(path).then().statusCode(403);
    }
    given().header("Authorization", Tokens.as("unit")).when().get(path).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"unit,110107003,units/110107011,403", "unit,110107003,localities/110107011,403", "district,110115,units/110107011,403", "district,110107,units/110107011,200", "unit,110107011,annual,403",
      "district,110107,annual,403", "unit,110107011,units/nobody,404", "leader,,localities/110107,404", "district,110115,units/110115403,403"})
  void others_are_out_of_sight(String role, String unit, String board, int status) {
    given().header("Authorization", unit == null ? Tokens.as(role) : Tokens.as(role, unit)).when().get("/api/boards/" + board).then().statusCode(status);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"/api/boards/daily?day=May | day", "/api/boards/urgent?day=2026-13-01 | day", "/api/boards/whistles?period=x | period", "/api/boards/annual?year=26 | year",
      "/api/boards/population?year=x | year", "/api/boards/localities/110107011?years=0 | years", "/api/boards/enterprises?size=501 | size", "/api/boards/units/110107011?formula=x | formula",
      "/api/tickets?figure=live:x/received | figure", "/api/tickets?figure=live:2026-05-06/blue | figure", "/api/tickets?figure=overdue:SOON/overdue | figure", "/api/tickets?figure=year:2026/received | figure",
      "/api/tickets?figure=daily:2026-05-06@class:X/received | figure", "/api/tickets?figure=daily:2026-05-06/open | figure", "/api/tickets?figure=dispatching/best | figure",
      "/api/tickets?figure=knowledge/best | figure", "/api/tickets?figure=deferrals:reentry/open | figure", "/api/tickets?figure=tag:X/received | figure", "/api/tickets?figure=daily: | figure"})
  void bad_input_names_the_field(String path, String field) {
    given().header("Authorization", LEADER).when().get(path).then().statusCode(422).body("field", org.hamcrest.Matchers.equalTo(field));
  }
}
