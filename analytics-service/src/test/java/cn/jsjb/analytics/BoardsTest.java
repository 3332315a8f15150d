package cn.jsjb.analytics;

import static cn.jsjb.analytics.Story.BAJIAO;
import static cn.jsjb.analytics.Story.LUGU;
import static cn.jsjb.analytics.Story.SHIJINGSHAN;
import static cn.jsjb.analytics.Story.received;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.DISSATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.NamedPolicy;
import cn.jsjb.event.PlanEvent.Policy;
import cn.jsjb.event.PlanEvent.PolicyIssued;
import cn.jsjb.event.PlanEvent.PolicyListRevised;
import cn.jsjb.event.PlanEvent.PolicyReadied;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskCompleted;
import cn.jsjb.event.PlanEvent.TaskPlanned;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three periods of a small city on a real log, counted twice: by the service, and by {@link PlainCount}. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = @ResourceArg(name = "database", value = "analytics"))
class BoardsTest {
  private static final String LEADER = "leader";
  private static final List<String> PERIODS = List.of("2026-05", "2026-04", "2025-05");
  private static final List<String> LISTS = List.of("LOCALITY", "DISTRICT", "DEPARTMENT", "DISTRICT_DEPARTMENT", "UTILITY");

  private static TheLog log;
  private static Map<String, Set<String>> truth;
  private static String mine;
  private static String theirs;
  private static String undispatched;
  private static boolean applied;

  @Inject LogService<TicketFigures> service;
  @Inject LogService<ProgrammeStream> programme;
  @Inject Pool pool;

  @BeforeAll
  static void playACity() {
    log = TheLog.shared();
    Random random = new Random(20210719);
    for (String from : List.of("2026-04-18T16:00:00Z", "2026-03-18T16:00:00Z", "2025-04-18T16:00:00Z")) {
      for (int i = 0; i < (from.startsWith("2026-04") ? 150 : 40); i++) {
        append(Story.believable(random, Instant.parse(from), Duration.ofDays(29)));
      }
    }
    mine = append(received("2026-05-06T11:22:00+08:00").registered("020301", "MT2021-P07", LUGU).dispatched(LUGU).signed(LUGU));
    theirs = append(received("2026-05-06T11:23:00+08:00").registered("020301", "MT2021-P07", BAJIAO).dispatched("110101001"));
    undispatched = append(received("2026-05-06T11:24:00+08:00"));
    // A period of its own for ties: three streets with the best score, one below, one that nobody rated.
    for (String best : List.of("110101001", "110101002", "110101003")) {
      append(rated(best, true));
    }
    append(rated("110101001", true));
    append(rated("110101004", true));
    append(rated("110101004", false));
    append(received("2030-05-06T11:22:00+08:00").registered("020301", null, "110101005").dispatched("110101005"));
    // One result, two sides.
    append(received("2032-05-06T11:22:00+08:00").registered("020301", null, LUGU).dispatched(LUGU).signed(LUGU).dualDispatched(LUGU, "城管办", "110107011001").feedback(LUGU).calledBack(true, SATISFIED));
    append(received("2032-05-06T11:22:00+08:00").registered("020301", null, LUGU).dispatched(LUGU).signed(LUGU).dualDispatched(LUGU, "城管办", "110107011002").feedback(LUGU).calledBack(false, DISSATISFIED));
    // Promised in May, kept in July; and one that was left out.
    append(received("2032-05-06T11:22:00+08:00").registered("020301", null, BAJIAO).dispatched(BAJIAO).signed(BAJIAO).deferred(BAJIAO, Instant.parse("2032-08-01T00:00:00Z"))
        .at("2032-06-25T10:00:00+08:00").feedback(BAJIAO).calledBack(true, SATISFIED));
    append(received("2032-05-06T11:22:00+08:00").registered("020301", null, BAJIAO).dispatched(BAJIAO).feedback(BAJIAO).calledBack(false, DISSATISFIED).excluded(true, true));
    // The turn of a period.
    append(received("2031-05-18T23:59:59+08:00"));
    append(received("2031-05-19T00:00:00+08:00"));
    truth = PlainCount.of(log.facts());
  }

  private static Story rated(String unit, boolean well) {
    return received("2030-05-06T11:22:00+08:00").registered("020301", null, unit).dispatched(unit).feedback(unit).calledBack(well, well ? SATISFIED : DISSATISFIED);
  }

  private static String append(Story story) {
    story.steps.forEach(step -> log.appendNext(story.id, step.event(), step.at()));
    return story.id;
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
    applied = true;
  }

  private static ValidatableResponse get(String path) { return get(path, Tokens.as(LEADER)); }

  private static ValidatableResponse get(String path, String token) { return given().header("Authorization", token).when().get(path).then(); }

  private static JsonPath json(String path, String token) { return get(path, token).statusCode(200).extract().jsonPath(); }

  private static JsonPath json(String path) { return json(path, Tokens.as(LEADER)); }

  private static long counted(String cell) { return truth.getOrDefault(cell, Set.of()).size(); }

  // ---- figures

  @Test void every_figure_of_the_problem_boards_is_the_plain_count_and_opens_its_tickets() {
    for (String period : PERIODS) {
      JsonPath boards = json("/api/problems?period=" + period);
      assertEquals(27, boards.getList("items").size());
      assertRowsTrue(period, boards.getList("items"), Tokens.as(LEADER), null);
    }
  }

  @Test void every_figure_of_every_ranking_is_the_plain_count_and_opens_its_tickets() {
    for (String list : LISTS) {
      JsonPath ranking = json("/api/rankings?period=2026-05&list=" + list);
      assertTrue(ranking.getLong("summary.volume") > 0, list);
      assertRowsTrue("2026-05", ranking.getList("items"), Tokens.as(LEADER), null);
    }
  }

  @Test void every_figure_of_a_drill_down_is_the_plain_count_opens_its_tickets_and_adds_up() {
    for (String problem : List.of("MT2021-P07", "MT2021-P06", "MT2021-P03")) {
      JsonPath drill = json("/api/problems/" + problem + "?period=2026-05");
      assertRowsTrue("2026-05", drill.getList("districts"), Tokens.as(LEADER), null);
      assertRowsTrue("2026-05", drill.getList("localities"), Tokens.as(LEADER), null);
      for (Figure figure : Figure.values()) {
        long whole = drill.getLong("counts." + figure.json());
        assertEquals(whole, drill.getList("districts.counts." + figure.json(), Long.class).stream().mapToLong(n -> n).sum(), problem + " " + figure);
        assertEquals(whole, drill.getList("localities.counts." + figure.json(), Long.class).stream().mapToLong(n -> n).sum(), problem + " " + figure);
      }
    }
  }

  @Test void every_cell_of_the_plain_count_can_be_opened() {
    truth.forEach((cell, tickets) -> {
      String period = cell.substring(0, 7);
      if (PERIODS.contains(period) && (cell.contains("/city/") || cell.contains("/channel:") || cell.contains("/category:") || cell.contains("/zone:"))) {
        assertEquals(tickets, behind(cell.substring(8), period, Tokens.as(LEADER)), cell);
      }
    });
  }

  @Test void volumes_of_the_period_before_and_the_year_before_stand_beside() {
    JsonPath boards = json("/api/problems?period=2026-05");
    List<String> ids = boards.getList("items.problemId");
    for (int i = 0; i < ids.size(); i++) {
      assertEquals(counted("2026-05/problem:" + ids.get(i) + "/received"), boards.getLong("items[" + i + "].volume"));
      assertEquals(counted("2026-04/problem:" + ids.get(i) + "/received"), boards.getLong("items[" + i + "].previousVolume"));
      assertEquals(counted("2025-05/problem:" + ids.get(i) + "/received"), boards.getLong("items[" + i + "].lastYearVolume"));
    }
    assertTrue(boards.getLong("items.find{it.problemId=='MT2021-P07'}.lastYearVolume") > 0);
  }

  @Test void a_board_says_what_it_rests_on_and_what_is_not_known() {
    get("/api/problems?period=2026-05").statusCode(200)
        .body("total", equalTo(27)).body("period", equalTo("2026-05"))
        .body("from", equalTo("2026-04-19T00:00:00+08:00")).body("to", equalTo("2026-05-19T00:00:00+08:00"))
        .body("formula.version", equalTo("2019.1")).body("formula.id", equalTo("10-50-40")).body("formula.basically", equalTo(0.9f))
        .body("asOf", notNullValue()).body("behind", notNullValue())
        .body("items[0].problemId", equalTo("MT2021-P01")).body("items[0].theme", equalTo("无证“房”“车”")).body("items[0].name", equalTo("房产证难办"))
        .body("items[0].leadUnit", equalTo("110000D01")).body("items[0].volume", equalTo(0))
        .body("items[0].responseRate", nullValue()).body("items[0].score", nullValue()).body("items[0].responseRateExact", nullValue())
        .body("items[0].tasks.total", nullValue()).body("items[0].tasks.done", nullValue()).body("items[0].policies.rate", nullValue()).body("items[0].colour", nullValue());
    Instant newest = log.facts().values().stream().flatMap(List::stream).map(f -> f.at()).max(Instant::compareTo).orElseThrow();
    assertEquals(newest, Instant.parse(json("/api/problems?period=2026-05").getString("asOf")));
  }

  /** The last problem of the year: two tasks from February, one of them completed in May; two policies, one about to be issued. */
  @Test void a_board_counts_tasks_and_policies_of_the_programme_as_of_the_end_of_its_period() {
    Task task = new Task(PlanEvent.CITY, "群租房动态清零", null, null, null, List.of(6), "110000D07", List.of(), "SYNTHETIC");
    Policy policy = new Policy(PlanEvent.CITY, "群租房认定标准", List.of("110000D07"), null, "SYNTHETIC");
    LocalDate february = LocalDate.of(2026, 2, 1);
    String previous = Chain.genesis("MT2021-P27");
    long sequence = 0;
    for (PlanEvent event : List.of(new TaskPlanned("t1", 1, february, task), new TaskPlanned("t2", 1, february, task), new TaskCompleted("t1", LocalDate.of(2026, 5, 1), null, null, List.of(), "zhang"),
        new TaskCompleted("t2", LocalDate.of(2026, 5, 19), null, null, List.of(), "zhang"), new PolicyListRevised(PlanEvent.CITY, 1, february, List.of(new NamedPolicy("z1", policy), new NamedPolicy("z2", policy)), List.of(), "年度"),
        new PolicyIssued("z1", LocalDate.of(2026, 4, 1), "1 号"), new PolicyReadied("z2", LocalDate.of(2026, 4, 1), null))) {
      Envelope next = EventLog.envelope("MT2021-P27", UUID.randomUUID().toString(), event, Instant.parse("2026-05-20T02:00:00Z"), ++sequence, "test", "", previous);
      log.log().append(EventLog.PROGRAMME, next).toCompletableFuture().join();
      previous = next.hash();
    }
    String last = previous;
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> programme.follower().loadFresh("MT2021-P27") != null && programme.follower().loadFresh("MT2021-P27").head().equals(last));
    String board = "items.find{it.problemId=='MT2021-P27'}.";
    get("/api/problems?period=2026-05").statusCode(200).body(board + "tasks.done", equalTo(1)).body(board + "tasks.total", equalTo(2)).body(board + "tasks.rate", equalTo(0.5f)).body(board + "tasks.asOf", equalTo("2026-05-18"))
        .body(board + "policies.done", equalTo(1)).body(board + "policies.total", equalTo(2)).body(board + "policies.mode", equalTo("ISSUED")).body(board + "colour", equalTo("RED"));
    get("/api/problems/MT2021-P27?period=2026-05").statusCode(200).body("tasks.done", equalTo(1));
    get("/api/problems?period=2026-04").body(board + "tasks.done", equalTo(0)).body(board + "tasks.total", equalTo(2));
    get("/api/problems?period=2025-05").body(board + "tasks.total", nullValue()).body(board + "colour", nullValue());
  }

  @Test void rates_stand_as_numbers_and_as_exact_fractions() {
    long valid = counted("2026-05/problem:MT2021-P07/valid");
    long satisfied = counted("2026-05/problem:MT2021-P07/satisfied");
    long basically = counted("2026-05/problem:MT2021-P07/basically");
    assertTrue(valid > 0);
    JsonPath board = json("/api/problems/MT2021-P07?period=2026-05");
    assertEquals(counted("2026-05/problem:MT2021-P07/resolved"), board.getLong("resolutionRateExact.numerator"));
    assertEquals(valid, board.getLong("resolutionRateExact.denominator"));
    assertEquals(10 * satisfied + 9 * basically, board.getLong("satisfactionRateExact.numerator"));
    assertEquals(10 * valid, board.getLong("satisfactionRateExact.denominator"));
    assertEquals((double) counted("2026-05/problem:MT2021-P07/contacted") / valid, board.getDouble("responseRate"), 0.00005);
    BigDecimal other = new BigDecimal(json("/api/problems/MT2021-P07?period=2026-05&formula=30-35-35").getString("score"));
    assertTrue(other.compareTo(new BigDecimal(board.getString("score"))) != 0);
  }

  @Test void open_statistics_need_no_token_and_name_nobody() {
    JsonPath open = given().when().get("/api/public/statistics?period=2026-05").then().statusCode(200).extract().jsonPath();
    assertEquals(counted("2026-05/city/received"), open.getLong("received"));
    assertEquals(counted("2026-05/city/completed"), open.getLong("completed"));
    assertEquals(counted("2026-05/city/resolved"), open.getLong("resolutionRateExact.numerator"));
    assertEquals(counted("2026-05/city/valid"), open.getLong("resolutionRateExact.denominator"));
    for (String category : open.getList("categories.category", String.class)) {
      assertEquals(counted("2026-05/category:" + category + "/received"), open.getLong("categories.find{it.category=='" + category + "'}.received"));
    }
    assertEquals(open.getLong("received"), open.getList("categories.received", Long.class).stream().mapToLong(n -> n).sum() + open.getLong("unclassified"));
    assertEquals(13, open.getList("months").size());
    assertEquals(counted("2026-04/city/received"), open.getLong("months.find{it.period=='2026-04'}.received"));
    assertEquals(counted("2025-05/city/completed"), open.getLong("months.find{it.period=='2025-05'}.completed"));
  }

  /** Each row's every count equals the plain count; what is not nought (and one that is) opens exactly those tickets. */
  private static void assertRowsTrue(String period, List<Map<String, Object>> rows, String token, Set<String> visible) {
    for (Map<String, Object> row : rows) {
      @SuppressWarnings("unchecked") Map<String, Number> counts = (Map<String, Number>) row.get("counts");
      assertEquals(Figure.values().length, counts.size());
      boolean noughtOpened = false;
      for (Map.Entry<String, Number> count : counts.entrySet()) {
        String id = row.get("figure") + "/" + count.getKey();
        Set<String> expected = new TreeSet<>(truth.getOrDefault(period + "/" + id, Set.of()));
        if (visible != null) {
          expected.retainAll(visible);
        }
        assertEquals(expected.size(), count.getValue().longValue(), period + " " + id);
        if (!expected.isEmpty() || !noughtOpened && !counts.values().stream().allMatch(n -> n.longValue() == 0)) {
          noughtOpened |= expected.isEmpty();
          assertEquals(expected, behind(id, period, token), period + " " + id);
        }
      }
    }
  }

  private static Set<String> behind(String figure, String period, String token) {
    JsonPath page = given().header("Authorization", token).queryParam("figure", figure).queryParam("period", period).queryParam("size", 500)
        .when().get("/api/tickets").then().statusCode(200).extract().jsonPath();
    List<String> ids = page.getList("items.complaintId");
    assertEquals(ids.size(), page.getLong("total"));
    assertEquals(ids.size(), new TreeSet<>(ids).size());
    return new TreeSet<>(ids);
  }

  // ---- exclusion, deferral, dual assessment

  @Test void dual_assessment_ranks_both_sides_inside_the_locality_and_counts_once_outside() {
    JsonPath inner = json("/api/rankings/inner?locality=" + LUGU + "&period=2032-05", Tokens.as("unit", LUGU));
    assertEquals(1, inner.getList("offices").size());
    assertEquals(2, inner.getLong("offices[0].counts.valid"));
    assertEquals(1, inner.getLong("offices[0].counts.resolved"));
    assertEquals(List.of(1, 2), inner.getList("communities.rank"));
    assertEquals("110107011001", inner.getString("communities[0].code"));
    assertEquals(2, json("/api/rankings?list=LOCALITY&period=2032-05").getLong("items.find{it.unitCode=='" + LUGU + "'}.counts.valid"));
    for (String figure : List.of("offices[0]", "communities[1]")) {
      String id = inner.getString(figure + ".figure") + "/valid";
      assertEquals(truth.get("2032-05/" + id), behind(id, "2032-05", Tokens.as(LEADER)));
    }
    get("/api/rankings/inner?locality=" + LUGU, Tokens.as("unit", BAJIAO)).statusCode(403);
    get("/api/rankings/inner").statusCode(422).body("field", equalTo("locality"));
  }

  @Test void a_kept_promise_counts_in_its_own_period_and_an_excluded_ticket_in_none() {
    String bajiao = "items.find{it.unitCode=='" + BAJIAO + "'}.";
    JsonPath may = json("/api/rankings?list=LOCALITY&period=2032-05");
    assertEquals(1, may.getLong(bajiao + "counts.received"));
    assertEquals(0, may.getLong(bajiao + "counts.valid"));
    assertEquals(1, may.getLong(bajiao + "counts.excluded"));
    assertEquals(1, may.getLong(bajiao + "counts.offVolume"));
    JsonPath july = json("/api/rankings?list=LOCALITY&period=2032-07");
    assertEquals(0, july.getLong(bajiao + "volume"));
    assertEquals(1, july.getLong(bajiao + "counts.resolved"));
    assertRowsTrue("2032-07", july.getList("items"), Tokens.as(LEADER), null);
    assertRowsTrue("2032-05", may.getList("items"), Tokens.as(LEADER), null);
  }

  // ---- rankings and periods

  @Test void ties_share_a_rank_and_the_next_one_counts_them() {
    get("/api/rankings?list=LOCALITY&period=2030-05").statusCode(200)
        .body("items[0].unitCode", equalTo("110101001")).body("items[0].rank", equalTo(1)).body("items[0].volume", equalTo(2))
        .body("items[1].rank", equalTo(1)).body("items[2].rank", equalTo(1)).body("items[2].score", equalTo(100.00f))
        .body("items[3].unitCode", equalTo("110101004")).body("items[3].rank", equalTo(4)).body("items[3].resolutionRate", equalTo(0.5f))
        .body("items[4].unitCode", equalTo("110101005")).body("items[4].rank", nullValue()).body("items[4].score", nullValue()).body("items[4].volume", equalTo(1))
        .body("items[5].volume", equalTo(0)).body("total", equalTo(343))
        .body("summary.pooled.resolutionRateExact.numerator", equalTo(5)).body("summary.pooled.resolutionRateExact.denominator", equalTo(6))
        .body("summary.mean.resolutionRateExact.numerator", equalTo(7)).body("summary.mean.resolutionRateExact.denominator", equalTo(8));
    get("/api/rankings?list=LOCALITY&period=2030-06").statusCode(200)
        .body("items.find{it.unitCode=='110101004'}.previousRank", equalTo(4)).body("items.find{it.unitCode=='110101004'}.rankGain", nullValue());
  }

  @Test void lists_are_never_mixed() {
    assertEquals(17, json("/api/rankings?list=DISTRICT&period=2026-05").getList("items").size());
    get("/api/rankings?list=DEPARTMENT&period=2026-05").body("items.unitCode", not(hasItem(containsString("U")))).body("items.unitCode", hasItem("110000D06"));
    assertTrue(json("/api/rankings?list=UTILITY&period=2026-05").getList("items.unitCode", String.class).stream().allMatch(code -> code.startsWith("110000U")));
  }

  @Test void the_last_second_of_the_18th_and_the_first_of_the_19th_are_two_periods() {
    get("/api/tickets?figure=city/received&period=2031-05").statusCode(200).body("total", equalTo(1)).body("items[0].receivedAt", equalTo("2031-05-18T15:59:59Z"));
    get("/api/tickets?figure=city/received&period=2031-06").statusCode(200).body("total", equalTo(1)).body("items[0].receivedAt", equalTo("2031-05-18T16:00:00Z"));
  }

  // ---- one ticket, and pages

  @Test void a_ticket_shows_what_it_counts_for() {
    get("/api/tickets/" + mine).statusCode(200).header("ETag", startsWith("\""))
        .body("complaintId", equalTo(mine)).body("ticketNo", startsWith("RX260506-")).body("status", equalTo("SIGNED")).body("problemId", equalTo("MT2021-P07"))
        .body("localityCode", equalTo(LUGU)).body("unitCode", equalTo(LUGU)).body("dueAt", notNullValue()).body("closedAt", nullValue())
        .body("figures", hasItems("received", "dispatched", "open")).body("period", equalTo("2026-05")).body("finalAnswer", nullValue());
    get("/api/tickets/00000000-0000-0000-0000-000000000000").statusCode(404).body("code", equalTo("NOT_FOUND"));
  }

  @Test void pages_follow_each_other_without_gap_or_repeat() {
    Set<String> seen = new TreeSet<>();
    long total = counted("2026-05/city/received");
    for (int page = 0; page * 40L < total; page++) {
      List<String> ids = json("/api/tickets?period=2026-05&size=40&page=" + page).getList("items.complaintId");
      ids.forEach(id -> assertTrue(seen.add(id)));
    }
    assertEquals(truth.get("2026-05/city/received"), seen);
    get("/api/tickets?period=2026-05&size=40&page=1000000").statusCode(200).body("items", hasSize(0));
  }

  // ---- who may see what

  @Test void a_unit_sees_its_own_tickets_and_its_own_row() {
    String lugu = Tokens.as("unit", LUGU);
    Set<String> own = ofUnit("locality:" + LUGU);
    get("/api/tickets/" + mine, lugu).statusCode(200);
    get("/api/tickets/" + theirs, lugu).statusCode(403).body("code", equalTo("OTHER_UNIT"));
    get("/api/tickets/" + undispatched, lugu).statusCode(403);
    assertEquals(only(own, "2026-05/city/received"), behind("city/received", "2026-05", lugu));
    assertEquals(Set.of(), behind("locality:110101001/received", "2026-05", lugu));
    assertEquals(only(own, "2026-05/locality:" + LUGU + "/open"), behind("locality:" + LUGU + "/open", "2026-05", lugu));
    JsonPath ranking = json("/api/rankings?list=LOCALITY&period=2026-05", lugu);
    assertEquals(List.of(LUGU), ranking.getList("items.unitCode"));
    assertNull(ranking.get("summary"));
    assertEquals((Object) json("/api/rankings?list=LOCALITY&period=2026-05").get("items.find{it.unitCode=='" + LUGU + "'}.rank"), ranking.get("items[0].rank"));
    assertEquals(0, json("/api/rankings?list=DISTRICT&period=2026-05", lugu).getList("items").size());
    assertRowsTrue("2026-05", json("/api/problems?period=2026-05", lugu).getList("items"), lugu, own);
    assertRowsTrue("2026-05", json("/api/problems/MT2021-P07?period=2026-05", lugu).getList("districts"), lugu, own);
  }

  @Test void a_district_sees_what_lies_inside_it() {
    String district = Tokens.as("district", SHIJINGSHAN);
    Set<String> own = ofUnit("district:" + SHIJINGSHAN);
    get("/api/tickets/" + mine, district).statusCode(200);
    get("/api/tickets/" + theirs, district).statusCode(403);
    assertEquals(only(own, "2026-05/city/received"), behind("city/received", "2026-05", district));
    assertTrue(json("/api/rankings?list=LOCALITY&period=2026-05", district).getList("items.unitCode", String.class).stream().allMatch(c -> c.startsWith(SHIJINGSHAN)));
    JsonPath districts = json("/api/rankings?list=DISTRICT&period=2026-05", district);
    assertEquals(List.of(SHIJINGSHAN), districts.getList("items.unitCode"));
    assertRowsTrue("2026-05", districts.getList("items"), district, own);
    assertRowsTrue("2026-05", json("/api/problems?period=2026-05", district).getList("items"), district, own);
  }

  @Test void daxing_does_not_see_the_development_area_that_only_shares_its_code() {
    String daxing = Tokens.as("district", "110115");
    assertEquals(Set.of(), behind("district:110115403/received", "2026-05", daxing));
    assertTrue(counted("2026-05/district:110115403/received") > 0);
    assertEquals(List.of("110115"), json("/api/rankings?list=DISTRICT&period=2026-05", daxing).getList("items.unitCode"));
    get("/api/tickets/" + truth.get("2026-05/district:110115403/received").iterator().next(), daxing).statusCode(403);
  }

  private static Set<String> ofUnit(String dimension) {
    Set<String> own = new TreeSet<>();
    truth.forEach((cell, tickets) -> {
      if (cell.contains("/" + dimension + "/")) {
        own.addAll(tickets);
      }
    });
    return own;
  }

  private static Set<String> only(Set<String> own, String cell) {
    Set<String> both = new TreeSet<>(truth.get(cell));
    both.retainAll(own);
    return both;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tickets", "/api/tickets/x", "/api/problems", "/api/problems/MT2021-P07", "/api/rankings?list=LOCALITY"})
  void without_a_token_a_good_token_or_the_role_nothing_is_told(String path) {
    given().when().get(path).then().statusCode(401);
    get(path, Tokens.forged(LEADER, null)).statusCode(401);
    get(path, Tokens.expired(LEADER, null)).statusCode(401);
    for (String role : List.of("adapter", "operator", "dispatcher", "callback")) {
      get(path, Tokens.as(role)).statusCode(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader", "analyst", "bureau", "supervisor", "inspector", "admin"})
  void these_roles_see_all(String role) {
    assertEquals(truth.get("2026-05/city/received"), behind("city/received", "2026-05", Tokens.as(role)));
  }

  @Test void a_unit_token_that_names_no_unit_sees_nothing() {
    get("/api/tickets", Tokens.as("unit")).statusCode(403);
    get("/api/problems", Tokens.as("district")).statusCode(403);
    get("/api/tickets/" + mine, Tokens.as("unit")).statusCode(403);
    get("/api/rankings?list=LOCALITY", Tokens.as("unit")).statusCode(200).body("items", hasSize(0)).body("summary", nullValue());
  }

  // ---- bad input

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/api/problems?period=2026-13 | period", "/api/problems?period=May | period", "/api/problems?period=2026-05-01 | period", "/api/problems?period=0000-01 | period",
      "/api/problems/MT2021-P07?period=x | period", "/api/rankings?list=LOCALITY&period=x | period", "/api/public/statistics?period=x | period",
      "/api/tickets?period=x | period", "/api/rankings?list=STREET | list", "/api/rankings | list", "/api/problems?formula=1-2-97 | formula",
      "/api/rankings?list=LOCALITY&formula=x | formula", "/api/tickets?figure=city | figure", "/api/tickets?figure=city/blue | figure",
      "/api/tickets?figure=problem:MT2021-P99/received | figure", "/api/tickets?figure=locality:110107/received | figure",
      "/api/tickets?figure=district:110107011/received | figure", "/api/tickets?figure=/ | figure", "/api/tickets?figure=problem:MT2021-P07@x/received | figure",
      "/api/tickets?figure=channel:x'%20or%201=1/received | figure", "/api/tickets?page=-1 | page", "/api/tickets?page=x | page", "/api/tickets?size=0 | size",
      "/api/tickets?size=501 | size", "/api/tickets?size=1e3 | size", "/api/tickets?page=99999999999 | page"})
  void bad_input_names_the_field(String path, String field) {
    given().urlEncodingEnabled(false).header("Authorization", Tokens.as(LEADER)).when().get(path).then()
        .statusCode(422).contentType("application/problem+json").body("field", equalTo(field)).body("detail", notNullValue());
  }

  @Test void an_unknown_problem_is_not_found() { get("/api/problems/MT2021-P99").statusCode(404).body("code", equalTo("NOT_FOUND")); }

  @Test void without_a_period_the_running_one_is_meant() {
    String running = Assessment.load().periodOf(Instant.now()).key();
    get("/api/problems").statusCode(200).body("period", equalTo(running));
  }

  @Test void rebuilt_tables_equal_live_ones() {
    List<String> live = tables();
    String run = given().header("Authorization", Tokens.as("admin")).when().post("/api/rebuilds").then().statusCode(202).extract().path("id");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> "SWITCHED".equals(json("/api/rebuilds", Tokens.as("admin")).getString("items.find{it.id=='" + run + "'}.state")));
    assertEquals(live, tables());
  }

  /** Every row and every count, one line each. */
  private List<String> tables() {
    String sums = Arrays.stream(Figure.values()).map(f -> "sum(" + f.column() + ")").collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>(lines("SELECT t::text FROM projection.ticket t ORDER BY id"));
    lines.addAll(lines("SELECT l::text FROM projection.ledger l ORDER BY id"));
    lines.addAll(lines("SELECT (cell, %1$s)::text FROM projection.tally GROUP BY cell HAVING (%1$s) <> (%2$s) ORDER BY cell"
        .formatted(sums, String.join(", ", Collections.nCopies(Figure.values().length, "0")))));
    return lines;
  }

  private List<String> lines(String query) {
    List<String> lines = new ArrayList<>();
    pool.query(query).execute().toCompletionStage().toCompletableFuture().join().forEach(row -> lines.add(row.getString(0)));
    return lines;
  }

  @Test void the_tally_in_the_database_is_the_plain_count() {
    for (String dimension : List.of("channel:", "category:", "city", "zone:")) {
      truth.forEach((cell, tickets) -> {
        String rest = cell.substring(8);
        // A first level is the sum of its third level.
        if (rest.startsWith(dimension) && !rest.matches("category:../.*")) {
          int slash = rest.indexOf('/');
          Figure figure = Figure.find(rest.substring(slash + 1)).orElseThrow();
          assertEquals(tickets.size(), tally(cell.substring(0, 8) + rest.substring(0, slash), figure), cell);
        }
      });
    }
  }

  private long tally(String cell, Figure figure) {
    return pool.preparedQuery("SELECT coalesce(sum(%s), 0)::bigint FROM projection.tally WHERE cell = $1".formatted(figure.column()))
        .execute(Tuple.of(cell)).toCompletionStage().toCompletableFuture().join().iterator().next().getLong(0);
  }
}
