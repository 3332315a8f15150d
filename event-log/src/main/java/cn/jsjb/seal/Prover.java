package cn.jsjb.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the proofs of RFC 6962, 2.1.1 and 2.1.2 in one pass over the leaves: it knows beforehand which subtrees the wanted proofs
 * name and keeps only those, so that a proof out of a million leaves takes no more memory than the proof.
 */
public final class Prover {
  /** A run of leaves, {@code to} not included, as the RFC's recursion cuts them. */
  private record Run(long from, long to) {}

  private final long size;
  private final Frontier tree;
  /** Leaves that were there before the first that is taken. */
  private final long began;
  private final Map<Long, List<Run>> inclusions = new HashMap<>();
  private final Map<Long, List<Run>> consistencies = new HashMap<>();
  private final Map<Long, byte[]> kept = new HashMap<>();

  /** @param size leaves of the tree that is proved against */
  public Prover(long size) { this(size, 0, new byte[0]); }

  /**
   * Goes on from an earlier tree: what lies wholly before its end is in its frontier, so that the leaves from there on are enough to prove any of them.
   *
   * @param began leaves of the earlier tree; the first leaf to take is that of this index
   * @param frontier of the earlier tree, {@link Frontier#bytes}
   * @throws IllegalArgumentException when it is no frontier of so many leaves, or the earlier tree is the larger one
   */
  public Prover(long size, long began, byte[] frontier) {
    if (began > size) {
      throw new IllegalArgumentException("a tree of %d leaves does not begin with one of %d".formatted(size, began));
    }
    this.size = size;
    this.began = began;
    this.tree = Frontier.of(began, frontier, this::keep);
  }

  public Prover wantInclusion(long index) {
    if (index < began || index >= size) {
      throw new IllegalArgumentException("a tree of %d leaves, known from leaf %d on, has no leaf %d".formatted(size, began, index));
    }
    inclusions.computeIfAbsent(index, leaf -> want(path(leaf, 0, size)));
    return this;
  }

  /** Only where all leaves are taken. @param first leaves of the earlier tree, 1 and up */
  public Prover wantConsistency(long first) {
    if (first < 1 || first > size || began > 0) {
      throw new IllegalArgumentException("a tree of %d leaves does not begin with one of %d".formatted(size, first));
    }
    consistencies.computeIfAbsent(first, earlier -> want(subproof(earlier, 0, size, true)));
    return this;
  }

  /** The next leaf's hash; those after {@code size} are not heard. */
  public void take(byte[] leaf) {
    if (tree.size() < size) {
      tree.append(leaf);
    }
  }

  /** Whether all leaves were taken. */
  public boolean isComplete() { return tree.size() == size; }

  public byte[] root() { return tree.root(); }

  /** From the leaf's sibling up to the root's child. */
  public List<byte[]> inclusion(long index) { return proof(inclusions.get(index)); }

  public List<byte[]> consistency(long first) { return proof(consistencies.get(first)); }

  private List<byte[]> proof(List<Run> runs) {
    if (runs == null || !isComplete()) {
      throw new IllegalStateException("not asked for, or %d of %d leaves were taken".formatted(tree.size(), size));
    }
    List<byte[]> proof = new ArrayList<>(runs.size());
    for (Run run : runs) {
      proof.add(Frontier.fold(subtrees(run).stream().map(kept::get).toList()));
    }
    return proof;
  }

  private static List<Run> path(long leaf, long from, long to) {
    if (to - from == 1) {
      return new ArrayList<>();
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    List<Run> path = leaf < middle ? path(leaf, from, middle) : path(leaf, middle, to);
    path.add(leaf < middle ? new Run(middle, to) : new Run(from, middle));
    return path;
  }

  /** @param whole whether the earlier tree is a whole subtree of the later, whose root the verifier has */
  private static List<Run> subproof(long first, long from, long to, boolean whole) {
    if (first == to) {
      List<Run> proof = new ArrayList<>();
      if (!whole) {
        proof.add(new Run(from, to));
      }
      return proof;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    List<Run> proof = first <= middle ? subproof(first, from, middle, whole) : subproof(first, middle, to, false);
    proof.add(first <= middle ? new Run(middle, to) : new Run(from, middle));
    return proof;
  }

  private List<Run> want(List<Run> runs) {
    runs.forEach(run -> subtrees(run).forEach(subtree -> kept.putIfAbsent(subtree, null)));
    tree.tellEdge();
    return runs;
  }

  /** The whole subtrees that make up a run, the widest first. */
  private static List<Long> subtrees(Run run) {
    List<Long> subtrees = new ArrayList<>();
    for (long from = run.from; from < run.to; ) {
      int level = 63 - Long.numberOfLeadingZeros(run.to - from);
      subtrees.add(name(level, from >>> level));
      from += 1L << level;
    }
    return subtrees;
  }

  private void keep(int level, long index, byte[] hash) {
    if (kept.containsKey(name(level, index))) {
      kept.put(name(level, index), hash);
    }
  }

  private static long name(int level, long index) { return (long) level << 57 | index; }
}
