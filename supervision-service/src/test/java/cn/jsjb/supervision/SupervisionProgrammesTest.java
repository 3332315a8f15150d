package cn.jsjb.supervision;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Problem.Method;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent.DepartmentReported;
import cn.jsjb.event.DispatchEvent.WhistleBlown;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.ProblemDefined;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskCompleted;
import cn.jsjb.event.PlanEvent.TaskPlanned;
import cn.jsjb.event.SamplingEvent.Consequence;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.ItemKind;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.event.SamplingEvent.SpotCheckRecorded;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.supervision.programme.Programme;
import cn.jsjb.supervision.sampling.Sampling;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The supervision programmes of domain 5.1 that live in oversight-log, each through HTTP and Kafka. SP1, SP2 and SP6 are of the tickets; SP13 and SP14 are analytics-service's. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class SupervisionProgrammesTest {
  private static final String SOON = Instant.now().plus(Duration.ofDays(20)).toString();
  private static final String LUGU = Story.LUGU, BABAOSHAN = Story.BABAOSHAN, BUREAU = "110000D01";

  @Inject LogService<Oversight> tickets;
  @Inject LogService<Programme> programmes;

  private static Response post(String role, String path, String body) { return as(role).body(body).post(path); }

  private static List<String> story(String id) { return LOG.facts(EventLog.OVERSIGHT, id).stream().map(Fact::type).toList(); }

  /** Appends a whole ticket at once, as it was at that time, and waits until it is folded. */
  private String ticket(Instant at, ComplaintEvent... events) {
    String id = UUID.randomUUID().toString();
    LOG.appendTogether(id, at, events);
    await().atMost(Duration.ofSeconds(20)).until(() -> {
      var row = tickets.follower().loadFresh(id);
      return row != null && row.sequence() >= events.length;
    });
    return id;
  }

  private String closed(Instant at, CloseKind how, String unit) {
    return ticket(at, Story.received(), Story.registered(unit, "MT2021-P07"), Story.dispatched(1, unit, at.plus(Duration.ofDays(7))), Story.signed(), Story.contacted(), Story.repliedToClaimant(), Story.reported(),
        Story.calledBack(1, how == CloseKind.SATISFIED, cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED), Story.closed(how));
  }

  private void programme(String problem, PlanEvent... events) {
    String previous = Chain.genesis(problem);
    for (int i = 0; i < events.length; i++) {
      var envelope = EventLog.envelope(problem, UUID.randomUUID().toString(), events[i], Instant.now(), i + 1, "test", "", previous);
      LOG.log().append(EventLog.PROGRAMME, envelope).toCompletableFuture().join();
      previous = envelope.hash();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> {
      var row = programmes.follower().loadFresh(problem);
      return row != null && row.sequence() >= events.length;
    });
  }

  /** None of the ticket's roles may open, touch or read any of it; nobody at all without a token. */
  private static void isClosedToTickets(String path, String id) {
    for (String role : List.of("adapter", "operator", "dispatcher", "unit", "callback", "bureau", "district", "analyst", "leader", "admin")) {
      as(role, LUGU).get(path).then().statusCode(403);
      as(role, LUGU).get(path + "/" + id).then().statusCode(403);
      as(role, LUGU).body("{}").post(path).then().statusCode(403);
    }
    RestAssured.given().get(path + "/" + id).then().statusCode(401);
    as("inspector").get(path + "/" + id).then().statusCode(200);
    as("inspector").get(path + "?size=500").then().statusCode(200).body("items.id", hasItem(id));
    as("inspector").get(path + "/" + UUID.randomUUID()).then().statusCode(404);
    as("inspector").get(path + "?size=0").then().statusCode(422).body("field", equalTo("size"));
  }

  @Test void SP3_daily_joint_supervision_presses_several_units_and_hears_them_all() {
    String body = "{\"title\":\"加装电梯停滞\",\"opinion\":\"十日内拿出方案\",\"problem\":\"MT2021-P09\",\"leads\":[\"%s\"],\"units\":[\"%s\",\"%s\"],\"complaints\":[\"c-1\"],\"dueAt\":\"%s\"}".formatted(BUREAU, LUGU, BABAOSHAN, SOON);
    String id = post("supervisor", "/api/joint-supervisions", body).then().statusCode(201).body("status", equalTo("OPEN")).extract().path("id");
    String path = "/api/joint-supervisions/" + id;
    isClosedToTickets("/api/joint-supervisions", id);
    post("inspector", "/api/joint-supervisions", body).then().statusCode(403);
    post("supervisor", "/api/joint-supervisions", body.replace("\"c-1\"", "")).then().statusCode(422);
    post("supervisor", "/api/joint-supervisions", body.replace("MT2021-P09", "P99")).then().statusCode(422).body("field", equalTo("problem"));
    post("supervisor", path + "/replies", "{\"unit\":\"%s\",\"measures\":\"约谈\"}".formatted(BUREAU)).then().statusCode(409).body("code", equalTo("NOT_ASKED"));
    post("supervisor", path + "/replies", "{\"unit\":\"%s\",\"measures\":\"约谈\"}".formatted(LUGU)).then().statusCode(200);
    post("supervisor", path + "/closure", "{\"solved\":true,\"result\":\"完成\"}").then().statusCode(409).body("code", equalTo("ANSWERS_MISSING"));
    post("supervisor", path + "/replies", "{\"unit\":\"%s\",\"measures\":\"复工\"}".formatted(BABAOSHAN)).then().statusCode(200);
    post("supervisor", path + "/closure", "{\"solved\":true,\"result\":\"完成\"}").then().statusCode(200).body("status", equalTo("CLOSED"));
    assertEquals(List.of("oversight.JointSupervisionOpened", "oversight.JointSupervisionReplied", "oversight.JointSupervisionReplied", "oversight.JointSupervisionClosed"), story(id));
  }

  @Test void SP4_monthly_consultation_weighs_the_trend_of_the_problems() {
    ticket(Instant.parse("2024-03-02T00:00:00Z"), Story.received(), Story.registered(LUGU, "MT2021-P21"));
    ticket(Instant.parse("2024-03-31T15:59:59Z"), Story.received(), Story.registered(LUGU, "MT2021-P21"));
    ticket(Instant.parse("2024-02-29T15:59:59Z"), Story.received(), Story.registered(LUGU, "MT2021-P21"));
    String body = "{\"month\":\"2024-03\",\"participants\":[\"督查室\"],\"findings\":\"养老收费诉求上升\",\"resolutions\":[{\"problem\":\"MT2021-P21\",\"text\":\"公示收费\",\"unit\":\"%s\",\"dueAt\":\"%s\"}]}".formatted(BUREAU, SOON);
    post("supervisor", "/api/consultations", body).then().statusCode(201).body("id", equalTo("consultation-2024-03"))
        .body("state.held.trends.find { it.problem == 'MT2021-P21' }.volume", equalTo(2)).body("state.held.trends.find { it.problem == 'MT2021-P21' }.previous", equalTo(1));
    isClosedToTickets("/api/consultations", "consultation-2024-03");
    post("supervisor", "/api/consultations", body).then().statusCode(409).body("code", equalTo("RECORDED_ALREADY"));
    post("supervisor", "/api/consultations", body.replace("2024-03", "2099-01")).then().statusCode(422);
    post("supervisor", "/api/consultations", body.replace("2024-03", "März")).then().statusCode(422).body("field", equalTo("month"));
    assertEquals(1, story("consultation-2024-03").size());
  }

  @Test void SP5_quarterly_spot_check_can_be_drawn_again_by_anybody_from_the_log() {
    Instant may = Instant.parse("2023-05-06T03:00:00Z");
    List<String> resolved = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      resolved.add(closed(may.plusSeconds(i), CloseKind.SATISFIED, LUGU));
    }
    String unresolved = closed(may, CloseKind.UNRESOLVED_AFTER_SUPERVISION, LUGU);
    String later = closed(Instant.parse("2023-06-30T16:00:00Z"), CloseKind.SATISFIED, LUGU);
    post("supervisor", "/api/samples", "{\"quarter\":\"2023Q5\",\"size\":5}").then().statusCode(422).body("field", equalTo("quarter"));
    post("supervisor", "/api/samples", "{\"quarter\":\"2023Q2\",\"size\":0}").then().statusCode(422).body("field", equalTo("size"));
    post("supervisor", "/api/samples", "{\"quarter\":\"2099Q1\",\"size\":5}").then().statusCode(422);
    post("supervisor", "/api/samples", "{\"quarter\":\"2009Q1\",\"size\":5}").then().statusCode(409).body("code", equalTo("NOTHING_TO_DRAW"));
    String problem = "MT2023-P" + (System.nanoTime() % 1_000_000_000), task = "T001", other = "T002";
    LocalDate day = LocalDate.of(2023, 5, 6);
    programme(problem, new ProblemDefined(1, day, 2023, "T07", "路灯", "street lamps", BUREAU, List.of(), "分管副市长", Method.GOVERNANCE, "x", "x"),
        new TaskPlanned(task, 1, day, new Task(PlanEvent.CITY, "修复无灯路", "条", null, null, List.of(5), LUGU, List.of(), "x")), new TaskCompleted(task, day, null, "完成", List.of(), "li"),
        new TaskPlanned(other, 1, day, new Task(PlanEvent.CITY, "台账", "条", null, null, List.of(5), LUGU, List.of(), "x")), new TaskCompleted(other, day.withMonth(7), null, "完成", List.of(), "li"));
    Response drawn = post("supervisor", "/api/samples", "{\"quarter\":\"2023Q2\",\"size\":5,\"tasks\":3}");
    drawn.then().statusCode(201).body("id", equalTo("sample-2023Q2")).body("state.drawn.items.id", not(hasItems(unresolved))).body("state.drawn.items.id", not(hasItems(later)));
    post("supervisor", "/api/samples", "{\"quarter\":\"2023Q2\",\"size\":5,\"seed\":\"mine\"}").then().statusCode(409).body("code", equalTo("RECORDED_ALREADY"));
    isClosedToTickets("/api/samples", "sample-2023Q2");

    // What a stranger does: read the log below the stored positions, fold, pick by the stored seed.
    QuarterSampleDrawn event = (QuarterSampleDrawn) LOG.facts(EventLog.OVERSIGHT, "sample-2023Q2").getFirst().said();
    assertEquals(List.of(new Item(ItemKind.TASK, problem + "/" + task, LUGU)), event.items().stream().filter(i -> i.kind() == ItemKind.TASK).toList());
    String failed = event.items().getFirst().id();
    String finding = "{\"item\":\"%s\",\"passed\":%s,\"finding\":\"现场核验\",\"checkedBy\":\"第三方 孙某\",\"checkerUnit\":\"%s\"}";
    post("supervisor", "/api/samples/sample-2023Q2/checks", finding.formatted(failed, false, LUGU)).then().statusCode(409).body("code", equalTo("VERIFIER_IS_INVOLVED"));
    post("supervisor", "/api/samples/sample-2023Q2/checks", finding.formatted(unresolved, false, BUREAU)).then().statusCode(409).body("code", equalTo("NOT_IN_THE_SAMPLE"));
    assertEquals("CLOSED", Supervised.as("inspector").get("/api/history/" + failed).path("status"), "a refused check opens nothing");
    post("inspector", "/api/samples/sample-2023Q2/checks", finding.formatted(failed, false, BUREAU)).then().statusCode(200).body("state.checks", equalTo(Map.of(failed, false)));
    assertEquals(1, LOG.story(failed).stream().filter("supervision.TicketReopened"::equals).count());
    post("supervisor", "/api/samples/sample-2023Q2/checks", finding.formatted(failed, false, BUREAU)).then().statusCode(409);
    post("supervisor", "/api/samples/sample-2023Q2/checks", finding.formatted(event.items().get(1).id(), true, BUREAU)).then().statusCode(200);
    post("supervisor", "/api/samples/sample-2023Q2/checks", finding.formatted(problem + "/" + task, false, BUREAU)).then().statusCode(200);
    assertEquals("programme.TaskVerified", LOG.facts(EventLog.PROGRAMME, problem).getLast().type());
    assertEquals(Consequence.TASK_RUNNING_AGAIN, ((SpotCheckRecorded) LOG.facts(EventLog.OVERSIGHT, "sample-2023Q2").getLast().said()).consequence());
    assertEquals(List.of("oversight.QuarterSampleDrawn", "oversight.SpotCheckRecorded", "oversight.SpotCheckRecorded", "oversight.SpotCheckRecorded"), story("sample-2023Q2"));

    List<String> population = new ArrayList<>();
    LOG.facts().forEach((id, facts) -> {
      Oversight state = null;
      try {
        for (Fact fact : facts) {
          if (fact.offset() < event.positions().get(EventLog.COMPLAINTS).getOrDefault(fact.partition(), 0L)) {
            state = Oversight.evolve(state, fact);
          }
        }
      } catch (RuntimeException otherTestsPoison) {
        return;
      }
      if (state != null && state.at(Stage.CLOSED) && state.closed() == CloseKind.SATISFIED && state.life().unit() != null && !state.since().isBefore(event.from()) && state.since().isBefore(event.to())) {
        population.add(id);
      }
    });
    assertTrue(population.containsAll(resolved), "though one of them was opened again since");
    assertEquals(population.size(), event.tickets());
    assertEquals(event.items().stream().filter(i -> i.kind() == ItemKind.TICKET).map(Item::id).toList(), Sampling.draw(event.seed(), population, 5));
  }

  @Test void SP7_year_end_appraisal_ranks_each_list_by_weights_with_a_version() {
    closed(Instant.parse("2022-05-06T03:00:00Z"), CloseKind.SATISFIED, BABAOSHAN);
    closed(Instant.parse("2022-05-06T03:00:00Z"), CloseKind.UNRESOLVED_AFTER_SUPERVISION, BABAOSHAN);
    closed(Instant.parse("2022-05-06T03:00:00Z"), CloseKind.SATISFIED, LUGU);
    post("supervisor", "/api/appraisals", "{\"year\":2022,\"list\":\"STREETS\"}").then().statusCode(422);
    post("supervisor", "/api/appraisals", "{\"year\":2099,\"list\":\"LOCALITY\"}").then().statusCode(422);
    String rows = "state.issued.rows";
    post("supervisor", "/api/appraisals", "{\"year\":2022,\"list\":\"LOCALITY\"}").then().statusCode(201).body("id", equalTo("appraisal-2022-LOCALITY")).body("state.issued.weightsVersion", equalTo("2021.1"))
        .body(rows + ".find { it.unit == '%s' }.rank".formatted(LUGU), equalTo(1)).body(rows + ".find { it.unit == '%s' }.score".formatted(BABAOSHAN), equalTo(50.0f))
        .body(rows + ".findAll { it.unit.contains('D') }", empty());
    isClosedToTickets("/api/appraisals", "appraisal-2022-LOCALITY");
    post("supervisor", "/api/appraisals", "{\"year\":2022,\"list\":\"LOCALITY\"}").then().statusCode(409);
    assertEquals(1, story("appraisal-2022-LOCALITY").size());
  }

  @Test void SP8_municipal_ledger_is_cleared_by_somebody_else_and_a_date_that_passes_is_a_fact_once() {
    String due = Instant.now().plusSeconds(4).toString();
    String body = "{\"kind\":\"PROJECT\",\"title\":\"历史遗留项目\",\"goal\":\"办证清零\",\"owner\":\"%s\",\"supporting\":[\"%s\"],\"problem\":\"MT2021-P01\",\"dueAt\":\"%s\"}".formatted(LUGU, BABAOSHAN, due);
    post("supervisor", "/api/ledger", body.replace("\"problem\"", "\"complaints\":[\"c-1\"],\"problem\"")).then().statusCode(422).body("field", equalTo("complaints"));
    String id = post("supervisor", "/api/ledger", body).then().statusCode(201).extract().path("id");
    String path = "/api/ledger/" + id;
    isClosedToTickets("/api/ledger", id);
    await().atMost(Duration.ofSeconds(30)).until(() -> story(id).contains("oversight.LedgerEntryOverdue"));
    post("supervisor", path + "/clearance", "{\"finding\":\"属实\"}").then().statusCode(409).body("code", equalTo("MATTER_NOT_IN_THIS_STATE"));
    post("supervisor", path + "/progress", "{\"note\":\"完成\",\"goalReached\":true,\"reportedBy\":\"李某\"}").then().statusCode(200).body("status", equalTo("GOAL_REPORTED"));
    post("supervisor", path + "/clearance", "{\"finding\":\"属实\"}").then().statusCode(409).body("code", equalTo("VERIFIER_IS_INVOLVED"));
    post("inspector", path + "/clearance", "{\"finding\":\"属实\"}").then().statusCode(403);
    var other = RestAssured.given().header("Authorization", cn.jsjb.harness.Tokens.as("supervisor", LUGU, "qian")).contentType("application/json");
    other.body("{\"finding\":\"属实\"}").post(path + "/clearance").then().statusCode(409).body("code", equalTo("VERIFIER_IS_INVOLVED"));
    var third = RestAssured.given().header("Authorization", cn.jsjb.harness.Tokens.as("supervisor", null, "sun")).contentType("application/json");
    String head = as("supervisor").get(path).header("ETag");
    third.header("If-Match", "\"" + "0".repeat(64) + "\"").body("{\"finding\":\"属实\"}").post(path + "/clearance").then().statusCode(412);
    RestAssured.given().header("Authorization", cn.jsjb.harness.Tokens.as("supervisor", null, "sun")).contentType("application/json").header("If-Match", head)
        .body("{\"finding\":\"属实\"}").post(path + "/clearance").then().statusCode(200).body("status", equalTo("CLEARED"));
    post("supervisor", path + "/return", "{\"reason\":\"反弹\",\"dueAt\":\"%s\"}".formatted(SOON)).then().statusCode(409);
    RestAssured.given().header("Authorization", cn.jsjb.harness.Tokens.as("supervisor", null, "sun")).contentType("application/json")
        .body("{\"reason\":\"回头看反弹\",\"dueAt\":\"%s\"}".formatted(SOON)).post(path + "/return").then().statusCode(200).body("status", equalTo("OPEN")).body("state.returns", equalTo(1));
    assertEquals(List.of("oversight.LedgerEntryOpened", "oversight.LedgerEntryOverdue", "oversight.LedgerEntryProgressed", "oversight.LedgerEntryCleared", "oversight.LedgerEntryReturned"), story(id));
  }

  @Test void SP9_a_joint_inspection_carries_tickets_and_its_findings_are_put_right() {
    String body = "{\"mode\":\"JOINT\",\"site\":\"六合园小区\",\"district\":\"110107\",\"at\":\"2026-05-20T10:00:00+08:00\",\"members\":[\"市住建委\",\"市纪委\"],\"units\":[\"%1$s\"],\"complaints\":[\"c-1\"],\"interviews\":[{\"who\":\"居民\",\"said\":\"没人来过\"}],\"findings\":[{\"unit\":\"%1$s\",\"text\":\"办结材料与现场不符\",\"conduct\":\"K3\"}]}".formatted(LUGU);
    String id = post("supervisor", "/api/inspections", body).then().statusCode(201).body("status", equalTo("FOUND")).body("state.record.findings.number", contains(1)).extract().path("id");
    String finding = "/api/inspections/" + id + "/findings/1";
    isClosedToTickets("/api/inspections", id);
    post("supervisor", "/api/inspections", body.replace(",\"市纪委\"", "").replace("\"市纪委\"", "")).then().statusCode(422);
    post("supervisor", "/api/inspections", body.replace("JOINT", "ANNOUNCED")).then().statusCode(422).body("field", equalTo("mode"));
    post("supervisor", finding + "/acceptance", "{\"note\":\"已整改\"}").then().statusCode(409);
    post("supervisor", finding + "/rectification", "{\"unit\":\"%s\",\"demand\":\"十日内整改\",\"dueAt\":\"%s\"}".formatted(LUGU, SOON)).then().statusCode(200).body("status", equalTo("RECTIFYING"));
    as("supervisor", LUGU).body("{\"note\":\"已整改\"}").post(finding + "/acceptance").then().statusCode(409).body("code", equalTo("VERIFIER_IS_INVOLVED"));
    post("supervisor", finding + "/acceptance", "{\"note\":\"已整改\"}").then().statusCode(200).body("status", equalTo("RECTIFIED"));
    assertEquals(List.of("oversight.InspectionRecorded", "oversight.RectificationOrdered", "oversight.RectificationAccepted"), story(id));
  }

  @Test void SP10_targeted_supervision_goes_from_a_focus_list_to_accountability_or_good_faith() {
    ticket(Instant.now().minus(Duration.ofDays(200)), Story.received(), Story.registered(BABAOSHAN, "MT2021-P25"));
    ticket(Instant.now().minus(Duration.ofDays(4 * 365)), Story.received(), Story.registered(LUGU, "MT2021-P25"));
    String body = "{\"theme\":\"农村基础设施\",\"problem\":\"MT2021-P25\"}";
    post("supervisor", "/api/focus-lists", body).then().statusCode(403);
    String focus = post("inspector", "/api/focus-lists", body).then().statusCode(201).body("state.listed.localities.locality", hasItem(BABAOSHAN)).body("state.listed.localities.locality", not(hasItem(LUGU)))
        .extract().path("id");
    isClosedToTickets("/api/focus-lists", focus);
    for (String content : List.of("RULES", "PROGRESS")) {
      post("inspector", "/api/focus-lists/" + focus + "/checks", "{\"locality\":\"%s\",\"content\":\"%s\",\"satisfactory\":true,\"finding\":\"查看\"}".formatted(BABAOSHAN, content)).then().statusCode(200);
    }
    post("inspector", "/api/focus-lists/" + focus + "/closure", "{\"conclusion\":\"完成\"}").then().statusCode(409).body("code", equalTo("CONTENT_UNSEEN"));
    post("inspector", "/api/focus-lists/" + focus + "/checks", "{\"locality\":\"%s\",\"content\":\"SATISFACTION\",\"satisfactory\":false,\"finding\":\"居民不满意\"}".formatted(BABAOSHAN)).then().statusCode(200);

    String inspection = post("inspector", "/api/inspections", ("{\"mode\":\"UNANNOUNCED\",\"site\":\"八宝山\",\"at\":\"2026-05-20T10:00:00+08:00\",\"members\":[\"周某\"],\"units\":[\"%1$s\"],\"focusList\":\"%2$s\","
        + "\"findings\":[{\"unit\":\"%1$s\",\"text\":\"虚报进度\",\"conduct\":\"K3\"},{\"unit\":\"%1$s\",\"text\":\"流程先后颠倒\",\"conduct\":\"K2\"}]}").formatted(BABAOSHAN, focus)).then().statusCode(201).extract().path("id");
    String findings = "/api/inspections/" + inspection + "/findings/";
    String account = "{\"conduct\":\"K3\",\"unit\":\"%s\",\"person\":\"科长\",\"measure\":\"DISCIPLINARY_PUNISHMENT\",\"badEffect\":%s,\"basis\":\"条例第三十五条第三项\"}";
    post("supervisor", findings + "1/accountability", account.formatted(BABAOSHAN, true)).then().statusCode(403);
    post("inspector", findings + "1/accountability", account.formatted(BABAOSHAN, false)).then().statusCode(409).body("code", equalTo("CORRECTION_FIRST"));
    post("inspector", findings + "1/accountability", account.formatted(BABAOSHAN, true).replace("K3", "K7")).then().statusCode(422).body("field", equalTo("conduct"));
    post("inspector", findings + "1/accountability", account.formatted(BABAOSHAN, true)).then().statusCode(200);
    post("supervisor", findings + "2/exemption", "{\"grounds\":\"先行先试\"}").then().statusCode(403);
    post("inspector", findings + "2/exemption", "{\"grounds\":\"先行先试\"}").then().statusCode(200);
    post("inspector", findings + "2/accountability", account.formatted(BABAOSHAN, true)).then().statusCode(409).body("code", equalTo("EXEMPTED_ALREADY"));
    post("inspector", "/api/focus-lists/" + focus + "/closure", "{\"conclusion\":\"一人受处分\"}").then().statusCode(200).body("status", equalTo("CLOSED"));
    assertEquals(List.of("oversight.InspectionRecorded", "oversight.AccountabilityDecided", "oversight.GoodFaithExempted"), story(inspection));
  }

  @Test void SP12_whistle_dual_review_counts_both_sides_of_a_districts_month() {
    Instant may = Instant.parse("2022-08-06T03:00:00Z");
    WhistleBlown blown = new WhistleBlown(1, WhistleGround.PUBLIC_PROBLEM, "停车", List.of("110107D01"), "路口", may, may, LUGU, "主任", "2019.1");
    ticket(may, Story.received(), Story.registered(), Story.dispatched(1, LUGU, may.plus(Duration.ofDays(7))), Story.signed(), blown, new DepartmentReported(1, "110107D01", may, List.of("王"), LUGU));
    String body = "{\"month\":\"2022-08\",\"district\":\"110107\",\"opinion\":\"点位须具体\"}";
    post("supervisor", "/api/whistle-reviews", body.replace("110107", LUGU)).then().statusCode(422).body("field", equalTo("district"));
    post("supervisor", "/api/whistle-reviews", body.replace("2022-08", "2099-08")).then().statusCode(422);
    post("supervisor", "/api/whistle-reviews", body).then().statusCode(201).body("state.issued.localities.find { it.locality == '%s' }.whistles".formatted(LUGU), equalTo(1))
        .body("state.issued.departments[0].arrived", equalTo(1));
    isClosedToTickets("/api/whistle-reviews", "whistle-review-2022-08-110107");
    post("supervisor", "/api/whistle-reviews", body).then().statusCode(409);
    assertEquals(1, story("whistle-review-2022-08-110107").size());
  }
}
