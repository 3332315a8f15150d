package cn.jsjb.analytics;

import static cn.jsjb.analytics.Story.BAJIAO;
import static cn.jsjb.analytics.Story.LUGU;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.DISSATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PeriodEvent.AssessmentPeriodLocked;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Assessment periods through HTTP and Kafka: locked, published, reviewed, restated (SP13), and what everybody may read of them (SP14). The year is 2021: long over. */
@QuarkusTest
@Tag("backing")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(value = RealBacking.class, initArgs = @ResourceArg(name = "database", value = "analytics"))
class PeriodsTest {
  private static final String MAY = "/api/periods/2021-05", BUREAU = Tokens.as("bureau"), LEADER = Tokens.as("leader");
  private static TheLog log;
  private static List<Story> a;

  @BeforeAll
  static void aStreetAndItsNeighbours() {
    log = TheLog.shared();
    a = C10.stories(LUGU, Instant.parse("2021-05-06T02:00:00Z"));
    a.forEach(PeriodsTest::append);
    // B of the worked example: better, and last month behind.
    for (int i = 0; i < 12; i++) {
      append(rated(BAJIAO, "2021-05-06T11:22:00+08:00", true));
      append(rated(BAJIAO, "2021-04-06T11:22:00+08:00", false));
      append(rated(LUGU, "2021-04-06T11:22:00+08:00", true));
    }
    append(rated("110101001", "2021-05-07T11:22:00+08:00", false));
    append(Story.received(Instant.parse("2021-05-08T02:00:00Z"), "PHONE", RequestType.HELP).registered(RequestType.HELP, "090101", null, "110101001"));
  }

  private static Story rated(String unit, String at, boolean well) {
    return Story.received(at).registered("020301", null, unit).dispatched(unit).feedback(unit).calledBack(well, well ? SATISFIED : DISSATISFIED);
  }

  private static void append(Story story) { story.steps.forEach(step -> log.appendNext(story.id, step.event(), step.at())); }

  private static ValidatableResponse get(String path, String token) { return given().header("Authorization", token).when().get(path).then(); }

  private static ValidatableResponse get(String path) { return get(path, LEADER); }

  private static ValidatableResponse post(String path, String token, String body) {
    return given().header("Authorization", token).contentType("application/json").body(body).when().post(path).then();
  }

  private static List<Fact> said(String period) { return log.facts(EventLog.PROGRAMME, AssessmentPeriod.stream(period)); }

  private static JsonPath row(String list, String unit) {
    JsonPath all = get("/api/rankings?list=" + list + "&period=2021-05").statusCode(200).extract().jsonPath();
    return all.setRootPath("items.find{it.unitCode=='" + unit + "'}");
  }

  @Test @Order(1) void what_is_not_asked_rightly_changes_nothing() {
    post("/api/periods", BUREAU, "{\"period\":\"2021-13\"}").statusCode(422).body("field", equalTo("period"));
    post("/api/periods", BUREAU, "{}").statusCode(422).body("field", equalTo("period"));
    post("/api/periods", BUREAU, "{\"period\":\"2099-05\"}").statusCode(409).body("code", equalTo("PERIOD_NOT_BEGUN"));
    post(MAY + "/lock", BUREAU, "{}").statusCode(404);
    get(MAY).statusCode(404);
    get("/api/periods/x").statusCode(404);
    for (String role : List.of("leader", "analyst", "supervisor", "inspector", "admin", "operator")) {
      post("/api/periods", Tokens.as(role), "{\"period\":\"2021-05\"}").statusCode(403);
      post(MAY + "/lock", Tokens.as(role), "{}").statusCode(403);
      post(MAY + "/restatements", Tokens.as(role), "{\"cause\":\"x\"}").statusCode(403);
      post(MAY + "/publications", Tokens.as(role), "{\"version\":1}").statusCode(403);
    }
    post(MAY + "/lock", Tokens.as("unit", LUGU), "{}").statusCode(403);
    post(MAY + "/meetings", BUREAU, "{}").statusCode(403);
    for (String path : List.of("/api/periods", MAY, MAY + "/versions/1", MAY + "/versions/1/canonical", MAY + "/versions/1/differences", "/api/boards/classes?period=2021-05")) {
      given().when().get(path).then().statusCode(401);
      get(path, Tokens.as("operator")).statusCode(403);
    }
    assertEquals(List.of(), said("2021-05"));
    assertEquals(List.of(), said("2099-05"));
  }

  /** SP13: locked → published → reviewed → restated. Worked example C-10 on a real log. */
  @Test @Order(2) void SP13_monthly_review_a_locked_period_is_published_reviewed_and_restated_as_a_new_version() {
    post("/api/periods", BUREAU, "{\"period\":\"2021-05\"}").statusCode(201).header("ETag", notNullValue()).body("status", equalTo("OPEN")).body("from", equalTo("2021-04-19T00:00:00+08:00"))
        .body("lockableFrom", equalTo("2021-06-08T00:00:00+08:00")).body("rules", equalTo("2019.1")).body("latest", nullValue());
    post("/api/periods", BUREAU, "{\"period\":\"2021-05\"}").statusCode(409).body("code", equalTo("PERIOD_OPENED_ALREADY"));
    post(MAY + "/publications", BUREAU, "{\"version\":1}").statusCode(409).body("code", equalTo("PERIOD_NOT_LOCKED"));
    post(MAY + "/restatements", BUREAU, "{\"cause\":\"x\"}").statusCode(409).body("code", equalTo("PERIOD_NOT_LOCKED"));

    // Locked: everything that is in the log now is in it.
    String hash = given().header("Authorization", BUREAU).header("Idempotency-Key", "lock-1").contentType("application/json").body("{}").when().post(MAY + "/lock").then().statusCode(200)
        .body("status", equalTo("LOCKED")).body("versions", hasSize(1)).body("versions[0].cause", nullValue()).extract().path("versions[0].hash");
    given().header("Authorization", BUREAU).header("Idempotency-Key", "lock-1").contentType("application/json").body("{}").when().post(MAY + "/lock").then().statusCode(200);
    post(MAY + "/lock", BUREAU, "{}").statusCode(409).body("code", equalTo("RESTATE_INSTEAD"));
    JsonPath first = get(MAY + "/versions/1?list=LOCALITY").statusCode(200).body("lists", hasSize(1)).body("lists[0].total", equalTo(343)).extract().jsonPath();
    JsonPath lugu = first.setRootPath("lists[0].items.find{it.unitCode=='" + LUGU + "'}");
    assertEquals(400, lugu.getLong("counts.valid"));
    assertEquals(91.55, lugu.getDouble("score"));
    assertEquals(2, lugu.getInt("rank"), "八角 is better");
    assertEquals(1, lugu.getInt("previousRank"));
    assertEquals(-1, lugu.getInt("rankGain"));
    String canonical = get(MAY + "/versions/1/canonical").statusCode(200).contentType("text/plain").extract().asString();
    assertEquals(hash, Snapshot.hashOf(canonical));
    get(MAY + "/versions/1/canonical", Tokens.as("unit", LUGU)).statusCode(403);
    get(MAY + "/versions/2").statusCode(404);

    // Published; the classes follow by themselves.
    post(MAY + "/publications", BUREAU, "{\"version\":7}").statusCode(404);
    post(MAY + "/meetings", LEADER, meeting("[\"" + BAJIAO + "\"]")).statusCode(409).body("code", equalTo("NOT_PUBLISHED"));
    post(MAY + "/publications", BUREAU, "{\"version\":1,\"document\":\"〔2021〕5 号\"}").statusCode(200).body("status", equalTo("PUBLISHED"));
    post(MAY + "/publications", BUREAU, "{\"version\":1}").statusCode(409).body("code", equalTo("PUBLISHED_ALREADY"));
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(MAY).body("classes.version", equalTo(1)));
    get("/api/boards/classes?period=2021-05").statusCode(200).body("provisional", equalTo(false)).body("version", equalTo(1)).body("items", hasSize(4))
        .body("items.find{it.class=='ADVANCED'}.items.unitCode", hasItems(BAJIAO, LUGU)).body("items.find{it.class=='PROGRESSING'}.items.unitCode", equalTo(List.of(BAJIAO)))
        .body("items.find{it.class=='GOVERNANCE'}.items[0].unitCode", equalTo(LUGU)).body("items.find{it.class=='GOVERNANCE'}.items[0].monthsInClass", equalTo(1));
    get("/api/boards/classes?period=2021-05&months=99").statusCode(422).body("field", equalTo("months"));
    get("/api/boards/classes?period=2021-06").body("provisional", equalTo(true)).body("version", nullValue()).body("history[0].period", equalTo("2021-05"))
        .body("history[0].classes.PROGRESSING", equalTo(List.of(BAJIAO)));

    // Reviewed.
    post(MAY + "/meetings", LEADER, meeting("[\"999\"]")).statusCode(422).body("field", equalTo("praised"));
    post(MAY + "/meetings", LEADER, meeting("[\"" + BAJIAO + "\"]")).statusCode(200).body("meetings[0].praised[0].name", equalTo("八角街道"));
    assertEquals("PRAISED", row("LOCALITY", BAJIAO).getString("namedInMeeting"));
    assertEquals(List.of("ADVANCED", "PROGRESSING", "GOVERNANCE"), row("LOCALITY", BAJIAO).getList("classes"));

    // Five appeals are upheld after the lock: now and then differ, and what was locked stands.
    List<Story> upheld = C10.unresolved(a).subList(0, 5);
    for (Story story : upheld) {
      story.later(Duration.ofDays(60)).excluded(true, false);
      log.appendNext(story.id, story.steps.getLast().event(), story.steps.getLast().at());
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(395, row("LOCALITY", LUGU).getLong("counts.valid"), "what is compared does not wait for the log"));
    get(MAY + "/versions/1/differences").statusCode(200).body("same", equalTo(false)).body("hash", equalTo(hash))
        .body("items.find{it.list=='LOCALITY'}.moved.valid", equalTo(-5)).body("items.find{it.list=='LOCALITY'}.moved.excluded", equalTo(5))
        .body("items.find{it.list=='LOCALITY'}.locked.counts.valid", equalTo(400)).body("items.find{it.list=='LOCALITY'}.live.counts.valid", equalTo(395))
        .body("items.list", equalTo(List.of("LOCALITY", "DISTRICT")));
    get(MAY + "/versions/1/differences", Tokens.as("unit", BAJIAO)).statusCode(200).body("items", hasSize(0));
    assertEquals(true, row("LOCALITY", LUGU).getBoolean("differs"));
    assertEquals(91.55, row("LOCALITY", LUGU).getDouble("lockedScore"));
    assertEquals(395, row("LOCALITY", LUGU).getLong("counts.valid"));
    assertFalse(row("LOCALITY", BAJIAO).getBoolean("differs"));
    get("/api/rankings?list=LOCALITY&period=2021-05&version=published").statusCode(200).body("version", equalTo(1)).body("items.find{it.unitCode=='" + LUGU + "'}.counts.valid", equalTo(400));

    // Restated: a new version with its cause.
    post(MAY + "/restatements", BUREAU, "{\"cause\":\"\"}").statusCode(422).body("field", equalTo("cause"));
    post(MAY + "/restatements", BUREAU, "{\"cause\":\"x\",\"tickets\":[\"no\"]}").statusCode(422).body("field", equalTo("tickets"));
    String second = post(MAY + "/restatements", BUREAU, "{\"cause\":\"申诉成立，剔除 5 件\",\"tickets\":[\"%s\"]}".formatted(upheld.getFirst().id)).statusCode(200)
        .body("versions", hasSize(2)).body("versions[1].cause", equalTo("申诉成立，剔除 5 件")).body("versions[1].tickets[0]", equalTo(upheld.getFirst().id)).extract().path("versions[1].hash");
    assertNotEquals(hash, second);
    post(MAY + "/restatements", BUREAU, "{\"cause\":\"又来\"}").statusCode(409).body("code", equalTo("NOTHING_CHANGED"));
    assertEquals(canonical, get(MAY + "/versions/1/canonical").extract().asString(), "the published version never changes");
    get(MAY + "/versions/2?list=LOCALITY").body("lists[0].items.find{it.unitCode=='" + LUGU + "'}.resolutionRate", equalTo(0.9114f));
    get(MAY).body("published", equalTo(1)).body("latest", equalTo(2)).body("versions.published", equalTo(List.of(true, false)));
    get("/api/rankings?list=LOCALITY&period=2021-05").body("locked.version", equalTo(2)).body("published.version", equalTo(1)).body("version", nullValue());
    get("/api/rankings?list=LOCALITY&period=2021-05&version=9").statusCode(422).body("field", equalTo("version"));
    assertEquals(List.of("analytics.AssessmentPeriodOpened", "analytics.AssessmentPeriodLocked", "analytics.RankingPublished", "analytics.LocalityClassified", "analytics.ReviewMeetingRecorded",
        "analytics.AssessmentRestated"), said("2021-05").stream().map(Fact::type).toList());
    get("/api/periods").body("items.find{it.period=='2021-05'}.status", equalTo("PUBLISHED")).body("running", notNullValue());
  }

  private static String meeting(String praised) { return "{\"version\":1,\"heldOn\":\"2021-06-12\",\"chair\":\"市委书记\",\"praised\":%s,\"criticised\":[],\"text\":\"通报五月排名\"}".formatted(praised); }

  /** Who has nothing but the log and the fact of the lock counts again and finds the same hash. */
  @Test @Order(3) void a_version_is_counted_again_from_the_log_at_its_places() {
    AssessmentPeriodLocked locked = (AssessmentPeriodLocked) said("2021-05").get(1).said();
    List<Long> places = locked.snapshot().positions().get(EventLog.COMPLAINTS);
    Assessment rules = Catalogue.get().assessment();
    TicketProjection projection = new TicketProjection(Catalogue.get().units(), rules);
    Map<String, Counts> cells = new HashMap<>();
    log.facts().values().forEach(facts -> {
      TicketFigures ticket = null;
      for (Fact fact : facts) {
        ticket = fact.offset() < places.get(fact.partition()) ? projection.evolve(ticket, fact) : ticket;
      }
      if (ticket != null) {
        projection.contributions(ticket).forEach((cell, counts) -> cells.merge(cell, Counts.of(counts), Counts::plus));
      }
    });
    Period may = rules.period(YearMonth.of(2021, 5));
    Assessment.Formula formula = rules.formula(may, null).orElseThrow();
    Standings april = Standings.counted(Catalogue.get().units(), of(cells, "2021-04/"), rules.formula(rules.period(YearMonth.of(2021, 4)), null).orElseThrow(), rules.of(may).scoreV2(), null);
    Snapshot again = Standings.counted(Catalogue.get().units(), of(cells, "2021-05/"), formula, rules.of(may).scoreV2(), april)
        .snapshot("2021-05", locked.snapshot().positions(), formula, rules.of(may).scoreV2(), Catalogue.get().units().version(), new Snapshot.Before("2021-04", null, null));
    assertEquals(locked.snapshot().canonical(), again.canonical());
    assertEquals(locked.snapshot().hash(), again.hash());
  }

  private static Map<String, Counts> of(Map<String, Counts> cells, String period) {
    Map<String, Counts> of = new HashMap<>();
    cells.forEach((cell, counts) -> {
      if (cell.startsWith(period)) {
        of.put(cell.substring(period.length()), counts);
      }
    });
    return of;
  }

  /** SP14: what everybody may read: the published version, no person, no small number. */
  @Test @Order(4) void SP14_publication_shows_the_published_version_without_a_token_without_persons_and_without_small_numbers() {
    JsonPath open = given().when().get("/api/public/statistics?period=2021-05").then().statusCode(200).body("published.version", equalTo(1)).extract().jsonPath();
    JsonPath locality = open.setRootPath("rankings.find{it.list=='LOCALITY'}.items.find{it.unitCode=='" + LUGU + "'}");
    assertEquals(91.55, locality.getDouble("score"), "the restatement is not published yet");
    open.setRootPath("");
    assertEquals(1, open.getInt("rankings.find{it.list=='LOCALITY'}.items.find{it.unitCode=='" + BAJIAO + "'}.rank"));
    // One claimant answered about that street: whoever lives there would know who.
    assertEquals(true, open.getBoolean("rankings.find{it.list=='LOCALITY'}.items.find{it.unitCode=='110101001'}.suppressed"));
    assertNull(open.getString("rankings.find{it.list=='LOCALITY'}.items.find{it.unitCode=='110101001'}.score"));
    assertEquals(Set.of("ADVANCED", "PROGRESSING", "RECTIFYING", "GOVERNANCE"), Set.copyOf(open.getList("classes.class")));
    // A single ticket of category 09, and nobody can subtract it from the total.
    assertEquals(true, open.getBoolean("categories.find{it.category=='09'}.suppressed"));
    assertNull(open.getString("categories.find{it.category=='09'}.received"));
    assertEquals(2, open.getList("categories.findAll{it.suppressed}").size());
    String text = given().when().get("/api/public/statistics?period=2021-05").then().extract().asString();
    for (Story story : a.subList(0, 20)) {
      assertFalse(text.contains(story.id));
      assertFalse(text.contains("RX260506"));
    }
    assertFalse(text.contains("phone") || text.contains("bureau:") || text.contains("市委书记"));

    post(MAY + "/publications", BUREAU, "{\"version\":2}").statusCode(200);
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(MAY).body("classes.version", equalTo(2)));
    given().when().get("/api/public/statistics?period=2021-05").then().body("published.version", equalTo(2))
        .body("rankings.find{it.list=='LOCALITY'}.items.find{it.unitCode=='" + LUGU + "'}.resolutionRate", equalTo(0.9114f));
    post(MAY + "/publications", BUREAU, "{\"version\":1}").statusCode(409).body("code", equalTo("OLDER_THAN_PUBLISHED"));
    given().when().get("/api/public/statistics?period=2021-04").then().statusCode(200).body("published", nullValue()).body("rankings", hasSize(0)).body("classes", hasSize(0));
  }

  /** The month after the locked one: what was before is the locked version on every page, and the classes do not depend on the formula somebody looks with. */
  @Test @Order(6) void a_unit_has_one_rank_one_rank_before_and_one_class_on_every_page() {
    for (int i = 0; i < 40; i++) {
      append(rated(BAJIAO, "2021-05-07T11:22:00+08:00", false));
    }
    for (int i = 0; i < 12; i++) {
      append(rated(LUGU, "2021-06-06T11:22:00+08:00", true));
      append(rated(BAJIAO, "2021-06-06T11:22:00+08:00", false));
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
      assertEquals(1, row("LOCALITY", LUGU).getInt("rank"), "what came after the lock");
      get("/api/rankings?list=LOCALITY&period=2021-06").body("items.find{it.unitCode=='%s'}.counts.valid".formatted(LUGU), equalTo(12)).body("items.find{it.unitCode=='%s'}.counts.valid".formatted(BAJIAO), equalTo(12));
    });
    JsonPath june = get("/api/boards/units/%s?period=2021-06".formatted(LUGU)).statusCode(200).extract().jsonPath();
    assertEquals(2, june.getInt("previousRank"), "as it was locked");
    assertEquals(1, june.getInt("classes.PROGRESSING"), "from the second place that was locked to the first");
    for (String period : List.of("2021-05", "2021-06")) {
      JsonPath ranking = get("/api/rankings?list=LOCALITY&period=" + period).statusCode(200).extract().jsonPath();
      JsonPath other = get("/api/rankings?list=LOCALITY&formula=30-35-35&period=" + period).statusCode(200).extract().jsonPath();
      JsonPath classes = get("/api/boards/classes?period=" + period).statusCode(200).extract().jsonPath();
      for (String unit : List.of(LUGU, BAJIAO, "110101001")) {
        String item = "items.find{it.unitCode=='%s'}.".formatted(unit);
        JsonPath card = get("/api/boards/units/%s?period=%s".formatted(unit, period)).statusCode(200).extract().jsonPath();
        for (String field : List.of("rank", "previousRank", "rankGain")) {
          assertEquals((Object) ranking.get(item + field), card.get(field), period + " " + unit + " " + field);
        }
        assertEquals((Object) ranking.get(item + "monthsInClass"), card.get("classes"), period + " " + unit);
        assertEquals((Object) ranking.get(item + "monthsInClass"), other.get(item + "monthsInClass"), "another formula is another ranking and no other class");
        for (String name : List.of("ADVANCED", "PROGRESSING", "RECTIFYING", "GOVERNANCE")) {
          assertEquals(ranking.getList(item + "classes").contains(name), classes.getList("items.find{it['class']=='%s'}.items.unitCode".formatted(name)).contains(unit), period + " " + unit + " " + name);
        }
        JsonPath history = get("/api/boards/localities/%s?period=%s".formatted(unit, period)).statusCode(200).extract().jsonPath();
        assertEquals((Object) ranking.get(item + "rank"), history.get("months.find{it.period=='%s'}.rank".formatted(period)));
      }
    }
    assertEquals(2, get("/api/rankings?list=LOCALITY&period=2021-06").extract().jsonPath().getInt("previous.version"), "the newest that is locked");
  }

  @Test @Order(5) void a_unit_sees_its_own_rows_and_nobody_elses() {
    String bajiao = Tokens.as("unit", BAJIAO);
    get(MAY + "/versions/1", bajiao).statusCode(200).body("lists.find{it.list=='LOCALITY'}.items.unitCode", equalTo(List.of(BAJIAO))).body("lists.find{it.list=='DISTRICT'}.items", hasSize(0));
    get(MAY, bajiao).statusCode(200).body("classes.items.units.flatten().unitCode.unique()", equalTo(List.of(BAJIAO))).body("meetings[0].text", nullValue())
        .body("versions[1].tickets", hasSize(0));
    get("/api/boards/classes?period=2021-05", bajiao).body("items.items.flatten().unitCode.unique()", equalTo(List.of(BAJIAO)));
    get(MAY + "/versions/1", Tokens.as("district", "110107")).body("lists.find{it.list=='LOCALITY'}.items.unitCode", hasItem(LUGU)).body("lists.find{it.list=='DISTRICT'}.items.unitCode", equalTo(List.of("110107")));
    get("/api/rankings?list=LOCALITY&period=2021-05&version=latest", bajiao).body("items.unitCode", equalTo(List.of(BAJIAO))).body("summary", nullValue());
    get(MAY + "/versions/1?list=STREETS").statusCode(422).body("field", equalTo("list")).body("detail", containsString("LOCALITY"));
  }
}
