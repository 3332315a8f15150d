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

/** The claimant urged for the third time (assumption) in one round: 反复催办, an order (JN §28). */
public record WhenClaimantKeepsUrgingThenOrder(SupervisionRules rules, Limits limits) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Urging u = o.loop().urging();
    return u != null && u.claimantUrgedAt() != null && !u.urgesOrdered() && u.claimantUrges() >= rules.at(u.claimantUrgedAt()).ordering().claimantUrges() && o.isOwedFeedback()
        ? u.claimantUrgedAt() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) { return accept(Ordering.beside(o, SupervisionCause.CLAIMANT_URGES, "URGED_AGAIN_AND_AGAIN", o.life().unit(), rules, limits, now)); }

  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
