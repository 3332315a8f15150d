package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.PartKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * 首接负责: who had the ticket, who does parts of it for whom, and who was designated. It lives as long as the ticket, whoever has it.
 *
 * @param holders the units it was dispatched to, in order; queues are not among them
 * @param designated the unit a consultation named bindingly, or null; it cannot give the ticket back
 * @param escalatedTo before whom a ping-pong was brought, or null
 */
public record Duty(List<Part> parts, List<Consultation> consultations, List<String> holders, String designated, String escalatedTo) {
  public static final Duty NONE = new Duty(List.of(), List.of(), List.of(), null, null);
  /** A committee's code; it has no feed of its own. */
  private static final int COMMITTEE = 12;

  public static boolean isCommittee(String unit) { return unit.length() == COMMITTEE; }

  /** Number of the next part. */
  public int next() { return parts.size() + 1; }

  public Optional<Part> open(int number) { return parts.stream().filter(p -> p.number() == number && p.isOpen()).findFirst(); }

  /** A part the ticket still has to wait for. */
  public Optional<Part> unanswered() { return parts.stream().filter(p -> p.owed() && p.isOpen() && !p.isAnswered()).findFirst(); }

  public Optional<Consultation> consultation() { return consultations.stream().filter(Consultation::open).findFirst(); }

  /** Everybody beside the holder who has to see the ticket now. */
  public List<String> units() {
    return Stream.of(parts.stream().filter(p -> !p.released()).map(Part::unit),
        consultations.stream().filter(Consultation::open).flatMap(c -> c.participants().stream()), Stream.ofNullable(escalatedTo)).flatMap(s -> s).distinct().toList();
  }

  /** @param duty null as long as nobody had the ticket */
  static Duty evolve(Duty duty, ComplaintEvent event, Ticket before, Instant at) {
    Duty known = duty == null ? NONE : duty;
    return switch (event) {
      case DispatchEvent.TicketDispatched e -> known.dispatched(e, assignment(before), before instanceof Ticket.Pending p && p.why() == Ticket.Why.DESIGNATED);
      case DispatchEvent e when before instanceof Ticket.Handling t -> {
        Duty next = known.after(e, at, t.assignment().unit());
        yield next == known ? duty : next;
      }
      default -> duty;
    };
  }

  private static String assignment(Ticket ticket) {
    return switch (ticket) {
      case Ticket.Pending t when t.last() != null -> t.last().unit();
      case Ticket.Handling t -> t.assignment().unit();
      default -> null;
    };
  }

  /** @param holder who has the ticket when it happens */
  private Duty after(DispatchEvent event, Instant at, String holder) {
    return switch (event) {
      case DispatchEvent.CoHandlingRequested e -> with(Part.of(e.number(), PartKind.CO_HANDLING, e.unit(), null, e.part(), e.by(), e.dueAt(), true, true));
      case DispatchEvent.DualDispatched e -> with(Part.of(e.number(), PartKind.DUAL_OFFICE, e.by(), e.office(), e.matter(), e.by(), e.dueAt(), e.policy().supervise(), e.policy().feedback()))
          .with(Part.of(e.number() + 1, PartKind.DUAL_COMMUNITY, e.community(), e.property(), e.matter(), e.by(), e.dueAt(), e.policy().supervise(), e.policy().feedback()));
      case DispatchEvent.SubDispatched e -> with(Part.of(e.number(), PartKind.SUB, e.to(), null, e.matter(), e.from(), e.dueAt(), true, true));
      case DispatchEvent.CoHandlingAccepted e -> part(e.number(), p -> p.signed(at));
      case DispatchEvent.CoHandlingStageReported e -> part(e.number(), p -> p.staged(at));
      case DispatchEvent.CoHandlingResultDelivered e -> part(e.number(), p -> p.delivered(at));
      case DispatchEvent.PartSigned e -> part(e.number(), p -> p.signed(at));
      case DispatchEvent.PartStageReported e -> part(e.number(), p -> p.staged(at));
      case DispatchEvent.PartReported e -> part(e.number(), p -> p.delivered(at));
      case DispatchEvent.PartOverdue e -> part(e.number(), Part::asLate);
      case DispatchEvent.ConsultationOpened e -> new Duty(parts, added(consultations, new Consultation(e.number(), e.kind(), e.participants(), at, true)), holders, designated, escalatedTo);
      case DispatchEvent.ConsultationConcluded e -> concluded(e, holder);
      case DispatchEvent.PingPongDetected e -> new Duty(parts, consultations, holders, designated, e.escalatedTo());
      default -> this;
    };
  }

  private Duty concluded(DispatchEvent.ConsultationConcluded e, String holder) {
    Duty next = e.chosenUnit().equals(holder) ? this : released();
    List<Consultation> closed = consultations.stream().map(c -> c.number() == e.number() ? new Consultation(c.number(), c.kind(), e.participants(), c.at(), false) : c).toList();
    next = new Duty(next.parts, closed, holders, e.bindingDesignation() ? e.chosenUnit() : designated, escalatedTo);
    for (DispatchEvent.Division d : e.divisions()) {
      next = next.with(Part.of(d.number(), PartKind.CO_HANDLING, d.unit(), null, d.part(), e.chosenUnit(), d.dueAt(), true, true));
    }
    return next;
  }

  /** The ticket has a new first responder. What a consultation divided stays divided; what the one before had asked for ends. */
  private Duty dispatched(DispatchEvent.TicketDispatched e, String last, boolean designatedNow) {
    Duty next = last == null || last.equals(e.unit()) || designatedNow ? this : released();
    return e.mode() == DispatchEvent.Mode.CONSULTATION || e.unit().equals(last) ? next
        : new Duty(next.parts, consultations, added(holders, e.unit()), designated, escalatedTo);
  }

  private Duty released() { return new Duty(parts.stream().map(Part::asReleased).toList(), consultations, holders, designated, escalatedTo); }

  private Duty with(Part part) { return new Duty(added(parts, part), consultations, holders, designated, escalatedTo); }

  private Duty part(int number, UnaryOperator<Part> change) {
    return new Duty(parts.stream().map(p -> p.number() == number ? change.apply(p) : p).toList(), consultations, holders, designated, escalatedTo);
  }

  private static <T> List<T> added(List<T> list, T element) {
    List<T> next = new ArrayList<>(list);
    next.add(element);
    return List.copyOf(next);
  }
}
