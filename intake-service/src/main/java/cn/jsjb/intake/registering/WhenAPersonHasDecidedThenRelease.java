package cn.jsjb.intake.registering;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Policy;
import java.time.Instant;

/** 核定: what a person has decided goes on to dispatch at once. */
public final class WhenAPersonHasDecidedThenRelease implements Policy<Complaint> {
  @Override public Instant dueAt(Complaint state) {
    return state instanceof Complaint.Registered r && waitsForAPerson(r) && r.waiting().doubts().isEmpty() ? r.waiting().since() : null;
  }

  @Override public Decision decide(Complaint state, Instant now) {
    return dueAt(state) == null ? Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage(), "转派单 / released")
        : Decision.accept(new TicketReleased("人工核定，转派单 / settled by a person"));
  }

  /** At the desk because of its doubts alone: what an operator holds or has decided is his. */
  static boolean waitsForAPerson(Complaint.Registered r) {
    return r.waiting() != null && r.ticket().life().stage() == Stage.REGISTERED && r.ticket().desk().proposed() == null;
  }
}
