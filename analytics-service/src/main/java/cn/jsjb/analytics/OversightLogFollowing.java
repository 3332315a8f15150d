package cn.jsjb.analytics;

import cn.jsjb.log.EventLog;
import cn.jsjb.runtime.LogFollowing;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows {@code oversight-log} for its ledger: few records, one partition at a time is enough. */
@ApplicationScoped
@Default
@Identifier(EventLog.OVERSIGHT)
public class OversightLogFollowing extends LogFollowing {
  public OversightLogFollowing() { super(EventLog.OVERSIGHT, 1); }

  @Incoming(EventLog.OVERSIGHT)
  @Blocking
  public void follow(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException { take(batch); }
}
