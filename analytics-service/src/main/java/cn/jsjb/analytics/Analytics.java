package cn.jsjb.analytics;

import cn.jsjb.analytics.classifying.WhenRankingIsPublishedThenClassify;
import cn.jsjb.analytics.counting.Freshness;
import cn.jsjb.analytics.hotspots.Watching;
import cn.jsjb.analytics.hotspots.WhenHotspotIsQuietThenClose;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Puts the service together: it follows complaints and answers; in the programme it says what it found. */
public class Analytics {

  /** Automatic reactions in {@code programme-log}. */
  public static List<Policy<ProgrammeStream>> programmePolicies() {
    return List.of(new WhenRankingIsPublishedThenClassify(Catalogue.get().assessment()), new WhenHotspotIsQuietThenClose(HotspotRules.get()));
  }

  @Produces @Singleton
  Catalogue catalogue() { return Catalogue.get(); }

  @Produces @Singleton
  Assessment assessment() { return Catalogue.get().assessment(); }

  @Produces @Singleton
  LogService<TicketFigures> service(Pool pool, EventLog log, Clock clock, Catalogue catalogue, Assessment assessment, Freshness freshness, Watching watching) {
    Follower<TicketFigures> follower = new Follower<>(EventLog.COMPLAINTS, new TicketProjection(catalogue.units(), assessment), pool);
    LogService<TicketFigures> service = LogService.of(follower, log, clock, List.of());
    follower.reacting(rows -> {
      freshness.applied(rows);
      watching.applied(rows);
    });
    return service;
  }

  @Produces @Singleton
  LogService<LedgerEntry> ledger(Pool pool, EventLog log, Clock clock) {
    return LogService.of(new Follower<>(EventLog.OVERSIGHT, new LedgerProjection(), pool), log, clock, List.of());
  }

  @Produces @Singleton
  LogService<ProgrammeStream> programme(Pool pool, EventLog log, Clock clock) {
    return LogService.of(new Follower<>(EventLog.PROGRAMME, new TopicProjection(programmePolicies()), pool), log, clock, programmePolicies());
  }
}
