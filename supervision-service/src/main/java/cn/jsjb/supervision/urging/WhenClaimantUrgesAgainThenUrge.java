package cn.jsjb.supervision.urging;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.UrgeCause;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Urging;
import java.time.Instant;

/** The claimant urged and urged again in one round: the hotline takes it up with the unit. */
public record WhenClaimantUrgesAgainThenUrge(SupervisionRules rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Urging u = o.loop().urging();
    return u != null && u.claimantUrgedAt() != null && !u.urgesUrged() && u.claimantUrges() >= rules.at(u.claimantUrgedAt()).urging().claimantUrges() && o.isOwedFeedback() ? u.claimantUrgedAt() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) { return accept(Reminding.urge(o, UrgeCause.CLAIMANT_URGES, null, rules.at(now).version())); }

  @Override public String occasion(Oversight o) { return o.life().round() + "/" + dueAt(o); }
}
