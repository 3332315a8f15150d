package cn.jsjb.tools.simulating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.EventTypes;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.log.Ids;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Said;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/simulate --target http} in front of an intake that has its moods; the real one is met in the acceptance. */
class PlayingTest {
  @TempDir Path data;
  private HttpServer server;
  private final List<NewComplaint> taken = new ArrayList<>();
  private final Set<String> awayOnce = new HashSet<>();
  private String refuses = "none";

  @BeforeEach void an_intake_and_a_dispatch() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/api/complaints/batch", this::batch);
    server.createContext("/api/complaints", this::single);
    server.createContext("/api/tickets/", exchange -> answer(exchange, 200, "{\"status\":\"DISPATCHED\",\"unitCode\":\"110107011\",\"round\":1,\"hop\":1}"));
    server.start();
    Installation installation = new Installation(data);
    installation.makeKeys();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Map<String, URI> services = new HashMap<>();
    for (Addresses.ServiceName name : Addresses.ServiceName.values()) {
      services.put(name.shortName(), address);
    }
    installation.publish(new Addresses(services, "127.0.0.1:1", "127.0.0.1:1"));
  }

  @AfterEach void stop() { server.stop(0); }

  @Test void what_could_not_be_taken_just_now_is_posted_again_and_everything_arrives() throws Exception {
    Said said = post("--per-day", "700", "--days", "1");
    assertEquals(0, said.code(), said.out() + said.err());
    assertEquals(700, taken.size());
    assertTrue(said.out().contains("Everything arrived."), said.out());
    assertTrue(awayOnce.size() > 10, "the intake was away for some");
  }

  @Test void a_refused_request_is_counted_by_its_code_and_the_exit_code_says_so() {
    refuses = "sim-1-7";
    Said said = post("--per-day", "20", "--days", "1");
    assertEquals(1, said.code());
    assertTrue(said.out().matches("(?s).*failed +1 +FIELD_INVALID.*NOT EVERYTHING ARRIVED.*"), said.out());
  }

  @Test void petitions_come_from_the_board_with_their_ids_and_a_place_of_this_city() throws Exception {
    Path file = data.resolve("petitions.jsonl");
    Files.writeString(file, """
        {"id": "188006", "user": "A000102948", "title": "是否合法纳税", "time": "2019-02-28T11:25:05", "detail": "请税务局查一下"}

        {"id": "188007", "user": "A00074795", "title": "道路命名", "time": "2019-02-14T20:00:00", "detail": "希望加快"}
        """);
    Said said = post("--from", file.toString(), "--rate", "50");
    assertEquals(0, said.code(), said.out() + said.err());
    assertEquals(Set.of("188006", "188007"), Set.copyOf(taken.stream().map(NewComplaint::channelMessageId).toList()));
    for (NewComplaint petition : taken) {
      assertEquals("PEOPLE_BOARD", petition.channel());
      Unit.Kind kind = Catalogue.get().units().require(petition.place().localityCode()).kind();
      assertTrue(kind == Unit.Kind.LOCALITY || kind == Unit.Kind.ZONE, kind.toString());
    }
    assertEquals("2019-02-28T03:25:05Z", taken.stream().filter(p -> p.channelMessageId().equals("188006")).findFirst().orElseThrow().calledAt().toString());
    NewComplaint once = taken.getFirst();
    taken.clear();
    post("--from", file.toString());
    assertTrue(taken.contains(once), "the same petition lies in the same place every time");
  }

  @Test void a_line_that_is_no_petition_is_named() throws Exception {
    Path file = data.resolve("broken.jsonl");
    Files.writeString(file, "{\"id\": \"1\", \"time\": \"yesterday\"}\n");
    Said said = post("--from", file.toString());
    assertEquals(2, said.code());
    assertTrue(said.err().contains("Line 1 of " + file), said.err());
  }

  @Test void options_of_the_other_target_are_refused() {
    assertEquals(2, Said.by("simulate", "--target", "log", "--handle", "3", "--data", data.toString()).code());
    assertEquals(2, Said.by("simulate", "--target", "http", "--force", "--data", data.toString()).code());
    assertEquals(2, Said.by("simulate", "--days", "0", "--data", data.toString()).code());
    assertEquals(2, Said.by("simulate", "--start", "1999-01-01", "--data", data.toString()).code());
  }

  private Said post(String... arguments) {
    List<String> all = new ArrayList<>(List.of("simulate", "--target", "http", "--data", data.toString()));
    all.addAll(List.of(arguments));
    return Said.by(all.toArray(String[]::new));
  }

  private void batch(HttpExchange exchange) throws IOException {
    StringBuilder answers = new StringBuilder();
    String[] lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i < lines.length; i++) {
      String said = take(lines[i]);
      answers.append("{\"line\":").append(i + 1).append(",").append(said.startsWith("{\"status") ? "\"problem\":" + said + "}" : said.substring(1)).append('\n');
    }
    answer(exchange, 200, answers.toString());
  }

  private void single(HttpExchange exchange) throws IOException {
    String said = take(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, said.contains("503") ? 503 : said.contains("422") ? 422 : 202, said);
  }

  /** Every seventeenth message is turned away the first time. */
  private synchronized String take(String json) throws IOException {
    NewComplaint request = EventTypes.JSON.readValue(json, NewComplaint.class);
    if (request.channelMessageId().equals(refuses)) {
      return "{\"status\":422,\"code\":\"FIELD_INVALID\"}";
    }
    if (request.channelMessageId().hashCode() % 17 == 0 && awayOnce.add(request.channelMessageId())) {
      return "{\"status\":503,\"code\":\"AWAY\"}";
    }
    taken.add(request);
    return "{\"complaintId\":\"%s\",\"ticketNo\":\"RX\"}".formatted(Ids.complaint(request.channel(), request.channelMessageId()));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
