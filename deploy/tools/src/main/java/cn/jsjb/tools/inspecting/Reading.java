package cn.jsjb.tools.inspecting;

import cn.jsjb.log.RecordView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a log up to an end captured at opening, partition by partition in offset order; live, or from an exported file. */
interface Reading extends AutoCloseable {
  /** For a person: which log, and where. */
  String description();

  /** Offsets that have to be there, each partition; empty where a file does not say. */
  Map<Integer, Range> ranges();

  /** The one complaint that a file is about; then the offsets between its records are other complaints'. */
  default Optional<String> onlyComplaint() { return Optional.empty(); }

  /** How many records there are about, for the progress bar. */
  long total();

  /** Hears a record and its place: what {@link #gather} finds it by. */
  interface Placed {
    void take(ConsumerRecord<byte[], byte[]> record, long place);
  }

  /** Hears a ticket with all of its records. */
  interface Told {
    void take(String complaint, List<RecordView> records);
  }

  /** Every record with its place. */
  void forEachAt(Placed reader);

  /** The records of these tickets of one partition, ticket by ticket in the order given, in constant memory. */
  void gather(int partition, List<Picking.Found> tickets, Told each);

  /** The records of one partition between these offsets. */
  default void forEach(int partition, Range range, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    forEach(record -> {
      if (record.partition() == partition && record.offset() >= range.from() && record.offset() < range.to()) {
        reader.accept(record);
      }
    });
  }

  /** Every record. */
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader);

  /** At least the records with this key; live, only its partition is read. */
  default void forEach(String key, Consumer<ConsumerRecord<byte[], byte[]>> reader) { forEach(reader); }

  /** The notes of {@code log-seals} about this log, in their order; can be read again. None where a file has none. */
  default void seals(Consumer<byte[]> reader) { sealRecords(note -> reader.accept(note.value() == null ? new byte[0] : note.value())); }

  /** The same as records. */
  default void sealRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) { }

  @Override void close();
}
