package cn.jsjb.tools.inspecting;

import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.Prover;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.TlogProof;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.tools.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts an evidence pack together from the log and its seals. */
final class Packing {
  private Packing() {}

  /** Records are not under a checkpoint yet. */
  static final class NotSealedYet extends RuntimeException {
    NotSealedYet(String complaint, long records) {
      super("%d records of %s are not sealed yet; seal now with POST /api/seals at supervision-service, or wait for the full hour.".formatted(records, complaint));
    }
  }

  /** @param key the pack bears the one that signed its checkpoint: this, or the one before it; @param attachment the content for a hash; null where it may not be had */
  static byte[] pack(Reading reading, Pack.About about, VerifierKey key, Function<Pack.Attachment, byte[]> attachment) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    byte[] streamId = Pack.utf8(about.complaint());
    reading.forEach(about.complaint(), record -> {
      if (java.util.Arrays.equals(streamId, record.key())) {
        records.add(record);
      }
    });
    if (records.isEmpty()) {
      throw new Trouble("No record of %s is in %s.", about.complaint(), reading.description());
    }
    String origin = Checkpoint.origin(about.log(), records.getFirst().partition());
    Map<Long, String> hashes = new HashMap<>();
    records.forEach(record -> hashes.put(record.offset(), Chain.hash(RecordView.of(record))));

    Map<Long, Long> indexes = new TreeMap<>();
    SealBook.Sealed[] newest = {null};
    VerifierKey[] signer = {key};
    rolls(reading, key, origin, (sealed, inForce) -> {
      newest[0] = sealed;
      signer[0] = inForce;
      Roll roll = sealed.roll();
      for (int i = 0; roll != null && i < roll.entries().size(); i++) {
        Roll.Entry entry = roll.entries().get(i);
        String own = hashes.get(entry.offset());
        if (own != null && !own.equals(entry.hash())) {
          throw new Trouble("The record of %s at partition %d offset %d is not the one that was sealed; see deploy/inspect verify.", about.complaint(), sealed.checkpoint().partition(), entry.offset());
        }
        if (own != null) {
          indexes.put(entry.offset(), roll.from() + i);
        }
      }
    });
    if (indexes.size() < records.size()) {
      throw new NotSealedYet(about.complaint(), records.size() - indexes.size());
    }
    Prover prover = new Prover(newest[0].checkpoint().size());
    indexes.values().forEach(prover::wantInclusion);
    rolls(reading, key, origin, (sealed, inForce) -> {
      if (sealed.roll() != null) {
        sealed.roll().entries().forEach(entry -> prover.take(entry.leaf()));
      }
    });

    SortedMap<String, byte[]> given = new TreeMap<>();
    given.put(Pack.ABOUT, about.bytes());
    given.put(Pack.RECORDS, Pack.records(records));
    given.put(Pack.CHECKPOINT, newest[0].note());
    given.put(Pack.KEY, Pack.utf8(signer[0].named(origin) + "\n"));
    indexes.forEach((offset, index) -> given.put(Pack.proofName(offset), new TlogProof(index, prover.inclusion(index), newest[0].note()).bytes()));
    for (Pack.Attachment named : Pack.attachments(records)) {
      byte[] content = attachment.apply(named);
      if (content != null && !Pack.sha256(content).equals(named.sha256())) {
        throw new Trouble("The attachment %s is not what the record names: its content was changed.", named.sha256());
      }
      if (content != null) {
        given.put(Pack.ATTACHMENTS + named.sha256(), content);
      }
    }
    return Pack.write(given);
  }

  private static void rolls(Reading reading, VerifierKey key, String origin, java.util.function.BiConsumer<SealBook.Sealed, VerifierKey> reader) {
    SealBook book = new SealBook(key, KeyChange.among(reading::seals));
    reading.seals(note -> {
      if (book.take(note) instanceof Heard.Taken(SealBook.Sealed sealed) && sealed.checkpoint().origin().equals(origin)) {
        reader.accept(sealed, book.inForce());
      }
    });
  }
}
