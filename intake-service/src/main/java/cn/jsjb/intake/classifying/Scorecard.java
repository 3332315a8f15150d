package cn.jsjb.intake.classifying;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Proposals beside a person's labels: how many were right, and what was taken for what. "None" is no subject: naming none rightly earns nothing. */
public final class Scorecard {
  private static final String NONE = "none";

  /** How one subject fared. */
  private static final class Fate {
    int right, wrongly, missed;

    double f1() { return 2.0 * right / Math.max(1, 2 * right + wrongly + missed); }
  }

  private final Map<String, Fate> fates = new TreeMap<>();
  private final Map<String, Map<String, Integer>> confusion = new TreeMap<>();
  private int texts;

  /** @param label, proposal a subject, or null for none */
  public void add(String label, String proposal) {
    texts++;
    confusion.computeIfAbsent(name(label), l -> new TreeMap<>()).merge(name(proposal), 1, Integer::sum);
    if (Objects.equals(label, proposal)) {
      if (label != null) {
        fate(label).right++;
      }
      return;
    }
    if (proposal != null) {
      fate(proposal).wrongly++;
    }
    if (label != null) {
      fate(label).missed++;
    }
  }

  private static String name(String subject) { return subject == null ? NONE : subject; }

  private Fate fate(String subject) { return fates.computeIfAbsent(subject, s -> new Fate()); }

  public int texts() { return texts; }

  public double precision() { return ratio(sum(f -> f.right), sum(f -> f.right + f.wrongly)); }

  public double recall() { return ratio(sum(f -> f.right), sum(f -> f.right + f.missed)); }

  /** Over all subjects together. */
  public double f1() { return ratio(2 * sum(f -> f.right), sum(f -> 2 * f.right + f.wrongly + f.missed)); }

  /** The mean of the subjects'. */
  public double macroF1() { return fates.values().stream().filter(f -> f.right + f.missed > 0).mapToDouble(Fate::f1).average().orElse(0); }

  private int sum(java.util.function.ToIntFunction<Fate> part) { return fates.values().stream().mapToInt(part).sum(); }

  private static double ratio(int part, int whole) { return whole == 0 ? 0 : part / (double) whole; }

  /** A line a label: how often it was found, and what it was taken for. */
  public String table() {
    StringBuilder table = new StringBuilder("%-12s %6s %6s   %s%n".formatted("label", "texts", "right", "taken for"));
    confusion.forEach((label, taken) -> {
      StringBuilder others = new StringBuilder();
      taken.entrySet().stream().filter(e -> !e.getKey().equals(label)).sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .forEach(e -> others.append(e.getKey().replace("MT2021-", "")).append(e.getValue() > 1 ? " ×" + e.getValue() : "").append("  "));
      table.append("%-12s %6d %6d   %s%n".formatted(label, taken.values().stream().mapToInt(i -> i).sum(), taken.getOrDefault(label, 0), others));
    });
    return table.toString();
  }

  public String summary() { return "P %.3f  R %.3f  F1 %.3f  macro F1 %.3f  of %d texts".formatted(precision(), recall(), f1(), macroF1(), texts); }
}
