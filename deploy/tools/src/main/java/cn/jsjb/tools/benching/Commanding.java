package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.TicketProjection;
import cn.jsjb.dispatch.Wiring;
import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.orders.Feed;
import cn.jsjb.dispatch.orders.FeedWatermark;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ContactMethod;
import cn.jsjb.event.DispatchEvent.ContactOutcome;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.tools.benching.Figure.Goal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * {@code commands}: signing for tickets and recording contacts, through the law as dispatch-service is put together (policies, feeds of the
 * units and all), in this process and without HTTP. The reference is a bare round trip at the same rate: produce, await the acknowledgement,
 * consume the record back.
 */
final class Commanding {
  private static final String TOPIC = "bench-commands";
  private static final int TICKETS = 20_000;
  private static final int RATE = 200;
  private static final double BOUND_MILLIS = 100;

  private Commanding() {}

  static List<Figure> measure(Bench bench, Workbench workbench) throws Exception {
    workbench.backing();
    try (Tickets tickets = new Tickets(bench, workbench); RoundTrip trip = new RoundTrip(workbench.backing().kafkaBootstrap())) {
      Duration length = Duration.ofSeconds(bench.seconds(10));
      List<OpenLoop.Run> ours = new ArrayList<>();
      List<OpenLoop.Run> theirs = new ArrayList<>();
      Rounds p99 = Rounds.alternate("commands at %d/s, p99 ms".formatted(RATE), bench, () -> kept(ours, OpenLoop.run(RATE, length, tickets)), () -> kept(theirs, OpenLoop.run(RATE, length, trip)));
      Rounds p50 = new Rounds(p99.medians(ours), p99.medians(theirs), p99.counted());

      Duration step = Duration.ofSeconds(bench.seconds(4));
      double[] high = {OpenLoop.climb(1_000, 1.3, BOUND_MILLIS, step, tickets), OpenLoop.climb(4_000, 1.3, BOUND_MILLIS, step, trip)};
      Rounds rate = Rounds.alternate("commands/s with p99 < 100 ms", bench, () -> high[0] = OpenLoop.climb(Math.max(500, (int) (high[0] * 0.75)), 1.1, BOUND_MILLIS, step, tickets),
          () -> high[1] = OpenLoop.climb(Math.max(500, (int) (high[1] * 0.75)), 1.1, BOUND_MILLIS, step, trip));
      String note = "%,d tickets of dispatch-service; reference: produce, acknowledgement, consume; heap of both %d MB".formatted(TICKETS, Runtime.getRuntime().maxMemory() >> 20);
      return List.of(new Figure("commands-p50", "ms at 200/s", p50.ours(), p50.reference(), null, note),
          new Figure("commands-p99", "ms at 200/s", p99.ours(), p99.reference(), Goal.below(20, p99.ours()), null),
          new Figure("commands", "commands/s, p99 < 100 ms", rate.ours(), rate.reference(), Goal.atLeast(6_000, rate.ours()), null));
    }
  }

  private static double kept(List<OpenLoop.Run> runs, OpenLoop.Run run) {
    if (run.failures() > 0) {
      throw new IllegalStateException("%d of %d came to nothing".formatted(run.failures(), run.failures() + run.micros().getTotalCount()));
    }
    runs.add(run);
    return run.percentile(99);
  }

  /** Dispatched tickets, and a service that handles commands for them. */
  private static final class Tickets implements OpenLoop.Work, AutoCloseable {
    private final String[] ids = new String[TICKETS];
    private final Map<String, String> units = new HashMap<>();
    private final EventLog log;
    private final Feed feed;
    private final Workbench.Database database;
    private final LogService<Ticket> service;
    private final Following.Loop<Ticket> loop;
    private final Thread following;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;
    private volatile Exception broken;
    private long next;

    Tickets(Bench bench, Workbench workbench) throws Exception {
      String bootstrap = workbench.backing().kafkaBootstrap();
      Catalogue rules = Catalogue.get();
      workbench.topic(TOPIC);
      Workbench.topics(bootstrap, rules.units().all().stream().map(Unit::code).map(TopicGuard::feedOf).toList());
      City city = new City(rules, 777, TICKETS, Instant.EPOCH);
      log = new EventLog(Map.of("bootstrap.servers", bootstrap));
      feed = new Feed(Map.of("bootstrap.servers", bootstrap));
      Instant now = Instant.now();
      List<CompletableFuture<?>> written = new ArrayList<>();
      for (int i = 0; i < TICKETS; i++) {
        List<Envelope> story = city.dispatched(now);
        ids[i] = story.getFirst().subject();
        for (Envelope envelope : story) {
          written.add(log.append(TOPIC, envelope).toCompletableFuture());
        }
      }
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
      database = workbench.database("bench_commands", TicketProjection.class);
      List<Policy<Ticket>> policies = Wiring.policies(rules);
      Follower<Ticket> follower = new Follower<>(TOPIC, new TicketProjection(policies), database.pool()).telling(feed, new FeedWatermark(bootstrap));
      service = LogService.of(follower, log, Clock.systemUTC(), policies);
      loop = new Following.Loop<>(workbench, follower);
      try (KafkaConsumer<byte[], byte[]> consumer = workbench.consumer(Map.of())) {
        loop.until(consumer.endOffsets(Workbench.partitions(TOPIC)));
      }
      for (String id : ids) {
        units.put(id, follower.load(id).state().life().unit());
      }
      following = Thread.ofPlatform().daemon().name("following").start(this::follow);
      bench.say("%,d tickets are dispatched", TICKETS);
    }

    private void follow() {
      try {
        while (!stopping) {
          loop.turn(Duration.ofMillis(200));
        }
      } catch (Exception e) {
        broken = e;
      }
    }

    @Override public CompletionStage<Boolean> start(long number) {
      if (broken != null) {
        throw new IllegalStateException(broken);
      }
      String id = ids[(int) (next++ % TICKETS)];
      String unit = units.get(id);
      return CompletableFuture.supplyAsync(() -> service.commands().handle(new Command<>(id, "unit:" + unit + "/user:bench", null, null, (ticket, now) -> decide(ticket, unit))) instanceof Outcome.Done, threads);
    }

    private static Decision decide(Ticket ticket, String unit) {
      return ticket instanceof Ticket.Handling t && t.assignment().signedAt() == null ? Signing.decide(ticket, new Signing.Sign(unit, "李强"))
          : Contacting.decide(ticket, new Contacting.Contact(unit, ContactMethod.PHONE, ContactOutcome.REACHED, false, "诉求人补充了现场照片"));
    }

    @Override public void close() throws Exception {
      stopping = true;
      following.join();
      threads.shutdown();
      loop.close();
      database.close();
      feed.close();
      log.close();
    }
  }

  /** The least that anything through the log can cost: a record of the same size there and back. */
  static final class RoundTrip implements OpenLoop.Work, AutoCloseable {
    private static final byte[] BODY = "处".repeat(330).getBytes(StandardCharsets.UTF_8);
    private final String topic = "bench-round-trip";
    private final EventLog log;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reading;
    private final Map<Long, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private long next;

    RoundTrip(String bootstrap) {
      Workbench.topics(bootstrap, List.of(Workbench.like(topic)));
      log = new EventLog(Map.of("bootstrap.servers", bootstrap));
      consumer = Workbench.consumer(bootstrap, Map.of("max.poll.records", 5_000));
      List<TopicPartition> all = Workbench.partitions(topic);
      consumer.assign(all);
      consumer.seekToEnd(all);
      all.forEach(consumer::position);
      reading = Thread.ofPlatform().daemon().name("round-trip").start(this::read);
    }

    private void read() {
      try {
        while (true) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            CompletableFuture<Boolean> back = awaited.remove(Long.parseLong(new String(record.key(), StandardCharsets.US_ASCII)));
            if (back != null) {
              back.complete(true);
            }
          }
        }
      } catch (WakeupException end) {
        consumer.close();
      }
    }

    @Override public CompletionStage<Boolean> start(long number) {
      long id = next++;
      CompletableFuture<Boolean> back = new CompletableFuture<>();
      awaited.put(id, back);
      return log.send(new ProducerRecord<>(topic, Long.toString(id).getBytes(StandardCharsets.US_ASCII), BODY)).thenCombine(back, (written, seen) -> seen);
    }

    @Override public void close() throws Exception {
      consumer.wakeup();
      reading.join();
      log.close();
    }
  }
}
