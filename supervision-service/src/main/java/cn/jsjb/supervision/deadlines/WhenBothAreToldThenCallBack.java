package cn.jsjb.supervision.deadlines;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CallbackScheduled;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/**
 * Both feedbacks (双反馈) exist: call back a while later, without waiting for the limit (rule C-1, assumption; may be switched off).
 * The latest time stays that of the limit.
 */
public record WhenBothAreToldThenCallBack(CallbackTerms terms) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    if (!o.assessed() || !o.at(Stage.REPLIED) || o.toldAt() == null) {
      return null;
    }
    Limits.Callback callback = terms.at(o.toldAt());
    return callback.early() ? o.toldAt().plus(callback.earlyAfter()) : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    Instant limit = o.life().dueAt() == null ? o.toldAt() : o.life().dueAt();
    return accept(new CallbackScheduled(o.life().round(), CallbackReason.BOTH_TOLD, limit.plus(terms.at(o.toldAt()).latestAfterDue()), terms.at(o.toldAt()).version()));
  }

  /** Rounds may share a limit; each has its own callback. */
  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
