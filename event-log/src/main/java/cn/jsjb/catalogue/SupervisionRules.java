package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** 督办规则: look-back, urging, orders and the list of exclusion reasons, as versioned data with effective dates ({@code supervision.json}). */
public final class SupervisionRules {

  /** 回头看 (SP6). @param grades of the closed tickets that are looked back at; @param after the closing, ascending; @param within time to carry it out */
  public record LookBack(Set<Grade> grades, List<Period> after, Period within, String basis) {}

  /** 催办. @param claimantUrges from how many urges of the claimant in a round the unit is reminded */
  public record Urging(int claimantUrges, String basis) {}

  /**
   * 督办 without anybody asking (JN §28, WF §26).
   *
   * @param overdueFor how long the feedback is overdue
   * @param claimantUrges how often the claimant urged in a round
   * @param reply time of the units to answer
   */
  public record Ordering(Duration overdueFor, int claimantUrges, Limits.Limit reply, String basis) {}

  /** 剔除原因. @param rates, volume from what it may take a ticket out (rule X2) */
  public record Exclusion(String code, String name, String en, boolean rates, boolean volume, String basis) {}

  /** One version, in force from the start of {@code validFrom} (Beijing) until the next. */
  public record Rules(String version, LocalDate validFrom, LookBack lookBack, Urging urging, Ordering ordering, Map<String, Exclusion> exclusions) {}

  private final List<Rules> newestFirst;

  private SupervisionRules(List<Rules> versions) {
    this.newestFirst = versions.stream().sorted(Comparator.comparing(Rules::validFrom).reversed()).toList();
  }

  static SupervisionRules read(JsonNode file) {
    var versions = new ArrayList<Rules>();
    for (var node : file.required("versions")) versions.add(rules(node));
    return new SupervisionRules(versions);
  }

  private static Rules rules(JsonNode node) {
    var lookBack = node.required("lookBack");
    var ordering = node.required("ordering");
    var exclusions = new LinkedHashMap<String, Exclusion>();
    for (var reason : node.required("exclusions")) {
      exclusions.put(Json.text(reason, "code"), new Exclusion(Json.text(reason, "code"), Json.text(reason, "name"), Json.text(reason, "en"), reason.required("rates").booleanValue(),
          reason.required("volume").booleanValue(), Json.text(reason, "basis")));
    }
    return new Rules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")),
        new LookBack(Json.strings(lookBack.required("grades")).stream().map(Grade::valueOf).collect(Collectors.toUnmodifiableSet()),
            Json.strings(lookBack.required("after")).stream().map(Period::parse).toList(), Period.parse(Json.text(lookBack, "within")), Json.text(lookBack, "basis")),
        new Urging(node.required("urging").required("claimantUrges").intValue(), Json.text(node.required("urging"), "basis")),
        new Ordering(Duration.parse(Json.text(ordering, "overdueFor")), ordering.required("claimantUrges").intValue(),
            new Limits.Limit(Duration.parse(Json.text(ordering, "replyWithin")), Limits.Days.valueOf(Json.text(ordering, "replyDays"))), Json.text(ordering, "basis")),
        Collections.unmodifiableMap(exclusions));
  }

  /** A reason for exclusion, whatever version it is of. */
  Optional<Exclusion> exclusion(String code) { return newestFirst.stream().map(rules -> rules.exclusions().get(code)).filter(Objects::nonNull).findFirst(); }

  /** The rules in force at a time; before the first version the first, which only a wrong clock can tell. */
  public Rules at(Instant when) {
    LocalDate day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return newestFirst.stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst().orElse(newestFirst.getLast());
  }
}
