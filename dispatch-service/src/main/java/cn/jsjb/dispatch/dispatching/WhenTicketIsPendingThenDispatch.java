package cn.jsjb.dispatch.dispatching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.function.Supplier;

/** A ticket that waits for dispatch is dispatched at once: after registration, an upheld objection, a rework order, a reopening. */
public final class WhenTicketIsPendingThenDispatch implements Policy<Ticket> {
  private final Supplier<Catalogue> rules;

  public WhenTicketIsPendingThenDispatch(Supplier<Catalogue> rules) { this.rules = rules; }

  @Override public Instant dueAt(Ticket ticket) { return ticket instanceof Ticket.Pending t ? t.since() : null; }

  @Override public Decision decide(Ticket ticket, Instant now) { return Dispatching.decide(ticket, rules.get(), now); }
}
