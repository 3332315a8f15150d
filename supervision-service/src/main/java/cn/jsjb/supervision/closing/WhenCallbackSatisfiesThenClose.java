package cn.jsjb.supervision.closing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/** Resolved, and the claimant is not dissatisfied: the loop is closed (rule C-11). */
public record WhenCallbackSatisfiesThenClose(Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.at(Stage.CALLED_BACK) && o.answers() != null && o.answers().good() ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.SATISFIED, o.contribution(rules)));
  }
}
