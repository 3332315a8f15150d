package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of the evidence still asks for something: appointments to be kept, escalations to be decided, a mediation on its way. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Evidence(List<Appointment> appointments, List<Escalation> escalations, Mediation mediation) {
  static final Evidence NONE = new Evidence(null, null, null);

  public Evidence {
    appointments = appointments == null ? List.of() : appointments;
    escalations = escalations == null ? List.of() : escalations;
  }

  public record Appointment(int number, Instant at, String place, boolean kept) {}

  public record Escalation(int number, String to, boolean decided) {}

  /** 调解 → 协议 → 司法确认. */
  public enum Mediation { HELD, SETTLED, CONFIRMED }

  static Evidence evolve(Evidence state, ComplaintEvent event) {
    Evidence s = state == null ? NONE : state;
    Evidence next = switch (event) {
      case DispatchEvent.AppointmentMade e -> new Evidence(and(s.appointments, new Appointment(e.number(), e.at(), e.place(), false)), s.escalations, s.mediation);
      case DispatchEvent.AppointmentKept e -> new Evidence(s.appointments.stream().map(a -> a.number == e.number() ? new Appointment(a.number, a.at, a.place, true) : a).toList(), s.escalations, s.mediation);
      case DispatchEvent.EscalationRequested e -> new Evidence(s.appointments, and(s.escalations, new Escalation(e.number(), e.to(), false)), s.mediation);
      case DispatchEvent.EscalationDecided e -> new Evidence(s.appointments, s.escalations.stream().map(x -> x.number == e.number() ? new Escalation(x.number, x.to, true) : x).toList(), s.mediation);
      case DispatchEvent.MediationHeld e -> s.at(Mediation.HELD);
      case DispatchEvent.SettlementSigned e -> s.at(Mediation.SETTLED);
      case DispatchEvent.JudicialConfirmationGranted e -> s.at(Mediation.CONFIRMED);
      default -> s;
    };
    return next == NONE ? null : next;
  }

  /** Whoever is asked to decide sees the ticket. */
  void units(Set<String> units) { escalations.forEach(e -> units.add(e.to)); }

  private Evidence at(Mediation step) { return new Evidence(appointments, escalations, step); }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
