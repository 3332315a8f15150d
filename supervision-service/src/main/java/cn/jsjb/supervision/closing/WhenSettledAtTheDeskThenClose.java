package cn.jsjb.supervision.closing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/**
 * Answered, diverted or declined by the hotline itself (domain 3.4): no unit had to act, nobody is called, so it is closed at once.
 * What it was is said by the fact before; who is not content has it reopened.
 */
public record WhenSettledAtTheDeskThenClose(Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) { return o.life().stage().isSettledAtDesk() ? o.since() : null; }

  @Override public Decision decide(Oversight o, Instant now) { return accept(new TicketClosed(CloseKind.NOT_ASSESSED, o.contribution(rules))); }
}
