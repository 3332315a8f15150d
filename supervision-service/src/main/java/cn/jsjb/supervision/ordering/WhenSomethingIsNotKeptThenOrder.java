package cn.jsjb.supervision.ordering;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Orders.Trigger;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;

/** A government commitment was breached (rule N4) or the promise of a deferral broken (rule L5): an order to whoever gave it, also after the ticket was closed. */
public record WhenSomethingIsNotKeptThenOrder(SupervisionRules rules, Limits limits) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Trigger trigger = trigger(o);
    return trigger == null ? null : trigger.at();
  }

  @Override public Decision decide(Oversight o, Instant now) {
    Trigger t = trigger(o);
    return accept(Ordering.beside(o, t.cause(), t.what(), t.unit(), rules, limits, now));
  }

  /** Two obligations may be overdue in one millisecond. */
  @Override public String occasion(Oversight o) { return trigger(o).what() + "/" + trigger(o).at(); }

  private static Trigger trigger(Oversight o) { return o.loop().orders() == null || o.loop().orders().triggers().isEmpty() ? null : o.loop().orders().triggers().getFirst(); }
}
