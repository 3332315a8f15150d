package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.supervision.packing.PlainZip;
import cn.jsjb.tools.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence packs: the same for the same complaint, verified with the public key alone, and not to be changed by a bit. */
class PackTest {
  private static final byte[] PICTURE = "picture".getBytes(StandardCharsets.UTF_8);
  private static final String COMPLAINT = "6f1ed5d0-0000-5000-8000-000000000001";
  private static final VerifierKey KEY = SealedLog.KEY.verifier("complaint-log/0");
  @TempDir static Path folder;
  private static Path logFile;
  private static Path keyFile;
  private static byte[] pack;

  /** One complaint of five records with a picture and named rules, between many others. */
  @BeforeAll static void a_sealed_log_and_a_pack_of_one_complaint() throws IOException {
    SealedLog log = SealedLog.honest(5, 12, 300, 1_000);
    log.notes.clear();
    List<Envelope> chain = new ArrayList<>();
    String previous = Chain.genesis(COMPLAINT);
    IntakeEvent.RequestReceived received = (IntakeEvent.RequestReceived) AnyLog.received(COMPLAINT);
    for (var event : List.of(new IntakeEvent.RequestReceived(received.ticketNo(), "WECHAT", COMPLAINT, received.requestType(), "小区门口游商占道", null, received.place(), AnyLog.BEGAN, null, null,
            List.of(new Attachment("现场.jpg", "image/jpeg", PICTURE.length, Pack.sha256(PICTURE))), IntakeEvent.Claimant.UNKNOWN),
        new DispatchEvent.CoHandlingRequested(1, "110107011", "清理", AnyLog.BEGAN, "110107", "2019.1"), new IntakeEvent.RequestUrged("𠮷野家门口 “急”"))) {
      Envelope e = AnyLog.envelope("00000000-0000-0000-0000-00000000000" + chain.size(), COMPLAINT, event, chain.size(), chain.size() + 1, previous);
      previous = e.hash();
      chain.add(e);
    }
    int step = 0;
    for (Envelope e : chain) {
      log.add(e);
      AnyLog.of(70 + step++, 4, 30).records.stream().filter(o -> !o.source().equals("/analytics-service")).forEach(log::add);
    }
    log.add(chain.get(2));
    log.seal(SealedLog.KEY, 64);
    logFile = log.write(folder.resolve("log.jsonl"));
    keyFile = SealedLog.publicKey(folder.resolve("public"), SealedLog.KEY);
    pack = pack();
  }

  private static byte[] pack() {
    try (Reading reading = new ExportFile(logFile)) {
      return Packing.pack(reading, new Pack.About("complaint-log", COMPLAINT, "李某", "信访核查"), KEY, a -> a.sha256().equals(Pack.sha256(PICTURE)) ? PICTURE : null);
    }
  }

  private static List<String> problems(byte[] zip) { return PackCheck.of(zip, KEY).problems().stream().map(PackCheck.Problem::sentence).toList(); }

  /** What a forger does: changes files, and makes everything that follows from them anew. */
  private static byte[] forged(java.util.function.Consumer<SortedMap<String, byte[]>> forgery) {
    SortedMap<String, byte[]> files = PlainZip.read(pack);
    SortedMap<String, byte[]> given = new TreeMap<>();
    files.forEach((name, content) -> {
      if (name.startsWith(Pack.PROOFS) || name.startsWith(Pack.ATTACHMENTS) || List.of(Pack.ABOUT, Pack.RECORDS, Pack.CHECKPOINT, Pack.KEY).contains(name)) {
        given.put(name, content);
      }
    });
    forgery.accept(given);
    return Pack.write(given);
  }

  @Test void a_pack_is_the_same_for_the_same_complaint_and_genuine() {
    assertArrayEquals(pack, pack());
    PackCheck.Report report = PackCheck.of(pack, KEY);
    assertEquals(List.of(), report.problems());
    assertEquals(4, report.records());
    assertEquals(3, report.facts());
    assertEquals(COMPLAINT, report.complaint());
    assertTrue(report.isGenuine() && report.checkpoint().size() > 100);
  }

  @Test void any_unzip_opens_it_and_the_sheet_is_readable_chinese() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    assertEquals(PlainZip.read(pack).keySet(), files.keySet());
    assertTrue(files.keySet().containsAll(List.of("MANIFEST", "records.jsonl", "chain.txt", "cover.pdf", "key.vkey", "checkpoint.txt", "attachments/" + Pack.sha256(PICTURE), "rules/limits@2019.1.json")), files.keySet().toString());
    assertEquals(1, files.keySet().stream().filter(name -> name.startsWith(Pack.RULES)).count(), "the other books that have a 2019.1 decided nothing");
    assertArrayEquals(PICTURE, files.get("attachments/" + Pack.sha256(PICTURE)));
    assertTrue(new String(files.get("rules/limits@2019.1.json"), StandardCharsets.UTF_8).contains("URGENT_2H"));
    try (PDDocument sheet = Loader.loadPDF(files.get("cover.pdf"))) {
      String text = new PDFTextStripper().getText(sheet);
      for (String word : List.of("证据包封面", COMPLAINT, "RX260506-", "受理", "催办", "作废", "complaint-log/", "信访核查", "limits@2019.1", "inspect verify --pack")) {
        assertTrue(text.contains(word), word + " is not on the sheet: " + text);
      }
      assertTrue(sheet.getPage(0).getResources().getFontNames().iterator().hasNext());
      for (var name : sheet.getPage(0).getResources().getFontNames()) {
        assertTrue(sheet.getPage(0).getResources().getFont(name).isEmbedded(), "a bare machine has no such font");
      }
    }
  }

  @Test void every_byte_of_the_pack_counts() {
    Random random = new Random(1_234_5);
    int coverBegins = indexOf(pack, "cover.pdf");
    int coverEnds = coverBegins + PlainZip.read(pack).get("cover.pdf").length;
    long tried = 0;
    for (int at = 0; at < pack.length; at++) {
      // Inside the sheet, most of which is the font, one byte in forty; everywhere else every bit.
      boolean inside = at > coverBegins + 9 && at < coverEnds;
      if (inside && random.nextInt(40) != 0) {
        continue;
      }
      for (int bit = inside ? random.nextInt(8) : 0; bit < 8; bit += inside ? 8 : 1) {
        pack[at] ^= (byte) (1 << bit);
        boolean found = !PackCheck.of(pack, KEY).isGenuine();
        pack[at] ^= (byte) (1 << bit);
        assertTrue(found, "byte %d bit %d".formatted(at, bit));
        tried++;
      }
    }
    System.out.printf("evidence pack: %,d flipped bits in %,d bytes, all found%n", tried, pack.length);
  }

  @Test void a_cut_or_longer_file_and_anything_in_the_container_is_found() {
    for (int length : new int[] {0, 1, 4, 29, 30, 100, pack.length / 2, pack.length - 1}) {
      assertFalse(problems(Arrays.copyOf(pack, length)).isEmpty(), "cut to " + length);
    }
    assertFalse(problems(Arrays.copyOf(pack, pack.length + 1)).isEmpty());
    byte[] shifted = new byte[pack.length + 1];
    System.arraycopy(pack, 0, shifted, 1, pack.length);
    assertFalse(problems(shifted).isEmpty());
    assertFalse(problems(new byte[0]).isEmpty());
  }

  /** Bits flipped in a file by somebody who then makes the container right, and by one who also makes the manifest right. */
  @Test void a_flipped_bit_in_a_file_is_found_also_in_a_right_container_and_under_a_right_manifest() {
    SortedMap<String, byte[]> files = PlainZip.read(pack);
    Random random = new Random(77);
    for (String name : files.keySet()) {
      for (int round = 0; round < (name.equals(Pack.COVER) ? 4 : 8); round++) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        byte[] content = files.get(name).clone();
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        changed.put(name, content);
        assertFalse(problems(PlainZip.write(changed)).isEmpty(), name);
        if (!name.equals(Pack.RECORDS) && !name.equals(Pack.MANIFEST)) {
          changed.put(Pack.MANIFEST, Pack.manifest(changed));
          assertFalse(problems(PlainZip.write(changed)).isEmpty(), name + " with its manifest");
        }
      }
    }
  }

  @Test void a_forger_without_the_key_who_makes_everything_anew_is_found_at_the_record() {
    // Another word in a record; chain, sheet and manifest made anew.
    PackCheck.Report altered = PackCheck.of(forged(given -> {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Pack.records(given.get(Pack.RECORDS)));
      records.set(2, SealedLog.changed(records.get(2), node -> node.put("value", "e30=")));
      given.put(Pack.RECORDS, Pack.records(records));
    }), KEY);
    long offset = Pack.records(PlainZip.read(pack).get(Pack.RECORDS)).get(2).offset();
    assertTrue(altered.problems().stream().anyMatch(p -> p.offset() == offset && p.complaint().equals(COMPLAINT) && p.sentence().contains("is not leaf")), altered.toString());

    // A record left out of the middle, with its proof; two exchanged; another complaint's proof.
    List<String> without = problems(forged(given -> {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Pack.records(given.get(Pack.RECORDS)));
      given.remove(Pack.proofName(records.remove(1).offset()));
      given.put(Pack.RECORDS, Pack.records(records));
    }));
    assertTrue(without.stream().anyMatch(s -> s.contains("predecessor")), without.toString());
    assertTrue(problems(forged(given -> {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Pack.records(given.get(Pack.RECORDS)));
      java.util.Collections.swap(records, 0, 1);
      given.put(Pack.RECORDS, Pack.records(records));
    })).stream().anyMatch(s -> s.contains("order of the log")));
    assertTrue(problems(forged(given -> {
      List<ConsumerRecord<byte[], byte[]>> records = Pack.records(given.get(Pack.RECORDS));
      given.put(Pack.proofName(records.get(0).offset()), given.get(Pack.proofName(records.get(1).offset())));
    })).stream().anyMatch(s -> s.contains("is not leaf")));
    assertTrue(problems(forged(given -> given.put(Pack.ATTACHMENTS + Pack.sha256(PICTURE), "another".getBytes(StandardCharsets.UTF_8)))).stream().anyMatch(s -> s.contains("not the attachment")));
    assertTrue(problems(forged(given -> given.remove(Pack.proofName(offset)))).stream().anyMatch(s -> s.contains("no proof")));
  }

  @Test void another_key_and_strange_files_are_refused() {
    PackCheck.Report other = PackCheck.of(pack, SealKey.generate().verifier("complaint-log/0"));
    assertTrue(other.problems().stream().anyMatch(p -> p.sentence().contains("not the one that you gave")));
    assertTrue(other.problems().stream().anyMatch(p -> p.sentence().contains("not signed by the key")));
    SortedMap<String, byte[]> more = new TreeMap<>(PlainZip.read(pack));
    more.put("extra.txt", PICTURE);
    more.put(Pack.MANIFEST, Pack.manifest(more));
    assertTrue(problems(PlainZip.write(more)).stream().anyMatch(s -> s.contains("does not belong")));
    for (String name : List.copyOf(PlainZip.read(pack).keySet())) {
      SortedMap<String, byte[]> less = new TreeMap<>(PlainZip.read(pack));
      less.remove(name);
      less.replace(Pack.MANIFEST, Pack.manifest(less));
      boolean optional = name.startsWith(Pack.ATTACHMENTS); // found too: the list says that it is in the pack
      assertFalse(problems(PlainZip.write(less)).isEmpty(), name + optional);
    }
    assertThrows(IllegalArgumentException.class, () -> PlainZip.read("PK".getBytes(StandardCharsets.UTF_8)));
  }

  @Test void a_complaint_that_is_not_sealed_or_not_there_makes_no_pack() throws IOException {
    try (Reading reading = new ExportFile(logFile)) {
      assertThrows(cn.jsjb.tools.Trouble.class, () -> Packing.pack(reading, new Pack.About("complaint-log", "nobody", "x", "y"), KEY, a -> null));
    }
    SealedLog unsealed = SealedLog.honest(5, 12, 300, 1_000);
    String complaint = unsealed.keyAt(0, 0);
    unsealed.add(AnyLog.envelope("00000000-0000-0000-0000-000000000009", complaint, new IntakeEvent.RequestUrged("x"), 1, 2, Chain.genesis(complaint)));
    try (Reading reading = new ExportFile(unsealed.write(folder.resolve("unsealed.jsonl")))) {
      assertTrue(assertThrows(Packing.NotSealedYet.class, () -> Packing.pack(reading, new Pack.About("complaint-log", complaint, "x", "y"), KEY, a -> null)).getMessage().startsWith("1 records"));
    }
  }

  @Test void the_command_writes_and_verifies_with_the_public_key_alone() throws IOException {
    Path zip = folder.resolve("pack.zip");
    Said made = Said.by("inspect", "export", COMPLAINT, "--pack", zip.toString(), "--reason", "信访核查", "--by", "李某", "--no-attachments", "--from-file", logFile.toString(), "--key", keyFile.toString());
    assertEquals(0, made.code(), made.err());
    String nowhere = folder.resolve("nowhere").toString();
    Said genuine = Said.by("inspect", "verify", "--pack", zip.toString(), "--key", keyFile.toString(), "--data", nowhere);
    assertEquals(0, genuine.code(), genuine.out() + genuine.err());
    assertTrue(genuine.out().contains("Genuine") && genuine.out().contains(COMPLAINT), genuine.out());
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 3] ^= 4;
    Files.write(zip, bytes);
    Said spoiled = Said.by("inspect", "verify", "--json", "--pack", zip.toString(), "--key", keyFile.toString(), "--data", nowhere);
    assertEquals(1, spoiled.code());
    assertTrue(spoiled.out().contains("\"genuine\":false"), spoiled.out());
    assertEquals(2, Said.by("inspect", "verify", "--pack", zip.toString(), "--data", nowhere).code(), "not without a key");
    assertEquals(2, Said.by("inspect", "verify", "--pack", folder.resolve("none.zip").toString(), "--key", keyFile.toString()).code());
    assertEquals(2, Said.by("inspect", "export", COMPLAINT, "--pack", zip.toString(), "--from-file", logFile.toString(), "--key", keyFile.toString()).code(), "not without a reason");
  }

  @Test void a_reader_in_another_language_that_knows_only_the_specifications_agrees() throws Exception {
    Path zip = Files.write(folder.resolve("python.zip"), pack);
    assertEquals("4 records proved under complaint-log/", python(zip).replaceAll("[0-9]+ at.*|\\s+$", ""));
    byte[] other = forged(given -> {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Pack.records(given.get(Pack.RECORDS)));
      records.set(2, SealedLog.changed(records.get(2), node -> node.put("value", "e30=")));
      given.put(Pack.RECORDS, Pack.records(records));
    });
    assertTrue(python(Files.write(folder.resolve("forged.zip"), other)).startsWith("NOT PROVED"));
  }

  private static String python(Path zip) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder("python3", Path.of("src/test/python/verify_pack.py").toAbsolutePath().toString(), zip.toString(), keyFile.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException absent) {
      Assumptions.abort("there is no python3 here");
      return null;
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return answer;
  }

  private static int indexOf(byte[] bytes, String word) {
    byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError(word + " is not there");
  }
}
