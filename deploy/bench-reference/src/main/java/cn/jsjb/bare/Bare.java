package cn.jsjb.bare;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends the body to Kafka, awaits the acknowledgement, answers 202, and does nothing else: what intake costs is the difference. */
@Path("/bare")
@ApplicationScoped
public class Bare {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  /** As durable, and as compressed, as the log itself is written. */
  Bare(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap, @ConfigProperty(name = "bare.topic") String topic) {
    this.topic = topic;
    this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "compression.type", "lz4",
        "linger.ms", 0, "batch.size", 128 * 1024), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @POST
  public CompletionStage<Response> receive(byte[] body) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    producer.send(new ProducerRecord<>(topic, body), (written, failure) -> {
      if (failure == null) {
        answer.complete(Response.accepted().build());
      } else {
        answer.completeExceptionally(failure);
      }
    });
    return answer;
  }

  @PreDestroy
  void close() { producer.close(); }
}
