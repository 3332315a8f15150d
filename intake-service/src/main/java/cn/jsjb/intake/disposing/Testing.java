package cn.jsjb.intake.disposing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.DeskRules.Test;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.catalogue.RequestType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks for which disposition, in the order in which the regulation wants it asked (rule I1). Words only suggest; the
 * operator decides.
 */
public final class Testing {
  private Testing() {}

  /**
   * @param outcome DIVERSION, REFUSAL, ANSWER or DISPATCH
   * @param code target, ground, item of the knowledge base or earlier ticket; null for dispatch
   * @param words that speak for it
   */
  public record Suggestion(String test, String outcome, String code, List<String> words, String advice, String adviceEn, String version) {}

  /** The last suggestion is always to dispatch. @param same earlier tickets of the same claimant about the same matter (rule I2) */
  public static List<Suggestion> of(String title, String content, RequestType type, Grade grade, List<String> same, Catalogue catalogue, Instant now) {
    String text = (title == null ? "" : title) + "\n" + (content == null ? "" : content);
    DeskRules.Rules rules = catalogue.desk().at(now);
    List<Suggestion> found = new ArrayList<>();
    for (DeskRules.Hint hint : rules.hints()) {
      List<String> heard = hint.words().stream().filter(text::contains).toList();
      if (!heard.isEmpty()) {
        found.add(new Suggestion(hint.test().name(), hint.outcome(), hint.code(), heard, hint.advice(), hint.adviceEn(), rules.version()));
      } else if (hint.test() == Test.SAME_MATTER) {
        same.forEach(no -> found.add(new Suggestion(hint.test().name(), hint.outcome(), no, List.of(), hint.advice(), hint.adviceEn(), rules.version())));
      } else if (hint.test() == Test.INQUIRY && type == RequestType.INQUIRY) {
        for (Knowledge.Hit hit : catalogue.knowledge().search(text, now, 3)) {
          found.add(new Suggestion(hint.test().name(), hint.outcome(), hit.item().id(), List.of(), hit.version().answer(), hit.version().answerEn(), hit.version().version()));
        }
      }
    }
    if (grade == Grade.URGENT_2H && found.stream().noneMatch(s -> s.test().equals(Test.EMERGENCY.name()))) {
      found.addFirst(new Suggestion(Test.EMERGENCY.name(), "DISPATCH", null, List.of(), null, null, rules.version()));
    }
    found.add(new Suggestion("DISPATCH", "DISPATCH", null, List.of(), null, null, rules.version()));
    return List.copyOf(found);
  }
}
