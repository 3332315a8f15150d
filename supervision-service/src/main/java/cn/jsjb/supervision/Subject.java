package cn.jsjb.supervision;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import java.time.Instant;

/**
 * What the ticket is about, as the newest classification says; no words of the claimant.
 *
 * @param category six digits, null before registration
 * @param problem one of the year's problems, or null
 * @param locality nine digits, null where the text does not say
 * @param community twelve digits, null where the text does not say
 * @param party whom the request is about (被反映对象: an enterprise, a unit), as the channel wrote it; or null
 * @param master complaint id of the request about the same matter that this one follows, or null
 * @param linked the record that first said so; null without a master
 * @param receivedAt when the request was received, UTC
 */
public record Subject(String ticketNo, RequestType type, Grade grade, String category, String problem, String district, String locality, String community,
    String party, String master, Linked linked, Instant receivedAt) {
  public static final Subject NONE = new Subject(null, null, null, null, null, null, null, null, null, null, null, null);

  /** @param by id of a fact @param offset its place in its partition */
  public record Linked(String by, long offset) {}

  /** @param at when it happened @param id of the fact that says so @param offset its place in its partition */
  public Subject after(ComplaintEvent event, Instant at, String id, long offset) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> new Subject(e.ticketNo(), e.requestType(), grade, e.category(), problem, district, locality, community, e.reportedParty(), master, linked, at)
          .at(e.place());
      case IntakeEvent.TicketRegistered e -> classified(e.requestType(), e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> classified(e.requestType(), e.classification(), e.location());
      case IntakeEvent.DuplicateLinked e -> following(e.masterId(), id, offset);
      case IntakeEvent.GroupJoined e -> following(e.leader(), id, offset);
      case DispatchEvent.TicketDispatched e -> new Subject(ticketNo, type, e.grade() == null ? grade : e.grade(), category, problem, district, locality, community, party, master,
          linked, receivedAt);
      default -> this;
    };
  }

  private Subject classified(RequestType newType, IntakeEvent.Classification c, IntakeEvent.Location l) {
    return new Subject(ticketNo, newType == null ? type : newType, c == null || c.grade() == null ? grade : c.grade(), c == null ? category : c.category(),
        c == null ? problem : c.problemId(), district, locality, community, party, master, linked, receivedAt).at(l == null ? null : l.place());
  }

  /** A place that is known says all there is to say about it. */
  private Subject at(Place place) {
    return place == null ? this : new Subject(ticketNo, type, grade, category, problem, place.districtCode(), place.localityCode(), place.communityCode(), party, master, linked, receivedAt);
  }

  private Subject following(String other, String id, long offset) {
    return other == null || other.equals(master) ? this : new Subject(ticketNo, type, grade, category, problem, district, locality, community, party, other, new Linked(id, offset), receivedAt);
  }

  /** Suggestions, praise and inquiries are not assessed (rules I6, C-3; assumption): nobody is called back about them. */
  boolean assessed() {
    return type != RequestType.SUGGESTION && type != RequestType.PRAISE && type != RequestType.INQUIRY;
  }
}
