package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Judges every record of a log again and looks for what an honest log cannot contain. A void record is no problem as such: a lost
 * race names a predecessor that <i>was</i> the head. A record that names one which is nowhere before it is: something there was
 * changed, removed or moved. What a chain cannot show (a cut tail, a complaint removed or written anew as a whole) is for the
 * seals, where there is a key to check them with.
 */
final class Audit {
  enum Kind {
    /** Names a predecessor that is nowhere before it in the log. */ BROKEN_CHAIN,
    /** A source wrote a type that is not its own. */ FOREIGN_SOURCE,
    /** No key, or a key that is not its subject. */ MISADDRESSED,
    /** One complaint in two partitions, where its order is lost. */ TWO_PARTITIONS,
    /** Offsets that have to be there and are not. */ RECORDS_MISSING,
    /** An offset at or before the one before it. */ OUT_OF_ORDER,
    /** A record of another complaint in the file of one. */ STRANGER,
    /** Not the record that was sealed at this place. */ CHANGED_SINCE_SEALED,
    /** Was sealed, and is gone. */ GONE_SINCE_SEALED,
    /** Was not there when its neighbours were sealed. */ INSERTED_SINCE_SEALED,
    /** A note among the seals that is not signed by the key, or does not follow from the one before it. */ WRONG_SEAL
  }

  /** @param complaint may be null */
  record Problem(Kind kind, String complaint, int partition, long offset, String sentence) {}

  /** @param problems the first of them; {@code problemCount} counts all */
  record Report(long records, long facts, long streams, Map<Verdict, Long> verdicts, long alarms, long problemCount, List<Problem> problems, SealCheck.Coverage seals) {
    boolean isClean() { return problemCount == 0; }

    long count(Verdict verdict) { return verdicts.getOrDefault(verdict, 0L); }
  }

  private static final int SHOWN = 1_000;
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final Reading reading;
  private final SealCheck seals;
  private final Map<String, Stream> streams = new HashMap<>();
  private final Map<Integer, Long> next = new TreeMap<>();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final List<Problem> problems = new ArrayList<>();
  private long problemCount;
  private long records;

  Audit(Reading reading) { this(reading, null); }

  /** @param seals null where there are none, or no key */
  Audit(Reading reading, SealCheck seals) {
    this.reading = reading;
    this.seals = seals;
    reading.ranges().forEach((partition, range) -> {
      next.put(partition, range.from());
      if (range.from() > 0) {
        problem(Kind.RECORDS_MISSING, null, partition, 0, "offsets 0 to %d are no longer in the log".formatted(range.from() - 1));
      }
    });
  }

  /** What is remembered of a complaint: its head, and of each record so far the first eight bytes of the hash. */
  private static final class Stream {
    final int partition;
    String head;
    long[] seen = new long[8];
    int size;

    Stream(int partition) { this.partition = partition; }

    void remember(long hash) {
      if (size == seen.length) {
        seen = Arrays.copyOf(seen, size * 2);
      }
      seen[size++] = hash;
    }

    boolean knows(long hash) {
      for (int i = size - 1; i >= 0; i--) {
        if (seen[i] == hash) {
          return true;
        }
      }
      return false;
    }
  }

  Verdict take(ConsumerRecord<byte[], byte[]> raw) {
    RecordView record = RecordView.of(raw);
    records++;
    checkPlace(record);
    Stream stream = record.key() == null ? null : streams.get(record.key());
    Verdict verdict = Chain.judge(stream == null ? null : stream.head, record);
    verdicts.merge(verdict, 1L, Long::sum);
    switch (verdict) {
      case FACT -> { }
      case VOID_NOT_THE_HEAD -> {
        boolean known = record.previous().equals(Chain.genesis(record.key())) || stream != null && stream.knows(prefix(record.previous()));
        if (!known) {
          problem(Kind.BROKEN_CHAIN, record, "names a predecessor that is nowhere before it: %s".formatted(printable(record.previous())));
        }
      }
      case VOID_FOREIGN_SOURCE -> problem(Kind.FOREIGN_SOURCE, record, "%s may not write %s".formatted(printable(record.source()), printable(record.type())));
      case VOID_MISADDRESSED -> problem(Kind.MISADDRESSED, record, "its key is not its subject %s".formatted(printable(record.subject())));
    }
    String hash = Chain.hash(record);
    if (seals != null) {
      seals.take(record.partition(), record.offset(), hash);
    }
    if (record.key() != null) {
      Stream own = stream != null ? stream : streams.computeIfAbsent(record.key(), key -> new Stream(record.partition()));
      own.remember(prefix(hash));
      if (verdict.isFact()) {
        own.head = hash;
      }
      if (own.partition != record.partition() && !verdict.isAlarm()) {
        problem(Kind.TWO_PARTITIONS, record, "the complaint is also in partition %d".formatted(own.partition));
      }
    }
    return verdict;
  }

  /** Everything that is remembered so far, the seals' part included. */
  void save(DataOutput out) throws IOException {
    out.writeLong(records);
    out.writeLong(problemCount);
    bytes(out, EventTypes.JSON.writeValueAsBytes(problems));
    bytes(out, EventTypes.JSON.writeValueAsBytes(verdicts));
    bytes(out, EventTypes.JSON.writeValueAsBytes(next));
    out.writeInt(streams.size());
    for (Map.Entry<String, Stream> one : streams.entrySet()) {
      Stream stream = one.getValue();
      bytes(out, one.getKey().getBytes(StandardCharsets.UTF_8));
      out.writeInt(stream.partition);
      bytes(out, stream.head == null ? new byte[0] : HexFormat.of().parseHex(stream.head));
      out.writeInt(stream.size);
      for (int i = 0; i < stream.size; i++) {
        out.writeLong(stream.seen[i]);
      }
    }
    seals.save(out);
  }

  /** @throws IOException when it is not to be believed: then this is of no use any more */
  void restore(DataInput in) throws IOException {
    records = in.readLong();
    problemCount = in.readLong();
    problems.clear();
    problems.addAll(List.of(EventTypes.JSON.readValue(bytes(in), Problem[].class)));
    verdicts.putAll(EventTypes.JSON.readValue(bytes(in), new TypeReference<Map<Verdict, Long>>() { }));
    next.putAll(EventTypes.JSON.readValue(bytes(in), new TypeReference<Map<Integer, Long>>() { }));
    for (int i = in.readInt(); i > 0; i--) {
      String key = new String(bytes(in), StandardCharsets.UTF_8);
      Stream stream = new Stream(in.readInt());
      byte[] head = bytes(in);
      stream.head = head.length == 0 ? null : HexFormat.of().formatHex(head);
      for (int n = in.readInt(); n > 0; n--) {
        stream.remember(in.readLong());
      }
      streams.put(key, stream);
    }
    seals.restore(in);
  }

  private static void bytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("%d bytes of one thing".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Where the next record of a partition is expected. */
  long next(int partition) { return next.getOrDefault(partition, 0L); }

  long records() { return records; }

  Report report() {
    SealCheck.Coverage coverage = seals == null ? null : seals.finish(this::problem);
    next.forEach((partition, offset) -> {
      Range range = reading.ranges().get(partition);
      if (range != null && offset < range.to() && reading.onlyComplaint().isEmpty()) {
        problem(Kind.RECORDS_MISSING, null, partition, offset, "offsets %d to %d are missing at the end".formatted(offset, range.to() - 1));
      }
    });
    long facts = verdicts.getOrDefault(Verdict.FACT, 0L);
    long alarms = verdicts.entrySet().stream().filter(entry -> entry.getKey().isAlarm()).mapToLong(Map.Entry::getValue).sum();
    return new Report(records, facts, streams.values().stream().filter(stream -> stream.head != null).count(), verdicts, alarms, problemCount, List.copyOf(problems), coverage);
  }

  /** The hash of a complaint's last fact, or null. */
  String head(String complaint) { return streams.containsKey(complaint) ? streams.get(complaint).head : null; }

  private void checkPlace(RecordView record) {
    // A file of kcat says nothing about its range; then it begins where it begins.
    long expected = next.getOrDefault(record.partition(), record.offset());
    if (record.offset() < expected) {
      problem(Kind.OUT_OF_ORDER, record, "offset %d was expected: a record was repeated or moved".formatted(expected));
      return;
    }
    if (reading.onlyComplaint().isPresent()) {
      if (!reading.onlyComplaint().get().equals(record.key())) {
        problem(Kind.STRANGER, record, "the file is about %s".formatted(reading.onlyComplaint().get()));
      }
    } else if (record.offset() > expected) {
      problem(Kind.RECORDS_MISSING, record, "offsets %d to %d before it are missing".formatted(expected, record.offset() - 1));
    }
    next.put(record.partition(), record.offset() + 1);
  }

  private void problem(Kind kind, RecordView record, String sentence) { problem(kind, record.key(), record.partition(), record.offset(), sentence); }

  private void problem(Kind kind, String complaint, int partition, long offset, String sentence) {
    problemCount++;
    if (problems.size() < SHOWN) {
      problems.add(new Problem(kind, complaint == null ? null : printable(complaint), partition, offset, sentence));
    }
  }

  /** Foreign bytes that are no hash at all are nobody's predecessor. */
  private static long prefix(String hash) {
    try {
      return hash.length() == 64 ? HexFormat.fromHexDigitsToLong(hash, 0, 16) : -1;
    } catch (IllegalArgumentException notHex) {
      return -1;
    }
  }

  private static String printable(String foreign) {
    String cut = foreign.length() > 80 ? foreign.substring(0, 80) + "…" : foreign;
    return cut.isEmpty() ? "(nothing)" : cut.replaceAll("\\p{Cntrl}", "?");
  }
}
