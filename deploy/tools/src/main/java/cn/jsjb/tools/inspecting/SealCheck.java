package cn.jsjb.tools.inspecting;

import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.inspecting.Audit.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  /** The records between two checkpoints. */
  private record Span(int partition, long from, long to, byte[] digest) {}

  private static final class Partition {
    final List<Span> spans = new ArrayList<>();
    int at;
    MessageDigest digest = sha256();
    long after;
  }

  private final Reading reading;
  private final VerifierKey key;
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private final List<Heard.Wrong> wrong = new ArrayList<>();
  private final Set<Span> differing = new HashSet<>();
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
    SealBook book = new SealBook(key);
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
            reader.take(new Span(partition, nexts.getOrDefault(partition, 0L), taken.nextOffset(), digest.digest()), roll);
            nexts.put(partition, taken.nextOffset());
          }
        }
        case Heard.Noted noted -> { }
        case Heard.Repeated repeated -> { }
      }
    });
  }

  void take(int partition, long offset, String hash) {
    Partition p = partitions.computeIfAbsent(partition, none -> new Partition());
    while (p.at < p.spans.size() && offset >= p.spans.get(p.at).to) {
      close(p);
    }
    if (p.at < p.spans.size()) {
      add(p.digest, offset, hash);
    } else {
      p.after++;
    }
  }

  private void close(Partition p) {
    Span span = p.spans.get(p.at++);
    if (!Arrays.equals(span.digest, p.digest.digest())) {
      differing.add(span);
    }
  }

  /** Names every record that is not as it was sealed. */
  Coverage finish(Problems problems) {
    wrong.forEach(notSo -> problems.add(Kind.WRONG_SEAL, null, notSo.origin() == null ? -1 : Integer.parseInt(notSo.origin().substring(notSo.origin().lastIndexOf('/') + 1)), -1, notSo.sentence()));
    for (Partition p : partitions.values()) {
      while (p.at < p.spans.size()) {
        close(p);
      }
    }
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
