package cn.jsjb.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealedBox;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.classifying.Reclassifying;
import cn.jsjb.intake.erasing.Erasing;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import cn.jsjb.intake.supplementing.Supplementing;
import cn.jsjb.intake.supplementing.Supplementing.Words;
import cn.jsjb.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComplaintTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  private static final WhenRequestIsReceivedThenRegister POLICY = WhenRequestIsReceivedThenRegister.withTheCatalogue();
  private static final IntakeEvent.RequestReceived RECEIVED = new IntakeEvent.RequestReceived("RX260506-000000001", "WECHAT", "wx-1", null, "路灯不亮", "门口路灯不亮",
      new Place("石景山区鲁谷街道", null, null, null, null, null), NOW, null, null, List.of(),
      new IntakeEvent.Claimant(false, false, new SealedBox("A256GCM", "k1", "n", "c"), "ph", "lf"));

  @Test void a_received_request_is_due_for_registration_and_then_no_more() {
    Complaint received = given(RECEIVED);
    assertEquals(NOW, POLICY.dueAt(received));
    Complaint registered = evolve(received, event(POLICY.decide(received, NOW)));
    assertNull(POLICY.dueAt(registered));
    assertEquals(Stage.PENDING_DISPATCH, registered.ticket().life().stage());
    assertEquals("110107011", registered.ticket().place().localityCode());
    assertEquals("030201", assertInstanceOf(Complaint.Registered.class, registered).classification().category());
  }

  @Test void a_request_withdrawn_before_it_was_registered_stays_so() {
    Complaint withdrawn = given(RECEIVED, new IntakeEvent.RequestWithdrawn("不用了"));
    assertNull(POLICY.dueAt(withdrawn));
    assertEquals(Stage.WITHDRAWN, withdrawn.ticket().life().stage());
  }

  @Test void the_state_survives_its_json_and_leaves_the_words_behind_once_they_are_filed() throws Exception {
    Complaint received = given(RECEIVED);
    assertEquals(received, restored(received));
    Complaint registered = registered();
    assertEquals("路灯不亮", registered.words().title(), "they travel along within a batch");
    Complaint restored = restored(registered);
    assertNull(restored.words());
    assertEquals(registered.ticket(), restored.ticket());
    assertTrue(EventTypes.JSON.writerFor(Complaint.class).writeValueAsString(registered).length() < 1_500);
  }

  @Test void words_columns_are_written_with_the_first_facts_of_a_batch() {
    Complaints projection = new Complaints(List.of(POLICY));
    Map<String, Object> columns = new java.util.HashMap<>();
    projection.columns().forEach(c -> columns.put(c.name(), c.value().apply(registered())));
    assertEquals("门口路灯不亮", columns.get("content"));
    assertEquals("000000001", columns.get("ticket_tail"));
    assertTrue(columns.get("box").toString().contains("k1"));
  }

  @Test void the_claimants_further_words_are_heard_while_the_ticket_is_open() {
    Complaint c = evolve(registered(), event(Supplementing.supplement(registered(), Words.of("又坏了两盏"), List.of())));
    c = evolve(c, event(Supplementing.urge(c, Words.NONE)));
    assertEquals(1, c.ticket().urges());
    assertEquals("又坏了两盏", c.ticket().supplements().getFirst().text());
    c = evolve(c, event(Supplementing.withdraw(c, Words.of("修好了"))));
    refused(Reason.NOT_IN_THIS_STATE, Supplementing.urge(c, Words.NONE));
    refused(Reason.NOT_IN_THIS_STATE, Supplementing.withdraw(c, Words.NONE));
    refused(Reason.NOT_FOUND, Supplementing.urge(null, Words.NONE));
  }

  @Test void what_comes_after_the_end_is_kept_as_a_note_and_changes_nothing() {
    Complaint c = given(RECEIVED, registration(RequestType.HELP), new IntakeEvent.RequestWithdrawn("不用了"));
    IntakeEvent.TicketSupplemented late = assertInstanceOf(IntakeEvent.TicketSupplemented.class, event(Supplementing.supplement(c, Words.of("又坏了"), List.of())));
    assertTrue(late.late());
    c = evolve(c, late);
    assertEquals(Stage.WITHDRAWN, c.ticket().life().stage());
    assertTrue(c.ticket().supplements().getFirst().late());
    refused(Reason.NOT_FOUND, Supplementing.supplement(null, Words.of("x"), List.of()));
  }

  @Test void open_words_about_a_confidential_request_never_get_into_the_log() {
    Complaint c = evolve(registered(), new IntakeEvent.ConfidentialityRequested("CLAIMANT"));
    SealedBox box = new SealedBox("A256GCM", "k2", "n", "c");
    refused(Reason.STALE, Supplementing.supplement(c, Words.of("就是楼上那家"), List.of()));
    refused(Reason.STALE, Supplementing.urge(c, Words.of("快")));
    refused(Reason.STALE, Supplementing.withdraw(c, Words.of("算了")));
    assertEquals(box, ((IntakeEvent.TicketSupplemented) event(Supplementing.supplement(c, new Words(null, box), List.of()))).box());
    event(Supplementing.urge(c, Words.NONE));
    refused(Reason.ERASED, Supplementing.supplement(evolve(c, new IntakeEvent.ClaimantErased("x")), new Words(null, box), List.of()));
  }

  @Test void secrecy_only_widens() {
    Complaint c = evolve(registered(), event(Supplementing.hide(registered(), "CLAIMANT")));
    assertTrue(c.ticket().confidential());
    refused(Reason.CONFIDENTIAL_ALREADY, Supplementing.hide(c, "CLAIMANT"));
  }

  @Test void the_claimant_is_shown_to_his_unit_unless_he_is_confidential_a_reporter_or_erased() {
    Complaint c = given(RECEIVED, registration(RequestType.COMPLAINT), dispatchedTo("110107011"));
    event(Erasing.show(c, null, List.of("name"), "回访"));
    event(Erasing.show(c, "110107011", List.of("name"), "联系"));
    refused(Reason.OTHER_UNIT, Erasing.show(c, "110107010", List.of(), "联系"));
    refused(Reason.CLAIMANT_IS_CONFIDENTIAL, Erasing.show(evolve(c, new IntakeEvent.ConfidentialityRequested("CLAIMANT")), "110107011", List.of(), "联系"));
    refused(Reason.CLAIMANT_IS_CONFIDENTIAL, Erasing.show(given(RECEIVED, registration(RequestType.REPORT), dispatchedTo("110107011")), "110107011", List.of(), "联系"));
    IntakeEvent.RequestReceived anonymous = new IntakeEvent.RequestReceived("RX260506-000000001", "WECHAT", "wx-1", null, "路灯不亮", null, Place.UNKNOWN, NOW, null, null, List.of(),
        new IntakeEvent.Claimant(true, false, new SealedBox("A256GCM", "k1", "n", "c"), "ph", "lf"));
    refused(Reason.CLAIMANT_IS_CONFIDENTIAL, Erasing.show(given(anonymous, registration(RequestType.COMPLAINT), dispatchedTo("110107011")), "110107011", List.of(), "联系"));
    Complaint erased = evolve(c, event(Erasing.erase(c, "本人要求")));
    refused(Reason.ERASED, Erasing.show(erased, null, List.of(), "回访"));
    refused(Reason.ERASED, Erasing.erase(erased, "再次"));
    assertNull(erased.ticket().phoneHash());
    assertNull(erased.ticket().lastFourHash());
  }

  @Test void a_person_corrects_category_and_place_and_the_rest_stays() {
    Decision decision = Reclassifying.decide(registered(), new Reclassifying.Correct(null, "020301", null, null, new Place(null, "110105", null, null, null, null), "看过现场"), Catalogue.get());
    Complaint.Registered c = (Complaint.Registered) evolve(registered(), event(decision));
    assertEquals("020301", c.classification().category());
    assertEquals("MT2021-P07", c.classification().problemId());
    assertEquals(Grade.GENERAL_7D, c.classification().grade());
    assertEquals("110105", c.ticket().place().districtCode());
    assertEquals("石景山区鲁谷街道", c.ticket().place().address());
    refused(Reason.NOT_IN_THIS_STATE, Reclassifying.decide(given(RECEIVED), new Reclassifying.Correct(null, "020301", null, null, null, "x"), Catalogue.get()));
  }

  @Test void replies_and_steps_make_the_claimants_time_line() {
    Complaint c = given(RECEIVED, registration(RequestType.COMPLAINT), dispatchedTo("110107011"), new DispatchEvent.AssignmentSigned("110107011", "张三"),
        new DispatchEvent.ResultRepliedToClaimant("110107011", "路灯已修好", "PHONE"));
    assertEquals(List.of(Stage.RECEIVED, Stage.PENDING_DISPATCH, Stage.DISPATCHED, Stage.SIGNED), c.ticket().steps().stream().map(Complaint.Step::stage).toList());
    assertEquals("路灯已修好", c.ticket().replies().getFirst().text());
    assertEquals("110107011", c.ticket().life().unit());
    assertNotNull(c.ticket().life().dueAt());
  }

  @Test void a_stream_that_begins_otherwise_is_none_of_ours() {
    assertThrows(IllegalStateException.class, () -> evolve(null, new IntakeEvent.RequestUrged(null)));
  }

  private static Complaint registered() { return given(RECEIVED, registration(RequestType.HELP)); }

  private static IntakeEvent.TicketRegistered registration(RequestType type) {
    return new IntakeEvent.TicketRegistered(type, new IntakeEvent.Classification("030201", "MT2021-P15", Grade.GENERAL_7D, 0.9, List.of("路灯"), "v"),
        new IntakeEvent.Location(new Place("石景山区鲁谷街道", "110107", "110107011", null, null, null), 0.95, List.of("鲁谷街道"), "v"));
  }

  private static DispatchEvent.TicketDispatched dispatchedTo(String unit) {
    return new DispatchEvent.TicketDispatched(1, 1, unit, DispatchEvent.Mode.DIRECT, List.of("110107"), "DC", Map.of(), Grade.GENERAL_7D, NOW, NOW, NOW.plusSeconds(604_800), null);
  }

  private static Complaint given(ComplaintEvent... events) {
    Complaint state = null;
    for (ComplaintEvent event : events) state = evolve(state, event);
    return state;
  }

  private static Complaint evolve(Complaint state, ComplaintEvent event) {
    return Complaint.evolve(state, new Fact("c", "e", EventTypes.nameOf(event), 1, NOW, "test", "", "h", 0, 0, event));
  }

  private static Complaint restored(Complaint state) throws Exception {
    return EventTypes.JSON.readerFor(Complaint.class).readValue(EventTypes.JSON.writerFor(Complaint.class).writeValueAsString(state));
  }

  private static ComplaintEvent event(Decision decision) { return assertInstanceOf(Decision.Accepted.class, decision, decision::toString).event(); }

  private static void refused(Reason reason, Decision decision) { assertEquals(reason, assertInstanceOf(Decision.Refused.class, decision).refusal().reason()); }
}
