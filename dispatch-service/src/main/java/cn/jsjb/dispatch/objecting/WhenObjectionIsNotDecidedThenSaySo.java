package cn.jsjb.dispatch.objecting;

import cn.jsjb.dispatch.Objection;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.ObjectionDecisionOverdue;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.Optional;

/** A review has a limit too (rule D9): the unit's clock runs on meanwhile. */
public final class WhenObjectionIsNotDecidedThenSaySo implements Policy<Ticket> {
  @Override public Instant dueAt(Ticket ticket) { return waiting(ticket).map(Objection::decideBy).orElse(null); }

  @Override public Decision decide(Ticket ticket, Instant now) {
    Objection objection = waiting(ticket).orElseThrow();
    return Decision.accept(new ObjectionDecisionOverdue(objection.number(), objection.decideBy()));
  }

  private static Optional<Objection> waiting(Ticket ticket) {
    return ticket instanceof Ticket.Handling t && t.stage().isOpen()
        ? t.objections().stream().filter(o -> o.open() && !o.late() && o.decideBy() != null).findFirst() : Optional.empty();
  }
}
