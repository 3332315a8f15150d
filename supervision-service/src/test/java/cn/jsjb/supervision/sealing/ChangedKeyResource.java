package cn.jsjb.supervision.sealing;

import cn.jsjb.harness.RealBacking;
import cn.jsjb.harness.TheLog;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.SealKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log that was sealed by one key, and a service that is started with another. */
public final class ChangedKeyResource implements QuarkusTestResourceLifecycleManager {
  static final SealKey OLD = SealKey.generate();
  static final SealKey NEXT = SealKey.generate();
  static final String USER = "supervision-service";

  @Override public Map<String, String> start() {
    RealBacking.secured();
    try (TheLog log = new TheLog(RealBacking.as(USER))) {
      for (int partition = 0; partition < 12; partition++) {
        String origin = Checkpoint.origin("complaint-log", partition);
        log.log().send(new ProducerRecord<>("log-seals", origin.getBytes(StandardCharsets.UTF_8), new Checkpoint(origin, 0, Merkle.empty()).sign(OLD).bytes())).toCompletableFuture().join();
      }
    }
    return Map.of("jsjb.seal.key.file", file(NEXT), "jsjb.seal.previous.key.file", file(OLD), "jsjb.sealing.watch.after", "PT1S", "jsjb.sealing.watch.rest", "PT0S");
  }

  private static String file(SealKey key) {
    try {
      Path file = Files.createTempFile("seal", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, key.pem()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override public void stop() { /* the files go with the JVM */ }
}
