package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test void a_constant_is_called_by_its_name_in_either_language() {
    assertEquals(new Words("部分解决", "resolved in part"), Names.of(DispatchEvent.Outcome.PARTLY));
    assertEquals("办理中", Stage.HANDLING.chinese());
    assertEquals("being handled", Stage.HANDLING.english());
  }

  @Test void every_code_that_a_board_shows_has_a_name() {
    Stream.<Enum<?>>concat(Stream.concat(Arrays.stream(Grade.values()), Arrays.stream(WhistleGround.values())), Stream.concat(Arrays.stream(RequestType.values()), Arrays.stream(Stage.values())))
        .filter(constant -> Names.of(constant).chinese().equals(constant.name())).forEach(constant -> assertEquals("a name", constant));
    assertEquals(new Words("政策空白", "Policy gap"), Names.deferralReason("POLICY_GAP"));
    assertEquals("found to be untrue", Names.exclusion("UNTRUE").english());
  }

  @Test void units_subjects_and_problems_are_called_by_the_catalogue_and_what_is_unknown_as_it_is_written() {
    assertEquals("鲁谷街道", Names.of("110107011").chinese());
    assertEquals(Catalogue.get().units().require("110107011").en(), Names.of("110107011").english());
    assertEquals(Catalogue.get().problems().require("MT2021-P07").en(), Names.of("MT2021-P07").english());
    assertEquals("其他", Names.of("其他").chinese());
  }

  @Test void a_sentence_speaks_what_fills_it_in_its_own_language() {
    Words said = Words.of("%s：%s，%d 件，%s", "%s: %s, %d, %s", DispatchEvent.Outcome.RESOLVED, List.of(Names.unit("110107"), "摊点 / stalls"), 3, Instant.parse("2026-05-06T03:22:00Z"));
    assertEquals("已解决：石景山区、摊点，3 件，2026-05-06 11:22", said.chinese());
    assertEquals("resolved: %s, stalls, 3, 2026-05-06 11:22".formatted(Catalogue.get().units().require("110107").en()), said.english());
    for (String persons : List.of("甲 / 乙", "已更换阀门 / DN50", "噪音扰民 / KTV")) {
      assertEquals(Words.same(persons), Words.of(persons), "a person's stroke parts no languages");
    }
    assertEquals(new Words("鲁谷街道 · 已解决", "Lugu Subdistrict · resolved"), Words.told(Names.unit("110107011"), Words.NONE, DispatchEvent.Outcome.RESOLVED));
  }
}
