package cn.jsjb.supervision;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * 督办 that wants an answer.
 *
 * @param number of the newest, 1, 2, … within the ticket
 * @param open orders that are not closed
 * @param triggers what asks for an order and has none yet, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Orders(int number, List<Order> open, List<Trigger> triggers) {

  /** @param silent units that have not answered @param reason a code of ours, or what a person wrote */
  public record Order(int number, SupervisionLevel level, List<String> units, List<String> silent, Instant replyBy, SupervisionCause cause, String reason) {}

  /** Something was not kept by a unit. */
  public record Trigger(SupervisionCause cause, String unit, String what, Instant at) {}

  public Orders {
    open = open == null ? List.of() : open;
    triggers = triggers == null ? List.of() : triggers;
  }

  static Orders after(Orders orders, ComplaintEvent event, Oversight before, Instant at) {
    Orders o = orders == null ? new Orders(0, List.of(), List.of()) : orders;
    Orders next = switch (event) {
      case DispatchEvent.CommitmentBreached e -> o.triggered(new Trigger(SupervisionCause.COMMITMENT_BREACHED, e.issuer(), "commitment %d, obligation %d".formatted(e.number(), e.obligation()), at));
      case DispatchEvent.DeferralExpired e -> o.triggered(new Trigger(SupervisionCause.PROMISE_BROKEN, e.unit() == null ? before.life().unit() : e.unit(), "deferral %d".formatted(e.number()), at));
      case SupervisionEvent.SupervisionOrdered e when e.number() > 0 -> o.ordered(e);
      case SupervisionEvent.SupervisionReplied e -> new Orders(o.number, o.open.stream().map(x -> x.number != e.number() ? x
          : new Order(x.number, x.level, x.units, x.silent.stream().filter(u -> !u.equals(e.unit())).toList(), x.replyBy, x.cause, x.reason)).toList(), o.triggers);
      case SupervisionEvent.SupervisionClosed e -> new Orders(o.number, o.open.stream().filter(x -> x.number != e.number()).toList(), o.triggers);
      default -> o;
    };
    return next == o ? orders : next;
  }

  private Orders triggered(Trigger trigger) {
    List<Trigger> longer = new ArrayList<>(triggers);
    longer.add(trigger);
    return new Orders(number, open, List.copyOf(longer));
  }

  private Orders ordered(SupervisionEvent.SupervisionOrdered e) {
    List<Order> longer = new ArrayList<>(open);
    List<String> units = e.units() == null ? List.of() : e.units();
    longer.add(new Order(e.number(), e.level(), units, units, e.replyBy(), e.cause(), e.reason()));
    List<Trigger> left = new ArrayList<>(triggers);
    left.stream().filter(t -> t.cause == e.cause()).findFirst().ifPresent(left::remove);
    return new Orders(e.number(), List.copyOf(longer), List.copyOf(left));
  }

  /** Those who are ordered now, {@code ,110107,110107011,}: whoever is among them finds the ticket, also when another unit has it. Null for nobody. */
  public String ordered() {
    Set<String> units = new TreeSet<>();
    open.forEach(order -> units.addAll(order.units));
    return units.isEmpty() ? null : "," + String.join(",", units) + ",";
  }

  public Order open(int order) { return open.stream().filter(x -> x.number == order).findFirst().orElse(null); }
}
