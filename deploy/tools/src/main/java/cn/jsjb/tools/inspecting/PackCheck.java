package cn.jsjb.tools.inspecting;

import cn.jsjb.log.Chain;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.MalformedSeal;
import cn.jsjb.seal.TlogProof;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.supervision.packing.PlainZip;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Verifies an evidence pack with nothing but the public key: the container and the manifest to the byte, each record's proof under
 * the signed checkpoint, the chain, and that whatever else is in it follows from these.
 */
final class PackCheck {
  /** @param complaint null where not even that can be read @param offset -1 where it is about no record */
  record Problem(String complaint, int partition, long offset, String sentence) {}

  /** @param checkpoint null when it does not hold @param notes what could not be compared, because another version of tool or catalogue made it; no fault of the pack */
  record Report(String complaint, int records, int facts, Checkpoint checkpoint, List<Problem> problems, List<String> notes) {
    boolean isGenuine() { return problems.isEmpty(); }
  }

  private final VerifierKey key;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private SortedMap<String, byte[]> files;
  private String complaint;
  private List<ConsumerRecord<byte[], byte[]>> records = List.of();

  private PackCheck(VerifierKey key) { this.key = key; }

  static Report of(byte[] zip, VerifierKey key) { return new PackCheck(key).check(zip); }

  private Report check(byte[] zip) {
    int facts = 0;
    Checkpoint checkpoint = null;
    try {
      files = PlainZip.read(zip);
      for (String name : List.of(Pack.MANIFEST, Pack.ABOUT, Pack.RECORDS, Pack.CHECKPOINT, Pack.KEY)) {
        if (!files.containsKey(name)) {
          throw new IllegalArgumentException("%s is missing".formatted(name));
        }
      }
      checkManifest();
      Pack.About about = Pack.About.parse(files.get(Pack.ABOUT));
      complaint = about.complaint();
      records = Pack.records(files.get(Pack.RECORDS));
      checkpoint = checkpoint(about);
      facts = checkChain(about);
      if (checkpoint != null) {
        checkProofs(checkpoint);
      }
      checkWhatFollows();
    } catch (IllegalArgumentException | MalformedSeal malformed) {
      problem(-1, -1, malformed.getMessage());
    }
    return new Report(complaint, records.size(), facts, checkpoint, List.copyOf(problems), List.copyOf(notes));
  }

  private void checkManifest() {
    byte[] expected = Pack.manifest(files);
    if (Arrays.equals(expected, files.get(Pack.MANIFEST))) {
      return;
    }
    Set<String> now = new TreeSet<>(new String(expected, StandardCharsets.UTF_8).lines().toList());
    now.removeAll(new String(files.get(Pack.MANIFEST), StandardCharsets.UTF_8).lines().toList());
    now.forEach(line -> problem(-1, -1, "%s is not as the manifest says".formatted(line.substring(Math.min(66, line.length())))));
    if (now.isEmpty()) {
      problem(-1, -1, "the manifest names what is not there, or is not written as it has to be");
    }
  }

  private Checkpoint checkpoint(Pack.About about) {
    byte[] own = Pack.utf8(key.named(records.isEmpty() ? about.log() + "/0" : Checkpoint.origin(about.log(), records.getFirst().partition())) + "\n");
    if (!Arrays.equals(own, files.get(Pack.KEY))) {
      problem(-1, -1, "the pack's key is not the one that you gave");
    }
    try {
      return Checkpoint.open(files.get(Pack.CHECKPOINT), key);
    } catch (MalformedSeal forged) {
      problem(-1, -1, forged.getMessage());
      return null;
    }
  }

  /** The records are of this complaint and log, in the order of the log; each names one before it. */
  private int checkChain(Pack.About about) {
    Set<String> seen = new HashSet<>(Set.of(Chain.genesis(about.complaint())));
    long last = -1;
    int facts = 0;
    for (Pack.Told told : Pack.chain(records)) {
      int partition = told.record().partition();
      long offset = told.record().offset();
      if (!about.complaint().equals(told.record().key()) || partition != records.getFirst().partition()) {
        problem(partition, offset, "the record is not of this complaint");
      }
      if (offset <= last) {
        problem(partition, offset, "the record is not in the order of the log");
      }
      switch (told.verdict()) {
        case FACT -> facts++;
        case VOID_NOT_THE_HEAD -> {
          if (!seen.contains(told.record().previous())) {
            problem(partition, offset, "the record names a predecessor that is not in the pack");
          }
        }
        // Somebody wrote it, and it is in the log: the pack is genuine, and says so.
        case VOID_FOREIGN_SOURCE, VOID_MISADDRESSED -> { }
      }
      seen.add(told.hash());
      last = offset;
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!about.log().equals(record.topic())) {
        problem(record.partition(), record.offset(), "the record is of another log");
      }
    }
    if (facts == 0) {
      problem(-1, -1, "the pack has no fact");
    }
    return facts;
  }

  private void checkProofs(Checkpoint checkpoint) {
    long index = -1;
    for (Pack.Told told : Pack.chain(records)) {
      int partition = told.record().partition();
      long offset = told.record().offset();
      byte[] bytes = files.get(Pack.proofName(offset));
      if (bytes == null) {
        problem(partition, offset, "the record has no proof");
        continue;
      }
      try {
        TlogProof proof = TlogProof.parse(bytes);
        proof.prove(HexFormat.of().parseHex(told.hash()), key);
        if (!Arrays.equals(proof.checkpoint(), files.get(Pack.CHECKPOINT)) || !checkpoint.origin().equals(Checkpoint.origin(records.getFirst().topic(), partition))) {
          problem(partition, offset, "the proof is for another checkpoint");
        }
        if (proof.index() <= index || proof.index() > offset) {
          problem(partition, offset, "the proof is for another place in the log");
        }
        index = proof.index();
      } catch (MalformedSeal unproved) {
        problem(partition, offset, unproved.getMessage());
      }
    }
  }

  private void checkWhatFollows() {
    SortedMap<String, byte[]> given = new TreeMap<>();
    Set<String> named = new HashSet<>();
    Pack.attachments(records).forEach(a -> named.add(a.sha256()));
    Set<String> proofs = new HashSet<>();
    records.forEach(record -> proofs.add(Pack.proofName(record.offset())));
    files.forEach((name, content) -> {
      boolean attachment = name.startsWith(Pack.ATTACHMENTS) && named.contains(name.substring(Pack.ATTACHMENTS.length()));
      if (attachment && !Pack.sha256(content).equals(name.substring(Pack.ATTACHMENTS.length()))) {
        problem(-1, -1, "%s is not the attachment that the records name".formatted(name));
      }
      if (attachment || proofs.contains(name) || List.of(Pack.ABOUT, Pack.RECORDS, Pack.CHECKPOINT, Pack.KEY).contains(name)) {
        given.put(name, content);
      }
    });
    Pack.Compared compared = Pack.compare(given, files);
    compared.problems().forEach(sentence -> problem(-1, -1, sentence));
    compared.notes().forEach(note -> notes.add(note.replaceAll("\\p{Cntrl}", "?")));
  }

  private void problem(int partition, long offset, String sentence) { problems.add(new Problem(complaint, partition, offset, sentence.replaceAll("\\p{Cntrl}", "?"))); }
}
