package cn.jsjb.intake.disposing;

import static cn.jsjb.intake.Stories.LUGU;
import static cn.jsjb.intake.Stories.dispatched;
import static cn.jsjb.intake.Stories.filed;
import static cn.jsjb.intake.Stories.received;
import static cn.jsjb.intake.Stories.registered;
import static cn.jsjb.intake.Stories.signed;
import static cn.jsjb.intake.Stories.story;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.InquiryAnswered;
import cn.jsjb.event.IntakeEvent.ScopeOversightReferred;
import cn.jsjb.event.IntakeEvent.Target;
import cn.jsjb.event.IntakeEvent.TicketDeclined;
import cn.jsjb.event.IntakeEvent.TicketDiverted;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.disposing.Disposing.Decline;
import cn.jsjb.intake.disposing.Disposing.Earlier;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class DisposingTest {
  private static final WhenRequestIsReceivedThenRegister REGISTER = WhenRequestIsReceivedThenRegister.withTheCatalogue();
  private static final WhenTheOperatorHasDecidedThenDispose DISPOSE = new WhenTheOperatorHasDecidedThenDispose();
  private static final WhenHeldTooLongThenRelease RELEASE = new WhenHeldTooLongThenRelease(Catalogue.get().desk());
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");
  private static final DeskRules.Rules RULES = Catalogue.get().desk().at(NOW);
  private static final Disposition ANSWER = new Disposition(DispositionKind.ANSWER, "持身份证办理", "KB-001", "2021.1", null, null);
  private static final Disposition HOLD = new Disposition(DispositionKind.HOLD, null, null, null, null, null);

  @Test void an_operator_who_answers_during_the_call_leaves_a_filed_and_answered_ticket_that_nobody_dispatches() {
    Story<Complaint> story = story().given(received(RequestType.INQUIRY, "请问居住证怎么办理", ANSWER));
    assertTrue(story.when(REGISTER::decide).accepted(TicketRegistered.class).atDesk());
    assertEquals(Stage.REGISTERED, story.state().ticket().life().stage());
    assertEquals(NOW, DISPOSE.dueAt(story.state()));
    story.when(DISPOSE::decide).then(new InquiryAnswered("持身份证办理", "KB-001", "2021.1"));
    assertEquals(Stage.ANSWERED, story.state().ticket().life().stage());
    assertNull(DISPOSE.dueAt(story.state()));
    assertEquals("2021.1", story.state().ticket().desk().disposal().version());
    story.given(new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.NOT_ASSESSED));
    assertEquals(Stage.CLOSED, story.state().ticket().life().stage());
  }

  @Test void words_of_an_emergency_overrule_every_decision_but_the_hand_over_to_an_emergency_service() {
    String fire = "三号楼楼上着火了冒浓烟";
    for (Disposition decided : List.of(ANSWER, HOLD, new Disposition(DispositionKind.REFUSAL, "x", null, null, null, Ground.OUT_OF_SCOPE_ADVISED),
        new Disposition(DispositionKind.DIVERSION, "x", null, null, Target.LITIGATION, null))) {
      Story<Complaint> story = story().given(received(RequestType.INQUIRY, fire, decided));
      assertFalse(story.when(REGISTER::decide).accepted(TicketRegistered.class).atDesk(), decided.toString());
      assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage());
      assertNull(DISPOSE.dueAt(story.state()));
    }
    Story<Complaint> story = story().given(received(null, fire, new Disposition(DispositionKind.DIVERSION, "已转119", null, null, Target.FIRE_119, null)));
    assertTrue(story.when(REGISTER::decide).accepted(TicketRegistered.class).atDesk());
    story.when(DISPOSE::decide).then(new TicketDiverted(Target.FIRE_119, "已转119"));
    assertEquals(Stage.DIVERTED, story.state().ticket().life().stage());
  }

  @Test void what_lies_at_the_desk_is_dispatched_when_the_time_is_over() {
    Story<Complaint> story = story().given(received(RequestType.HELP, "路灯不亮", HOLD));
    story.when(REGISTER::decide).accepted(TicketRegistered.class);
    assertNull(DISPOSE.dueAt(story.state()));
    assertEquals(NOW.plus(Duration.ofMinutes(30)), RELEASE.dueAt(story.state()));
    story.when(RELEASE::decide).accepted(TicketReleased.class);
    assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage());
    assertNull(RELEASE.dueAt(story.state()));
    story.when((c, now) -> Disposing.release(c, "x")).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void only_an_inquiry_is_answered_at_once() {
    filed(RequestType.INQUIRY, Grade.INQUIRY).when(answer()).then(new InquiryAnswered("答", "KB-001", "2021.1"));
    filed(RequestType.HELP, Grade.GENERAL_7D).when(answer()).refused(Reason.ONLY_INQUIRIES_ARE_ANSWERED);
    filed(RequestType.INQUIRY, Grade.URGENT_2H).when(answer()).refused(Reason.EMERGENCY_GOES_FIRST);
    story().when(answer()).refused(Reason.NOT_FOUND);
    story().given(received(RequestType.INQUIRY, "x", null)).when(answer()).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void the_desk_decides_until_a_unit_has_signed() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D).given(dispatched());
    story.when((c, now) -> Disposing.divert(c, Target.LITIGATION, "向法院提出")).accepted(TicketDiverted.class);
    filed(RequestType.COMPLAINT, Grade.GENERAL_7D).given(dispatched(), signed()).when((c, now) -> Disposing.divert(c, Target.LITIGATION, "向法院提出")).refused(Reason.NOT_IN_THIS_STATE);
    story.when((c, now) -> Disposing.divert(c, Target.LITIGATION, "再次")).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void an_emergency_may_only_be_handed_to_an_emergency_service() {
    Story<Complaint> story = filed(RequestType.HELP, Grade.URGENT_2H);
    story.when((c, now) -> Disposing.divert(c, Target.PETITION, "x")).refused(Reason.EMERGENCY_GOES_FIRST);
    story.when(decline(Ground.OUT_OF_SCOPE_ADVISED, null, false, false)).refused(Reason.EMERGENCY_GOES_FIRST);
    story.when((c, now) -> Disposing.refer(c, LUGU, "鲁谷街道", "x")).refused(Reason.EMERGENCY_GOES_FIRST);
    story.when((c, now) -> Disposing.divert(c, Target.AMBULANCE_120, "已转120")).accepted(TicketDiverted.class);
  }

  @Test void no_new_facts_takes_the_same_claimants_same_matter_and_the_operators_word() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D);
    Earlier earlier = earlier("caller", "030201", true, Duration.ofDays(3));
    story.when(decline(Ground.NO_NEW_FACTS, null, true, false)).refused(Reason.NOT_FOUND);
    story.when(decline(Ground.NO_NEW_FACTS, earlier, false, false)).refused(Reason.NEW_FACTS_MAY_EXIST);
    story.when(decline(Ground.NO_NEW_FACTS, earlier("another", "030201", true, Duration.ofDays(3)), true, false)).refused(Reason.NOT_THE_SAME_MATTER);
    story.when(decline(Ground.NO_NEW_FACTS, earlier(null, "030201", true, Duration.ofDays(3)), true, false)).refused(Reason.NOT_THE_SAME_MATTER);
    story.when(decline(Ground.NO_NEW_FACTS, earlier("caller", "010101", true, Duration.ofDays(3)), true, false)).refused(Reason.NOT_THE_SAME_MATTER);
    story.when(decline(Ground.NO_NEW_FACTS, earlier("caller", "030201", false, Duration.ofDays(90)), true, false)).refused(Reason.NOT_THE_SAME_MATTER);
    story.when(decline(Ground.NO_NEW_FACTS, earlier("caller", "030201", false, Duration.ofDays(90).minusMillis(1)), true, false))
        .then(new TicketDeclined(Ground.NO_NEW_FACTS, "说明", "RX260501-000000009"));
    assertEquals(Stage.DECLINED, story.state().ticket().life().stage());
  }

  @Test void harassment_is_declined_only_after_the_caller_was_warned_and_the_record_stays() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D);
    story.when(decline(Ground.HARASSMENT, null, false, false)).refused(Reason.WARN_FIRST);
    story.when(decline(Ground.HARASSMENT, null, false, true)).then(new TicketDeclined(Ground.HARASSMENT, "说明", null));
    assertEquals(Ground.HARASSMENT, story.state().ticket().desk().disposal().ground());
  }

  @Test void out_of_scope_goes_to_the_unit_that_may_guide_but_never_to_the_reported_party() {
    Story<Complaint> story = filed(RequestType.COMPLAINT, Grade.GENERAL_7D).given(dispatched());
    story.when((c, now) -> Disposing.refer(c, "110000D04", "某公司", "请指导")).refused(Reason.UNIT_IS_THE_REPORTED_PARTY);
    story.when((c, now) -> Disposing.refer(c, "110000D04", "市市场监管局", "请指导")).then(new ScopeOversightReferred("110000D04", "请指导"));
    assertEquals(Stage.PENDING_DISPATCH, story.state().ticket().life().stage());
    story.when((c, now) -> Disposing.refer(c, "110000D04", "市市场监管局", "再请")).refused(Reason.SAME_UNIT);
  }

  @Test void a_risk_is_reported_whoever_has_the_ticket_and_changes_nothing_else() {
    Story<Complaint> story = filed(RequestType.HELP, Grade.URGENT_2H).given(dispatched(), signed());
    story.when((c, now) -> Disposing.reportRisk(c, "聚集", List.of("110107"))).accepted(IntakeEvent.EmergencyRiskReported.class);
    assertEquals(Stage.SIGNED, story.state().ticket().life().stage());
    assertEquals(1, story.state().ticket().desk().risks().size());
    story.given(new IntakeEvent.RequestWithdrawn("x")).when((c, now) -> Disposing.reportRisk(c, "聚集", List.of("110107"))).refused(Reason.NOT_IN_THIS_STATE);
  }

  @Test void the_tests_are_asked_in_the_order_of_the_regulation() {
    var found = Testing.of(null, "楼下着火了，他们说要去法院起诉，借钱不还", RequestType.COMPLAINT, Grade.URGENT_2H, List.of("RX260501-000000009"), Catalogue.get(), NOW);
    assertEquals(List.of("EMERGENCY", "LEGAL_ROUTE", "SAME_MATTER", "OUT_OF_SCOPE", "DISPATCH"), found.stream().map(Testing.Suggestion::test).toList());
    assertEquals(List.of("FIRE_119", "LITIGATION", "RX260501-000000009", "OUT_OF_SCOPE_ADVISED"), found.stream().map(Testing.Suggestion::code).limit(4).toList());
    assertEquals("KB-001", Testing.of("居住证怎么办理", null, RequestType.INQUIRY, Grade.INQUIRY, List.of(), Catalogue.get(), NOW).getFirst().code());
    assertEquals(List.of("DISPATCH"), Testing.of("路灯不亮", null, RequestType.HELP, Grade.GENERAL_7D, List.of(), Catalogue.get(), NOW).stream().map(Testing.Suggestion::test).toList());
  }

  private static BiFunction<Complaint, Instant, Decision> answer() { return (c, now) -> Disposing.answer(c, "答", "KB-001", "2021.1"); }

  private static BiFunction<Complaint, Instant, Decision> decline(Ground ground, Earlier earlier, boolean confirmed, boolean warned) {
    return (c, now) -> Disposing.decline("c-1", c, new Decline(ground, "说明", "RX260501-000000009", earlier, confirmed, warned), RULES, now);
  }

  private static Earlier earlier(String caller, String category, boolean open, Duration ago) {
    return new Earlier("c-0", "RX260501-000000009", caller, category, open, NOW.minus(ago).minusSeconds(60), NOW.minus(ago));
  }
}
