package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import cn.jsjb.log.Row;
import java.time.Instant;
import java.util.List;

/** Tickets as the consoles list them: one row a ticket. */
public final class TicketProjection implements Projection<Ticket> {
  private final List<Policy<Ticket>> policies;

  public TicketProjection(List<Policy<Ticket>> policies) { this.policies = policies; }

  @Override public String table() { return "ticket"; }

  @Override public Class<Ticket> stateType() { return Ticket.class; }

  @Override public Ticket evolve(Ticket state, Fact fact) { return Ticket.evolve(state, fact); }

  @Override public Instant dueAt(Ticket state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Ticket>> columns() {
    return List.of(
        Column.<Ticket>text("ticket_no", t -> t.matter().ticketNo()),
        Column.<Ticket>text("status", t -> t.stage().name()),
        Column.<Ticket>text("unit", t -> t.life().unit()),
        Column.<Ticket>text("also", TicketProjection::also),
        Column.<Ticket>text("grade", t -> t instanceof Ticket.Handling h ? h.assignment().grade().name() : t.matter().grade() == null ? null : t.matter().grade().name()),
        Column.<Ticket>instant("deadline", t -> t.life().dueAt()),
        Column.<Ticket>instant("dispatched_at", t -> t instanceof Ticket.Handling h ? h.assignment().at() : t instanceof Ticket.Ended e && e.assignment() != null ? e.assignment().at() : null),
        Column.<Ticket>instant("warn_at", t -> t instanceof Ticket.Handling h && t.life().dueAt() != null ? Catalogue.get().limits().warnAt(h.assignment().at(), t.life().dueAt()) : null),
        Column.<Ticket>text("asks", TicketProjection::asks),
        Column.<Ticket>text("title", t -> t.matter().title()).writtenOnce(),
        Column.<Ticket>text("content", t -> t.matter().content()).writtenOnce());
  }

  /** Units beside the holder that may see it: {@code ,110107,110107D01,}; commas on both sides make a code findable as a whole. */
  private static String also(Ticket ticket) {
    String units = String.join(",", ticket.others());
    return units.isEmpty() ? null : "," + units + ",";
  }

  /** What somebody else than the holder has to decide now: {@code ,OBJECTION,DEFERRAL,}; null when nothing. */
  private static String asks(Ticket ticket) {
    if (!(ticket instanceof Ticket.Handling t)) {
      return null;
    }
    StringBuilder asked = new StringBuilder();
    if (t.objections().stream().anyMatch(Objection::open)) {
      asked.append(",OBJECTION");
    }
    Deferral d = t.lasting().deferral();
    if (d != null && t.stage().isWithUnit() && (d.status() == Deferral.Status.REQUESTED || d.status() == Deferral.Status.ENDORSED)) {
      asked.append(",DEFERRAL");
    }
    return asked.isEmpty() ? null : asked.append(',').toString();
  }
}
