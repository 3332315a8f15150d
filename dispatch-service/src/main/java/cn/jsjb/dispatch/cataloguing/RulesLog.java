package cn.jsjb.dispatch.cataloguing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.cataloguing.Cataloguing.Ruling;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.log.RecordView;
import cn.jsjb.runtime.KafkaCluster;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The dispatch rules as {@code rules-log} tells them: one chain of facts under the law of the house, read from its beginning at every start and followed by
 * every instance. Few and small, so they are kept in memory whole, with every state they ever had.
 */
@ApplicationScoped
@Default // @Readiness is a qualifier too
@Readiness
public class RulesLog implements HealthCheck {
  public static final String TOPIC = "rules-log";
  static final String STREAM = "dispatch-catalogue";
  private static final Logger LOG = Logger.getLogger(RulesLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject EventLog log;
  @Inject Clock clock;
  @Inject KafkaCluster kafka;

  /** A fact of the rules, as people look at it. */
  public record Told(String id, Instant at, String actor, long version, RulesEvent event) {}

  public sealed interface Result {
    record Done(Book book) implements Result {}

    record Refused(Refusal refusal, String field) implements Result {}

    record Unknown() implements Result {}

    record Away() implements Result {}
  }

  private final List<Book> books = new CopyOnWriteArrayList<>(List.of(Book.of(Catalogue.get())));
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> read = new CompletableFuture<>();
  private volatile boolean stopping;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  void start(@Observes StartupEvent event) { Thread.ofPlatform().daemon().name("rules-log").start(this::follow); }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override public HealthCheckResponse call() {
    return HealthCheckResponse.named("reading rules-log").status(read.isDone()).withData("version", book().catalogue().dispatch().version()).build();
  }

  /** The rules as far as they have been read. */
  public Book book() { return books.getLast(); }

  /** The rules as they were known at that time: what a dispatch of then was decided by. */
  public Book asOf(Instant at) { return books.reversed().stream().filter(b -> !b.since().isAfter(at)).findFirst().orElse(books.getFirst()); }

  public List<Told> facts() { return List.copyOf(told); }

  /** For whoever acts without being asked: waits until everything said so far has been read. */
  public Catalogue catalogue() {
    try {
      read.get(30, TimeUnit.SECONDS);
      return book().catalogue();
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the dispatch rules cannot be read yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopping", e);
    }
  }

  /** One change by the law: decided on the head it names; a lost race is decided again. */
  public Result change(String actor, String idempotencyKey, String ifMatch, BiFunction<Book, Instant, Ruling> decide) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String id = idempotencyKey == null ? UUID.randomUUID().toString() : Ids.named("rules", idempotencyKey).toString();
    try {
      read.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      for (int attempt = 0; attempt < 4; attempt++) {
        Book book = book();
        if (told.stream().anyMatch(t -> t.id().equals(id))) {
          return new Result.Done(book);
        }
        String head = book.head() == null ? Chain.genesis(STREAM) : book.head();
        if (ifMatch != null && !ifMatch.equals(head)) {
          return new Result.Refused(new Refusal(Reason.STALE), null);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        switch (decide.apply(book, now)) {
          case Ruling.Refused refused -> {
            return new Result.Refused(refused.refusal(), refused.field());
          }
          case Ruling.Accepted accepted -> {
            CompletableFuture<Boolean> verdict = awaited.computeIfAbsent(id, i -> new CompletableFuture<>());
            log.append(TOPIC, new Envelope(id, "/dispatch-service", accepted.event().type(), STREAM, now, 1, book.facts() + 1, actor, "", head, EventTypes.JSON.writeValueAsBytes(accepted.event())))
                .toCompletableFuture().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (verdict.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
              return new Result.Done(book());
            }
            awaited.remove(id);
          }
        }
      }
      return new Result.Refused(new Refusal(Reason.STALE), null);
    } catch (TimeoutException e) {
      return new Result.Unknown();
    } catch (ExecutionException e) {
      return new Result.Away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Unknown();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rule that cannot be written", e);
    } finally {
      awaited.remove(id);
    }
  }

  private void follow() {
    while (!stopping) {
      try (var reading = new KafkaConsumer<>(kafka.client(Map.of("enable.auto.commit", false)), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = reading;
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        reading.assign(List.of(partition));
        reading.seek(partition, offset);
        long end = reading.endOffsets(List.of(partition)).get(partition);
        while (!stopping) {
          if (!read.isDone() && offset >= end) {
            read.complete(null);
            LOG.infof("dispatch rules %s", book().catalogue().dispatch().version());
          }
          reading.poll(Duration.ofMillis(offset < end ? 200 : 1_000)).forEach(this::take);
          offset = reading.position(partition);
        }
      } catch (WakeupException stop) {
        return;
      } catch (RuntimeException away) {
        LOG.warnf("rules-log: %s; trying again", away.getMessage());
        rest();
      }
    }
  }

  private volatile long offset;

  private void take(ConsumerRecord<byte[], byte[]> record) {
    RecordView view = RecordView.of(record);
    Book book = book();
    boolean fact = STREAM.equals(view.key()) && Chain.judge(book.head(), view).isFact();
    if (fact) {
      Class<? extends RulesEvent> type = RulesEvent.of(view.type());
      try {
        RulesEvent event = type == null ? new RulesEvent.CatalogueChanged("?", List.of()) : EventTypes.JSON.readValue(view.value(), type);
        books.add(book.after(event, Chain.hash(view), view.at()));
        told.add(new Told(view.id(), view.at(), view.actor(), book.facts() + 1, event));
      } catch (IOException | RuntimeException poison) {
        // The chain goes on, the rules stand still: better the rules of yesterday than none.
        LOG.errorf("rules-log offset %d cannot be read; the rules stay as they were", record.offset());
        books.add(book.after(new RulesEvent.CatalogueChanged("?", List.of()), Chain.hash(view), view.at()));
      }
    }
    CompletableFuture<Boolean> waiting = view.id() == null ? null : awaited.get(view.id());
    if (waiting != null) {
      waiting.complete(fact);
    }
  }

  private static void rest() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
