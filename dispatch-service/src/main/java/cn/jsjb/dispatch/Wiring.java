package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.cataloguing.RulesLog;
import cn.jsjb.dispatch.cohandling.WhenPartIsLateThenSaySo;
import cn.jsjb.dispatch.deadlines.Deadlines;
import cn.jsjb.dispatch.dispatching.WhenTicketIsHandedToAndFroThenEscalate;
import cn.jsjb.dispatch.deferring.Deferring;
import cn.jsjb.dispatch.dispatching.WhenTicketIsPendingThenDispatch;
import cn.jsjb.dispatch.objecting.WhenObjectionIsNotDecidedThenSaySo;
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
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Puts dispatch-service together. */
public class Wiring {
  /** Every automatic reaction of this service. */
  public static List<Policy<Ticket>> policies(Catalogue rules) { return policies(rules, () -> rules); }

  /** @param today the rules of the day, as they change while the service runs */
  public static List<Policy<Ticket>> policies(Catalogue rules, Supplier<Catalogue> today) {
    List<Policy<Ticket>> policies = new ArrayList<>();
    policies.add(new WhenTicketIsPendingThenDispatch(today));
    policies.addAll(Deadlines.all());
    policies.add(new WhenPartIsLateThenSaySo());
    policies.add(new WhenObjectionIsNotDecidedThenSaySo());
    policies.add(new WhenTicketIsHandedToAndFroThenEscalate(rules));
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

  /** The rules of the moment; whoever is asked again and again asks for them anew. */
  @Produces @Dependent
  Catalogue catalogue(RulesLog rules) { return rules.book().catalogue(); }

  @Produces @Singleton
  Feed feed(KafkaCluster kafka) { return new Feed(kafka.client()); }

  void close(@Disposes Feed feed) { feed.close(); }

  @Produces @Singleton
  LogService<Ticket> service(Pool pool, EventLog log, Feed feed, Clock clock, RulesLog rules, KafkaCluster kafka) {
    List<Policy<Ticket>> policies = policies(Catalogue.get(), rules::catalogue);
    Follower<Ticket> follower = new Follower<>(EventLog.COMPLAINTS, new TicketProjection(policies), pool).telling(feed, new FeedWatermark(kafka.client()));
    return LogService.of(follower, log, clock, policies);
  }
}
