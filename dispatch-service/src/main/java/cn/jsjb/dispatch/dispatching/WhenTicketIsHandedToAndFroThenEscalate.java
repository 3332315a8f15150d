package cn.jsjb.dispatch.dispatching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.PingPongDetected;
import cn.jsjb.log.Policy;
import java.time.Instant;

/** A ticket that is handed on or given back too often is brought before the district or the bureau, once. */
public final class WhenTicketIsHandedToAndFroThenEscalate implements Policy<Ticket> {
  private final Catalogue rules;

  public WhenTicketIsHandedToAndFroThenEscalate(Catalogue rules) { this.rules = rules; }

  @Override public Instant dueAt(Ticket ticket) {
    if (!(ticket instanceof Ticket.Handling t) || t.duty().escalatedTo() != null || t.assignment().hop() == 1 && t.objections().isEmpty() || !t.stage().isOpen()) {
      return null;
    }
    Duties.Rules limits = rules.duties().at(t.assignment().at());
    return t.assignment().hop() >= limits.pingPongHops() || t.objections().size() >= limits.pingPongReturns() ? t.assignment().at() : null;
  }

  @Override public Decision decide(Ticket ticket, Instant now) {
    Ticket.Handling t = (Ticket.Handling) ticket;
    return Decision.accept(new PingPongDetected(t.assignment().hop(), t.objections().size(), t.duty().holders(),
        Dispatching.escalation(t.duty(), null, null, rules).code(), rules.duties().at(t.assignment().at()).version()));
  }
}
