package cn.jsjb.supervision.packing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.SupervisionEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulesNamedTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");

  private static Set<String> files(LoggedEvent... events) { return RulesNamed.by(List.of(events)).keySet(); }

  private static DispatchEvent dispatched(Map<String, String> versions) {
    return new DispatchEvent.TicketDispatched(1, 1, "110107011", DispatchEvent.Mode.DIRECT, List.of(), "D-0001", versions, Grade.GENERAL_7D, NOW, NOW, NOW, null);
  }

  @Test void an_exclusion_brings_the_rules_that_decided_it_and_no_namesake() {
    Contribution contribution = new Contribution("2026-05", false, Contribution.Absence.EXCLUDED, false, false, null, false, "2019.1");
    assertEquals(Set.of("supervision@2019.1.json", "assessment@2019.1.json"), files(new SupervisionEvent.TicketExcluded(1, "X1", true, true, List.of(), "a", "b", null, false, contribution, "2019.1")));
    assertEquals(Set.of("supervision@2019.1.json"), files(new SupervisionEvent.ExclusionProposed(1, "a", "X1", true, true, List.of(), null, "2019.1")));
    assertEquals(Set.of("assessment@2019.1.json"), files(new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED, contribution)));
    assertEquals(Set.of("limits@2019.1.json"), files(new SupervisionEvent.CallbackScheduled(1, SupervisionEvent.CallbackReason.BOTH_TOLD, NOW, "2019.1")));
    assertEquals(Set.of(), files(new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED)));
  }

  @Test void an_order_of_supervision_was_decided_by_the_book_of_its_cause() {
    for (SupervisionEvent.SupervisionCause cause : SupervisionEvent.SupervisionCause.values()) {
      String book = cause == SupervisionEvent.SupervisionCause.UNSOLVED || cause == SupervisionEvent.SupervisionCause.BY_HAND ? "limits" : "supervision";
      assertEquals(Set.of(book + "@2019.1.json"), files(new SupervisionEvent.SupervisionOrdered(1, "r", null, null, 1, SupervisionEvent.SupervisionLevel.CITY, cause, List.of(), NOW, "2019.1")));
    }
  }

  @Test void what_was_filed_and_dispatched_names_several_books() {
    assertEquals(Set.of("categories@2021.3.json", "problems@2021.3.json", "acceptance@2021.2.json", "units@2021.1.json", "places@nbs-2023.json"), files(cn.jsjb.supervision.Story.registered()));
    assertEquals(Set.of("dispatch@2021.1.json", "limits@2019.1.json", "units@2021.1.json", "calendar@2019-2026.1.json"),
        files(dispatched(Map.of("dispatch", "2021.1", "limits", "2019.1", "units", "2021.1", "days", "WORKING/2019-2026.1", "entry", "1"))));
    assertEquals(Set.of("calendar@2019-2026.1.json"), files(dispatched(Map.of("days", "CALENDAR/2019-2026.1 ends"))));
    assertEquals(Set.of(), files(dispatched(Map.of("days", "CALENDAR"))));
  }

  @Test void what_people_changed_since_is_named_with_the_facts_that_say_so() {
    byte[] excerpt = RulesNamed.by(List.of(dispatched(Map.of("dispatch", "2021.1+3")))).get("dispatch@2021.1+3.json");
    assertTrue(new String(excerpt, StandardCharsets.UTF_8).contains("\"changes\":\"rules-log 3\""));
  }

  @Test void an_answer_brings_the_item_as_it_stood() {
    SequencedAnswer found = SequencedAnswer.of(RulesNamed.by(List.of(new IntakeEvent.InquiryAnswered("…", "KB-001", "2021.1"))));
    assertEquals("knowledge-KB-001@2021.1.json", found.file());
    assertTrue(found.text().contains("申领"));
  }

  private record SequencedAnswer(String file, String text) {
    static SequencedAnswer of(java.util.SortedMap<String, byte[]> one) {
      assertEquals(1, one.size());
      return new SequencedAnswer(one.firstKey(), new String(one.get(one.firstKey()), StandardCharsets.UTF_8));
    }
  }

  @Test void a_version_that_the_catalogue_does_not_carry_is_named_and_said_to_be_missing() {
    for (LoggedEvent unknown : List.of(new SupervisionEvent.ExclusionProposed(1, "a", "X1", true, true, List.of(), null, "2077.1"), dispatched(Map.of("../almanac", "2021.1")),
        dispatched(Map.of("limits", "2019.1+1")), new IntakeEvent.InquiryAnswered("…", "KB-001", "1999.1"), new IntakeEvent.InquiryAnswered("…", "KB-999", "2021.1"))) {
      SequencedAnswer found = SequencedAnswer.of(RulesNamed.by(List.of(unknown)));
      assertTrue(found.text().endsWith("\"missing\":true}\n"), found.text());
      assertTrue(RulesNamed.isMissing(found.text().getBytes(StandardCharsets.UTF_8)));
      assertFalse(found.file().contains("/"), found.file());
    }
    assertEquals("{\"book\":\"limits\",\"version\":\"1999.1\",\"missing\":true}\n", SequencedAnswer.of(RulesNamed.by(List.of(dispatched(Map.of("limits", "1999.1"))))).text());
    assertFalse(RulesNamed.isMissing(RulesNamed.by(List.of(dispatched(Map.of("limits", "2019.1")))).get("limits@2019.1.json")));
  }

  @TestFactory Stream<DynamicTest> every_event_of_a_complaint_that_has_a_version_names_its_book() {
    return EventTypes.all().keySet().stream().filter(type -> type.matches("(intake|dispatch|supervision)\\..*")).map(type -> DynamicTest.dynamicTest(type, () -> {
      JsonNode golden;
      try (InputStream in = RulesNamedTest.class.getResourceAsStream("/golden/%s.v1.json".formatted(type))) {
        golden = EventTypes.JSON.readTree(in);
      }
      boolean names = Stream.of("version", "versions", "rules", "limitsVersion", "dutiesVersion").anyMatch(field -> !golden.findParents(field).isEmpty());
      assertEquals(names, !RulesNamed.in(EventTypes.read(type, 1, EventTypes.JSON.writeValueAsBytes(golden))).isEmpty());
    }));
  }

  @Test void an_event_without_any_names_none() { assertFalse(RulesNamed.in(new IntakeEvent.RequestUrged("急")).iterator().hasNext()); }
}
