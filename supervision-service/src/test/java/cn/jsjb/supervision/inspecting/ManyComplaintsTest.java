package cn.jsjb.supervision.inspecting;

import static cn.jsjb.supervision.Supervised.LOG;
import static cn.jsjb.supervision.Supervised.as;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.Tokens;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One complaint among many is found by seeking; many are streamed. {@code -Djsjb.test.complaints=100000} for the full size. */
@QuarkusTest
@QuarkusTestResource(RealBacking.class)
@Tag("backing")
class ManyComplaintsTest {
  private static final int COMPLAINTS = Integer.getInteger("jsjb.test.complaints", 10_000);
  private static final String PLACE = "110107903";

  @TestHTTPResource("/") URL server;

  @Test void one_among_many_within_a_tenth_of_a_second_and_all_of_them_in_a_stream() throws Exception {
    List<ComplaintEvent> story = List.of(Story.received(), Story.registered(PLACE, "MT2021-P23"), Story.dispatched(1, PLACE, Instant.now().plus(Duration.ofDays(7))), Story.signed());
    List<Envelope> heads = new ArrayList<>();
    for (int i = 0; i < COMPLAINTS; i++) {
      heads.add(null);
    }
    List<CompletableFuture<?>> sent = new ArrayList<>();
    String[] ids = new String[COMPLAINTS];
    // Fact by fact over all complaints, so that the facts of one lie far apart.
    for (int n = 0; n < story.size(); n++) {
      for (int i = 0; i < COMPLAINTS; i++) {
        ids[i] = n == 0 ? UUID.randomUUID().toString() : ids[i];
        Envelope before = heads.get(i);
        Envelope envelope = EventLog.envelope(ids[i], UUID.randomUUID().toString(), story.get(n), Instant.now(), n + 1, "test", "",
            before == null ? Chain.genesis(ids[i]) : before.hash());
        heads.set(i, envelope);
        sent.add(LOG.log().append(EventLog.COMPLAINTS, envelope).toCompletableFuture());
      }
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    for (String last : List.of(ids[COMPLAINTS - 1], ids[COMPLAINTS - 2], ids[0])) {
      await().atMost(Duration.ofMinutes(2)).until(() -> Integer.valueOf(4).equals(as("inspector").get("/api/history/" + last).path("facts")));
    }

    // The following has ended everywhere, so that what is measured is the reading; the first half warms up.
    await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).until(() -> streamed() == COMPLAINTS);
    long[] micros = new long[50];
    for (int i = -micros.length; i < micros.length; i++) {
      long start = System.nanoTime();
      as("inspector").get("/api/history/" + ids[(i + micros.length) * 131 % COMPLAINTS]).then().statusCode(200);
      micros[Math.max(i, 0)] = (System.nanoTime() - start) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf("history of one complaint among %,d: median %.1f ms, slowest %.1f ms%n", COMPLAINTS, micros[25] / 1e3, micros[49] / 1e3);
    assertTrue(micros[25] < 100_000, "median %d µs".formatted(micros[25]));

    long start = System.nanoTime();
    assertEquals(COMPLAINTS, streamed());
    System.out.printf("%,d histories streamed in %.1f s%n", COMPLAINTS, (System.nanoTime() - start) / 1e9);
  }

  private long streamed() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + "api/history?locality=" + PLACE)).header("Authorization", Tokens.as("inspector")).build();
    HttpResponse<java.io.InputStream> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.contains("\"facts\":4")).count();
    }
  }
}
