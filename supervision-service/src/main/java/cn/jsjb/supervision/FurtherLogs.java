package cn.jsjb.supervision;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.ledger.WhenLedgerEntryIsLateThenSay;
import cn.jsjb.supervision.matters.Matter;
import cn.jsjb.supervision.matters.Matters;
import cn.jsjb.supervision.programme.Programme;
import cn.jsjb.supervision.programme.Programmes;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The logs beside {@code complaint-log}: their reactions in the order of their say, their followers. */
@Singleton
public class FurtherLogs {

  /** Automatic reactions in {@code oversight-log}. */
  public static List<Policy<Matter>> oversightPolicies() { return List.of(new WhenLedgerEntryIsLateThenSay()); }

  /** Automatic reactions in {@code programme-log}. */
  public static List<Policy<Programme>> programmePolicies() { return List.of(); }

  @Produces @Singleton
  LogService<Matter> oversight(Pool pool, EventLog log, Clock clock) {
    return LogService.of(new Follower<>(EventLog.OVERSIGHT, new Matters(oversightPolicies()), pool), log, clock, oversightPolicies());
  }

  @Produces @Singleton
  LogService<Programme> programme(Pool pool, EventLog log, Clock clock) {
    return LogService.of(new Follower<>(EventLog.PROGRAMME, new Programmes(programmePolicies()), pool), log, clock, programmePolicies());
  }
}
