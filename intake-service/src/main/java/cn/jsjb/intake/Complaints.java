package cn.jsjb.intake;

import static cn.jsjb.log.Column.bool;
import static cn.jsjb.log.Column.instant;
import static cn.jsjb.log.Column.integer;
import static cn.jsjb.log.Column.number;
import static cn.jsjb.log.Column.text;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.Stage;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The table of complaints: what lists, the claimant's progress page and the policies need. */
public final class Complaints implements Projection<Complaint> {
  private final List<Policy<Complaint>> policies;

  public Complaints(List<Policy<Complaint>> policies) { this.policies = List.copyOf(policies); }

  @Override public String table() { return "complaint"; }

  @Override public Class<Complaint> stateType() { return Complaint.class; }

  @Override public Complaint evolve(Complaint state, Fact fact) { return Complaint.evolve(state, fact); }

  @Override public Instant dueAt(Complaint state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Complaint>> columns() {
    return List.of(
        text("ticket_no", of(Complaint.Ticket::ticketNo)),
        text("ticket_tail", of(t -> tail(t.ticketNo()))),
        text("channel", of(Complaint.Ticket::channel)),
        text("request_type", of(t -> t.requestType() == null ? null : t.requestType().name())),
        text("status", of(t -> t.life().stage().name())),
        Column.<Complaint>text("title", c -> c.words() == null ? null : c.words().title()).writtenOnce(),
        Column.<Complaint>text("content", c -> c.words() == null ? null : c.words().content()).writtenOnce(),
        Column.<Complaint>text("box", c -> c.words() == null ? null : json(c.words().box())).writtenOnce(),
        Column.<Complaint>text("attachments", c -> c.words() == null ? null : json(c.words().attachments())).writtenOnce(),
        Column.<Complaint>text("answers", c -> c.words() == null ? null : json(c.words().answers())).writtenOnce(),
        text("phone_hash", of(Complaint.Ticket::phoneHash)),
        text("last_four_hash", of(Complaint.Ticket::lastFourHash)),
        text("master_id", of(t -> t.link() == null ? null : t.link().masterId())),
        bool("confidential", of(Complaint.Ticket::confidential)),
        bool("erased", of(Complaint.Ticket::erased)),
        integer("abuse_step", of(t -> t.desk().abuse() == null ? null : t.desk().abuse().step().ordinal())),
        instant("restricted_until", of(t -> t.desk().abuse() == null ? null : t.desk().abuse().until())),
        text("leader_id", of(t -> t.desk().leader() == null ? null : t.desk().leader().complaintId())),
        bool("group_told", of(t -> t.desk().group() == null ? null : t.life().claimantTold() && t.life().hotlineTold())),
        integer("group_size", of(t -> t.desk().group() == null ? null : 1 + t.desk().group().members().size())),
        text("category", filed(Classification::category)),
        text("problem_id", filed(Classification::problemId)),
        text("grade", filed(c -> c.grade() == null ? null : c.grade().name())),
        integer("awaits", c -> c instanceof Complaint.Registered r && r.waiting() != null && r.ticket().life().stage() == Stage.REGISTERED ? r.waiting().queues() : null),
        text("address", of(t -> t.place().address())),
        text("district_code", of(t -> t.place().districtCode())),
        text("locality_code", of(t -> t.place().localityCode())),
        text("community_code", of(t -> t.place().communityCode())),
        number("lon", of(t -> t.place().lon())),
        number("lat", of(t -> t.place().lat())),
        text("unit_code", of(t -> t.life().unit())),
        instant("limit_at", of(t -> t.life().dueAt())),
        instant("received_at", of(Complaint.Ticket::receivedAt)),
        instant("called_at", of(Complaint.Ticket::calledAt)),
        instant("updated_at", of(Complaint.Ticket::updatedAt)));
  }

  /** The part of a ticket number that comes from the complaint's id: the same for every posting of a message, whatever the day. */
  public static String tail(String ticketNo) { return ticketNo == null || ticketNo.length() < 9 ? ticketNo : ticketNo.substring(ticketNo.length() - 9); }

  private static <T> Function<Complaint, T> of(Function<Complaint.Ticket, T> value) { return c -> value.apply(c.ticket()); }

  private static <T> Function<Complaint, T> filed(Function<Classification, T> value) {
    return c -> c instanceof Complaint.Registered r && r.classification() != null ? value.apply(r.classification()) : null;
  }

  private static String json(Object value) {
    try {
      return value == null ? null : EventTypes.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column that cannot be written", e);
    }
  }
}
