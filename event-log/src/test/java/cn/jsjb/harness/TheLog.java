package cn.jsjb.harness;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The truth of a test: reads a topic once from offset 0 to its captured end, without a group, and writes as other services would. */
public final class TheLog implements AutoCloseable {
  private final Map<String, Object> kafka;
  private final EventLog log;
  private final Map<String, Envelope> heads = new HashMap<>();

  public TheLog(String bootstrap) { this(Map.of("bootstrap.servers", bootstrap)); }

  /** @param kafka settings of a client: where Kafka is and who we are */
  public TheLog(Map<String, Object> kafka) {
    this.kafka = kafka;
    // Thousands at once on a busy machine: nobody waits for an answer within seconds here.
    Map<String, Object> patient = new HashMap<>(kafka);
    patient.putAll(Map.of("request.timeout.ms", 30_000, "delivery.timeout.ms", 90_000));
    this.log = new EventLog(patient);
  }

  public static TheLog shared() { return new TheLog(RealBacking.shared().kafkaBootstrap()); }

  /** Every record of a topic, partition by partition in offset order. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("max.poll.records", 10_000);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The facts of every stream, as the law finds them. A fact that cannot be read is a fact all the same; its event is null. */
  public Map<String, List<Fact>> facts() { return facts(EventLog.COMPLAINTS, view -> true); }

  private Map<String, List<Fact>> facts(String log, Predicate<RecordView> which) {
    Map<String, List<Fact>> facts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(log)) {
      RecordView view = RecordView.of(record);
      if (!which.test(view)) {
        continue;
      }
      List<Fact> chain = view.key() == null ? List.of() : facts.computeIfAbsent(view.key(), k -> new ArrayList<>());
      if (Chain.judge(chain.isEmpty() ? null : chain.getLast().hash(), view).isFact()) {
        chain.add(new Fact(view.key(), view.id(), view.type(), chain.size() + 1, view.at(), view.actor(), view.cause(), Chain.hash(view),
            view.partition(), view.offset(), event(view)));
      }
    }
    facts.values().removeIf(List::isEmpty);
    return facts;
  }

  private static LoggedEvent event(RecordView view) {
    try {
      return EventTypes.read(view.type(), view.schemaVersion(), view.value());
    } catch (EventTypes.UnreadableEventException poison) {
      return null;
    }
  }

  public List<Fact> facts(String streamId) { return facts(EventLog.COMPLAINTS, streamId); }

  /** The facts of one stream of this log. */
  public List<Fact> facts(String log, String streamId) { return facts(log, view -> streamId.equals(view.key())).getOrDefault(streamId, List.of()); }

  /** Wire names of a stream's facts in order: {@code [intake.RequestReceived, …]}. */
  public List<String> story(String streamId) { return facts(streamId).stream().map(Fact::type).collect(Collectors.toList()); }

  /** Appends an event as the service that owns its type would, naming the stream's current head. Returns its hash. */
  public String append(String streamId, ComplaintEvent event, Instant at) {
    List<Fact> chain = facts(streamId);
    Envelope envelope = EventLog.envelope(streamId, UUID.randomUUID().toString(), event, at, chain.size() + 1, "test", "",
        chain.isEmpty() ? Chain.genesis(streamId) : chain.getLast().hash());
    write(envelope);
    return envelope.hash();
  }

  /** Appends a fresh stream's first events one after the other without reading the log: for many streams. */
  public void appendNext(String streamId, ComplaintEvent event, Instant at) {
    Envelope before = heads.get(streamId);
    Envelope envelope = EventLog.envelope(streamId, UUID.randomUUID().toString(), event, at, before == null ? 1 : before.sequence() + 1, "test", "",
        before == null ? Chain.genesis(streamId) : before.hash());
    heads.put(streamId, envelope);
    write(envelope);
  }

  /** Appends the first events of a fresh stream in one go, so that no policy gets a word in between. */
  public void appendTogether(String streamId, Instant at, ComplaintEvent... events) {
    String previous = Chain.genesis(streamId);
    List<java.util.concurrent.CompletableFuture<?>> acknowledged = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      Envelope envelope = EventLog.envelope(streamId, UUID.randomUUID().toString(), events[i], at, i + 1, "test", "", previous);
      previous = envelope.hash();
      acknowledged.add(log.append(EventLog.COMPLAINTS, envelope).toCompletableFuture());
    }
    acknowledged.forEach(java.util.concurrent.CompletableFuture::join);
  }

  public void write(Envelope envelope) { log.append(EventLog.COMPLAINTS, envelope).toCompletableFuture().join(); }

  public EventLog log() { return log; }

  @Override public void close() { log.close(); }
}
