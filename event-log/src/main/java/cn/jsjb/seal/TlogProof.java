package cn.jsjb.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * C2SP tlog-proof: that a record is in a sealed log, checked with nothing but the public key.
 *
 * @param index the leaf's, from 0
 * @param checkpoint the signed note, verbatim
 */
public record TlogProof(long index, List<byte[]> path, byte[] checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final int LONGEST = 63;

  public byte[] bytes() {
    StringBuilder text = new StringBuilder(FIRST).append("\nindex ").append(index).append('\n');
    path.forEach(hash -> text.append(Text.base64(hash)).append('\n'));
    return text.append('\n').append(new String(checkpoint, StandardCharsets.UTF_8)).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Extra data, which nobody signs, is not used here and not accepted. */
  public static TlogProof parse(byte[] bytes) {
    String text = Text.utf8(bytes);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedSeal("a proof has an empty line before its checkpoint");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(FIRST) || !lines[1].startsWith("index ")) {
      throw new MalformedSeal("a proof begins with %s and the index", FIRST);
    }
    if (lines.length - 2 > LONGEST) {
      throw new MalformedSeal("a path of %d hashes", lines.length - 2);
    }
    List<byte[]> path = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      path.add(Text.hash(lines[i]));
    }
    return new TlogProof(Text.number(lines[1].substring("index ".length())), path, text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
  }

  /** The checkpoint under which the record is proved. @throws MalformedSeal when it is not */
  public Checkpoint prove(byte[] recordHash, VerifierKey key) {
    Checkpoint sealed = Checkpoint.open(checkpoint, key);
    if (!Merkle.includes(index, sealed.size(), Merkle.leaf(recordHash), path, sealed.root())) {
      throw new MalformedSeal("the record is not leaf %d of %s at %d", index, sealed.origin(), sealed.size());
    }
    return sealed;
  }
}
