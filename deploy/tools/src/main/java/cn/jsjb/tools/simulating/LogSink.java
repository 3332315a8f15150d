package cn.jsjb.tools.simulating;

import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.PrivateBox.WrappedKey;
import cn.jsjb.tools.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes to the real logs, some virtual hours at a time: keys before the facts that need them, every record acknowledged before
 * the next part is sent, so that the log tells the city's story in its order. While one part is on its way the next is played.
 */
final class LogSink implements Sink {
  /** Quiet hours wait for each other, because a way to Kafka and back costs as much for one record as for a thousand. */
  private static final int WORTH_SENDING = 1_000;
  /** A busy city's hour is written in parts, so that memory stays bounded. */
  private static final int PART = 10_000;

  private final EventLog log;
  private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("writing").daemon().factory());
  private List<ProducerRecord<byte[], byte[]>> keys = new ArrayList<>();
  private List<Envelope> facts = new ArrayList<>();
  private Future<?> underWay = CompletableFuture.completedFuture(null);

  /** @param credentials who we are, where Kafka asks */
  LogSink(String bootstrap, Map<String, String> credentials) {
    // Nobody waits for a single record here; a slow broker is waited for.
    Map<String, Object> patient = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "max.block.ms", 60_000));
    patient.putAll(Map.of("request.timeout.ms", 30_000, "delivery.timeout.ms", 90_000));
    patient.putAll(credentials);
    this.log = new EventLog(patient);
  }

  @Override public void key(String complaintId, WrappedKey key) { put(complaintId, key.keyId(), key.wrapped().getBytes(StandardCharsets.UTF_8)); }

  @Override public void forget(String complaintId, String keyId) { put(complaintId, keyId, null); }

  private void put(String complaintId, String keyId, byte[] value) {
    keys.add(new ProducerRecord<>(EventLog.KEYS, (complaintId + "/" + keyId).getBytes(StandardCharsets.UTF_8), value));
  }

  @Override public void append(Envelope envelope) {
    facts.add(envelope);
    if (facts.size() >= PART) {
      send();
    }
  }

  @Override public void hour(Instant end) {
    if (facts.size() >= WORTH_SENDING) {
      send();
    }
  }

  private void send() {
    join(underWay);
    List<ProducerRecord<byte[], byte[]>> theseKeys = keys;
    List<Envelope> theseFacts = facts;
    keys = new ArrayList<>();
    facts = new ArrayList<>();
    underWay = writer.submit(() -> {
      acknowledged(theseKeys.stream().<Supplier<CompletableFuture<?>>>map(key -> () -> log.send(key).toCompletableFuture()).toList());
      acknowledged(theseFacts.stream().<Supplier<CompletableFuture<?>>>map(fact -> () -> log.append(EventLog.COMPLAINTS, fact).toCompletableFuture()).toList());
    });
  }

  private static void acknowledged(List<Supplier<CompletableFuture<?>>> sending) {
    CompletableFuture.allOf(sending.stream().map(Supplier::get).toArray(CompletableFuture[]::new)).join();
  }

  private static void join(Future<?> written) {
    try {
      written.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Trouble(stopped, "Stopped.");
    } catch (java.util.concurrent.ExecutionException failed) {
      Throwable why = failed.getCause() instanceof CompletionException c ? c.getCause() : failed.getCause();
      throw new Trouble(why, "Kafka did not take everything (%s). Run the same command again: what is in the log already counts once.", why.getMessage());
    }
  }

  @Override public void close() {
    try {
      send();
      join(underWay);
    } finally {
      writer.shutdown();
      log.close();
    }
  }
}
