package cn.jsjb.intake.linking;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.DuplicateLinked;
import cn.jsjb.event.IntakeEvent.LinkKind;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;

/**
 * 关联: the same matter from two sources, or told twice. A person confirms; nothing is merged, so that each claimant keeps his answer
 * and his callback. One level only: whoever asks sees all of a matter at one look.
 */
public final class Linking {
  private Linking() {}

  /**
   * @param sameClaimant what the person knows; null to go by the telephone numbers
   * @param followers how many requests follow the one that is to be linked
   */
  public record Link(String masterId, Boolean sameClaimant, Double similarity, String note, long followers) {}

  public static Decision decide(String id, Complaint complaint, Complaint master, Link command) {
    if (complaint == null || master == null) {
      return Decision.refuse(Reason.NOT_FOUND, complaint == null ? "工单 / the ticket" : "masterId");
    }
    Complaint.Ticket linked = complaint.ticket();
    Complaint.Ticket first = master.ticket();
    if (id.equals(command.masterId())) {
      return Decision.refuse(Reason.LINKED_TO_ITSELF);
    }
    if (linked.link() != null) {
      return Decision.refuse(Reason.LINKED_ALREADY, linked.link().masterTicketNo());
    }
    if (first.link() != null) {
      return Decision.refuse(Reason.MASTER_IS_LINKED, first.ticketNo(), first.link().masterTicketNo());
    }
    if (command.followers() > 0) {
      return Decision.refuse(Reason.HAS_LINKED_ONES, command.followers());
    }
    boolean same = command.sameClaimant() != null ? command.sameClaimant() : linked.phoneHash() != null && linked.phoneHash().equals(first.phoneHash());
    LinkKind kind = !same ? LinkKind.SAME_MATTER : linked.channel().equals(first.channel()) ? LinkKind.REPEAT : LinkKind.CROSS_SOURCE;
    return Decision.accept(new DuplicateLinked(command.masterId(), first.ticketNo(), kind, same, command.similarity(), command.note()));
  }
}
