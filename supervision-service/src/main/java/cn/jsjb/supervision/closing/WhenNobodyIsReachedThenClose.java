package cn.jsjb.supervision.closing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Instant;

/** Called as often as the rules ask, and never reached (rule C-1: three attempts, assumption). */
public record WhenNobodyIsReachedThenClose(CallbackTerms terms, Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    if (!o.mayBeCalledBack() || o.answers() != null || o.present().attempts() < terms.at(o.since()).attempts()) {
      return null;
    }
    // He may still answer by the link he was sent.
    return o.present().survey() == null ? o.since() : o.present().survey().expiresAt();
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.UNREACHABLE, o.contribution(rules)));
  }
}
