package cn.jsjb.supervision.closing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Instant;

/** Called as often as the rules ask, and never reached (rule C-1: three attempts, assumption). */
public record WhenNobodyIsReachedThenClose(CallbackTerms terms) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.mayBeCalledBack() && o.answers() == null && o.present().attempts() >= terms.at(o.since()).attempts() ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.UNREACHABLE));
  }
}
