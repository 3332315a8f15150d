package cn.jsjb.intake.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.DuplicateLinked;
import cn.jsjb.event.IntakeEvent.LinkKind;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import cn.jsjb.intake.Complaint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 31 workers' wages came in by telephone and over the national platform: the same matter from two sources. */
class LinkingTest {
  private static final Complaint MASTER = story("PHONE", "hash-a").state();

  @Test void the_same_caller_over_another_channel_is_a_cross_source_link() {
    story("WAGE_PLATFORM", "hash-a").when((c, now) -> Linking.decide("c-1", c, MASTER, link(null, 0.93)))
        .then(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.CROSS_SOURCE, true, 0.93, "同一工地"));
    story("PHONE", "hash-a").when((c, now) -> Linking.decide("c-1", c, MASTER, link(null, null))).then(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.REPEAT, true, null, "同一工地"));
    story("WECHAT", "hash-b").when((c, now) -> Linking.decide("c-1", c, MASTER, link(null, null))).then(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.SAME_MATTER, false, null, "同一工地"));
    story("WECHAT", null).when((c, now) -> Linking.decide("c-1", c, story("PHONE", null).state(), link(null, null))).then(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.SAME_MATTER, false, null, "同一工地"));
  }

  @Test void a_person_knows_better_than_the_numbers() {
    story("WECHAT", "hash-b").when((c, now) -> Linking.decide("c-1", c, MASTER, link(true, null))).then(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.CROSS_SOURCE, true, null, "同一工地"));
  }

  @Test void a_linked_request_lives_on_and_keeps_its_own_answer() {
    Story<Complaint> story = story("WECHAT", "hash-b").given(new DuplicateLinked("c-0", "RX260506-000000001", LinkKind.SAME_MATTER, false, null, null));
    assertEquals(Stage.RECEIVED, story.state().ticket().life().stage());
    story.given(new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), null, Map.of(), Grade.GENERAL_7D, story.now(), story.now(), story.now(), null),
        new DispatchEvent.ResultRepliedToClaimant("110107011", "已支付", "PHONE"));
    assertEquals("已支付", story.state().ticket().replies().getFirst().text());
    assertNotNull(story.state().ticket().link());
  }

  @Test void links_are_one_level_deep_and_never_to_oneself() {
    Complaint linked = story("WECHAT", "x").given(new DuplicateLinked("c-9", "RX260506-000000009", LinkKind.SAME_MATTER, false, null, null)).state();
    story("WECHAT", "x").when((c, now) -> Linking.decide("c-0", c, MASTER, link(null, null))).refused(Reason.LINKED_TO_ITSELF);
    story("WECHAT", "x").when((c, now) -> Linking.decide("c-1", c, linked, link(null, null))).refused(Reason.MASTER_IS_LINKED);
    story("WECHAT", "x").when((c, now) -> Linking.decide("c-1", linked, MASTER, link(null, null))).refused(Reason.LINKED_ALREADY);
    story("WECHAT", "x").when((c, now) -> Linking.decide("c-1", c, MASTER, new Linking.Link("c-0", null, null, null, 2))).refused(Reason.HAS_LINKED_ONES);
    story("WECHAT", "x").when((c, now) -> Linking.decide("c-1", null, MASTER, link(null, null))).refused(Reason.NOT_FOUND);
  }

  private static Linking.Link link(Boolean sameClaimant, Double similarity) { return new Linking.Link("c-0", sameClaimant, similarity, "同一工地", 0); }

  private static Story<Complaint> story(String channel, String phoneHash) {
    return Story.of(Complaint::evolve).given(new IntakeEvent.RequestReceived("RX260506-000000001", channel, "m-1", null, "拖欠工资", "工地拖欠工资", Place.UNKNOWN, null, null, null, List.of(),
        new IntakeEvent.Claimant(phoneHash == null, false, null, phoneHash, null)));
  }
}
