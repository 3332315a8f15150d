package cn.jsjb.supervision.lookingback;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.LookBackRecorded;
import cn.jsjb.event.SupervisionEvent.LookBackResult;
import cn.jsjb.supervision.LookBacks;
import cn.jsjb.supervision.Oversight;
import java.util.List;

/** 回头看 (SP6): somebody who did not handle it looks whether what was closed has stayed solved. */
public final class LookingBack {
  private LookingBack() {}

  /** @param unit of the token, null for the city's own people */
  public record Record(String complaintId, int number, LookBackResult result, String finding, List<String> evidence, boolean reopens, String unit, String by) {}

  public static Decision decide(Oversight o, Record command) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    LookBacks l = o.loop().lookBacks();
    if (l == null || !l.open() || l.number() != command.number() || !o.at(Stage.CLOSED)) {
      return refuse(Reason.NO_SUCH_LOOK_BACK, command.number());
    }
    if (command.unit() != null && o.units().contains(command.unit())) {
      return refuse(Reason.OWN_TICKET_LOOKED_BACK_AT);
    }
    if (command.reopens() && command.result() == LookBackResult.HOLDS) {
      return refuse(Reason.FIELD_INVALID, "reopen", "问题未反弹，不能重新办理 / it holds, so there is nothing to reopen");
    }
    return accept(new LookBackRecorded(command.number(), command.result(), command.finding(), command.evidence(), command.reopens(), command.by()));
  }
}
