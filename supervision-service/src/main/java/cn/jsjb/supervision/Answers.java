package cn.jsjb.supervision;

import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.rating.Standing;
import java.time.Instant;

/** The three answers (rule C-2). Result and satisfaction stay apart: a fault can be gone and its claimant dissatisfied. */
public record Answers(boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction, CallbackChannel channel, Instant at) implements Standing.Answered {
  static Answers of(CallbackCompleted e, Instant at) {
    return new Answers(e.contacted(), e.resolved(), e.partly(), e.satisfaction(), e.channel(), at);
  }

  /** Closes the loop; anything else goes back (rule C-11). Resolved in part is not resolved. */
  public boolean good() { return resolved && satisfaction != Satisfaction.DISSATISFIED; }

  /** Why it goes back, in the words of the log. */
  public String complaint() {
    return partly ? "PARTLY_RESOLVED" : resolved ? "DISSATISFIED" : "UNRESOLVED";
  }
}
