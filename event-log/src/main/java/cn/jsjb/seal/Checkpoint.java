package cn.jsjb.seal;

import java.util.Arrays;
import java.util.Objects;

/**
 * C2SP tlog-checkpoint: the tree's size and root at one time. Extension lines are not used and not accepted.
 *
 * @param origin {@code complaint-log/3}: log and partition; also the name of the key that signs it
 * @param size number of records from the partition's first on. The leaf of the record that is n-th in the partition has index n − 1,
 *     whatever its offset: Kafka may leave offsets out, and the index may not
 */
public record Checkpoint(String origin, long size, byte[] root) {
  public static String origin(String log, int partition) { return log + "/" + partition; }

  static Checkpoint parseText(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedSeal("a checkpoint has three lines, this one %d", lines.length - 1);
    }
    checkOrigin(lines[0]);
    return new Checkpoint(lines[0], Text.number(lines[1]), Text.hash(lines[2]));
  }

  static void checkOrigin(String origin) {
    if (!origin.matches("[a-z0-9.-]+/(0|[1-9][0-9]{0,5})")) {
      throw new MalformedSeal("not a log and partition: %s", Text.shown(origin));
    }
  }

  public String text() { return "%s\n%d\n%s\n".formatted(origin, size, Text.base64(root)); }

  public SignedNote sign(SealKey key) { return SignedNote.sign(text(), origin, key); }

  /** The checkpoint that a note holds. @throws MalformedSeal also when this key did not sign it for this origin */
  public static Checkpoint open(byte[] note, VerifierKey key) {
    SignedNote signed = SignedNote.parse(note);
    Checkpoint checkpoint = parseText(signed.text());
    if (!signed.isSignedBy(key.named(checkpoint.origin))) {
      throw new MalformedSeal("the checkpoint of %s at %d is not signed by the key", checkpoint.origin, checkpoint.size);
    }
    return checkpoint;
  }

  public String log() { return origin.substring(0, origin.lastIndexOf('/')); }

  public int partition() { return Integer.parseInt(origin.substring(origin.lastIndexOf('/') + 1)); }

  @Override public boolean equals(Object other) {
    return other instanceof Checkpoint c && c.size == size && c.origin.equals(origin) && Arrays.equals(c.root, root);
  }

  @Override public int hashCode() { return Objects.hash(origin, size, Arrays.hashCode(root)); }
}
