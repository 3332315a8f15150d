package cn.jsjb.seal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A Merkle tree that only grows: of all its nodes it keeps the roots of the whole subtrees at the right edge, at most one a level, so
 * that a log of any length is sealed in some hundred bytes and goes on after a restart.
 */
public final class Frontier {
  /** Hears of every whole subtree, leaves included (level 0), when it becomes whole. */
  public interface Listener {
    /** @param index which subtree of this level, from 0: it covers the leaves from {@code index << level} */
    void whole(int level, long index, byte[] hash);
  }

  private final Listener listener;
  /** Widest subtree first: one for each bit that is set in the size. */
  private final Deque<byte[]> edge = new ArrayDeque<>();
  private long size;

  public Frontier() { this(null); }

  public Frontier(Listener listener) { this.listener = listener; }

  /** @param bytes as {@link #bytes} gave them @throws IllegalArgumentException when they are no tree of this size */
  public static Frontier of(long size, byte[] bytes) { return of(size, bytes, null); }

  static Frontier of(long size, byte[] bytes, Listener listener) {
    if (size < 0 || bytes.length != Long.bitCount(size) * Merkle.HASH) {
      throw new IllegalArgumentException("%d bytes are no frontier of %d leaves".formatted(bytes.length, size));
    }
    Frontier frontier = new Frontier(listener);
    frontier.size = size;
    for (int at = 0; at < bytes.length; at += Merkle.HASH) {
      frontier.edge.addLast(Arrays.copyOfRange(bytes, at, at + Merkle.HASH));
    }
    return frontier;
  }

  /** @param leaf a leaf's hash, {@link Merkle#leaf} */
  public void append(byte[] leaf) {
    byte[] hash = leaf;
    long index = size;
    int level = 0;
    tell(level, index, hash);
    for (; (index & 1) == 1; index >>>= 1) {
      hash = Merkle.node(edge.removeLast(), hash);
      tell(++level, index >>> 1, hash);
    }
    edge.addLast(hash);
    size++;
  }

  /** Tells of the subtrees that are at the edge now. */
  void tellEdge() {
    long from = 0;
    for (byte[] hash : edge) {
      int level = 63 - Long.numberOfLeadingZeros(size - from);
      tell(level, from >>> level, hash);
      from += 1L << level;
    }
  }

  private void tell(int level, long index, byte[] hash) {
    if (listener != null) {
      listener.whole(level, index, hash);
    }
  }

  public long size() { return size; }

  public byte[] root() { return edge.isEmpty() ? Merkle.empty() : fold(new ArrayList<>(edge)); }

  public byte[] bytes() {
    byte[] bytes = new byte[edge.size() * Merkle.HASH];
    int at = 0;
    for (byte[] hash : edge) {
      System.arraycopy(hash, 0, bytes, at, Merkle.HASH);
      at += Merkle.HASH;
    }
    return bytes;
  }

  /** The root over neighbouring whole subtrees, the widest first. */
  static byte[] fold(List<byte[]> subtrees) {
    byte[] hash = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      hash = Merkle.node(subtrees.get(i), hash);
    }
    return hash;
  }
}
