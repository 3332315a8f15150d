package cn.jsjb.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3,}");
  /** What a Chinese sentence names as it is: parameters, addresses, formats. */
  private static final Pattern NAMED = Pattern.compile("jsjb\\.seal\\.key\\.file|POST /api/seals|deploy/up|api_key|lat|long|address_string|address_id|\\.xlsx");
  private static final String LUGU = "110107011";

  @ParameterizedTest @EnumSource void a_sentence_is_in_one_language(Reason reason) {
    Object[] details = Pattern.compile("%(\\d\\$)?([sd])").matcher(reason.chinese()).results().sorted((a, b) -> String.valueOf(a.group(1)).compareTo(String.valueOf(b.group(1))))
        .map(place -> place.group(2).equals("d") ? (Object) 3 : "甲 / the first").toArray();
    Refusal refusal = new Refusal(reason, details);
    assertFalse(HAN.matcher(refusal.english()).find(), refusal.english());
    assertTrue(HAN.matcher(refusal.chinese()).find(), refusal.chinese());
    assertFalse(LATIN.matcher(NAMED.matcher(refusal.chinese()).replaceAll("")).find(), refusal.chinese());
    assertFalse(refusal.chinese().contains("%") || refusal.english().contains("%"), refusal.toString());
  }

  @Test void what_a_rule_speaks_of_has_its_name_in_the_language_of_the_sentence() {
    String lugu = Catalogue.get().units().require(LUGU).en();
    assertEquals("只有首接单位 鲁谷街道 可以办理此工单。", new Refusal(Reason.ONLY_THE_FIRST_RESPONDER, LUGU).chinese());
    assertEquals("Only the first responder %s may do this.".formatted(lugu), new Refusal(Reason.ONLY_THE_FIRST_RESPONDER, LUGU).english());
    assertEquals("鲁谷街道、石景山区 尚未答复，不能认定已解决。", new Refusal(Reason.ANSWERS_MISSING, List.of(LUGU, "110107")).chinese());
    assertEquals("工单处于“办理中”，不能撤诉。", new Refusal(Reason.NOT_IN_THIS_STATE, Stage.HANDLING, "撤诉 / withdrawn").chinese());
    assertEquals("A ticket that is being handled cannot be withdrawn.", new Refusal(Reason.NOT_IN_THIS_STATE, Stage.HANDLING, "撤诉 / withdrawn").english());
    assertEquals("“紧急（2小时）”类工单不能延期。", new Refusal(Reason.NO_EXTENSION, Grade.URGENT_2H).chinese());
    assertEquals("任务时限须在现在之后、工单时限 2026-05-06 11:22 之前。", new Refusal(Reason.PART_LIMIT_OUT_OF_BOUNDS, Instant.parse("2026-05-06T03:22:00Z")).chinese());
    assertEquals("P03-01 处于“已完成”，不能移出清单。", new Refusal(Reason.LIST_ITEM_STATE, "P03-01", PlanEvent.TaskStatus.COMPLETED, "移出清单 / dropped").chinese());
  }

  @Test void what_a_person_wrote_is_told_as_he_wrote_it() {
    for (String words : List.of("噪音扰民 / KTV", "已更换阀门 / DN50")) {
      assertEquals("%s 已有记录，不能重复。".formatted(words), new Refusal(Reason.RECORDED_ALREADY, Words.same(words)).chinese());
      assertEquals("%s has been recorded already.".formatted(words), new Refusal(Reason.RECORDED_ALREADY, Words.same(words)).english());
      assertEquals("%s 不是有效的分类编码。".formatted(words), new Refusal(Reason.UNKNOWN_CATEGORY, words).chinese());
    }
    assertEquals("噪音扰民 / at night has been recorded already.", new Refusal(Reason.RECORDED_ALREADY, Words.same("噪音扰民 / at night")).english());
  }

  @Test void who_wrote_something_wrong_is_told_what_he_wrote() {
    assertEquals("110107 不是有效的社区（村）编码。", new Refusal(Reason.UNKNOWN_COMMUNITY, "110107").chinese());
  }

  /** A detail in Chinese only would stand in the English sentence, the name of a stage in one language in the other, and the name of a unit where its code would be spoken in each. */
  @Test void no_detail_is_said_in_one_language_only() throws IOException {
    Pattern text = Pattern.compile("\"([^\"]*\\p{IsHan}[^\"]*)\"");
    List<String> mixed = new ArrayList<>();
    for (String service : List.of("intake-service", "dispatch-service", "supervision-service", "analytics-service", "event-log")) {
      try (Stream<Path> files = Files.walk(Path.of("..", service, "src", "main", "java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("Reason.java")).toList()) {
          for (String line : Files.readAllLines(file)) {
            boolean refuses = Pattern.compile("(refuse|Refused|Refused\\.field|Refusal|Bad)\\(.*Reason\\.[A-Z]").matcher(line).find();
            if (refuses && (line.replaceAll("Words\\.same\\(\\w+\\.name\\(\\)\\)", "").contains(".name()") || line.contains("stage().chinese()") || text.matcher(line).results().anyMatch(t -> !t.group(1).contains(" / ") && !line.contains("Words.of(\"" + t.group(1))))) {
              mixed.add(file.getFileName() + ": " + line.strip());
            }
          }
        }
      }
    }
    assertEquals(List.of(), mixed);
  }
}
