package cn.jsjb.supervision.urging;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.UrgeCause;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Urging;
import java.time.Instant;

/** The feedback is overdue: the unit is reminded at once (JN §28). */
public record WhenFeedbackIsOverdueThenUrge(SupervisionRules rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Urging u = o.loop().urging();
    return u != null && u.overdueAt() != null && !u.overdueUrged() && o.isOwedFeedback() ? u.overdueAt() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) { return accept(Reminding.urge(o, UrgeCause.OVERDUE, null, rules.at(now).version())); }

  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
