package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the hotline's desk goes by: the order of the tests (REG §11, rule I1), and what makes the same matter, a group and an abuse. */
public final class DeskRules {
  /** In the order of the regulation. */
  public enum Test { EMERGENCY, LEGAL_ROUTE, SECRET_OR_UNLAWFUL, SAME_MATTER, INQUIRY, OUT_OF_SCOPE }

  /**
   * Words that speak for an outcome. A hint: a person decides.
   *
   * @param code target of a diversion or ground of a refusal; null for an answer
   */
  public record Hint(Test test, String outcome, String code, List<String> words, String advice, String adviceEn) {}

  /** 同一事项, rule I2. @param days since the earlier ticket ended */
  public record SameMatter(int days, int metres) {}

  /** 集体诉求 (domain 3.5). */
  public record Group(int claimants, int days, int metres, int representatives) {}

  /**
   * One version, in force from the start of {@code validFrom} (Beijing) until the next.
   *
   * @param holdFor how long a ticket lies at the desk before it is dispatched all the same
   * @param longestRestriction of a caller, rule I4
   */
  public record Rules(String version, LocalDate validFrom, Duration holdFor, SameMatter sameMatter, Group group, Duration longestRestriction, List<Hint> hints) {
    /** What a diverted or declined claimant is told when the operator says nothing else; null when there is no such sentence. */
    public String advice(String code) { return hints.stream().filter(h -> code.equals(h.code())).map(Hint::advice).findFirst().orElse(null); }
  }

  private final List<Rules> versions;

  private DeskRules(List<Rules> versions) { this.versions = versions; }

  static DeskRules read(JsonNode file) {
    List<Rules> versions = new ArrayList<>();
    for (JsonNode node : file.required("versions")) {
      List<Hint> hints = new ArrayList<>();
      for (JsonNode hint : node.required("tests")) {
        String target = Json.textOrNull(hint, "target");
        hints.add(new Hint(Test.valueOf(Json.text(hint, "test")), Json.text(hint, "outcome"), target == null ? Json.textOrNull(hint, "ground") : target,
            Json.strings(hint.required("words")), Json.textOrNull(hint, "advice"), Json.textOrNull(hint, "adviceEn")));
      }
      hints.sort(Comparator.comparing(Hint::test));
      JsonNode same = node.required("sameMatter");
      JsonNode group = node.required("group");
      versions.add(new Rules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Duration.parse(Json.text(node, "holdFor")),
          new SameMatter(same.required("days").intValue(), same.required("metres").intValue()),
          new Group(group.required("claimants").intValue(), group.required("days").intValue(), group.required("metres").intValue(), group.required("representatives").intValue()),
          Duration.parse(Json.text(node.required("abuse"), "longestRestriction")), List.copyOf(hints)));
    }
    versions.sort(Comparator.comparing(Rules::validFrom));
    return new DeskRules(List.copyOf(versions));
  }

  /** The newest version. */
  public String version() { return versions.getLast().version(); }

  /** The version in force; the first one for what is older. */
  public Rules at(Instant when) {
    LocalDate day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return versions.reversed().stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst().orElse(versions.getFirst());
  }
}
