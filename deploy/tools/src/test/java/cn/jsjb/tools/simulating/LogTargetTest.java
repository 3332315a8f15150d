package cn.jsjb.tools.simulating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.tools.Addresses;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Said;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/simulate --target log} on a real Kafka. */
@Tag("backing")
class LogTargetTest {
  private static final Pattern SAID = Pattern.compile("([\\d,]+) tickets .* ([\\d,]+) events, ([\\d,]+) tickets open");
  @TempDir Path data;

  @Test void a_city_goes_into_the_log_once_however_often_it_is_played() throws Exception {
    Installation installation = installed(Addresses.from(40, "127.0.0.1", RealBacking.shared().kafkaBootstrap(), "127.0.0.1:1"));
    String seed = Long.toString(System.nanoTime());
    long[] first = simulate(seed);
    try (TheLog log = TheLog.shared()) {
      Map<String, List<Fact>> ours = ours(log, seed);
      assertEquals(first[0], ours.size());
      assertEquals(first[1], ours.values().stream().mapToLong(List::size).sum(), "every record is a fact");
      assertEquals(0, first[2], "what began half a year ago is closed");

      Map<String, String> keys = new HashMap<>();
      log.records(EventLog.KEYS).forEach(r -> keys.put(new String(r.key(), StandardCharsets.UTF_8), r.value() == null ? null : new String(r.value(), StandardCharsets.UTF_8)));
      PrivateBox box = new PrivateBox(Base64.getDecoder().decode(Files.readString(installation.secret()).strip()));
      ours.values().forEach(facts -> {
        IntakeEvent.RequestReceived received = (IntakeEvent.RequestReceived) facts.getFirst().event();
        if (received.claimant().box() != null && facts.stream().noneMatch(f -> f.event() instanceof IntakeEvent.ClaimantErased)) {
          String id = facts.getFirst().streamId();
          assertNotNull(box.open(id, received.claimant().box(), keys.get(id + "/" + received.claimant().box().keyId())));
        }
      });

      assertEquals(first[1], simulate(seed)[1]);
      assertEquals(ours.values().stream().map(facts -> facts.getLast().hash()).toList(), ours(log, seed).values().stream().map(facts -> facts.getLast().hash()).toList());
    }
  }

  @Test void it_does_not_write_under_the_eyes_of_running_services() throws Exception {
    HttpServer service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    service.createContext("/q/health/live", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    service.start();
    try {
      installed(Addresses.from(service.getAddress().getPort() - 2, "127.0.0.1", RealBacking.shared().kafkaBootstrap(), "127.0.0.1:1"));
      Said said = Said.by("simulate", "--target", "log", "--days", "1", "--per-day", "1", "--start", "2026-05-01", "--data", data.toString());
      assertEquals(2, said.code());
      assertTrue(said.err().contains("dispatch-service runs at"), said.err());
    } finally {
      service.stop(0);
    }
  }

  private Installation installed(Addresses addresses) {
    Installation installation = new Installation(data);
    installation.makeKeys();
    installation.publish(addresses);
    return installation;
  }

  private long[] simulate(String seed) {
    Said said = Said.by("simulate", "--target", "log", "--days", "4", "--per-day", "60", "--seed", seed, "--start", "2026-05-01", "--data", data.toString());
    assertEquals(0, said.code(), said.err());
    Matcher numbers = SAID.matcher(said.out());
    assertTrue(numbers.find(), said.out());
    return new long[] {number(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3))};
  }

  private static long number(String text) { return Long.parseLong(text.replace(",", "")); }

  /** The complaints of this city: their ids follow from channel and message. */
  private static Map<String, List<Fact>> ours(TheLog log, String seed) {
    Map<String, List<Fact>> ours = new java.util.TreeMap<>(log.facts());
    ours.values().removeIf(facts -> facts.isEmpty() || !(facts.getFirst().event() instanceof IntakeEvent.RequestReceived e) || !e.channelMessageId().startsWith("sim-" + seed + "-")
        || !Ids.complaint(e.channel(), e.channelMessageId()).equals(facts.getFirst().streamId()));
    return ours;
  }
}
