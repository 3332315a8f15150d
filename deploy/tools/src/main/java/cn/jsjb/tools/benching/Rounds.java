package cn.jsjb.tools.benching;

/**
 * Ours and the reference by turns (A B A B …), so that what the machine does besides meets both. Before that each side is warmed up, uncounted,
 * until it has become no faster: two cores compile for a minute what a service then runs for months.
 */
record Rounds(Spread ours, Spread reference, int counted) {

  private static final int WARM_UPS = 3, AT_MOST = 40;
  private static final double FASTER = 1.05;

  /** One measured round. */
  interface Side {
    double measure() throws Exception;
  }

  static Rounds alternate(String what, Bench bench, Side ours, Side reference) throws Exception {
    int rounds = bench.rounds();
    double[] a = new double[rounds];
    double[] b = new double[rounds];
    warm(what, bench, "ours", ours);
    warm(what, bench, "reference", reference);
    for (int round = 0; round < rounds; round++) {
      a[round] = measured(what, bench, round, "ours", ours);
      b[round] = measured(what, bench, round, "reference", reference);
    }
    return new Rounds(Spread.of(a), Spread.of(b), rounds);
  }

  /** The median of each counted run, the warm-up left out. */
  Spread medians(java.util.List<OpenLoop.Run> runs) { return Spread.of(runs.stream().skip(runs.size() - counted).mapToDouble(run -> run.percentile(50)).toArray()); }

  /** At least three turns; goes on while one of the last three was the fastest by far. */
  private static void warm(String what, Bench bench, String who, Side side) throws Exception {
    double best = 0;
    int since = 0;
    for (int turn = 0; turn < WARM_UPS || since < WARM_UPS && turn < AT_MOST; turn++) {
      double measured = measured(what, bench, -1, who, side);
      since = measured > best * FASTER ? 0 : since + 1;
      best = Math.max(best, measured);
    }
  }

  private static double measured(String what, Bench bench, int round, String who, Side side) throws Exception {
    Cpu before = bench.cpu();
    double measured = side.measure();
    bench.say("%s, %s, %s: %,.1f   (%s)", what, round < 0 ? "warm-up" : "round " + (round + 1), who, measured, bench.cpu().since(before));
    return measured;
  }
}
