package cn.jsjb.supervision.sealing;

import cn.jsjb.seal.MalformedSeal;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.VerifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The key that signs seals: a file for this service alone ({@code jsjb.seal.key.file}, JSJB_SEAL_KEY_FILE), which {@code deploy/up}
 * makes at its first start. Without one nothing is sealed, and the service says so.
 */
@ApplicationScoped
public class SealKeys {
  private static final Logger LOG = Logger.getLogger(SealKeys.class);

  @Inject @ConfigProperty(name = "jsjb.seal.key.file") Optional<Path> file;

  private Optional<SealKey> key;

  synchronized Optional<SealKey> key() {
    if (key == null) {
      key = file.map(SealKeys::read);
      if (key.isEmpty()) {
        LOG.warn("nothing is sealed: set jsjb.seal.key.file (JSJB_SEAL_KEY_FILE) to the file of an Ed25519 key");
      }
    }
    return key;
  }

  /** The public half, under the name of no log yet. */
  public Optional<VerifierKey> verifier() { return key().map(k -> k.verifier("seal")); }

  private static SealKey read(Path file) {
    try {
      return SealKey.parse(Files.readString(file));
    } catch (IOException | MalformedSeal unusable) {
      throw new IllegalStateException("the key of the seals cannot be read from %s: %s".formatted(file, unusable.getMessage()), unusable);
    }
  }
}
