package cn.jsjb.supervision.reworking;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.ReworkOrdered;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Escalation;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/** Unresolved or dissatisfied: back to the unit once, automatically, with half the limit (二次办理, rule C-11); dispatch-service dispatches. */
public record WhenCallbackFailsThenRework() implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.at(Stage.CALLED_BACK) && o.escalation() == Escalation.FIRST_HANDLING && o.answers() != null && !o.answers().good() ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new ReworkOrdered(o.life().round() + 1, o.answers().complaint()));
  }
}
