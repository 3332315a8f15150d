package cn.jsjb.intake;

import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.AbuseKind;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.Member;
import cn.jsjb.event.IntakeEvent.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hotline's own desk has done with a ticket, beside filing it.
 *
 * @param proposed how it came to the desk, null for the ordinary way
 * @param disposal how the desk disposed of it, null when it did not
 * @param risks reported to units as possible sudden events
 * @param abuse null when nobody was warned over it
 * @param group of which this complaint is the leader, or null
 * @param leader complaint that leads the group this one belongs to, or null
 */
public record Desk(Disposition proposed, Disposal disposal, List<Risk> risks, Abuse abuse, Group group, Leader leader) {
  static final Desk EMPTY = new Desk(null, null, List.of(), null, null, null);

  /** One of: answered (item, version), diverted (target), declined (ground, perhaps an earlier ticket), referred (unit). */
  public record Disposal(Instant at, String text, String item, String version, Target target, Ground ground, String earlierTicketNo, String unit) {}

  public record Risk(Instant at, String facts, List<String> toUnits) {}

  /** @param step the furthest one taken @param until end of the restriction, null without one */
  public record Abuse(AbuseStep step, AbuseKind kind, Instant until) {}

  /** @param members without the leader itself */
  public record Group(String matter, String category, List<Member> members, List<String> representatives) {
    public boolean has(String complaintId) { return members.stream().anyMatch(m -> m.complaintId().equals(complaintId)); }
  }

  /** @param answered the group's answer reached this member */
  public record Leader(String complaintId, String ticketNo, boolean answered) {}

  static Desk of(Disposition proposed) { return proposed == null ? EMPTY : new Desk(proposed, null, List.of(), null, null, null); }

  Desk after(Fact fact) {
    Instant at = fact.at();
    return switch (fact.event()) {
      case IntakeEvent.InquiryAnswered e -> disposed(new Disposal(at, e.answer(), e.item(), e.version(), null, null, null, null));
      case IntakeEvent.TicketDiverted e -> disposed(new Disposal(at, e.advice(), null, null, e.target(), null, null, null));
      case IntakeEvent.TicketDeclined e -> disposed(new Disposal(at, e.explanation(), null, null, null, e.ground(), e.earlierTicketNo(), null));
      case IntakeEvent.ScopeOversightReferred e -> disposed(new Disposal(at, e.advice(), null, null, null, null, null, e.unit()));
      case IntakeEvent.EmergencyRiskReported e -> new Desk(proposed, disposal, append(risks, new Risk(at, e.facts(), e.toUnits())), abuse, group, leader);
      case IntakeEvent.AbuseWarned e -> with(new Abuse(abuse == null || e.step().compareTo(abuse.step) > 0 ? e.step() : abuse.step, e.kind(), abuse == null ? null : abuse.until));
      case IntakeEvent.AbuseRestricted e -> with(new Abuse(abuse == null ? AbuseStep.CONSEQUENCES_TOLD : abuse.step, e.kind(), e.until()));
      case IntakeEvent.GroupCaseOpened e -> with(new Group(e.matter(), e.category(), e.members(), e.representatives()));
      case IntakeEvent.GroupMemberAdded e when group != null -> with(new Group(group.matter, group.category, append(group.members, e.member()), group.representatives));
      case IntakeEvent.GroupJoined e -> with(new Leader(e.leader(), e.leaderNo(), false));
      case IntakeEvent.GroupAnswered e -> with(new Leader(e.leader(), leader == null ? null : leader.ticketNo, true));
      case IntakeEvent.GroupLeft e -> with((Leader) null);
      default -> this;
    };
  }

  private Desk disposed(Disposal next) { return new Desk(proposed, next, risks, abuse, group, leader); }

  private Desk with(Abuse next) { return new Desk(proposed, disposal, risks, next, group, leader); }

  private Desk with(Group next) { return new Desk(proposed, disposal, risks, abuse, next, leader); }

  private Desk with(Leader next) { return new Desk(proposed, disposal, risks, abuse, group, next); }

  private static <T> List<T> append(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return List.copyOf(longer);
  }
}
