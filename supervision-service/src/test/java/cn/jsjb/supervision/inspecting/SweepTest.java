package cn.jsjb.supervision.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.supervision.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams that live side by side in a real log, gathered in one pass: the same records in the same order, whatever may wait in memory. */
@Tag("backing")
class SweepTest {
  private static final String TOPIC = "sweep-test-" + UUID.randomUUID();
  private static final int STREAMS = 1_500;
  private static LogReader log;
  /** Of partition 0, in the order in which they begin. */
  private static final Map<String, List<Long>> OFFSETS = new LinkedHashMap<>();

  @BeforeAll static void streams_of_which_every_tenth_stays_open_to_the_end() throws Exception {
    String bootstrap = RealBacking.shared().kafkaBootstrap();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicGuard.create(admin, List.of(new TopicGuard.Declared(TOPIC, 1, Map.of("message.timestamp.type", "LogAppendTime"))), (short) 1);
    }
    log = LogReader.of(Map.of("bootstrap.servers", bootstrap));
    Random random = new Random(7);
    List<String> open = new ArrayList<>();
    List<java.util.concurrent.CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
    List<String> order = new ArrayList<>();
    try (TheLog writer = TheLog.shared()) {
      for (int i = 0; i < STREAMS; i++) {
        String id = UUID.randomUUID().toString();
        open.add(id);
        write(writer, id, sent, order);
        for (int n = 0; n < 5; n++) {
          // The newest fifty go on; of the older ones now and then one that was thought to be finished.
          int which = random.nextInt(20) == 0 ? random.nextInt(open.size()) : Math.max(0, open.size() - 1 - random.nextInt(50));
          write(writer, open.get(which), sent, order);
        }
      }
      for (int i = 0; i < STREAMS; i += 10) {
        write(writer, open.get(i), sent, order);
      }
      for (int i = 0; i < sent.size(); i++) {
        OFFSETS.computeIfAbsent(order.get(i), id -> new ArrayList<>()).add(sent.get(i).get(30, TimeUnit.SECONDS).offset());
      }
    }
  }

  private static void write(TheLog writer, String id, List<java.util.concurrent.CompletableFuture<RecordMetadata>> sent, List<String> order) {
    Envelope envelope = EventLog.envelope(id, UUID.randomUUID().toString(), Story.received(), Instant.now(), 1, "test", "", Chain.genesis(id));
    sent.add(writer.log().append(TOPIC, envelope).toCompletableFuture());
    order.add(id);
  }

  @AfterAll static void close() { log.close(); }

  private static Where where(String id, List<Long> offsets) { return new Where(id, 0, offsets.stream().mapToLong(Long::longValue).toArray(), false, null); }

  /** What the sweep gives for these, and what it held at most. */
  private static long sweep(List<Where> wanted, long budget, Map<String, List<Long>> found) throws Exception {
    try (Sweep sweep = new Sweep(log, TOPIC, budget)) {
      sweep.partition(0, wanted.iterator(), (stream, records) -> found.put(stream.id(), records.stream().peek(r -> assertEquals(stream.id(), r.key())).map(RecordView::offset).toList()));
      return sweep.mostHeld();
    }
  }

  @Test void every_stream_comes_whole_and_in_the_order_in_which_they_begin_however_little_may_wait() throws Exception {
    List<Where> all = OFFSETS.entrySet().stream().map(e -> where(e.getKey(), e.getValue())).toList();
    for (long budget : new long[] {Long.MAX_VALUE, 500_000, 40_000}) {
      Map<String, List<Long>> found = new LinkedHashMap<>();
      long held = sweep(all, budget, found);
      assertEquals(new ArrayList<>(OFFSETS.keySet()), new ArrayList<>(found.keySet()), "budget " + budget);
      assertEquals(OFFSETS, found);
      assertTrue(held <= budget + 4_000L || budget == Long.MAX_VALUE, "held %d of %d".formatted(held, budget));
      assertTrue(budget != Long.MAX_VALUE || held > 5_000_000, "what stays open would wait: " + held);
    }
  }

  @Test void a_few_among_many_are_reached_by_jumping() throws Exception {
    Map<String, List<Long>> few = new LinkedHashMap<>();
    new TreeMap<>(Map.of(3, 0, 700, 0, 1_400, 0)).keySet().forEach(n -> {
      String id = new ArrayList<>(OFFSETS.keySet()).get(n);
      few.put(id, OFFSETS.get(id));
    });
    Map<String, List<Long>> found = new LinkedHashMap<>();
    sweep(few.entrySet().stream().map(e -> where(e.getKey(), e.getValue())).toList(), 1_000_000, found);
    assertEquals(few, found);
  }

  @Test void a_record_that_is_not_in_the_log_is_left_out_and_nothing_waits_for_it() throws Exception {
    List<Map.Entry<String, List<Long>>> last = new ArrayList<>(OFFSETS.entrySet()).subList(STREAMS - 3, STREAMS);
    List<Where> wanted = new ArrayList<>();
    for (var entry : last) {
      List<Long> more = new ArrayList<>(entry.getValue());
      more.add(1_000_000L + wanted.size());
      wanted.add(where(entry.getKey(), more));
    }
    Map<String, List<Long>> found = new LinkedHashMap<>();
    sweep(wanted, 1_000_000, found);
    assertEquals(last.stream().map(Map.Entry::getValue).toList(), new ArrayList<>(found.values()));
  }

  @Test void a_stream_that_was_set_apart_is_looked_for_and_keeps_its_turn() throws Exception {
    List<String> ids = new ArrayList<>(OFFSETS.keySet()).subList(10, 13);
    List<Where> wanted = List.of(where(ids.get(0), OFFSETS.get(ids.get(0))), new Where(ids.get(1), 0, new long[] {OFFSETS.get(ids.get(1)).getFirst()}, false, "offset 1: unreadable"),
        where(ids.get(2), OFFSETS.get(ids.get(2))));
    Map<String, List<Long>> found = new LinkedHashMap<>();
    sweep(wanted, 1_000_000, found);
    assertEquals(ids, new ArrayList<>(found.keySet()));
    ids.forEach(id -> assertEquals(OFFSETS.get(id), found.get(id)));
  }

  @Test void nothing_wanted_is_nothing_read() throws Exception {
    Map<String, List<Long>> found = new LinkedHashMap<>();
    assertEquals(0, sweep(List.of(), 1_000_000, found));
    assertEquals(Map.of(), found);
  }
}
