package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The twenty clue rules of targeted supervision (靶向监督, domain 5.4) as data: what each is called, which conduct of REG §35 it points to, and its parameters,
 * version by version. Not part of {@link Catalogue}: what is watched for is nobody's business who handles tickets.
 */
public final class ClueRules {
  /**
   * @param conducts K1 to K6 of REG §35; empty for what is only watched
   * @param versions oldest first
   */
  public record Rule(String id, String name, String nameEn, List<String> conducts, List<Version> versions) {
    /** The version in force; a time before the first is ruled by the first. */
    public Version at(Instant when) {
      LocalDate day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
      return versions.reversed().stream().filter(v -> !v.validFrom().isAfter(day)).findFirst().orElse(versions.getFirst());
    }

    public Optional<Version> find(int version) { return versions.stream().filter(v -> v.version() == version).findFirst(); }
  }

  /** @param basis where the trigger comes from, or that it is an assumption */
  public record Version(int version, LocalDate validFrom, String basis, Map<String, Parameter> parameters) {
    public int number(String name) { return Integer.parseInt(value(name)); }

    /** ISO-8601 length of time. */
    public Duration span(String name) { return Duration.parse(value(name)); }

    private String value(String name) {
      Parameter parameter = parameters.get(name);
      if (parameter == null) {
        throw new IllegalArgumentException("the rule has no parameter " + name);
      }
      return parameter.value();
    }
  }

  /** @param basis source, or "assumption" */
  public record Parameter(String value, String basis) {}

  private static final class Holder {
    static final ClueRules LOADED = read(Json.resource("clue-rules.json"));
  }

  private final int startOfMonth;
  private final List<Rule> rules;

  private ClueRules(int startOfMonth, List<Rule> rules) {
    this.startOfMonth = startOfMonth;
    this.rules = rules;
  }

  /** The published ones. */
  public static ClueRules get() { return Holder.LOADED; }

  /** Rules of the same form from elsewhere, such as the unpublished ones of a back-run. @throws IllegalArgumentException which says what is wrong */
  public static ClueRules read(JsonNode file) {
    try {
      List<Rule> rules = new ArrayList<>();
      for (JsonNode node : file.required("rules")) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode version : node.required("versions")) {
          Map<String, Parameter> parameters = new TreeMap<>();
          version.required("parameters").properties().forEach(p -> parameters.put(p.getKey(), new Parameter(Json.text(p.getValue(), "value"), Json.text(p.getValue(), "basis"))));
          versions.add(new Version(version.required("version").intValue(), LocalDate.parse(Json.text(version, "validFrom")), Json.text(version, "basis"), parameters));
        }
        versions.sort(Comparator.comparing(Version::validFrom).thenComparing(Version::version));
        rules.add(new Rule(Json.text(node, "id"), Json.text(node, "name"), Json.text(node, "nameEn"), Json.strings(node.required("conducts")), List.copyOf(versions)));
      }
      return new ClueRules(file.path("startOfMonth").path("value").asInt(19), List.copyOf(rules));
    } catch (IllegalStateException | java.time.DateTimeException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  public List<Rule> all() { return rules; }

  /** Day of the month on which a period begins (rule C-7). */
  public int startOfMonth() { return startOfMonth; }

  public Optional<Rule> find(String id) { return rules.stream().filter(r -> r.id().equals(id)).findFirst(); }

  /** Only these, each in this version whatever the day: the rules of a back-run. @throws IllegalArgumentException when there is no such rule or version */
  public ClueRules pinned(Map<String, Integer> versions) {
    return new ClueRules(startOfMonth, versions.entrySet().stream().map(wanted -> {
      Rule rule = find(wanted.getKey()).orElseThrow(() -> new IllegalArgumentException("there is no rule " + wanted.getKey()));
      return wanted.getValue() == null ? rule : new Rule(rule.id(), rule.name(), rule.nameEn(), rule.conducts(), List.of(rule.find(wanted.getValue())
          .orElseThrow(() -> new IllegalArgumentException("rule %s has no version %d".formatted(rule.id(), wanted.getValue())))));
    }).toList());
  }

  /** These instead of the ones of the same id. */
  public ClueRules with(ClueRules others) {
    return new ClueRules(startOfMonth, rules.stream().map(rule -> others.find(rule.id()).orElse(rule)).toList());
  }
}
