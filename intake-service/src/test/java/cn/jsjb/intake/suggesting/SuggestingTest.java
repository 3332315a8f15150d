package cn.jsjb.intake.suggesting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Acceptance.Similar;
import cn.jsjb.event.Place;
import cn.jsjb.harness.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is suggested as the same matter, and what is not. */
class SuggestingTest {
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");
  private static final Similar RULES = new Similar(Duration.ofDays(90), 200, 0.3, 10);
  private static final Place HERE = new Place(null, "110107", "110107011", null, 116.2000, 39.9000);

  @Test void the_same_words_from_another_caller_are_alike_but_not_the_same_matter() {
    var found = only(draft("六合园门口路灯不亮", "a"), ticket("六合园门口的路灯不亮了", "b", "030201", HERE, true, NOW));
    assertTrue(found.similarity() > 0.5, found::toString);
    assertFalse(found.sameMatter());
    assertTrue(found.why().stream().anyMatch(why -> why.startsWith("文字相似")));
  }

  @Test void the_same_caller_category_and_spot_are_the_same_matter_whatever_the_words() {
    var found = only(draft("怎么还没修", "a"), ticket("六合园门口的路灯坏了", "a", "030201", new Place(null, "110107", "110107011", null, 116.2015, 39.9005), true, NOW));
    assertTrue(found.sameMatter());
  }

  @Test void two_hundred_metres_are_the_border() {
    assertTrue(Suggesting.isSameSpot(HERE, new Place(null, null, null, null, 116.2000, 39.9017), 200));
    assertFalse(Suggesting.isSameSpot(HERE, new Place(null, null, null, null, 116.2000, 39.9019), 200));
    assertFalse(Suggesting.isSameSpot(HERE, Place.UNKNOWN, 200));
  }

  @Test void what_ended_ninety_days_ago_is_another_matter() {
    assertTrue(only(draft("怎么还没修", "a"), ticket("路灯坏了", "a", "030201", HERE, false, NOW.minus(Duration.ofDays(89)))).sameMatter());
    assertFalse(only(draft("怎么还没修", "a"), ticket("路灯坏了", "a", "030201", HERE, false, NOW.minus(Duration.ofDays(90)))).sameMatter());
  }

  @Test void nothing_in_common_is_no_suggestion() {
    assertEquals(List.of(), Suggesting.of(draft("暖气不热", "a"), List.of(ticket("路灯坏了没人修", "b", "030201", HERE, true, NOW)), RULES, NOW));
  }

  @Test void texts_without_letters_are_alike_to_nothing() {
    assertEquals(0, new Likeness("。。。", "12345").to(new Likeness("。。。", "12345")));
    assertEquals(1, new Likeness("路灯不亮", null).to(new Likeness(null, "路灯，不亮！")));
  }

  private static Suggesting.Suggestion only(Suggesting.Case draft, Suggesting.Case earlier) {
    List<Suggesting.Suggestion> found = Suggesting.of(draft, List.of(earlier), RULES, NOW);
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private static Suggesting.Case draft(String words, String caller) { return new Suggesting.Case(null, null, null, null, words, caller, "030201", HERE, true, null, null); }

  private static Suggesting.Case ticket(String words, String caller, String category, Place place, boolean open, Instant moved) {
    return new Suggesting.Case("c-1", "RX-1", open ? "HANDLING" : "CLOSED", null, words, caller, category, place, open, NOW.minus(Duration.ofDays(100)), moved);
  }
}
