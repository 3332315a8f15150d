package cn.jsjb.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * RFC 6962: the reference vectors of certificate-transparency (merkletree tests, the same in transparency-dev/merkle), and every tree
 * up to a size against the recursive definitions of the RFC's text, written down here a second time.
 */
class MerkleTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS = List.of(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  private static final String N0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", N1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      N01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      N03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", N47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      N4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", N6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";

  private static byte[] hex(String text) { return HEX.parseHex(text); }

  private static List<byte[]> hashes(String... hex) { return Arrays.stream(hex).map(MerkleTest::hex).toList(); }

  private static List<byte[]> leaves(int size) { return LEAVES.subList(0, size).stream().map(MerkleTest::hex).map(Merkle::leaf).toList(); }

  private static void assertPath(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.stream().map(HEX::formatHex).toList(), actual.stream().map(HEX::formatHex).toList());
  }

  @Test void the_published_roots() {
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", HEX.formatHex(new Frontier().root()));
    Frontier tree = new Frontier();
    for (int i = 0; i < LEAVES.size(); i++) {
      tree.append(leaves(LEAVES.size()).get(i));
      assertEquals(ROOTS.get(i), HEX.formatHex(tree.root()));
    }
  }

  @Test void a_proof_that_goes_on_from_a_checkpoint_is_the_one_made_from_the_first_leaf() {
    int largest = 40;
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < largest; i++) {
      leaves.add(Merkle.leaf(new byte[] {(byte) i}));
    }
    for (int size = 1; size <= largest; size++) {
      Prover whole = new Prover(size);
      for (int index = 0; index < size; index++) {
        whole.wantInclusion(index);
      }
      leaves.subList(0, size).forEach(whole::take);
      Frontier earlier = new Frontier();
      for (int began = 0; began < size; began++) {
        Prover later = new Prover(size, began, earlier.bytes());
        for (int index = began; index < size; index++) {
          later.wantInclusion(index);
        }
        leaves.subList(began, size).forEach(later::take);
        assertTrue(later.isComplete());
        for (int index = began; index < size; index++) {
          assertPath(whole.inclusion(index), later.inclusion(index));
        }
        earlier.append(leaves.get(began));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new Prover(5, 2, Merkle.leaf(new byte[0])).wantInclusion(1));
    assertThrows(IllegalArgumentException.class, () -> new Prover(5, 3, new byte[Merkle.HASH]));
    assertThrows(IllegalArgumentException.class, () -> new Prover(1, 2, new byte[Merkle.HASH]));
  }

  @Test void the_published_inclusion_proofs() {
    // The vectors count leaves from 1.
    inclusion(1, 1);
    inclusion(1, 8, N1, N23, N47);
    inclusion(6, 8, N4, N67, N03);
    inclusion(3, 3, N01);
    inclusion(2, 5, N0, N23, N4);
  }

  private static void inclusion(int leaf, int size, String... path) {
    Prover prover = new Prover(size).wantInclusion(leaf - 1);
    leaves(size).forEach(prover::take);
    assertPath(hashes(path), prover.inclusion(leaf - 1));
    assertTrue(Merkle.includes(leaf - 1, size, leaves(size).get(leaf - 1), hashes(path), hex(ROOTS.get(size - 1))));
  }

  @Test void the_published_consistency_proofs() {
    consistency(1, 1);
    consistency(1, 8, N1, N23, N47);
    consistency(6, 8, N45, N67, N03);
    consistency(2, 5, N23, N4);
    consistency(6, 7, N45, N6, N03);
  }

  private static void consistency(int first, int second, String... path) {
    Prover prover = new Prover(second).wantConsistency(first);
    leaves(second).forEach(prover::take);
    assertPath(hashes(path), prover.consistency(first));
    assertTrue(Merkle.isConsistent(first, second, hex(ROOTS.get(first - 1)), hex(ROOTS.get(second - 1)), hashes(path)));
  }

  @Test void the_published_wrong_probes_are_refused() {
    byte[] some = hex("abacaba000000000000000000000000000000000000000000060061e00123456");
    byte[] empty = Merkle.empty();
    for (int[] probe : new int[][] {{0, 0}, {0, 1}, {1, 0}, {2, 1}}) {
      assertFalse(Merkle.includes(probe[0], probe[1], some, List.of(), new byte[0]));
      assertFalse(Merkle.includes(probe[0], probe[1], new byte[0], List.of(), empty));
      assertFalse(Merkle.includes(probe[0], probe[1], some, List.of(), empty));
    }
    assertFalse(Merkle.isConsistent(1, 0, some, some, List.of()));
    assertFalse(Merkle.isConsistent(2, 1, some, some, List.of()));
    assertFalse(Merkle.isConsistent(1, 2, some, empty, List.of()));
    assertFalse(Merkle.isConsistent(1, 1, empty, some, List.of()));
    assertFalse(Merkle.isConsistent(0, 0, empty, empty, List.of(empty)));
    assertFalse(Merkle.isConsistent(0, 1, empty, empty, List.of(empty)));
    assertFalse(Merkle.isConsistent(1, 1, empty, empty, List.of(empty)));
    assertTrue(Merkle.isConsistent(0, 1, empty, some, List.of()));
  }

  // The text of RFC 6962, 2.1, once more and as it stands there.
  private static byte[] mth(List<byte[]> data) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    if (data.size() > 1) {
      int k = split(data.size());
      digest.update((byte) 1);
      digest.update(mth(data.subList(0, k)));
      digest.update(mth(data.subList(k, data.size())));
    } else if (data.size() == 1) {
      digest.update((byte) 0);
      digest.update(data.getFirst());
    }
    return digest.digest();
  }

  private static List<byte[]> path(int m, List<byte[]> data) throws Exception {
    if (data.size() == 1) {
      return new ArrayList<>();
    }
    int k = split(data.size());
    List<byte[]> path = m < k ? path(m, data.subList(0, k)) : path(m - k, data.subList(k, data.size()));
    path.add(m < k ? mth(data.subList(k, data.size())) : mth(data.subList(0, k)));
    return path;
  }

  private static List<byte[]> subproof(int m, List<byte[]> data, boolean whole) throws Exception {
    if (m == data.size()) {
      return new ArrayList<>(whole ? List.of() : List.of(mth(data)));
    }
    int k = split(data.size());
    List<byte[]> proof = m <= k ? subproof(m, data.subList(0, k), whole) : subproof(m - k, data.subList(k, data.size()), false);
    proof.add(m <= k ? mth(data.subList(k, data.size())) : mth(data.subList(0, k)));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<byte[]> data(int size, long seed) {
    Random random = new Random(seed);
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      data.add(hash);
    }
    return data;
  }

  @Test void every_proof_of_every_tree_up_to_seventy_leaves_is_the_rfcs_and_holds() throws Exception {
    List<byte[]> data = data(70, 6962);
    for (int size = 1; size <= data.size(); size++) {
      List<byte[]> some = data.subList(0, size);
      Prover prover = new Prover(size);
      for (int i = 0; i < size; i++) {
        prover.wantInclusion(i).wantConsistency(i + 1);
      }
      some.forEach(d -> prover.take(Merkle.leaf(d)));
      byte[] root = mth(some);
      assertArrayEquals(root, prover.root());
      for (int i = 0; i < size; i++) {
        List<byte[]> path = prover.inclusion(i);
        assertPath(path(i, some), path);
        assertTrue(Merkle.includes(i, size, Merkle.leaf(data.get(i)), path, root));
        List<byte[]> proof = prover.consistency(i + 1);
        assertPath(subproof(i + 1, some, true), proof);
        assertTrue(Merkle.isConsistent(i + 1, size, mth(data.subList(0, i + 1)), root, proof));
      }
    }
  }

  @Test void a_proof_for_anything_else_does_not_hold() throws Exception {
    Random random = new Random(20_220);
    for (int round = 0; round < 400; round++) {
      int size = 2 + random.nextInt(200);
      int index = random.nextInt(size);
      int first = 1 + random.nextInt(size - 1);
      List<byte[]> data = data(size, round);
      Prover prover = new Prover(size).wantInclusion(index).wantConsistency(first);
      data.forEach(d -> prover.take(Merkle.leaf(d)));
      byte[] root = prover.root();
      byte[] leaf = Merkle.leaf(data.get(index));
      byte[] before = mth(data.subList(0, first));
      List<byte[]> path = prover.inclusion(index);
      List<byte[]> proof = prover.consistency(first);
      assertFalse(Merkle.includes(index, size, flipped(leaf, random), path, root));
      assertFalse(Merkle.includes(index, size, leaf, path, flipped(root, random)));
      assertFalse(Merkle.includes((index + 1 + random.nextInt(size - 1)) % size, size, leaf, path, root));
      assertFalse(Merkle.isConsistent(first, size, flipped(before, random), root, proof));
      assertFalse(Merkle.isConsistent(first, size, before, flipped(root, random), proof));
      for (List<byte[]> wrong : spoiled(path, random, root)) {
        assertFalse(Merkle.includes(index, size, leaf, wrong, root), "size " + size + " index " + index);
      }
      for (List<byte[]> wrong : spoiled(proof, random, root)) {
        assertFalse(Merkle.isConsistent(first, size, before, root, wrong), "size " + size + " first " + first);
      }
    }
  }

  private static List<List<byte[]>> spoiled(List<byte[]> proof, Random random, byte[] more) {
    List<List<byte[]>> all = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> one = new ArrayList<>(proof);
      one.set(i, flipped(proof.get(i), random));
      all.add(one);
    }
    all.add(new ArrayList<>(proof));
    all.getLast().add(more);
    all.add(new ArrayList<>(proof));
    all.getLast().addFirst(more);
    if (!proof.isEmpty()) {
      all.add(proof.subList(1, proof.size()));
      all.add(proof.subList(0, proof.size() - 1));
      List<byte[]> cut = new ArrayList<>(proof);
      cut.set(0, new byte[31]);
      all.add(cut);
    }
    if (proof.size() > 1) {
      all.add(new ArrayList<>(proof));
      Collections.reverse(all.getLast());
    }
    return all;
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] other = bytes.clone();
    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  @Test void a_tree_goes_on_from_what_was_kept_of_it_and_keeps_little() {
    List<byte[]> data = data(5_000, 1);
    Frontier whole = new Frontier();
    Frontier restarted = new Frontier();
    Random random = new Random(2);
    for (byte[] d : data) {
      whole.append(Merkle.leaf(d));
      restarted.append(Merkle.leaf(d));
      if (random.nextInt(7) == 0) {
        byte[] kept = restarted.bytes();
        assertTrue(kept.length <= 13 * 32);
        restarted = Frontier.of(restarted.size(), kept);
        assertArrayEquals(whole.root(), restarted.root());
      }
    }
    assertArrayEquals(whole.root(), restarted.root());
    assertThrows(IllegalArgumentException.class, () -> Frontier.of(3, new byte[32]));
  }

  @Test void a_prover_says_so_when_it_was_not_asked_or_has_not_seen_all() {
    Prover prover = new Prover(3).wantInclusion(1);
    prover.take(new byte[32]);
    assertThrows(IllegalStateException.class, () -> prover.inclusion(1));
    prover.take(new byte[32]);
    prover.take(new byte[32]);
    prover.take(new byte[32]);
    assertEquals(2, prover.inclusion(1).size());
    assertThrows(IllegalStateException.class, () -> prover.inclusion(0));
    assertThrows(IllegalArgumentException.class, () -> new Prover(3).wantInclusion(3));
    assertThrows(IllegalArgumentException.class, () -> new Prover(3).wantConsistency(0));
  }
}
