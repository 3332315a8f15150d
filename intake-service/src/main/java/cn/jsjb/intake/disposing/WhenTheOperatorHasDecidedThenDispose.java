package cn.jsjb.intake.disposing;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Policy;
import java.time.Instant;

/** What an operator decided during the call becomes a fact as soon as the request is filed. */
public final class WhenTheOperatorHasDecidedThenDispose implements Policy<Complaint> {
  @Override public Instant dueAt(Complaint state) { return isDecided(state) ? state.ticket().steps().getLast().at() : null; }

  @Override public Decision decide(Complaint state, Instant now) {
    return isDecided(state) ? Decision.accept(Disposing.fact(state.ticket().desk().proposed()))
        : Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage(), "处置 / disposed of");
  }

  private static boolean isDecided(Complaint state) {
    Complaint.Ticket t = state.ticket();
    return t.life().stage() == Stage.REGISTERED && t.desk().proposed() != null && t.desk().proposed().kind() != DispositionKind.HOLD;
  }
}
