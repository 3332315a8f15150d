package cn.jsjb.supervision.packing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.Prover;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.TlogProof;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Histories;
import cn.jsjb.supervision.inspecting.LogReader;
import cn.jsjb.supervision.sealing.SealKeys;
import cn.jsjb.supervision.sealing.SealedLogs;
import cn.jsjb.supervision.sealing.Seals;
import cn.jsjb.supervision.sealing.Seals.Grown;
import cn.jsjb.supervision.sealing.Seals.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The records of one complaint as they stand in the log, and for each the way to the root of the first checkpoint that covers them all (RFC 6962). Reads
 * the partition twice from the last checkpoint before the first of them to that checkpoint: as long as the complaint lasted. Blocks.
 */
@ApplicationScoped
public class Proving {
  /** In the order in which the hash takes them (architecture 1.1). */
  static final List<String> FIELDS = List.of("ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_schemaversion", "ce_sequence", "ce_actor", "ce_cause", "ce_previous", "value");
  private static final int AT_ONCE = 20_000;

  @Inject KafkaCluster kafka;
  @Inject Histories histories;
  @Inject LogReader log;
  @Inject Seals seals;
  @Inject SealKeys keys;

  /** @param values of {@link #FIELDS}, base64; empty where the record has no such header @param loggedAt when the broker took it in, which no hash covers */
  public record Raw(long offset, Instant loggedAt, String key, List<String> values) {}

  /** @param index of the leaf, from 0 @param path hashes from the leaf's sibling up, base64 */
  public record Proof(long offset, long index, List<String> path) {}

  /**
   * @param fields what the values of a record are
   * @param proofs empty as long as not all records are sealed; {@code POST /api/seals} seals them
   * @param checkpoint the signed note as published (c2sp.org/tlog-checkpoint), or null
   * @param key the public key for this partition as C2SP writes keys, or null; compare it with the one published elsewhere
   */
  public record Proved(String complaintId, String log, int partition, List<String> fields, List<Raw> records, List<Proof> proofs, String checkpoint, Instant sealedAt, String key) {}

  Proved of(Row<Oversight> row) {
    List<RecordView> records = histories.records(row);
    int partition = row.partition();
    List<Raw> raw = records.stream().map(r -> new Raw(r.offset(), Instant.ofEpochMilli(r.logTime()), r.key(), Arrays.stream(r.hashed()).map(Proving::base64).toList())).toList();
    Seal seal = records.isEmpty() ? null : seals.covering(EventLog.COMPLAINTS, partition, records.getLast().offset());
    String key = keys.verifier().map(k -> k.named(Checkpoint.origin(EventLog.COMPLAINTS, partition)).toString()).orElse(null);
    return new Proved(row.id(), EventLog.COMPLAINTS, partition, FIELDS, raw, seal == null ? List.of() : proofs(records, partition, seal), seal == null ? null : seal.note(), seal == null ? null : seal.publishedAt(), key);
  }

  /**
   * The evidence pack of these records, as {@code deploy/inspect verify --pack} wants it; without the contents of attachments, which intake-service gives out under its
   * own rules. Refused as long as not all records are sealed.
   */
  byte[] pack(Row<Oversight> row, String by, String reason) {
    Proved proved = of(row);
    if (proved.checkpoint == null || proved.key == null) {
      throw new Refused(Reason.NOT_SEALED_YET);
    }
    List<ConsumerRecord<byte[], byte[]>> records = List.copyOf(log.raw(EventLog.COMPLAINTS, row.partition(), proved.records.stream().map(Raw::offset).toList()).values());
    byte[] note = proved.checkpoint.getBytes(StandardCharsets.UTF_8);
    SortedMap<String, byte[]> given = new TreeMap<>();
    given.put(Pack.ABOUT, new Pack.About(EventLog.COMPLAINTS, row.id(), by, reason).bytes());
    given.put(Pack.RECORDS, Pack.records(records));
    given.put(Pack.CHECKPOINT, note);
    given.put(Pack.KEY, (proved.key + "\n").getBytes(StandardCharsets.UTF_8));
    proved.proofs.forEach(p -> given.put(Pack.proofName(p.offset), new TlogProof(p.index, p.path.stream().map(Base64.getDecoder()::decode).toList(), note).bytes()));
    return Pack.write(given);
  }

  private List<Proof> proofs(List<RecordView> records, int partition, Seal seal) {
    try (SealedLogs logs = new SealedLogs(kafka)) {
      // A checkpoint says how many records lie before its end, and its frontier all that a proof needs of them: only what follows is read.
      Grown before = seals.before(EventLog.COMPLAINTS, partition, records.getFirst().offset());
      Set<Long> wanted = records.stream().map(RecordView::offset).collect(Collectors.toSet());
      Map<Long, Long> indexes = new TreeMap<>();
      long[] index = {before.size()};
      pass(logs, partition, before.nextOffset(), records.getLast().offset() + 1, entries -> entries.forEach(entry -> {
        if (wanted.contains(entry.offset())) {
          indexes.put(entry.offset(), index[0]);
        }
        index[0]++;
      }));
      Prover prover = new Prover(seal.size(), before.size(), before.frontier());
      indexes.values().forEach(prover::wantInclusion);
      pass(logs, partition, before.nextOffset(), seal.nextOffset(), entries -> entries.forEach(entry -> prover.take(entry.leaf())));
      if (!prover.isComplete()) {
        throw new Refused(Reason.AWAY);
      }
      return indexes.entrySet().stream().map(e -> new Proof(e.getKey(), e.getValue(), prover.inclusion(e.getValue()).stream().map(Proving::base64).toList())).toList();
    } catch (KafkaException away) {
      throw new Refused(Reason.AWAY);
    }
  }

  private static void pass(SealedLogs logs, int partition, long from, long to, Consumer<List<Roll.Entry>> reader) {
    for (long next = from; next < to; ) {
      List<Roll.Entry> entries = logs.entries(EventLog.COMPLAINTS, partition, next, to, AT_ONCE);
      if (entries.isEmpty()) {
        return;
      }
      reader.accept(entries);
      next = entries.getLast().offset() + 1;
    }
  }

  private static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }
}
