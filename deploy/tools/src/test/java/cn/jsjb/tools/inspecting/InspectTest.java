package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.inspecting.Story;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One log on a real Kafka, then every way to look at it; and every way to spoil a copy of it, each of which must be found. */
@Tag("backing")
class InspectTest {
  private static final AnyLog ANY = AnyLog.of(7, 60, 1_500);
  private static String bootstrap;
  @TempDir static Path folder;
  private static Path exported;

  @BeforeAll static void a_log_with_races_retries_and_intruders() {
    bootstrap = RealBacking.shared().kafkaBootstrap();
    try (TheLog log = TheLog.shared()) {
      List<java.util.concurrent.CompletableFuture<?>> sent = new ArrayList<>();
      for (Envelope envelope : ANY.records) {
        sent.add(log.log().append(EventLog.COMPLAINTS, envelope).toCompletableFuture());
      }
      // Nobody's record: no headers at all, and bytes that are no text.
      sent.add(log.log().send(new ProducerRecord<>(EventLog.COMPLAINTS, 0, "stray".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff, 0, 1})).toCompletableFuture());
      sent.add(log.log().send(new ProducerRecord<>(EventLog.COMPLAINTS, 0, new byte[] {(byte) 0xc3, 0x28}, null)).toCompletableFuture());
      sent.forEach(java.util.concurrent.CompletableFuture::join);
    }
    exported = folder.resolve("all.jsonl");
    Said said = Said.by("inspect", "export", "--all", "--to", exported.toString(), "--bootstrap", bootstrap);
    assertEquals(0, said.code(), said.err());
  }

  @Test void the_live_log_and_its_export_are_judged_alike_and_as_they_were_written() throws IOException {
    for (String[] from : new String[][] {{"--bootstrap", bootstrap}, {"--from-file", exported.toString()}}) {
      Said said = Said.by("inspect", "verify", "--json", from[0], from[1]);
      JsonNode report = EventTypes.JSON.readTree(said.out());
      assertEquals(1, said.code(), "intruders are problems");
      assertEquals(ANY.records.size() + 2, report.path("records").asLong());
      assertEquals(ANY.facts, report.path("facts").asLong());
      assertEquals(60, report.path("streams").asLong());
      assertEquals(ANY.lost, report.path("void").path("VOID_NOT_THE_HEAD").asLong());
      assertEquals(ANY.foreign, report.path("void").path("VOID_FOREIGN_SOURCE").asLong());
      assertEquals(2, report.path("void").path("VOID_MISADDRESSED").asLong());
      assertEquals(ANY.foreign + 2, report.path("problemCount").asLong(), report.path("problems").toString());
    }
  }

  @Test void a_reader_in_another_language_that_knows_only_the_text_of_the_law_agrees() throws Exception {
    JsonNode theirs = python(exported);
    assertEquals(ANY.facts, theirs.path("facts").asLong());
    assertEquals(ANY.lost, theirs.path("not_the_head").asLong());
    assertEquals(ANY.foreign, theirs.path("foreign_source").asLong());
    assertEquals(2, theirs.path("misaddressed").asLong());
    assertEquals(60, theirs.path("streams").asLong());
    assertEquals("[]", theirs.path("problems").toString());
  }

  @Test void it_also_reads_what_kcat_prints() throws Exception {
    Path kcat = folder.resolve("kcat.jsonl");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(exported)) {
      ObjectNode node = (ObjectNode) EventTypes.JSON.readTree(line);
      // kcat has no first line, and cannot print bytes that are no text.
      if (node.has("offset") && node.path("key").isTextual() && !"stray".equals(node.path("key").asText())) {
        node.put("payload", new String(Base64.getDecoder().decode(node.remove("value").asText()), StandardCharsets.UTF_8));
        lines.add(node.toString());
      }
    }
    Files.write(kcat, lines);
    assertEquals(ANY.facts, python(kcat).path("facts").asLong());
    assertEquals(ANY.facts, EventTypes.JSON.readTree(Said.by("inspect", "verify", "--json", "--from-file", kcat.toString()).out()).path("facts").asLong());
  }

  @Test void one_flipped_byte_is_found_where_the_next_fact_no_longer_fits() throws Exception {
    List<String> lines = Files.readAllLines(exported);
    int victim = factWithASuccessor(lines);
    ObjectNode record = (ObjectNode) EventTypes.JSON.readTree(lines.get(victim));
    byte[] value = Base64.getDecoder().decode(record.path("value").asText());
    value[value.length / 2] ^= 1;
    lines.set(victim, record.put("value", Base64.getEncoder().encodeToString(value)).toString());
    spoiled("flipped", lines, "BROKEN_CHAIN", record.path("key").asText(), "chain");
  }

  @Test void every_hashed_header_is_under_the_hash() throws Exception {
    List<String> original = Files.readAllLines(exported);
    int victim = factWithASuccessor(original);
    for (String name : List.of("ce_id", "ce_time", "ce_schemaversion", "ce_sequence", "ce_actor", "ce_cause")) {
      List<String> lines = new ArrayList<>(original);
      ObjectNode record = (ObjectNode) EventTypes.JSON.readTree(lines.get(victim));
      ArrayNode headers = (ArrayNode) record.get("headers");
      for (int i = 0; i < headers.size(); i += 2) {
        if (headers.get(i).asText().equals(name)) {
          headers.set(i + 1, headers.textNode(headers.get(i + 1).asText() + "1"));
        }
      }
      lines.set(victim, record.toString());
      spoiled(name, lines, "BROKEN_CHAIN", record.path("key").asText(), "chain");
    }
  }

  @Test void a_removed_record_leaves_a_gap_and_a_broken_chain() throws Exception {
    List<String> lines = Files.readAllLines(exported);
    String key = EventTypes.JSON.readTree(lines.remove(factWithASuccessor(lines))).path("key").asText();
    spoiled("removed", lines, "RECORDS_MISSING", null, "offset");
    spoiled("removed", lines, "BROKEN_CHAIN", key, "chain");
  }

  @Test void a_removed_record_is_found_also_when_the_offsets_are_renumbered() throws Exception {
    List<String> lines = Files.readAllLines(exported);
    ObjectNode removed = (ObjectNode) EventTypes.JSON.readTree(lines.remove(factWithASuccessor(lines)));
    for (int i = 1; i < lines.size(); i++) {
      ObjectNode node = (ObjectNode) EventTypes.JSON.readTree(lines.get(i));
      if (node.path("partition").asInt() == removed.path("partition").asInt() && node.path("offset").asLong() > removed.path("offset").asLong()) {
        lines.set(i, node.put("offset", node.path("offset").asLong() - 1).toString());
      }
    }
    spoiled("renumbered", lines, "BROKEN_CHAIN", removed.path("key").asText(), "chain");
    spoiled("renumbered", lines, "RECORDS_MISSING", null, null); // The first line says how many there have to be.
  }

  @Test void two_exchanged_records_of_a_complaint_are_found() throws Exception {
    List<String> lines = Files.readAllLines(exported);
    int first = factWithASuccessor(lines);
    String key = EventTypes.JSON.readTree(lines.get(first)).path("key").asText();
    int second = IntStream.range(first + 1, lines.size()).filter(i -> lines.get(i).contains(key)).findFirst().orElseThrow();
    Collections.swap(lines, first, second);
    spoiled("exchanged", lines, "OUT_OF_ORDER", key, "offset");
    spoiled("exchanged", lines, "BROKEN_CHAIN", key, "chain");
  }

  @Test void a_cut_file_is_found() throws Exception {
    List<String> lines = Files.readAllLines(exported);
    lines.removeLast();
    spoiled("cut", lines, "RECORDS_MISSING", null, null);
    Path half = folder.resolve("half.jsonl");
    byte[] bytes = Files.readAllBytes(exported);
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length - 40));
    Said said = Said.by("inspect", "verify", "--from-file", half.toString());
    assertEquals(2, said.code());
    assertTrue(said.err().contains("is not JSON"), said.err());
  }

  @Test void the_live_log_and_its_export_are_held_against_the_seals_and_a_pack_is_made_of_them() throws Exception {
    Path key = SealedLog.publicKey(folder.resolve("public"), SealedLog.KEY);
    try (TheLog log = TheLog.shared()) {
      SealedLog sealed = SealedLog.of(log.records(EventLog.COMPLAINTS), 12, 40);
      for (byte[] note : sealed.notes) {
        byte[] origin = new String(note, StandardCharsets.UTF_8).lines().findFirst().orElseThrow().replace("/roll", "").getBytes(StandardCharsets.UTF_8);
        log.log().send(new ProducerRecord<>("log-seals", origin, note)).toCompletableFuture().join();
      }
    }
    Path all = folder.resolve("sealed.jsonl");
    assertEquals(0, Said.by("inspect", "export", "--all", "--to", all.toString(), "--bootstrap", bootstrap).code());
    for (String[] from : new String[][] {{"--bootstrap", bootstrap}, {"--from-file", all.toString()}}) {
      JsonNode report = EventTypes.JSON.readTree(Said.by("inspect", "verify", "--json", from[0], from[1], "--key", key.toString()).out());
      assertEquals(ANY.records.size() + 2, report.at("/seals/sealed").asInt(), report.toString());
      assertEquals(0, report.at("/seals/unsealed").asInt());
      assertEquals(ANY.foreign + 2, report.path("problemCount").asLong(), "the intruders, and nothing that is not as it was sealed");
      assertEquals(0, Said.by("inspect", "seals", from[0], from[1], "--key", key.toString()).code());
    }
    assertEquals(ANY.facts, python(all).path("facts").asLong(), "the seals in the file are no records of the log");
    Path pack = folder.resolve("live.zip");
    String complaint = ANY.records.getFirst().subject();
    Said made = Said.by("inspect", "export", "RX260506-" + complaint.substring(0, 8), "--pack", pack.toString(), "--reason", "信访核查", "--from-file", all.toString(), "--key", key.toString());
    assertEquals(0, made.code(), made.err());
    Said unrecorded = Said.by("inspect", "export", complaint, "--pack", folder.resolve("no.zip").toString(), "--reason", "信访核查", "--bootstrap", bootstrap, "--key", key.toString(), "--data", folder.resolve("nowhere").toString());
    assertEquals(2, unrecorded.code(), "what leaves a living house is recorded first, or does not leave");
    assertTrue(unrecorded.err().contains("could not be recorded") && !Files.exists(folder.resolve("no.zip")), unrecorded.err());
    Said verified = Said.by("inspect", "verify", "--pack", pack.toString(), "--key", key.toString());
    assertEquals(0, verified.code(), verified.out());
    assertTrue(verified.out().contains(complaint), verified.out());
  }

  @Test void one_complaint_is_exported_alone_and_is_clean_alone() {
    String complaint = ANY.records.get(ANY.records.size() / 2).subject();
    Path alone = folder.resolve("alone.jsonl");
    assertEquals(0, Said.by("inspect", "export", complaint, "--to", alone.toString(), "--bootstrap", bootstrap).code());
    Said said = Said.by("inspect", "verify", "--from-file", alone.toString());
    long foreign = ANY.records.stream().filter(e -> e.subject().equals(complaint) && e.source().equals("/analytics-service")).count();
    assertEquals(foreign == 0 ? 0 : 1, said.code(), said.out());
    assertFalse(said.out().contains("BROKEN_CHAIN"), said.out());
    assertFalse(said.out().contains("MISSING"), said.out());
  }

  @Test void a_history_is_told_by_id_or_ticket_number_as_of_any_time() {
    Envelope first = ANY.records.getFirst();
    Said all = Said.by("inspect", "replay", first.subject(), "--bootstrap", bootstrap);
    assertEquals(0, all.code(), all.err());
    assertTrue(all.out().contains("受理") && all.out().contains("小区门口游商占道") && all.out().contains("现状") && all.out().contains("链头"), all.out());
    assertEquals(all.out(), Said.by("inspect", "replay", "RX260506-" + first.subject().substring(0, 8), "--bootstrap", bootstrap).out());
    Said early = Said.by("inspect", "replay", first.subject(), "--happened-by", "2026-05-06T11:22", "--from-file", exported.toString());
    assertTrue(early.out().contains("已受理") && early.out().lines().count() == 5, early.out());
    assertTrue(Said.by("inspect", "replay", first.subject(), "--as-of", "2026-05-05", "--bootstrap", bootstrap).out().contains("当时尚未受理"), "nothing was in the log then");
    assertTrue(Said.by("inspect", "replay", first.subject(), "--happened-by", "2026-05-05", "--bootstrap", bootstrap).out().contains("当时尚未受理"));
  }

  @Test void what_cannot_be_inspected_is_told_in_a_sentence() {
    for (String[] arguments : new String[][] {
        {"inspect", "verify", "--from-file", folder.resolve("none").toString()}, {"inspect", "verify", "--bootstrap", bootstrap, "--log", "no-such-log"},
        {"inspect", "replay", "RX000000-000000000", "--bootstrap", bootstrap}, {"inspect", "replay", "nobody", "--bootstrap", bootstrap},
        {"inspect", "replay", "nobody", "--as-of", "yesterday", "--bootstrap", bootstrap}, {"inspect", "export", "--to", "x"},
        {"inspect", "export", "nobody", "--to", folder.resolve("x").toString(), "--bootstrap", bootstrap}, {"inspect", "verify", "--bootstrap", "nonsense"}}) {
      Said said = Said.by(arguments);
      assertEquals(2, said.code(), String.join(" ", arguments) + said.out() + said.err());
      assertFalse(said.err().isBlank() || said.err().contains("\tat "), said.err());
    }
    assertFalse(Files.exists(folder.resolve("x")), "nothing half-written");
  }

  @Test void every_event_type_has_a_chinese_name() {
    EventTypes.all().keySet().forEach(type -> assertFalse(Story.nameOf(type).equals(type), type));
  }

  /** @param key the complaint named, or null @param pythons what the other reader calls it, or null where it cannot know */
  private static void spoiled(String name, List<String> lines, String kind, String key, String pythons) throws Exception {
    Path file = folder.resolve("spoiled-" + name + ".jsonl");
    Files.write(file, lines);
    Said said = Said.by("inspect", "verify", "--json", "--from-file", file.toString());
    assertEquals(1, said.code());
    boolean found = false;
    for (JsonNode problem : EventTypes.JSON.readTree(said.out()).path("problems")) {
      found |= problem.path("kind").asText().equals(kind) && (key == null || key.equals(problem.path("complaintId").asText()));
    }
    assertTrue(found, name + ": " + said.out());
    if (pythons != null) {
      assertTrue(python(file).path("problems").toString().contains(pythons), name);
    }
  }

  /** A fact in the second half that another record names, and that was not written twice. */
  private static int factWithASuccessor(List<String> lines) throws Exception {
    for (int i = lines.size() / 2; i < lines.size(); i++) {
      String id = idOf(EventTypes.JSON.readTree(lines.get(i)));
      Optional<Envelope> written = ANY.records.stream().filter(envelope -> envelope.id().equals(id)).findFirst();
      boolean once = lines.stream().filter(line -> line.contains(id)).count() == 1;
      if (once && written.isPresent() && lines.subList(i + 1, lines.size()).stream().anyMatch(later -> later.contains(written.get().hash()))) {
        return i;
      }
    }
    throw new AssertionError("no such fact");
  }

  private static String idOf(JsonNode record) {
    JsonNode headers = record.path("headers");
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).asText().equals("ce_id")) {
        return headers.get(i + 1).asText();
      }
    }
    return "-";
  }

  private static JsonNode python(Path file) throws Exception {
    Path script = Path.of("src/test/python/verify_chains.py").toAbsolutePath();
    Process process;
    try {
      process = new ProcessBuilder("python3", script.toString()).redirectInput(file.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException absent) {
      Assumptions.abort("there is no python3 here");
      return null;
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return EventTypes.JSON.readTree(answer);
  }
}
