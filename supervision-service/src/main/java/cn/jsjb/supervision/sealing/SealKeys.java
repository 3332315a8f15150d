package cn.jsjb.supervision.sealing;

import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.MalformedSeal;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.VerifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  /** The key that signed before: set while keys are changed, so that it can sign the change. */
  @Inject @ConfigProperty(name = "jsjb.seal.previous.key.file") Optional<Path> previousFile;

  private Optional<SealKey> key;

  /** The key to change from, if any. */
  Optional<SealKey> previous() { return previousFile.map(SealKeys::read); }

  /** A book for all notes from the first on. @param changes those among them */
  SealBook book(List<KeyChange> changes) {
    VerifierKey own = verifier().orElseThrow();
    boolean arrived = changes.stream().anyMatch(c -> Arrays.equals(c.next().raw(), own.raw()));
    return new SealBook(arrived ? own : previous().map(k -> k.verifier("seal")).orElse(own), changes);
  }

  /** A book for the notes after this one, which one of our keys has signed. */
  SealBook bookAfter(byte[] note) { return new SealBook(previous().map(k -> k.verifier("seal")).filter(k -> signed(note, k)).orElse(verifier().orElseThrow())); }

  private static boolean signed(byte[] note, VerifierKey key) {
    try {
      Checkpoint.open(note, key);
      return true;
    } catch (MalformedSeal another) {
      return false;
    }
  }

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
