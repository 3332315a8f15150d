package cn.jsjb.dispatch.cohandling;

import cn.jsjb.dispatch.Part;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.PartOverdue;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Each part has its own clock, and each breach is one fact; it counts against the part's unit, not against the first responder (rule F5). */
public final class WhenPartIsLateThenSaySo implements Policy<Ticket> {
  @Override public Instant dueAt(Ticket ticket) { return next(ticket).map(Part::dueAt).orElse(null); }

  @Override public Decision decide(Ticket ticket, Instant now) {
    Part part = next(ticket).orElseThrow();
    return Decision.accept(new PartOverdue(part.number(), part.kind(), part.unit(), part.dueAt()));
  }

  @Override public String occasion(Ticket ticket) {
    Part part = next(ticket).orElseThrow();
    return part.number() + "/" + part.dueAt();
  }

  private static Optional<Part> next(Ticket ticket) {
    return ticket instanceof Ticket.Handling t && t.stage().isOpen()
        ? t.duty().parts().stream().filter(p -> p.isOpen() && p.clocked() && !p.late()).min(Comparator.comparing(Part::dueAt)) : Optional.empty();
  }
}
