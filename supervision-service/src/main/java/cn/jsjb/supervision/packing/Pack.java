package cn.jsjb.supervision.packing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.inspecting.Story;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An evidence pack (证据包): all records of one complaint as they stand in the log, a proof for each that it is under a signed
 * checkpoint, the attachments, and what follows from these: the chain, the rules that decided, a cover sheet. What follows is made
 * by {@link #derive} alone, when a pack is written and again when one is verified, so that nothing in a pack is merely claimed. What
 * another version of this code or of the catalogue made is compared as far as both can know it, see {@link #compare}.
 */
public final class Pack {
  public static final String MANIFEST = "MANIFEST", ABOUT = "pack.json", RECORDS = "records.jsonl", CHECKPOINT = "checkpoint.txt", KEY = "key.vkey", COVER = "cover.pdf", CHAIN = "chain.txt",
      ATTACHED = "attachments.txt", READ_ME = "README.txt", PROOFS = "proofs/", ATTACHMENTS = "attachments/", RULES = "rules/";
  public static final int FORMAT = 1;
  /** Of the code that writes sheet and instructions: a change of their words or their looks is another one. */
  private static final int EDITION = 2;

  private Pack() {}

  private static final class Holder {
    static final String DERIVATION = "%d-%s".formatted(EDITION, sha256(utf8(HOW_TO + Story.names() + Arrays.stream(Stage.values()).map(Stage::chinese).toList()
        + Catalogue.get().units().all().stream().map(unit -> unit.code() + unit.name()).sorted().toList())).substring(0, 12));
  }

  /** By what the sheet and the instructions of a pack are made here: the edition of the code, and a hash of the words and the names of units that it takes. */
  public static String derivation() { return Holder.DERIVATION; }

  /**
   * @param reason why it was made @param by who made it; both as the exporter said
   * @param derivation by what its maker derived, null of a pack from before there was one
   */
  public record About(String log, String complaint, String by, String reason, String derivation) {
    public About(String log, String complaint, String by, String reason) { this(log, complaint, by, reason, Pack.derivation()); }

    public byte[] bytes() {
      ObjectNode node = EventTypes.JSON.createObjectNode().put("format", FORMAT).put("log", log).put("complaint", complaint).put("by", by).put("reason", reason);
      return utf8((derivation == null ? node : node.put("derivation", derivation)) + "\n");
    }

    public static About parse(byte[] bytes) {
      try {
        JsonNode node = EventTypes.JSON.readTree(bytes);
        About about = new About(node.path("log").asText(null), node.path("complaint").asText(null), node.path("by").asText(null), node.path("reason").asText(null), node.path("derivation").asText(null));
        if (about.log == null || about.complaint == null || !Arrays.equals(bytes, about.bytes())) {
          throw new IllegalArgumentException("%s is not as it has to be".formatted(ABOUT));
        }
        return about;
      } catch (java.io.IOException malformed) {
        throw new IllegalArgumentException("%s is not as it has to be".formatted(ABOUT));
      }
    }
  }

  public static String proofName(long offset) { return PROOFS + "%012d.tlog-proof".formatted(offset); }

  /** An attachment that a record names. */
  public record Attachment(String sha256, String name, String mediaType) {}

  /** Every attachment that the records name, wherever in their payloads, in the order of their hashes. */
  public static List<Attachment> attachments(List<ConsumerRecord<byte[], byte[]>> records) {
    SortedMap<String, Attachment> found = new TreeMap<>();
    payloads(records).forEach(payload -> payload.findParents("sha256").forEach(node -> {
      String sha256 = node.path("sha256").asText();
      if (sha256.matches("[0-9a-f]{64}")) {
        found.putIfAbsent(sha256, new Attachment(sha256, node.path("name").asText(""), node.path("mediaType").asText("")));
      }
    }));
    return List.copyOf(found.values());
  }

  /** As far as they can be read; of a fact that nobody can read, nobody can say what it names. What is void decided nothing. */
  private static List<LoggedEvent> facts(List<Told> chain) {
    List<LoggedEvent> events = new ArrayList<>();
    chain.stream().filter(told -> told.verdict.isFact()).map(Told::record).forEach(record -> {
      try {
        events.add(EventTypes.read(record.type(), record.schemaVersion(), record.value()));
      } catch (RuntimeException unreadable) {
        // It is in the pack all the same, byte for byte.
      }
    });
    return events;
  }

  public static List<JsonNode> payloads(List<ConsumerRecord<byte[], byte[]>> records) {
    List<JsonNode> payloads = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        JsonNode payload = record.value() == null ? null : EventTypes.JSON.readTree(record.value());
        if (payload != null) {
          payloads.add(payload);
        }
      } catch (java.io.IOException noJson) {
        // A record that is no JSON names nothing.
      }
    }
    return payloads;
  }

  /** The whole pack. @param given what does not follow from the rest: about, records, checkpoint, key, proofs, attachments */
  public static byte[] write(SortedMap<String, byte[]> given) {
    SortedMap<String, byte[]> files = new TreeMap<>(given);
    files.putAll(derive(given));
    files.put(MANIFEST, manifest(files));
    return PlainZip.write(files);
  }

  /** What follows from the given files. */
  public static SortedMap<String, byte[]> derive(SortedMap<String, byte[]> given) {
    About about = About.parse(given.get(ABOUT));
    List<ConsumerRecord<byte[], byte[]>> records = records(given.get(RECORDS));
    SortedMap<String, byte[]> derived = new TreeMap<>();
    List<Told> chain = chain(records);
    // The name of what made the pack stands in it twice, so that it cannot be changed in one place.
    StringBuilder lines = new StringBuilder("# partition offset hash predecessor verdict%s\n".formatted(about.derivation == null ? "" : " (derivation %s)".formatted(line(about.derivation))));
    chain.forEach(told -> lines.append("%d %d %s %s %s\n".formatted(told.record.partition(), told.record.offset(), told.hash, word(told.record.previous()), told.verdict)));
    derived.put(CHAIN, utf8(lines.toString()));
    StringBuilder attached = new StringBuilder("# sha256 in-the-pack media-type name\n");
    attachments(records).forEach(a -> attached.append("%s %s %s %s\n".formatted(a.sha256, given.containsKey(ATTACHMENTS + a.sha256) ? "yes" : "no", word(a.mediaType), line(a.name))));
    derived.put(ATTACHED, utf8(attached.toString()));
    Map<String, byte[]> rules = RulesNamed.by(facts(chain));
    rules.forEach((name, rule) -> derived.put(RULES + name, rule));
    derived.put(READ_ME, utf8(HOW_TO.formatted(about.complaint)));
    derived.put(COVER, CoverSheet.of(about, chain, given.get(CHECKPOINT), VerifierKey.parse(new String(given.get(KEY), StandardCharsets.UTF_8).strip()), rules.keySet(), attached.toString()));
    return derived;
  }

  /** @param problems what does not follow from the records @param notes what cannot be said here, because another version of code or catalogue made it */
  public record Compared(List<String> problems, List<String> notes) {}

  /**
   * Derives again and compares byte by byte: the chain and the list of attachments always; an excerpt of the rules where pack and catalogue both have its version; sheet and
   * instructions where the pack was made by the same {@link #derivation}.
   *
   * @param given those of the files that do not follow from others
   */
  public static Compared compare(SortedMap<String, byte[]> given, SortedMap<String, byte[]> files) {
    String made = About.parse(given.get(ABOUT)).derivation;
    boolean isAlike = derivation().equals(made);
    String by = "%s, here is %s".formatted(made == null ? "an older version of this tool" : made, derivation());
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    SortedMap<String, byte[]> derived = derive(given);
    derived.forEach((name, content) -> {
      byte[] there = files.get(name);
      boolean isRule = name.startsWith(RULES);
      if (Arrays.equals(content, there)) {
        if (isRule && RulesNamed.isMissing(content)) {
          notes.add("%s: neither the pack nor this tool has that version".formatted(name));
        }
      } else if (there != null && isRule && RulesNamed.isMissing(content)) {
        notes.add("%s was not compared: the catalogue of this tool does not have that version".formatted(name));
      } else if (there != null && isRule && RulesNamed.isMissing(there)) {
        notes.add("%s: the pack does not have that version, the catalogue of this tool does".formatted(name));
      } else if (there != null && !isAlike && (name.equals(COVER) || name.equals(READ_ME))) {
        notes.add("%s was not compared: it was made by %s".formatted(name, by));
      } else {
        problems.add("%s does not follow from the records".formatted(name));
      }
    });
    files.keySet().stream().filter(name -> !given.containsKey(name) && !derived.containsKey(name) && !name.equals(MANIFEST)).forEach(name -> {
      // Packs without a derivation also have the rules that void records name.
      if (made == null && name.startsWith(RULES)) {
        notes.add("%s was not compared: the pack was made by %s".formatted(name, by));
      } else {
        problems.add("%s does not belong to the pack".formatted(name));
      }
    });
    return new Compared(List.copyOf(problems), List.copyOf(notes));
  }

  /** A record and what the law says of it. */
  public record Told(RecordView record, String hash, Chain.Verdict verdict) {}

  public static List<Told> chain(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Told> chain = new ArrayList<>();
    String head = null;
    for (ConsumerRecord<byte[], byte[]> raw : records) {
      RecordView record = RecordView.of(raw);
      Chain.Verdict verdict = Chain.judge(head, record);
      String hash = Chain.hash(record);
      head = verdict.isFact() ? hash : head;
      chain.add(new Told(record, hash, verdict));
    }
    return chain;
  }

  public static byte[] records(List<ConsumerRecord<byte[], byte[]>> records) {
    StringBuilder lines = new StringBuilder();
    records.forEach(record -> lines.append(RecordLine.line(record)).append('\n'));
    return utf8(lines.toString());
  }

  /** @throws IllegalArgumentException when they are not written as {@link #records(List)} writes */
  public static List<ConsumerRecord<byte[], byte[]>> records(byte[] lines) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    int number = 0;
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
      number++;
      try {
        records.add(RecordLine.record(EventTypes.JSON.readTree(line)));
      } catch (JsonProcessingException | RuntimeException malformed) {
        throw new IllegalArgumentException("line %d of %s is not a record".formatted(number, RECORDS));
      }
    }
    if (!Arrays.equals(lines, records(records))) {
      throw new IllegalArgumentException("%s is not written as it has to be".formatted(RECORDS));
    }
    return records;
  }

  public static byte[] manifest(SortedMap<String, byte[]> files) {
    StringBuilder lines = new StringBuilder();
    files.forEach((name, content) -> {
      if (!name.equals(MANIFEST)) {
        lines.append(sha256(content)).append("  ").append(name).append('\n');
      }
    });
    return utf8(lines.toString());
  }

  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String word(String text) { return text.isEmpty() ? "-" : text.replaceAll("[\\s\\p{Cntrl}]", "?"); }

  private static String line(String text) { return text.replaceAll("\\p{Cntrl}", "?"); }

  public static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

  private static final String HOW_TO = """
      接诉即办 证据包 · evidence pack of complaint %s

      核验 / verify:  deploy/inspect verify --pack FILE.zip --key PUBLIC-KEY-FILE
      公钥须另行取得（GET /api/seals/key，或封印方公布之处），不可只信包内的 key.vkey。
      Get the public key from elsewhere; the copy in the pack only says which one it is.

      MANIFEST          sha256sum -c MANIFEST
      records.jsonl     原始记录（消息头、值为 base64） / the records as they stand in the log, values in base64
      chain.txt         哈希链 / each record's hash, predecessor and verdict (architecture 1.1)
      proofs/           每条记录的 c2sp.org/tlog-proof / a proof for each record
      checkpoint.txt    已签名的检查点 / the signed checkpoint (c2sp.org/tlog-checkpoint)
      rules/            事实所依据的规则版本 / the versions of the rules that the facts name
      attachments/      附件，文件名为其 SHA-256 / attachments under their SHA-256

      不能由本包证明：导出之后的新记录；消息时间 ts 由消息系统记录，不在哈希之内；规则摘录来自导出工具所带目录，
      目录中已无该版本的，摘录写明 "missing":true。
      What a pack does not prove: that no later record exists; the broker's time ts, which no hash covers; the excerpts of the rules
      are those of the exporting tool's catalogue, "missing":true where it has that version no more.
      """;
}
