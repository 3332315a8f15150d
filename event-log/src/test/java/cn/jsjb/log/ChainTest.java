package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.log.Chain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The law by itself: no Kafka, no database. */
class ChainTest {
  private static final String STREAM = "0b6a2f6e-3c1a-5d5e-9f53-9b1c6f1d2a3b";

  private static Envelope envelope(String source, String type, String subject, String previous, String data) {
    return new Envelope("11111111-2222-3333-4444-555555555555", source, type, subject, Instant.parse("2026-05-06T03:22:00.123Z"), 1, 1, "unit:110107011/user:zhang.li", "",
        previous, data.getBytes(StandardCharsets.UTF_8));
  }

  private static RecordView view(Envelope e) { return RecordView.of(e); }

  @Test void the_genesis_is_the_hash_of_the_stream_id() {
    // echo -n hello | sha256sum
    assertEquals("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", Chain.genesis("hello"));
  }

  /** Frozen: computed by an independent program (python: struct.pack('>I') + hashlib). Independent verifiers depend on it. */
  @Test void the_hash_of_a_record_never_changes() {
    Envelope e = envelope("/intake-service", "intake.RequestUrged", STREAM, Chain.genesis(STREAM), "{\"text\":\"催办 𠮷\"}");
    assertEquals("f3e245463567d4051fd6383294d6abb96c5ccbdef5d1761bac31776cd1f3d2db", e.hash());
  }

  @Test void the_first_fact_names_the_genesis_and_the_next_names_the_first() {
    Envelope first = envelope("/intake-service", "intake.RequestReceived", STREAM, Chain.genesis(STREAM), "{}");
    Envelope second = envelope("/dispatch-service", "dispatch.TicketDispatched", STREAM, first.hash(), "{}");
    assertEquals(Verdict.FACT, Chain.judge(null, view(first)));
    assertEquals(Verdict.FACT, Chain.judge(first.hash(), view(second)));
    assertEquals(Verdict.VOID_NOT_THE_HEAD, Chain.judge(first.hash(), view(first)), "a repeat");
    assertEquals(Verdict.VOID_NOT_THE_HEAD, Chain.judge(second.hash(), view(second)), "a repeat");
    assertEquals(Verdict.VOID_NOT_THE_HEAD, Chain.judge(null, view(second)), "without its predecessor");
  }

  @Test void a_service_writes_its_own_types_only_known_or_not() {
    assertEquals(Verdict.VOID_FOREIGN_SOURCE, Chain.judge(null, view(envelope("/dispatch-service", "intake.RequestReceived", STREAM, Chain.genesis(STREAM), "{}"))));
    assertEquals(Verdict.VOID_FOREIGN_SOURCE, Chain.judge(null, view(envelope("", "intake.RequestReceived", STREAM, Chain.genesis(STREAM), "{}"))));
    assertEquals(Verdict.VOID_FOREIGN_SOURCE, Chain.judge(null, view(envelope("/intake-service", "", STREAM, Chain.genesis(STREAM), "{}"))));
    assertEquals(Verdict.FACT, Chain.judge(null, view(envelope("/intake-service", "intake.OfTheFuture", STREAM, Chain.genesis(STREAM), "{}"))));
    assertTrue(Chain.mayWrite("/supervision-service", "supervision.TicketClosed"));
    assertFalse(Chain.mayWrite("/supervision-servicex", "supervision.TicketClosed"));
    assertFalse(Chain.mayWrite("supervision-service", "supervision.TicketClosed"));
    assertFalse(Chain.mayWrite("/-service", ".TicketClosed"));
  }

  @Test void a_record_under_another_key_is_misaddressed() {
    RecordView moved = RecordView.of(new ConsumerRecord<>("t", 0, 0L, "other".getBytes(StandardCharsets.UTF_8), new byte[0]));
    assertEquals(Verdict.VOID_MISADDRESSED, Chain.judge(null, moved));
    RecordView keyless = RecordView.of(new ConsumerRecord<byte[], byte[]>("t", 0, 0L, null, null));
    assertEquals(Verdict.VOID_MISADDRESSED, Chain.judge(null, keyless));
  }

  /** Whatever bit of a hashed field is flipped, the hash is another one, so the next fact no longer names this one. */
  @Property(tries = 300) void every_bit_counts(@ForAll @IntRange(min = 0, max = 10) int field, @ForAll @IntRange(min = 0, max = 10_000) int at) {
    Envelope e = envelope("/intake-service", "intake.RequestUrged", STREAM, Chain.genesis(STREAM), "{\"text\":\"催办\"}");
    byte[][] fields = view(e).hashed();
    assertEquals(e.hash(), Chain.hash(record(fields)));
    if (fields[field].length == 0) {
      return;
    }
    fields[field][at % fields[field].length] ^= (byte) (1 << at % 8);
    assertNotEquals(e.hash(), Chain.hash(record(fields)));
  }

  private static final List<String> HEADERS = List.of("ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_schemaversion", "ce_sequence", "ce_actor", "ce_cause", "ce_previous");

  /** As it would come from Kafka. */
  private static RecordView record(byte[][] fields) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0L, fields[HEADERS.indexOf("ce_subject")], fields[HEADERS.size()]);
    for (int i = 0; i < HEADERS.size(); i++) {
      record.headers().add(HEADERS.get(i), fields[i]);
    }
    return RecordView.of(record);
  }

  /** Of headers that come again the last one counts; what is absent or null is empty, and what is not of the hash does not change it. */
  @Test void a_record_is_read_as_kafkas_own_clients_read_it() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 3, 17L, STREAM.getBytes(StandardCharsets.UTF_8), null);
    record.headers().add("ce_type", "intake.First".getBytes(StandardCharsets.UTF_8)).add("ce_subject", STREAM.getBytes(StandardCharsets.UTF_8)).add("ce_actor", null);
    String first = Chain.hash(RecordView.of(record));
    record.headers().add("ce_type", "intake.Second".getBytes(StandardCharsets.UTF_8));
    RecordView view = RecordView.of(record);
    assertEquals("intake.Second", view.type());
    assertNotEquals(first, Chain.hash(view));
    record.headers().add("traceparent", new byte[] {1});
    assertEquals(Chain.hash(view), Chain.hash(RecordView.of(record)));
    assertEquals("", view.actor());
    assertEquals("", view.id());
    assertEquals(1, view.schemaVersion());
    assertEquals(0, view.sequence());
    assertEquals(0, view.value().length);
    assertTrue(view.isAddressed());
    assertFalse(view.follows(Chain.genesis(STREAM)));
    record.headers().add("ce_schemaversion", "12".getBytes(StandardCharsets.UTF_8)).add("ce_previous", Chain.genesis(STREAM).getBytes(StandardCharsets.UTF_8));
    assertEquals(12, RecordView.of(record).schemaVersion());
    assertTrue(RecordView.of(record).follows(Chain.genesis(STREAM)));
    record.headers().add("ce_schemaversion", "x".getBytes(StandardCharsets.UTF_8));
    assertThrows(NumberFormatException.class, () -> RecordView.of(record).schemaVersion());
  }

  /** A byte moved from the end of one field to the start of the next is another record: lengths are part of the hash. */
  @Test void fields_cannot_run_into_each_other() {
    Envelope a = new Envelope("ab", "c", "", "", Instant.EPOCH, 1, 1, "", "", "", new byte[0]);
    Envelope b = new Envelope("a", "bc", "", "", Instant.EPOCH, 1, 1, "", "", "", new byte[0]);
    assertNotEquals(a.hash(), b.hash());
  }
}
