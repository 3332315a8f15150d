package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 热点规则 H1–H6 (domain 6.2), cells, suppression and the choice of candidates for next year's topics as versioned data ({@code hotspots.json}). */
public final class HotspotRules {
  /** @param resolution of H3; a position outside west, south, east and north is not believed */
  public record Cells(int resolution, String datum, double west, double south, double east, double north) {
    public boolean contains(double lon, double lat) { return lon >= west && lon <= east && lat >= south && lat <= north; }
  }

  /** @param condition, conditionEn what it says to people, with the parameters filled in */
  public record Rule(String id, String name, String nameEn, String condition, String conditionEn, Map<String, Integer> parameters, String note) {
    public int get(String parameter) {
      Integer value = parameters.get(parameter);
      if (value == null) {
        throw new IllegalArgumentException("the rule %s has no parameter %s".formatted(id, parameter));
      }
      return value;
    }
  }

  /**
   * @param topVolume, maxSatisfaction, minCrossUnitShare, minDistricts what qualifies
   * @param weights of 100, of the index
   * @param crossUnit figures that say that more than one unit had to do with a ticket
   */
  public record Candidates(String id, String version, int topVolume, BigDecimal maxSatisfaction, BigDecimal minCrossUnitShare, int minDistricts, Map<String, Integer> weights,
      List<String> crossUnit, String basis) {}

  /**
   * @param quietDays whole days after which a hotspot is over
   * @param majority share of the tickets that have to lie in a unit's area for it to be the one that acts
   * @param answerWithinDays days for a unit to answer a proposal
   */
  public record Version(String version, LocalDate validFrom, String basis, Cells cells, int quietDays, BigDecimal majority, int answerWithinDays, List<Rule> rules, Candidates candidates) {
    public Optional<Rule> find(String id) { return rules.stream().filter(r -> r.id().equals(id)).findFirst(); }

    public Rule rule(String id) { return find(id).orElseThrow(() -> new IllegalArgumentException("there is no rule " + id)); }
  }

  private static final class Holder {
    static final HotspotRules LOADED = read(Json.resource("hotspots.json"));
  }

  private final List<Version> newestFirst;

  private HotspotRules(List<Version> versions) { this.newestFirst = versions.stream().sorted(Comparator.comparing(Version::validFrom).reversed()).toList(); }

  /** The published ones. */
  public static HotspotRules get() { return Holder.LOADED; }

  /** Those in force; a time before the first is ruled by the first. */
  public Version at(Instant when) {
    LocalDate day = LocalDate.ofInstant(when, Period.ZONE);
    for (Version version : newestFirst) {
      if (!version.validFrom.isAfter(day)) {
        return version;
      }
    }
    return newestFirst.getLast();
  }

  public Optional<Version> find(String version) { return newestFirst.stream().filter(v -> v.version.equals(version)).findFirst(); }

  public static HotspotRules read(JsonNode file) {
    List<Version> versions = new ArrayList<>();
    for (JsonNode v : file.required("versions")) {
      JsonNode c = v.required("cells");
      List<Rule> rules = new ArrayList<>();
      v.required("rules").forEach(r -> rules.add(rule(r)));
      versions.add(new Version(Json.text(v, "version"), LocalDate.parse(Json.text(v, "validFrom")), Json.text(v, "basis"),
          new Cells(c.required("resolution").intValue(), Json.text(c, "datum"), c.required("west").doubleValue(), c.required("south").doubleValue(), c.required("east").doubleValue(), c.required("north").doubleValue()),
          v.required("quietDays").intValue(), new BigDecimal(Json.text(v, "majority")), v.required("answerWithinDays").intValue(), List.copyOf(rules), candidates(v.required("candidates"), Json.text(v, "version"))));
    }
    return new HotspotRules(versions);
  }

  private static Rule rule(JsonNode node) {
    Map<String, Integer> parameters = new LinkedHashMap<>();
    node.required("parameters").properties().forEach(p -> parameters.put(p.getKey(), p.getValue().intValue()));
    Object[] said = Json.strings(node.required("say")).stream().map(parameters::get).toArray();
    return new Rule(Json.text(node, "id"), Json.text(node, "name"), Json.text(node, "nameEn"), Json.text(node, "condition").formatted(said), Json.text(node, "conditionEn").formatted(said),
        java.util.Collections.unmodifiableMap(parameters), Json.textOrNull(node, "note"));
  }

  private static Candidates candidates(JsonNode node, String version) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    node.required("weights").properties().forEach(w -> weights.put(w.getKey(), w.getValue().intValue()));
    return new Candidates(Json.text(node, "id"), version, node.required("topVolume").intValue(), new BigDecimal(Json.text(node, "maxSatisfaction")), new BigDecimal(Json.text(node, "minCrossUnitShare")),
        node.required("minDistricts").intValue(), java.util.Collections.unmodifiableMap(weights), Json.strings(node.required("crossUnit")), Json.text(node, "basis"));
  }
}
