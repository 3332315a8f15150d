package cn.jsjb.analytics.exporting;

import cn.jsjb.catalogue.Catalogue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What columns are called and mean ({@code exports/words.json}): by the whole path, else step by step. */
final class Words {
  /** @param about what the figure means, null where the name says it @param known whether there is a word for it */
  record Word(String name, String about, boolean known) {}

  private static final Map<String, String[]> WORDS = read();

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

  private Words() {}

  /** The word for a name of this service in a list of names: overdueSign → 签收超时. */
  static String listed(String text, String language) { return WORDS.containsKey(text) ? WORDS.get(text)["en".equals(language) ? 1 : 0] : value(text, language); }

  /** Paths that begin so and have a word of their own, in the order of the file. */
  static List<String> under(String path) { return WORDS.keySet().stream().filter(known -> known.startsWith(path + ".")).toList(); }

  private static Map<String, String[]> read() {
    try (InputStream in = Words.class.getResourceAsStream("/exports/words.json")) {
      Map<String, String[]> words = new LinkedHashMap<>();
      JsonNode file = JsonMapper.builder().build().readTree(in);
      file.properties().forEach(e -> {
        String[] word = new String[3];
        for (int i = 0; i < e.getValue().size(); i++) {
          word[i] = e.getValue().get(i).asText();
        }
        words.put(e.getKey(), word);
      });
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("exports/words.json", e);
    }
  }

  /** @param language zh or en */
  static Word of(String path, String language) {
    boolean english = "en".equals(language);
    String[] whole = WORDS.get(path);
    if (whole != null) {
      return new Word(whole[english ? 1 : 0], whole[2], true);
    }
    String[] steps = path.split("\\.");
    // The numbers of a ticket count are called as they are anywhere else.
    String[] shown = steps.length > 1 && steps[0].equals("counts") ? Arrays.copyOfRange(steps, 1, steps.length) : steps;
    String name = Arrays.stream(shown).map(step -> listed(step, language)).collect(Collectors.joining(english ? ": " : "·"));
    String[] last = WORDS.get(steps[steps.length - 1]);
    return new Word(name, last == null ? null : last[2], Arrays.stream(shown).allMatch(WORDS::containsKey));
  }

  /** What a value is called: OPEN → 进行中. The value itself where there is no word. */
  static String value(String text, String language) {
    boolean english = "en".equals(language);
    if (!CODE.matcher(text).matches()) {
      return text;
    }
    String[] word = WORDS.get("=" + text);
    return word != null ? word[english ? 1 : 0] : Catalogue.get().channels().find(text).map(channel -> english ? channel.en() : channel.name()).orElse(text);
  }
}
