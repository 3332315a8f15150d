package cn.jsjb.supervision.ordering;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Urging;
import java.time.Instant;

/** The reminder did not help: three days after the limit (assumption) there is still no feedback (JN §28, WF §26). */
public record WhenFeedbackStaysOverdueThenOrder(SupervisionRules rules, Limits limits) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Urging u = o.loop().urging();
    return u != null && u.overdueAt() != null && !u.overdueOrdered() && o.isOwedFeedback() ? u.overdueAt().plus(rules.at(u.overdueAt()).ordering().overdueFor()) : null;
  }

  @Override public Decision decide(Oversight o, Instant now) { return accept(Ordering.beside(o, SupervisionCause.OVERDUE, "FEEDBACK_OVERDUE", o.life().unit(), rules, limits, now)); }

  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
