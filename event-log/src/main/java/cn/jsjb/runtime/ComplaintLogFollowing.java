package cn.jsjb.runtime;

import cn.jsjb.log.EventLog;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Every service follows the log of complaints. */
@ApplicationScoped
@Default
@Identifier(EventLog.COMPLAINTS)
public class ComplaintLogFollowing extends LogFollowing {
  public ComplaintLogFollowing() { super(EventLog.COMPLAINTS, IN_FLIGHT); }

  @Incoming(EventLog.COMPLAINTS)
  @Blocking
  public void follow(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException { take(batch); }
}
