package cn.jsjb.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** The hashes of RFC 6962 with SHA-256, and what its proofs prove (the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2). */
public final class Merkle {
  public static final int HASH = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Merkle::sha256);

  private Merkle() {}

  /** Root of the tree without leaves. */
  public static byte[] empty() { return SHA_256.get().digest(); }

  /** @param data what the leaf stands for: here the 32 bytes of a record's hash (architecture 1.1) */
  public static byte[] leaf(byte[] data) {
    MessageDigest digest = SHA_256.get();
    digest.update((byte) 0);
    return digest.digest(data);
  }

  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = SHA_256.get();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /** Whether this path leads from the leaf at {@code index} to the root of the tree of {@code size} leaves. */
  public static boolean includes(long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size || isNoHash(leaf) || isNoHash(root)) {
      return false;
    }
    long at = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : path) {
      if (last == 0 || isNoHash(sibling)) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = node(sibling, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** Whether the tree of {@code second} leaves begins with the very {@code first} leaves of the other. */
  public static boolean isConsistent(long first, long second, byte[] firstRoot, byte[] secondRoot, List<byte[]> path) {
    if (first < 0 || first > second || isNoHash(firstRoot) || isNoHash(secondRoot)) {
      return false;
    }
    if (first == second) {
      return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return path.isEmpty() && Arrays.equals(firstRoot, empty());
    }
    boolean whole = (first & first - 1) == 0;
    if (path.isEmpty() && !whole || path.stream().anyMatch(Merkle::isNoHash)) {
      return false;
    }
    long at = first - 1;
    long last = second - 1;
    while ((at & 1) == 1) {
      at >>>= 1;
      last >>>= 1;
    }
    byte[] old = whole ? firstRoot : path.getFirst();
    byte[] now = old;
    for (byte[] sibling : path.subList(whole ? 0 : 1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        old = node(sibling, old);
        now = node(sibling, now);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        now = node(now, sibling);
      }
      at >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean isNoHash(byte[] bytes) { return bytes == null || bytes.length != HASH; }
}
