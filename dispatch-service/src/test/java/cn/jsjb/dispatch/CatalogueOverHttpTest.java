package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.cataloguing.RulesLog;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dispatch catalogue through HTTP and Kafka, and a thousand random requests of many actors to the running service. */
@QuarkusTest
@Tag("backing")
@QuarkusTestResource(value = RealBacking.class, initArgs = {@ResourceArg(name = "database", value = "dispatch"), @ResourceArg(name = "feeds", value = "all")})
class CatalogueOverHttpTest {
  /** Categories without an entry of their own, that no other test of this module uses. */
  private static final String CHANGED = "020103", AMBIGUOUS = "040601", CLOSED = "020204";
  private static final LocalDate TODAY = LocalDate.now(WorkingCalendar.BEIJING);
  private static TheLog log;

  @BeforeAll static void open() { log = TheLog.shared(); }

  @AfterAll static void close() { log.close(); }

  private static RequestSpecification as(String role, String unit) { return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON); }

  private static Map<String, Object> entry(String id, String category, String to, LocalDate from) {
    Map<String, Object> entry = new HashMap<>(Map.of("category", category, "to", to, "legalBasis", "条例第十一条", "validFrom", from.toString(), "reason", "动态调整"));
    if (id != null) {
      entry.put("id", id);
    }
    return entry;
  }

  private static String registeredTicket(String category, String locality) {
    String id = UUID.randomUUID().toString();
    log.append(id, received(), Instant.now());
    log.append(id, registered(category, Grade.GENERAL_7D, SHIJINGSHAN, locality), Instant.now());
    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("admin", null).get("/api/tickets/" + id).then().statusCode(200).body("dispatchedAt", notNullValue()));
    return id;
  }

  private static DispatchEvent.TicketDispatched dispatch(String id) { return (DispatchEvent.TicketDispatched) log.facts(id).stream().map(Fact::event).filter(DispatchEvent.TicketDispatched.class::isInstance).findFirst().orElseThrow(); }

  @Test void a_changed_entry_sends_the_next_ticket_elsewhere_and_a_replay_still_knows_the_rule_of_its_day() {
    assertEquals(LUGU, dispatch(registeredTicket(CHANGED, LUGU)).unit());
    Instant before = Instant.now();
    as("bureau", null).body(entry("T-1", CHANGED, "DISTRICT_ROLE:URBAN_ENFORCEMENT", TODAY)).header("Idempotency-Key", "t-1").post("/api/catalogue/entries").then().statusCode(201).body("version", containsString("+"));
    as("bureau", null).body(entry("T-1", CHANGED, "DISTRICT_ROLE:URBAN_ENFORCEMENT", TODAY)).header("Idempotency-Key", "t-1").post("/api/catalogue/entries").then().statusCode(201);
    as("bureau", null).body(entry("T-1", CHANGED, "LOCALITY", TODAY)).post("/api/catalogue/entries").then().statusCode(409).body("code", equalTo("ENTRY_EXISTS"));
    DispatchEvent.TicketDispatched e = dispatch(registeredTicket(CHANGED, LUGU));
    assertEquals(URBAN_ENFORCEMENT, e.unit());
    assertEquals("T-1", e.catalogueEntry());
    assertTrue(e.versions().get("dispatch").contains("+") && e.versions().get("entry").equals("1"), () -> e.versions().toString());
    as("dispatcher", null).queryParam("category", CHANGED).queryParam("place", LUGU).get("/api/catalogue/match").then().statusCode(200).body("unit", equalTo(URBAN_ENFORCEMENT)).body("entry.id", equalTo("T-1"));
    as("inspector", null).queryParam("category", CHANGED).queryParam("place", LUGU).queryParam("at", before.toString()).get("/api/catalogue/match").then().statusCode(200).body("unit", equalTo(LUGU)).body("entry.id", startsWith("DC2021"));

    as("bureau", null).body(entry(null, CHANGED, "UNIT:" + WATER, TODAY.plusDays(1))).put("/api/catalogue/entries/T-1").then().statusCode(200);
    assertEquals(URBAN_ENFORCEMENT, dispatch(registeredTicket(CHANGED, LUGU)).unit(), "tomorrow's rule is not today's");
    as("unit", LUGU).queryParam("on", TODAY.plusDays(1).toString()).queryParam("category", CHANGED).get("/api/catalogue/entries").then().statusCode(200).body("total", equalTo(1)).body("items[0].to", equalTo("UNIT:" + WATER)).body("items[0].version", equalTo(2));
    as("bureau", null).queryParam("entry", "T-1").get("/api/catalogue/history").then().statusCode(200).body("total", equalTo(2)).body("items[1].event.changes[0].before.version", equalTo(1)).body("items[1].actor", equalTo("bureau:test-bureau"))
        .body("items[1].event.reason", equalTo("动态调整"));
    as("bureau", null).body(Map.of("validTo", TODAY.toString(), "reason", "废止")).post("/api/catalogue/entries/T-1/end").then().statusCode(200);
    as("bureau", null).queryParam("on", TODAY.plusDays(1).toString()).queryParam("category", CHANGED).get("/api/catalogue/entries").then().statusCode(200).body("items.id", not(equalTo(List.of("T-1"))));
  }

  @Test void the_changes_are_one_chain_under_the_law() {
    as("bureau", null).body(entry("T-9", "160101", "LOCALITY", TODAY.plusDays(9))).post("/api/catalogue/entries").then().statusCode(201);
    String head = null;
    int facts = 0;
    for (var record : log.records(RulesLog.TOPIC)) {
      RecordView view = RecordView.of(record);
      assertEquals("dispatch-catalogue", view.key());
      if (Chain.judge(head, view).isFact()) {
        head = Chain.hash(view);
        facts++;
      }
    }
    assertTrue(facts > 0);
    as("bureau", null).get("/api/catalogue/entries?size=1").then().statusCode(200).header("ETag", equalTo("\"" + head + "\"")).body("total", greaterThanOrEqualTo(108));
    as("bureau", null).header("If-Match", "\"" + "0".repeat(64) + "\"").body(entry("T-8", "160101", "LOCALITY", TODAY)).post("/api/catalogue/entries").then().statusCode(412);
  }

  @Test void equal_entries_go_to_a_consultation_and_may_be_loaded_together() {
    as("bureau", null).body(Map.of("reason", "批量", "entries", List.of(entry("T-2", AMBIGUOUS, "LOCALITY", TODAY), entry("T-3", AMBIGUOUS, "UNIT:" + WATER, TODAY)))).post("/api/catalogue/entries").then().statusCode(201);
    DispatchEvent.TicketDispatched e = dispatch(registeredTicket(AMBIGUOUS, LUGU));
    assertEquals(BUREAU, e.unit());
    assertEquals(DispatchEvent.Mode.CONSULTATION, e.mode());
  }

  @Test void a_closed_unit_receives_nothing() {
    String closed = "110107010";
    assertNotNull(RULES.units().require(closed));
    as("bureau", null).body(Map.of("from", TODAY.toString(), "successor", BAJIAO, "reason", "撤并")).put("/api/catalogue/units/" + closed).then().statusCode(200);
    assertEquals(BAJIAO, dispatch(registeredTicket(CLOSED, closed)).unit());
    String id = registeredTicket(STREET_MATTER, LUGU);
    as("unit", LUGU).body("{}").post("/api/tickets/" + id + "/signature").then().statusCode(200);
    as("unit", LUGU).body(Map.of("unit", closed, "part", "x")).post("/api/tickets/" + id + "/co-handlings").then().statusCode(409).body("code", equalTo("UNIT_INACTIVE"));
    as("bureau", null).body(Map.of("reason", "恢复")).put("/api/catalogue/units/" + closed).then().statusCode(200);
    assertEquals(closed, dispatch(registeredTicket(CLOSED, closed)).unit());
  }

  @Test void only_the_bureau_changes_it_and_bad_input_names_the_field() {
    int before = log.records(RulesLog.TOPIC).size();
    for (String role : List.of("unit", "district", "dispatcher", "inspector", "admin")) {
      as(role, role.equals("unit") || role.equals("district") ? SHIJINGSHAN : null).body(entry("T-7", "0101", "LOCALITY", TODAY)).post("/api/catalogue/entries").then().statusCode(403);
      as(role, role.equals("unit") || role.equals("district") ? SHIJINGSHAN : null).body(Map.of("reason", "x")).put("/api/catalogue/units/" + LUGU).then().statusCode(403);
    }
    given().get("/api/catalogue/entries").then().statusCode(401);
    as("unit", LUGU).get("/api/catalogue/history").then().statusCode(403);
    as("bureau", null).body(entry("T-7", "0101", "UNIT:nobody", TODAY)).post("/api/catalogue/entries").then().statusCode(422).body("field", equalTo("to"));
    as("bureau", null).body(entry("T-7", "0101", "LOCALITY", TODAY.minusDays(1))).post("/api/catalogue/entries").then().statusCode(422).body("field", equalTo("validFrom"));
    as("bureau", null).body(entry("T-7", "9999", "LOCALITY", TODAY)).post("/api/catalogue/entries").then().statusCode(422).body("field", equalTo("category"));
    as("bureau", null).body(entry("DC2021-108", "", "LOCALITY", TODAY)).put("/api/catalogue/entries/nothing").then().statusCode(404);
    as("bureau", null).body(Map.of("validTo", TODAY.toString(), "reason", "x")).post("/api/catalogue/entries/DC2021-108/end").then().statusCode(409).body("code", equalTo("CATALOGUE_GAP"));
    as("bureau", null).body("{\"validFrom\":\"someday\"}").post("/api/catalogue/entries").then().statusCode(422).body("field", equalTo("validFrom"));
    as("bureau", null).queryParam("on", "someday").get("/api/catalogue/entries").then().statusCode(422).body("field", equalTo("on"));
    as("bureau", null).queryParam("category", "1").get("/api/catalogue/match").then().statusCode(422).body("field", equalTo("category"));
    assertEquals(before, log.records(RulesLog.TOPIC).size(), "the log does not grow");
  }

  /** 10³ requests; seeded. Nobody is told or moves what is not his, nothing breaks, and what became a fact is legal. */
  @Test void a_thousand_random_requests_of_many_actors() {
    Random random = new Random(Long.getLong("jsjb.seed", 20_260_506L));
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      ids.add(registeredTicket(List.of(STREET_MATTER, "060404", "040404").get(n % 3), LUGU));
    }
    List<String> units = RandomActorsTest.ACTORS;
    Map<Integer, Integer> answers = new HashMap<>();
    for (int step = 0; step < 1_000; step++) {
      String id = ids.get(random.nextInt(ids.size()));
      String unit = random.nextInt(3) == 0 ? LUGU : units.get(random.nextInt(units.size()));
      String role = unit.equals(BUREAU) ? "bureau" : unit.length() == 6 ? "district" : "unit";
      String other = units.get(random.nextInt(units.size()));
      int n = 1 + random.nextInt(3);
      Object[] request = switch (random.nextInt(17)) {
        case 0 -> new Object[] {"/signature", Map.of()};
        case 1 -> new Object[] {"/contacts", Map.of("how", "PHONE", "outcome", "REACHED")};
        case 2 -> new Object[] {"/reply", Map.of("text", "已办")};
        case 3 -> new Object[] {"/result", Map.of("outcome", "RESOLVED", "text", "已办")};
        case 4 -> new Object[] {"/objections", Map.of("ground", "NOT_MY_AREA", "legalBasis", "x", "suggestedUnit", other)};
        case 5 -> new Object[] {"/objections/" + n + "/decision", Map.of("upheld", random.nextBoolean(), "newUnit", other, "reason", "x")};
        case 6 -> new Object[] {"/whistles", Map.of("ground", "EMERGENCY", "matter", "x", "departments", List.of(other))};
        case 7 -> new Object[] {"/whistles/" + n + "/acknowledgements", Map.of()};
        case 8 -> new Object[] {"/co-handlings", Map.of("unit", other, "part", "x")};
        case 9 -> new Object[] {"/co-handlings/" + n + "/acceptance", Map.of()};
        case 10 -> new Object[] {"/co-handlings/" + n + "/result", Map.of("outcome", "RESOLVED", "text", "x")};
        case 11 -> new Object[] {"/dual-dispatch", Map.of("office", "城管办", "community", RandomActorsTest.COMMUNITY, "matter", "x")};
        case 12 -> new Object[] {"/sub-dispatches", Map.of("to", RandomActorsTest.COMMUNITY, "matter", "x")};
        case 13 -> new Object[] {"/parts/" + n + "/signature", Map.of()};
        case 14 -> new Object[] {"/consultations", Map.of("kind", random.nextBoolean() ? "ON_SITE" : "BEFORE_DISPATCH", "matter", "x", "participants", List.of(other, LUGU))};
        case 15 -> new Object[] {"/consultations/" + n + "/conclusion", Map.of("minutes", "x", "chosenUnit", other, "bindingDesignation", random.nextBoolean())};
        default -> new Object[] {"/dispatches", Map.of("unit", other, "reason", "x")};
      };
      int status = as(role, role.equals("bureau") ? null : unit).body(request[1]).post("/api/tickets/" + id + request[0]).statusCode();
      assertTrue(List.of(200, 403, 409, 412, 422).contains(status), () -> status + " for " + request[0] + " by " + unit);
      answers.merge(status, 1, Integer::sum);
      if (role.equals("unit") && step % 25 == 0) {
        Ticket now = fold(id);
        int read = as(role, unit).get("/api/tickets/" + id).statusCode();
        assertTrue(read == (RandomActorsTest.allowed(now, unit) ? 200 : 403) || !now.equals(fold(id)), () -> unit + " reads " + read);
      }
    }
    assertTrue(answers.getOrDefault(200, 0) > 30 && answers.getOrDefault(403, 0) > 30 && answers.getOrDefault(409, 0) > 30, answers::toString);
    for (String id : ids) {
      Ticket ticket = null;
      for (Fact fact : log.facts(id)) {
        Ticket before = ticket;
        if (fact.actor().startsWith("unit:")) {
          String unit = fact.actor().substring(5, fact.actor().indexOf('/'));
          assertTrue(RandomActorsTest.allowed(before, unit), () -> unit + " moved what is not its own: " + fact.type());
        }
        ticket = Ticket.evolve(ticket, fact);
        RandomActorsTest.legal(before, ticket, fact.event());
      }
    }
  }

  private static Ticket fold(String id) {
    Ticket ticket = null;
    for (Fact fact : log.facts(id)) {
      ticket = Ticket.evolve(ticket, fact);
    }
    return ticket;
  }
}
