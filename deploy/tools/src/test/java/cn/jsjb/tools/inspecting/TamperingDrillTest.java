package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.SealKey;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tampering drill: every way to spoil a stopped copy of the log, as cleverly as one can without the key; each is found, and named to the offset. */
class TamperingDrillTest {
  private static final int EVERY = 50;
  @TempDir static Path folder;
  private static Path key;

  private final SealedLog log = SealedLog.honest(11, 30, 900, EVERY);

  @BeforeAll static void the_inspector_has_the_public_key() throws IOException { key = SealedLog.publicKey(folder.resolve("public"), SealedLog.KEY); }

  private JsonNode verify() throws IOException {
    Path file = log.write(Files.createTempFile(folder, "copy", ".jsonl"));
    Said said = Said.by("inspect", "verify", "--json", "--from-file", file.toString(), "--key", key.toString());
    JsonNode report = EventTypes.JSON.readTree(said.out());
    assertEquals(report.path("clean").asBoolean() ? 0 : 1, said.code(), said.err());
    return report;
  }

  private static Set<String> places(JsonNode report, String kind) {
    return StreamSupport.stream(report.path("problems").spliterator(), false).filter(p -> p.path("kind").asText().equals(kind))
        .map(p -> p.path("complaintId").asText() + " " + p.path("partition").asInt() + " " + p.path("offset").asLong()).collect(Collectors.toSet());
  }

  private String place(int partition, int index) { return log.keyAt(partition, index) + " " + partition + " " + log.partitions.get(partition).get(index).offset(); }

  private static ConsumerRecord<byte[], byte[]> otherWords(ConsumerRecord<byte[], byte[]> record) {
    return SealedLog.changed(record, node -> node.put("value", Base64.getEncoder().encodeToString("{\"text\":\"已解决\"}".getBytes(StandardCharsets.UTF_8))));
  }

  @Test void an_untouched_copy_is_clean_and_wholly_sealed() throws IOException {
    JsonNode report = verify();
    assertTrue(report.path("clean").asBoolean(), report.toString());
    int records = log.partitions.stream().mapToInt(List::size).sum();
    assertEquals(records, report.at("/seals/sealed").asInt());
    assertEquals(0, report.at("/seals/unsealed").asInt());
    assertTrue(report.at("/seals/checkpoints").asInt() > 9);
    Path file = log.write(folder.resolve("clean.jsonl"));
    Said seals = Said.by("inspect", "seals", "--json", "--from-file", file.toString(), "--key", key.toString());
    assertEquals(0, seals.code(), seals.err());
    assertEquals(log.partitions.get(1).size(), EventTypes.JSON.readTree(seals.out()).at("/partitions/1/size").asInt());
    assertTrue(Said.by("inspect", "verify", "--from-file", file.toString(), "--key", key.toString()).out().contains("checkpoints hold"));
    Said without = Said.by("inspect", "verify", "--from-file", file.toString(), "--data", folder.resolve("nowhere").toString());
    assertTrue(without.code() == 0 && without.out().contains("the seals were not checked"), without.out() + without.err());
  }

  @Test void a_record_altered() throws IOException {
    for (int index : new int[] {0, 120, log.partitions.get(1).size() - 1}) {
      ConsumerRecord<byte[], byte[]> original = log.partitions.get(1).get(index);
      log.partitions.get(1).set(index, otherWords(original));
      assertEquals(Set.of(place(1, index)), places(verify(), "CHANGED_SINCE_SEALED"));
      log.partitions.get(1).set(index, original);
    }
  }

  @Test void each_hashed_header_altered() throws IOException {
    for (String name : List.of("ce_id", "ce_source", "ce_type", "ce_time", "ce_schemaversion", "ce_sequence", "ce_actor", "ce_cause", "ce_previous")) {
      ConsumerRecord<byte[], byte[]> original = log.partitions.get(2).get(77);
      log.partitions.get(2).set(77, SealedLog.changed(original, node -> {
        ArrayNode headers = (ArrayNode) node.get("headers");
        for (int i = 0; i < headers.size(); i += 2) {
          if (headers.get(i).asText().equals(name)) {
            headers.set(i + 1, headers.get(i + 1).asText() + "1");
          }
        }
      }));
      assertEquals(Set.of(place(2, 77)), places(verify(), "CHANGED_SINCE_SEALED"), name);
      log.partitions.get(2).set(77, original);
    }
  }

  @Test void a_record_removed() throws IOException {
    String place = place(0, 90);
    log.partitions.get(0).remove(90);
    assertEquals(Set.of(place), places(verify(), "GONE_SINCE_SEALED"));
  }

  @Test void a_record_removed_and_the_offsets_closed_up() throws IOException {
    String place = place(0, 90);
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(0);
    records.remove(90);
    for (int i = 90; i < records.size(); i++) {
      records.set(i, SealedLog.at(records.get(i), i));
    }
    JsonNode report = verify();
    assertTrue(places(report, "CHANGED_SINCE_SEALED").contains(place), report.toString());
  }

  @Test void two_records_swapped() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(1);
    Set<String> places = Set.of(place(1, 30), place(1, 160));
    ConsumerRecord<byte[], byte[]> first = records.get(30);
    records.set(30, SealedLog.at(records.get(160), 30));
    records.set(160, SealedLog.at(first, 160));
    assertEquals(places, places(verify(), "CHANGED_SINCE_SEALED"));
  }

  @Test void a_record_appended_with_a_forged_source() throws IOException {
    String complaint = log.keyAt(2, 5);
    String head = null;
    for (ConsumerRecord<byte[], byte[]> raw : log.partitions.get(2)) {
      RecordView record = RecordView.of(raw);
      head = complaint.equals(record.key()) && Chain.judge(head, record).isFact() ? Chain.hash(record) : head;
    }
    Envelope genuine = AnyLog.envelope("00000000-0000-0000-0000-000000000001", complaint, new IntakeEvent.RequestUrged("x"), 5_000, 99, head);
    int offset = log.partitions.get(2).size();
    log.partitions.get(2).add(SealedLog.record(new Envelope(genuine.id(), "/dispatch-service", genuine.type(), complaint, genuine.time(), 1, 99, "unit:110107011", "", head, genuine.data()), 2, offset));
    JsonNode report = verify();
    assertEquals(Set.of(complaint + " 2 " + offset), places(report, "FOREIGN_SOURCE"));
    assertEquals(1, report.at("/seals/unsealed").asInt());
  }

  @Test void a_record_slipped_in_between() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(0);
    Envelope slipped = AnyLog.envelope("00000000-0000-0000-0000-000000000002", log.keyAt(0, 40), new IntakeEvent.RequestUrged("补记"), 5_000, 7, Chain.genesis(log.keyAt(0, 40)));
    String gone = place(0, 40);
    records.set(40, SealedLog.record(slipped, 0, 40));
    assertEquals(Set.of(gone), places(verify(), "CHANGED_SINCE_SEALED"));
  }

  @Test void a_tail_cut_with_the_ranges_to_match() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(1);
    Set<String> cut = IntStream.range(records.size() - 7, records.size()).mapToObj(i -> place(1, i)).collect(Collectors.toSet());
    records.subList(records.size() - 7, records.size()).clear();
    JsonNode report = verify();
    assertEquals(cut, places(report, "GONE_SINCE_SEALED"));
    assertTrue(places(report, "RECORDS_MISSING").isEmpty(), "the chains and the ranges show nothing: only the seals do");
  }

  @Test void a_whole_chain_written_anew_with_every_hash_right() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(0);
    String complaint = log.keyAt(0, 25);
    Map<String, String> renamed = new HashMap<>();
    Set<String> rewritten = new HashSet<>();
    boolean begun = false;
    for (int i = 0; i < records.size(); i++) {
      RecordView before = RecordView.of(records.get(i));
      if (!complaint.equals(before.key())) {
        continue;
      }
      ConsumerRecord<byte[], byte[]> other = begun ? records.get(i) : otherWords(records.get(i));
      begun = true;
      other = SealedLog.changed(other, node -> {
        ArrayNode headers = (ArrayNode) node.get("headers");
        for (int h = 0; h < headers.size(); h += 2) {
          if (headers.get(h).asText().equals("ce_previous")) {
            headers.set(h + 1, renamed.getOrDefault(headers.get(h + 1).asText(), headers.get(h + 1).asText()));
          }
        }
      });
      renamed.put(Chain.hash(before), Chain.hash(RecordView.of(other)));
      records.set(i, other);
      rewritten.add(place(0, i));
    }
    JsonNode report = verify();
    assertTrue(rewritten.size() > 10);
    assertEquals(rewritten, places(report, "CHANGED_SINCE_SEALED"));
    assertEquals(Set.of(), places(report, "BROKEN_CHAIN"), "the chains show nothing");
  }

  @Test void a_complaint_removed_as_if_it_had_never_been() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(2);
    String complaint = log.keyAt(2, 0);
    Set<Long> offsets = records.stream().filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(complaint)).map(ConsumerRecord::offset).collect(Collectors.toSet());
    records.removeIf(r -> new String(r.key(), StandardCharsets.UTF_8).equals(complaint));
    JsonNode report = verify();
    assertEquals(offsets.stream().map(o -> complaint + " 2 " + o).collect(Collectors.toSet()), places(report, "GONE_SINCE_SEALED"));
    assertEquals(Set.of(), places(report, "BROKEN_CHAIN"));
  }

  @Test void seals_of_another_key_or_with_holes_are_no_seals() throws IOException {
    log.partitions.get(1).set(10, otherWords(log.partitions.get(1).get(10)));
    List<byte[]> genuine = List.copyOf(log.notes);
    log.notes.clear();
    log.seal(SealKey.generate(), EVERY);
    JsonNode report = verify();
    assertFalse(places(report, "WRONG_SEAL").isEmpty());
    assertEquals(0, report.at("/seals/checkpoints").asInt());
    // One checkpoint and its roll taken out: what comes after does not follow.
    log.notes.clear();
    log.notes.addAll(genuine);
    log.notes.subList(3, 5).clear();
    assertFalse(places(verify(), "WRONG_SEAL").isEmpty());
    Path file = log.write(folder.resolve("holes.jsonl"));
    assertEquals(1, Said.by("inspect", "seals", "--from-file", file.toString(), "--key", key.toString()).code());
  }

  @Test void what_cannot_be_checked_is_told_in_a_sentence() throws IOException {
    Path file = log.write(folder.resolve("some.jsonl"));
    Path noKey = Files.writeString(folder.resolve("no-key"), "hello\n");
    for (String[] arguments : new String[][] {{"inspect", "verify", "--from-file", file.toString(), "--key", noKey.toString()}, {"inspect", "verify", "--from-file", file.toString(), "--key", folder.resolve("none").toString()},
        {"inspect", "seals", "--from-file", file.toString(), "--data", folder.resolve("nowhere").toString()}}) {
      Said said = Said.by(arguments);
      assertEquals(2, said.code(), said.out());
      assertFalse(said.err().isBlank() || said.err().contains("\tat "), said.err());
    }
  }
}
