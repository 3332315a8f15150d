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
      double x = ours.measure();
      double y = reference.measure();
      if (round >= 0) {
        a[round] = x;
        b[round] = y;
      }
      bench.say("%s, %s: %,.1f, reference %,.1f", what, round < 0 ? "warm-up" : "round " + (round + 1), x, y);
    }
    return new Rounds(Spread.of(a), Spread.of(b));
  }
}
