package cn.jsjb.tools.inspecting;

import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.inspecting.Audit.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Holds a log against its seals in constant memory. First the notes themselves: signed, and each checkpoint following from the one
 * before it. Then the records: those between two checkpoints against the roll of the later. Only where these differ are both read
 * once more, to say which record it is and whose.
 */
final class SealCheck {
  /** Hears of what is wrong. */
  interface Problems {
    void add(Kind kind, String complaint, int partition, long offset, String sentence);
  }

  /** @param checkpoints that hold @param sealed records they cover @param unsealed records after the last of them */
  record Coverage(long checkpoints, long sealed, long unsealed) {}

  /** The records between two checkpoints. @param size, root of the later one */
  private record Span(int partition, long from, long to, byte[] digest, long size, byte[] root) {}

  private static final class Partition {
    final List<Span> spans = new ArrayList<>();
    int at;
    MessageDigest digest = sha256();
    /** Of what was read, so that a checkpoint is proven by its root and by nothing that was kept. */
    Frontier tree = new Frontier();
    boolean damaged;
    long after;
  }

  private final Reading reading;
  private final VerifierKey key;
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private final List<Heard.Wrong> wrong = new ArrayList<>();
  private final Set<Span> differing = new HashSet<>();
  private final List<Span> unproven = new ArrayList<>();
  private List<KeyChange> changes;
  private long checkpoints;
  private long sealed;

  private SealCheck(Reading reading, VerifierKey key) {
    this.reading = reading;
    this.key = key;
  }

  /** Reads the seals; the records are still to come. */
  static SealCheck of(Reading reading, VerifierKey key) {
    SealCheck check = new SealCheck(reading, key);
    check.spans((span, roll) -> {
      check.checkpoints++;
      if (span != null) {
        check.sealed += roll.entries().size();
        check.partitions.computeIfAbsent(span.partition, p -> new Partition()).spans.add(span);
      }
    }, check.wrong);
    return check;
  }

  private interface SpanReader {
    /** @param span null for a checkpoint that added nothing */
    void take(Span span, Roll roll);
  }

  private void spans(SpanReader reader, List<Heard.Wrong> wrong) {
    changes = changes == null ? KeyChange.among(reading::seals) : changes;
    SealBook book = new SealBook(key, changes);
    Map<Integer, Long> nexts = new HashMap<>();
    reading.seals(note -> {
      switch (book.take(note)) {
        case Heard.Wrong notSo -> wrong.add(notSo);
        case Heard.Taken(SealBook.Sealed taken) -> {
          Roll roll = taken.roll();
          if (roll == null) {
            reader.take(null, null);
          } else {
            MessageDigest digest = sha256();
            roll.entries().forEach(entry -> add(digest, entry.offset(), entry.hash()));
            int partition = taken.checkpoint().partition();
            reader.take(new Span(partition, nexts.getOrDefault(partition, 0L), taken.nextOffset(), digest.digest(), taken.checkpoint().size(), taken.checkpoint().root()), roll);
            nexts.put(partition, taken.nextOffset());
          }
        }
        case Heard.Noted noted -> { }
        case Heard.Changed changed -> { }
        case Heard.Repeated repeated -> { }
      }
    });
  }

  /** The next record of this partition lies here. @return whether a checkpoint was passed: all before it is read, and nothing after */
  boolean passes(int partition, long offset) {
    Partition p = partitions.computeIfAbsent(partition, none -> new Partition());
    int before = p.at;
    while (p.at < p.spans.size() && offset >= p.spans.get(p.at).to) {
      close(p);
    }
    return p.at > before;
  }

  void take(int partition, long offset, String hash) {
    passes(partition, offset);
    Partition p = partitions.get(partition);
    if (p.at < p.spans.size()) {
      add(p.digest, offset, hash);
      p.tree.append(Merkle.leaf(HexFormat.of().parseHex(hash)));
    } else {
      p.after++;
    }
  }

  private void close(Partition p) {
    Span span = p.spans.get(p.at++);
    if (!Arrays.equals(span.digest, p.digest.digest())) {
      // Told record by record; the tree of what is there now can fit no checkpoint any more.
      differing.add(span);
      p.damaged = true;
    } else if (!p.damaged && (p.tree.size() != span.size || !Arrays.equals(p.tree.root(), span.root))) {
      unproven.add(span);
    }
  }

  /** What comes after the last record that is sealed; 0 when none is. */
  long sealedEnd(int partition) {
    List<Span> spans = partitions.getOrDefault(partition, new Partition()).spans;
    return spans.isEmpty() ? 0 : spans.getLast().to;
  }

  /** How far each partition is: only right after {@link #passes} said yes. */
  void save(DataOutput out) throws IOException {
    out.writeInt(partitions.size());
    for (Map.Entry<Integer, Partition> one : partitions.entrySet()) {
      Partition p = one.getValue();
      out.writeInt(one.getKey());
      out.writeInt(p.at);
      out.writeBoolean(p.damaged);
      out.writeLong(p.tree.size());
      byte[] edge = p.tree.bytes();
      out.writeInt(edge.length);
      out.write(edge);
      int[] places = IntStream.range(0, p.at).filter(i -> differing.contains(p.spans.get(i))).toArray();
      out.writeInt(places.length);
      for (int place : places) {
        out.writeInt(place);
      }
    }
  }

  /**
   * Goes on from what was kept. The seals decide whether that is to be believed: the tree of what was read before has to have the very root that is signed at that
   * size in {@code log-seals} now.
   *
   * @throws IOException when it does not, or is nothing of the kind
   */
  void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      int partition = in.readInt();
      Partition p = partitions.computeIfAbsent(partition, none -> new Partition());
      p.at = in.readInt();
      p.damaged = in.readBoolean();
      long size = in.readLong();
      byte[] edge = new byte[Math.clamp(in.readInt(), 0, 64 * 32)];
      in.readFully(edge);
      for (int n = in.readInt(); n > 0; n--) {
        differing.add(span(p, in.readInt()));
      }
      try {
        p.tree = Frontier.of(size, edge);
      } catch (IllegalArgumentException notATree) {
        throw new IOException(notATree);
      }
      Span last = p.at == 0 ? null : span(p, p.at - 1);
      if (!p.damaged && (last == null ? size != 0 : size != last.size || !Arrays.equals(p.tree.root(), last.root))) {
        throw new IOException("partition %d: not what is sealed".formatted(partition));
      }
    }
  }

  private static Span span(Partition p, int at) throws IOException {
    if (at < 0 || at >= p.spans.size()) {
      throw new IOException("there is no such checkpoint");
    }
    return p.spans.get(at);
  }

  /** Names every record that is not as it was sealed. */
  Coverage finish(Problems problems) {
    wrong.forEach(notSo -> problems.add(Kind.WRONG_SEAL, null, notSo.origin() == null ? -1 : Integer.parseInt(notSo.origin().substring(notSo.origin().lastIndexOf('/') + 1)), -1, notSo.sentence()));
    for (Partition p : partitions.values()) {
      while (p.at < p.spans.size()) {
        close(p);
      }
    }
    unproven.forEach(span -> problems.add(Kind.WRONG_SEAL, null, span.partition, -1, "the root of what was read is not the one sealed at %d records".formatted(span.size)));
    if (!differing.isEmpty()) {
      name(problems);
    }
    return new Coverage(checkpoints, sealed, partitions.values().stream().mapToLong(p -> p.after).sum());
  }

  private void name(Problems problems) {
    Map<SpanPlace, List<Roll.Entry>> found = new HashMap<>();
    Map<Integer, List<Span>> byPartition = new HashMap<>();
    differing.forEach(span -> {
      found.put(SpanPlace.of(span), new ArrayList<>());
      byPartition.computeIfAbsent(span.partition, none -> new ArrayList<>()).add(span);
    });
    reading.forEach(raw -> byPartition.getOrDefault(raw.partition(), List.of()).stream().filter(s -> s.from <= raw.offset() && raw.offset() < s.to).findFirst().ifPresent(span -> {
      RecordView record = RecordView.of(raw);
      found.get(SpanPlace.of(span)).add(new Roll.Entry(record.offset(), Chain.hash(record), record.key()));
    }));
    spans((span, roll) -> {
      List<Roll.Entry> now = span == null ? null : found.get(SpanPlace.of(span));
      if (now != null) {
        roll.compare(now).forEach(d -> {
          switch (d.damage()) {
            case ALTERED -> problems.add(Kind.CHANGED_SINCE_SEALED, d.key(), span.partition, d.offset(), "is not the record that was sealed here");
            case REMOVED -> problems.add(Kind.GONE_SINCE_SEALED, d.key(), span.partition, d.offset(), "was sealed and is gone");
            case INSERTED -> problems.add(Kind.INSERTED_SINCE_SEALED, d.key(), span.partition, d.offset(), "was not there when its neighbours were sealed");
          }
        });
      }
    }, new ArrayList<>());
  }

  /** A span without its digest, which is an array. */
  private record SpanPlace(int partition, long from) {
    static SpanPlace of(Span span) { return new SpanPlace(span.partition, span.from); }
  }

  private static void add(MessageDigest digest, long offset, String hash) {
    digest.update(ByteBuffer.allocate(8).putLong(offset).array());
    digest.update(hash.getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
