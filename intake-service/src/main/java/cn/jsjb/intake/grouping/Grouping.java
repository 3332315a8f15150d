package cn.jsjb.intake.grouping;

import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.GroupAnswered;
import cn.jsjb.event.IntakeEvent.GroupCaseOpened;
import cn.jsjb.event.IntakeEvent.GroupJoined;
import cn.jsjb.event.IntakeEvent.GroupLeft;
import cn.jsjb.event.IntakeEvent.GroupMemberAdded;
import cn.jsjb.event.IntakeEvent.Member;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * 集体诉求: many claimants, one matter. One complaint leads, with the group's facts on its stream; each member keeps its own stream with
 * a link, is not handled twice, gets the leader's answer as its own and is called back for itself. Who goes on alone when the
 * group ends without an answer is not lost.
 */
public final class Grouping {
  private Grouping() {}

  private static final Set<Stage> JOINABLE = EnumSet.of(Stage.REGISTERED, Stage.PENDING_DISPATCH, Stage.CONSULTING, Stage.DISPATCHED, Stage.SIGNED, Stage.HANDLING);
  private static final double EARTH_METRES = 6_371_000;

  /** A complaint that was looked up; {@code state} is null when there is none. */
  public record Other(String complaintId, Complaint state) {}

  /** @param representatives complaint ids among leader and members */
  public record Open(String matter, List<Other> members, List<String> representatives) {}

  public static Decision open(String leaderId, Complaint leader, Open command, DeskRules.Rules rules) {
    Decision no = notJoinable(leaderId, leader);
    if (no != null) {
      return no;
    }
    Set<String> ids = new HashSet<>(Set.of(leaderId));
    for (Other member : command.members()) {
      no = notOneOf(leader, member, rules);
      if (no != null) {
        return no;
      }
      if (!ids.add(member.complaintId())) {
        return Decision.refuse(Reason.IN_A_GROUP, member.state().ticket().ticketNo());
      }
    }
    int claimants = claimants(leader, command.members(), rules.group().days());
    if (claimants < rules.group().claimants()) {
      return Decision.refuse(Reason.NOT_A_GROUP, rules.group().claimants(), rules.group().days(), claimants);
    }
    if (command.representatives().size() > rules.group().representatives() || !ids.containsAll(command.representatives())) {
      return Decision.refuse(Reason.TOO_MANY_REPRESENTATIVES, rules.group().representatives());
    }
    return Decision.accept(new GroupCaseOpened(command.matter(), category(leader), leader.ticket().place(), claimants,
        command.members().stream().map(Grouping::member).toList(), List.copyOf(command.representatives()), rules.version()));
  }

  public static Decision add(Complaint leader, Other candidate, DeskRules.Rules rules) {
    if (leader == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    if (leader.ticket().desk().group() == null || !leader.ticket().life().stage().isOpen()) {
      return Decision.refuse(Reason.NO_GROUP, leader.ticket().ticketNo());
    }
    if (leader.ticket().desk().group().has(candidate.complaintId())) {
      return Decision.refuse(Reason.IN_A_GROUP, candidate.complaintId());
    }
    Decision no = notOneOf(leader, candidate, rules);
    return no != null ? no : Decision.accept(new GroupMemberAdded(member(candidate)));
  }

  /** The link on the member's own stream. */
  public static Decision join(String memberId, Complaint member, String leaderId, Complaint leader) {
    Decision no = notJoinable(memberId, member);
    return no != null ? no : leader == null || leader.ticket().desk().group() == null || !leader.ticket().desk().group().has(memberId) || !leader.ticket().life().stage().isOpen()
        ? Decision.refuse(Reason.NO_GROUP, leaderId) : Decision.accept(new GroupJoined(leaderId, leader.ticket().ticketNo()));
  }

  /** What the leader's end means for a member: its answer, or that it goes on alone. */
  public static Decision settle(Complaint member, Complaint leader) {
    if (member == null || leader == null || member.ticket().life().stage() != Stage.LINKED) {
      return Decision.refuse(Reason.NO_GROUP, leader == null ? "?" : leader.ticket().ticketNo());
    }
    Complaint.Ticket led = leader.ticket();
    if (isAnswered(leader)) {
      return Decision.accept(new GroupAnswered(member.ticket().desk().leader().complaintId(), led.life().unit(), led.replies().isEmpty() ? null : led.replies().getLast().text(), led.life().dueAt()));
    }
    return led.life().stage().isOpen() ? Decision.refuse(Reason.NOT_IN_THIS_STATE, led.life().stage(), "答复成员 / answered for its members")
        : Decision.accept(new GroupLeft("牵头工单%s，未形成答复 / the leading ticket is %s without an answer".formatted(led.life().stage().chinese(), led.life().stage().english())));
  }

  /** Claimant and hotline have been told. */
  public static boolean isAnswered(Complaint leader) { return leader.ticket().life().claimantTold() && leader.ticket().life().hotlineTold(); }

  private static Decision notOneOf(Complaint leader, Other candidate, DeskRules.Rules rules) {
    Decision no = notJoinable(candidate.complaintId(), candidate.state());
    return no != null ? no : category(leader).equals(category(candidate.state())) && isSameSpot(leader.ticket().place(), candidate.state().ticket().place(), rules.group().metres()) ? null
        : Decision.refuse(Reason.ANOTHER_MATTER, candidate.state().ticket().ticketNo());
  }

  private static Decision notJoinable(String id, Complaint complaint) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, id);
    }
    Complaint.Ticket t = complaint.ticket();
    if (t.desk().group() != null || t.desk().leader() != null) {
      return Decision.refuse(Reason.IN_A_GROUP, t.ticketNo());
    }
    return complaint instanceof Complaint.Registered && JOINABLE.contains(t.life().stage()) ? null
        : Decision.refuse(Reason.NOT_IN_THIS_STATE, t.life().stage(), "并案 / joined to a group");
  }

  /** Different numbers that came within so many days of each other, the largest such number; who gave no number cannot be told apart. */
  private static int claimants(Complaint leader, List<Other> members, int days) {
    List<Complaint.Ticket> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(leader), members.stream().map(Other::state)).map(Complaint::ticket)
        .filter(t -> t.phoneHash() != null).sorted(Comparator.comparing(Complaint.Ticket::receivedAt)).toList();
    int most = 0;
    for (int from = 0; from < all.size(); from++) {
      Instant until = all.get(from).receivedAt().plus(Duration.ofDays(days));
      Set<String> different = new HashSet<>();
      for (int i = from; i < all.size() && !all.get(i).receivedAt().isAfter(until); i++) {
        different.add(all.get(i).phoneHash());
      }
      most = Math.max(most, different.size());
    }
    return most;
  }

  /** As finely as both are known: coordinates, community, words of the address, locality. */
  static boolean isSameSpot(Place a, Place b, int metres) {
    if (a.lon() != null && a.lat() != null && b.lon() != null && b.lat() != null) {
      return metres(a, b) <= metres;
    }
    if (a.communityCode() != null && b.communityCode() != null) {
      return a.communityCode().equals(b.communityCode());
    }
    if (a.localityCode() == null || !a.localityCode().equals(b.localityCode())) {
      return false;
    }
    return a.address() == null || b.address() == null || a.address().contains(b.address()) || b.address().contains(a.address());
  }

  private static double metres(Place a, Place b) {
    double north = Math.toRadians(a.lat() - b.lat());
    double east = Math.toRadians(a.lon() - b.lon()) * Math.cos(Math.toRadians((a.lat() + b.lat()) / 2));
    return EARTH_METRES * Math.hypot(north, east);
  }

  private static Member member(Other other) { return new Member(other.complaintId(), other.state().ticket().ticketNo()); }

  private static String category(Complaint c) { return c instanceof Complaint.Registered r && r.classification() != null ? r.classification().category() : ""; }
}
