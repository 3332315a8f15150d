package cn.jsjb.supervision.ordering;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionClosed;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.event.SupervisionEvent.SupervisionReplied;
import cn.jsjb.supervision.Orders;
import cn.jsjb.supervision.Orders.Order;
import cn.jsjb.supervision.Oversight;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** 督办单: a unit that was ordered answers in writing; the order is closed when all have. */
public final class Ordering {
  private Ordering() {}

  public record Reply(String complaintId, int number, String unit, String text, List<String> evidence) {}

  /** @param district the closing district, null for the city @param sees whether the caller may touch a ticket of this unit */
  public record Close(String complaintId, int number, String opinion, String by, String district, Predicate<String> sees) {}

  public static Decision decide(Oversight o, Reply command) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    Order order = o.loop().orders() == null ? null : o.loop().orders().open(command.number());
    return order == null || !order.silent().contains(command.unit()) ? refuse(Reason.NO_OPEN_ORDER, command.number())
        : accept(new SupervisionReplied(command.number(), command.unit(), command.text(), command.evidence()));
  }

  public static Decision decide(Oversight o, Close command) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    Order order = o.loop().orders() == null ? null : o.loop().orders().open(command.number());
    if (order == null) {
      return refuse(Reason.NO_OPEN_ORDER, command.number());
    }
    if (command.district() != null && (order.level() != SupervisionLevel.DISTRICT || !order.units().stream().allMatch(command.sees()))) {
      return refuse(Reason.OTHER_UNIT);
    }
    return order.silent().isEmpty() ? accept(new SupervisionClosed(command.number(), command.opinion(), command.by()))
        : refuse(Reason.REPLY_MISSING, order.silent(), command.number());
  }

  /** Number of the next order that wants an answer. */
  public static int next(Oversight o) {
    Orders orders = o.loop().orders();
    return orders == null ? 1 : orders.number() + 1;
  }

  /** An order beside the handling: round, stage and limit stay. */
  static SupervisionOrdered beside(Oversight o, SupervisionCause cause, String reason, String unit, SupervisionRules rules, Limits limits, Instant now) {
    SupervisionRules.Rules inForce = rules.at(now);
    return new SupervisionOrdered(o.life().round(), reason, null, null, next(o), SupervisionLevel.CITY, cause, List.of(unit), limits.due(inForce.ordering().reply(), now), inForce.version());
  }
}
