package cn.jsjb.catalogue;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The same said in both languages of the house. */
public record Words(String chinese, String english) {
  public static final Words NONE = new Words("", "");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingCalendar.BEIJING);

  /** A sentence with what fills it; each of {@code of} is spoken in the language of the sentence. */
  public static Words of(String chinese, String english, Object... of) {
    return new Words(chinese.formatted(spoken(Words::chinese, of)), english.formatted(spoken(Words::english, of)));
  }

  /**
   * Anything, as it is spoken: a constant by its name, a time in Beijing, several one after the other. What our own code writes {@code 中文 / English} is taken
   * apart; what a person wrote is {@link #same}, strokes and all.
   */
  public static Words of(Object said) {
    return switch (said) {
      case null -> new Words("—", "—");
      case Words words -> words;
      case Enum<?> constant -> Names.of(constant);
      case Instant time -> same(TIME.format(time));
      case Collection<?> several -> list(several.stream().map(Words::of).toList());
      default -> parted(said.toString());
    };
  }

  public static Words same(String text) { return new Words(text, text); }

  public static Words list(Collection<Words> several) {
    return new Words(several.stream().map(Words::chinese).collect(Collectors.joining("、")), several.stream().map(Words::english).collect(Collectors.joining(", ")));
  }

  /** One after the other with a point between; what is empty leaves none. */
  public static Words told(Object... parts) {
    List<Words> words = Arrays.stream(parts).map(Words::of).toList();
    return new Words(told(words, Words::chinese), told(words, Words::english));
  }

  private static String told(List<Words> words, Function<Words, String> language) { return words.stream().map(language).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · ")); }

  private static Words parted(String text) {
    int slash = text.lastIndexOf(" / ");
    return slash < 0 || !isHan(text.substring(0, slash)) || isHan(text.substring(slash)) || text.substring(slash).chars().noneMatch(Character::isLowerCase) ? same(text) : new Words(text.substring(0, slash), text.substring(slash + 3));
  }

  private static boolean isHan(String text) { return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN); }

  /** Numbers stay numbers, for {@code %d}. */
  private static Object[] spoken(Function<Words, String> language, Object[] details) {
    return Arrays.stream(details).map(detail -> detail instanceof Number ? detail : language.apply(of(detail))).toArray();
  }
}
