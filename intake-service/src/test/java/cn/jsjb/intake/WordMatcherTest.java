package cn.jsjb.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordMatcherTest {
  @Test void it_finds_every_occurrence_that_a_plain_search_finds() {
    Random random = new Random(42);
    for (int round = 0; round < 300; round++) {
      Set<String> words = new TreeSet<>();
      for (int i = 0; i < 12; i++) words.add(text(random, 1 + random.nextInt(4)));
      List<String> dictionary = List.copyOf(words);
      String text = text(random, 60);
      Set<String> plain = new TreeSet<>();
      for (int w = 0; w < dictionary.size(); w++)
        for (int at = text.indexOf(dictionary.get(w)); at >= 0; at = text.indexOf(dictionary.get(w), at + 1)) plain.add(w + "@" + (at + dictionary.get(w).length()));
      Set<String> found = new TreeSet<>();
      new WordMatcher(dictionary).in(text, (word, end) -> found.add(word + "@" + end));
      assertEquals(plain, found, () -> dictionary + " in " + text);
    }
  }

  @Test void a_word_of_four_byte_characters_is_found_whole() {
    List<String> found = new ArrayList<>();
    WordMatcher matcher = new WordMatcher(List.of("𠮷野家", "𠮷"));
    matcher.in("去𠮷野家吃饭", (word, end) -> found.add(matcher.word(word)));
    assertEquals(List.of("𠮷", "𠮷野家"), found);
  }

  @Test void empty_and_repeated_words_are_mistakes() {
    assertThrows(IllegalArgumentException.class, () -> new WordMatcher(List.of("")));
    assertThrows(IllegalArgumentException.class, () -> new WordMatcher(List.of("水", "水")));
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) text.append("停水电气".charAt(random.nextInt(4)));
    return text.toString();
  }
}
