package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Frontier;
import cn.jsjb.seal.Merkle;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealKey;
import cn.jsjb.supervision.packing.RecordLine;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A log as it lies in a stopped copy: partitions, offsets, and every so often a checkpoint. Whoever changes it has not the key. */
final class SealedLog {
  static final SealKey KEY = SealKey.generate();

  final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
  final List<byte[]> notes = new ArrayList<>();

  private SealedLog(int count) {
    for (int i = 0; i < count; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** What is in a real log, sealed. */
  static SealedLog of(List<ConsumerRecord<byte[], byte[]>> records, int partitions, int every) {
    SealedLog log = new SealedLog(partitions);
    records.forEach(record -> log.partitions.get(record.partition()).add(record));
    log.seal(KEY, every);
    return log;
  }

  /** An honest log: races and retries, no intruders. */
  static SealedLog honest(long seed, int complaints, int steps, int every) {
    SealedLog log = new SealedLog(3);
    for (Envelope e : AnyLog.of(seed, complaints, steps).records) {
      if (e.source().equals("/" + e.type().substring(0, e.type().indexOf('.')) + "-service")) {
        log.add(e);
      }
    }
    log.seal(KEY, every);
    return log;
  }

  void add(Envelope e) {
    int partition = Math.floorMod(e.subject().hashCode(), partitions.size());
    List<ConsumerRecord<byte[], byte[]>> records = partitions.get(partition);
    records.add(record(e, partition, records.size()));
  }

  static ConsumerRecord<byte[], byte[]> record(Envelope e, int partition, long offset) {
    RecordHeaders headers = new RecordHeaders();
    String[] all = {"ce_specversion", "1.0", "content-type", "application/json", "ce_id", e.id(), "ce_source", e.source(), "ce_type", e.type(), "ce_subject", e.subject(), "ce_time",
        e.time().toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z"), "ce_schemaversion", "1", "ce_sequence", Long.toString(e.sequence()), "ce_actor", e.actor(), "ce_cause", e.cause(), "ce_previous", e.previous()};
    for (int i = 0; i < all.length; i += 2) {
      headers.add(all[i], all[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new ConsumerRecord<>("complaint-log", partition, offset, e.time().toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, e.subject().getBytes(StandardCharsets.UTF_8), e.data(), headers, Optional.empty());
  }

  /** As the sealing service does: a roll and a checkpoint, partition by partition. */
  void seal(SealKey key, int every) {
    for (int partition = 0; partition < partitions.size(); partition++) {
      String origin = Checkpoint.origin("complaint-log", partition);
      Frontier tree = new Frontier();
      notes.add(new Checkpoint(origin, 0, Merkle.empty()).sign(key).bytes());
      List<Roll.Entry> entries = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : partitions.get(partition)) {
        RecordView view = RecordView.of(record);
        entries.add(new Roll.Entry(record.offset(), Chain.hash(view), view.key()));
        if (entries.size() == every || record == partitions.get(partition).getLast()) {
          Roll roll = new Roll(origin, tree.size(), List.copyOf(entries));
          entries.forEach(e -> tree.append(e.leaf()));
          notes.add(roll.sign(key).bytes());
          notes.add(new Checkpoint(origin, tree.size(), tree.root()).sign(key).bytes());
          entries.clear();
        }
      }
    }
  }

  /** As {@code inspect export --all} writes it. */
  Path write(Path file) throws IOException {
    TreeMap<Integer, Range> ranges = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      List<ConsumerRecord<byte[], byte[]>> records = partitions.get(i);
      ranges.put(i, new Range(0, records.isEmpty() ? 0 : records.getLast().offset() + 1));
      records.forEach(record -> lines.add(RecordLine.line(record)));
    }
    lines.addFirst(ExportFile.manifest("complaint-log", null, ranges, AnyLog.BEGAN));
    for (int i = 0; i < notes.size(); i++) {
      lines.add(RecordLine.line(new ConsumerRecord<>("log-seals", 0, i, 0, TimestampType.CREATE_TIME, 0, 0, new byte[0], notes.get(i), new RecordHeaders(), Optional.empty())));
    }
    return Files.write(file, lines);
  }

  /** The public key alone, as an inspector has it. */
  static Path publicKey(Path file, SealKey key) throws IOException { return Files.writeString(file, key.verifier("complaint-log/0") + "\n"); }

  /** The same record at another place, or with other fields. */
  static ConsumerRecord<byte[], byte[]> changed(ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<ObjectNode> change) {
    try {
      ObjectNode node = (ObjectNode) EventTypes.JSON.readTree(RecordLine.line(record));
      change.accept(node);
      return RecordLine.record(node);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ConsumerRecord<byte[], byte[]> at(ConsumerRecord<byte[], byte[]> record, long offset) { return changed(record, node -> node.put("offset", offset)); }

  String keyAt(int partition, int index) { return new String(partitions.get(partition).get(index).key(), StandardCharsets.UTF_8); }
}
