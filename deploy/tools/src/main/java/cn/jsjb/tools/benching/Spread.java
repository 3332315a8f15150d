package cn.jsjb.tools.benching;

import java.util.Arrays;

/** What the rounds of one side gave. */
record Spread(double median, double min, double max, int rounds) {
  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Spread(n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1], n);
  }
}
