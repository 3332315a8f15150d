package cn.jsjb.supervision;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import java.time.Instant;

/**
 * What the ticket is about, as the newest classification says; no words of the claimant.
 *
 * @param category six digits, null before registration
 * @param problem one of the year's problems, or null
 * @param locality nine digits, null where the text does not say
 * @param receivedAt when the request was received, UTC
 */
public record Subject(String ticketNo, RequestType type, Grade grade, String category, String problem, String district, String locality, Instant receivedAt) {
  static final Subject NONE = new Subject(null, null, null, null, null, null, null, null);

  Subject after(ComplaintEvent event, Instant at) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> new Subject(e.ticketNo(), e.requestType(), grade, e.category(), problem,
          e.place() == null ? null : e.place().districtCode(), e.place() == null ? null : e.place().localityCode(), at);
      case IntakeEvent.TicketRegistered e -> classified(e.requestType(), e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> classified(e.requestType(), e.classification(), e.location());
      case DispatchEvent.TicketDispatched e -> new Subject(ticketNo, type, e.grade() == null ? grade : e.grade(), category, problem, district, locality, receivedAt);
      default -> this;
    };
  }

  private Subject classified(RequestType newType, IntakeEvent.Classification c, IntakeEvent.Location l) {
    boolean placed = l != null && l.place() != null;
    return new Subject(ticketNo, newType == null ? type : newType, c == null || c.grade() == null ? grade : c.grade(), c == null ? category : c.category(),
        c == null ? problem : c.problemId(), placed ? l.place().districtCode() : district, placed ? l.place().localityCode() : locality, receivedAt);
  }

  /** Suggestions, praise and inquiries are not assessed (rules I6, C-3; assumption): nobody is called back about them. */
  boolean assessed() {
    return type != RequestType.SUGGESTION && type != RequestType.PRAISE && type != RequestType.INQUIRY;
  }
}
