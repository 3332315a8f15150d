package cn.jsjb.runtime;

import cn.jsjb.log.LogService;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Looks every second for reactions that are due: timers, and what a crash left behind. */
@ApplicationScoped
public class Sweeping {
  private static final Logger LOG = Logger.getLogger(Sweeping.class);

  @Inject LogService<?> service;

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      service.reactor().sweep();
    } catch (RuntimeException away) {
      LOG.debugf("sweep: %s", away.getMessage());
    }
  }
}
