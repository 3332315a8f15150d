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

/** A suggestion, praise or an inquiry is done when claimant and hotline were told; nobody is called (rule I6, assumption). */
public record WhenNotAssessedAndBothAreToldThenClose(Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return !o.assessed() && o.at(Stage.REPLIED) ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.NOT_ASSESSED, o.contribution(rules)));
  }
}
