package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.IntakeEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws of following: wherever a batch is split, whoever is killed when, whatever stands in the log, the tables are the fold of the facts. */
@Tag("backing")
class LawsOfFollowingTest {
  private static Workshop shop;
  private static Map<Integer, List<ConsumerRecord<byte[], byte[]>>> history;
  private static List<String> truth;

  /** A history with races lost, repeats, forged sources, foreign keys, poison and unknown types in between. */
  @BeforeAll static void a_difficult_history() {
    shop = new Workshop(2);
    Random random = new Random(20260506);
    Map<String, Envelope> heads = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String stream = "stream-" + random.nextInt(25);
      Envelope head = heads.get(stream);
      if (head == null) {
        heads.put(stream, shop.append(stream, Workshop.received(stream + " 𠮷\t\\N \n"), 1, Chain.genesis(stream)));
        continue;
      }
      switch (random.nextInt(12)) {
        case 0 -> shop.append(stream, new IntakeEvent.RequestUrged("too late"), head.sequence() + 1, head.previous());
        case 1 -> shop.log.append(shop.topic, head).toCompletableFuture().join();
        case 2 -> shop.log.append(shop.topic, new Envelope("forged-" + i, "/dispatch-service", "intake.RequestUrged", stream, head.time(), 1, head.sequence() + 1, "x", "", head.hash(),
            "{}".getBytes())).toCompletableFuture().join();
        case 3 -> {
          if (stream.endsWith("7")) {
            heads.put(stream, shop.append(stream, new IntakeEvent.RequestUrged("poison"), head.sequence() + 1, head.hash()));
          }
        }
        case 4 -> {
          if (stream.endsWith("8")) {
            Envelope future = new Envelope("future-" + i, "/intake-service", "intake.OfTheFuture", stream, head.time(), 9, head.sequence() + 1, "x", "", head.hash(), "not even json".getBytes());
            shop.log.append(shop.topic, future).toCompletableFuture().join();
            heads.put(stream, future);
          }
        }
        default -> heads.put(stream, shop.append(stream, new IntakeEvent.RequestUrged("催 " + i), head.sequence() + 1, head.hash()));
      }
    }
    // What PostgreSQL cannot hold: NUL in a key, in an id, in a text; a time in the year 1000000.
    shop.log.append(shop.topic, new Envelope("e", "/intake-service", "intake.RequestUrged", "nul\0key", java.time.Instant.EPOCH, 1, 1, "x", "", Chain.genesis("nul\0key"), "{}".getBytes()))
        .toCompletableFuture().join();
    Envelope odd = EventLog.envelope("odd", "id\0", Workshop.received("nul\0title"), java.time.Instant.EPOCH, 1, "x", "command:\0", Chain.genesis("odd"));
    shop.log.append(shop.topic, odd).toCompletableFuture().join();
    shop.append("odd", new IntakeEvent.RequestUrged("far"), 2, odd.hash());
    history = shop.records();
    apply(shop.follower(), 10_000);
    truth = shop.tables();
  }

  @AfterAll static void close() { shop.close(); }

  private static void apply(Follower<Tale> follower, int batchSize) {
    follower.assigned(List.of(0, 1));
    history.forEach((partition, records) -> {
      for (int i = 0; i < records.size(); i += batchSize) {
        follower.apply(partition, records.subList(i, Math.min(records.size(), i + batchSize)));
      }
    });
  }

  @Test void the_tables_are_the_fold_of_the_facts() {
    Map<String, Integer> urged = new HashMap<>();
    Map<String, String> heads = new HashMap<>();
    Map<String, Boolean> stopped = new HashMap<>();
    history.values().forEach(records -> records.forEach(record -> {
      RecordView view = RecordView.of(record);
      if (Chain.judge(heads.get(view.key()), view).isFact()) {
        heads.put(view.key(), Chain.hash(view));
        String payload = new String(view.value());
        if (payload.contains("poison") || view.type().equals("intake.OfTheFuture")) {
          stopped.put(view.key(), true);
        }
        if (view.type().equals("intake.RequestUrged") && !stopped.containsKey(view.key())) {
          urged.merge(view.key(), 1, Integer::sum);
        }
      }
    }));
    List<String> expected = heads.keySet().stream().sorted().map(id -> id + "|" + heads.get(id) + "|" + urged.getOrDefault(id, 0) + "|").toList();
    assertEquals(expected, shop.rows("SELECT id, head, coalesce(urged, 0) FROM projection.tale ORDER BY id"));
    assertEquals(stopped.size(), shop.rows("SELECT id FROM projection.tale WHERE quarantine IS NOT NULL").size());
    assertTrue(stopped.size() > 2, "the history has to contain poison");
    assertEquals(heads.size() + "|" + urged.values().stream().mapToInt(Integer::intValue).sum() + "|",
        shop.rows("SELECT sum(tales), sum(urges) FROM projection.tally WHERE cell = 'all'").getFirst());
  }

  @Test void where_a_batch_is_split_does_not_matter() {
    for (int size : new int[] {1, 2, 7, 50}) {
      shop.emptyTables();
      apply(shop.follower(), size);
      assertEquals(truth, shop.tables(), "batches of " + size);
    }
  }

  @Test void the_log_replayed_into_a_live_follower_changes_nothing() {
    shop.emptyTables();
    Follower<Tale> follower = shop.follower();
    apply(follower, 50);
    history.forEach((partition, records) -> {
      follower.apply(partition, records.subList(0, 30));
      follower.apply(partition, records);
    });
    assertEquals(truth, shop.tables());
  }

  /** Each state on the way would be answered once more, and its answer stands in the next records. */
  @Test void nothing_is_reacted_to_before_the_history_is_read() {
    shop.emptyTables();
    List<String> reactedTo = new java.util.ArrayList<>();
    Follower<Tale> follower = shop.follower().reacting(rows -> rows.forEach(row -> reactedTo.add(row.id())));
    List<ConsumerRecord<byte[], byte[]>> records = history.get(0);
    follower.assigned(List.of(0));
    follower.catchUp(Map.of(0, records.get(20).offset()));
    follower.apply(0, records.subList(0, 10));
    assertFalse(follower.isCaughtUp(0));
    assertEquals(List.of(), reactedTo);
    follower.apply(0, records.subList(10, 20));
    assertTrue(follower.isCaughtUp(0));
    Set<String> lately = records.subList(10, 20).stream().map(r -> RecordView.of(r).key()).collect(java.util.stream.Collectors.toSet());
    assertFalse(reactedTo.isEmpty(), "with the last batch of the history reacting begins");
    assertTrue(lately.containsAll(reactedTo), "what changed before is left to the sweep");
    assertEquals(20, follower.position(0));
  }

  @Test void a_gap_in_what_kafka_gave_is_read_again_and_not_skipped() {
    shop.emptyTables();
    Follower<Tale> follower = shop.follower();
    follower.assigned(List.of(0));
    Follower.Applied applied = follower.apply(0, history.get(0).subList(5, 10));
    assertTrue(applied.seek());
    assertEquals(0, applied.next());
    assertEquals(0, follower.position(0));
  }

  /** The batches that were read ahead before anybody noticed begin even later: they are no proof that nothing lies between. */
  @Test void a_batch_read_ahead_of_the_gap_is_not_taken_for_what_comes_next() {
    shop.emptyTables();
    Follower<Tale> follower = shop.follower();
    follower.assigned(List.of(0));
    assertTrue(follower.apply(0, history.get(0).subList(5, 10)).seek());
    assertTrue(follower.apply(0, history.get(0).subList(10, 15)).seek());
    assertEquals(0, follower.position(0));
    // Read again twice from where it was asked to, and there is still nothing before: then there is nothing.
    follower.apply(0, history.get(0).subList(5, 10));
    assertEquals(10, follower.apply(0, history.get(0).subList(5, 10)).next());
  }

  /** The connection dies at the k-th thing the follower asks of PostgreSQL, for every k; another follower goes on from what was committed. */
  @Test void a_follower_killed_at_any_statement_ends_with_the_same_tables() {
    int survived = 0;
    for (int k = 1; k <= 24; k++) {
      shop.emptyTables();
      AtomicInteger left = new AtomicInteger(k);
      Follower<Tale> doomed = shop.follower(dyingAfter(left));
      boolean died = false;
      try {
        apply(doomed, 60);
      } catch (RuntimeException killed) {
        died = true;
      }
      survived += died ? 0 : 1;
      apply(shop.follower(), 35);
      assertEquals(truth, shop.tables(), "killed at statement " + k);
    }
    assertEquals(0, survived, "every k has to hit something");
  }

  /** Two followers believe they own the same partitions; the position row lets each fact in once. */
  @Test void two_followers_on_the_same_partition_do_not_double_anything() throws InterruptedException {
    shop.emptyTables();
    List<Thread> both = new ArrayList<>();
    for (int size : new int[] {13, 17}) {
      Follower<Tale> follower = shop.follower();
      follower.assigned(List.of(0, 1));
      both.add(Thread.ofPlatform().start(() -> history.forEach((partition, records) -> {
        for (int from = 0; from < records.size(); ) {
          Follower.Applied applied = follower.apply(partition, records.subList(from, Math.min(records.size(), from + size)));
          from = (int) Math.max(applied.seek() ? 0 : from + 1, applied.next());
        }
      })));
    }
    for (Thread thread : both) {
      thread.join();
    }
    assertEquals(truth, shop.tables());
  }

  @Test void rebuilt_is_live_and_what_is_not_of_this_log_stays() throws Exception {
    shop.emptyTables();
    apply(shop.follower(), 50);
    Rebuild<Tale> rebuild = new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), shop::connect);
    rebuild.run();
    assertEquals(truth, shop.tables());
    assertEquals(rebuild.progress().total(), rebuild.progress().events());
    assertEquals(List.of("not of this log|"), shop.rows("SELECT note FROM projection.bystander"));
    assertEquals(List.of("tale_due|", "tale_pkey|"), shop.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'projection' AND tablename = 'tale' ORDER BY 1"));
    rebuild = new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), shop::connect);
    rebuild.run();
    assertEquals(truth, shop.tables(), "and again");
  }

  /** Memory for four rows: nearly every stream is written out and read back. */
  @Test void a_rebuild_that_does_not_fit_into_memory_is_the_same() throws Exception {
    shop.emptyTables();
    apply(shop.follower(), 50);
    Rebuild<Tale> rebuild = new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), shop::connect, 4);
    rebuild.run();
    assertEquals(truth, shop.tables());
  }

  @Test void the_tables_keep_their_settings_when_they_are_rebuilt() throws Exception {
    shop.emptyTables();
    shop.sql("ALTER TABLE projection.tale SET (fillfactor = 70)");
    apply(shop.follower(), 50);
    new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), shop::connect).run();
    assertEquals(List.of("{fillfactor=70}|"), shop.rows("SELECT reloptions FROM pg_class WHERE oid = 'projection.tale'::regclass"));
  }

  @Test void a_follower_goes_on_after_a_switch_and_corrupted_rows_are_healed_by_it() throws Exception {
    shop.emptyTables();
    Follower<Tale> live = shop.follower();
    live.assigned(List.of(0, 1));
    history.forEach((partition, records) -> live.apply(partition, records.subList(0, records.size() / 2)));
    shop.sql("UPDATE projection.tale SET urged = 99, state = replace(state, '\"urged\":', '\"urged\":9')");
    new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), shop::connect).run();
    history.forEach((partition, records) -> live.apply(partition, records.subList(records.size() / 2, records.size())));
    assertEquals(truth, shop.tables());
  }

  @Test void a_failed_rebuild_leaves_the_live_tables_alone() {
    shop.emptyTables();
    apply(shop.follower(), 50);
    Rebuild<Tale> unlucky = new Rebuild<>(shop.topic, new Tale.InATable(), Map.of("bootstrap.servers", shop.backing.kafkaBootstrap()), () -> {
      // The database goes away when the second worker wants a connection.
      if (Thread.currentThread().getName().equals("rebuild-1")) {
        throw new java.sql.SQLException("gone");
      }
      return shop.connect();
    });
    assertThrows(IllegalStateException.class, unlucky::run);
    assertEquals(truth, shop.tables());
  }

  /** A pool whose connections are cut when {@code left} reaches zero. */
  private static Pool dyingAfter(AtomicInteger left) {
    return (Pool) Proxy.newProxyInstance(Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (proxy, method, args) -> {
      Object result = invoke(shop.pool, method, args);
      if (method.getName().equals("getConnection") && result instanceof Future<?> future) {
        return future.map(c -> dying((SqlConnection) c, left));
      }
      return result;
    });
  }

  private static SqlConnection dying(SqlConnection real, AtomicInteger left) {
    return (SqlConnection) Proxy.newProxyInstance(SqlConnection.class.getClassLoader(), new Class<?>[] {SqlConnection.class}, (proxy, method, args) -> {
      if (List.of("preparedQuery", "begin").contains(method.getName()) && left.decrementAndGet() == 0) {
        real.close();
        throw new IllegalStateException("killed");
      }
      return invoke(real, method, args);
    });
  }

  private static Object invoke(Object target, java.lang.reflect.Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
