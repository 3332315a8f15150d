package cn.jsjb.tools.benching;

/** Ours and the reference by turns (A B A B …), so that what the machine does besides meets both; the first turns are a warm-up and not counted. */
record Rounds(Spread ours, Spread reference) {
  static final int WARM_UPS = 2;

  /** One measured round. */
  interface Side {
    double measure() throws Exception;
  }

  static Rounds alternate(String what, Bench bench, Side ours, Side reference) throws Exception {
    int rounds = bench.rounds();
    double[] a = new double[rounds];
    double[] b = new double[rounds];
    for (int round = -WARM_UPS; round < rounds; round++) {
      double x = measured(what, bench, round, "ours", ours);
      double y = measured(what, bench, round, "reference", reference);
      if (round >= 0) {
        a[round] = x;
        b[round] = y;
      }
    }
    return new Rounds(Spread.of(a), Spread.of(b));
  }

  private static double measured(String what, Bench bench, int round, String who, Side side) throws Exception {
    Cpu before = bench.cpu();
    double measured = side.measure();
    bench.say("%s, %s, %s: %,.1f   (%s)", what, round < 0 ? "warm-up" : "round " + (round + 1), who, measured, bench.cpu().since(before));
    return measured;
  }
}
