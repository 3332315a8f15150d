package cn.jsjb.supervision.reworking;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Escalation;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;
import java.util.List;

/** A second failure: the ticket comes under supervision (督办, rule C-11) with a limit of its own, half the original (assumption). */
public record WhenReworkFailsThenSupervise(Limits limits) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.at(Stage.CALLED_BACK) && o.escalation() == Escalation.REWORK && o.answers() != null && !o.answers().good() ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new SupervisionOrdered(o.life().round() + 1, o.answers().complaint(), null, Supervising.limit(o, limits, now), 0, SupervisionLevel.CITY, SupervisionCause.UNSOLVED,
        o.life().unit() == null ? null : List.of(o.life().unit()), null, limits.at(now).version()));
  }
}
