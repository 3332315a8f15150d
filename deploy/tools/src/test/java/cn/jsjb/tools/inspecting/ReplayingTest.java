package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tickets told by the inspectors' tool, from a real log and from a file; stopped in the middle and gone on with. */
@Tag("backing")
class ReplayingTest {
  private static final AnyLog ANY = AnyLog.of(11, 300, 6_000);
  private static final String TOPIC = "replaying-log";
  private static String bootstrap;
  @TempDir static Path folder;
  private static Path exported;
  private static String now;

  @BeforeAll static void a_log_of_its_own() throws Exception {
    bootstrap = RealBacking.shared().kafkaBootstrap();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicGuard.create(admin, List.of(new TopicGuard.Declared(TOPIC, 4, Map.of("message.timestamp.type", "LogAppendTime"))), (short) 1);
    }
    try (TheLog log = TheLog.shared()) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (Envelope envelope : ANY.records) {
        sent.add(log.log().append(TOPIC, envelope).toCompletableFuture());
      }
      sent.forEach(CompletableFuture::join);
    }
    exported = folder.resolve("all.jsonl");
    assertEquals(0, inspect("export", "--all", "--to", exported.toString()).code());
    now = Instant.now().plusSeconds(1).toString();
  }

  private static Said inspect(String... arguments) { return inspect(List.of(arguments)); }

  private static Said inspect(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("inspect"));
    all.addAll(arguments);
    if (!arguments.contains("--from-file") && !arguments.contains("--help") && !arguments.contains("completion")) {
      all.addAll(List.of("--bootstrap", bootstrap, "--log", TOPIC));
    }
    return Said.by(all.toArray(String[]::new));
  }

  @Test void all_of_them_told_together_are_each_told_as_alone_from_the_log_and_from_a_file() throws Exception {
    Said together = inspect("replay", "--from", "2026-05-01", "--as-of", now, "--json");
    assertEquals(0, together.code(), together.err());
    assertEquals(together.out(), inspect("replay", "--from", "2026-05-01", "--as-of", now, "--json", "--from-file", exported.toString()).out());
    List<String> lines = together.out().lines().toList();
    assertEquals(300, lines.size());
    Set<String> ids = new HashSet<>();
    long records = 0;
    for (String line : lines) {
      JsonNode history = EventTypes.JSON.readTree(line);
      ids.add(history.get("complaintId").asText());
      records += history.get("records").size();
    }
    assertEquals(ANY.records.size(), records);
    assertEquals(300, ids.size());
    for (String line : lines.subList(0, 5)) {
      String id = EventTypes.JSON.readTree(line).get("complaintId").asText();
      assertEquals(line, inspect("replay", id, "--as-of", now, "--json").out().strip());
    }
    // Partition by partition, and in each in the order in which they began.
    List<List<Long>> order = new ArrayList<>();
    for (String line : lines) {
      JsonNode first = EventTypes.JSON.readTree(line).at("/records/0");
      order.add(List.of(first.get("partition").asLong(), first.get("offset").asLong()));
    }
    List<List<Long>> sorted = new ArrayList<>(order);
    sorted.sort(java.util.Comparator.<List<Long>, Long>comparing(List::getFirst).thenComparing(List::getLast));
    assertEquals(sorted, order);
  }

  @Test void a_period_is_in_beijing_time_and_its_end_is_not_in_it() {
    // The first ticket came in at 11:22:00 in Beijing, the others second by second.
    assertEquals(1, inspect("replay", "--from", "2026-05-06T11:22", "--to", "2026-05-06T11:22:01", "--json").out().lines().count());
    assertEquals(1, inspect("replay", "--from", "2026-05-06T03:22:00Z", "--to", "2026-05-06T11:22:01+08:00", "--json").out().lines().count());
    assertEquals(0, inspect("replay", "--to", "2026-05-06T11:22", "--json").out().lines().count());
    assertEquals(0, inspect("replay", "--unit", "110107011", "--json").out().lines().count(), "nobody was dispatched to");
    assertEquals(0, inspect("replay", "--from", "2026-05-06", "--as-of", "2026-05-06", "--json").out().lines().count(), "nothing was in the log then");
    Said told = inspect("replay", "--from", "2026-05-06T11:22", "--to", "2026-05-06T11:22:01");
    assertTrue(told.out().contains("2026-05-06 11:22:00  受理"), told.out());
  }

  @Test void up_to_an_event_of_one_ticket() throws Exception {
    String id = ANY.records.getFirst().subject();
    JsonNode all = EventTypes.JSON.readTree(inspect("replay", id, "--json").out());
    String second = all.at("/records/1/id").asText();
    JsonNode cut = EventTypes.JSON.readTree(inspect("replay", id, "--as-of-event", second, "--json").out());
    assertTrue(cut.get("records").size() >= 2 && cut.get("records").size() < all.get("records").size());
    assertEquals(2, inspect("replay", id, "--as-of-event", "nobody").code());
  }

  @Test void an_export_that_was_killed_goes_on_and_is_the_same_file() throws Exception {
    List<String> whole = Files.readAllLines(exported);
    for (int cut : new int[] {1, 2_000, whole.size()}) {
      Path to = folder.resolve("again-" + cut + ".jsonl");
      StringBuilder half = new StringBuilder();
      ObjectNode place = EventTypes.JSON.createObjectNode().put("records", cut - 1);
      EventTypes.JSON.readTree(whole.getFirst()).path("partitions").properties().forEach(p -> place.withObject("/ends").put(p.getKey(), p.getValue().path("to").asLong()));
      for (String line : whole.subList(0, cut)) {
        half.append(line).append('\n');
        JsonNode record = EventTypes.JSON.readTree(line);
        if (record.has("offset")) {
          place.put("partition", record.path("partition").asInt()).put("next", record.path("offset").asLong() + 1);
        }
      }
      byte[] kept = half.toString().getBytes(StandardCharsets.UTF_8);
      ObjectNode state = EventTypes.JSON.createObjectNode().put("work", "export of %s at %s".formatted(TOPIC, bootstrap)).put("bytes", kept.length);
      state.set("place", place);
      Files.writeString(folder.resolve(to.getFileName() + ".resume"), state.toString());
      // After the last mark something more was written, and cut in the middle of a line.
      Files.write(folder.resolve(to.getFileName() + ".unfinished"), concat(kept, "{\"topic\":\"half".getBytes(StandardCharsets.UTF_8)));
      Said said = inspect("export", "--all", "--to", to.toString(), "--json");
      assertEquals(0, said.code(), said.err());
      assertEquals(whole.size() - 1, EventTypes.JSON.readTree(said.out()).get("records").asInt());
      assertEquals(whole, Files.readAllLines(to));
      assertFalse(Files.exists(folder.resolve(to.getFileName() + ".resume")) || Files.exists(folder.resolve(to.getFileName() + ".unfinished")));
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** A process of its own, killed without warning as soon as it has noted down how far it is. */
  @Test void a_replay_that_is_killed_goes_on_and_is_the_same_file() throws Exception {
    String asOf = now;
    Path whole = folder.resolve("whole.ndjson");
    assertEquals(0, inspect("replay", "--from", "2026-05-01", "--as-of", asOf, "--json", "--out", whole.toString()).code());
    Path to = folder.resolve("killed.ndjson");
    List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", System.getProperty("java.class.path"), "cn.jsjb.tools.Main", "inspect", "replay",
        "--from", "2026-05-01", "--as-of", asOf, "--json", "--out", to.toString(), "--bootstrap", bootstrap, "--log", TOPIC);
    Path resume = folder.resolve("killed.ndjson.resume");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("killed.out").toFile()).start();
    try {
      while (process.isAlive() && !Files.exists(resume)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(to), "half a file never looks like a whole one");
    assertTrue(Files.exists(resume), Files.readString(folder.resolve("killed.out")));
    Said said = inspect("replay", "--from", "2026-05-01", "--as-of", asOf, "--json", "--out", to.toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("goes on where it was"), said.err());
    assertEquals(300, EventTypes.JSON.readTree(said.out()).get("tickets").asInt());
    assertEquals(-1, Files.mismatch(whole, to));
  }

  @Test void what_was_begun_with_other_words_is_begun_anew() throws Exception {
    Path to = folder.resolve("other.ndjson");
    Files.writeString(folder.resolve("other.ndjson.unfinished"), "what another choice had written\n");
    Files.writeString(folder.resolve("other.ndjson.resume"), "{\"work\":\"replay of something else\",\"bytes\":10,\"place\":{}}");
    Said said = inspect("replay", "--from", "2026-05-06T11:22", "--to", "2026-05-06T11:22:01", "--json", "--out", to.toString());
    assertEquals(0, said.code(), said.err());
    assertEquals(1, Files.readAllLines(to).size());
  }

  @Test void every_command_explains_itself_in_chinese_first_and_says_its_exit_codes() {
    for (List<String> command : List.of(List.of("--help"), List.of("replay", "--help"), List.of("verify", "--help"), List.of("export", "--help"), List.of("completion", "--help"))) {
      Said said = inspect(command);
      assertEquals(0, said.code(), said.err());
      assertTrue(said.out().contains("退出码 / Exit codes:") && said.out().contains("  2   "), said.out());
      assertTrue(said.out().contains("显示本说明。") && said.out().indexOf("显示本说明。") < said.out().indexOf("Shows this text."), said.out());
    }
  }

  @Test void wrong_usage_is_two_and_a_sentence() {
    for (List<String> wrong : List.of(List.of("replay"), List.of("replay", "x", "--unit", "110107011"), List.of("replay", "--unit", "110107011", "--as-of-event", "x"),
        List.of("replay", "--from", "yesterday"), List.of("completion", "fish"), List.of("nonsense"))) {
      Said said = inspect(wrong);
      assertEquals(2, said.code(), wrong + said.out() + said.err());
      assertFalse(said.err().isBlank() || said.err().contains("\tat "), said.err());
    }
  }

  @Test void a_shell_completes_what_is_there() throws Exception {
    for (String shell : List.of("bash", "zsh")) {
      Said said = inspect("completion", shell);
      assertEquals(0, said.code(), said.err());
      Path script = folder.resolve("completion." + shell);
      Files.writeString(script, said.out());
      if (shell.equals("bash")) {
        assertEquals(new TreeSet<>(Set.of("replay")), completed(script, "inspect", "rep"));
        assertTrue(completed(script, "inspect", "replay", "--as").containsAll(Set.of("--as-of", "--as-of-event")));
        assertEquals(new TreeSet<>(Set.of("bash", "zsh")), completed(script, "inspect", "completion", ""));
      }
    }
  }

  private static Set<String> completed(Path script, String... words) throws Exception {
    String quoted = String.join(" ", Arrays.stream(words).map(w -> "'" + w + "'").toList());
    Process bash = new ProcessBuilder("bash", "--norc", "-c", "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; _complete_inspect inspect '%s' ''; echo \"${COMPREPLY[@]}\"".formatted(
        script, quoted, words.length - 1, String.join(" ", words), words[words.length - 1])).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, bash.waitFor(), said);
    return new TreeSet<>(List.of(said.split("\\s+")));
  }
}
