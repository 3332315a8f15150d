package cn.jsjb.supervision.lookingback;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/** A look-back found that it came back, or was never done, and asked for more: another round, dispatched by dispatch-service. */
public record WhenLookBackFailsThenReopen() implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) { return o.at(Stage.CLOSED) && o.loop().lookBacks() != null ? o.loop().lookBacks().reopensAt() : null; }

  @Override public Decision decide(Oversight o, Instant now) { return accept(new TicketReopened("LOOK_BACK/" + o.loop().lookBacks().number())); }
}
