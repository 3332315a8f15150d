package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Joins what waits, mixes nothing up, loses nothing. */
class LanesTest {
  private final List<List<Long>> applied = Collections.synchronizedList(new ArrayList<>());

  private static List<Long> records(long from, long to) { return LongStream.range(from, to).boxed().toList(); }

  private static void quietly(CountDownLatch gate) {
    try {
      assertTrue(gate.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Given a transaction under way, when three batches come, then what follows without a gap is one transaction, and a gap begins another. */
  @Test
  void whatWaitsIsJoinedUpToAGap() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (Lanes<Long> lanes = new Lanes<>("t", 2, 1_000, Lanes.Rest.NONE, () -> false, Long::longValue, (partition, records) -> {
      applied.add(List.copyOf(records));
      begun.countDown();
      quietly(gate);
    })) {
      lanes.submit(0, records(0, 3));
      quietly(begun);
      lanes.submit(0, records(3, 5));
      lanes.submit(0, records(5, 9));
      lanes.submit(0, records(11, 12));
      lanes.submit(0, records(12, 13));
      assertEquals(8, lanes.waiting());
      gate.countDown();
      Awaitility.await().until(() -> applied.size() == 3 && lanes.waiting() == 0);
    }
    assertEquals(List.of(records(0, 3), records(3, 9), records(11, 13)), applied);
  }

  /** Given room for ten that two resting lanes share, when more is read, then they go on at once: whoever reads would wait for their rest otherwise. */
  @Test
  void noLaneRestsWhileWhoeverReadsWaitsForRoom() throws Exception {
    try (Lanes<Long> lanes = new Lanes<>("t", 2, 10, new Lanes.Rest(Lanes.Pause.of(Duration.ofHours(1)), Lanes.Pause.of(Duration.ofHours(1)), 100), () -> false, Long::longValue, (partition, records) -> applied.add(List.copyOf(records)))) {
      lanes.submit(0, records(0, 1));
      lanes.submit(1, records(0, 1));
      Awaitility.await().until(() -> applied.size() == 2 && lanes.waiting() == 0);
      lanes.submit(0, records(1, 6));
      lanes.submit(1, records(1, 6));
      assertEquals(10, lanes.waiting());
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> lanes.submit(0, records(6, 7)));
      Awaitility.await().until(() -> applied.size() >= 4);
    }
  }

  /** Given nobody who waits, a second batch rests; when somebody waits, the next one to come takes both along at once. */
  @Test
  void aLaneRestsOnlyWhileNobodyWaits() throws Exception {
    AtomicBoolean awaited = new AtomicBoolean();
    try (Lanes<Long> lanes = new Lanes<>("t", 1, 1_000, new Lanes.Rest(Lanes.Pause.of(Duration.ZERO), Lanes.Pause.of(Duration.ofHours(1)), 100), awaited::get, Long::longValue, (partition, records) -> applied.add(List.copyOf(records)))) {
      lanes.submit(0, records(0, 1));
      Awaitility.await().until(() -> applied.size() == 1);
      lanes.submit(0, records(1, 3));
      assertEquals(2, lanes.waiting());
      assertEquals(1, applied.size());
      awaited.set(true);
      lanes.submit(0, records(3, 4));
      Awaitility.await().until(() -> applied.size() == 2);
      awaited.set(false);
      lanes.submit(0, records(4, 104));
      Awaitility.await().until(() -> applied.size() == 3);
    }
    assertEquals(List.of(records(0, 1), records(1, 4), records(4, 104)), applied);
  }

  /** The pause of a lane with little to do stays as it is; above that it grows with the rate, up to its bound. */
  @Test
  void thePauseGrowsWithTheLoad() {
    Lanes.Pause pause = new Lanes.Pause(Duration.ofMillis(2), Duration.ofMillis(50), 20);
    assertEquals(2_000_000, pause.nanos(0));
    assertEquals(2_000_000, pause.nanos(20));
    assertEquals(10_000_000, pause.nanos(100));
    assertEquals(50_000_000, pause.nanos(500));
    assertEquals(50_000_000, pause.nanos(1e9));
  }

  /** Given the first record after a silence, then it goes at once, however busy the lane was before. */
  @Test
  void theFirstAfterASilenceGoesAtOnce() throws Exception {
    try (Lanes<Long> lanes = new Lanes<>("t", 1, 100_000, new Lanes.Rest(Lanes.Pause.of(Duration.ZERO), new Lanes.Pause(Duration.ofNanos(1), Duration.ofMillis(20), 1), 100_000), () -> false, Long::longValue, (partition, records) -> applied.add(List.copyOf(records)))) {
      long at = 0;
      for (int i = 0; i < 50; i++) {
        lanes.submit(0, records(at, at += 1_000));
      }
      long sent = at;
      Awaitility.await().until(() -> applied.stream().mapToInt(List::size).sum() == sent);
      int before = applied.size();
      lanes.submit(0, records(at, at + 1));
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> applied.size() == before + 1);
    }
    assertTrue(applied.size() < 50, "busy lanes join: " + applied.size());
  }

  /** Given no room, when the lanes are closed, then who waits for room goes on. */
  @Test
  void closingHoldsUpNobody() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Lanes<Long> lanes = new Lanes<>("t", 1, 2, Lanes.Rest.NONE, () -> false, Long::longValue, (partition, records) -> quietly(gate));
    lanes.submit(0, records(0, 2));
    Thread reader = Thread.ofVirtual().start(() -> {
      try {
        lanes.submit(0, records(2, 4));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
    lanes.close();
    Awaitility.await().until(() -> !reader.isAlive());
    gate.countDown();
  }

  /** Whatever comes however split, each partition is applied in order, once, by one thread at a time, and never more is held than the bound. */
  @Test
  void everyPartitionIsAppliedInOrderOnceAndWithinTheBound() throws Exception {
    for (int seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      Map<Integer, List<Long>> seen = new ConcurrentHashMap<>();
      Map<Integer, AtomicInteger> inside = new ConcurrentHashMap<>();
      AtomicInteger crowded = new AtomicInteger();
      long[] next = new long[6];
      Map<Integer, List<Long>> sent = new ConcurrentHashMap<>();
      try (Lanes<Long> lanes = new Lanes<>("t", 3, 200, new Lanes.Rest(Lanes.Pause.of(Duration.ZERO), new Lanes.Pause(Duration.ofMillis(1), Duration.ofMillis(5), 500), 50), () -> random.nextInt(3) == 0, Long::longValue, (partition, records) -> {
        if (inside.computeIfAbsent(partition, p -> new AtomicInteger()).incrementAndGet() > 1) {
          crowded.incrementAndGet();
        }
        seen.computeIfAbsent(partition, p -> Collections.synchronizedList(new ArrayList<>())).addAll(records);
        inside.get(partition).decrementAndGet();
        if (records.size() % 7 == 0) {
          throw new IllegalStateException("a transaction that fails for good");
        }
      })) {
        for (int i = 0; i < 3_000; i++) {
          int partition = random.nextInt(next.length);
          int size = 1 + random.nextInt(30);
          next[partition] += random.nextInt(10) == 0 ? 3 : 0;
          List<Long> batch = records(next[partition], next[partition] + size);
          sent.computeIfAbsent(partition, p -> new ArrayList<>()).addAll(batch);
          lanes.submit(partition, batch);
          next[partition] += size;
          assertTrue(lanes.waiting() <= 200, "too much in memory");
        }
        Awaitility.await().until(() -> lanes.waiting() == 0 && inside.values().stream().allMatch(i -> i.get() == 0));
      }
      assertEquals(0, crowded.get(), "two threads in one partition");
      assertEquals(sent, seen);
    }
  }
}
