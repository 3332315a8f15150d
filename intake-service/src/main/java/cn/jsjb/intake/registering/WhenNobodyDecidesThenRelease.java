package cn.jsjb.intake.registering;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Policy;
import java.time.Duration;
import java.time.Instant;

/** 兜底: a doubt that nobody settles in time does not keep the claimant waiting; the district finds out (REG §12(2)). */
public final class WhenNobodyDecidesThenRelease implements Policy<Complaint> {
  private final Acceptance rules;

  public WhenNobodyDecidesThenRelease(Acceptance rules) { this.rules = rules; }

  @Override public Instant dueAt(Complaint state) {
    if (!(state instanceof Complaint.Registered r) || !WhenAPersonHasDecidedThenRelease.waitsForAPerson(r) || r.waiting().doubts().isEmpty()) {
      return null;
    }
    Duration patience = rules.at(r.waiting().since()).hold().patience();
    return r.waiting().since().plus(patience);
  }

  @Override public Decision decide(Complaint state, Instant now) {
    return dueAt(state) == null ? Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage(), "转派单 / released")
        : Decision.accept(new TicketReleased("限时内未核定，转属地区统筹 / nobody decided in time", true));
  }
}
