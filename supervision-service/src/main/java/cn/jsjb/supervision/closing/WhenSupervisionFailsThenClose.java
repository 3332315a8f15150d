package cn.jsjb.supervision.closing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.TicketClosed;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Escalation;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/** A third failure, under supervision: it is closed as what it is, unresolved, and says so for ever (rule C-11). */
public record WhenSupervisionFailsThenClose(Assessment rules) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    return o.at(Stage.CALLED_BACK) && o.escalation() == Escalation.SUPERVISION && o.answers() != null && !o.answers().good() ? o.since() : null;
  }

  @Override public Decision decide(Oversight o, Instant now) {
    return accept(new TicketClosed(CloseKind.UNRESOLVED_AFTER_SUPERVISION, o.contribution(rules)));
  }
}
