package cn.jsjb.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * C2SP signed-note: a text, an empty line, and signature lines {@code — NAME base64(key ID || signature)}.
 *
 * @param text ends with a newline
 */
public record SignedNote(String text, List<Signature> signatures) {
  /** @param keyId the first four bytes of a hash that names the key */
  public record Signature(String name, int keyId, byte[] signature) {
    String line() { return "— " + name + " " + Text.base64(ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array()) + "\n"; }
  }

  private static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final int MOST_SIGNATURES = 16;

  public static SignedNote sign(String text, String name, SealKey key) {
    VerifierKey own = key.verifier(name);
    return new SignedNote(text, List.of(new Signature(name, own.keyId(), key.sign(text.getBytes(StandardCharsets.UTF_8)))));
  }

  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new MalformedSeal("a note of %d bytes", bytes.length);
    }
    String note = Text.utf8(bytes);
    if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw new MalformedSeal("a note has no control characters");
    }
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n")) {
      throw new MalformedSeal("a note is a text, an empty line and signatures, each line with its end");
    }
    List<Signature> signatures = new ArrayList<>();
    String below = note.substring(blank + 2);
    for (String line : below.isEmpty() ? new String[0] : below.substring(0, below.length() - 1).split("\n", -1)) {
      signatures.add(signature(line));
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new MalformedSeal("%d signatures", signatures.size());
    }
    return new SignedNote(note.substring(0, blank + 1), List.copyOf(signatures));
  }

  private static Signature signature(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !words[0].equals("—")) {
      throw new MalformedSeal("not a signature line: %s", Text.shown(line));
    }
    VerifierKey.checkName(words[1]);
    byte[] bytes = Text.base64(words[2]);
    if (bytes.length <= 4) {
      throw new MalformedSeal("a signature of %d bytes", bytes.length);
    }
    return new Signature(words[1], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  /** Whether this key signed it. Signatures of other keys say nothing; a wrong one of this key spoils the note. */
  public boolean isSignedBy(VerifierKey key) {
    List<Signature> own = signatures.stream().filter(s -> s.name.equals(key.name()) && s.keyId == key.keyId()).toList();
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    return !own.isEmpty() && own.stream().allMatch(s -> key.verifies(signed, s.signature));
  }

  public byte[] bytes() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString().getBytes(StandardCharsets.UTF_8);
  }
}
