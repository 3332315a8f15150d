package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws of commanding, over a real Kafka: any interleaving of writers is one chain; an answer is never a false yes. */
@Tag("backing")
class LawsOfCommandingTest {
  private Workshop shop;
  private Follower<Tale> follower;

  @BeforeEach void open() {
    shop = new Workshop(2);
    follower = shop.follower();
  }

  @AfterEach void close() { shop.close(); }

  private Commands<Tale> commands(Follower<Tale> through, Duration patience) { return new Commands<>(through, shop.log, Clock.systemUTC(), patience); }

  private Commands<Tale> commands() { return commands(follower, Duration.ofSeconds(20)); }

  private static Command<Tale> urge(String stream, String key, String ifMatch, String text) {
    return new Command<>(stream, "test", key, ifMatch, (tale, now) -> tale == null ? Decision.refuse(Reason.NOT_FOUND, stream) : Decision.accept(new IntakeEvent.RequestUrged(text)));
  }

  private static Command<Tale> upTo(String stream, int most) {
    return new Command<>(stream, "test", null, null, (tale, now) -> tale.urged() >= most ? Decision.refuse(Reason.ALREADY_TOLD) : Decision.accept(new IntakeEvent.RequestUrged("one of " + most)));
  }

  private void received(String stream) {
    shop.append(stream, Workshop.received(stream), 1, Chain.genesis(stream));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> follower.load(stream) != null);
  }

  /** Writers in three services share no database: here, each has a follower and tables of its own view, and they race on the same streams. */
  @RepeatedTest(3) void writers_race_and_there_is_one_chain(RepetitionInfo round) throws InterruptedException {
    shop.follow(follower);
    int streams = 4;
    int writers = 6;
    int each = 25;
    for (int s = 0; s < streams; s++) {
      received("s" + s);
    }
    Queue<String> done = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    List<Thread> racing = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      Random random = new Random(round.getCurrentRepetition() * 100L + w);
      Commands<Tale> commands = commands();
      racing.add(Thread.ofPlatform().start(() -> {
        for (int i = 0; i < each; i++) {
          switch (commands.handle(urge("s" + random.nextInt(streams), null, null, "x"))) {
            case Outcome.Done<Tale> yes -> done.add(yes.eventId());
            case Outcome.Refused<Tale> no -> {
              assertEquals(Reason.STALE, no.refusal().reason());
              refused.incrementAndGet();
            }
            case Outcome<Tale> other -> throw new IllegalStateException("with a broker at hand every verdict is known: " + other);
          }
        }
      }));
    }
    for (Thread thread : racing) {
      thread.join();
    }
    Map<String, List<String>> chains = new HashMap<>();
    Map<String, String> heads = new HashMap<>();
    shop.records().values().forEach(records -> records.forEach(record -> {
      RecordView view = RecordView.of(record);
      if (Chain.judge(heads.get(view.key()), view).isFact()) {
        heads.put(view.key(), Chain.hash(view));
        chains.computeIfAbsent(view.key(), k -> new ArrayList<>()).add(view.id());
      }
    }));
    Set<String> facts = new HashSet<>();
    chains.values().forEach(chain -> facts.addAll(chain.subList(1, chain.size())));
    assertEquals(new HashSet<>(done), facts, "every yes is a fact, and every fact was somebody's yes");
    assertEquals(done.size(), facts.size());
    assertEquals(writers * each, done.size() + refused.get());
    chains.forEach((stream, chain) -> {
      Row<Tale> row = follower.loadFresh(stream);
      assertEquals(heads.get(stream), row.head());
      assertEquals(chain, row.state().ids(), "the table is the fold, in order");
      assertEquals(chain.size(), row.sequence());
    });
  }

  @Test void only_as_many_as_the_rule_allows_however_many_try() throws InterruptedException {
    shop.follow(follower);
    received("one");
    List<Thread> racing = new ArrayList<>();
    AtomicInteger yes = new AtomicInteger();
    for (int w = 0; w < 8; w++) {
      racing.add(Thread.ofPlatform().start(() -> {
        for (int i = 0; i < 5; i++) {
          if (commands().handle(upTo("one", 10)) instanceof Outcome.Done) {
            yes.incrementAndGet();
          }
        }
      }));
    }
    for (Thread thread : racing) {
      thread.join();
    }
    assertEquals(10, yes.get());
    assertEquals(10, follower.loadFresh("one").state().urged());
  }

  @Test void a_command_repeated_with_its_key_is_one_fact_and_a_yes_each_time() {
    shop.follow(follower);
    received("one");
    Outcome<Tale> first = commands().handle(urge("one", "key-1", null, "x"));
    Outcome<Tale> second = commands().handle(urge("one", "key-1", null, "x"));
    assertEquals(assertInstanceOf(Outcome.Done.class, first).eventId(), assertInstanceOf(Outcome.Done.class, second).eventId());
    assertEquals(1, follower.loadFresh("one").state().urged());
    assertInstanceOf(Outcome.Done.class, commands().handle(urge("one", "key-2", null, "x")));
    assertEquals(2, follower.loadFresh("one").state().urged());
  }

  @Test void a_stale_if_match_is_refused_and_writes_nothing() {
    shop.follow(follower);
    received("one");
    String seen = follower.load("one").head();
    assertInstanceOf(Outcome.Done.class, commands().handle(urge("one", null, seen, "x")));
    int before = shop.records().values().stream().mapToInt(List::size).sum();
    Outcome.Refused<?> stale = assertInstanceOf(Outcome.Refused.class, commands().handle(urge("one", null, seen, "x")));
    assertEquals(Reason.STALE, stale.refusal().reason());
    assertEquals(before, shop.records().values().stream().mapToInt(List::size).sum());
  }

  @Test void a_time_out_is_never_a_success() {
    Workshop.Loop loop = shop.follow(follower);
    received("one");
    loop.close();
    Outcome<Tale> outcome = commands(follower, Duration.ofMillis(400)).handle(urge("one", null, null, "x"));
    assertInstanceOf(Outcome.Unknown.class, outcome, "the follower stands still, so the verdict is not known");
  }

  @Test void an_instance_that_does_not_follow_the_partition_still_learns_the_verdict() {
    shop.follow(follower);
    received("one");
    Follower<Tale> elsewhere = shop.follower();
    Outcome.Done<?> done = assertInstanceOf(Outcome.Done.class, commands(elsewhere, Duration.ofSeconds(20)).handle(urge("one", null, null, "x")));
    assertEquals(follower.loadFresh("one").head(), done.row().head());
    assertEquals(1, follower.loadFresh("one").state().urged());
  }

  @Test void a_reaction_sent_twice_is_one_fact() {
    shop.follow(follower);
    received("one");
    Policy<Tale> whenReceivedThenUrge = new Policy<>() {
      @Override public Instant dueAt(Tale tale) { return tale.urged() == 0 ? Instant.EPOCH : null; }

      @Override public Decision decide(Tale tale, Instant now) { return Decision.accept(new IntakeEvent.RequestUrged("by policy")); }

      @Override public String name() { return "WhenReceivedThenUrge"; }
    };
    Row<Tale> seen = follower.load("one");
    for (int node = 0; node < 3; node++) {
      new Reactor<>(follower, shop.log, Clock.systemUTC(), List.of(whenReceivedThenUrge)).react(List.of(seen));
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> follower.facts() + follower.voids() == 4);
    assertEquals(1, follower.loadFresh("one").state().urged());
    assertEquals(2, follower.voids());
  }

  @Test void a_quarantined_stream_answers_with_the_reason_and_its_neighbours_go_on() {
    shop.follow(follower);
    received("sick");
    received("well");
    shop.append("sick", new IntakeEvent.RequestUrged("poison"), 2, follower.load("sick").head());
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> follower.load("sick").quarantine() != null);
    Outcome.Refused<?> refused = assertInstanceOf(Outcome.Refused.class, commands().handle(urge("sick", null, null, "x")));
    assertEquals(Reason.QUARANTINED, refused.refusal().reason());
    assertTrue(refused.refusal().english().contains("offset"), refused.refusal().english());
    assertInstanceOf(Outcome.Done.class, commands().handle(urge("well", null, null, "x")));
  }
}
