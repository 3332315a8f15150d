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

/** The claimant took it back (撤诉). */
public record WhenWithdrawnThenClose(Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.at(Stage.WITHDRAWN) ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.WITHDRAWN, o.contribution(rules)));
  }
}
