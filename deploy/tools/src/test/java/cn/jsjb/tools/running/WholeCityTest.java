package cn.jsjb.tools.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.Fact;
import cn.jsjb.harness.TheLog;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Said;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole installation as {@code deploy/up} starts it: complaints are posted and handled to closure through nothing but the API while
 * each service in turn is killed with -9; then nothing is lost, nothing doubled, and every table is what the log says.
 */
@Tag("backing")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeCityTest {
  private static final int POSTED = 120;
  private static final int HANDLED = 12;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS) static Path folder;
  private static StartedCity city;
  private static Installation installation;
  private static Addresses addresses;

  @BeforeAll static void up() throws Exception {
    city = StartedCity.in(folder);
    installation = city.installation;
    addresses = city.addresses;
  }

  @AfterAll static void down() {
    if (city != null) {
      city.close();
    }
  }

  @Test @Order(1) void everything_arrives_although_each_service_is_killed_on_the_way() throws Exception {
    CompletableFuture<Said> simulated = CompletableFuture.supplyAsync(() -> Said.by("simulate", "--data", installation.root().toString(), "--target", "http",
        "--limit", Integer.toString(POSTED), "--per-day", Integer.toString(POSTED), "--days", "1", "--handle", Integer.toString(HANDLED), "--seed", "5"));
    long seen = 0;
    for (ServiceName service : ServiceName.values()) {
      long before = seen;
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> simulated.isDone() || records() > before + 20);
      kill(service);
      city.awaitReady(service);
      seen = records();
    }
    Said said = simulated.join();
    assertEquals(0, said.code(), said.out() + said.err());
  }

  @Test @Order(2) void nothing_is_lost_nothing_is_doubled_and_every_service_agrees_with_the_log() {
    Map<String, List<Fact>> truth = truth();
    long received = truth.values().stream().filter(f -> f.getFirst().type().equals("intake.RequestReceived")).count();
    assertEquals(POSTED, received);
    assertEquals(POSTED, truth.size(), "one stream a complaint");
    assertTrue(truth.values().stream().filter(f -> f.getLast().type().equals("supervision.TicketClosed")).count() >= HANDLED);
    Map<String, String> heads = new HashMap<>();
    truth.forEach((id, facts) -> heads.put(id, facts.getLast().hash() + "/" + facts.size()));
    for (ServiceName service : ServiceName.values()) {
      Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertEquals(heads, heads(service), service.shortName()));
    }
    Said verified = Said.by("inspect", "verify", "--bootstrap", addresses.kafka());
    assertEquals(0, verified.code(), verified.out() + verified.err());
  }

  @Test @Order(3) void figures_are_counts_of_the_log_and_open_the_tickets_behind_them() throws Exception {
    Map<String, List<Fact>> truth = truth();
    assertEquals(truth.size(), behind("received"));
    long closed = truth.values().stream().filter(f -> f.stream().anyMatch(x -> x.type().equals("supervision.TicketClosed"))).count();
    assertEquals(closed, behind("completed"));
  }

  private static int behind(String figure) throws Exception { return city.get(ServiceName.ANALYTICS, "/api/tickets?figure=city/" + figure, "leader", null).get("total").asInt(); }

  @Test @Order(4) void rebuilt_tables_equal_live_ones() throws Exception {
    for (ServiceName service : ServiceName.values()) {
      List<String> live = table(service);
      Said rebuilt = Said.by("rebuild", service.shortName(), "--data", installation.root().toString());
      assertEquals(0, rebuilt.code(), rebuilt.out() + rebuilt.err());
      assertEquals(live, table(service), service.shortName());
    }
  }

  @Test @Order(5) void a_dropped_database_comes_back_from_the_log_without_a_hand() throws Exception {
    for (ServiceName service : ServiceName.values()) {
      List<String> live = table(service);
      Map<String, String> told = service == ServiceName.DISPATCH ? feeds() : Map.of();
      sql("postgres", "DROP DATABASE " + service.shortName() + " WITH (FORCE)");
      sql("postgres", "CREATE DATABASE " + service.shortName());
      kill(service);
      city.awaitReady(service);
      Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertEquals(live, table(service), service.shortName()));
      if (service == ServiceName.DISPATCH) {
        assertEquals(told, feeds(), "a replay tells nobody anything");
      }
    }
  }

  @Test @Order(6) void tables_of_an_earlier_build_are_replaced_and_come_back_from_the_log() throws Exception {
    for (ServiceName service : ServiceName.values()) {
      List<String> live = table(service);
      sql(service.shortName(), "UPDATE projection.flyway_schema_history SET checksum = checksum - 1 WHERE checksum IS NOT NULL");
      sql(service.shortName(), "ALTER TABLE projection." + tableOf(service) + " RENAME COLUMN last_event TO called_otherwise_once");
      if (service == ServiceName.SUPERVISION) {
        sql(service.shortName(), "ALTER TABLE sealing.seal DROP COLUMN frontier");
      }
      kill(service);
      city.awaitReady(service);
      if (service == ServiceName.SUPERVISION) {
        rows(service.shortName(), "SELECT frontier FROM sealing.seal");
      }
      Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertEquals(live, table(service), service.shortName()));
    }
  }

  // the installation from outside

  private static Map<String, List<Fact>> truth() {
    try (TheLog log = new TheLog(addresses.kafka())) {
      return log.facts();
    }
  }

  private static long records() {
    try (TheLog log = new TheLog(addresses.kafka())) {
      return log.records("complaint-log").size();
    }
  }

  /** Streets that got something → how many records their feed holds. */
  private static Map<String, String> feeds() {
    try (TheLog log = new TheLog(addresses.kafka())) {
      Map<String, String> feeds = new HashMap<>();
      truth().values().stream().flatMap(List::stream).filter(f -> f.event() instanceof cn.jsjb.event.DispatchEvent.TicketDispatched)
          .map(f -> ((cn.jsjb.event.DispatchEvent.TicketDispatched) f.event()).unit()).distinct().limit(12)
          .forEach(unit -> feeds.put(unit, Integer.toString(log.records("dispatch." + unit).size())));
      return feeds;
    }
  }

  /** kill -9; returns when it is gone. */
  private static void kill(ServiceName service) {
    ProcessHandle process = city.process(service);
    process.destroyForcibly();
    process.onExit().join();
  }

  // the tables

  private static Map<String, String> heads(ServiceName service) {
    Map<String, String> heads = new HashMap<>();
    rows(service.shortName(), "SELECT id, head || '/' || sequence FROM projection." + tableOf(service) + " WHERE quarantine IS NULL").forEach(row -> heads.put(row.get(0), row.get(1)));
    return heads;
  }

  private static List<String> table(ServiceName service) {
    List<String> all = new ArrayList<>();
    rows(service.shortName(), "SELECT row_to_json(t)::text FROM projection." + tableOf(service) + " t ORDER BY id").forEach(row -> all.add(row.getFirst()));
    if (service == ServiceName.ANALYTICS) {
      // What counts nothing is what a ticket left behind that has moved on; a rebuild, which sees only where tickets are in the end, never makes such a row.
      rows(service.shortName(), "SELECT row_to_json(t)::text FROM projection.tally t WHERE EXISTS (SELECT FROM jsonb_each(to_jsonb(t) - 'partition' - 'cell') c WHERE c.value <> '0') ORDER BY partition, cell").forEach(row -> all.add(row.getFirst()));
    }
    return all;
  }

  private static String tableOf(ServiceName service) {
    return switch (service) {
      case INTAKE -> "complaint";
      case SUPERVISION -> "oversight";
      case DISPATCH, ANALYTICS -> "ticket";
    };
  }

  private static List<List<String>> rows(String database, String query) {
    try (Connection connection = connect(database); Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sql(String database, String statement) throws SQLException {
    try (Connection connection = connect(database); Statement s = connection.createStatement()) {
      s.execute(statement);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + addresses.postgres() + "/" + database, "postgres", StartedCity.read(installation.root().resolve("postgres.password")).strip());
  }
}
