package cn.jsjb.supervision.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.SealKey;
import cn.jsjb.supervision.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What follows in a pack, made by one version of the code and the catalogue and looked at by another. */
class PackTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  private static final SealKey KEY = SealKey.generate();

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private String head = Chain.genesis("c1");

  private void write(ComplaintEvent event, String previous) {
    RecordHeaders headers = new RecordHeaders();
    Map.of("ce_id", "event-" + records.size(), "ce_source", EventTypes.sourceOf(EventTypes.nameOf(event)), "ce_type", EventTypes.nameOf(event), "ce_subject", "c1", "ce_time", NOW.toString(),
        "ce_schemaversion", "1", "ce_sequence", "" + (records.size() + 1), "ce_actor", "policy:x", "ce_cause", "", "ce_previous", previous).forEach((name, text) -> headers.add(name, utf8(text)));
    records.add(new ConsumerRecord<>("complaint-log", 3, 100 + records.size(), NOW.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, utf8("c1"), EventTypes.write(event), headers, Optional.empty()));
  }

  private PackTest fact(ComplaintEvent event) {
    write(event, head);
    head = Chain.hash(RecordView.of(records.getLast()));
    return this;
  }

  private static DispatchEvent dispatched(String limits) {
    return new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), "D-0001", Map.of("limits", limits), Grade.GENERAL_7D, NOW, NOW, NOW, null);
  }

  private static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

  private static String text(byte[] utf8) { return new String(utf8, StandardCharsets.UTF_8); }

  private SortedMap<String, byte[]> given(Pack.About about) {
    return new TreeMap<>(Map.of(Pack.ABOUT, about.bytes(), Pack.RECORDS, Pack.records(records), Pack.CHECKPOINT, new Checkpoint("complaint-log/3", 0, Merkle.empty()).sign(KEY).bytes(),
        Pack.KEY, utf8(KEY.verifier("complaint-log/3") + "\n")));
  }

  private SortedMap<String, byte[]> given() { return given(new Pack.About("complaint-log", "c1", "李某", "信访核查")); }

  private static SortedMap<String, byte[]> whole(SortedMap<String, byte[]> given) { return PlainZip.read(Pack.write(given)); }

  @Test void rules_that_only_a_void_record_names_are_not_in_the_pack_and_rules_that_nobody_carries_any_more_do_not_prevent_it() {
    fact(Story.received()).fact(dispatched("1999.1"));
    write(dispatched("void.1"), Chain.genesis("c1"));
    SortedMap<String, byte[]> pack = whole(given());
    assertEquals(List.of("rules/limits@1999.1.json"), pack.keySet().stream().filter(name -> name.startsWith(Pack.RULES)).toList());
    assertEquals("{\"book\":\"limits\",\"version\":\"1999.1\",\"missing\":true}\n", text(pack.get("rules/limits@1999.1.json")));
    assertEquals(new Pack.Compared(List.of(), List.of("rules/limits@1999.1.json: neither the pack nor this tool has that version")), Pack.compare(given(), pack));
  }

  @Test void what_the_same_tool_made_is_compared_to_the_byte() {
    fact(Story.received()).fact(dispatched("2019.1"));
    SortedMap<String, byte[]> pack = whole(given());
    assertEquals(new Pack.Compared(List.of(), List.of()), Pack.compare(given(), pack));
    assertEquals(Pack.derivation(), Pack.About.parse(pack.get(Pack.ABOUT)).derivation());
    for (String name : List.of(Pack.CHAIN, Pack.ATTACHED, Pack.COVER, Pack.READ_ME, "rules/limits@2019.1.json")) {
      SortedMap<String, byte[]> changed = new TreeMap<>(pack);
      changed.put(name, utf8("{}"));
      assertEquals(List.of(name + " does not follow from the records"), Pack.compare(given(), changed).problems());
      changed.remove(name);
      assertFalse(Pack.compare(given(), changed).problems().isEmpty(), name + " is not there");
    }
    pack.put("extra.txt", utf8("x"));
    assertEquals(List.of("extra.txt does not belong to the pack"), Pack.compare(given(), pack).problems());
  }

  @Test void what_another_catalogue_had_or_did_not_have_is_told_and_no_forgery() {
    fact(Story.received()).fact(dispatched("2019.1"));
    SortedMap<String, byte[]> pack = whole(given());
    pack.put("rules/limits@2019.1.json", utf8("{\"book\":\"limits\",\"version\":\"2019.1\",\"missing\":true}\n"));
    assertEquals(new Pack.Compared(List.of(), List.of("rules/limits@2019.1.json: the pack does not have that version, the catalogue of this tool does")), Pack.compare(given(), pack));

    records.clear();
    head = Chain.genesis("c1");
    fact(Story.received()).fact(dispatched("1999.1"));
    SortedMap<String, byte[]> older = whole(given());
    older.put("rules/limits@1999.1.json", utf8("{\"version\":\"1999.1\",\"grades\":{}}\n"));
    assertEquals(new Pack.Compared(List.of(), List.of("rules/limits@1999.1.json was not compared: the catalogue of this tool does not have that version")), Pack.compare(given(), older));
  }

  @Test void the_sheet_of_another_edition_is_not_compared_and_its_chain_is() {
    fact(Story.received()).fact(dispatched("2019.1"));
    SortedMap<String, byte[]> given = given(new Pack.About("complaint-log", "c1", "李某", "信访核查", "1-0123456789ab"));
    SortedMap<String, byte[]> pack = whole(given);
    pack.put(Pack.COVER, utf8("another sheet"));
    Pack.Compared compared = Pack.compare(given, pack);
    assertEquals(List.of(), compared.problems());
    assertEquals(List.of("cover.pdf was not compared: it was made by 1-0123456789ab, here is " + Pack.derivation()), compared.notes());
    // Whoever claims another edition to hide a changed sheet has to change the chain's first line as well.
    assertFalse(Pack.compare(given, whole(given())).problems().isEmpty());
    assertTrue(text(pack.get(Pack.CHAIN)).startsWith("# partition offset hash predecessor verdict (derivation 1-0123456789ab)\n"));
    pack.put(Pack.CHAIN, utf8("# nothing\n"));
    assertEquals(List.of("chain.txt does not follow from the records"), Pack.compare(given, pack).problems());
  }

  @Test void a_pack_from_before_there_was_a_derivation_is_still_read() {
    fact(Story.received()).fact(dispatched("2019.1"));
    Pack.About old = new Pack.About("complaint-log", "c1", "李某", "信访核查", null);
    assertEquals("{\"format\":1,\"log\":\"complaint-log\",\"complaint\":\"c1\",\"by\":\"李某\",\"reason\":\"信访核查\"}\n", text(old.bytes()));
    assertEquals(old, Pack.About.parse(old.bytes()));
    SortedMap<String, byte[]> pack = whole(given(old));
    assertTrue(text(pack.get(Pack.CHAIN)).startsWith("# partition offset hash predecessor verdict\n"));
    pack.put("rules/limits@void.1.json", utf8("{}\n"));
    assertEquals(List.of(), Pack.compare(given(old), pack).problems());
    assertEquals(1, Pack.compare(given(old), pack).notes().size());
    assertArrayEquals(Pack.write(given()), Pack.write(given()));
  }
}
