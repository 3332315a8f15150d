package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.seal.SealKey;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long verification that is stopped goes on where it was, says the same, and believes of its own file only what the seals prove. */
class ResumedVerifyTest {
  private static final VerifierKey KEY = SealedLog.KEY.verifier("complaint-log/0");
  @TempDir Path folder;

  private final SealedLog log = SealedLog.honest(11, 30, 900, 50);

  private static final class Killed extends RuntimeException {}

  /** The same log, read until somebody pulls the plug. */
  private static final class Watched implements Reading {
    final Reading log;
    final long until;
    long read;

    Watched(Reading log, long until) {
      this.log = log;
      this.until = until;
    }

    private Consumer<ConsumerRecord<byte[], byte[]>> counting(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
      return record -> {
        if (read++ >= until) {
          throw new Killed();
        }
        reader.accept(record);
      };
    }

    @Override public String description() { return log.description(); }
    @Override public Map<Integer, Range> ranges() { return log.ranges(); }
    @Override public long total() { return log.total(); }
    @Override public void forEachAt(Placed reader) { log.forEachAt(reader); }
    @Override public void gather(int partition, List<Picking.Found> tickets, Told each) { log.gather(partition, tickets, each); }
    @Override public void forEach(int partition, Range range, Consumer<ConsumerRecord<byte[], byte[]>> reader) { log.forEach(partition, range, counting(reader)); }
    @Override public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) { log.forEach(reader); }
    @Override public void sealRecords(Consumer<ConsumerRecord<byte[], byte[]>> reader) { log.sealRecords(reader); }
    @Override public void close() { log.close(); }
  }

  private Path place() { return folder.resolve("place"); }

  private Watched open(Path file, long until) { return new Watched(new ExportFile(file), until); }

  private static Judging judging(Reading reading, Path place) { return new Judging(reading, KEY, place, Duration.ZERO); }

  private Audit.Report plain(Path file) { return new Judging(new ExportFile(file), KEY, null).run(); }

  private static void assertSame(Audit.Report plain, Audit.Report resumed) {
    assertEquals(plain.records(), resumed.records());
    assertEquals(plain.facts(), resumed.facts());
    assertEquals(plain.streams(), resumed.streams());
    assertEquals(plain.verdicts(), resumed.verdicts());
    assertEquals(plain.seals(), resumed.seals());
    assertEquals(plain.problemCount(), resumed.problemCount());
    assertEquals(java.util.Set.copyOf(plain.problems()), java.util.Set.copyOf(resumed.problems()));
  }

  @Test void killed_anywhere_it_goes_on_where_it_was_and_says_the_same() throws IOException {
    Path file = log.write(folder.resolve("log.jsonl"));
    Audit.Report whole = plain(file);
    assertTrue(whole.isClean(), whole.problems().toString());
    int goneOn = 0;
    for (long at = 0; at < whole.records(); at += 37) {
      Watched killed = open(file, at);
      assertThrows(Killed.class, () -> judging(killed, place()).run());
      Watched again = open(file, Long.MAX_VALUE);
      Judging judging = judging(again, place());
      assertSame(whole, judging.run());
      assertEquals(whole.records(), judging.resumed() + again.read, "nothing is read twice but what no checkpoint covered");
      assertTrue(at - judging.resumed() <= 51, "at %d it had read, it goes on at %d".formatted(at, judging.resumed()));
      goneOn += judging.resumed() > 0 ? 1 : 0;
      assertFalse(Files.exists(place()), "what is told is not kept");
    }
    assertTrue(goneOn > 10, goneOn + " times");
  }

  @Test void killed_again_and_again_it_comes_to_the_end() throws IOException {
    log.partitions.get(1).set(30, SealedLog.changed(log.partitions.get(1).get(30), node -> node.put("value", Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)))));
    Path file = log.write(folder.resolve("log.jsonl"));
    Audit.Report whole = plain(file);
    assertFalse(whole.isClean());
    int runs = 0;
    for (Audit.Report report = null; report == null; runs++) {
      assertTrue(runs < 40);
      try {
        report = judging(open(file, 120), place()).run();
        assertSame(whole, report);
      } catch (Killed again) {
        // Once more.
      }
    }
    assertTrue(runs > 4, "what it found in an earlier run it still tells: " + runs);
  }

  @Test void the_log_grows_meanwhile_and_newer_seals_cover_more() throws IOException {
    Path file = log.write(folder.resolve("log.jsonl"));
    SealedLog shorter = SealedLog.honest(11, 30, 900, 50);
    shorter.notes.subList(shorter.notes.size() - 6, shorter.notes.size()).clear();
    Files.copy(shorter.write(folder.resolve("shorter.jsonl")), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThrows(Killed.class, () -> judging(open(file, plain(file).records() - 3), place()).run());
    log.write(file);
    Judging judging = judging(open(file, Long.MAX_VALUE), place());
    assertSame(plain(file), judging.run());
    assertTrue(judging.resumed() > 0);
  }

  /** A tampered log and the file of an untouched twin that says: read and found well. */
  @Test void what_the_seals_do_not_prove_is_not_believed() throws Exception {
    Path file = log.write(folder.resolve("log.jsonl"));
    assertThrows(Killed.class, () -> judging(open(file, 500), place()).run());
    byte[] kept = Files.readAllBytes(place());
    log.partitions.get(0).set(3, SealedLog.changed(log.partitions.get(0).get(3), node -> node.put("value", Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8)))));
    // Whoever changed the log sealed it anew with a key of his own, and the inspector was given that key.
    log.notes.clear();
    SealKey other = SealKey.generate();
    log.seal(other, 50);
    log.write(file);
    Watched again = open(file, Long.MAX_VALUE);
    Judging judging = new Judging(again, other.verifier("complaint-log/0"), place(), Duration.ZERO);
    judging.run();
    assertEquals(0, judging.resumed(), "it is about another key");

    // Written by hand, with everything in it to match but the tree: the right hash at the end, the right name at the beginning.
    Path honest = SealedLog.honest(11, 30, 900, 50).write(file);
    Random random = new Random(3);
    int places = 0;
    for (int i = 0; i < 60; i++) {
      byte[] forged = kept.clone();
      int at = forged.length - 33 - random.nextInt(350);
      forged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(place(), forged);
      Judging cut = judging(open(honest, Long.MAX_VALUE), place());
      assertTrue(cut.run().isClean());
      assertEquals(0, cut.resumed(), "not whole");
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(forged, forged.length - 32));
      System.arraycopy(digest, 0, forged, forged.length - 32, 32);
      Files.write(place(), forged);
      Judging signed = judging(open(honest, Long.MAX_VALUE), place());
      Audit.Report report = signed.run();
      // These bytes are the trees, their sizes, and what was found differing: a changed tree is refused, and no change makes a clean log unclean.
      assertTrue(report.isClean(), report.problems().toString());
      places += signed.resumed() == 0 ? 1 : 0;
    }
    assertTrue(places > 40, places + " of 60 refused by the seals");
  }

  @Test void the_command_keeps_its_place_and_wants_the_key() throws IOException {
    Path file = log.write(folder.resolve("log.jsonl"));
    Path key = SealedLog.publicKey(folder.resolve("public"), SealedLog.KEY);
    assertThrows(Killed.class, () -> judging(open(file, 700), place()).run());
    Said said = Said.by("inspect", "verify", "--json", "--from-file", file.toString(), "--key", key.toString(), "--resume", place().toString());
    JsonNode report = EventTypes.JSON.readTree(said.out());
    assertEquals(0, said.code(), said.err());
    assertTrue(report.path("clean").asBoolean());
    assertTrue(report.path("resumedAt").asLong() > 500, said.out());
    assertTrue(said.err().contains("goes on where it was"), said.err());
    assertFalse(Files.exists(place()));
    Said without = Said.by("inspect", "verify", "--from-file", file.toString(), "--data", folder.resolve("nowhere").toString(), "--resume", place().toString());
    assertEquals(2, without.code());
    assertTrue(without.err().contains("--key"), without.err());
  }
}
