package cn.jsjb.dispatch.orders;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.KafkaCluster;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Serves the units' feeds as server-sent events. The id of an event is its offset in {@code dispatch.<unit>}, so that any instance can go
 * on where another stopped; the first thing a client is told is where it starts, so that it misses nothing even if it is cut off before
 * the first event. One consumer reads all topics that somebody listens to; a client that comes back with an older id makes it go back,
 * and the others drop what they have seen. A client that reads slowly is left behind and served from the topic again when it has room:
 * nothing is kept for it in memory. A client of a unit whose topic is missing waits until it is made, and holds up nobody.
 */
@ApplicationScoped
public class UnitFeeds {
  private static final Logger LOG = Logger.getLogger(UnitFeeds.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(500);
  /** How long a client that was left behind waits at most when it has room again. */
  private static final Duration SOON = Duration.ofMillis(20);
  /** How often it is looked whether a topic that was missing is there. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

  @Inject Sse sse;
  @Inject KafkaCluster kafka;

  /** {@code next} is the first offset the client has not seen; -1 until the consumer has looked up the end. */
  private static final class Client {
    final TopicPartition topic;
    final MultiEmitter<? super OutboundSseEvent> emitter;
    volatile long next;
    /** Had no room for a record: whatever comes later must wait until that one has been read again. */
    volatile boolean behind;
    boolean greeted;
    /** The consumer was set back for it: before that, a record may lie beyond what it still needs. */
    boolean placed;

    Client(TopicPartition topic, long next, MultiEmitter<? super OutboundSseEvent> emitter) {
      this.topic = topic;
      this.next = next;
      this.emitter = emitter;
    }
  }

  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private volatile boolean changed;
  private volatile boolean stopping;
  /** When to look for the topics that somebody waits for; the reading thread's own. */
  private long lookAgainAt = Long.MAX_VALUE;
  private KafkaConsumer<byte[], byte[]> consumer;
  private Thread reading;

  /** How many listen now. */
  public int listening() { return clients.size(); }

  Multi<OutboundSseEvent> stream(String unit, String lastEventId) {
    long next = next(lastEventId);
    TopicPartition topic = new TopicPartition("dispatch." + unit, 0);
    Multi<OutboundSseEvent> orders = Multi.createFrom().<OutboundSseEvent>emitter(emitter -> {
      Client client = new Client(topic, next, emitter);
      emitter.onTermination(() -> {
        clients.remove(client);
        changed = true;
      });
      clients.add(client);
      listen();
    }, BackPressureStrategy.ERROR);
    Multi<OutboundSseEvent> heartbeats = Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> sse.newEventBuilder().comment("♥").build());
    return Multi.createBy().merging().streams(orders, heartbeats);
  }

  private static long next(String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return -1;
    }
    try {
      long seen = Long.parseLong(lastEventId.strip());
      if (seen >= -1) {
        return seen + 1;
      }
    } catch (NumberFormatException e) {
      // the same answer as below
    }
    throw Refused.field("Last-Event-ID", Reason.FIELD_INVALID, "Last-Event-ID", "-1…");
  }

  private synchronized void listen() {
    changed = true;
    if (reading == null) {
      consumer = new KafkaConsumer<>(kafka.client(Map.of("auto.offset.reset", "earliest", "enable.auto.commit", false,
          "max.poll.records", 2_000, "default.api.timeout.ms", 5_000, "request.timeout.ms", 4_000)), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      reading = Thread.ofPlatform().daemon().name("unit-feeds").start(this::read);
    } else {
      consumer.wakeup();
    }
  }

  private void read() {
    while (!stopping) {
      try {
        clients.stream().filter(c -> c.behind && c.emitter.requested() > 0).forEach(c -> {
          c.behind = false;
          changed = true;
        });
        if (changed || lookAgainAt != Long.MAX_VALUE && System.nanoTime() - lookAgainAt >= 0) {
          changed = false;
          assign();
        }
        if (consumer.assignment().isEmpty()) {
          Thread.sleep(50);
          continue;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(clients.stream().anyMatch(c -> c.behind) ? SOON : Duration.ofSeconds(1))) {
          hand(record);
        }
      } catch (WakeupException someoneCame) {
        // Perhaps in the midst of looking at who came before.
        changed = true;
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        LOG.warnf("feeds: %s; trying again", e.getMessage());
        changed = true;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    consumer.close(Duration.ofSeconds(1));
  }

  /** Reads every topic from the first offset that any of its clients still needs. */
  private void assign() {
    // Whoever comes meanwhile is looked at next time.
    List<Client> present = List.copyOf(clients);
    Set<TopicPartition> topics = present.stream().map(c -> c.topic).collect(Collectors.toSet());
    // One question for all: asked for the end of a topic that is not there, Kafka's client waits for it, and everybody with it.
    Set<String> there = topics.isEmpty() ? Set.of() : consumer.listTopics().keySet();
    lookAgainAt = topics.removeIf(topic -> !there.contains(topic.topic())) ? System.nanoTime() + LOOK_AGAIN_NANOS : Long.MAX_VALUE;
    for (Client client : present) {
      if (!topics.contains(client.topic)) {
        // When it is made, all of it is news.
        client.next = 0;
        greet(client);
      }
    }
    Map<TopicPartition, Long> ends = topics.isEmpty() ? Map.of() : consumer.endOffsets(topics);
    consumer.assign(topics);
    for (TopicPartition topic : topics) {
      long from = ends.get(topic);
      for (Client client : present) {
        if (client.topic.equals(topic)) {
          if (client.next < 0) {
            client.next = ends.get(topic);
          } else if (client.next > ends.get(topic)) {
            // The topic was made anew: all of it is news.
            client.next = 0;
          }
          client.placed = true;
          greet(client);
          from = Math.min(from, client.next);
        }
      }
      consumer.seek(topic, from);
    }
  }

  private void greet(Client client) {
    if (!client.greeted && client.emitter.requested() > 0) {
      client.greeted = true;
      client.emitter.emit(sse.newEventBuilder().id(Long.toString(client.next - 1)).comment("from here").build());
    }
  }

  private void hand(ConsumerRecord<byte[], byte[]> record) {
    OutboundSseEvent event = null;
    for (Client client : clients) {
      if (client.topic.topic().equals(record.topic()) && client.placed && record.offset() >= client.next && !client.behind) {
        if (client.emitter.requested() <= 0) {
          client.behind = true;
          continue;
        }
        client.next = record.offset() + 1;
        if (record.value() != null && record.headers().lastHeader("ce_type") != null) {
          event = event == null ? event(record) : event;
          client.emitter.emit(event);
        }
      }
    }
  }

  /** The CloudEvent in structured JSON. */
  private OutboundSseEvent event(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder json = new StringBuilder("{\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\"");
    for (Header header : record.headers()) {
      if (header.key().startsWith("ce_") && !header.key().equals("ce_specversion")) {
        json.append(",\"").append(header.key().substring(3)).append("\":").append(cn.jsjb.event.EventTypes.JSON.getNodeFactory().textNode(new String(header.value(), StandardCharsets.UTF_8)));
      }
    }
    json.append(",\"data\":").append(new String(record.value(), StandardCharsets.UTF_8)).append('}');
    return sse.newEventBuilder().id(Long.toString(record.offset())).name(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
        .mediaType(MediaType.TEXT_PLAIN_TYPE).data(String.class, json.toString()).build();
  }

  @PreDestroy
  void stop() {
    stopping = true;
    clients.forEach(c -> c.emitter.complete());
    synchronized (this) {
      if (consumer != null) {
        consumer.wakeup();
      }
    }
  }
}
