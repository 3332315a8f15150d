package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What boards need beside the rules of assessment ({@code boards.json}): classes, bands and weights; versions in effect from a day on. */
public record BoardRules(String version, LocalDate validFrom, List<UrgentClass> urgent, String urgentBasis, Band whistleBand, Target dispatchMinutes, Staleness knowledge, Watch enterprises,
    List<Tag> tags, String tagsBasis) {

  /** 急难愁盼类别. @param categories codes of two, four or six digits */
  public record UrgentClass(String code, String name, String en, List<String> categories) {
    public boolean holds(String category) { return category != null && categories.stream().anyMatch(category::startsWith); }
  }

  /** Whistles in relation to dispatched tickets, both ends included (W8). */
  public record Band(BigDecimal low, BigDecimal high, String version, String basis) {}

  /** @param minutes from receipt to dispatch (D7) */
  public record Target(int minutes, String basis) {}

  public record Staleness(int afterDays, String basis) {}

  /** When an enterprise stands out. @param tickets of a period, from so many on; @param resolutionBelow 0…1, exclusive */
  public record Watch(int tickets, BigDecimal resolutionBelow, String basis) {}

  /** 七有五性. @param group SEVEN or FIVE */
  public record Tag(String code, String group, String name, String en, int weight) {}

  private static final class Holder {
    static final List<BoardRules> VERSIONS = read();
  }

  /** The rules of a day; before the first, the first. */
  public static BoardRules at(LocalDate day) {
    return Holder.VERSIONS.stream().filter(r -> !r.validFrom.isAfter(day)).reduce((older, newer) -> newer).orElse(Holder.VERSIONS.getFirst());
  }

  private static List<BoardRules> read() {
    var versions = new ArrayList<BoardRules>();
    for (var node : Json.resource("boards.json").required("versions")) versions.add(read(node));
    versions.sort(Comparator.comparing(BoardRules::validFrom));
    return List.copyOf(versions);
  }

  private static BoardRules read(JsonNode node) {
    var version = Json.text(node, "version");
    var urgent = new ArrayList<UrgentClass>();
    for (var c : node.required("urgent").required("classes")) urgent.add(new UrgentClass(Json.text(c, "code"), Json.text(c, "name"), Json.text(c, "en"), Json.strings(c.required("categories"))));
    var tags = new ArrayList<Tag>();
    for (var t : node.required("livelihood").required("tags"))
      tags.add(new Tag(Json.text(t, "code"), Json.text(t, "group"), Json.text(t, "name"), Json.text(t, "en"), t.required("weight").intValue()));
    var band = node.required("whistleBand");
    var minutes = node.required("dispatchMinutes");
    var knowledge = node.required("knowledge");
    var watch = node.required("enterprises");
    return new BoardRules(version, LocalDate.parse(Json.text(node, "validFrom")), List.copyOf(urgent), Json.text(node.required("urgent"), "basis"),
        new Band(new BigDecimal(Json.text(band, "low")), new BigDecimal(Json.text(band, "high")), version, Json.text(band, "basis")),
        new Target(minutes.required("target").intValue(), Json.text(minutes, "basis")), new Staleness(knowledge.required("staleAfterDays").intValue(), Json.text(knowledge, "basis")),
        new Watch(watch.required("tickets").intValue(), new BigDecimal(Json.text(watch, "resolutionBelow")), Json.text(watch, "basis")),
        List.copyOf(tags), Json.text(node.required("livelihood"), "basis"));
  }
}
