package cn.jsjb.intake.disposing;

import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Policy;
import java.time.Instant;

/** Nothing is forgotten at the desk: what nobody decided in time is dispatched like everything else. */
public final class WhenHeldTooLongThenRelease implements Policy<Complaint> {
  private final DeskRules rules;

  public WhenHeldTooLongThenRelease(DeskRules rules) { this.rules = rules; }

  @Override public Instant dueAt(Complaint state) {
    Complaint.Ticket t = state.ticket();
    if (t.life().stage() != Stage.REGISTERED || t.desk().proposed() == null || t.desk().proposed().kind() != DispositionKind.HOLD) {
      return null;
    }
    Instant since = t.steps().getLast().at();
    return since.plus(rules.at(since).holdFor());
  }

  @Override public Decision decide(Complaint state, Instant now) {
    return dueAt(state) == null ? Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage(), "转派单 / released")
        : Decision.accept(new TicketReleased("超过留置时限，转派单 / held too long"));
  }
}
