package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SecretFields;
import cn.jsjb.event.SupervisionEvent.SensitiveDataViewed;
import cn.jsjb.supervision.Oversight;
import java.util.List;

/** May the words of a confidential ticket be shown? For a reason, and with a trace (rules P2, P7). */
final class Viewing {
  private Viewing() {}

  /** What the records of a ticket tell in words. */
  static final List<String> FIELDS = SecretFields.words();

  static Decision decide(Oversight oversight, String reason) {
    if (oversight == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return reason == null || reason.isBlank() ? Decision.refuse(Reason.FIELD_MISSING, "reason") : Decision.accept(new SensitiveDataViewed(FIELDS, reason.strip()));
  }
}
