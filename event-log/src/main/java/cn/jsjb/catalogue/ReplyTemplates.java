package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * 答复模板: words to begin a reply with, by what came of the matter and by category, as versioned data ({@code reply-templates.json}). A
 * template decides nothing and stands in no fact; what the unit sends is its own text.
 */
public final class ReplyTemplates {
  /**
   * @param version of the template; a change is a new one with its own first day
   * @param outcomes names of what came of it; empty: any
   * @param categories beginnings of category codes; empty: any
   * @param text with {@code {ticketNo}}, {@code {unit}}, {@code {category}}, {@code {address}} for the ticket's own, and 【…】 for what a person has to fill in
   */
  public record Template(String id, String version, LocalDate validFrom, LocalDate validTo, String title, String titleEn, List<String> outcomes, List<String> categories, String text) {
    boolean holdsOn(LocalDate day) { return !validFrom.isAfter(day) && (validTo == null || !validTo.isBefore(day)); }

    /** How many digits of the category it names; -1 when it is not for this one. */
    int closeness(String category) {
      return categories.isEmpty() ? 0 : categories.stream().filter(c -> category != null && category.startsWith(c)).mapToInt(String::length).max().orElse(-1);
    }
  }

  private static final class Holder {
    static final ReplyTemplates LOADED = read(Json.resource("reply-templates.json"));
  }

  private final List<Template> templates;

  private ReplyTemplates(List<Template> templates) { this.templates = templates; }

  public static ReplyTemplates get() { return Holder.LOADED; }

  static ReplyTemplates read(JsonNode file) {
    List<Template> templates = new ArrayList<>();
    for (JsonNode t : file.required("templates")) {
      for (JsonNode v : t.required("versions")) {
        String to = Json.textOrNull(v, "validTo");
        templates.add(new Template(Json.text(t, "id"), Json.text(v, "version"), LocalDate.parse(Json.text(v, "validFrom")), to == null ? null : LocalDate.parse(to), Json.text(t, "title"),
            Json.text(t, "titleEn"), Json.strings(t.required("outcomes")), Json.strings(t.required("categories")), Json.text(v, "text")));
      }
    }
    return new ReplyTemplates(List.copyOf(templates));
  }

  /** Those in force that fit, the closest to the category first. @param outcome null: whatever came of it */
  public List<Template> fitting(String category, String outcome, Instant at) {
    LocalDate day = at.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return templates.stream().filter(t -> t.holdsOn(day) && t.closeness(category) >= 0 && (outcome == null || t.outcomes.isEmpty() || t.outcomes.contains(outcome)))
        .sorted(Comparator.comparingInt((Template t) -> t.closeness(category)).reversed()).toList();
  }
}
