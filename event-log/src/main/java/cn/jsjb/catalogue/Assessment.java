package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 考核规则: weights, period and assessed types as versioned data with effective dates ({@code assessment.json}). */
public final class Assessment {

  /** @param response, resolution, satisfaction of 100 */
  public record Weights(int response, int resolution, int satisfaction) {}

  /**
   * How the score is made; stands in every answer that shows one.
   *
   * @param id names the set of weights: {@code 10-50-40}
   * @param version version of the rules it belongs to
   * @param basically what 基本满意 counts beside 满意 = 1
   * @param basis source of the weights, or "assumption"
   */
  public record Formula(String id, String version, Weights weights, BigDecimal basically, int periodStartDay, String basis) {}

  /**
   * scoreV2 (domain 4.11): what first-responder duty and proactive governance weigh beside the score of the three rates.
   *
   * @param score, firstResponder, proactive w0, w1, w2
   */
  public record ScoreWeights(BigDecimal score, BigDecimal firstResponder, BigDecimal proactive) {}

  /**
   * @param dayStart when a day of the daily report begins, on the day before (noon to noon, rule C-7)
   * @param classSize how many localities a class has, ties not cut (domain 4.11)
   * @param smallestTold the open statistics tell no number of tickets between 1 and this, and no rates of fewer answers
   * @param formulas the first one ranks; the others are for comparison
   * @param lockAfter how long after its end a period is locked: after that its figures change by restatement only
   */
  public record Version(String version, LocalDate validFrom, int periodStartDay, Set<RequestType> assessedTypes, List<Formula> formulas, java.time.Period lockAfter,
      LocalTime dayStart, ScoreWeights scoreV2, int classSize, int smallestTold) {}

  private final List<Version> newestFirst;

  private Assessment(List<Version> versions) {
    this.newestFirst = versions.stream().sorted(Comparator.comparing(Version::validFrom).reversed()).toList();
  }

  /** Reads the rules from the class path. */
  public static Assessment load() {
    return read(Json.resource("assessment.json"));
  }

  static Assessment read(JsonNode file) {
    List<Version> versions = new ArrayList<>();
    for (JsonNode node : file.required("versions")) {
      String version = node.required("version").asText();
      int startDay = node.required("periodStartDay").intValue();
      BigDecimal basically = new BigDecimal(node.required("basically").asText());
      Set<RequestType> types = EnumSet.noneOf(RequestType.class);
      node.required("assessedTypes").forEach(type -> types.add(RequestType.valueOf(type.asText())));
      List<Formula> formulas = new ArrayList<>();
      for (JsonNode formula : node.required("formulas")) {
        JsonNode weights = formula.required("weights");
        Weights read = new Weights(weights.required("response").intValue(), weights.required("resolution").intValue(), weights.required("satisfaction").intValue());
        if (read.response() + read.resolution() + read.satisfaction() != 100) {
          throw new IllegalStateException("the weights of %s in version %s do not add up to 100".formatted(formula.required("id").asText(), version));
        }
        formulas.add(new Formula(formula.required("id").asText(), version, read, basically, startDay, formula.required("basis").asText()));
      }
      versions.add(new Version(version, LocalDate.parse(node.required("validFrom").asText()), startDay, Set.copyOf(types), List.copyOf(formulas),
          java.time.Period.parse(Json.text(node, "lockAfter")), LocalTime.parse(Json.text(node, "dayStart")), scoreWeights(node.required("scoreV2")),
          node.required("classes").required("size").intValue(), node.required("publication").required("smallestTold").intValue()));
    }
    return new Assessment(versions);
  }

  private static ScoreWeights scoreWeights(JsonNode node) {
    ScoreWeights weights = new ScoreWeights(new BigDecimal(node.required("score").asText()), new BigDecimal(node.required("firstResponder").asText()), new BigDecimal(node.required("proactive").asText()));
    if (weights.score().signum() <= 0 || weights.firstResponder().signum() < 0 || weights.proactive().signum() < 0
        || weights.score().add(weights.firstResponder()).add(weights.proactive()).compareTo(BigDecimal.ONE) != 0) {
      throw new IllegalStateException("the weights of scoreV2 do not add up to 1");
    }
    if (weights.proactive().signum() > 0) {
      throw new IllegalStateException("proactive tasks are not counted in the lists yet: they cannot weigh anything");
    }
    return weights;
  }

  /** A day of the daily report: by default from noon of the day before (inclusive) to noon (exclusive), Asia/Shanghai. */
  public record Day(OffsetDateTime from, OffsetDateTime to) {}

  public Day day(LocalDate day) {
    LocalTime turn = on(day).dayStart();
    return new Day(day.minusDays(1).atTime(turn).atZone(Period.ZONE).toOffsetDateTime(), day.atTime(turn).atZone(Period.ZONE).toOffsetDateTime());
  }

  /** The rules in force on a day; before the first version its rules are taken. */
  public Version on(LocalDate day) {
    for (Version version : newestFirst) {
      if (!version.validFrom().isAfter(day)) {
        return version;
      }
    }
    return newestFirst.getLast();
  }

  /** The rules that a whole period is judged by: those in force on its first day. */
  public Version of(Period period) { return on(period.firstDay()); }

  public Period periodOf(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, Period.ZONE);
    return Period.of(day, on(day).periodStartDay());
  }

  /** The period of this name. */
  public Period period(YearMonth month) { return new Period(month, on(month.atDay(1)).periodStartDay()); }

  /** When this period is locked (19th to 19th, then the time to call back and to appeal). */
  public Instant lockedAt(String period) {
    Period named = period(YearMonth.parse(period));
    return named.to().plus(of(named).lockAfter()).toInstant();
  }

  /** A set of weights of the rules of a period; the first one when none is asked for. */
  public Optional<Formula> formula(Period period, String id) {
    List<Formula> formulas = of(period).formulas();
    return id == null ? Optional.of(formulas.getFirst()) : formulas.stream().filter(f -> f.id().equals(id)).findFirst();
  }
}
