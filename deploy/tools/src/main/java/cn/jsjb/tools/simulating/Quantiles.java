package cn.jsjb.tools.simulating;

import com.fasterxml.jackson.databind.JsonNode;

/** A length of time as people tell it: usually {@code p50}, seldom below {@code p10} or above {@code p90}, never above {@code most}. Log-normal on both sides. */
record Quantiles(double p10, double p50, double p90, double most) {
  /** How many standard deviations the tenth and the ninetieth percentile are away. */
  private static final double TENTH = 1.2815515655446004;

  static Quantiles read(JsonNode node) {
    return new Quantiles(node.required("p10").doubleValue(), node.required("p50").doubleValue(), node.required("p90").doubleValue(), node.required("max").doubleValue());
  }

  double draw(Chance chance) {
    for (int tries = 0; tries < 6; tries++) {
      double z = chance.gaussian();
      double drawn = p50 * StrictMath.exp(z * StrictMath.log(z < 0 ? p50 / p10 : p90 / p50) / TENTH);
      if (drawn <= most) {
        return drawn;
      }
    }
    return most;
  }
}
