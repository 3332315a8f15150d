package cn.jsjb.supervision.inspecting;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Story;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The law and the fold over records that are made by hand. */
class ReplayTest extends Written {
  @Test void the_fold_of_the_records_is_the_fold_of_the_facts() {
    fact(received()).fact(registered()).fact(dispatched(1)).fact(signed());
    Replay replay = Replay.of(records);
    assertEquals(Story.fold(received(), registered(), dispatched(1), signed()), replay.state());
    assertEquals(head, replay.head());
    assertEquals(4, replay.facts());
  }

  @Test void a_repeat_is_void_says_why_and_changes_nothing() {
    fact(received());
    String genesis = Chain.genesis("c1");
    write(received(), genesis);
    fact(registered());
    Replay replay = Replay.of(records);
    assertEquals(2, replay.facts());
    assertEquals(1, replay.voids());
    HistoryView view = HistoryView.of("c1", replay, null, false);
    assertEquals(List.of("fact", "void", "fact"), view.records().stream().map(HistoryView.Entry::verdict).toList());
    assertNotNull(view.records().get(1).why());
    assertTrue(Verification.of("c1", replay, head, 2, offsets(), null, null).valid());
  }

  @Test void a_foreign_writer_is_an_alarm() {
    fact(received());
    write(registered(), head, "/dispatch-service", EventTypes.write(registered()));
    Replay replay = Replay.of(records);
    assertEquals(1, replay.alarms());
    assertEquals(1, replay.facts());
  }

  @Test void an_edited_fact_breaks_everything_after_it() {
    fact(received()).fact(registered()).fact(dispatched(1));
    String followed = head;
    List<RecordView> edited = new ArrayList<>(records);
    records.clear();
    records.add(edited.getFirst());
    write(dispatched(1, BABAOSHAN, DUE), edited.get(1).previous());
    edited.set(1, records.get(1));
    Verification verification = Verification.of("c1", Replay.of(edited), followed, 3, edited.stream().map(RecordView::offset).toList(), null, null);
    assertFalse(verification.valid());
    assertEquals(2, verification.facts());
    assertEquals(2, verification.problems().size());
  }

  @Test void a_missing_record_is_named() {
    fact(received()).fact(registered());
    Verification verification = Verification.of("c1", Replay.of(records.subList(0, 1)), head, 2, offsets(), null, null);
    assertFalse(verification.valid());
    assertTrue(verification.problems().getFirst().contains("101"));
  }

  @Test void an_unreadable_fact_stops_the_fold_and_not_the_chain() {
    fact(received());
    head = Chain.hash(write(registered(), head, "/intake-service", bytes("{broken")));
    fact(dispatched(1));
    Replay replay = Replay.of(records);
    assertEquals(3, replay.facts());
    assertEquals(head, replay.head());
    assertTrue(replay.quarantine().contains("101"));
    assertEquals(Story.fold(received()), replay.state());
    assertEquals(3, HistoryView.of("c1", replay, null, false).records().size());
  }

  @Test void what_the_hotline_holds_against_a_caller_is_shown_to_inspectors_and_to_no_unit() {
    fact(received());
    fact(new cn.jsjb.event.IntakeEvent.AbuseWarned(cn.jsjb.event.IntakeEvent.AbuseStep.DISSUADED, cn.jsjb.event.IntakeEvent.AbuseKind.INSULT, "录音"));
    assertEquals("录音", HistoryView.of("c1", Replay.of(records), null, false, false).records().getLast().payload().tree().at("/evidence").asText());
    HistoryView.Entry told = HistoryView.of("c1", Replay.of(records), null, false, true).records().getLast();
    assertEquals(null, told.payload());
    assertEquals("fact", told.verdict());
  }

  @Test void persons_are_masked_and_the_words_of_a_confidential_request_for_its_unit() {
    fact(received());
    JsonNode shown = HistoryView.of("c1", Replay.of(records), null, false).records().getFirst().payload().tree();
    assertEquals("＊＊＊", shown.at("/claimant/box").asText());
    assertEquals("＊＊＊", shown.at("/claimant/phoneHash").asText());
    assertEquals("小区门口游商占道", shown.at("/title").asText());
    JsonNode hidden = HistoryView.of("c1", Replay.of(records), null, true).records().getFirst().payload().tree();
    assertEquals("＊＊＊", hidden.at("/title").asText());
    assertEquals("＊＊＊", hidden.at("/content").asText());
  }
}
