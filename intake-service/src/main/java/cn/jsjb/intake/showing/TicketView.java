package cn.jsjb.intake.showing;

import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.Place;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Desk;
import cn.jsjb.intake.Waiting;
import cn.jsjb.log.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A ticket as those may see it who work with it: the claimant is masked, 保密 when he must not be known (rule P5).
 *
 * @param status state name of domain 3.4
 * @param placeConfidence 0…1 of the finest code, null before registration
 */
public record TicketView(String complaintId, String ticketNo, String status, String statusName, String channel, String requestType,
    String title, String content, Map<String, List<String>> answers, List<Attachment> attachments, Claimant claimant, String category, String problemId, String grade, Classification classification,
    Place place, Double placeConfidence, String districtCode, String localityCode, String communityCode, String unitCode, Instant dueAt,
    Instant receivedAt, Instant calledAt, String reportedParty, Complaint.Link link, int urges, List<Complaint.Note> supplements, List<Complaint.Reply> replies,
    List<Complaint.Step> timeline, Desk.Disposal disposal, List<Desk.Risk> risks, Desk.Group group, Desk.Leader leader, Waiting waiting, long sequence, String head) {

  static final String HIDDEN = "保密", NEUTRAL = "保密诉求";

  /** @param name, phone masks, never the data: that is shown by {@code /claimant} and leaves a trace */
  public record Claimant(boolean anonymous, boolean confidential, boolean erased, String name, String phone) {}

  /** From the folded state; the words are there until they have been filed, and in the table ever after. */
  public static TicketView of(Row<Complaint> row) {
    Complaint.Words words = row.state().words();
    return of(row, words == null ? new Complaint.Words(null, null, null, null, null) : words);
  }

  static TicketView of(Row<Complaint> row, Complaint.Words words) {
    Complaint.Ticket t = row.state().ticket();
    Complaint.Registered filed = row.state() instanceof Complaint.Registered r ? r : null;
    Classification c = filed == null ? null : shown(t, filed.classification());
    return new TicketView(row.id(), t.ticketNo(), t.life().stage().name(), t.life().stage().chinese(), t.channel(),
        t.requestType() == null ? null : t.requestType().name(), t.confidential() ? NEUTRAL : words.title(), t.confidential() ? null : words.content(),
        t.confidential() ? null : words.answers(), shown(t, words.attachments()), claimant(t),
        c == null ? null : c.category(), c == null ? null : c.problemId(), c == null ? null : c.grade().name(), c,
        t.place(), filed == null ? null : filed.placeConfidence(), t.place().districtCode(), t.place().localityCode(), t.place().communityCode(),
        t.life().unit(), t.life().dueAt(), t.receivedAt(), t.calledAt(), t.reportedParty(), t.link(), t.urges(), notes(t), t.replies(), t.steps(),
        t.desk().disposal(), t.desk().risks(), t.desk().group(), t.desk().leader(),
        filed == null || filed.waiting() == null || filed.waiting().doubts().isEmpty() ? null : filed.waiting(), row.sequence(), row.head());
  }

  /** Without the boxes; what was said before the request became confidential is hidden as well. */
  static List<Complaint.Note> notes(Complaint.Ticket t) {
    return t.supplements().stream().map(n -> new Complaint.Note(n.at(), t.confidential() ? null : n.text(), n.late(), null, shown(t, n.attachments()))).toList();
  }

  /** The name of a file may tell whose it is. */
  private static List<Attachment> shown(Complaint.Ticket t, List<Attachment> attachments) {
    return attachments == null || !t.confidential() ? attachments : attachments.stream().map(a -> new Attachment("附件", a.mediaType(), a.size(), a.sha256())).toList();
  }

  /** Without the claimant's words that led to it. */
  private static Classification shown(Complaint.Ticket t, Classification c) {
    return c == null || !t.confidential() ? c : new Classification(c.category(), c.problemId(), c.grade(), c.confidence(), List.of(), c.version());
  }

  private static Claimant claimant(Complaint.Ticket t) {
    String mask = t.hidesClaimant() ? HIDDEN : t.erased() ? null : t.keyId() == null ? null : "***";
    return new Claimant(t.anonymous(), t.confidential(), t.erased(), mask, mask);
  }
}
