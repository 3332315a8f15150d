package cn.jsjb.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * 换钥: from this note of {@code log-seals} on, another key signs. It is signed by both: by the old one, so that who knows that goes on to the new; by the new one, so
 * that who knows only that goes back to the old, and what was sealed before stays verifiable. After it a note of the old key is none, whoever has that key.
 */
public record KeyChange(VerifierKey old, VerifierKey next) {
  /** First line, name of both keys, and key of the record. */
  public static final String NAME = "log-seals/key";

  public KeyChange {
    old = old.named(NAME);
    next = next.named(NAME);
    if (same(old, next)) {
      throw new MalformedSeal("a change from a key to itself");
    }
  }

  public String text() { return "%s\n%s\n%s\n".formatted(NAME, old, next); }

  public static SignedNote sign(SealKey old, SealKey next) {
    String text = new KeyChange(old.verifier(NAME), next.verifier(NAME)).text();
    List<SignedNote.Signature> both = new ArrayList<>(SignedNote.sign(text, NAME, old).signatures());
    both.addAll(SignedNote.sign(text, NAME, next).signatures());
    return new SignedNote(text, List.copyOf(both));
  }

  public static boolean isOne(byte[] note) {
    byte[] first = (NAME + "\n").getBytes(StandardCharsets.US_ASCII);
    return note.length > first.length && Arrays.equals(note, 0, first.length, first, 0, first.length);
  }

  /** @throws MalformedSeal also when not both have signed it */
  public static KeyChange open(byte[] note) {
    SignedNote signed = SignedNote.parse(note);
    String[] lines = signed.text().split("\n", -1);
    if (lines.length != 4 || !lines[0].equals(NAME) || !lines[3].isEmpty()) {
      throw new MalformedSeal("a change of keys names the old and the new one");
    }
    KeyChange change = new KeyChange(VerifierKey.parse(lines[1]), VerifierKey.parse(lines[2]));
    if (!change.text().equals(signed.text()) || !signed.isSignedBy(change.old) || !signed.isSignedBy(change.next)) {
      throw new MalformedSeal("a change of keys is signed by both");
    }
    return change;
  }

  /** The genuine ones among these notes, in their order. */
  public static List<KeyChange> among(Consumer<Consumer<byte[]>> notes) {
    List<KeyChange> changes = new ArrayList<>();
    notes.accept(note -> {
      if (isOne(note)) {
        try {
          changes.add(open(note));
        } catch (MalformedSeal said) {
          // Whoever reads them in earnest says so.
        }
      }
    });
    return changes;
  }

  /** The key that was in force before these changes, when this one is in force at some time in or after them. */
  static VerifierKey first(VerifierKey known, List<KeyChange> changes) {
    VerifierKey key = known;
    for (KeyChange change : changes.reversed()) {
      key = same(change.next, key) ? change.old : key;
    }
    return key;
  }

  static boolean same(VerifierKey a, VerifierKey b) { return Arrays.equals(a.raw(), b.raw()); }
}
