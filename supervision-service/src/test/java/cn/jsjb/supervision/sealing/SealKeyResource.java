package cn.jsjb.supervision.sealing;

import cn.jsjb.seal.SealKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A key for the seals; the test has it too, as a thief would. */
public final class SealKeyResource implements QuarkusTestResourceLifecycleManager {
  static final SealKey KEY = SealKey.generate();

  @Override public Map<String, String> start() {
    try {
      Path file = Files.createTempFile("seal", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(file, KEY.pem());
      return Map.of("jsjb.seal.key.file", file.toString(), "jsjb.sealing.watch.after", "PT1S", "jsjb.sealing.watch.rest", "PT0S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override public void stop() { /* the file goes with the JVM */ }
}
