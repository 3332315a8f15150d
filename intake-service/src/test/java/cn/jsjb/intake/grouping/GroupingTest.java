package cn.jsjb.intake.grouping;

import static cn.jsjb.intake.Stories.LUGU;
import static cn.jsjb.intake.Stories.dispatched;
import static cn.jsjb.intake.Stories.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.GroupAnswered;
import cn.jsjb.event.IntakeEvent.GroupCaseOpened;
import cn.jsjb.event.IntakeEvent.GroupJoined;
import cn.jsjb.event.IntakeEvent.GroupLeft;
import cn.jsjb.event.IntakeEvent.GroupMemberAdded;
import cn.jsjb.event.IntakeEvent.Member;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.grouping.Grouping.Other;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final DeskRules.Rules RULES = Catalogue.get().desk().at(Story.at("2026-05-06T11:22+08:00"));
  private static final Place ESTATE = new Place("鲁谷街道六合园", "110107", LUGU, null, 116.2, 39.9);

  private static Story<Complaint> one(String caller, String day, String category, Place place) {
    IntakeEvent.RequestReceived received = new IntakeEvent.RequestReceived("RX-" + caller, "PHONE", caller, RequestType.COMPLAINT, null, "停水", place, null, null, null, List.of(),
        new IntakeEvent.Claimant(caller == null, false, null, caller, null));
    return Story.of(Complaint::evolve).on("2026-05-" + day + "T11:22+08:00").given(received, new IntakeEvent.TicketRegistered(RequestType.COMPLAINT,
        new IntakeEvent.Classification(category, null, Grade.GENERAL_7D, 0.9, List.of(), "v"), new IntakeEvent.Location(place, 1, List.of(), "v")));
  }

  private static Story<Complaint> leader() { return one("a", "06", "010101", ESTATE); }

  private static Other member(String caller) { return new Other(caller, one(caller, "06", "010101", ESTATE).state()); }

  private static List<Other> members(String... callers) { return List.of(callers).stream().map(GroupingTest::member).toList(); }

  private static BiFunction<Complaint, Instant, Decision> open(List<Other> members, String... representatives) {
    return (c, now) -> Grouping.open("a", c, new Grouping.Open("六合园停水", members, List.of(representatives)), RULES);
  }

  @Test void five_claimants_with_the_same_matter_are_a_group_and_four_are_not() {
    leader().when(open(members("b", "c", "d"))).refused(Reason.NOT_A_GROUP);
    Story<Complaint> story = leader();
    GroupCaseOpened opened = story.when(open(members("b", "c", "d", "e"), "a", "b")).accepted(GroupCaseOpened.class);
    assertEquals(5, opened.claimantCount());
    assertEquals("2021.1", opened.version());
    assertEquals(List.of("b", "c", "d", "e"), opened.members().stream().map(Member::complaintId).toList());
    assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage(), "the leader goes its way");
    story.when(open(members("b", "c", "d", "e"))).refused(Reason.IN_A_GROUP);
  }

  @Test void one_claimant_five_times_is_no_group_and_neither_are_five_over_a_fortnight() {
    List<Other> same = new ArrayList<>(members("b", "c", "d"));
    same.add(new Other("d2", member("d").state()));
    leader().when(open(same)).refused(Reason.NOT_A_GROUP);
    List<Other> anonymous = new ArrayList<>(members("b", "c", "d"));
    anonymous.add(new Other("x", one(null, "06", "010101", ESTATE).state()));
    leader().when(open(anonymous)).refused(Reason.NOT_A_GROUP);
    List<Other> late = new ArrayList<>(members("b", "c", "d"));
    late.add(new Other("e", one("e", "13", "010101", ESTATE).state()));
    leader().when(open(late)).accepted(GroupCaseOpened.class);
    late.set(3, new Other("e", one("e", "14", "010101", ESTATE).state()));
    leader().when(open(late)).refused(Reason.NOT_A_GROUP);
  }

  @Test void members_are_about_the_same_matter_at_the_same_spot_and_in_one_group_only() {
    List<Other> four = new ArrayList<>(members("b", "c", "d"));
    four.add(new Other("e", one("e", "06", "030201", ESTATE).state()));
    leader().when(open(four)).refused(Reason.ANOTHER_MATTER);
    four.set(3, new Other("e", one("e", "06", "010101", new Place(null, "110107", LUGU, null, 116.2, 39.902)).state()));
    leader().when(open(four)).refused(Reason.ANOTHER_MATTER);
    four.set(3, new Other("e", one("e", "06", "010101", ESTATE).given(new GroupJoined("z", "RX-z")).state()));
    leader().when(open(four)).refused(Reason.IN_A_GROUP);
    four.set(3, new Other("e", one("e", "06", "010101", ESTATE).given(new IntakeEvent.RequestWithdrawn("x")).state()));
    leader().when(open(four)).refused(Reason.NOT_IN_THIS_STATE);
    four.set(3, new Other("e", null));
    leader().when(open(four)).refused(Reason.NOT_FOUND);
    four.set(3, new Other("d", member("d").state()));
    leader().when(open(four)).refused(Reason.IN_A_GROUP);
  }

  @Test void at_most_five_representatives_and_all_of_them_members() {
    List<Other> six = members("b", "c", "d", "e", "f");
    leader().when(open(six, "a", "b", "c", "d", "e", "f")).refused(Reason.TOO_MANY_REPRESENTATIVES);
    leader().when(open(six, "stranger")).refused(Reason.TOO_MANY_REPRESENTATIVES);
    leader().when(open(six, "a", "b", "c", "d", "e")).accepted(GroupCaseOpened.class);
  }

  @Test void a_member_is_added_while_the_leader_is_open() {
    Story<Complaint> story = leader();
    story.when((c, now) -> Grouping.add(c, member("f"), RULES)).refused(Reason.NO_GROUP);
    story.when(open(members("b", "c", "d", "e"))).accepted(GroupCaseOpened.class);
    story.when((c, now) -> Grouping.add(c, member("f"), RULES)).then(new GroupMemberAdded(new Member("f", "RX-f")));
    story.when((c, now) -> Grouping.add(c, member("f"), RULES)).refused(Reason.IN_A_GROUP);
    story.given(new IntakeEvent.RequestWithdrawn("x")).when((c, now) -> Grouping.add(c, member("g"), RULES)).refused(Reason.NO_GROUP);
  }

  @Test void every_member_gets_the_answer_and_lives_on_to_its_own_callback() {
    Story<Complaint> leader = leader();
    leader.when(open(members("b", "c", "d", "e"))).accepted(GroupCaseOpened.class);
    Story<Complaint> member = one("b", "06", "010101", ESTATE).given(dispatched());
    member.when((c, now) -> Grouping.join("x", c, "a", leader.state())).refused(Reason.NO_GROUP);
    member.when((c, now) -> Grouping.join("b", c, "a", leader.state())).then(new GroupJoined("a", "RX-a"));
    assertEquals(Stage.LINKED, member.state().ticket().life().stage());
    member.when((c, now) -> Grouping.settle(c, leader.state())).refused(Reason.NOT_IN_THIS_STATE);
    leader.given(dispatched(), signed(), new DispatchEvent.ResultRepliedToClaimant(LUGU, "已恢复供水", "PHONE"));
    member.when((c, now) -> Grouping.settle(c, leader.state())).refused(Reason.NOT_IN_THIS_STATE);
    leader.given(new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.RESOLVED, "已恢复供水", List.of()));
    GroupAnswered answered = member.when((c, now) -> Grouping.settle(c, leader.state())).accepted(GroupAnswered.class);
    assertEquals(new GroupAnswered("a", LUGU, "已恢复供水", leader.state().ticket().life().dueAt()), answered);
    assertEquals(Stage.REPLIED, member.state().ticket().life().stage());
    assertEquals("已恢复供水", member.state().ticket().replies().getLast().text());
    assertTrue(member.state().ticket().desk().leader().answered());
    member.when((c, now) -> Grouping.settle(c, leader.state())).refused(Reason.NO_GROUP);
  }

  @Test void a_group_that_ends_without_an_answer_lets_its_members_go_on_alone() {
    Story<Complaint> leader = leader();
    leader.when(open(members("b", "c", "d", "e"))).accepted(GroupCaseOpened.class);
    Story<Complaint> member = one("b", "06", "010101", ESTATE);
    member.when((c, now) -> Grouping.join("b", c, "a", leader.state())).accepted(GroupJoined.class);
    leader.given(new IntakeEvent.RequestWithdrawn("x"));
    member.when((c, now) -> Grouping.settle(c, leader.state())).accepted(GroupLeft.class);
    assertEquals(Stage.PENDING_DISPATCH, member.state().ticket().life().stage());
    assertEquals(null, member.state().ticket().desk().leader());
  }

  @Test void a_spot_is_compared_as_finely_as_both_are_known() {
    assertTrue(Grouping.isSameSpot(ESTATE, new Place(null, null, null, null, 116.2, 39.9017), 200));
    assertFalse(Grouping.isSameSpot(ESTATE, new Place(null, null, null, null, 116.2, 39.9019), 200));
    Place words = new Place("六合园", "110107", LUGU, null, null, null);
    assertTrue(Grouping.isSameSpot(words, new Place("六合园南院", "110107", LUGU, null, null, null), 200));
    assertFalse(Grouping.isSameSpot(words, new Place("五芳园", "110107", LUGU, null, null, null), 200));
    assertFalse(Grouping.isSameSpot(words, new Place("六合园", "110107", "110107010", null, null, null), 200));
    assertTrue(Grouping.isSameSpot(new Place("x", "110107", LUGU, "110107011001", null, null), new Place("y", "110107", LUGU, "110107011001", null, null), 200));
    assertFalse(Grouping.isSameSpot(Place.UNKNOWN, Place.UNKNOWN, 200));
  }
}
