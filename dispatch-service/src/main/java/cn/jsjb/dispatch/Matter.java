package cn.jsjb.dispatch;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;

/**
 * What a ticket is about, as far as dispatching needs it.
 *
 * @param content the words; only until the first dispatch, the table keeps them in a column of their own
 * @param category six digits, null before registration
 */
public record Matter(String ticketNo, RequestType requestType, String title, String content, String category, String problemId, Grade grade, Place place,
    String reportedParty, boolean confidential) {

  static Matter of(IntakeEvent.RequestReceived e) {
    return new Matter(e.ticketNo(), e.requestType(), e.title(), e.content(), e.category(), null, null, e.place(), e.reportedParty(),
        e.claimant() != null && e.claimant().confidential());
  }

  Matter registered(RequestType type, IntakeEvent.Classification c, IntakeEvent.Location l) {
    return new Matter(ticketNo, type == null ? requestType : type, title, content, c == null ? category : c.category(), c == null ? problemId : c.problemId(),
        c == null ? grade : c.grade(), l == null ? place : l.place(), reportedParty, confidential);
  }

  Matter madeConfidential() { return new Matter(ticketNo, requestType, title, content, category, problemId, grade, place, reportedParty, true); }

  Matter withoutContent() {
    return content == null ? this : new Matter(ticketNo, requestType, title, null, category, problemId, grade, place, reportedParty, confidential);
  }

  /** The finest code of the place, or null (不详). */
  public String placeCode() {
    return place == null ? null : place.localityCode() != null ? place.localityCode() : place.districtCode();
  }
}
