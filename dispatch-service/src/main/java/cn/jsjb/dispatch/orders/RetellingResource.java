package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Retelling;
import cn.jsjb.runtime.KafkaCluster;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes up for what a unit was not told (补发): everything that should be in its feed and is not, from the log of record, with the ids it would have
 * had. Reads the whole log, so it takes as long as that; told twice, nothing is sent twice.
 */
@Path("/api")
@RunOnVirtualThread
public class RetellingResource {
  private static final AtomicBoolean BUSY = new AtomicBoolean();

  @Inject LogService<Ticket> service;
  @Inject Feed feed;
  @Inject KafkaCluster kafka;
  @Inject Catalogue catalogue;

  /** @param sent how many facts were missing and have been sent */
  public record Answer(String unitCode, long sent) {}

  @POST @Path("/units/{code}/orders/retelling") @RolesAllowed(ADMIN)
  public Answer retell(@PathParam("code") String code) throws InterruptedException {
    if (catalogue.units().find(code).isEmpty()) {
      throw new Refused(Reason.NOT_FOUND, code);
    }
    if (!BUSY.compareAndSet(false, true)) {
      throw new Refused(Reason.RETELLING_ALREADY);
    }
    try {
      Retelling<Ticket> retelling = new Retelling<>(EventLog.COMPLAINTS, service.follower().projection(), kafka.client());
      // What is committed has been told or been given up. In this order: what is told from here on is the follower's.
      Map<Integer, Long> upTo = positions(code);
      Set<String> known = retelling.idsIn("dispatch." + code);
      AtomicLong sent = new AtomicLong();
      retelling.tell(upTo, code, news -> sent.addAndGet(feed.again(code, known, news)));
      feed.toldAgain(code);
      return new Answer(code, sent.get());
    } finally {
      BUSY.set(false);
    }
  }

  private Map<Integer, Long> positions(String code) throws InterruptedException {
    Follower<Ticket> follower = service.follower();
    Map<Integer, Long> positions = new HashMap<>();
    try (Admin admin = Admin.create(kafka.client())) {
      var topics = admin.describeTopics(Set.of(EventLog.COMPLAINTS, "dispatch." + code)).allTopicNames().get();
      topics.get(EventLog.COMPLAINTS).partitions().forEach(p -> positions.put(p.partition(), follower.committedPosition(p.partition())));
      return positions;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException ? new Refused(Reason.NO_FEED, code) : new Refused(Reason.AWAY);
    }
  }
}
