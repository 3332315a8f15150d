package cn.jsjb.intake.attaching;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.IntakeEvent.SensitiveDataViewed;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import java.util.List;
import java.util.stream.Stream;

/** Whether an attachment may be shown. Pure. */
public final class Attaching {
  private Attaching() {}

  /** All attachments of a complaint: those that came with it and those of its supplements. @param first those that came with it, or null */
  static List<Attachment> all(Complaint complaint, List<Attachment> first) {
    return Stream.concat(first == null ? Stream.empty() : first.stream(),
        complaint.ticket().supplements().stream().filter(note -> note.attachments() != null).flatMap(note -> note.attachments().stream())).toList();
  }

  /** The pictures of an anonymous request say where the matter is, not who told it: the unit needs them. */
  static boolean isSecret(Complaint.Ticket ticket) { return ticket.confidential() || ticket.requestType() == RequestType.REPORT; }

  /** A picture may show who made it: of a confidential request or a report it is never for a unit, and every look at it is a fact first (rules P2, P7). */
  static Decision view(Complaint complaint, boolean unit, String sha256, String reason) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    if (complaint.ticket().erased()) {
      return Decision.refuse(Reason.ERASED);
    }
    if (unit && isSecret(complaint.ticket())) {
      return Decision.refuse(Reason.CLAIMANT_IS_CONFIDENTIAL);
    }
    return reason == null ? Decision.refuse(Reason.FIELD_MISSING, "reason") : Decision.accept(new SensitiveDataViewed(List.of("attachment " + sha256), reason));
  }
}
