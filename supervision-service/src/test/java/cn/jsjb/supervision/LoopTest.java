package cn.jsjb.supervision;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.event.SupervisionEvent.TicketExcluded;
import cn.jsjb.event.SupervisionEvent.UrgeCause;
import cn.jsjb.event.SupervisionEvent.UrgeIssued;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.log.LogService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The closed loop by programme (domain 5.1), over HTTP and Kafka. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class LoopTest {
  private static final String BUREAU = "110000D30";

  @Inject LogService<Oversight> service;

  private static Response post(String role, String unit, String path, String body) { return as(role, unit).body(body).post("/api/tickets/" + path); }

  private static void untilFact(Supervised ticket, String type) {
    await().atMost(Duration.ofSeconds(20)).until(() -> ticket.count(type) > 0);
  }

  private static <E> E fact(Supervised ticket, Class<E> type) {
    return LOG.facts(ticket.id).stream().map(Fact::event).filter(type::isInstance).map(type::cast).reduce((a, b) -> b).orElseThrow();
  }

  // ---- SP1 回访

  @Test void SP1_callback_by_a_link_with_a_one_time_token() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    post("unit", Story.LUGU, ticket.id + "/surveys", "{\"channel\":\"SMS\"}").then().statusCode(403);
    post("callback", Story.LUGU, ticket.id + "/surveys", "{\"channel\":\"SMS\"}").then().statusCode(403).body("code", equalTo("AGENT_OF_THE_HANDLING_UNIT"));
    post("callback", null, ticket.id + "/surveys", "{\"channel\":\"PHONE\"}").then().statusCode(422).body("field", equalTo("channel"));
    post("callback", null, UUID.randomUUID() + "/surveys", "{\"channel\":\"SMS\"}").then().statusCode(404);
    RestAssured.given().contentType(ContentType.JSON).body("{\"channel\":\"SMS\"}").post("/api/tickets/" + ticket.id + "/surveys").then().statusCode(401);
    post("callback", null, ticket.id + "/surveys", "{\"channel\":\"SMS\"}").then().statusCode(201).body("number", equalTo(1)).body("path", nullValue()).body("message", nullValue());
    Response link = as("adapter").header("Idempotency-Key", "sms-1").body("{\"channel\":\"SMS\"}").post("/api/tickets/" + ticket.id + "/surveys");
    link.then().statusCode(201).body("number", equalTo(2)).body("message.zh", containsString("RX260506"));
    String path = link.path("path");
    // The gateway asks again, and gets the same link.
    as("adapter").header("Idempotency-Key", "sms-1").body("{\"channel\":\"SMS\"}").post("/api/tickets/" + ticket.id + "/surveys").then().statusCode(201).body("path", equalTo(path));
    assertEquals(2, ticket.count("supervision.SurveyLinkSent"));
    String token = path.substring(path.lastIndexOf('/') + 1);
    assertFalse(LOG.facts(ticket.id).toString().contains(token.substring(22)), "the token is not in the log");
    assertFalse(ticket.history().asString().contains(fact(ticket, SupervisionEvent.SurveyLinkSent.class).tokenHash()), "nor its hash in what is shown");

    Response questions = RestAssured.get(path);
    questions.then().statusCode(200).body("state", equalTo("OPEN")).body("ticketNo", equalTo("RX260506-000000001")).body("questions.field", hasItem("processSatisfaction"))
        .body("questions[0].text.zh", containsString("联系")).body("questions[0].text.en", containsString("contact"));
    RestAssured.get(path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A")).then().statusCode(404);
    RestAssured.get("/api/public/surveys/nonsense").then().statusCode(404);
    int before = LOG.facts(ticket.id).size();
    RestAssured.given().contentType(ContentType.JSON).body("{\"contacted\":true}").post(path).then().statusCode(422).body("field", equalTo("resolved"));
    assertEquals(before, LOG.facts(ticket.id).size());
    String answer = "{\"contacted\":true,\"resolved\":false,\"partly\":true,\"satisfaction\":\"DISSATISFIED\",\"processSatisfaction\":\"DISSATISFIED\",\"reasons\":[\"只修了一半\"],"
        + "\"reports\":[{\"kind\":\"PRESSURE\",\"unit\":\"110107011\",\"person\":\"小张\",\"words\":\"让我回访时说满意\"}]}";
    RestAssured.given().contentType(ContentType.JSON).body(answer).post(path).then().statusCode(200).body("state", equalTo("ANSWERED"));
    RestAssured.given().contentType(ContentType.JSON).body(answer).post(path).then().statusCode(409).body("code", equalTo("SURVEY_ANSWERED"));
    RestAssured.get(path).then().statusCode(200).body("state", equalTo("ANSWERED")).body("questions", hasSize(0));

    CallbackCompleted said = fact(ticket, CallbackCompleted.class);
    assertEquals(SupervisionEvent.CallbackChannel.SMS, said.channel());
    assertEquals(2, said.survey());
    assertEquals(SupervisionEvent.ReportKind.PRESSURE, said.reports().getFirst().kind());
    ticket.until("REWORK");
    assertTrue(ticket.history().asString().contains("让我回访时说满意"), "an inspector reads it");
    Response units = as("unit", Story.LUGU).get("/api/history/" + ticket.id);
    units.then().statusCode(200).body("status", equalTo("REWORK"));
    assertFalse(units.asString().contains("让我回访时说满意"), "the unit does not");
  }

  @Test void SP1_attempts_positions_and_a_quality_check_that_has_him_called_again() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.callBack("{\"outcome\":\"NO_ANSWER\",\"channel\":\"PHONE\",\"recording\":\"rec-0\"}").then().statusCode(200);
    ticket.callBack("{\"outcome\":\"NO_ANSWER\",\"channel\":\"PHONE\"}").then().statusCode(409).body("code", equalTo("SAME_HALF_DAY"));
    ticket.callBack("{\"contacted\":true,\"resolved\":true,\"satisfaction\":\"SATISFIED\",\"channel\":\"PHONE\",\"recording\":\"rec-1\",\"processSatisfaction\":\"SATISFIED\","
        + "\"positions\":{\"contacted\":\"00:21\",\"resolved\":\"1:05\",\"satisfied\":\"02:40\"}}").then().statusCode(422).body("field", equalTo("positions"));
    ticket.callBack("{\"contacted\":true,\"resolved\":true,\"satisfaction\":\"SATISFIED\",\"channel\":\"PHONE\",\"recording\":\"rec-1\",\"processSatisfaction\":\"SATISFIED\","
        + "\"positions\":{\"contacted\":\"00:21\",\"resolved\":\"01:05\",\"satisfied\":\"02:40\"}}").then().statusCode(200);
    ticket.until("CLOSED");
    TicketClosed closed = fact(ticket, TicketClosed.class);
    assertTrue(closed.contribution().valid());
    assertEquals("2019.1", closed.contribution().rules());

    String path = ticket.id + "/callbacks/1/invalidation";
    for (String role : List.of("callback", "unit", "supervisor", "operator")) {
      post(role, Story.LUGU, path, "{\"reason\":\"未听完\"}").then().statusCode(403);
    }
    post("bureau", null, path, "{}").then().statusCode(422).body("field", equalTo("reason"));
    post("bureau", null, ticket.id + "/callbacks/2/invalidation", "{\"reason\":\"未听完\"}").then().statusCode(409).body("code", equalTo("NO_ANSWERS_TO_INVALIDATE"));
    post("bureau", null, path, "{\"reason\":\"未听完\"}").then().statusCode(200).body("status", equalTo("AWAITING_CALLBACK")).body("rounds[0].struck.resolved", equalTo(true));
    ticket.answered(false, "DISSATISFIED").then().statusCode(200).body("first.resolved", equalTo(false));
    ticket.until("REWORK");
    assertEquals(2, ticket.count("supervision.CallbackCompleted"));
  }

  // ---- SP2 催办、督办

  @Test void SP2_urge_and_supervision_order_with_reply_and_close() {
    Supervised ticket = new Supervised().dispatched(Instant.now().plus(Duration.ofDays(7))).until("HANDLING");
    post("unit", Story.LUGU, ticket.id + "/reminders", "{\"text\":\"x\"}").then().statusCode(403);
    post("district", "110105", ticket.id + "/reminders", "{\"text\":\"x\"}").then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    post("operator", null, ticket.id + "/reminders", "{}").then().statusCode(422).body("field", equalTo("text"));
    post("operator", null, ticket.id + "/reminders", "{\"text\":\"诉求人来电催办\"}").then().statusCode(200).body("urges", equalTo(1));
    ticket.facts(new IntakeEvent.RequestUrged("怎么还没人来"), new IntakeEvent.RequestUrged("再不来我找媒体"));
    await().atMost(Duration.ofSeconds(20)).until(() -> fact(ticket, UrgeIssued.class).cause() == UrgeCause.CLAIMANT_URGES);
    ticket.facts(new IntakeEvent.RequestUrged("第三次了"));
    untilFact(ticket, "supervision.SupervisionOrdered");
    SupervisionOrdered ordered = fact(ticket, SupervisionOrdered.class);
    assertEquals(SupervisionCause.CLAIMANT_URGES, ordered.cause());
    assertEquals(List.of(Story.LUGU), ordered.units());
    ticket.until("HANDLING");

    post("unit", Story.BABAOSHAN, ticket.id + "/supervisions/1/reply", "{\"text\":\"已整改\"}").then().statusCode(409).body("code", equalTo("NO_OPEN_ORDER"));
    post("supervisor", null, ticket.id + "/supervisions/1/closure", "{\"opinion\":\"整改到位\"}").then().statusCode(409).body("code", equalTo("REPLY_MISSING"));
    as("unit", Story.LUGU).get("/api/marked?mark=ORDERED").then().statusCode(200).body("items.complaintId", hasItem(ticket.id));
    as("unit", Story.BABAOSHAN).get("/api/marked?mark=ORDERED").then().statusCode(200).body("items.complaintId", not(hasItem(ticket.id)));
    // Whoever is ordered and does not have the ticket finds the order, and nothing else of it.
    ticket.facts(new DispatchEvent.CommitmentBreached(1, 1, Story.BABAOSHAN, Story.DUE));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("unit", Story.BABAOSHAN).get("/api/marked?mark=ORDERED").then().statusCode(200)
        .body("items.find { it.complaintId == '%s' }.orders.units".formatted(ticket.id), equalTo(List.of(List.of(Story.BABAOSHAN)))).body("items.find { it.complaintId == '%s' }.status".formatted(ticket.id), nullValue()));
    as("unit", Story.BABAOSHAN).get("/api/marked?mark=EXCLUDED").then().statusCode(200).body("items.complaintId", not(hasItem(ticket.id)));
    as("district", "110107").get("/api/marked?mark=ORDERED").then().body("items.find { it.complaintId == '%s' }.orders.size()".formatted(ticket.id), equalTo(2));
    as("district", "110105").get("/api/marked?mark=ORDERED").then().body("items.complaintId", not(hasItem(ticket.id)));
    post("unit", Story.BABAOSHAN, ticket.id + "/supervisions/2/reply", "{\"text\":\"已办\"}").then().statusCode(200);
    post("supervisor", null, ticket.id + "/supervisions/2/closure", "{\"opinion\":\"已办\"}").then().statusCode(200);
    as("unit", Story.BABAOSHAN).get("/api/marked?mark=ORDERED").then().statusCode(200).body("items.complaintId", not(hasItem(ticket.id)));
    as("supervisor").get("/api/marked?mark=OTHER").then().statusCode(422).body("field", equalTo("mark"));
    post("unit", Story.LUGU, ticket.id + "/supervisions/1/reply", "{\"text\":\"已安排夜间值守\",\"evidence\":[\"photo-1\"]}").then().statusCode(200).body("orders[0].silent", hasSize(0));
    post("unit", Story.LUGU, ticket.id + "/supervisions/1/closure", "{\"opinion\":\"x\"}").then().statusCode(403);
    post("supervisor", null, ticket.id + "/supervisions/1/closure", "{\"opinion\":\"整改到位\"}").then().statusCode(200).body("orders", hasSize(0));
  }

  @Test void SP2_an_overdue_feedback_and_a_breached_commitment_are_taken_up_without_anybody_asking() {
    Supervised ticket = new Supervised().dispatched(Instant.now().plus(Duration.ofDays(7)));
    // Overdue for four days: reminded, and ordered.
    LOG.append(ticket.id, new DispatchEvent.FeedbackOverdue(Story.LUGU, Instant.now().minus(Duration.ofDays(4))), Instant.now().minus(Duration.ofDays(4)));
    untilFact(ticket, "supervision.SupervisionOrdered");
    assertEquals(UrgeCause.OVERDUE, fact(ticket, UrgeIssued.class).cause());
    assertEquals(SupervisionCause.OVERDUE, fact(ticket, SupervisionOrdered.class).cause());
    ticket.facts(new DispatchEvent.CommitmentBreached(1, 2, "110107", Instant.now()));
    await().atMost(Duration.ofSeconds(20)).until(() -> ticket.count("supervision.SupervisionOrdered") == 2);
    assertEquals(SupervisionCause.COMMITMENT_BREACHED, fact(ticket, SupervisionOrdered.class).cause());
    post("district", "110107", ticket.id + "/supervisions/2/reply", "{\"text\":\"已约谈开发公司\"}").then().statusCode(200);
    for (int i = 0; i < 5; i++) {
      service.reactor().sweep();
    }
    ticket.until("HANDLING");
    assertEquals(2, ticket.count("supervision.SupervisionOrdered"));
    assertEquals(1, ticket.count("supervision.UrgeIssued"));
  }

  // ---- SP6 回头看

  @Test void SP6_look_back_after_thirty_days_opens_again_what_came_back() {
    Supervised ticket = new Supervised();
    LOG.appendTogether(ticket.id, Instant.now().minus(Duration.ofDays(31)), Story.received(), Story.registered(), Story.complex(), Story.calledBack(1, true, Satisfaction.SATISFIED),
        Story.closed(CloseKind.SATISFIED));
    untilFact(ticket, "supervision.LookBackScheduled");
    String path = ticket.id + "/look-backs/1";
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("supervisor").get("/api/marked?mark=LOOK_BACK_DUE").then().statusCode(200).body("items.complaintId", hasItem(ticket.id)));
    post("unit", Story.LUGU, path, "{\"result\":\"HOLDS\",\"finding\":\"x\"}").then().statusCode(403);
    post("supervisor", Story.LUGU, path, "{\"result\":\"HOLDS\",\"finding\":\"x\"}").then().statusCode(409).body("code", equalTo("OWN_TICKET_LOOKED_BACK_AT"));
    post("supervisor", null, ticket.id + "/look-backs/2", "{\"result\":\"HOLDS\",\"finding\":\"x\"}").then().statusCode(409).body("code", equalTo("NO_SUCH_LOOK_BACK"));
    post("supervisor", null, ticket.id + "/look-backs/two", "{\"result\":\"HOLDS\",\"finding\":\"x\"}").then().statusCode(422).body("field", equalTo("n"));
    post("supervisor", null, path, "{\"finding\":\"x\"}").then().statusCode(422).body("field", equalTo("result"));
    post("supervisor", null, path, "{\"result\":\"RECURRED\",\"finding\":\"游商再次占道\",\"evidence\":[\"photo-2\"],\"reopen\":true}").then().statusCode(200);
    ticket.until("REOPENED");
    ticket.history().then().body("state.life.round", equalTo(2)).body("state.closed", nullValue());
  }

  // ---- 剔除、申诉

  @Test void exclusion_proposal_decision_appeal_and_reversal() {
    Supervised ticket = new Supervised().replied().until("REPLIED");
    ticket.answered(true, "SATISFIED").then().statusCode(200);
    ticket.until("CLOSED");
    String path = ticket.id + "/exclusions";
    String proposal = "{\"reason\":\"UNTRUE\",\"evidence\":[\"rec-1\"],\"note\":\"现场核实无此情况\"}";
    RestAssured.given().contentType(ContentType.JSON).body(proposal).post("/api/tickets/" + path).then().statusCode(401);
    post("bureau", null, path, proposal).then().statusCode(403);
    post("unit", Story.BABAOSHAN, path, proposal).then().statusCode(403).body("code", equalTo("OTHER_UNIT"));
    post("unit", Story.LUGU, UUID.randomUUID() + "/exclusions", proposal).then().statusCode(404);
    post("unit", Story.LUGU, path, "{\"reason\":\"UNTRUE\",\"note\":\"x\"}").then().statusCode(422).body("field", equalTo("evidence"));
    post("unit", Story.LUGU, path, proposal.replace("UNTRUE", "TOO_HARD")).then().statusCode(422).body("code", equalTo("UNKNOWN_EXCLUSION_REASON"));
    post("unit", Story.LUGU, path, proposal).then().statusCode(200).body("exclusions[0].status", equalTo("PROPOSED"));
    as("bureau").get("/api/marked?mark=EXCLUSION_PROPOSED").then().statusCode(200).body("items.complaintId", hasItem(ticket.id));
    post("unit", Story.LUGU, path + "/1/decision", "{\"approved\":true,\"note\":\"x\"}").then().statusCode(403);
    post("bureau", null, path + "/1/decision", "{\"note\":\"x\"}").then().statusCode(422).body("field", equalTo("approved"));
    post("bureau", BUREAU, path + "/1/decision", "{\"approved\":false,\"note\":\"证据不足\"}").then().statusCode(200).body("exclusions[0].status", equalTo("REFUSED"));

    // The unit appeals about the refusal, with recordings; the exclusion follows by itself.
    String appeal = "{\"about\":\"EXCLUSION_REFUSED\",\"subject\":1,\"ground\":\"补充录音\",\"recordings\":[\"rec-2\"]}";
    post("unit", Story.BABAOSHAN, ticket.id + "/appeals", appeal).then().statusCode(403);
    post("unit", Story.LUGU, ticket.id + "/appeals", appeal.replace("[\"rec-2\"]", "[]")).then().statusCode(422).body("field", equalTo("recordings"));
    post("unit", Story.LUGU, ticket.id + "/appeals", appeal).then().statusCode(200).body("appeals[0].status", equalTo("OPEN"));
    as("bureau").get("/api/marked?mark=APPEALED").then().statusCode(200).body("items.complaintId", hasItem(ticket.id));
    post("unit", Story.LUGU, ticket.id + "/appeals/1/decision", "{\"upheld\":true,\"note\":\"x\"}").then().statusCode(403);
    post("bureau", BUREAU, ticket.id + "/appeals/1/decision", "{\"upheld\":true,\"note\":\"录音属实\"}").then().statusCode(200);
    untilFact(ticket, "supervision.TicketExcluded");
    TicketExcluded excluded = fact(ticket, TicketExcluded.class);
    assertEquals(Absence.EXCLUDED, excluded.contribution().why());
    assertEquals(BUREAU, excluded.approvedBy());
    assertEquals(Story.LUGU, excluded.proposedBy());
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("inspector").get("/api/marked?mark=EXCLUDED").then().body("items.complaintId", hasItem(ticket.id)));

    // The claimant has it counted again, and the unit has the callback asked again.
    post("operator", null, ticket.id + "/appeals", "{\"about\":\"EXCLUSION\",\"subject\":1,\"ground\":\"情况属实\",\"recordings\":[\"photo-1\"]}").then().statusCode(200);
    post("bureau", BUREAU, ticket.id + "/appeals/2/decision", "{\"upheld\":true,\"note\":\"诉求合理\"}").then().statusCode(200);
    untilFact(ticket, "supervision.ExclusionReversed");
    assertNotNull(fact(ticket, SupervisionEvent.ExclusionReversed.class).contribution().satisfaction());
    post("unit", Story.LUGU, ticket.id + "/appeals", "{\"about\":\"CALLBACK\",\"subject\":1,\"ground\":\"录音与记录不符\",\"recordings\":[\"rec-1\"]}").then().statusCode(200);
    post("bureau", BUREAU, ticket.id + "/appeals/3/decision", "{\"upheld\":true,\"note\":\"录音不完整\"}").then().statusCode(200);
    ticket.until("AWAITING_CALLBACK");
    assertEquals(1, ticket.count("supervision.CallbackInvalidated"));
  }

  @Test void an_appeal_after_the_period_is_locked_is_refused_and_changes_nothing() {
    Supervised ticket = new Supervised();
    LOG.appendTogether(ticket.id, Instant.now().minus(Duration.ofDays(80)), Story.received(), Story.registered(), Story.dispatched(1), Story.calledBack(1, true, Satisfaction.SATISFIED),
        Story.closed(CloseKind.SATISFIED));
    ticket.until("CLOSED");
    int before = LOG.facts(ticket.id).size();
    post("unit", Story.LUGU, ticket.id + "/exclusions", "{\"reason\":\"UNTRUE\",\"evidence\":[\"rec-1\"],\"note\":\"x\"}").then().statusCode(409).body("code", equalTo("PERIOD_LOCKED"));
    post("unit", Story.LUGU, ticket.id + "/appeals", "{\"about\":\"CALLBACK\",\"subject\":1,\"ground\":\"x\",\"recordings\":[\"rec-1\"]}").then().statusCode(409).body("code", equalTo("PERIOD_LOCKED"));
    assertEquals(before, LOG.facts(ticket.id).size());
  }
}
