package cn.jsjb.tools.running;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM and a closed terminal, taken as a wish rather than as the end: shutdown hooks run all at once, but the services
 * have to stop before Kafka and PostgreSQL do. The second one is meant seriously.
 */
final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Runnable atOnce;

  StopSignal(Runnable atOnce) {
    this.atOnce = atOnce;
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), signal -> came());
    }
  }

  boolean isAsked() { return asked.getCount() == 0; }

  /** True when it came. */
  boolean await(long millis) {
    try {
      return asked.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private synchronized void came() {
    if (isAsked()) {
      atOnce.run();
    } else {
      asked.countDown();
    }
  }
}
