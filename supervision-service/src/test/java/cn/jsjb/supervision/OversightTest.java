package cn.jsjb.supervision;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CallbackReason;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversightTest {
  @Test void the_fold_keeps_what_supervision_needs_and_no_words() {
    Oversight o = replied().state();
    assertEquals(Stage.REPLIED, o.life().stage());
    assertEquals(at(6), o.since());
    assertEquals(at(6), o.toldAt());
    assertEquals(new Subject("RX260506-000000001", cn.jsjb.catalogue.RequestType.COMPLAINT, cn.jsjb.catalogue.Grade.GENERAL_7D, "010101", "MT2021-P07", "110107",
        LUGU, null, null, null, null, at(0)), o.subject());
    assertEquals(new ClaimantFacts(false, false, true), o.claimant());
    assertEquals(List.of(LUGU), o.units());
    assertEquals(List.of(100L, 101L, 102L, 103L, 104L, 105L, 106L), o.offsets());
  }

  @Test void the_first_record_that_names_another_request_is_the_one_that_says_so() {
    Oversight o = Story.fold(Story.received(), new cn.jsjb.event.IntakeEvent.DuplicateLinked("m1", "RX1", null, true, null, null), new cn.jsjb.event.IntakeEvent.DuplicateLinked("m1", "RX1", null, true, null, null));
    assertEquals("m1", o.subject().master());
    assertEquals(101, o.subject().linked().offset());
    Oversight other = Story.fold(Story.received(), new cn.jsjb.event.IntakeEvent.DuplicateLinked("m1", "RX1", null, true, null, null), new cn.jsjb.event.IntakeEvent.GroupJoined("m2", "RX2"));
    assertEquals("m2", other.subject().master());
    assertEquals(102, other.subject().linked().offset());
  }

  @Test void a_void_record_adds_its_place_and_nothing_else() {
    Oversight before = replied().state();
    Oversight after = before.withVoid(200);
    assertEquals(200L, after.offsets().getLast());
    assertEquals(before.life(), after.life());
    assertEquals(before.offsets().size() + 1, after.offsets().size());
  }

  @Test void first_and_final_answers_are_both_kept() {
    Oversight o = replied(unresolved(1), rework(2), dispatched(2), signed(), contacted(), repliedToClaimant(), reported(),
        calledBack(2, true, Satisfaction.SATISFIED)).state();
    assertEquals(2, o.rounds().size());
    assertFalse(o.rounds().getFirst().answers().resolved());
    assertTrue(o.rounds().getLast().answers().resolved());
    TicketView view = TicketView.of("c1", o);
    assertEquals(Satisfaction.DISSATISFIED, view.first().satisfaction());
    assertEquals(Satisfaction.SATISFIED, view.last().satisfaction());
  }

  @Test void a_rework_starts_the_dual_feedback_over() {
    Oversight o = replied(unresolved(1), rework(2)).state();
    assertNull(o.toldAt());
    assertEquals(Escalation.REWORK, o.escalation());
    assertNull(o.answers());
  }

  @Test void every_unit_that_had_the_ticket_is_remembered() {
    Oversight o = given(received(), registered(), dispatched(1, LUGU, DUE), dispatched(1, BABAOSHAN, DUE), dispatched(1, LUGU, DUE)).state();
    assertEquals(List.of(LUGU, BABAOSHAN), o.units());
  }

  @Test void confidentiality_only_widens_and_an_erased_claimant_is_on_no_file() {
    Oversight o = given(received(), new IntakeEvent.ConfidentialityRequested("ALL"), new IntakeEvent.ClaimantErased("本人要求")).state();
    assertEquals(new ClaimantFacts(false, true, false), o.claimant());
  }

  @Test void a_reopened_ticket_may_go_the_whole_way_again() {
    Oversight o = replied(unresolved(1), rework(2), closed(CloseKind.SATISFIED), new TicketReopened("又来了")).state();
    assertEquals(Escalation.FIRST_HANDLING, o.escalation());
    assertNull(o.closed());
    assertEquals(Stage.REOPENED, o.life().stage());
  }

  @Test void a_story_that_does_not_begin_with_a_request_is_quarantined() {
    assertThrows(IllegalStateException.class, () -> given(new IntakeEvent.SensitiveDataViewed(List.of("phone"), "回访")));
  }

  @Test void a_state_survives_its_json() throws Exception {
    for (Oversight o : List.of(given(received()).state(), replied(scheduled(1, CallbackReason.BOTH_TOLD, DUE), attempted(1, 1), unresolved(1), rework(2)).state(),
        replied(calledBack(1, true, Satisfaction.SATISFIED), closed(CloseKind.SATISFIED)).state(),
        replied(linked(1, 1, "hash", DUE), proposed(1, "UNTRUE", true, false), new cn.jsjb.event.IntakeEvent.RequestUrged("催"),
            new cn.jsjb.event.DispatchEvent.CommitmentBreached(1, 1, LUGU, DUE)).state())) {
      assertEquals(o, EventTypes.JSON.readValue(EventTypes.JSON.writeValueAsString(o), Oversight.class));
    }
  }

  @Test void times_before_the_first_limits_do_not_stop_the_fold() {
    assertEquals(TERMS.at(START), TERMS.at(Instant.EPOCH));
    new Oversights(OversightService.policies(TERMS, Catalogue.get())).dueAt(replied().state());
  }
}
