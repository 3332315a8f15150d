package cn.jsjb.tools.simulating;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that repeats. Every ticket draws from a sequence of its own, so that what happens to one does not move the others, and a
 * longer run begins with the shorter one. Everything is derived from 64-bit draws of {@link SplittableRandom}, whose algorithm is
 * fixed, with {@link StrictMath}: the same numbers on every machine and JDK.
 */
final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) { this.random = new SplittableRandom(seed); }

  static Chance of(long seed, String what, long number) {
    long mixed = mix(seed);
    for (int i = 0; i < what.length(); i++) {
      mixed = mix(mixed ^ what.charAt(i));
    }
    return new Chance(mix(mixed ^ number * 0x9E3779B97F4A7C15L));
  }

  private static long mix(long z) {
    z = (z ^ z >>> 33) * 0xFF51AFD7ED558CCDL;
    z = (z ^ z >>> 33) * 0xC4CEB9FE1A85EC53L;
    return z ^ z >>> 33;
  }

  /** 0 (inclusive) … 1 (exclusive). */
  double unit() { return (random.nextLong() >>> 11) * 0x1.0p-53; }

  boolean happens(double probability) { return unit() < probability; }

  int below(int bound) { return (int) (unit() * bound); }

  /** Both ends included. */
  int between(int least, int most) { return least + below(most - least + 1); }

  double between(double least, double most) { return least + unit() * (most - least); }

  <T> T oneOf(List<T> list) { return list.get(below(list.size())); }

  /** @param cumulative ascending, the last one is the sum of all weights */
  int index(double[] cumulative) {
    double point = unit() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = low + high >>> 1;
      if (cumulative[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Standard normal (Box and Muller). */
  double gaussian() {
    double u = 1 - unit();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * unit());
  }
}
