package cn.jsjb.intake.supplementing;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.IntakeEvent.ConfidentialityRequested;
import cn.jsjb.event.IntakeEvent.RequestUrged;
import cn.jsjb.event.IntakeEvent.RequestWithdrawn;
import cn.jsjb.event.IntakeEvent.TicketSupplemented;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import java.util.List;

/** What the claimant can still say after the request came in: more words, hurry, never mind, keep it secret. */
public final class Supplementing {
  private Supplementing() {}

  /** 补充. */
  public static Decision supplement(Complaint complaint, String text, List<Attachment> attachments) {
    return open(complaint, "补充 / supplemented", new TicketSupplemented(text, attachments));
  }

  /** What another system says of the ticket, however late: it is kept, also when the ticket is closed. */
  public static Decision note(Complaint complaint, String text) {
    return complaint == null ? Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket") : Decision.accept(new TicketSupplemented(text, List.of()));
  }

  /** 催办. */
  public static Decision urge(Complaint complaint, String text) { return open(complaint, "催办 / urged", new RequestUrged(text)); }

  /** 撤诉: in any open state. */
  public static Decision withdraw(Complaint complaint, String reason) { return open(complaint, "撤诉 / withdrawn", new RequestWithdrawn(reason)); }

  /** 保密: any time; it only widens. */
  public static Decision hide(Complaint complaint, String scope) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return complaint.ticket().confidential() ? Decision.refuse(Reason.CONFIDENTIAL_ALREADY) : Decision.accept(new ConfidentialityRequested(scope));
  }

  private static Decision open(Complaint complaint, String what, cn.jsjb.event.IntakeEvent event) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return complaint.ticket().life().stage().isOpen() ? Decision.accept(event)
        : Decision.refuse(Reason.NOT_IN_THIS_STATE, complaint.ticket().life().stage().chinese(), what);
  }
}
