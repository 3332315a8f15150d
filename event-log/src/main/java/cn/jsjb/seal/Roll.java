package cn.jsjb.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 名册: which records a checkpoint added, each with offset, hash and complaint, signed like the checkpoint itself and published just
 * before it. The checkpoint says <i>that</i> a log was changed; the roll says which record was changed or is gone, and whose it was.
 *
 * @param from index of the first leaf
 */
public record Roll(String origin, long from, List<Entry> entries) {
  /**
   * @param hash the record's (architecture 1.1), 64 hex digits
   * @param key the stream's id; null where the record has none that could be one
   */
  public record Entry(long offset, String hash, String key) {
    public byte[] leaf() { return Merkle.leaf(HexFormat.of().parseHex(hash)); }
  }

  /** What was done to a record that was sealed. */
  public enum Damage {
    /** Another record stands at its offset, or the same with other bytes. */ ALTERED,
    /** Nothing stands at its offset. */ REMOVED,
    /** A record that was not there when the offsets around it were sealed. */ INSERTED
  }

  /** @param key whose record it was, as sealed; for an inserted one, whose it says it is; null where unknown @param found hash of what stands there now; null for REMOVED */
  public record Difference(Damage damage, long offset, String key, String found) {}

  private static final String SUFFIX = "/roll";
  private static final String KEY = "[A-Za-z0-9._:/-]{1,100}";
  private static final String NO_KEY = "~";

  public long to() { return from + entries.size(); }

  /** What comes after the last record of it. */
  public long nextOffset() { return entries.getLast().offset + 1; }

  public String text() {
    StringBuilder text = new StringBuilder(origin).append(SUFFIX).append('\n').append(from).append(' ').append(to()).append('\n');
    for (Entry entry : entries) {
      text.append(entry.offset).append(' ').append(entry.hash).append(' ').append(entry.key != null && entry.key.matches(KEY) ? entry.key : NO_KEY).append('\n');
    }
    return text.toString();
  }

  /** What the log holds now, against this. @param found all records now between the roll before and {@link #nextOffset}, with their hashes */
  public List<Difference> compare(List<Entry> found) {
    Map<Long, Difference> differences = new TreeMap<>();
    Map<Long, Entry> now = new TreeMap<>();
    found.forEach(entry -> now.put(entry.offset, entry));
    for (Entry sealed : entries) {
      Entry there = now.remove(sealed.offset);
      if (there == null) {
        differences.put(sealed.offset, new Difference(Damage.REMOVED, sealed.offset, sealed.key, null));
      } else if (!there.hash.equals(sealed.hash)) {
        differences.put(sealed.offset, new Difference(Damage.ALTERED, sealed.offset, sealed.key != null ? sealed.key : there.key, there.hash));
      }
    }
    now.forEach((offset, inserted) -> differences.put(offset, new Difference(Damage.INSERTED, offset, inserted.key, inserted.hash)));
    return List.copyOf(differences.values());
  }

  public SignedNote sign(SealKey key) { return SignedNote.sign(text(), origin, key); }

  /** Whether this note is a roll rather than a checkpoint. */
  public static boolean isOne(byte[] note) {
    for (int i = 0; i < note.length && note[i] != '\n'; i++) {
      if (i + 1 < note.length && note[i + 1] == '\n') {
        return new String(note, 0, i + 1, StandardCharsets.UTF_8).endsWith(SUFFIX);
      }
    }
    return false;
  }

  public static Roll open(byte[] note, VerifierKey key) {
    SignedNote signed = SignedNote.parse(note);
    Roll roll = parseText(signed.text());
    if (!signed.isSignedBy(key.named(roll.origin))) {
      throw new MalformedSeal("the roll of %s from %d is not signed by the key", roll.origin, roll.from);
    }
    return roll;
  }

  private static Roll parseText(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || !lines[lines.length - 1].isEmpty() || !lines[0].endsWith(SUFFIX)) {
      throw new MalformedSeal("a roll has an origin, its leaves and at least one record");
    }
    String origin = lines[0].substring(0, lines[0].length() - SUFFIX.length());
    Checkpoint.checkOrigin(origin);
    String[] leaves = lines[1].split(" ", -1);
    List<Entry> entries = new ArrayList<>(lines.length - 3);
    for (int i = 2; i < lines.length - 1; i++) {
      String[] words = lines[i].split(" ", -1);
      if (words.length != 3 || !words[1].matches("[0-9a-f]{64}") || !words[2].matches(KEY + "|" + NO_KEY)) {
        throw new MalformedSeal("not a record of a roll: %s", Text.shown(lines[i]));
      }
      Entry entry = new Entry(Text.number(words[0]), words[1], words[2].equals(NO_KEY) ? null : words[2]);
      if (!entries.isEmpty() && entry.offset <= entries.getLast().offset) {
        throw new MalformedSeal("the offsets of a roll rise");
      }
      entries.add(entry);
    }
    if (leaves.length != 2 || Text.number(leaves[1]) - Text.number(leaves[0]) != entries.size()) {
      throw new MalformedSeal("a roll says how many records it has");
    }
    return new Roll(origin, Text.number(leaves[0]), List.copyOf(entries));
  }
}
