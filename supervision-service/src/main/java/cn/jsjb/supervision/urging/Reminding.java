package cn.jsjb.supervision.urging;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.UrgeCause;
import cn.jsjb.event.SupervisionEvent.UrgeIssued;
import cn.jsjb.supervision.Oversight;
import java.util.function.Predicate;

/** 催办: the unit is reminded; neither round nor limit change. */
public final class Reminding {
  private Reminding() {}

  /** @param sees whether the caller may touch a ticket of this unit */
  public record Remind(String complaintId, String text, Predicate<String> sees) {}

  public static Decision decide(Oversight o, Remind command, String version) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (!command.sees().test(o.life().unit())) {
      return refuse(Reason.OTHER_UNIT);
    }
    return o.isOwedFeedback() ? accept(urge(o, UrgeCause.BY_HAND, command.text(), version))
        : refuse(Reason.NOT_IN_THIS_STATE, o.life().stage(), "催办 / urged");
  }

  static UrgeIssued urge(Oversight o, UrgeCause cause, String text, String version) {
    return new UrgeIssued(o.loop().urging() == null ? 1 : o.loop().urging().number() + 1, o.life().unit(), cause, text, version);
  }
}
