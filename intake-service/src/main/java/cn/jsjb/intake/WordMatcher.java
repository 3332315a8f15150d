package cn.jsjb.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all words of a dictionary in a text in one pass (Aho–Corasick), whatever their number. Compiled once, immutable, free of
 * locks. Works on UTF-16 units, which is exact for whole words: a surrogate pair never matches half.
 */
public final class WordMatcher {
  /** Called for each occurrence: the word's number and the place after its last unit. */
  public interface Found { void at(int word, int end); }

  private final String[] words;
  /** Goto function: {@code node << 16 | unit} → node, open addressing. */
  private final long[] edges;
  private final int[] targets;
  private final int mask;
  private final int[] fail;
  private final int[] word;
  /** Nearest shorter word that ends where this node ends, or -1. */
  private final int[] shorter;

  /** @param dictionary distinct, not empty words; their places are their numbers */
  public WordMatcher(List<String> dictionary) {
    words = dictionary.toArray(String[]::new);
    List<Map<Character, Integer>> trie = new ArrayList<>();
    trie.add(new HashMap<>());
    int[] ends = new int[Arrays.stream(words).mapToInt(String::length).sum() + 1];
    Arrays.fill(ends, -1);
    for (int w = 0; w < words.length; w++) {
      int node = 0;
      for (char unit : words[w].toCharArray()) {
        Integer next = trie.get(node).get(unit);
        if (next == null) {
          next = trie.size();
          trie.add(new HashMap<>());
          trie.get(node).put(unit, next);
        }
        node = next;
      }
      if (node == 0 || ends[node] >= 0) {
        throw new IllegalArgumentException("an empty or repeated word: " + words[w]);
      }
      ends[node] = w;
    }
    int nodes = trie.size();
    word = Arrays.copyOf(ends, nodes);
    fail = new int[nodes];
    shorter = new int[nodes];
    int capacity = Integer.highestOneBit(nodes * 2) * 2;
    mask = capacity - 1;
    edges = new long[capacity];
    targets = new int[capacity];
    Arrays.fill(edges, -1);
    for (int node = 0; node < nodes; node++) {
      for (Map.Entry<Character, Integer> edge : trie.get(node).entrySet()) {
        put((long) node << 16 | edge.getKey(), edge.getValue());
      }
    }
    Arrays.fill(shorter, -1);
    Deque<Integer> queue = new ArrayDeque<>(trie.get(0).values());
    while (!queue.isEmpty()) {
      int node = queue.poll();
      for (Map.Entry<Character, Integer> edge : trie.get(node).entrySet()) {
        int child = edge.getValue();
        fail[child] = step(fail[node], edge.getKey());
        shorter[child] = word[fail[child]] >= 0 ? fail[child] : shorter[fail[child]];
        queue.add(child);
      }
    }
  }

  public String word(int number) { return words[number]; }

  public int size() { return words.length; }

  public void in(CharSequence text, Found found) {
    int node = 0;
    for (int i = 0; i < text.length(); i++) {
      node = step(node, text.charAt(i));
      for (int n = word[node] >= 0 ? node : shorter[node]; n >= 0; n = shorter[n]) {
        found.at(word[n], i + 1);
      }
    }
  }

  private int step(int node, char unit) {
    while (true) {
      int next = get((long) node << 16 | unit);
      if (next >= 0) {
        return next;
      }
      if (node == 0) {
        return 0;
      }
      node = fail[node];
    }
  }

  private void put(long key, int target) {
    int slot = slot(key);
    while (edges[slot] >= 0) {
      slot = slot + 1 & mask;
    }
    edges[slot] = key;
    targets[slot] = target;
  }

  private int get(long key) {
    for (int slot = slot(key); edges[slot] >= 0; slot = slot + 1 & mask) {
      if (edges[slot] == key) {
        return targets[slot];
      }
    }
    return -1;
  }

  private int slot(long key) { return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask; }
}
