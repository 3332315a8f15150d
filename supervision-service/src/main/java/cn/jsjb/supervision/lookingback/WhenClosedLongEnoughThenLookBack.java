package cn.jsjb.supervision.lookingback;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.LookBackScheduled;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.LookBacks;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** 30 and 90 days (assumption) after a complex ticket was closed it is looked at again; the second look waits for the first. */
public record WhenClosedLongEnoughThenLookBack(SupervisionRules rules) implements Policy<Oversight> {
  private static final Set<CloseKind> HANDLED = EnumSet.of(CloseKind.SATISFIED, CloseKind.UNRESOLVED_AFTER_SUPERVISION, CloseKind.UNREACHABLE);

  @Override public Instant dueAt(Oversight o) {
    if (!o.at(Stage.CLOSED) || !HANDLED.contains(o.closed()) || o.subject().grade() == null) {
      return null;
    }
    SupervisionRules.LookBack terms = rules.at(o.since()).lookBack();
    LookBacks l = o.loop().lookBacks();
    List<java.time.Period> after = terms.after();
    int done = l == null ? 0 : l.sinceClosing();
    return !terms.grades().contains(o.subject().grade()) || l != null && l.open() || done >= after.size() ? null
        : o.since().atZone(WorkingCalendar.BEIJING).plus(after.get(done)).toInstant();
  }

  @Override public Decision decide(Oversight o, Instant now) {
    SupervisionRules.Rules inForce = rules.at(o.since());
    LookBacks l = o.loop().lookBacks();
    // From now, when the first look was late.
    Instant from = dueAt(o).isBefore(now) ? now : dueAt(o);
    return accept(new LookBackScheduled(l == null ? 1 : l.number() + 1, o.since(), from.atZone(WorkingCalendar.BEIJING).plus(inForce.lookBack().within()).toInstant(), inForce.version()));
  }
}
