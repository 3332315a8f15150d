package cn.jsjb.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What counts how much in the year-end appraisal (年终绩效考评, SP7); the version in force on the year's last day rules.
 *
 * @param closing weight of tickets closed as resolved among those closed after a callback
 * @param ledger weight of ledger entries cleared in time; {@code spotChecks} of spot checks passed
 * @param deduction points a finding for which the unit was held to account
 */
public record AppraisalWeights(String version, LocalDate validFrom, String basis, BigDecimal closing, BigDecimal ledger, BigDecimal spotChecks, BigDecimal deduction) {
  private static final class Holder {
    static final List<AppraisalWeights> LOADED = load();
  }

  private static List<AppraisalWeights> load() {
    var versions = new ArrayList<AppraisalWeights>();
    for (var node : Json.resource("appraisal.json").required("versions")) {
      versions.add(new AppraisalWeights(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Json.text(node, "basis"), node.required("closing").decimalValue(),
          node.required("ledger").decimalValue(), node.required("spotChecks").decimalValue(), node.required("deduction").decimalValue()));
    }
    versions.sort(Comparator.comparing(AppraisalWeights::validFrom));
    return List.copyOf(versions);
  }

  /** Of this year; years before the first version are judged by the first. */
  public static AppraisalWeights of(Year year) {
    LocalDate last = year.atMonth(12).atEndOfMonth();
    return Holder.LOADED.reversed().stream().filter(v -> !v.validFrom().isAfter(last)).findFirst().orElseGet(Holder.LOADED::getFirst);
  }
}
