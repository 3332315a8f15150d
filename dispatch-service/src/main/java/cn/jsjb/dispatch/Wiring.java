package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.deferring.Deferring;
import cn.jsjb.dispatch.dispatching.WhenTicketIsPendingThenDispatch;
import cn.jsjb.dispatch.orders.Feed;
import cn.jsjb.dispatch.orders.FeedWatermark;
import cn.jsjb.dispatch.pausing.Pausing;
import cn.jsjb.dispatch.specialcasing.SpecialCasing;
import cn.jsjb.dispatch.tolerating.NoFaultFirst;
import cn.jsjb.dispatch.whistling.CrossDistrict;
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
    policies.addAll(Pausing.policies());
    policies.add(new Deferring.WhenPromiseIsBrokenThenSaySo());
    policies.add(new NoFaultFirst.WhenMissingItemIsLateThenSaySo());
    policies.add(new NoFaultFirst.WhenCommitmentIsBrokenThenSaySo());
    policies.add(new SpecialCasing.WhenStageReportIsLateThenSaySo());
    policies.add(new CrossDistrict.WhenSidesDisagreeThenTellTheCity(rules));
    // After every breach: what is late already is not warned about.
    policies.add(new Deadlines.WhenFourFifthsAreOverThenWarn(rules.limits()));
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
