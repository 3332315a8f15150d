package cn.jsjb.tools.benching;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Starts work at fixed times, whatever the answers do. Latency counts from the time at which the work should have started, so that a
 * stall is felt by all who would have come meanwhile (no coordinated omission).
 */
final class OpenLoop {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  /** @param failures answers that were not the wanted one; they are no latencies */
  record Run(Histogram micros, long failures) {
    double percentile(double percent) { return micros.getValueAtPercentile(percent) / 1000.0; }
  }

  /** Starts the work of one arrival; fails, or completes with false, when it came to nothing. */
  interface Work {
    CompletionStage<Boolean> start(long number);
  }

  private OpenLoop() {}

  static Run run(int perSecond, Duration length, Work work) throws InterruptedException {
    ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    LongAdder failures = new LongAdder();
    long arrivals = perSecond * length.toMillis() / 1000;
    long began = System.nanoTime();
    CompletableFuture<?>[] all = new CompletableFuture<?>[(int) arrivals];
    for (int i = 0; i < arrivals; i++) {
      long due = began + i * 1_000_000_000L / perSecond;
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      all[i] = work.start(i).handle((wanted, failure) -> {
        if (failure == null && wanted) {
          micros.recordValue(Math.min(LONGEST_MICROS, Math.max(1, (System.nanoTime() - due) / 1000)));
        } else {
          failures.increment();
        }
        return null;
      }).toCompletableFuture();
    }
    try {
      CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException unanswered) {
      for (CompletableFuture<?> one : all) {
        if (!one.isDone()) {
          failures.increment();
        }
      }
    }
    return new Run(micros.copy(), failures.sum());
  }

  /** The highest of ever higher rates at which nothing fails and p99 stays below a bound; 0 when the first is too much. */
  static double climb(int from, double step, double p99Below, Duration length, Work work) throws InterruptedException {
    double held = 0;
    for (double rate = from; ; rate *= step) {
      Run run = run((int) rate, length, work);
      if (run.failures() > 0 || run.percentile(99) >= p99Below) {
        return held;
      }
      held = rate;
    }
  }
}
