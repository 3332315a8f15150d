package cn.jsjb.intake.erasing;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.ClaimantErased;
import cn.jsjb.event.IntakeEvent.SensitiveDataViewed;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import java.util.List;

/** Whether a person may be shown, and whether there is one to forget. */
public final class Erasing {
  private Erasing() {}

  /** @param unit code of the unit that asks, or null when the hotline itself does */
  public static Decision show(Complaint complaint, String unit, List<String> fields, String reason) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    Complaint.Ticket ticket = complaint.ticket();
    if (unit != null && !unit.equals(ticket.life().unit())) {
      return Decision.refuse(Reason.OTHER_UNIT);
    }
    if (unit != null && ticket.hidesClaimant()) {
      return Decision.refuse(Reason.CLAIMANT_IS_CONFIDENTIAL);
    }
    if (ticket.erased()) {
      return Decision.refuse(Reason.ERASED);
    }
    return !ticket.hasBox() ? Decision.refuse(Reason.NOT_FOUND, "诉求人信息 / data of a claimant") : Decision.accept(new SensitiveDataViewed(fields, reason));
  }

  public static Decision erase(Complaint complaint, String reason) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    if (complaint.ticket().erased()) {
      return Decision.refuse(Reason.ERASED);
    }
    return !complaint.ticket().hasBox() ? Decision.refuse(Reason.NOTHING_TO_ERASE) : Decision.accept(new ClaimantErased(reason));
  }
}
