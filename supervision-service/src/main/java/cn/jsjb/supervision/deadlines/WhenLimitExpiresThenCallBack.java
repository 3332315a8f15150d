package cn.jsjb.supervision.deadlines;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CallbackScheduled;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/**
 * When the limit expires the hotline must call back, whatever the unit has or has not done (REG §23). A ticket that waits for its
 * dispatch has no running limit; a type that is not assessed is not called back about.
 */
public record WhenLimitExpiresThenCallBack(CallbackTerms terms) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.assessed() && (o.life().stage().isWithUnit() || o.at(Stage.REPLIED)) ? o.life().dueAt() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    Instant due = o.life().dueAt();
    return accept(new CallbackScheduled(o.life().round(), CallbackReason.LIMIT_EXPIRED, due.plus(terms.at(due).latestAfterDue()), terms.at(due).version()));
  }

  /** Rounds may share a limit; each has its own callback. */
  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
