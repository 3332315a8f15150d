package cn.jsjb.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition of another process, which nothing announces. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /** True as soon as the condition holds, false when the time is up. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  static void untilOrElse(Duration limit, BooleanSupplier condition, Supplier<BackingUnavailable> otherwise) {
    if (!until(limit, condition)) {
      throw otherwise.get();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BackingUnavailable("The start was interrupted.", stopped);
    }
  }
}
