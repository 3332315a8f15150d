package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.SensitiveDataViewed;
import cn.jsjb.supervision.Oversight;
import java.util.List;

/** May the words of a confidential ticket be shown? For a reason, and with a trace (rules P2, P7). */
final class Viewing {
  private Viewing() {}

  /** What the records of a ticket tell in words, as it is written down and spoken: the many fields in which it stands, in few. */
  static final List<String> FIELDS = List.of("title", "content", "address", "answers", "supplements", "attachment", "handling", "parties");

  /** What was written down, in the same words. Older looks name fields of records, among them {@code name} for that of a file. */
  static List<String> spoken(List<String> recorded) {
    return recorded.stream().map(field -> field.equals("name") ? "attachment" : field).filter(FIELDS::contains).distinct().toList();
  }

  static Decision decide(Oversight oversight, String reason) {
    if (oversight == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return reason == null || reason.isBlank() ? Decision.refuse(Reason.FIELD_MISSING, "reason") : Decision.accept(new SensitiveDataViewed(FIELDS, reason.strip()));
  }
}
