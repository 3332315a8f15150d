package cn.jsjb.dispatch.orders;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Deferral;
import cn.jsjb.dispatch.Evidence;
import cn.jsjb.dispatch.Matter;
import cn.jsjb.dispatch.NoFault;
import cn.jsjb.dispatch.Objection;
import cn.jsjb.dispatch.Pause;
import cn.jsjb.dispatch.SpecialCase;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Place;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** A ticket as its unit sees it: nothing about the claimant's person; contact data is given out by intake-service, and recorded. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OrderView(String complaintId, String ticketNo, String status, String statusName, String problemId, String category, String categoryName,
    String localityCode, String unitCode, String unitName, Instant dueAt, String grade, String title, String content, Place place, boolean confidential,
    String reportedParty, Integer round, Integer hop, Instant dispatchedAt, Instant signBy, Instant contactBy, Instant signedAt, Instant contactedAt,
    List<String> copyTo, boolean overdue, List<Whistle> whistles, List<Objection> objections,
    Pause pause, Deferral deferral, NoFault noFault, SpecialCase specialCase, Evidence evidence) {

  public static OrderView of(String id, Ticket ticket, String title, String content) {
    Matter m = ticket.matter();
    Assignment a = ticket instanceof Ticket.Handling h ? h.assignment() : ticket instanceof Ticket.Ended e ? e.assignment() : ticket instanceof Ticket.Pending p ? p.last() : null;
    Catalogue catalogue = Catalogue.get();
    return new OrderView(id, m.ticketNo(), ticket.stage().name(), ticket.stage().chinese(), m.problemId(), m.category(),
        m.category() == null ? null : catalogue.categories().find(m.category()).map(c -> c.name()).orElse(null),
        m.place() == null ? null : m.place().localityCode(), ticket.life().unit(),
        ticket.life().unit() == null ? null : catalogue.units().find(ticket.life().unit()).map(u -> u.name()).orElse(null),
        ticket.life().dueAt(), a != null ? a.grade().name() : m.grade() == null ? null : m.grade().name(), title != null ? title : m.title(),
        content != null ? content : m.content(), m.place(), m.confidential(), m.reportedParty(),
        a == null ? null : a.round(), a == null ? null : a.hop(), a == null ? null : a.at(), a == null ? null : a.signBy(), a == null ? null : a.contactBy(),
        a == null ? null : a.signedAt(), a == null ? null : a.contactedAt(), a == null ? List.of() : a.copyTo(),
        a != null && (a.signLate() || a.contactLate() || a.feedbackLate()),
        ticket.whistles(), ticket instanceof Ticket.Handling h ? h.objections() : List.of(),
        ticket.lasting().pause(), ticket.lasting().deferral(), ticket.lasting().noFault(), ticket.lasting().specialCase(), ticket.lasting().evidence());
  }
}
