package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * 知识库 (REG §31): what the hotline answers at once. Each item has versions with dates, so that an answer given years ago can be read
 * as it was given.
 */
public final class Knowledge {
  /** @param validTo last day, null while in force; days are Beijing's */
  public record Version(String version, LocalDate validFrom, LocalDate validTo, String answer, String answerEn) {
    boolean holdsOn(LocalDate day) { return !validFrom.isAfter(day) && (validTo == null || !validTo.isBefore(day)); }
  }

  /** @param role of the unit that keeps it up to date (REG §31) @param words by which people ask for it */
  public record Item(String id, String title, String titleEn, List<String> words, String role, String basis, List<Version> versions) {
    public Optional<Version> find(String version) { return versions.stream().filter(v -> v.version().equals(version)).findFirst(); }

    public Optional<Version> at(Instant when) {
      LocalDate day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
      return versions.stream().filter(v -> v.holdsOn(day)).findFirst();
    }
  }

  /** @param score the higher the better */
  public record Hit(Item item, Version version, int score) {}

  /** Weight of one of the item's own words against a pair of characters in common (assumption). */
  private static final int WORD = 6, TITLE_PAIR = 2, ANSWER_PAIR = 1;

  private final String version;
  private final Map<String, Item> items = new LinkedHashMap<>();

  private Knowledge(String version) { this.version = version; }

  static Knowledge read(JsonNode file) {
    Knowledge knowledge = new Knowledge(Json.text(file, "version"));
    for (JsonNode node : file.required("items")) {
      List<Version> versions = new ArrayList<>();
      for (JsonNode v : node.required("versions")) {
        String to = Json.textOrNull(v, "validTo");
        versions.add(new Version(Json.text(v, "version"), LocalDate.parse(Json.text(v, "validFrom")), to == null ? null : LocalDate.parse(to), Json.text(v, "answer"), Json.text(v, "answerEn")));
      }
      Item item = new Item(Json.text(node, "id"), Json.text(node, "title"), Json.text(node, "titleEn"), Json.strings(node.required("words")), Json.text(node, "role"),
          Json.text(node, "basis"), List.copyOf(versions));
      if (knowledge.items.put(item.id(), item) != null) throw new IllegalStateException("two items of the knowledge base share the id " + item.id());
    }
    return knowledge;
  }

  public String version() { return version; }

  public List<Item> all() { return List.copyOf(items.values()); }

  public Optional<Item> find(String id) { return Optional.ofNullable(id == null ? null : items.get(id)); }

  /** Items in force that speak to these words, best first; all of them without any words. */
  public List<Hit> search(String words, Instant when, int most) {
    String asked = words == null ? "" : words.toLowerCase(java.util.Locale.ROOT).strip();
    List<Hit> hits = new ArrayList<>();
    for (Item item : items.values()) {
      Version version = item.at(when).orElse(null);
      int score = version == null ? 0 : score(item, version, asked);
      if (version != null && (score > 0 || asked.isEmpty())) {
        hits.add(new Hit(item, version, score));
      }
    }
    hits.sort(Comparator.comparingInt(Hit::score).reversed());
    return hits.subList(0, Math.min(most, hits.size()));
  }

  private static int score(Item item, Version version, String asked) {
    int score = 0;
    for (String word : item.words()) {
      score += asked.contains(word) || asked.length() > 1 && word.contains(asked) ? WORD : 0;
    }
    String title = (item.title() + " " + item.titleEn()).toLowerCase(java.util.Locale.ROOT);
    String answer = (version.answer() + " " + version.answerEn()).toLowerCase(java.util.Locale.ROOT);
    for (String piece : pieces(asked)) {
      score += title.contains(piece) ? TITLE_PAIR : answer.contains(piece) ? ANSWER_PAIR : 0;
    }
    // One pair in common is chance, not an answer.
    return score >= 2 * TITLE_PAIR ? score : 0;
  }

  /** Pairs of Han characters, and whole words of other scripts from three letters on. */
  private static Set<String> pieces(String text) {
    Set<String> pieces = new HashSet<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      if (isHan(text.charAt(i)) && isHan(text.charAt(i + 1))) pieces.add(text.substring(i, i + 2));
    }
    for (String word : text.split("[^a-z0-9]+")) if (word.length() > 2) pieces.add(word);
    return pieces;
  }

  private static boolean isHan(char c) { return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN; }
}
