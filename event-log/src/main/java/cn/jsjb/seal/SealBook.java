package cn.jsjb.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the notes of {@code log-seals} in their order and believes none of them: each has to be signed, and each checkpoint has to
 * follow from the one before it by the records of its roll. What does not is said and not taken over, so that one wrong note does
 * not make the next ones right.
 */
public final class SealBook {
  /**
   * A checkpoint that holds.
   *
   * @param note as it was published
   * @param roll what it added; null for one that added nothing
   * @param nextOffset what comes after its last record; 0 when it has none
   * @param frontier the tree at that size, to go on from
   */
  public record Sealed(Checkpoint checkpoint, byte[] note, Roll roll, long nextOffset, byte[] frontier) {}

  /** What one note was. */
  public sealed interface Heard {
    /** A checkpoint that follows from the one before. */
    record Taken(Sealed sealed) implements Heard {}

    /** A roll, which waits for its checkpoint. */
    record Noted(String origin) implements Heard {}

    /** From here on another key signs. */
    record Changed(KeyChange change) implements Heard {}

    /** The last checkpoint once more. */
    record Repeated(String origin) implements Heard {}

    /** @param origin null where not even that can be read */
    record Wrong(String origin, String sentence) implements Heard {}
  }

  private static final int MOST_PENDING = 8;

  private VerifierKey key;
  private final Map<String, Sealed> last = new HashMap<>();
  private final Map<String, List<Roll>> pending = new HashMap<>();

  /** @param key the name does not matter: each origin has its own */
  public SealBook(VerifierKey key) { this(key, List.of()); }

  /** @param key in force at any time from here on; @param changes of keys that are among the notes to come */
  public SealBook(VerifierKey key, List<KeyChange> changes) { this.key = KeyChange.first(key, changes); }

  /** The key that has to sign the next note. */
  public VerifierKey inForce() { return key; }

  /** Goes on from what was taken before. */
  public void resume(Sealed sealed) { last.put(sealed.checkpoint.origin(), sealed); }

  /** The newest checkpoint, or null. */
  public Sealed last(String origin) { return last.get(origin); }

  public Heard take(byte[] note) {
    try {
      if (KeyChange.isOne(note)) {
        return change(KeyChange.open(note));
      }
      if (!Roll.isOne(note)) {
        return take(Checkpoint.open(note, key), note);
      }
      Roll roll = Roll.open(note, key);
      List<Roll> waiting = pending.computeIfAbsent(roll.origin(), none -> new ArrayList<>());
      waiting.add(roll);
      if (waiting.size() > MOST_PENDING) {
        waiting.removeFirst();
      }
      return new Heard.Noted(roll.origin());
    } catch (MalformedSeal malformed) {
      return new Heard.Wrong(null, malformed.getMessage());
    }
  }

  private Heard change(KeyChange change) {
    if (!KeyChange.same(change.old(), key)) {
      return KeyChange.same(change.next(), key) ? new Heard.Repeated(KeyChange.NAME) : new Heard.Wrong(null, "a change of keys that is not signed by the key in force");
    }
    key = change.next();
    return new Heard.Changed(change);
  }

  private Heard take(Checkpoint checkpoint, byte[] note) {
    String origin = checkpoint.origin();
    Sealed before = last.get(origin);
    long size = before == null ? 0 : before.checkpoint.size();
    byte[] root = before == null ? Merkle.empty() : before.checkpoint.root();
    if (checkpoint.size() < size) {
      return new Heard.Wrong(origin, "the checkpoint of %s goes back from %d records to %d".formatted(origin, size, checkpoint.size()));
    }
    if (checkpoint.size() == size) {
      if (!Arrays.equals(checkpoint.root(), root)) {
        return new Heard.Wrong(origin, "two checkpoints of %s at %d records differ".formatted(origin, size));
      }
      return before == null ? taken(new Sealed(checkpoint, note, null, 0, new byte[0])) : new Heard.Repeated(origin);
    }
    Roll roll = pending.getOrDefault(origin, List.of()).stream().filter(r -> r.from() == size && r.to() == checkpoint.size()).findFirst().orElse(null);
    if (roll == null) {
      return new Heard.Wrong(origin, "no roll leads %s from %d records to %d".formatted(origin, size, checkpoint.size()));
    }
    Frontier tree = Frontier.of(size, before == null ? new byte[0] : before.frontier);
    roll.entries().forEach(entry -> tree.append(entry.leaf()));
    if (!Arrays.equals(tree.root(), checkpoint.root())) {
      return new Heard.Wrong(origin, "the checkpoint of %s at %d records is not consistent with the one at %d".formatted(origin, checkpoint.size(), size));
    }
    if (before != null && roll.entries().getFirst().offset() < before.nextOffset) {
      return new Heard.Wrong(origin, "the roll of %s from %d goes back in the log".formatted(origin, size));
    }
    return taken(new Sealed(checkpoint, note, roll, roll.nextOffset(), tree.bytes()));
  }

  private Heard taken(Sealed sealed) {
    // The roll is of no more use here, and the biggest part of it.
    last.put(sealed.checkpoint.origin(), new Sealed(sealed.checkpoint, sealed.note, null, sealed.nextOffset, sealed.frontier));
    pending.remove(sealed.checkpoint.origin());
    return new Heard.Taken(sealed);
  }
}
