package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.IntakeEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  private final Knowledge knowledge = Catalogue.get().knowledge();

  @ParameterizedTest
  @CsvSource({"请问居住证怎么办理, KB-001", "我的身份证丢失了怎么补办, KB-002", "家里暖气不热多少度算达标, KB-013", "外地车进京证一年能办几次, KB-026", "how do I register a dog, KB-030"})
  void a_question_finds_its_item(String question, String item) {
    assertEquals(item, knowledge.search(question, NOW, 3).getFirst().item().id());
  }

  @Test void what_nobody_asked_for_is_not_offered() {
    assertEquals(List.of(), knowledge.search("今天天气真好", NOW, 3));
    assertEquals(32, knowledge.search("", NOW, 100).size());
  }

  @Test void the_answer_of_that_day_is_found_again() {
    Knowledge.Item item = knowledge.find("KB-005").orElseThrow();
    assertEquals("2021.1", item.at(Instant.parse("2022-12-31T15:59:59Z")).orElseThrow().version());
    assertEquals("2023.1", item.at(Instant.parse("2022-12-31T16:00:00Z")).orElseThrow().version(), "days begin in Beijing");
    assertTrue(item.at(Instant.parse("2019-05-01T00:00:00Z")).isEmpty());
    assertTrue(item.find("2021.1").orElseThrow().answer().contains("2万元"));
  }

  @Test void every_item_is_told_in_two_languages_and_kept_up_by_a_unit() {
    for (Knowledge.Item item : knowledge.all()) {
      assertTrue(Catalogue.get().units().cityUnit(item.role()).isPresent(), item.id() + " " + item.role());
      assertFalse(item.words().isEmpty());
      item.versions().forEach(v -> assertTrue(v.answerEn().length() > 30, item.id()));
    }
  }

  @Test void the_desks_tests_are_in_the_order_of_the_regulation_and_name_what_exists() {
    DeskRules.Rules rules = Catalogue.get().desk().at(NOW);
    assertEquals(List.of(DeskRules.Test.values()), rules.hints().stream().map(DeskRules.Hint::test).distinct().toList());
    for (DeskRules.Hint hint : rules.hints()) {
      switch (hint.outcome()) {
        case "DIVERSION" -> assertEquals(hint.test() == DeskRules.Test.EMERGENCY, IntakeEvent.Target.valueOf(hint.code()).isEmergency());
        case "REFUSAL" -> IntakeEvent.Ground.valueOf(hint.code());
        default -> assertEquals("ANSWER", hint.outcome());
      }
    }
  }
}
