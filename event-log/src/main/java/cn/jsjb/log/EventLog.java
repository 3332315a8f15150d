package cn.jsjb.log;

import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.EventTypes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends to a log and answers after the broker's acknowledgement ({@code acks=all}, idempotent producer). Whether an appended
 * record is a fact is for the law to say, not for the broker: see {@link Commands}.
 */
public final class EventLog implements AutoCloseable {
  public static final String COMPLAINTS = "complaint-log";
  public static final String OVERSIGHT = "oversight-log";
  public static final String PROGRAMME = "programme-log";
  public static final String KEYS = "complaint-keys";

  private final KafkaProducer<byte[], byte[]> producer;

  /** @param overrides producer settings of the deployment (bootstrap servers, security) */
  public EventLog(Map<String, ?> overrides) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    // A caller gets its 503 within seconds when the broker is away; it may post again, the same message is the same fact.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    settings.putAll(overrides);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Wraps an event into the record that names {@code previous} as the fact before it. */
  public static Envelope envelope(String streamId, String eventId, LoggedEvent event, Instant at, long sequence, String actor,
      String cause, String previous) {
    String type = EventTypes.nameOf(event);
    return new Envelope(eventId, EventTypes.sourceOf(type), type, streamId, at, EventTypes.versionOf(event), sequence, actor, cause,
        previous, EventTypes.write(event));
  }

  public CompletionStage<RecordMetadata> append(String topic, Envelope envelope) { return send(envelope.toRecord(topic)); }

  /** Looks the topics up now, so that the first caller does not wait for it. Throws when Kafka does not answer. */
  public void meet(String... topics) {
    for (String topic : topics) {
      producer.partitionsFor(topic);
    }
  }

  /** Sends any record (keys, outward feeds). Fails the stage, never throws: a broker that is away is an answer too. */
  public CompletionStage<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
    try {
      producer.send(record, (metadata, failure) -> {
        if (failure == null) {
          acknowledged.complete(metadata);
        } else {
          acknowledged.completeExceptionally(failure);
        }
      });
    } catch (RuntimeException refused) {
      acknowledged.completeExceptionally(refused);
    }
    return acknowledged;
  }

  @Override public void close() { producer.close(java.time.Duration.ofSeconds(5)); }
}
