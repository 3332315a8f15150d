package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.dispatching.WhenTicketIsPendingThenDispatch;
import cn.jsjb.dispatch.orders.Feed;
import cn.jsjb.dispatch.orders.FeedWatermark;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import cn.jsjb.runtime.KafkaCluster;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Puts dispatch-service together. */
public class Wiring {
  /** Every automatic reaction of this service. */
  public static List<Policy<Ticket>> policies(Catalogue rules) {
    List<Policy<Ticket>> policies = new ArrayList<>();
    policies.add(new WhenTicketIsPendingThenDispatch(rules));
    policies.addAll(Deadlines.all());
    return List.copyOf(policies);
  }

  @Produces @Singleton
  Catalogue catalogue() { return Catalogue.get(); }

  @Produces @Singleton
  Feed feed(EventLog log) { return new Feed(log); }

  @Produces @Singleton
  LogService<Ticket> service(Pool pool, EventLog log, Feed feed, Clock clock, Catalogue rules, KafkaCluster kafka) {
    List<Policy<Ticket>> policies = policies(rules);
    Follower<Ticket> follower = new Follower<>(EventLog.COMPLAINTS, new TicketProjection(policies), pool).telling(feed, new FeedWatermark(kafka.client()));
    return LogService.of(follower, log, clock, policies);
  }
}
