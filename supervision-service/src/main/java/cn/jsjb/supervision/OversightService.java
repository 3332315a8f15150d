package cn.jsjb.supervision;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.appealing.WhenAppealIsUpheldThenCarryItOut;
import cn.jsjb.supervision.closing.WhenCallbackSatisfiesThenClose;
import cn.jsjb.supervision.closing.WhenNobodyIsReachedThenClose;
import cn.jsjb.supervision.closing.WhenNotAssessedAndBothAreToldThenClose;
import cn.jsjb.supervision.closing.WhenSupervisionFailsThenClose;
import cn.jsjb.supervision.closing.WhenSettledAtTheDeskThenClose;
import cn.jsjb.supervision.closing.WhenWithdrawnThenClose;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import cn.jsjb.supervision.deadlines.WhenBothAreToldThenCallBack;
import cn.jsjb.supervision.deadlines.WhenLimitExpiresThenCallBack;
import cn.jsjb.supervision.lookingback.WhenClosedLongEnoughThenLookBack;
import cn.jsjb.supervision.lookingback.WhenLookBackFailsThenReopen;
import cn.jsjb.supervision.ordering.WhenClaimantKeepsUrgingThenOrder;
import cn.jsjb.supervision.ordering.WhenFeedbackStaysOverdueThenOrder;
import cn.jsjb.supervision.ordering.WhenSomethingIsNotKeptThenOrder;
import cn.jsjb.supervision.reworking.WhenCallbackFailsThenRework;
import cn.jsjb.supervision.reworking.WhenReworkFailsThenSupervise;
import cn.jsjb.supervision.urging.WhenClaimantUrgesAgainThenUrge;
import cn.jsjb.supervision.urging.WhenFeedbackIsOverdueThenUrge;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts supervision together: the rules, the reactions in the order of their say, the follower. */
@Singleton
public class OversightService {

  /** All automatic reactions; also what a simulation plays with. */
  public static List<Policy<Oversight>> policies(CallbackTerms terms, Catalogue catalogue) {
    Limits limits = catalogue.limits();
    Assessment rules = catalogue.assessment();
    SupervisionRules supervision = catalogue.supervision();
    return List.of(new WhenWithdrawnThenClose(rules), new WhenSettledAtTheDeskThenClose(rules), new WhenAppealIsUpheldThenCarryItOut(terms, supervision, rules),
        new WhenCallbackSatisfiesThenClose(rules), new WhenCallbackFailsThenRework(), new WhenReworkFailsThenSupervise(limits), new WhenSupervisionFailsThenClose(rules),
        new WhenNobodyIsReachedThenClose(terms, rules), new WhenNotAssessedAndBothAreToldThenClose(rules), new WhenBothAreToldThenCallBack(terms),
        new WhenLimitExpiresThenCallBack(terms), new WhenFeedbackIsOverdueThenUrge(supervision), new WhenClaimantUrgesAgainThenUrge(supervision),
        new WhenSomethingIsNotKeptThenOrder(supervision, limits), new WhenFeedbackStaysOverdueThenOrder(supervision, limits),
        new WhenClaimantKeepsUrgingThenOrder(supervision, limits), new WhenLookBackFailsThenReopen(), new WhenClosedLongEnoughThenLookBack(supervision));
  }

  @Produces @Singleton
  CallbackTerms terms(@ConfigProperty(name = "jsjb.callback.early") Optional<Boolean> early,
      @ConfigProperty(name = "jsjb.callback.early-after") Optional<Duration> earlyAfter) {
    return new CallbackTerms(Catalogue.get().limits(), early, earlyAfter);
  }

  @Produces @Singleton
  LogService<Oversight> service(Pool pool, EventLog log, Clock clock, CallbackTerms terms) {
    List<Policy<Oversight>> policies = policies(terms, Catalogue.get());
    return LogService.of(new Follower<>(EventLog.COMPLAINTS, new Oversights(policies), pool), log, clock, policies);
  }
}
