package cn.jsjb.intake;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.intake.disposing.WhenHeldTooLongThenRelease;
import cn.jsjb.intake.disposing.WhenTheOperatorHasDecidedThenDispose;
import cn.jsjb.intake.registering.WhenAPersonHasDecidedThenRelease;
import cn.jsjb.intake.registering.WhenNobodyDecidesThenRelease;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What this service does with the log: one projection, its policies. */
@Singleton
public class IntakeLog {
  @Produces @Singleton
  LogService<Complaint> service(Pool pool, EventLog log, Clock clock) {
    List<Policy<Complaint>> policies = List.of(WhenRequestIsReceivedThenRegister.withTheCatalogue(), new WhenTheOperatorHasDecidedThenDispose(),
        new WhenHeldTooLongThenRelease(Catalogue.get().desk()), new WhenAPersonHasDecidedThenRelease(), new WhenNobodyDecidesThenRelease(Catalogue.get().acceptance()));
    return LogService.of(new Follower<>(EventLog.COMPLAINTS, new Complaints(policies), pool), log, clock, policies);
  }
}
