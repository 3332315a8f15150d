package cn.jsjb.tools.inspecting;

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
