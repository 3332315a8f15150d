package cn.jsjb.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.seal.Roll.Damage;
import cn.jsjb.seal.Roll.Difference;
import cn.jsjb.seal.Roll.Entry;
import cn.jsjb.seal.SealBook.Heard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Notes, checkpoints, proofs and rolls: written one way only, and everything else is refused. */
class SealTest {
  private static final SealKey KEY = SealKey.generate();
  private static final String ORIGIN = "complaint-log/3";
  private static final VerifierKey PUBLIC = KEY.verifier(ORIGIN);

  private static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

  private static String text(byte[] bytes) { return new String(bytes, StandardCharsets.UTF_8); }

  private static List<Entry> entries(long firstOffset, int count, long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      entries.add(new Entry(firstOffset + i, HexFormat.of().formatHex(hash), "c-" + random.nextInt(9)));
    }
    return entries;
  }

  private static Checkpoint checkpoint(List<Entry> entries) {
    Frontier tree = new Frontier();
    entries.forEach(e -> tree.append(e.leaf()));
    return new Checkpoint(ORIGIN, entries.size(), tree.root());
  }

  @Test void the_published_note_of_peter_neumann_verifies_and_its_key_is_read_and_written() {
    String vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    String note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    VerifierKey key = VerifierKey.parse(vkey);
    assertEquals(vkey, key.toString());
    SignedNote read = SignedNote.parse(utf8(note));
    assertTrue(read.isSignedBy(key));
    assertEquals(note, text(read.bytes()));
    assertFalse(SignedNote.parse(utf8(note.replace("answer", "question"))).isSignedBy(key));
    assertFalse(read.isSignedBy(key.named("PeterNeumann2")));
  }

  @Test void a_key_survives_its_file_and_a_mixed_one_is_refused() {
    SealKey again = SealKey.parse(KEY.pem());
    assertEquals(PUBLIC.toString(), again.verifier(ORIGIN).toString());
    assertTrue(new Checkpoint(ORIGIN, 0, Merkle.empty()).sign(again).isSignedBy(PUBLIC));
    String other = SealKey.generate().pem();
    String mixed = KEY.pem().substring(0, KEY.pem().indexOf("-----BEGIN PRIVATE")) + other.substring(other.indexOf("-----BEGIN PRIVATE"));
    assertThrows(MalformedSeal.class, () -> SealKey.parse(mixed));
    assertThrows(MalformedSeal.class, () -> SealKey.parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
  }

  @Test void malformed_keys_are_refused() {
    String good = PUBLIC.toString();
    assertEquals(good, VerifierKey.parse(good).toString());
    for (String bad : List.of("", "x", "a+b", good + "=", good.replace("+A", "+B"), good.replaceFirst("\\+[0-9a-f]{8}", "+00000000"), good.toUpperCase(java.util.Locale.ROOT),
        " " + good, "a b" + good.substring(good.indexOf('+')), good.substring(0, good.length() - 4), "+" + good)) {
      assertThrows(MalformedSeal.class, () -> VerifierKey.parse(bad), bad);
    }
  }

  @Test void a_checkpoint_is_three_lines_under_a_signature() {
    List<Entry> entries = entries(0, 5, 1);
    byte[] note = checkpoint(entries).sign(KEY).bytes();
    assertTrue(text(note).matches("(?s)complaint-log/3\n5\n[A-Za-z0-9+/]{43}=\n\n— complaint-log/3 [A-Za-z0-9+/]{91}=\n"), text(note));
    assertEquals(checkpoint(entries), Checkpoint.open(note, PUBLIC));
    assertEquals(checkpoint(entries), Checkpoint.open(note, KEY.verifier("whatever")), "the same key under the name of the origin");
    assertThrows(MalformedSeal.class, () -> Checkpoint.open(note, SealKey.generate().verifier(ORIGIN)));
  }

  @Test void malformed_checkpoints_are_refused_though_signed() {
    String root = checkpoint(entries(0, 5, 1)).text().split("\n")[2];
    for (String bad : List.of("complaint-log/3\n5\n", "complaint-log/3\n05\n" + root + "\n", "complaint-log/3\n-5\n" + root + "\n", "complaint-log/3\n+5\n" + root + "\n",
        "complaint-log/3\n5 \n" + root + "\n", "complaint-log/3\n5\n" + root + "=\n", "complaint-log/3\n5\n" + root.substring(0, 43) + "\n", "complaint-log/3\n5\n" + root + "\nextension\n",
        "\n5\n" + root + "\n", "complaint-log/03\n5\n" + root + "\n", "complaint-log\n5\n" + root + "\n", "complaint-log/3\n5\nAAAA\n", "complaint-log/3\n99999999999999999999\n" + root + "\n",
        "complaint-log/3\n٥\n" + root + "\n", "complaint-log/3\n\n5\n" + root + "\n")) {
      assertThrows(MalformedSeal.class, () -> Checkpoint.open(SignedNote.sign(bad, ORIGIN, KEY).bytes(), PUBLIC), bad);
    }
  }

  @Test void malformed_notes_are_refused() {
    String good = text(checkpoint(entries(0, 5, 1)).sign(KEY).bytes());
    for (String bad : List.of("", "\n", "\n\n", good.substring(0, good.length() - 1), good + "\n", good + "x\n", good.replace("— ", "- "), good.replace("— ", "—  "), good.replace("\n\n", "\n"),
        good.replace("5\n", "5\r\n"), good.replace("5", "5\u0000"), good.substring(0, good.indexOf("—")), good.replace("=\n", "\n"), good + good.substring(good.indexOf("—")).repeat(16))) {
      assertThrows(MalformedSeal.class, () -> {
        Checkpoint.open(utf8(bad), PUBLIC);
      }, bad);
    }
    byte[] notUtf8 = utf8(good);
    notUtf8[0] = (byte) 0xff;
    assertThrows(MalformedSeal.class, () -> SignedNote.parse(notUtf8));
  }

  @Test void signatures_of_others_say_nothing_and_a_wrong_one_of_ours_spoils_the_note() {
    SignedNote own = checkpoint(entries(0, 5, 1)).sign(KEY);
    SignedNote.Signature ours = own.signatures().getFirst();
    SignedNote.Signature witness = SignedNote.sign(own.text(), "witness.example", SealKey.generate()).signatures().getFirst();
    assertTrue(new SignedNote(own.text(), List.of(witness, ours)).isSignedBy(PUBLIC));
    assertFalse(new SignedNote(own.text(), List.of(witness)).isSignedBy(PUBLIC));
    SignedNote.Signature wrong = new SignedNote.Signature(ours.name(), ours.keyId(), witness.signature());
    assertFalse(new SignedNote(own.text(), List.of(ours, wrong)).isSignedBy(PUBLIC));
  }

  @Test void every_flipped_bit_of_a_signed_checkpoint_is_found() {
    byte[] note = checkpoint(entries(0, 5, 1)).sign(KEY).bytes();
    for (int bit = 0; bit < note.length * 8; bit++) {
      byte[] flipped = note.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(MalformedSeal.class, () -> Checkpoint.open(flipped, PUBLIC), "bit " + bit);
    }
  }

  @Test void a_proof_is_written_as_c2sp_says_and_proves_its_record_alone() {
    List<Entry> entries = entries(0, 11, 4);
    byte[] note = checkpoint(entries).sign(KEY).bytes();
    Prover prover = new Prover(11).wantInclusion(6);
    entries.forEach(e -> prover.take(e.leaf()));
    TlogProof proof = new TlogProof(6, prover.inclusion(6), note);
    String written = text(proof.bytes());
    assertTrue(written.startsWith("c2sp.org/tlog-proof@v1\nindex 6\n") && written.endsWith("\n\n" + text(note)), written);
    TlogProof read = TlogProof.parse(proof.bytes());
    assertArrayEquals(proof.bytes(), read.bytes());
    byte[] hash = HexFormat.of().parseHex(entries.get(6).hash());
    assertEquals(11, read.prove(hash, PUBLIC).size());
    assertThrows(MalformedSeal.class, () -> read.prove(HexFormat.of().parseHex(entries.get(5).hash()), PUBLIC));
    byte[] bytes = proof.bytes();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(MalformedSeal.class, () -> TlogProof.parse(flipped).prove(hash, PUBLIC), "bit " + bit);
    }
    for (String bad : List.of(written.replace("index 6", "index 06"), written.replace("index 6", "index"), written.replace("@v1", "@v2"), written.replace("index", "extra AAAA\nindex"),
        written.replaceFirst("\n\n", "\n"), written.replaceFirst("\n\n", "\n\n\n"))) {
      assertThrows(MalformedSeal.class, () -> TlogProof.parse(utf8(bad)).prove(hash, PUBLIC), bad);
    }
  }

  @Test void a_roll_is_signed_and_says_what_was_done_to_its_records() {
    List<Entry> entries = new ArrayList<>(entries(7, 6, 2));
    entries.set(2, new Entry(9, entries.get(2).hash(), "two words"));
    Roll roll = new Roll(ORIGIN, 7, entries);
    byte[] note = roll.sign(KEY).bytes();
    assertTrue(Roll.isOne(note) && !Roll.isOne(checkpoint(entries).sign(KEY).bytes()) && !Roll.isOne(new byte[0]));
    Roll read = Roll.open(note, PUBLIC);
    assertEquals(roll.text(), read.text());
    assertEquals(13, read.to());
    assertEquals(13, read.nextOffset());
    assertEquals(null, read.entries().get(2).key(), "a key that is no word is not told");
    assertThrows(MalformedSeal.class, () -> Checkpoint.open(note, PUBLIC), "a roll is no checkpoint");
    assertThrows(MalformedSeal.class, () -> Roll.open(utf8(text(note).replace("7 13", "7 14")), PUBLIC));

    assertEquals(List.of(), read.compare(entries));
    List<Entry> now = new ArrayList<>(entries);
    now.set(1, new Entry(8, "00".repeat(32), "x"));
    now.remove(3);
    now.add(new Entry(6, "11".repeat(32), "stranger"));
    assertEquals(List.of(new Difference(Damage.INSERTED, 6, "stranger", "11".repeat(32)), new Difference(Damage.ALTERED, 8, entries.get(1).key(), "00".repeat(32)),
        new Difference(Damage.REMOVED, 10, entries.get(3).key(), null)), read.compare(now));
  }

  @Test void malformed_rolls_are_refused_though_signed() {
    String good = new Roll(ORIGIN, 7, entries(7, 3, 2)).text();
    for (String bad : List.of(good.replace("7 10", "7 11"), good.replace("7 10", "10"), good.replace("\n8 ", "\n7 "), good.replace("\n8 ", "\n08 "), good + "\n", good + "x\n", good.replace("/roll", ""),
        "complaint-log/3/roll\n0 0\n", good.replace(" c-", " c c-"))) {
      assertThrows(MalformedSeal.class, () -> Roll.open(SignedNote.sign(bad, ORIGIN, KEY).bytes(), PUBLIC), bad);
    }
  }

  @Test void a_book_takes_what_follows_and_names_what_does_not() {
    List<Entry> all = entries(0, 20, 5);
    SealBook book = new SealBook(PUBLIC);
    assertInstanceOf(Heard.Taken.class, book.take(checkpoint(List.of()).sign(KEY).bytes()));
    assertInstanceOf(Heard.Noted.class, book.take(new Roll(ORIGIN, 0, all.subList(0, 8)).sign(KEY).bytes()));
    Heard.Taken eight = assertInstanceOf(Heard.Taken.class, book.take(checkpoint(all.subList(0, 8)).sign(KEY).bytes()));
    assertEquals(8, eight.sealed().nextOffset());
    assertInstanceOf(Heard.Repeated.class, book.take(checkpoint(all.subList(0, 8)).sign(KEY).bytes()));

    // No roll; a roll of other records; the past; another tree of the same size; a stranger's key; rubbish.
    assertWrong(book.take(checkpoint(all).sign(KEY).bytes()), "no roll");
    List<Entry> others = entries(8, 12, 99);
    book.take(new Roll(ORIGIN, 8, others).sign(KEY).bytes());
    assertWrong(book.take(checkpoint(all).sign(KEY).bytes()), "not consistent");
    assertWrong(book.take(checkpoint(all.subList(0, 5)).sign(KEY).bytes()), "goes back");
    assertWrong(book.take(checkpoint(entries(0, 8, 6)).sign(KEY).bytes()), "differ");
    assertWrong(book.take(checkpoint(all).sign(SealKey.generate()).bytes()), "not signed");
    assertWrong(book.take(utf8("rubbish")), "note");

    // And goes on, also after a restart.
    SealBook restarted = new SealBook(PUBLIC);
    restarted.resume(book.last(ORIGIN));
    assertInstanceOf(Heard.Noted.class, restarted.take(new Roll(ORIGIN, 8, all.subList(8, 20)).sign(KEY).bytes()));
    assertInstanceOf(Heard.Taken.class, restarted.take(checkpoint(all).sign(KEY).bytes()));
  }

  private static byte[] rolled(List<Entry> all, int from, int to, SealKey key) { return new Roll(ORIGIN, from, all.subList(from, to)).sign(key).bytes(); }

  @Test void a_change_of_keys_is_signed_by_both_and_what_was_sealed_before_stays_verifiable() {
    SealKey next = SealKey.generate();
    SealKey third = SealKey.generate();
    List<Entry> all = entries(0, 20, 5);
    List<byte[]> notes = List.of(rolled(all, 0, 8, KEY), checkpoint(all.subList(0, 8)).sign(KEY).bytes(), KeyChange.sign(KEY, next).bytes(), rolled(all, 8, 12, next),
        checkpoint(all.subList(0, 12)).sign(next).bytes(), KeyChange.sign(next, third).bytes(), rolled(all, 12, 20, third), checkpoint(all).sign(third).bytes());
    List<KeyChange> changes = KeyChange.among(notes::forEach);
    assertEquals(2, changes.size());
    // Who knows any of the keys reads all of it.
    for (SealKey known : List.of(KEY, next, third)) {
      SealBook book = new SealBook(known.verifier("any"), changes);
      notes.forEach(note -> assertFalse(book.take(note) instanceof Heard.Wrong, "with any key of the three"));
      assertEquals(20, book.last(ORIGIN).checkpoint().size());
      assertEquals(HexFormat.of().formatHex(third.verifier("x").raw()), HexFormat.of().formatHex(book.inForce().raw()));
    }
    // Who knows the oldest needs to know of no change beforehand; who knows none believes nothing.
    SealBook forward = new SealBook(PUBLIC);
    notes.forEach(note -> assertFalse(forward.take(note) instanceof Heard.Wrong));
    SealBook stranger = new SealBook(SealKey.generate().verifier("x"), changes);
    notes.forEach(note -> assertFalse(stranger.take(note) instanceof Heard.Taken));
  }

  @Test void after_a_change_the_old_key_signs_nothing_and_one_signature_changes_no_key() {
    SealKey next = SealKey.generate();
    SealKey thief = SealKey.generate();
    List<Entry> all = entries(0, 20, 5);
    SealBook book = new SealBook(PUBLIC);
    book.take(rolled(all, 0, 8, KEY));
    book.take(checkpoint(all.subList(0, 8)).sign(KEY).bytes());
    String text = new KeyChange(KEY.verifier("x"), thief.verifier("x")).text();
    assertWrong(book.take(SignedNote.sign(text, KeyChange.NAME, thief).bytes()), "both");
    assertWrong(book.take(SignedNote.sign(text, KeyChange.NAME, KEY).bytes()), "both");
    assertInstanceOf(Heard.Changed.class, book.take(KeyChange.sign(KEY, next).bytes()));
    assertInstanceOf(Heard.Repeated.class, book.take(KeyChange.sign(KEY, next).bytes()));
    // Whoever stole the old key signs a checkpoint, or goes on to a key of his own.
    assertWrong(book.take(rolled(all, 8, 20, KEY)), "not signed");
    assertWrong(book.take(KeyChange.sign(KEY, thief).bytes()), "not signed by the key in force");
    book.take(rolled(all, 8, 20, next));
    assertInstanceOf(Heard.Taken.class, book.take(checkpoint(all).sign(next).bytes()));
    byte[] genuine = KeyChange.sign(KEY, next).bytes();
    for (int bit = 0; bit < genuine.length * 8; bit += 7) {
      byte[] flipped = genuine.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(MalformedSeal.class, () -> KeyChange.open(flipped));
    }
  }

  private static void assertWrong(Heard heard, String why) {
    assertTrue(assertInstanceOf(Heard.Wrong.class, heard).sentence().contains(why), heard.toString());
  }
}
