package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What outlives a change of unit, a rework and even the closing of the ticket. Each mechanism is a record of its own with its
 * own fold; null or empty as long as it was not used, so that the many ordinary tickets stay small.
 *
 * @param warnedFor the limit for which the warning has been given
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Lasting(List<Whistle> whistles, Instant warnedFor, Pause pause, Deferral deferral, NoFault noFault, SpecialCase specialCase, Evidence evidence) {
  static final Lasting NONE = new Lasting(null, null, null, null, null, null, null);

  public Lasting {
    whistles = whistles == null ? List.of() : whistles;
  }

  /** @param before the ticket before the fact */
  Lasting after(ComplaintEvent event, Ticket before, Instant at) {
    Lasting next = new Lasting(event instanceof DispatchEvent e ? Whistle.evolve(whistles, e, at) : whistles,
        event instanceof DispatchEvent.LimitWarned e ? e.dueAt() : warnedFor,
        Pause.evolve(pause, event, before.life().round(), before.life().dueAt(), at),
        Deferral.evolve(deferral, event, at), NoFault.evolve(noFault, event, at), SpecialCase.evolve(specialCase, event), Evidence.evolve(evidence, event));
    return next.equals(this) ? this : next;
  }

  /** Units that a mechanism has drawn in: they see the ticket and are told of it. */
  void units(Set<String> units) {
    whistles.forEach(w -> w.units(units));
    if (noFault != null) {
      noFault.units(units);
    }
    if (specialCase != null) {
      units.addAll(specialCase.taskForce());
    }
    if (evidence != null) {
      evidence.units(units);
    }
  }
}
