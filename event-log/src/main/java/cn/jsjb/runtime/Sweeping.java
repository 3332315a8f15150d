package cn.jsjb.runtime;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks every second, in every log the service follows, for reactions that are due: timers, and what a crash left behind. */
@ApplicationScoped
public class Sweeping {
  private static final Logger LOG = Logger.getLogger(Sweeping.class);

  @Inject @Any Instance<LogFollowing> logs;

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    for (LogFollowing log : logs) {
      try {
        log.service().reactor().sweep();
      } catch (RuntimeException away) {
        LOG.debugf("sweep of %s: %s", log.topic(), away.getMessage());
      }
    }
  }
}
