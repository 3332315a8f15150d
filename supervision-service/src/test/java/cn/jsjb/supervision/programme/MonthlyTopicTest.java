package cn.jsjb.supervision.programme;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.programme.Rows.Lists;
import cn.jsjb.supervision.programme.Rows.PlanRow;
import cn.jsjb.supervision.programme.Rows.PolicyRow;
import cn.jsjb.supervision.programme.Rows.ResponsibilityRow;
import cn.jsjb.supervision.programme.Rows.TaskRow;
import cn.jsjb.supervision.programme.sheets.WorkbookReader;
import cn.jsjb.supervision.programme.sheets.WorkbookWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 每月一题 over HTTP, on a real Kafka and PostgreSQL. Each test has problems of its own. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class MonthlyTopicTest {
  private static final String YEAR = "/api/programmes/2021", XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String LEAD = "110000D03", POLICE = "110000D13";

  private static String problem(String id) { return YEAR + "/problems/MT2021-" + id; }

  private static ValidatableResponse post(String role, String unit, String path, String json) { return as(role, unit).body(json.replace('\'', '"')).post(path).then(); }

  private static void published() {
    as("leader").header("Idempotency-Key", "year").body("{\"title\":\"2021 年每月一题\",\"source\":\"SYNTHETIC\"}").post(YEAR).then().statusCode(200);
  }

  private static void defined(String id) {
    published();
    as("leader").header("Idempotency-Key", id).body("{\"from\":\"2021-01-01\",\"viceMayor\":\"分管副市长\",\"source\":\"SYNTHETIC\"}").post(problem(id)).then().statusCode(200);
  }

  private static void planned(String id) {
    defined(id);
    as("leader").header("Idempotency-Key", "plan " + id).body("{\"from\":\"2021-02-01\",\"title\":\"方案\",\"measures\":[\"一\",\"二\"],\"source\":\"SYNTHETIC\"}").post(problem(id) + "/plan").then().statusCode(200);
  }

  private static List<Fact> facts(String id) { return LOG.facts(EventLog.PROGRAMME, "MT2021-" + id); }

  @Test void the_year_its_themes_and_its_problems_are_facts_that_name_the_catalogue() {
    published();
    post("leader", null, YEAR, "{'title':'x','source':'s'}").statusCode(409).body("code", equalTo("PROGRAMME_PUBLISHED_ALREADY"));
    post("leader", null, "/api/programmes/2031", "{'title':'x','source':'s'}").statusCode(404);
    as("leader").get("/api/programmes/2031").then().statusCode(404);
    as("leader").header("Idempotency-Key", "T05").body("{\"theme\":\"T05\"}").post(YEAR + "/themes").then().statusCode(200).body("themes.theme", hasItem("T05"));
    post("leader", null, YEAR + "/themes", "{'theme':'T99'}").statusCode(404);
    post("leader", null, YEAR + "/themes", "{'theme':'T06','month':13}").statusCode(422).body("field", equalTo("month"));
    defined("P11");
    as("analyst").get(problem("P11")).then().statusCode(200).header("ETag", notNullValue()).body("definition.leadUnit", equalTo("110000D08")).body("definition.catalogueVersion", equalTo(Catalogue.get().problems().version()))
        .body("leadUnitName", equalTo("市教委")).body("tasks.total", equalTo(0)).body("tasks.rate", nullValue()).body("colour", nullValue());
    as("analyst").get(problem("P99")).then().statusCode(404);
    as("analyst").get("/api/programmes/2022/problems/MT2021-P11").then().statusCode(404);
    post("leader", null, problem("P99"), "{'viceMayor':'x','source':'s'}").statusCode(404);
    for (String role : List.of("unit", "district", "supervisor", "inspector", "analyst", "admin", "bureau", "operator", "callback")) {
      post(role, "110000D08", problem("P12"), "{'viceMayor':'x','source':'s'}").statusCode(403);
    }
    for (String role : List.of("operator", "callback", "dispatcher", "adapter")) {
      as(role).get(YEAR).then().statusCode(403);
    }
    RestAssured.get(YEAR).then().statusCode(401);
    assertEquals(List.of(), facts("P12"));
  }

  @Test void a_task_is_planned_completed_by_its_owner_and_verified_by_somebody_else() {
    planned("P03");
    String tasks = problem("P03") + "/tasks", t1 = tasks + "/P03-01";
    String task = "{'task':'P03-01','from':'2021-02-01','title':'清理欠薪项目','metric':'项目','target':120.0,'unit':'个','months':[3,6,3],'owner':'%s','source':'SYNTHETIC'}";
    post("unit", POLICE, tasks, task.formatted(LEAD)).statusCode(403).body("code", equalTo("OTHER_SCOPE"));
    post("unit", LEAD, tasks, task.formatted("110000D10")).statusCode(422).body("code", equalTo("NOT_A_PARTNER"));
    post("unit", LEAD, tasks, task.formatted("999")).statusCode(422).body("field", equalTo("owner"));
    post("unit", LEAD, tasks, task.formatted(LEAD).replace("[3,6,3]", "[13]")).statusCode(422).body("field", equalTo("months"));
    post("unit", LEAD, tasks, task.formatted(LEAD).replace("[3,6,3]", "[null]")).statusCode(422).body("field", equalTo("months"));
    post("unit", LEAD, tasks, task.formatted(LEAD).replace("2021-02-01", "2021-01-31")).statusCode(409).body("code", equalTo("NOT_PLANNED_YET"));
    assertEquals(2, facts("P03").size(), "nothing of what was refused is in the log");
    String head = post("unit", LEAD, tasks, task.formatted(LEAD)).statusCode(200).body("status", equalTo("PLANNED")).body("months", contains(3, 6)).body("target", equalTo(120)).extract().header("ETag");
    as("unit", LEAD).header("If-Match", "\"0000\"").body("{\"note\":\"一半\"}").post(t1 + "/progress").then().statusCode(412);
    as("unit", LEAD).header("If-Match", head).body("{\"on\":\"2021-03-31\",\"done\":60,\"note\":\"一半\"}").post(t1 + "/progress").then().statusCode(200).body("status", equalTo("RUNNING")).body("done", equalTo(60));
    post("unit", POLICE, t1 + "/completion", "{'on':'2021-05-20','note':'?'}").statusCode(403).body("code", equalTo("ONLY_THE_OWNER"));
    post("leader", null, t1 + "/completion", "{'on':'2021-05-20','note':'?'}").statusCode(403);
    post("unit", LEAD, t1 + "/completion", "{'on':'2199-05-20','note':'?'}").statusCode(422).body("code", equalTo("IN_THE_FUTURE"));
    post("unit", LEAD, t1 + "/completion", "{'on':'20.5.2021','note':'?'}").statusCode(422).body("field", equalTo("on"));
    post("unit", LEAD, tasks + "/P03-99/completion", "{'on':'2021-05-20','note':'?'}").statusCode(404);
    post("supervisor", null, t1 + "/verification", "{'on':'2021-05-20','passed':true,'opinion':'?'}").statusCode(409).body("code", equalTo("LIST_ITEM_STATE"));
    String key = "complete P03-01";
    for (int twice = 0; twice < 2; twice++) {
      as("unit", LEAD).header("Idempotency-Key", key).body("{\"on\":\"2021-05-20\",\"done\":120,\"note\":\"全部清理\",\"evidence\":[\"台账\"]}").post(t1 + "/completion").then().statusCode(200).body("completedOn", equalTo("2021-05-20"));
    }
    post("unit", LEAD, t1 + "/verification", "{'passed':true,'opinion':'自己'}").statusCode(403);
    post("leader", null, t1 + "/verification", "{'passed':true,'opinion':'?'}").statusCode(403);
    as("analyst").get(YEAR + "?asOf=2021-05-25").then().statusCode(200).body("items.find { it.problemId == 'MT2021-P03' }.tasks.done", equalTo(1)).body("items.find { it.problemId == 'MT2021-P03' }.verified", equalTo(0));
    post("supervisor", null, t1 + "/verification", "{'on':'2021-05-28','passed':true,'opinion':'抽查属实'}").statusCode(200).body("status", equalTo("VERIFIED"));
    as("analyst").get(problem("P03") + "?asOf=2021-05-27").then().body("verified", equalTo(0)).body("tasks.percent", equalTo(100.0f)).body("planVersion", equalTo(1));
    as("analyst").get(problem("P03") + "?asOf=2021-05-28").then().body("verified", equalTo(1));
    as("analyst").get(problem("P03") + "?asOf=2021-01-31").then().body("tasks.total", equalTo(0)).body("planVersion", nullValue());
    as("unit", LEAD).get(tasks + "?asOf=2021-04-01").then().statusCode(200).body("items.status", contains("RUNNING")).body("items.completedOn", contains(nullValue())).body("total", equalTo(1));
    assertEquals(List.of("programme.ProblemDefined", "programme.PlanApproved", "programme.TaskPlanned", "programme.TaskProgressed", "programme.TaskCompleted", "programme.TaskVerified"), facts("P03").stream().map(Fact::type).toList());
  }

  @Test void a_district_keeps_its_own_lists_and_sees_no_others() {
    planned("P07");
    String plan = "{'scope':'%s','from':'2021-02-10','title':'区方案','measures':['错时执法'],'source':'SYNTHETIC'}";
    post("district", "110107", problem("P07") + "/plan", plan.formatted("110107")).statusCode(200).body("scope", equalTo("110107")).body("version", equalTo(1));
    post("district", "110115403", problem("P07") + "/plan", plan.formatted("110115403")).statusCode(200);
    post("district", "110107", problem("P07") + "/plan", plan.formatted("110108")).statusCode(403);
    post("district", "110107", problem("P07") + "/plan", plan.formatted("110000")).statusCode(403);
    post("leader", null, problem("P07") + "/plan", plan.formatted("110107011")).statusCode(422).body("code", equalTo("NOT_A_SCOPE"));
    post("district", "110107", problem("P07") + "/tasks", "{'task':'SJS-1','scope':'110107','from':'2021-02-10','title':'设疏导点','months':[6],'owner':'110107D01','source':'SYNTHETIC'}").statusCode(200);
    post("district", "110107", problem("P07") + "/responsibilities", "{'scope':'110107','from':'2021-02-10','responsibilities':[{'unit':'110107D01','part':'LEAD','duty':'执法'}],'source':'s'}").statusCode(200).body("duty", contains("执法"));
    as("district", "110107").get(problem("P07") + "/plan").then().statusCode(200).body("items.scope", contains("110000", "110107"));
    as("unit", "110107D01").get(problem("P07") + "/tasks").then().statusCode(200).body("items.task", contains("SJS-1"));
    as("district", "110108").get(problem("P07") + "/tasks").then().statusCode(200).body("items.task", everyItem(equalTo("none of them")));
    as("district", "110108").get(problem("P07") + "/tasks?scope=110107").then().statusCode(403).body("code", equalTo("OTHER_SCOPE"));
    as("district", "110107").get(YEAR + "?scope=110108").then().statusCode(403);
    as("unit", "110000D06").get(problem("P07") + "/plan").then().body("items.scope", hasItems("110107", "110115403"));
    as("leader").get(problem("P07") + "?scope=110107").then().body("tasks.total", equalTo(1));
    as("leader").get(problem("P07")).then().body("tasks.total", equalTo(0));
    as("leader").get(problem("P07") + "/plan?scope=110107&asOf=2021-02-09").then().body("total", equalTo(0));
  }

  @Test void policies_are_counted_by_a_mode_that_stays_with_the_figure() {
    planned("P04");
    String policies = problem("P04") + "/policies", lead = "110000D04";
    String added = "{'policy':'%s','title':'办法','drafters':['110000D18'],'source':'SYNTHETIC'}";
    post("unit", lead, policies + "/revisions", "{'from':'2021-02-01','added':[" + added.formatted("Z1") + "," + added.formatted("Z2") + "],'reason':'年度清单'}").statusCode(200).body("policy", contains("Z1", "Z2"));
    post("unit", lead, policies, added.formatted("Z3").replace("{", "{'from':'2021-06-01',")).statusCode(200);
    post("unit", lead, policies, added.formatted("Z3")).statusCode(409).body("code", equalTo("LISTED_ALREADY"));
    post("unit", "110000D18", policies + "/Z1/steps", "{'status':'ISSUED','on':'2021-05-10','note':'1 号'}").statusCode(200).body("document", equalTo("1 号"));
    post("unit", "110000D18", policies + "/Z2/steps", "{'status':'IMMINENT','on':'2021-06-05'}").statusCode(200);
    post("unit", "110000D18", policies + "/Z2/steps", "{'status':'DRAFTING','on':'2021-06-06'}").statusCode(409);
    post("unit", POLICE, policies + "/Z2/steps", "{'status':'ISSUED','on':'2021-06-06','note':'x'}").statusCode(403);
    post("unit", "110000D18", policies + "/Z2/steps", "{'status':'ISSUED','on':'2021-06-06'}").statusCode(422).body("field", equalTo("note"));
    String item = "items.find { it.problemId == 'MT2021-P04' }.policies.";
    as("analyst").get(YEAR + "?asOf=2021-05-31").then().body("mode", equalTo("ISSUED")).body(item + "done", equalTo(1)).body(item + "total", equalTo(2)).body(item + "percent", equalTo(50.0f));
    as("analyst").get(YEAR + "?asOf=2021-06-20&mode=ISSUED_OR_IMMINENT").then().body("mode", equalTo("ISSUED_OR_IMMINENT")).body(item + "done", equalTo(2)).body(item + "total", equalTo(3)).body(item + "percent", equalTo(66.7f));
    as("analyst").get(YEAR + "?mode=ALL").then().statusCode(422).body("field", equalTo("mode"));
    post("supervisor", null, YEAR + "/reports", "{'asOf':'2021-06-20','mode':'ISSUED_OR_IMMINENT'}").statusCode(200).body("mode", equalTo("ISSUED_OR_IMMINENT")).body("policyLists['MT2021-P04']", equalTo(2));
    post("unit", lead, YEAR + "/reports", "{'asOf':'2021-06-20','mode':'ISSUED'}").statusCode(403);
    post("leader", null, YEAR + "/reports", "{'asOf':'2199-06-20','mode':'ISSUED'}").statusCode(422);
    as("analyst").get(YEAR + "/reports").then().statusCode(200).body("total", greaterThan(0)).body("items.last().mode", equalTo("ISSUED_OR_IMMINENT"));
  }

  @Test void outcomes_are_as_of_a_day() {
    planned("P05");
    String outcome = "{'metric':'M1','name':'约谈平台','value':%s,'unit':'家','asOf':'%s','cumulative':true,'source':'SYNTHETIC'}", path = problem("P05") + "/outcomes";
    post("unit", "110000D04", path, outcome.formatted("10", "2021-05-31")).statusCode(200);
    post("unit", "110000D04", path, outcome.formatted("17", "2021-06-20")).statusCode(200);
    post("unit", "110000D04", path, outcome.formatted("15", "2021-06-30")).statusCode(409).body("code", equalTo("METRIC_NEEDS_A_CORRECTION"));
    post("unit", "110000D04", path, outcome.formatted("18", "2021-06-30").replace("'asOf':'2021-06-30',", "")).statusCode(422).body("field", equalTo("asOf"));
    post("unit", LEAD, path, outcome.formatted("18", "2021-06-30")).statusCode(403);
    as("leader").get(path + "?asOf=2021-06-19").then().body("items.value.value", contains(10)).body("items[0].reported.size()", equalTo(1));
    as("leader").get(path).then().body("items.value.value", contains(17)).body("items[0].reported.size()", equalTo(2));
  }

  private static byte[] workbook(Lists lists) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    WorkbookWriter.write(file, lists, "t", "SYNTHETIC", LocalDate.of(2021, 2, 1), Catalogue.get().units());
    return file.toByteArray();
  }

  /** The shape of 拖欠工资: 29 tasks. */
  private static Lists lists(String problem, String lead) {
    Lists lists = Lists.empty();
    LocalDate from = LocalDate.of(2021, 2, 1);
    lists.plans().add(new PlanRow(problem, "110000", 1, from, "=方案", List.of("一"), null, "SYNTHETIC"));
    lists.responsibilities().add(new ResponsibilityRow(problem, "110000", 1, from, lead, Part.LEAD, "统筹", null));
    IntStream.rangeClosed(1, 29).forEach(i -> lists.tasks().add(new TaskRow(problem, "110000", "%02d".formatted(i), "任务 " + i, null, BigDecimal.TEN, "件", List.of(1 + i % 12), lead, List.of(), from, null, TaskStatus.PLANNED, null, null, null,
        null, null, "SYNTHETIC")));
    IntStream.rangeClosed(1, 3).forEach(i -> lists.policies().add(new PolicyRow(problem, "110000", "Z" + i, "政策 " + i, List.of(lead), null, from, PolicyStatus.PLANNED, null, null, null, null, null, null, null, "SYNTHETIC")));
    return lists;
  }

  @Test void a_workbook_goes_in_whole_comes_out_the_same_and_twice_adds_nothing() throws Exception {
    defined("P19");
    String path = YEAR + "/workbook";
    Lists lists = lists("MT2021-P19", "110000D09");
    Lists wrong = lists("MT2021-P19", "110000D09");
    wrong.tasks().add(new TaskRow("MT2021-P19", "110000", "99", "别人的", null, null, null, List.of(1), "110000D10", List.of(), LocalDate.of(2021, 2, 1), null, TaskStatus.PLANNED, null, null, null, null, null, "SYNTHETIC"));
    as("leader").contentType(XLSX).body(workbook(wrong)).post(path).then().statusCode(422).body("accepted", equalTo(false)).body("written", equalTo(0)).body("problems.line", contains(31)).body("problems.code", contains("NOT_A_PARTNER"))
        .body("problems[0].sheet", containsString("任务")).body("problems[0].detail", containsString("主责")).body("problems[0].detailEn", containsString("neither"));
    as("leader").contentType(XLSX).body("PK no".getBytes(StandardCharsets.UTF_8)).post(path).then().statusCode(422).body("problems.code", contains("NOT_A_WORKBOOK"));
    as("leader").contentType(XLSX).body(workbook(lists)).post(path + "?dryRun=true").then().statusCode(200).body("written", equalTo(0)).body("dryRun", equalTo(true));
    assertEquals(1, facts("P19").size(), "nothing so far");
    as("district", "110107").contentType(XLSX).body(workbook(lists)).post(path).then().statusCode(422).body("problems.code", hasItem("OTHER_SCOPE"));
    as("analyst").contentType(XLSX).body(workbook(lists)).post(path).then().statusCode(403);
    as("leader").contentType(XLSX).body(workbook(lists)).post(path).then().statusCode(200).body("written", equalTo(32)).body("unchanged", equalTo(0)).body("lines", equalTo(34));
    assertEquals(33, facts("P19").size());
    as("unit", "110000D09").contentType(XLSX).body(workbook(lists)).post(path).then().statusCode(200).body("written", equalTo(0)).body("unchanged", equalTo(34));
    assertEquals(33, facts("P19").size());
    var answer = as("analyst").get(path + "?problem=MT2021-P19");
    answer.then().statusCode(200).contentType(XLSX).header("Content-Disposition", containsString("programme-2021-MT2021-P19.xlsx"));
    WorkbookReader.Read read = WorkbookReader.read(answer.asByteArray(), Catalogue.get().units());
    assertEquals(List.of(), read.problems());
    assertEquals(lists.plans(), read.plans().stream().map(WorkbookReader.Line::row).toList());
    assertEquals(lists.tasks(), read.tasks().stream().map(WorkbookReader.Line::row).toList());
    assertEquals(lists.policies(), read.policies().stream().map(WorkbookReader.Line::row).toList());
    assertEquals(lists.responsibilities(), read.responsibilities().stream().map(WorkbookReader.Line::row).toList());
    as("analyst").get(path + "?problem=MT2021-P98").then().statusCode(404);
    assertTrue(as("analyst").get(path).then().statusCode(200).extract().asByteArray().length > 1_000);
  }
}
